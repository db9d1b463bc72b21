//! Which findings only follow from others: what they miss is there and could not be read, or has one cause for all.
//!
//! Whoever wrote one wrong word gets one finding, not one for each place that refers to what the word stands in. Nothing
//! is left out unless an error that is told explains it; what is explained comes back when that error is mended.
//! Invariant: a report with errors keeps errors.

use std::collections::BTreeMap;

use crate::diagnostic::cause::{Bond, Missed};
use crate::diagnostic::format::{as_id, missing_file, nearest};
use crate::diagnostic::{Code, Diagnostic, Level, Place, Report};
use crate::seal::Released;
use crate::source::Sources;

/// In how many places the same thing may be missed before they are told as one.
const TOLD_EACH: usize = 3;

/// How many further places are named where many are told as one.
const NAMED: usize = 3;

const CATALOGUE: &str = "content/catalogue.yaml";

/// The report without findings that follow from others in it, and with one finding where the same thing is missed in
/// many places.
#[must_use]
pub fn without_follow_ups(report: Report, sources: &Sources) -> Report {
    if !report.has_errors() {
        return report;
    }
    let told = Told::of(&report, sources);
    let explained = |finding: &Diagnostic| match missed(finding) {
        Some(missed) => told.explain(missed, finding),
        // Held against another version than the one before it, which is gone.
        None if finding.code == Code::T12 => told.has_lost_a_version(finding),
        // It is asked for once it can be read.
        None => finding.code == Code::V04 && told.is_unsealed_and_unread(finding),
    };
    let report = report.clone().retain(|finding| !explained(finding)).sorted(sources);
    let mut places: BTreeMap<Missed, Vec<Place>> = BTreeMap::new();
    for finding in report.findings() {
        if let Some(missed) = missed(finding) {
            places.entry(one_cause(missed, sources)).or_default().push(finding.place.clone());
        }
    }
    report.filter_map(|finding| {
        let Some(missed) = missed(&finding).map(|missed| one_cause(missed, sources)) else { return Some(finding) };
        let all = places.get(&missed).map_or(&[][..], Vec::as_slice);
        if all.len() <= TOLD_EACH {
            return Some(finding);
        }
        (all.first() == Some(&finding.place)).then(|| once(finding, &missed, all))
    })
}

fn missed(finding: &Diagnostic) -> Option<&Missed> {
    match &finding.bond {
        Some(Bond::Misses(missed)) => Some(missed),
        _ => None,
    }
}

/// All that a catalogue would define is missed with it.
fn one_cause(missed: &Missed, sources: &Sources) -> Missed {
    match missed {
        Missed::Named { catalogue: None, .. } if sources.find(CATALOGUE).is_none() => {
            Missed::File(CATALOGUE.to_owned())
        }
        other => other.clone(),
    }
}

/// The finding that stands for all that are missed in the places `all`, of which it has the first.
fn once(mut finding: Diagnostic, missed: &Missed, all: &[Place]) -> Diagnostic {
    let more = all.len() - 1;
    if let Missed::File(path) = missed {
        return missing_file(path, "it says what is sold and where")
            .related(finding.place, format!("referred to here and in {more} more places"));
    }
    finding.message = format!("{}; the same in {more} more places", finding.message);
    all.iter().skip(1).take(NAMED).fold(finding, |finding, place| finding.related(place.clone(), "and here"))
}

/// The errors that explain others, by the path that they stand at.
struct Told<'a> {
    sources: &'a Sources,
    errors: BTreeMap<&'a str, Vec<&'a Diagnostic>>,
    misnamed: Vec<(&'a str, &'a str)>,
}

impl<'a> Told<'a> {
    fn of(report: &'a Report, sources: &'a Sources) -> Self {
        let mut told = Self { sources, errors: BTreeMap::new(), misnamed: Vec::new() };
        for error in report.findings().iter().filter(|finding| finding.level == Level::Error && !finding.waived) {
            let path = match &error.place {
                Place::At(span) => &*sources.get(span.file).path,
                Place::Path(path) => path,
            };
            match &error.bond {
                Some(Bond::Misnames(meant)) => told.misnamed.push((path, meant)),
                Some(Bond::Misses(Missed::File(_))) | None => {}
                Some(Bond::Misses(_)) => continue,
            }
            told.errors.entry(path).or_default().push(error);
        }
        told
    }

