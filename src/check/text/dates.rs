//! Dates and versions that a text names.

use std::ops::Range;

use jiff::civil::Date;

use super::Written;
use crate::check::finding::{Findings, with_related};
use crate::check::subject::Subject;
use crate::check::words::words;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::markdown::passages::{Passage, PassageKind};
use crate::source::{Sources, Span};

/// Names of months, in German and English, by number.
const MONTHS: &[(&str, i8)] = &[
    ("Januar", 1),
    ("Jänner", 1),
    ("Februar", 2),
    ("Feber", 2),
    ("März", 3),
    ("April", 4),
    ("Mai", 5),
    ("Juni", 6),
    ("Juli", 7),
    ("August", 8),
    ("September", 9),
    ("Oktober", 10),
    ("November", 11),
    ("Dezember", 12),
    ("January", 1),
    ("February", 2),
    ("March", 3),
    ("May", 5),
    ("June", 6),
    ("July", 7),
    ("October", 10),
    ("December", 12),
];

/// Something that is written like a date, and the day if the calendar has it.
struct Found {
    range: Range<usize>,
    day: Option<Date>,
}

/// What is written like a date.
enum Shape {
    /// A day of the calendar.
    Day(Date),
    /// None.
    NoDay,
}

impl From<Option<Date>> for Shape {
    fn from(day: Option<Date>) -> Self {
        day.map_or(Self::NoDay, Self::Day)
    }
}

impl Shape {
    fn day(self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            Self::NoDay => None,
        }
    }
}

