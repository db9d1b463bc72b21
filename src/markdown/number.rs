//! The number with which a heading, a paragraph or a list item begins, if it is one of a clause.
//!
//! Years, dates, amounts and versions stand at the beginning of paragraphs, too. A number is taken for a clause's where
//! its form allows nothing else, or where it continues the numbers before it.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// What begins with the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A heading: a number of one part is enough.
    Heading,
    /// A paragraph or a list item: the number has several parts.
    Paragraph,
}

/// A clause's number as it stands at the beginning of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Such as `4.2`; without a sign before or a dot behind it.
    pub text: String,
    /// As it is shown: `§ 4` where the sign was written.
    pub label: String,
    /// Its first part.
    pub first: u8,
    /// The bytes of the number.
    pub span: Range<usize>,
    /// Where the words begin.
    pub words: usize,
}

const UNITS: &[&str] = &[
    "mio",
    "mrd",
    "tsd",
    "million",
    "millionen",
    "millions",
    "milliarde",
    "milliarden",
    "billion",
    "billions",
    "tausend",
    "prozent",
    "percent",
    "euro",
    "eur",
    "usd",
    "chf",
    "gbp",
    "dollar",
    "dollars",
    "bit",
    "byte",
    "kb",
    "mb",
    "gb",
    "tb",
    "pb",
    "kib",
    "mib",
    "gib",
    "tib",
    "kbit",
    "mbit",
    "gbit",
    "hz",
    "khz",
    "mhz",
    "ghz",
    "mm",
    "cm",
    "km",
    "kg",
    "kw",
    "kwh",
    "uhr",
    "sekunde",
    "sekunden",
    "minute",
    "minuten",
    "stunde",
    "stunden",
    "tag",
    "tage",
    "tagen",
    "woche",
    "wochen",
    "monat",
    "monate",
    "monaten",
    "jahr",
    "jahre",
    "jahren",
    "second",
    "seconds",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "mal",
    "times",
    "werktage",
    "arbeitstage",
];

/// The units, to be asked for often.
fn units() -> &'static BTreeSet<&'static str> {
    static SET: LazyLock<BTreeSet<&str>> = LazyLock::new(|| UNITS.iter().copied().collect());
    &SET
}

const MONTHS: &[&str] = &[
    "januar",
    "jänner",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "october",
    "december",
];

const CONNECTIVES: &[&str] = &["und", "oder", "bis", "and", "or", "to", "through", "x"];

/// The number with which `source` begins; `top` is the first part of the number before it.
pub(super) fn leading(source: &str, place: Place, top: Option<u8>) -> Option<Number> {
    let marks = ["**", "__", "*", "_"].into_iter().find(|marks| source.starts_with(marks)).unwrap_or("");
    let mut at = marks.len();
    let signed = place == Place::Heading && source[at..].starts_with('§');
    if signed {
        at += '§'.len_utf8();
        at += white_space(&source[at..]);
    }
    let digits = source[at..].bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let number = source[at..at + digits].trim_end_matches('.');
    let dots = digits - number.len();
    let parts: Vec<u8> = number.split('.').map(part).collect::<Option<_>>()?;
    let first = *parts.first()?;
    if dots > 1 || parts.len() > 6 || (place == Place::Paragraph && (parts.len() < 2 || parts.contains(&0))) {
        return None;
    }
    let start = at;
    at += number.len();
    if dots == 0 {
        at += letter(&source[at..]);
    }
    let end = at;
    at += usize::from(source[at..].starts_with(['.', ')', ':']));
    let bold = !marks.is_empty() && source[at..].starts_with(marks);
    if bold {
        at += marks.len();
        at += usize::from(source[at..].starts_with(['.', ')', ':']));
    }
    let gap = white_space(&source[at..]);
    let rest = &source[at + gap..];
    if !(rest.is_empty() && place == Place::Heading) && (gap == 0 || rest.is_empty()) {
        return None;
    }
    let continues = bold
        || signed
        || top == Some(first)
        || (top.is_some_and(|top| top + 1 == first) && parts[1..].iter().all(|&part| part == 1))
        || (top.is_none() && first == 1);
    let date_like = first <= 31 && ((dots == 1 && parts.len() == 2) || parts.len() == 3) && parts[1] <= 12;
    if (date_like && !continues) || !(bold || signed || begins_words(rest, place, &parts, continues && top.is_some())) {
        return None;
    }
    let label = if signed { format!("§ {}", &source[start..end]) } else { source[start..end].to_owned() };
    let dash = if place == Place::Heading { dash(rest) } else { 0 };
    Some(Number { text: source[start..end].to_owned(), label, first, span: start..end, words: at + gap + dash })
}

/// A part of a clause's number has one or two digits and no leading zero; more is a year or an amount.
fn part(digits: &str) -> Option<u8> {
    let well_formed = matches!(digits.len(), 1 | 2) && (digits.len() == 1 || !digits.starts_with('0'));
    well_formed.then(|| digits.parse().ok()).flatten()
}

/// Clauses that were put in later are called 4a or 4.2b. Letters from g on are units more often.
fn letter(rest: &str) -> usize {
    let mut chars = rest.chars();
    let is_letter = chars.next().is_some_and(|c| matches!(c, 'a'..='f'));
    usize::from(is_letter && !chars.next().is_some_and(char::is_alphanumeric))
}