    /// Whether an error that is told explains why `missed` seems not to be there.
    fn explain(&self, missed: &Missed, by: &Diagnostic) -> bool {
        match missed {
            Missed::Document(id) => self.within(&format!("content/{id}")),
            Missed::Version { document, label } => {
                let versions = format!("content/{document}/versions");
                self.misnamed.iter().any(|(_, meant)| *meant == versions)
                    || self.within(&if label.is_empty() { versions } else { format!("{versions}/{label}") })
            }
            Missed::Fact(name) => match name.split('.').next() {
                Some("organisation" | "base_url") => self.within("site.yaml"),
                Some("notice") => self.of_documents("document.yaml"),
                Some("dpo" | "authority" | "controller") => {
                    self.of_documents("document.yaml") || self.of_documents("contact.yaml")
                }
                _ => false,
            },
            Missed::Kind(_) => self.of_documents("document.yaml"),
            Missed::Named { catalogue, id } => {
                let path = catalogue.map_or(CATALOGUE, |file| &self.sources.get(file).path);
                self.misnamed.iter().any(|(_, meant)| *meant == path) || self.unread(path, id)
            }
            Missed::Goal(goal) => self.beside(by, "measures.yaml").is_some_and(|errors| {
                errors.iter().any(|error| self.written(error).is_some_and(|word| nearest(word, [&**goal]).is_some()))
            }),
            Missed::File(path) => self.misnamed.iter().any(|(_, meant)| meant == path),
            Missed::Language(_) => false,
        }
    }

    /// Whether a version of the document that a finding belongs to was released and is gone.
    fn has_lost_a_version(&self, finding: &Diagnostic) -> bool {
        let Place::At(span) = finding.place else { return false };
        let mut parts = self.sources.get(span.file).path.splitn(3, '/');
        let (Some("content"), Some(document)) = (parts.next(), parts.next()) else { return false };
        let versions = format!("content/{document}/versions");
        self.errors
            .range(&*versions..)
            .take_while(|(path, _)| path.starts_with(&versions))
            .filter(|(path, _)| Released::of(path).is_none())
            .any(|(_, errors)| errors.iter().any(|error| error.code == Code::V04))
    }

    /// Whether a finding asks for a seal of a version that could not even be read.
    fn is_unsealed_and_unread(&self, finding: &Diagnostic) -> bool {
        let Place::Path(path) = &finding.place else { return false };
        let below = format!("{path}/");
        self.sources.below(&below).next().is_some()
            && Released::of(path).is_none()
            && self.errors.range(&*below..).take_while(|(error, _)| error.starts_with(&below)).any(|(_, errors)| {
                errors.iter().any(|error| error.code == Code::V01 || error.code.name().starts_with('F'))
            })
    }

    /// Whether an error stands at this path or below it.
    fn within(&self, path: &str) -> bool {
        let below = format!("{path}/");
        self.errors.contains_key(path)
            || self.errors.range(&*below..).next().is_some_and(|(error, _)| error.starts_with(&below))
    }

    /// Whether an error stands in the file of this name of a document, or at the document itself.
    fn of_documents(&self, name: &str) -> bool {
        // An error at the folder itself says that nothing of it is there.
        let of = |path: &str| path.split_once('/').is_none_or(|(_, file)| file == name);
        self.errors.keys().filter_map(|path| path.strip_prefix("content/")).any(of)
            || self.misnamed.iter().any(|(_, meant)| meant.ends_with(name))
    }

    /// Whether the catalogue at `path` names `id` and has an error that may be why nobody could read that.
    fn unread(&self, path: &str, id: &str) -> bool {
        let Some(errors) = self.errors.get(path) else { return false };
        let text = self.sources.find(path).and_then(|file| self.sources.text(file));
        let names = |text: &str| {
            text.match_indices(id).any(|(at, _)| {
                let before = text[..at].chars().next_back();
                before.is_none_or(|c| c.is_whitespace() || "{,'\"".contains(c))
                    && text[at + id.len()..].trim_start_matches(['\'', '"']).starts_with(':')
            })
        };
        let meant = |error: &&Diagnostic| {
            let plain =
                |word: &str| as_id(word).map(|word| word.replace("oe", "o").replace("ae", "a").replace("ue", "u"));
            self.written(error).is_some_and(|word| plain(word) == plain(id))
        };
        let whole = |error: &&Diagnostic| matches!(error.code, Code::F01 | Code::F02 | Code::F14);
        errors.iter().any(|error| whole(error) || meant(error)) || text.is_none_or(names)
    }

    /// The errors in the file `name` that lies in the same folder.
    fn beside(&self, by: &Diagnostic, name: &str) -> Option<&Vec<&'a Diagnostic>> {
        let Place::At(span) = by.place else { return None };
        let (folder, _) = self.sources.get(span.file).path.rsplit_once('/')?;
        self.errors.get(&*format!("{folder}/{name}"))
    }

    /// What is written where an error stands.
    fn written(&self, error: &Diagnostic) -> Option<&'a str> {
        let Place::At(span) = error.place else { return None };
        self.sources.text(span.file)?.get(span.range())
    }
}
