//! How measures are worded.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::finding::Findings;
use crate::check::subject::Subject;
use crate::check::text::{Written, each_measure, forms};
use crate::check::words::{has_any, has_word, words};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::measure::Measure;
use crate::source::Span;

/// Words that alone say nothing of what is done.
const GENERIC: &[&str] = &[
    "angemessen",
    "angemessene",
    "angemessenen",
    "angemessener",
    "angemessenes",
    "geeignet",
    "geeignete",
    "geeigneten",
    "geeigneter",
    "stand",
    "technik",
    "technische",
    "technischen",
    "organisatorische",
    "organisatorischen",
    "maßnahme",
    "maßnahmen",
    "schutz",
    "schutzmaßnahmen",
    "sicherheit",
    "sicherheitsmaßnahmen",
    "daten",
    "personenbezogene",
    "personenbezogenen",
    "werden",
    "wird",
    "sind",
    "ist",
    "getroffen",
    "ergriffen",
    "umgesetzt",
    "eingesetzt",
    "gewährleistet",
    "sichergestellt",
    "nach",
    "dem",
    "der",
    "die",
    "das",
    "den",
    "des",
    "zum",
    "zur",
    "zu",
    "und",
    "oder",
    "wir",
    "es",
    "entsprechend",
    "entsprechende",
    "aktuellen",
    "aktuellem",
    "aktueller",
    "treffen",
    "für",
    "von",
    "im",
    "in",
    "hinreichend",
    "hinreichende",
    "ausreichend",
    "ausreichende",
    "appropriate",
    "adequate",
    "suitable",
    "sufficient",
    "state",
    "of",
    "the",
    "art",
    "technical",
    "organisational",
    "organizational",
    "measure",
    "measures",
    "protection",
    "security",
    "data",
    "personal",
    "are",
    "is",
    "taken",
    "implemented",
    "in",
    "place",
    "and",
    "or",
    "we",
    "to",
    "for",
    "a",
    "an",
    "with",
    "according",
    "ensured",
    "ensure",
    "take",
    "implement",
    "bei",
    "mit",
    "durch",
    "by",
    "on",
    "auf",
    "level",
    "niveau",
    "schutzniveau",
];

/// Words of which a text that says nothing holds at least one.
const EMPTY: &[&str] = &[
    "angemess",
    "geeignet",
    "stand der technik",
    "appropriate",
    "adequate",
    "suitable",
    "state of the art",
    "hinreichend",
    "ausreichend",
    "sufficient",
];

/// T06: fewer than four words, or nothing but "appropriate measures". What holds further measures may be as short as a
/// heading.
pub fn too_general(subject: &Subject<'_>, findings: &mut Findings) {
    let binding = subject.binding();
    let texts: BTreeMap<Span, &Written> =
        subject.written().iter().filter_map(|text| Some((text.value?, text))).collect();
    each(subject, &mut |measure, id| {
        let Some(text) = measure.text.as_ref().filter(|_| measure.measures.is_empty()) else { return };
        let form = text.find(binding, binding).text;
        let passages = texts.get(&form.span).into_iter().flat_map(|text| &text.passages);
        let plain: Vec<&str> = passages.map(|passage| passage.text.as_str()).collect();
        let plain = plain.join(" ").to_lowercase();
        let count = words(&plain).count();
        let title = measure.title.iter().map(|title| words(title.get(binding, binding)).count()).sum::<usize>();
        let empty = has_any(&plain, EMPTY) && words(&plain).all(|(_, word)| GENERIC.contains(&word));
        let finding = if empty {
            Diagnostic::new(Code::T06, form.span, format!("the measure `{id}` does not say what is done"))
        } else if count + title < 4 {
            Diagnostic::new(Code::T06, form.span, format!("the measure `{id}` has fewer than four words"))
        } else {
            return;
        };
        findings.push(finding.help("say what is done, where and how often, so that it can be audited"), &[id]);
    });
}

/// Words for the customer, one of which stands in each of the phrases below.
const CUSTOMERS: &[&str] = &["kunde", "auftraggeber", "customer", "controller"];

/// Phrases by which a text gives a duty to the customer.
const DUTIES: &[&str] = &[
    "kunde ist verantwortlich",
    "kunde ist selbst verantwortlich",
    "kunde ist für",
    "kunden sind selbst verantwortlich",
    "kunden sind verantwortlich",
    "auftraggeber ist verantwortlich",
    "auftraggeber ist selbst verantwortlich",
    "obliegt dem kunden",
    "obliegt dem auftraggeber",
    "obliegen dem kunden",
    "obliegen dem auftraggeber",
    "verantwortung des kunden",
    "verantwortung des auftraggebers",
    "liegt beim kunden",
    "liegt beim auftraggeber",
    "hat der kunde selbst",
    "hat der auftraggeber selbst",
    "muss der kunde selbst",
    "muss der auftraggeber selbst",
    "customer is responsible",
    "customers are responsible",
    "responsibility of the customer",
    "customer’s responsibility",
    "customer's responsibility",
    "controller is responsible",
    "responsibility of the controller",
];

/// T11: the text gives a duty to the customer, and `responsibility` is not set.
pub fn duties_of_customers(subject: &Subject<'_>, findings: &mut Findings) {
    for control in subject.goals().iter().flat_map(|goal| &goal.controls) {
        unmarked(&control.measures, control.responsibility.is_some(), &control.id, &mut |measure, id| {
            let texts = measure.text.iter().flat_map(forms);
            for (_, text) in texts {
                let lower = text.value.to_lowercase();
                if !has_any(&lower, CUSTOMERS) {
                    continue;
                }
                let lower = lower.split_whitespace().collect::<Vec<_>>().join(" ");
                let negated = || has_word(&lower, &["nicht", "not"]);
                let other = || lower.contains("kunde ist für") && !lower.contains("verantwortlich");
                if has_any(&lower, DUTIES) && !negated() && !other() {
                    let finding = Diagnostic::new(
                        Code::T11,
                        text.span,
                        format!("the measure `{id}` is the customer's to take, and is not marked as such"),
                    )
                    .help("write `responsibility: customer`, or `shared` where both take a part");
                    findings.push(finding, &[id]);
                    return;
                }
            }
        });
    }
}

fn unmarked<'a>(measures: &'a [Measure], marked: bool, parent: &'a str, with: &mut impl FnMut(&'a Measure, &'a str)) {
    for measure in measures {
        let marked = marked || measure.responsibility.is_some();
        let id = measure.id.as_ref().map_or(parent, |id| id.as_str());
        if !marked {
            with(measure, id);
        }
        unmarked(&measure.measures, marked, id, with);
    }
}

/// Calls `with` for each measure that has a text, with its id.
fn each<'a>(subject: &Subject<'a>, with: &mut impl FnMut(&'a Measure, &'a str)) {
    for control in subject.goals().iter().flat_map(|goal| &goal.controls) {
        each_measure(&control.measures, &mut |measure| {
            if let Some(id) = &measure.id {
                with(measure, id);
            }
        });
    }
}

/// Where a word of a text of a YAML file stands, else the text.
pub fn within(source: Option<&str>, text: Span, word: &str) -> Span {
    let Some(written) = source.and_then(|source| source.get(text.range())) else { return text };
    let found: Option<Range<usize>> = written.find(word).map(|at| at..at + word.len());
    found.map_or(text, |found| Span::new(text.file, text.start as usize + found.start..text.start as usize + found.end))
}
