//! Placeholders that were left, and names that are out of date or misspelt.

use std::ops::Range;

use super::Written;
use super::over::is_known_to_be_over;
use crate::check::finding::Findings;
use crate::check::law::{Law, Replaced, placeholders_in as placeholders_standing_in};
use crate::check::subject::Subject;
use crate::check::words::{has_any, is_quoted, sentence, whole};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Sources, Span};
use jiff::civil::Date;

/// V06: placeholders. `[…]` within a quotation is an omission, and dotted lines belong to forms.
pub fn placeholders(subject: &Subject<'_>, findings: &mut Findings) {
    for text in subject.written() {
        placeholders_in(text, subject.context.sources, findings);
    }
}

/// V06 in one text.
pub fn placeholders_in(text: &Written, sources: &Sources, findings: &mut Findings) {
    for passage in &text.passages {
        let mut found: Vec<Range<usize>> =
            placeholders_standing_in(&passage.text).flat_map(|word| whole(&passage.text, word)).collect();
        found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut told = 0;
        for range in found {
            let word = &passage.text[range.clone()];
            let is_omission = word.starts_with('[') && is_quoted(&passage.text, range.start);
            // A placeholder in brackets is one, and not two.
            if range.start < told || is_omission || is_part(&passage.text, &range) || is_named(&passage.text, &range) {
                continue;
            }
            told = range.end;
            findings.push(placeholder(text.span(sources, passage, range.clone()), word), &text.about());
        }
    }
}

/// Whether the word is only a part of a code or name, joined to it by a hyphen or the like.
fn is_part(text: &str, range: &Range<usize>) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '_' | '/' | '.'));
    let letters = text[range.clone()].chars().all(|c| c.is_ascii_uppercase());
    let mut after = text[range.end..].chars();
    let next = after.next();
    letters
        && (joins(text[..range.start].chars().next_back())
            || joins(next) && after.next().is_some_and(char::is_alphanumeric))
}

/// Whether the text speaks of placeholders and only quotes this one.
fn is_named(text: &str, range: &Range<usize>) -> bool {
    let lower = sentence(text, range).to_lowercase();
    is_quoted(text, range.start) && has_any(&lower, &["platzhalter", "placeholder"])
}

fn placeholder(at: Span, word: &str) -> Diagnostic {
    Diagnostic::new(Code::V06, at, format!("the placeholder `{word}` is left in the text"))
        .help("write what belongs here, or leave the passage out")
}

/// V07 and T15: laws, standards and techniques that were replaced, and misspelt names. A sentence that names the
/// successor, or says that the thing is over or not used, is no finding.
pub fn replaced(subject: &Subject<'_>, findings: &mut Findings) {
    for text in subject.written() {
        replaced_in(text, subject.context.sources, subject.context.law, subject.day, findings);
    }
}

/// V07 and T15 in one text.
pub fn replaced_in(text: &Written, sources: &Sources, law: &Law, day: Date, findings: &mut Findings) {
    for (at, passage) in text.passages.iter().enumerate() {
        let mut told: Vec<Range<usize>> = Vec::new();
        for (row, name) in law.replaced_in(&passage.text, text.day.unwrap_or(day)) {
            for range in whole(&passage.text, name).filter(|range| !is_longer(&passage.text, range)) {
                let overlaps = told.iter().any(|other| other.start < range.end && range.start < other.end);
                if overlaps || !row.misspelt && is_known_to_be_over(row, name, text, at, &range) {
                    continue;
                }
                told.push(range.clone());
                let place = text.span(sources, passage, range);
                findings.push(out_of_date(place, row, name), &text.about());
            }
        }
    }
}

/// Whether the name goes on: `SHA-1` of `SHA-128`, `BSI 100-1` of `BSI 100-10`, `1.0` of `1.0.2`.
fn is_longer(text: &str, range: &Range<usize>) -> bool {
    let mut after = text[range.end..].chars();
    matches!(after.next(), Some('.' | '-' | ':')) && after.next().is_some_and(|c| c.is_ascii_digit())
        || text[..range.start].ends_with(['-', '.', '/']) && text[range.clone()].starts_with(char::is_alphabetic)
}

fn out_of_date(at: Span, row: &Replaced, name: &str) -> Diagnostic {
    let code = if row.technique { Code::T15 } else { Code::V07 };
    let message = match (row.misspelt, row.technique, row.on) {
        (true, ..) => format!("`{name}` is misspelt"),
        (false, true, _) => format!("`{name}` is no longer state of the art"),
        (false, false, Some(on)) => format!("`{name}` is out of date since {on}"),
        (false, false, None) => format!("`{name}` is out of date"),
    };
    let source = if row.source.is_empty() { String::new() } else { format!(" ({})", row.source) };
    let help = if row.technique {
        format!("say what is used today, such as {}{source}, or that it is switched off", row.by)
    } else {
        format!("write {}{source}", row.by)
    };
    Diagnostic::new(code, at, message).help(help)
}