/// All that is written like a date in `text`: `21.03.2024`, `2024-03-21`, `21. März 2024`, `March 21, 2024`.
fn dates(text: &str) -> Vec<Found> {
    // The years of our time.
    if !text.contains("19") && !text.contains("20") {
        return Vec::new();
    }
    let tokens: Vec<(usize, &str)> = words(text).collect();
    let mut found = Vec::new();
    for (at, &(start, token)) in tokens.iter().enumerate() {
        let range = start..start + token.len();
        if let Some(day) = numeric(text, &range) {
            found.push(Found { range, day: day.day() });
        } else if let Some(&(_, month)) = MONTHS.iter().find(|(name, _)| *name == token) {
            found.extend(with_month(text, &tokens, at, month));
        }
    }
    found
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn civil(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The day of `21.03.2024` or `2024-03-21`; `None` where the token is no date at all.
fn numeric(text: &str, range: &Range<usize>) -> Option<Shape> {
    let token = &text[range.clone()];
    let by_hyphen: Vec<&str> = token.split('-').collect();
    if let [year, month, day] = by_hyphen[..] {
        let shape = year.len() == 4 && month.len() == 2 && day.len() == 2;
        let this_age = year.starts_with("19") || year.starts_with("20");
        let is_date = shape && this_age && digits(year) && digits(month) && digits(day);
        return is_date.then(|| civil(year, month, day).into());
    }
    let by_dot: Vec<&str> = token.split('.').collect();
    if let [day, month, year] = by_dot[..] {
        let short = |part: &str| (1..=2).contains(&part.len()) && digits(part);
        let this_age =
            (year.starts_with("19") || year.starts_with("20")) && (4..=8).contains(&year.len()) && digits(year);
        if !(short(day) && short(month) && this_age) {
            return None;
        }
        let before = text[..range.start].split_whitespace().next_back().unwrap_or_default().to_lowercase();
        let is_number = before == "v"
            || ["version", "ziffer", "abschnitt", "section", "clause", "nr."].iter().any(|w| before.ends_with(w));
        return (!is_number).then(|| Shape::from(if year.len() == 4 { civil(year, month, day) } else { None }));
    }
    None
}

/// The date around the name of a month at `at`: `21. März 2024`, `21 March 2024`, `March 21, 2024`.
fn with_month(text: &str, tokens: &[(usize, &str)], at: usize, month: i8) -> Option<Found> {
    let (start, name) = tokens[at];
    let end = start + name.len();
    let between = |from: usize, to: usize| text.get(from..to).unwrap_or("?");
    let year = |token: &str| {
        digits(token)
            && token.len() != 2
            && (token.len() != 1)
            && (token.len() != 4 || token.starts_with("19") || token.starts_with("20"))
    };
    let day = |token: &str| digits(token) && (1..=2).contains(&token.len());
    let number = |text: &str| text.parse::<i8>().ok();
    // Day before the month.
    if let (Some(&(day_at, before)), Some(&(year_at, after))) =
        (at.checked_sub(1).and_then(|i| tokens.get(i)), tokens.get(at + 1))
        && day(before)
        && matches!(between(day_at + before.len(), start), ". " | " " | ".")
        && between(end, year_at) == " "
        && year(after)
    {
        let four = after.len() == 4;
        let broken = is_broken_year(after);
        return (four || broken).then(|| Found {
            range: day_at..year_at + after.len(),
            day: if four {
                after.parse().ok().zip(number(before)).and_then(|(y, d)| Date::new(y, month, d).ok())
            } else {
                None
            },
        });
    }
    // Day behind the month, as in American English.
    if let (Some(&(day_at, before)), Some(&(year_at, after))) = (tokens.get(at + 1), tokens.get(at + 2))
        && day(before)
        && between(end, day_at) == " "
        && between(day_at + before.len(), year_at) == ", "
        && year(after)
    {
        let four = after.len() == 4;
        let broken = is_broken_year(after);
        return (four || broken).then(|| Found {
            range: start..year_at + after.len(),
            day: if four {
                after.parse().ok().zip(number(before)).and_then(|(y, d)| Date::new(y, month, d).ok())
            } else {
                None
            },
        });
    }
    None
}

/// A month is followed by many numbers; only one that begins like a year of our time is one with a digit too many or too few.
fn is_broken_year(number: &str) -> bool {
    match number.len() {
        3 => matches!(number, "199" | "201" | "202" | "203"),
        5 | 6 => number.starts_with("19") || number.starts_with("20"),
        _ => false,
    }
}

/// V01: a date in prose that the calendar does not have. In facts the parser tells it.
pub fn impossible(subject: &Subject<'_>, findings: &mut Findings) {
    for text in subject.written() {
        impossible_in(text, subject.context.sources, findings);
    }
}

/// V01 in one text.
pub fn impossible_in(text: &Written, sources: &Sources, findings: &mut Findings) {
    for passage in &text.passages {
        for found in dates(&passage.text).into_iter().filter(|found| found.day.is_none()) {
            let written = &passage.text[found.range.clone()];
            let at = text.span(sources, passage, found.range.clone());
            findings.push(no_day(at, written), &text.about());
        }
    }
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
        {
            let range = start..start + token.len();
            stated.push(Statement { passage: at, range, version: Some(token.to_owned()), day: None });
        }
        let days = dates(&passage.text);
        let [found] = &days[..] else { continue };
        let before = &passage.text[..found.range.start];
        let named = DAY_WORDS.iter().any(|word| before.trim_end_matches([' ', ':']).ends_with(word));
        if let Some(day) = found.day.filter(|_| named) {
            stated.push(Statement { passage: at, range: found.range.clone(), version: None, day: Some(day) });
        }
    }
    stated
}

fn is_label(token: &str) -> bool {
    token.starts_with(|c: char| c.is_ascii_digit())
        && token.contains('.')
        && token.split('.').all(digits)
        && token.split('.').count() <= 3
        && numeric(token, &(0..token.len())).is_none()
}

/// The newest row of the history that a text holds as a table: label and day, and where they stand.
fn newest_row(passages: &[Passage]) -> Option<(usize, String, Date)> {
    let mut under_history = false;
    let mut newest: Option<(usize, String, Date)> = None;
    for (at, passage) in passages.iter().enumerate() {
        match passage.kind {
            PassageKind::Heading(_) => {
                let title = passage.text.to_lowercase();
                under_history = [
                    "histor",
                    "änderungsverlauf",
                    "versionsverlauf",
                    "versionen",
                    "änderungen",
                    "version control",
                    "revision",
                    "changelog",
                    "change log",
                ]
                .iter()
                .any(|word| title.contains(word));
            }
            PassageKind::Cell { row: 1.., column: 0 } if under_history && is_label(passage.text.trim()) => {
                let row =
                    passages[at + 1..].iter().take_while(|p| !matches!(p.kind, PassageKind::Cell { column: 0, .. }));
                let day = row
                    .filter(|p| matches!(p.kind, PassageKind::Cell { .. }))
                    .find_map(|cell| dates(&cell.text).first()?.day);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_no_calendar_has_are_told_from_those_it_has_and_from_other_numbers() {
        for (text, impossible) in [
            ("Stand: 21.03.202418", true),
            ("am 31.02.2026 beendet", true),
            ("August 14, 202", true),
            ("am 31. Juni 2026", true),
            ("on 30 February 2026", true),
            ("seit 2026-13-01.", true),
            ("am 21.03.2024.", false),
            ("29. Februar 2024", false),
            ("August 14, 2024", false),
            ("Ziffer 31.13.2026", false),
            ("VO (EU) 2021/914, 2023-1795, ISO 27001-2022-10", false),
            ("im August 200 Kunden, am 14. August 300 Kunden", false),
            ("10.11.12.13 und 1.2.3", false),
            ("DIN 66399, § 5 Abs. 1", false),
        ] {
            let found = dates(text).iter().any(|found| found.day.is_none());
            assert_eq!(found, impossible, "{text}");
        }
    }
}
