//! `aushang seal`: versions that were written by hand are frozen with what they show, and sealed.

use aushang::check::Reach;
use aushang::error::{Error, Result};
use aushang::release::{Files, sealing};
use aushang::resolve::Site;
use aushang::seal::{Released, Seals, released};
use aushang::source::Sources;

use crate::archive::{self, AS_TEXT};
use crate::args::{Common, Seal};
use crate::findings::Judge;
use crate::outcome::Outcome;
use crate::pipeline::{self, Understood};
use crate::terminal;

/// Seals the version, all unsealed ones of the document, or all of the site.
///
/// # Errors
/// Where a file cannot be read or written, and where there is no such document or version.
pub fn run(common: &Common, args: &Seal) -> Result<Outcome> {
    let understood = pipeline::understand(common, None, Reach::Everything)?;
    let Some((site, _)) = &understood.site else {
        return Judge::new(common, &AS_TEXT, &understood).print(&understood.report);
    };
    let versions = chosen(site, &understood.sources, args)?;
    if versions.is_empty() {
        if !common.quiet {
            terminal::result("every version is sealed\n")?;
        }
        return Ok(Outcome::Done);
    }
    let files = additions(&understood, &versions);
    let found = archive::foreseen(&understood.sources, &files, understood.day);
    let seals = Seals::read(&found.sources);
    let others: Vec<Released> = released(&found.sources).into_keys().filter(|of| !seals.hold(of)).collect();
    let mut ids: Vec<&str> = versions.iter().map(|of| of.document.as_str()).collect();
    ids.dedup();
    for id in ids {
        // That others wait to be sealed, too, is no reason not to begin.
        let report = archive::blocking(&found, id, &others);
        if report.has_errors() {
            return archive::refuse(common, &found, &report);
        }
    }
    let files = archive::sealed(files, &understood.sources, &versions);
    archive::write(&common.site, &understood.sources, &files)?;
    if common.quiet {
        return Ok(Outcome::Done);
    }
    let names: Vec<String> = versions.iter().map(|of| format!("{} {}", of.document, of.label)).collect();
    terminal::result(&format!("sealed: {}\nnext: commit {}\n", names.join(", "), changed(&files)))?;
    Ok(Outcome::Done)
}

/// The files and folders that were written, in a few words.
fn changed(files: &Files) -> String {
    if files.len() == 1 { "aushang.lock".to_owned() } else { "content/ and aushang.lock".to_owned() }
}

/// What is written beside or in place of the files of `versions`.
pub fn additions(understood: &Understood, versions: &[Released]) -> Files {
    let mut files = Files::new();
    let Some((site, theme)) = &understood.site else { return files };
    for of in versions {
        let Some(document) = site.document(&of.document) else { continue };
        let version = document.document.versions.iter().find(|version| version.label == of.label);
        let added = version.map(|version| sealing(site, theme, &understood.sources, document, version));
        files.extend(added.unwrap_or_default());
    }
    files
}

/// The unsealed versions of a document, all of them, or the one of this label.
fn chosen(site: &Site, sources: &Sources, args: &Seal) -> Result<Vec<Released>> {
    let seals = Seals::read(sources);
    let mut versions: Vec<Released> = released(sources).into_keys().filter(|of| !seals.hold(of)).collect();
    if let Some(id) = &args.document {
        let of = archive::document(site, id)?;
        versions.retain(|version| version.document == *id);
        if let Some(label) = &args.label {
            if !of.document.versions.iter().any(|version| version.label == *label) {
                return Err(Error::Refused(format!("`{id}` has no version `{label}`")));
            }
            versions.retain(|version| version.label == *label);
            if versions.is_empty() {
                return Err(Error::Refused(format!(
                    "version {label} of `{id}` is sealed: restore what was changed in it, or release a new version"
                )));
            }
        }
    }
    // Sealed is what can be read as a version; the rest is told by `check`.
    versions.retain(|version| {
        site.document(&version.document)
            .is_some_and(|of| of.document.versions.iter().any(|known| known.label == version.label))
    });
    Ok(versions)
}
