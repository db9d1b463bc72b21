//! `aushang diff`: what changed between two versions of a document, in the terminal or as data.

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};
use std::process::{Command, Stdio};

use aushang::check::Reach;
use aushang::diagnostic::format::nearest;
use aushang::error::{Error, Result};
use aushang::model::text::Lang;
use aushang::redline::{json, paint};
use aushang::render::redline::{Copy, redline};
use aushang::resolve::{Site, SiteDocument};

use crate::args::{Common, Diff, DiffFormat, Findings, FormatName};
use crate::findings::Judge;
use crate::outcome::Outcome;
use crate::pipeline;
use crate::terminal;

/// The word for the working copy.
const DRAFT: &str = "draft";

/// Prints the redline.
///
/// # Errors
/// Where a file cannot be read, standard output cannot be written to, or there is no such document, version or language.
pub fn run(common: &Common, args: &Diff) -> Result<Outcome> {
    let understood = pipeline::understand(common, None, Reach::Everything)?;
    let Some((site, theme)) = &understood.site else {
        let as_text = Findings { format: FormatName::Text, deny: None };
        return Judge::new(common, &as_text, &understood).print(&understood.report);
    };
    let of = document(site, &args.document)?;
    let from = match &args.from {
        Some(label) => label.clone(),
        None => default(of)?,
    };
    let to = args.to.clone().unwrap_or_else(|| DRAFT.to_owned());
    let lang = language(site, args.lang.as_deref())?;
    let pair = (copy(of, &from)?, copy(of, &to)?);
    let found = redline(site, theme, &understood.sources, of, pair, lang);
    match args.format {
        DiffFormat::Json => {
            let mut data = json(&found);
            data["version"] = 1.into();
            data["document"] = of.document.id.as_str().into();
            data["from"] = from.into();
            data["to"] = to.into();
            data["language"] = lang.as_str().into();
            terminal::result(&format!("{data:#}\n"))?;
        }
        DiffFormat::Text => {
            let mut text = String::new();
            // Writing to a string does not fail.
            let _ = write!(text, "{} {from} -> {to} ({lang}): ", of.document.id);
            text += &paint(&found, terminal::colors_results(common.color));
            if !paged(&text) {
                terminal::result(&text)?;
            }
        }
    }
    Ok(Outcome::Done)
}

/// The document of this id.
///
/// # Errors
/// Where there is none.
pub fn document<'s>(site: &'s Site, id: &str) -> Result<&'s SiteDocument> {
    site.document(id).ok_or_else(|| {
        let known = site.documents.iter().map(|of| of.document.id.as_str());
        refused(&format!("there is no document `{id}`"), id, known)
    })
}

/// The version in force, else the last one.
fn default(of: &SiteDocument) -> Result<String> {
    let label = of.in_force.map(|at| of.version(at).label.clone());
    label.or_else(|| of.document.versions.last().map(|version| version.label.clone())).ok_or_else(|| {
        Error::Refused(format!("`{}` has no version yet that the draft could be compared with", of.document.id))
    })
}

fn copy<'s>(of: &'s SiteDocument, label: &str) -> Result<Copy<'s>> {
    if label == DRAFT {
        return Ok(Copy::Draft);
    }
    of.document.versions.iter().find(|version| version.label == label).map(Copy::Version).ok_or_else(|| {
        let known = of.document.versions.iter().map(|version| version.label.as_str()).chain([DRAFT]);
        refused(&format!("`{}` has no version `{label}`", of.document.id), label, known)
    })
}

/// The language of this tag, or the first.
///
/// # Errors
/// Where the site does not have it.
pub fn language<'s>(site: &'s Site, tag: Option<&str>) -> Result<&'s Lang> {
    let Some(tag) = tag else { return Ok(&site.languages[0]) };
    site.languages.iter().find(|lang| lang.as_str() == tag).ok_or_else(|| {
        refused(&format!("the site has no language `{tag}`"), tag, site.languages.iter().map(Lang::as_str))
    })
}

/// What is not there, with the nearest that is.
pub fn refused<'k>(what: &str, written: &str, known: impl Iterator<Item = &'k str> + Clone) -> Error {
    Error::Refused(match nearest(written, known.clone()) {
        Some(meant) => format!("{what}; did you mean `{meant}`?"),
        None => format!("{what}; there are {}", known.collect::<Vec<_>>().join(", ")),
    })
}

/// Shows the text in the reader's pager, where there is a reader who has one; false where there is not.
fn paged(text: &str) -> bool {
    let Some(pager) = std::env::var_os("PAGER").filter(|pager| !pager.is_empty()) else { return false };
    if !io::stdout().is_terminal() {
        return false;
    }
    let mut command = Command::new("sh");
    command.arg("-c").arg(pager).stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        // Colors as they are, and no pager for what fits on the screen: as git does.
        command.env("LESS", "FRX");
    }
    let Ok(mut child) = command.spawn() else { return false };
    if let Some(mut stdin) = child.stdin.take() {
        // A pager may be left before the end.
        let _ = stdin.write_all(text.as_bytes());
    }
    child.wait().is_ok_and(|status| status.success())
}
