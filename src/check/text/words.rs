//! Placeholders that were left, and names that are out of date or misspelt.

use std::ops::Range;

use super::Written;
use crate::check::finding::Findings;
use crate::check::law::{Law, Replaced, placeholders_in as placeholders_standing_in};
use crate::check::subject::Subject;
use crate::check::words::{has_word, is_quoted, sentence, whole};
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
        for word in placeholders_standing_in(&passage.text) {
            for range in whole(&passage.text, word) {
                if word.starts_with('[') && is_quoted(&passage.text, range.start) || is_part(&passage.text, &range) {
                    continue;
                }
                findings.push(placeholder(text.span(sources, passage, range), word), &text.about());
            }
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
    for passage in &text.passages {
        let mut told: Vec<Range<usize>> = Vec::new();
        for (row, name) in law.replaced_in(&passage.text, day) {
            for range in whole(&passage.text, name).filter(|range| !is_longer(&passage.text, range)) {
                let overlaps = told.iter().any(|other| other.start < range.end && range.start < other.end);
                if overlaps || is_history(row, sentence(&passage.text, &range), name) {
                    continue;
                }
                told.push(range.clone());
                let at = text.span(sources, passage, range);
                findings.push(out_of_date(at, row, name), &text.about());
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

/// Words by which a sentence says that something is over.
const OVER: &[&str] = &[
    "früher",
    "frühere",
    "früheren",
    "früherer",
    "ehemals",
    "ehemalige",
    "ehemaligen",
    "vormals",
    "bisher",
    "bisherige",
    "bisherigen",
    "alt",
    "alte",
    "alten",
    "af",
    "a.f",
    "a. f",
    "aufgehoben",
    "abgelöst",
    "ersetzt",
    "ersetzten",
    "ersetzte",
    "statt",
    "anstelle",
    "ungültig",
    "unwirksam",
    "former",
    "formerly",
    "previous",
    "previously",
    "old",
    "older",
    "repealed",
    "replaced",
    "replaces",
    "superseded",
    "invalid",
    "invalidated",
    "withdrawn",
    "instead",
    "historical",
    "historisch",
    "nachfolger",
    "successor",
];

/// Words by which a sentence says that a technique is not used or not allowed.
const NOT_USED: &[&str] = &[
    "nicht",
    "kein",
    "keine",
    "keinen",
    "keinem",
    "keiner",
    "nie",
    "niemals",
    "weder",
    "noch",
    "abgeschaltet",
    "abgeschalteten",
    "ausgeschaltet",
    "deaktiviert",
    "deaktivierte",
    "gesperrt",
    "untersagt",
    "verboten",
    "unzulässig",
    "abgelehnt",
    "abgewiesen",
    "ausgeschlossen",
    "veraltet",
    "veraltete",
    "veralteten",
    "unterbunden",
    "entfernt",
    "ohne",
    "verzichtet",
    "ältere",
    "älteren",
    "not",
    "no",
    "never",
    "disabled",
    "off",
    "rejected",
    "refused",
    "prohibited",
    "forbidden",
    "excluded",
    "deprecated",
    "obsolete",
    "outdated",
    "without",
    "neither",
    "nor",
    "blocked",
    "removed",
];

fn is_history(row: &Replaced, sentence: &str, name: &str) -> bool {
    if row.misspelt {
        return false;
    }
    let holds = |word: &String| sentence.contains(word.as_str()) && word != name;
    let lower = sentence.to_lowercase();
    holds(&row.by)
        || row.also.iter().any(holds)
        || row.unless.iter().any(holds)
        || !row.needs.is_empty() && !row.needs.iter().any(holds)
        || has_word(&lower, OVER)
        || row.technique && has_word(&lower, NOT_USED)
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
