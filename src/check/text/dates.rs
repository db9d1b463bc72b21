//! Dates and versions that a text names.

use std::ops::Range;

use jiff::civil::Date;

use super::Written;
use super::around::{column, is_of_history};
use super::days::{Found, days};
use crate::check::finding::{Findings, with_related};
use crate::check::subject::Subject;
use crate::check::words::{has_any, words};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::markdown::passages::{Passage, PassageKind};
use crate::source::{Sources, Span};

/// V01: a date in prose that the calendar does not have. In facts the parser tells it.
pub fn impossible(subject: &Subject<'_>, findings: &mut Findings) {
    for text in subject.written() {
        impossible_in(text, subject.context.sources, findings);
    }
}

/// V01 in one text.
pub fn impossible_in(text: &Written, sources: &Sources, findings: &mut Findings) {
    for (at, passage) in text.passages.iter().enumerate() {
        for found in days(&passage.text).into_iter().filter(|found| found.day.is_none()) {
            if !is_meant(&text.passages, at, &found) {
                continue;
            }
            let written = &passage.text[found.range.clone()];
            let at = text.span(sources, passage, found.range.clone());
            findings.push(no_day(at, written), &text.about());
        }
    }
}

/// Whether something that is no day was meant as one: what may be a version as well is one in a column of dates, and
/// nothing is in a column of versions.
fn is_meant(passages: &[Passage], at: usize, found: &Found) -> bool {
    let heading = column(passages, at).map(str::to_lowercase);
    let says = |words: &[&str]| heading.as_ref().is_some_and(|heading| has_any(heading, words));
    let alone = found.range == (0..passages[at].text.trim_end().len());
    let of_days = || alone && says(&["datum", "date", "gültig", "tag der", "in kraft", "effective", "announced"]);
    if says(&["version", "build", "release", "nummer", "number", "nr."]) { false } else { found.certain || of_days() }
}

fn no_day(at: Span, written: &str) -> Diagnostic {
    Diagnostic::new(Code::V01, at, format!("`{written}` is no day of the calendar"))
        .at_level(Level::Warning)
        .help("write the day that is meant")
}

/// What a text says of itself: "Version 1.5", "Stand: 21.03.2024".
struct Statement {
    passage: usize,
    range: Range<usize>,
    version: Option<String>,
    day: Option<Date>,
}

/// Words with which a text names its own version.
const VERSION_WORDS: &[&str] = &["Version", "Fassung", "Revision", "Version:", "Fassung:"];
/// Words with which a text names its own day.
const DAY_WORDS: &[&str] = &[
    "Stand",
    "Gültig ab",
    "gültig ab",
    "Effective",
    "effective",
    "Last updated",
    "As of",
    "Valid from",
    "valid from",
    "Datum",
    "Date",
];

/// What a text says of its version and day, in short passages before its first clause.
fn statements(text: &Written) -> Vec<Statement> {
    let mut stated = Vec::new();
    for (at, passage) in text.passages.iter().enumerate() {
        let is_clause = passage.text.starts_with(|c: char| c.is_ascii_digit());
        if is_clause && matches!(passage.kind, PassageKind::Heading(_) | PassageKind::Paragraph) {
            break;
        }
        if passage.text.len() > 120 || matches!(passage.kind, PassageKind::Cell { .. } | PassageKind::Item) {
            continue;
        }
        let begins = |words: &[&str]| words.iter().any(|word| passage.text.starts_with(word));
        if begins(VERSION_WORDS)
            && let Some((start, token)) = words(&passage.text).nth(1).filter(|(_, token)| is_label(token))
            && passage.text[..start].split_whitespace().count() == 1
            && ends_statement(&passage.text[start + token.len()..])
        {
            let range = start..start + token.len();
            stated.push(Statement { passage: at, range, version: Some(token.to_owned()), day: None });
        }
        let days = days(&passage.text);
        let [found] = &days[..] else { continue };
        let before = &passage.text[..found.range.start];
        let named = DAY_WORDS.iter().any(|word| before.trim_end_matches([' ', ':']).ends_with(word));
        if let Some(day) = found.day.filter(|_| named) {
            stated.push(Statement { passage: at, range: found.range.clone(), version: None, day: Some(day) });
        }
    }
    stated
}

