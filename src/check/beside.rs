//! Which findings of the rules can be relied upon beside what earlier stages found.
//!
//! What could not be read seems to be missing, and nobody shall be told so: of the part of a YAML file in which an error
//! stands nothing more is told, and nothing that is asked of the file as a whole. A text has all its words whatever is
//! wrong with one of its links.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::cause::Bond;
use crate::diagnostic::{Code, Diagnostic, Level, Place, Report};
use crate::source::{FileId, Sources};

/// The findings of `rules` that can be relied upon beside `earlier`.
#[must_use]
pub fn beside(rules: &Report, earlier: &Report, sources: &Sources) -> Report {
    let mut doubtful: BTreeMap<FileId, Doubt> = BTreeMap::new();
    let mut paths: BTreeSet<&Place> = BTreeSet::new();
    for error in earlier.findings().iter().filter(|finding| finding.level == Level::Error) {
        match &error.place {
            Place::At(span) => {
                let doubt = doubtful.entry(span.file).or_insert_with(|| Doubt::of(sources, span.file));
                doubt.whole |= matches!(error.code, Code::F01 | Code::F02 | Code::F14);
                let part = part(&doubt.begins, span.range().start);
                doubt.parts.extend(doubt.is_yaml.then_some(part));
            }
            path @ Place::Path(_) => drop(paths.insert(path)),
        }
    }
    let lost = Lost::of(earlier, sources);
    let relies = |finding: &&Diagnostic| match &finding.place {
        Place::At(span) => doubtful.get(&span.file).is_none_or(|doubt| {
            let start = span.range().start;
            let in_doubt = || start == 0 || doubt.parts.contains(&part(&doubt.begins, start));
            // That a released file was changed explains why it cannot be read.
            finding.code == Code::V04 || !(doubt.whole || doubt.is_yaml && in_doubt())
        }),
        path @ Place::Path(_) => finding.code == Code::V04 || !paths.contains(path),
    };
    let mut kept = Report::new();
    rules
        .findings()
        .iter()
        .filter(relies)
        .filter(|finding| !lost.concern(finding, sources))
        .for_each(|finding| kept.push(finding.clone()));
    kept
}

/// What could not be read as a whole, so that others seem to be the newest, the only or the first of their kind.
#[derive(Default)]
struct Lost {
    /// Folders of documents of which a version could not be read.
    versions: BTreeSet<String>,
    /// Folders whose facts could not be read or are missing.
    facts: BTreeSet<String>,
    /// Something that names a contact or who publishes.
    contact: bool,
    /// The catalogue.
    catalogue: bool,
}

impl Lost {
    fn of(earlier: &Report, sources: &Sources) -> Self {
        let mut lost = Self::default();
        for error in earlier.findings().iter().filter(|finding| finding.level == Level::Error) {
            let path = path_of(error, sources);
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            if path == "content/catalogue.yaml" {
                lost.catalogue = true;
            } else if let Some((document, _)) = path.split_once("/versions/") {
                lost.versions.insert(document.to_owned());
            } else if matches!(name, "measures.yaml" | "register.yaml") {
                lost.facts.insert(folder.to_owned());
            } else {
                let misnamed = matches!(error.bond, Some(Bond::Misnames(_)));
                lost.contact |= misnamed || matches!(name, "document.yaml" | "contact.yaml" | "page.yaml");
            }
        }
        lost
    }

    /// Whether a finding may be there only because of what is lost.
    fn concern(&self, finding: &Diagnostic, sources: &Sources) -> bool {
        let path = path_of(finding, sources);
        match finding.code {
            Code::V04 => false,
            Code::P01 | Code::P03 | Code::P04 | Code::P06 if self.contact => true,
            Code::T10 | Code::S16 if self.catalogue => true,
            // What is held against the version before it, and what is told only of the version in force.
            code if self
                .versions
                .iter()
                .any(|document| path.strip_prefix(&**document).is_some_and(|rest| rest.starts_with('/'))) =>
            {
                matches!(code, Code::S12 | Code::S14 | Code::T12 | Code::V02)
                    || path.contains("/versions/") && finding.level != Level::Error
            }
            _ => {
                let whole = matches!(&finding.place, Place::At(span) if span.start == 0);
                whole && path.rsplit_once('/').is_some_and(|(folder, _)| self.facts.contains(folder))
            }
        }
    }
}

fn path_of<'a>(finding: &'a Diagnostic, sources: &'a Sources) -> &'a str {
    match &finding.place {
        Place::At(span) => &sources.get(span.file).path,
        Place::Path(path) => path,
    }
}

/// What of a file cannot be relied upon.
struct Doubt {
    is_yaml: bool,
    /// Where its parts begin.
    begins: Vec<usize>,
    /// All of it.
    whole: bool,
    /// These parts.
    parts: BTreeSet<usize>,
}

impl Doubt {
    fn of(sources: &Sources, file: FileId) -> Self {
        let is_yaml = sources.get(file).path.rsplit('.').next() == Some("yaml");
        let begins = sources.text(file).filter(|_| is_yaml).map(parts).unwrap_or_default();
        Self { is_yaml, begins, whole: false, parts: BTreeSet::new() }
    }
}

/// Where the parts of a YAML file begin: the entries of the outermost map or list, in their order.
fn parts(text: &str) -> Vec<usize> {
    let mut at = 0;
    let mut begins = Vec::new();
    for line in text.split_inclusive('\n') {
        if !line.starts_with([' ', '\t', '#', '\r', '\n']) {
            begins.push(at);
        }
        at += line.len();
    }
    begins
}

/// In which part `at` stands.
fn part(begins: &[usize], at: usize) -> usize {
    begins.partition_point(|&begin| begin <= at)
}
