//! Findings on their way into a report: whose they are, what they are about, whether readers see what they concern.
//!
//! Owns the level of findings in sealed versions and that a thing is told once. Invariant: a finding about a draft and
//! the same one about a version are one finding, at the draft, where it can be mended.

use std::collections::{BTreeMap, BTreeSet};

use super::subject::Subject;
use crate::diagnostic::{Code, Diagnostic, Level, Place};

/// A finding and what is known of it beside what is said.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What is said.
    pub diagnostic: Diagnostic,
    /// The document that it belongs to.
    pub document: Option<String>,
    /// Ids, clauses and labels that a waiver can be narrowed to.
    pub about: Vec<String>,
    /// Whether a build publishes what it concerns.
    pub published: bool,
}

/// The findings about one subject.
#[derive(Clone, Debug)]
pub struct Findings {
    document: Option<String>,
    label: Option<String>,
    published: bool,
    sealed: bool,
    found: Vec<Finding>,
}

impl Findings {
    /// None yet, about an edition.
    pub fn of(subject: &Subject<'_>) -> Self {
        Self {
            document: Some(subject.document.id.clone()),
            label: subject.version.map(|version| version.label.clone()),
            published: subject.is_published(),
            sealed: subject.sealed,
            found: Vec::new(),
        }
    }

    /// None yet, about the site as a whole.
    pub fn of_site() -> Self {
        Self { document: None, label: None, published: true, sealed: false, found: Vec::new() }
    }

    /// Adds a finding about `about`: the id of an entry or a measure, or the number of a clause.
    pub fn push(&mut self, mut diagnostic: Diagnostic, about: &[&str]) {
        if self.sealed && !is_about_seals(diagnostic.code) {
            if diagnostic.level == Level::Error {
                diagnostic.level = Level::Warning;
            }
            let remedy = diagnostic.help.map_or_else(String::new, |help| format!(": {help}"));
            diagnostic.help = Some(format!("this version is sealed; mend it in the next version{remedy}"));
        }
        let about = about.iter().map(|id| (*id).to_owned()).chain(self.label.clone()).collect();
        let document = self.document.clone();
        self.found.push(Finding { diagnostic, document, about, published: self.published });
    }

    /// The codes and sentences of the findings.
    pub fn messages(&self) -> BTreeSet<(Code, String)> {
        self.found.iter().map(|finding| (finding.diagnostic.code, finding.diagnostic.message.clone())).collect()
    }

    /// The findings.
    pub fn into_vec(self) -> Vec<Finding> {
        self.found
    }
}

/// Codes that concern a version because it is sealed.
fn is_about_seals(code: Code) -> bool {
    matches!(code, Code::V03 | Code::V04)
}

/// The findings of all editions, of which each document's come with the draft first, then the newest version. What two
/// editions of a document share is told at the first.
pub fn told_once(editions: impl IntoIterator<Item = Findings>) -> Vec<Finding> {
    type Key = (Option<String>, Code, String);
    let mut kept: Vec<Finding> = Vec::new();
    let mut told: BTreeMap<Key, (usize, Vec<usize>)> = BTreeMap::new();
    for (edition, findings) in editions.into_iter().enumerate() {
        for finding in findings.into_vec() {
            let key = (finding.document.clone(), finding.diagnostic.code, finding.diagnostic.message.clone());
            match told.get_mut(&key) {
                Some((first, places)) if *first != edition => {
                    for &place in places.iter() {
                        kept[place].published |= finding.published;
                        let graver = kept[place].diagnostic.level.min(finding.diagnostic.level);
                        kept[place].diagnostic.level = graver;
                        kept[place].about.extend(finding.about.iter().cloned());
                    }
                }
                known => {
                    match known {
                        Some((_, places)) => places.push(kept.len()),
                        None => {
                            told.insert(key, (edition, vec![kept.len()]));
                        }
                    }
                    kept.push(finding);
                }
            }
        }
    }
    kept
}

/// Adds the place `at` with words that explain it, where there is one.
pub fn with_related(diagnostic: Diagnostic, at: Option<impl Into<Place>>, label: impl Into<String>) -> Diagnostic {
    match at {
        Some(at) => diagnostic.related(at, label),
        None => diagnostic,
    }
}