/// Whether what stands behind a version ends its statement: "Version 3.1 des Standards" is about something else.
fn ends_statement(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty()
        || rest.starts_with([',', ';', '.', ':', '(', '/', '|', '–', '-'])
        || ["vom", "Stand", "dated", "as of", "gültig", "valid", "effective"].iter().any(|word| rest.starts_with(word))
}

fn is_label(token: &str) -> bool {
    token.starts_with(|c: char| c.is_ascii_digit())
        && token.contains('.')
        && token.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
        && token.split('.').count() <= 3
        && days(token).is_empty()
}

/// The newest row of the history that a text holds as a table: label and day, and where they stand.
fn newest_row(passages: &[Passage]) -> Option<(usize, String, Date)> {
    let mut under_history = false;
    let mut newest: Option<(usize, String, Date)> = None;
    for (at, passage) in passages.iter().enumerate() {
        match passage.kind {
            PassageKind::Heading(_) => {
                under_history = is_of_history(&passage.text);
            }
            PassageKind::Cell { row: 1.., column: 0 } if under_history && is_label(passage.text.trim()) => {
                let row =
                    passages[at + 1..].iter().take_while(|p| !matches!(p.kind, PassageKind::Cell { column: 0, .. }));
                let day = row
                    .filter(|p| matches!(p.kind, PassageKind::Cell { .. }))
                    .find_map(|cell| days(&cell.text).first()?.day);
                if let Some(day) = day.filter(|day| newest.as_ref().is_none_or(|(_, _, last)| last < day)) {
                    newest = Some((at, passage.text.trim().to_owned(), day));
                }
            }
            _ => {}
        }
    }
    newest
}

/// V02: the version or day that a text names of itself is another one than that of `version.yaml`, or than that of the
/// newest row of the history in the text.
pub fn stated(subject: &Subject<'_>, findings: &mut Findings) {
    let sources = subject.context.sources;
    for text in subject.written().iter().filter(|text| text.prose.is_some() && text.is_understood()) {
        let newest = newest_row(&text.passages);
        for statement in statements(text) {
            let passage = &text.passages[statement.passage];
            let at = text.span(sources, passage, statement.range.clone());
            let written = &passage.text[statement.range.clone()];
            if let Some((cell, label, day)) = &newest {
                let row = text.span(sources, &text.passages[*cell], 0..text.passages[*cell].text.len());
                let differs = statement.version.as_ref().is_some_and(|version| version != label)
                    || statement.day.is_some_and(|stated| stated != *day);
                if differs {
                    let finding = differing(at, written, "the newest row of the history")
                        .related(row, format!("version {label} of {day}"));
                    findings.push(finding, &text.about());
                    continue;
                }
            }
            let Some(version) = subject.version else { continue };
            let is_like = is_label(&version.label);
            let wrong_label = is_like && statement.version.as_ref().is_some_and(|label| *label != version.label);
            let days = [Some(&version.announced), Some(&version.effective), version.effective_for_new.as_ref()];
            let wrong_day = statement.day.filter(|day| days.iter().flatten().all(|known| known.value != *day));
            if wrong_label || wrong_day.is_some() {
                let place = if wrong_label { version.span } else { version.effective.span };
                let label = if wrong_label {
                    format!("this is version {}", version.label)
                } else {
                    format!("effective on {}", version.effective.value)
                };
                let finding = with_related(differing(at, written, "version.yaml"), Some(place), label);
                findings.push(finding, &text.about());
            }
        }
    }
}

fn differing(at: Span, written: &str, other: &str) -> Diagnostic {
    Diagnostic::new(Code::V02, at, format!("the text says `{written}`, {other} says otherwise"))
        .help("correct one of the two, or write `{{ version }}` and `{{ effective }}`, which cannot differ")
}