fn white_space(rest: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &rest[at..];
        let step = rest.len() - rest.trim_start().len();
        match step {
            0 if rest.starts_with("&nbsp;") => at += "&nbsp;".len(),
            0 => return at,
            _ => at += step,
        }
    }
}

fn dash(rest: &str) -> usize {
    let dash = rest.chars().next().filter(|c| matches!(c, '-' | '–' | '—')).map_or(0, char::len_utf8);
    let gap = white_space(&rest[dash..]);
    if dash > 0 && gap > 0 { dash + gap } else { 0 }
}

/// Whether what follows a number reads as the words of a clause, and not as a unit, a month or a second number.
fn begins_words(rest: &str, place: Place, parts: &[u8], continues: bool) -> bool {
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let Some(first) = word.chars().next() else {
        let opening = ["{{", "[", "*", "_", "`", "„", "“", "\"", "»", "«", "<", "‚", "'"];
        return match place {
            Place::Heading => true,
            Place::Paragraph => continues || opening.iter().any(|mark| rest.starts_with(mark)),
        };
    };
    let lower = word.to_lowercase();
    let after = rest[word.len()..].trim_start();
    let before_number = after.starts_with(|c: char| c.is_ascii_digit());
    if units().contains(lower.as_str()) || (CONNECTIVES.contains(&lower.as_str()) && before_number) {
        return false;
    }
    if MONTHS.contains(&lower.as_str()) && (parts.len() == 1 || before_number) {
        return false;
    }
    continues || !first.is_lowercase() || (place == Place::Heading && parts.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(source: &str, place: Place, top: Option<u8>) -> Option<String> {
        leading(source, place, top).map(|n| format!("{}|{}", n.label, &source[n.words..]))
    }

    #[test]
    fn clauses_are_told_from_dates_amounts_and_versions() {
        for (source, top, expected) in [
            ("4.2 Der Auftragnehmer", Some(4), Some("4.2|Der Auftragnehmer")),
            ("4.2. Der Auftragnehmer", Some(4), Some("4.2|Der Auftragnehmer")),
            ("**4.2** Der", None, Some("4.2|Der")),
            ("**4.2.** der", None, Some("4.2|der")),
            ("**4.2 Ort.** Der", Some(4), Some("4.2|Ort.** Der")),
            ("4.2a Der", Some(4), Some("4.2a|Der")),
            ("4.2\u{a0}Der", Some(4), Some("4.2|Der")),
            ("4.2&nbsp;Der", Some(4), Some("4.2|Der")),
            ("4.2 the processor", Some(4), Some("4.2|the processor")),
            ("1.1 {{ organisation.name }} verarbeitet", None, Some("1.1|{{ organisation.name }} verarbeitet")),
            ("6.1 Ein Sprung", Some(4), Some("6.1|Ein Sprung")),
            ("5.1 ein neues Kapitel", Some(4), Some("5.1|ein neues Kapitel")),
            ("3.2.1 Schlüssel", Some(3), Some("3.2.1|Schlüssel")),
            ("4.2 To the extent", Some(4), Some("4.2|To the extent")),
            ("4.2 Im Januar 2026 gilt", Some(4), Some("4.2|Im Januar 2026 gilt")),
            ("2.1.2026 trat", None, None),
            ("2.1.26 Beginn", Some(4), None),
            ("24.12. ist Feiertag", Some(4), None),
            ("24.12. Heiligabend", None, None),
            ("10.000 Kunden", Some(10), None),
            ("1.234 Kunden", Some(1), None),
            ("1.5 Mio Kunden", Some(1), None),
            ("99.9 percent availability", None, None),
            ("2.4 GHz WLAN", Some(2), None),
            ("1.2 und 1.3", Some(1), None),
            ("1.3 oder höher", None, None),
            ("8.30 Uhr", Some(8), None),
            ("04.2 Der", Some(4), None),
            ("4..2 Der", Some(4), None),
            ("4 Der Auftragnehmer", None, None),
            ("4.2", Some(4), None),
            ("4.2Der", Some(4), None),
            ("192.168.1.1 Adresse", None, None),
            ("2026-11-20 Text", None, None),
            ("", None, None),
        ] {
            assert_eq!(number(source, Place::Paragraph, top).as_deref(), expected, "{source}");
        }
    }

    #[test]
    fn headings_may_have_a_number_of_one_part() {
        for (source, top, expected) in [
            ("4 Rechte", None, Some("4|Rechte")),
            ("4. Rechte", None, Some("4|Rechte")),
            ("4) Rechte", None, Some("4|Rechte")),
            ("4 – Rechte", None, Some("4|Rechte")),
            ("4: Rechte", None, Some("4|Rechte")),
            ("§ 4 Rechte", None, Some("§ 4|Rechte")),
            ("§4a Rechte", None, Some("§ 4a|Rechte")),
            ("**4** Rechte", None, Some("4|Rechte")),
            ("1.1. Zutritt", None, Some("1.1|Zutritt")),
            ("4.2", None, Some("4.2|")),
            ("1.0 Einleitung", None, Some("1.0|Einleitung")),
            ("2026 Rückblick", None, None),
            ("1. Januar 2026", None, None),
            ("24 Stunden Bereitschaft", None, None),
            ("24/7-Bereitschaft", None, None),
            ("24.12. Heiligabend", Some(3), None),
            ("1.1.2026 Neues", None, None),
            ("3D-Druck", None, None),
        ] {
            assert_eq!(number(source, Place::Heading, top).as_deref(), expected, "{source}");
        }
    }
}
