//! A register on a day: the first version plus the differences of all versions effective by that day, in the order of
//! their effect. Two announcements may overlap; a contradiction between them is an error.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::diff::{Entries, EntryChange, apply, diff, entries};
use super::{Dated, Ended, RegisterState, Upcoming};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::document::{Document, Facts};
use crate::model::version::Version;

/// What each of a document's versions changes against what was announced before it and not withdrawn when it was
/// announced.
#[must_use]
pub fn changes_by_version(document: &Document) -> Vec<Vec<EntryChange>> {
    let states: Vec<Entries> = document.versions.iter().map(register_of).collect();
    let mut changes: Vec<Vec<EntryChange>> = Vec::with_capacity(states.len());
    for at in 0..states.len() {
        let base = base(document, &states, &changes);
        changes.push(diff(&base, &states[at]));
    }
    changes
}

/// What was announced and not withdrawn when the version that follows `changes` was announced. Where a version was
/// withdrawn after others had been made from it, these still list what it announced, and so none of them is the base.
fn base(document: &Document, states: &[Entries], changes: &[Vec<EntryChange>]) -> Entries {
    let at = changes.len();
    let announced = document.versions[at].announced.value;
    let stood = |earlier: &usize| !withdrawn_by(document, *earlier, announced);
    let Some(last) = (0..at).rev().find(stood) else { return Entries::new() };
    let made = document.versions[last].announced.value;
    if (0..last).all(|earlier| stood(&earlier) || withdrawn_by(document, earlier, made)) {
        return states[last].clone();
    }
    let mut state = Entries::new();
    for earlier in (0..at).filter(stood) {
        // Contradictions are errors, found by `check`.
        let _ = apply(&mut state, &changes[earlier]);
    }
    state
}

fn register_of(version: &Version) -> Entries {
    match &version.edition.facts {
        Facts::Register(register) => entries(register),
        _ => Entries::new(),
    }
}

fn withdrawn_by(document: &Document, version: usize, day: Date) -> bool {
    let label = &document.versions[version].label;
    document.settings.withdrawn.iter().any(|w| w.version.value == *label && w.date.value <= day)
}

/// The state on `today`, where `public` are the versions that are public on it.
#[must_use]
pub fn register_on(document: &Document, public: &[Dated], today: Date) -> RegisterState {
    let changes = changes_by_version(document);
    let mut state = Entries::new();
    let mut ended: BTreeMap<String, Ended> = BTreeMap::new();
    let mut order: Vec<usize> = (0..public.len()).filter(|&at| public[at].withdrawal.is_none()).collect();
    order.sort_by_key(|&at| (document.versions[public[at].index].effective.value, at));
    let mut announced = Vec::new();
    for at in order {
        let index = public[at].index;
        let effective = document.versions[index].effective.value;
        if effective > today {
            announced.push(Upcoming { version: at, changes: changes[index].clone() });
            continue;
        }
        let before = state.clone();
        // Contradictions are errors, found by `check` whatever the day.
        let _ = apply(&mut state, &changes[index]);
        for (id, entry) in before.iter().filter(|(id, _)| !state.contains_key(*id)) {
            ended.insert(id.clone(), Ended { entry: Arc::clone(entry), since: effective, version: at });
        }
        ended.retain(|id, _| !state.contains_key(id));
    }
    let mut ended: Vec<Ended> = ended.into_values().collect();
    ended.sort_by(|a, b| b.since.cmp(&a.since).then_with(|| a.entry.id.cmp(&b.entry.id)));
    RegisterState { in_force: state.into_values().collect(), announced, ended, changes }
}

/// What is contradictory between the versions of a register.
#[must_use]
pub fn check(document: &Document) -> Report {
    let mut report = Report::new();
    let changes = changes_by_version(document);
    let mut order: Vec<usize> = (0..changes.len())
        .filter(|&at| !document.settings.withdrawn.iter().any(|w| w.version.value == document.versions[at].label))
        .collect();
    order.sort_by_key(|&at| (document.versions[at].effective.value, at));
    let mut state = Entries::new();
    for at in order {
        let version = &document.versions[at];
        for conflict in apply(&mut state, &changes[at]) {
            let message = format!(
                "version {} contradicts what takes effect before it: {}, `{}`",
                version.label, conflict.why, conflict.id
            );
            let place = match &version.edition.facts {
                Facts::Register(register) => register.iter().find(|e| e.id.value == conflict.id).map(|e| e.id.span),
                _ => None,
            };
            report.push(
                Diagnostic::new(Code::S24, place.unwrap_or(version.span), message)
                    .related(version.effective.span, format!("takes effect on {}", version.effective.value))
                    .help("make the register of this version agree with all versions that take effect before it"),
            );
        }
    }
    report
}
