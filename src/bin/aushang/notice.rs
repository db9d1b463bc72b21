//! `aushang notice`: the letter about a version, ready to be sent.

use aushang::check::Reach;
use aushang::emit::write_beside;
use aushang::error::Result;
use aushang::model::text::Lang;
use aushang::render::letter::{Form, letter};
use aushang::resolve::drafts::with_drafts;

use crate::args::{Common, Findings, FormatName, Letter, Notice};
use crate::diff::{document, language, refused};
use crate::findings::Judge;
use crate::outcome::Outcome;
use crate::pipeline;
use crate::terminal;

/// Writes the letters into a folder and prints their paths, or prints one letter.
///
/// # Errors
/// Where a file cannot be read or written, or there is no such document, version or language.
pub fn run(common: &Common, args: &Notice) -> Result<Outcome> {
    let understood = pipeline::understand(common, None, Reach::Everything)?;
    let as_text = Findings { format: FormatName::Text, deny: None };
    let judge = Judge::new(common, &as_text, &understood);
    let Some((site, theme)) = &understood.site else { return judge.print(&understood.report) };
    // A letter is written before the day on which it is sent: what is announced later has one, too.
    let site = with_drafts(site, &understood.sources);
    let of = document(&site, &args.document)?;
    let labels = || (0..of.versions.len()).filter(|&at| !of.version(at).is_draft());
    let version = labels().find(|&at| of.version(at).label == args.label).ok_or_else(|| {
        let known: Vec<&str> = labels().map(|at| of.version(at).label.as_str()).collect();
        let what = format!("`{}` has no released version `{}`", of.document.id, args.label);
        refused(&what, &args.label, known.into_iter())
    })?;
    let place = site.documents.iter().position(|known| known.document.id == of.document.id).unwrap_or_default();
    let languages: Vec<&Lang> = match &args.lang {
        Some(tag) => vec![language(&site, Some(tag))?],
        None => site.languages.iter().collect(),
    };
    let mut files = Vec::new();
    for lang in languages {
        let forms = args.format.map_or(Form::ALL.to_vec(), |format| vec![form(format)]);
        match letter(&site, theme, &understood.sources, (place, version), lang, &forms) {
            Ok(made) => files.extend(made),
            Err(finding) => {
                let mut report = understood.report.clone();
                report.push(*finding);
                return judge.print(&report.sorted(&understood.sources));
            }
        }
    }
    if let (Some(_), None, [only]) = (args.format, &args.output, files.as_slice()) {
        terminal::result(&String::from_utf8_lossy(&only.bytes))?;
        return Ok(Outcome::Done);
    }
    let folder = args.output.clone().unwrap_or_else(|| common.site.join("notices"));
    let paths = write_beside(&folder, &files)?;
    if !common.quiet {
        terminal::result(&paths.iter().map(|path| format!("{}\n", path.display())).collect::<String>())?;
    }
    Ok(Outcome::Done)
}

fn form(format: Letter) -> Form {
    match format {
        Letter::Eml => Form::Mail,
        Letter::Text => Form::Text,
        Letter::Markdown => Form::Markdown,
        Letter::Chat => Form::Chat,
    }
}
