//! What commands that write into `content/` share: the site as it would be, and the way there.

use std::path::Path;

use aushang::diagnostic::{Diagnostic, Level, Place, Report};
use aushang::emit::archive;
use aushang::error::{Error, Result};
use aushang::model::text::Lang;
use aushang::release::{Files, Text, foreign, with_files};
use aushang::resolve::{Site, SiteDocument};
use aushang::seal::{FILE, Released, Seals, is_expected};
use aushang::source::Sources;
use jiff::civil::Date;

use crate::args::{Common, Findings, FormatName};
use crate::findings::Judge;
use crate::outcome::Outcome;
use crate::pipeline::{Depth, Memory, Understood, understand_again};

/// Findings are for people here.
pub const AS_TEXT: Findings = Findings { format: FormatName::Text, deny: None };

/// The document of this id.
///
/// # Errors
/// Where there is none.
pub fn document<'s>(site: &'s Site, id: &str) -> Result<&'s SiteDocument> {
    site.document(id).ok_or_else(|| {
        let known: Vec<&str> = site.documents.iter().map(|of| of.document.id.as_str()).collect();
        let near = aushang::diagnostic::format::nearest(id, known.iter().copied());
        let help =
            near.map_or_else(|| format!("there are {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
        Error::Refused(format!("there is no document `{id}`; {help}"))
    })
}

/// A text for which the call gives `TEXT`, or `LANG=TEXT` once for each language; none where it gives nothing.
///
/// # Errors
/// Where a language is given twice, or is none of the site's.
pub fn text(flag: &str, given: &[String], site: &Site, binding: &Lang) -> Result<Option<Text>> {
    let mut same: Option<String> = None;
    let mut each = std::collections::BTreeMap::new();
    let refused = |why: &str| Err(Error::Refused(format!("--{flag}: {why}")));
    for written in given {
        let tagged = written.split_once('=').and_then(|(tag, text)| {
            let tag = Some(tag).filter(|tag| tag.len() <= 8 && !tag.contains(' '))?;
            Lang::new(tag).map(|lang| (lang, text))
        });
        let twice = match tagged {
            Some((lang, text)) => each.insert(lang, text.to_owned()).is_some(),
            None => same.replace(written.clone()).is_some(),
        };
        if twice {
            return refused("give one text, or one for each language as LANG=TEXT");
        }
    }
    if given.iter().any(|text| text.trim().is_empty()) {
        return refused("the text is empty");
    }
    if each.is_empty() {
        return Ok(same.map(Text::Same));
    }
    if let Some(same) = same {
        each.entry(binding.clone()).or_insert(same);
    }
    let text = Text::Each(each);
    match foreign(&text, &site.languages) {
        Some(lang) => refused(&format!("the site has no language `{lang}`")),
        None => Ok(Some(text)),
    }
}

/// The site as it would be with `files`, on `day`.
pub fn foreseen(sources: &Sources, files: &Files, day: Option<Date>) -> Understood {
    let sources = with_files(sources, files);
    let reach = aushang::check::Reach::Everything;
    understand_again(sources, Report::new(), day, None, reach, Depth::Sources, &mut Memory::default())
}

/// What of `report` forbids to write into the document `id`: errors, but those in other documents' drafts, and but that
/// the `fresh` versions have no seal yet. Warnings of the document are told, too.
pub fn blocking(found: &Understood, id: &str, fresh: &[Released]) -> Report {
    let own = format!("content/{id}/");
    let mut report = Report::new();
    for finding in found.report.findings() {
        let path = path(finding, &found.sources);
        let elsewhere = path.starts_with("content/") && !path.starts_with(&own) && Released::of(path).is_none();
        let expected = fresh.iter().any(|of| is_expected(finding, of));
        let grave = finding.level == Level::Error && !finding.waived;
        if grave && !expected && (!elsewhere || found.site.is_none()) {
            report.push(finding.clone());
        }
    }
    report
}

fn path<'f>(finding: &'f Diagnostic, sources: &'f Sources) -> &'f str {
    match &finding.place {
        Place::At(span) => &sources.get(span.file).path,
        Place::Path(path) => path,
    }
}

/// Prints what forbids to go on.
///
/// # Errors
/// Where a stream cannot be written to.
pub fn refuse(common: &Common, found: &Understood, report: &Report) -> Result<Outcome> {
    Judge::new(common, &AS_TEXT, found).print(report)?;
    Ok(Outcome::ContentWrong)
}

/// Adds the seals of `versions` to `files`, as the versions will be.
pub fn sealed(mut files: Files, sources: &Sources, versions: &[Released]) -> Files {
    let after = with_files(sources, &files);
    let seals = versions.iter().fold(Seals::read(sources), |seals, version| seals.with(version, &after));
    files.insert(FILE.to_owned(), seals.text().into_bytes());
    files
}

/// Writes all files, or none.
///
/// # Errors
/// Where one cannot be written, or was changed since it was read.
pub fn write(site: &Path, sources: &Sources, files: &Files) -> Result<()> {
    let known = |path: &str| sources.find(path).map(|file| sources.get(file).digest);
    archive::add(site, files, FILE, &known)
}
