//! Days that a text names, in the usual spellings of German and English.
//!
//! Versions, file numbers and amounts look like dates, too. Invariant: what the calendar does not have is taken for a
//! date only where its form or the word before it allows nothing else.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;

use crate::check::words::{Phrases, words};

/// Names of the months, and which month each is.
const MONTHS: [(&str, i8); 38] = [
    ("Januar", 1),
    ("Jänner", 1),
    ("January", 1),
    ("Jan", 1),
    ("Februar", 2),
    ("Feber", 2),
    ("February", 2),
    ("Feb", 2),
    ("März", 3),
    ("March", 3),
    ("Mär", 3),
    ("Mrz", 3),
    ("Mar", 3),
    ("April", 4),
    ("Apr", 4),
    ("Mai", 5),
    ("May", 5),
    ("Juni", 6),
    ("June", 6),
    ("Jun", 6),
    ("Juli", 7),
    ("July", 7),
    ("Jul", 7),
    ("August", 8),
    ("Aug", 8),
    ("September", 9),
    ("Sept", 9),
    ("Sep", 9),
    ("Oktober", 10),
    ("October", 10),
    ("Okt", 10),
    ("Oct", 10),
    ("November", 11),
    ("Nov", 11),
    ("Dezember", 12),
    ("December", 12),
    ("Dez", 12),
    ("Dec", 12),
];

/// Words behind which a date stands, in lower case.
const BEFORE_DAYS: &str = "am vom bis seit ab zum den dem der datum stand on from until till since by dated date of \
    effective before after montag dienstag mittwoch donnerstag freitag samstag sonntag monday tuesday wednesday thursday \
    friday saturday sunday";

/// Words behind which a version or another number stands, in lower case. Longer words may end with the longer of these.
const BEFORE_NUMBERS: &str = "v nr no az id os api ref rev hra hrb oid isin iban typ type case item modell model number \
    nummer version revision release build firmware patch paket package kernel treiber driver software update hotfix \
    client agent ziffer abschnitt kapitel punkt section clause chapter aktenzeichen ticket vorgang order bestellung \
    rechnung invoice serial artikel referenz reference kennung";

/// The number of the month that `name` is, from 1. Every word with a capital is asked for.
fn month(name: &str) -> Option<i8> {
    let may_be = (3..=9).contains(&name.len()) && name.starts_with(['J', 'F', 'M', 'A', 'S', 'O', 'N', 'D']);
    may_be.then(|| MONTHS.iter().find(|(known, _)| *known == name))?.map(|(_, month)| *month)
}

/// Something that is written like a date.
#[derive(Debug)]
pub struct Found {
    /// Its bytes.
    pub range: Range<usize>,
    /// The day; `None` where the calendar has none.
    pub day: Option<Date>,
    /// Whether it can be nothing but a date. What is no day and not certain is one only in a column of dates.
    pub certain: bool,
}

/// How a number stands behind the word before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// A word that dates follow.
    WordOfDays,
    /// A word that other numbers follow.
    WordOfNumbers,
    /// A name, such as that of a product.
    Name,
    /// Another word, or none.
    Else,
}

/// All that is written like a date in `text`: `21.03.2024`, `1. 6. 2024`, `2024-03-21`, `21/03/2024`, `21. März 2024`,
/// `21st March 2024`, `March 21, 2024`, and days without a year that no year has, such as `31. Juni`.
pub fn days(text: &str) -> Vec<Found> {
    if !may_name_days(text) {
        return Vec::new();
    }
    let tokens: Vec<(usize, &str)> = words(text).collect();
    let mut found: Vec<Found> = Vec::new();
    for (at, &(start, token)) in tokens.iter().enumerate() {
        let Some(first) = token.bytes().next() else { continue };
        if first.is_ascii_digit() {
            found.extend(numeric(text, start, token).or_else(|| spaced(text, &tokens, at)));
        } else if first.is_ascii_uppercase()
            && let Some(month) = month(token)
        {
            found.extend(with_month(text, &tokens, at, month));
        }
    }
    found
}

/// Whether `text` may name a day at all. Every passage is asked, and most do not.
fn may_name_days(text: &str) -> bool {
    static NAMES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(MONTHS.iter().map(|(name, _)| *name)));
    has_three_numbers(text) || text.bytes().any(|b| b.is_ascii_digit()) && NAMES.stand_in(text)
}

/// Whether three numbers stand in a row with nothing but the marks of dates between them.
fn has_three_numbers(text: &str) -> bool {
    let joins = |b: &u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'/' | b' ');
    let mut rest = text.as_bytes();
    while let Some(start) = rest.iter().position(u8::is_ascii_digit) {
        let length = rest[start..].iter().position(|b| !joins(b)).unwrap_or(rest.len() - start);
        let (row, behind) = rest[start..].split_at(length);
        if row.split(|b| !b.is_ascii_digit()).filter(|number| !number.is_empty()).count() >= 3 {
            return true;
        }
        rest = behind;
    }
    false
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn short(part: &str) -> bool {
    matches!(part.len(), 1 | 2) && digits(part)
}

fn this_age(year: &str) -> bool {
    digits(year) && (year.starts_with("19") || year.starts_with("20"))
}

fn civil(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Whether some month has that day and some year that month.
fn is_likely(month: &str, day: &str) -> bool {
    let within = |part: &str, most| part.parse::<u8>().is_ok_and(|number| (1..=most).contains(&number));
    within(month, 12) && within(day, 31)
}

fn behind(text: &str, start: usize) -> Behind {
    // "#12.13.2021" is the number of a ticket.
    if text[..start].ends_with('#') {
        return Behind::WordOfNumbers;
    }
    let before = text[..start].trim_end();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let lower = word.to_lowercase();
    let ends = |known: &str| lower == known || known.len() >= 5 && lower.ends_with(known);
    if BEFORE_NUMBERS.split_whitespace().any(ends) {
        Behind::WordOfNumbers
    } else if BEFORE_DAYS.split_whitespace().any(|known| known == lower) {
        Behind::WordOfDays
    } else if word.starts_with(char::is_uppercase) && !before.ends_with([':', ',', '(']) {
        Behind::Name
    } else {
        Behind::Else
    }
}

/// `21.03.2024`, `2024-03-21` or `21/03/2024`; `None` where the token is something else.
fn numeric(text: &str, start: usize, token: &str) -> Option<Found> {
    let range = start..start + token.len();
    let of = |separator| -> Option<[&str; 3]> { token.split(separator).collect::<Vec<_>>().try_into().ok() };
    let (day, likely, full) = if let Some([year, month, day]) = of('-') {
        if !(year.len() == 4 && month.len() == 2 && day.len() == 2 && this_age(year) && digits(month) && digits(day)) {
            return None;
        }
        (civil(year, month, day), is_likely(month, day), true)
    } else if let Some([day, month, year]) = of('.') {
        let is_date = short(day) && short(month) && (4..=8).contains(&year.len()) && this_age(year);
        // `1.2.20240101` is a version that names its day.
        let is_compact = year.len() == 8 && civil(&year[..4], &year[4..6], &year[6..]).is_some();
        if !is_date || is_compact {
            return None;
        }
        let exact = (year.len() == 4).then(|| civil(year, month, day)).flatten();
        (exact, is_likely(month, day), day.len() == 2 && month.len() == 2)
    } else if let Some([one, two, year]) = of('/') {
        if !(short(one) && short(two) && year.len() == 4 && this_age(year)) {
            return None;
        }
        // Which of the two is the month differs from country to country: a day that both have is not known.
        let (british, american) = (civil(year, two, one), civil(year, one, two));
        if british.is_some() && american.is_some() && british != american {
            return None;
        }
        (british.or(american), is_likely(two, one) || is_likely(one, two), one.len() == 2 && two.len() == 2)
    } else {
        return None;
    };
    let certain = match behind(text, start) {
        Behind::WordOfNumbers => return None,
        Behind::WordOfDays => true,
        Behind::Name => likely && full,
        Behind::Else => likely,
    };
    Some(Found { range, day, certain })
}

/// `1. 6. 2024`, with spaces.
fn spaced(text: &str, tokens: &[(usize, &str)], at: usize) -> Option<Found> {
    let [(start, day), (month_at, month), (year_at, year)] = tokens.get(at..at + 3)?.try_into().ok()?;
    let joined = |from: usize, token: &str, to: usize| text.get(from + token.len()..to) == Some(". ");
    let is_date = short(day) && short(month) && year.len() == 4 && this_age(year) && is_likely(month, day);
    let is_date = is_date && joined(start, day, month_at) && joined(month_at, month, year_at);
    let range = start..year_at + year.len();
    (is_date && behind(text, start) != Behind::WordOfNumbers).then(|| Found {
        range,
        day: civil(year, month, day),
        certain: true,
    })
}

/// The number of a day: `21`, `21st`.
fn ordinal(token: &str) -> Option<i8> {
    let number = token.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_day = short(number) && matches!(&token[number.len()..], "" | "st" | "nd" | "rd" | "th");
    is_day.then(|| number.parse().ok()).flatten()
}

/// The date around the name of a month: `21. März 2024`, `21 March 2024`, `March 21, 2024`.
fn with_month(text: &str, tokens: &[(usize, &str)], at: usize, month: i8) -> Option<Found> {
    let (start, name) = tokens[at];
    let end = start + name.len();
    let between = |from: usize, to: usize| text.get(from..to).unwrap_or("?");
    let exact =
        |year: &str, day: i8| (year.len() == 4).then(|| Date::new(year.parse().ok()?, month, day).ok()).flatten();
    let previous = at.checked_sub(1).map(|before| tokens[before]);
    // Day before the month; "31st of June" has a word between.
    let with_of = at.checked_sub(2).map(|two| tokens[two]).filter(|_| previous.is_some_and(|(_, word)| word == "of"));
    if let Some((day_at, token)) = with_of.or(previous)
        && let Some(day) = ordinal(token)
        && matches!(between(day_at + token.len(), start), ". " | " " | "." | " of ")
    {
        let behind_month =
            tokens.get(at + 1).filter(|(year_at, _)| matches!(between(end, *year_at), " " | ". " | ", "));
        let year = behind_month.filter(|(_, year)| is_year(year));
        if let Some(&(year_at, year)) = year {
            return Some(Found { range: day_at..year_at + year.len(), day: exact(year, day), certain: true });
        }
        // A day that no year has; in English a number before a month may count something.
        let german = text[..start].ends_with(". ") && !token.ends_with(char::is_alphabetic);
        let is_date = german || behind(text, day_at) == Behind::WordOfDays;
        let never = (1..=31).contains(&day) && Date::new(2024, month, day).is_err();
        return (is_date && never).then_some(Found { range: day_at..end, day: None, certain: true });
    }
    // Day behind the month, as in American English.
    let &[(day_at, token), (year_at, year)] = tokens.get(at + 1..at + 3)? else { return None };
    let day = ordinal(token)?;
    let is_date =
        matches!(between(end, day_at), " " | ". ") && between(day_at + token.len(), year_at) == ", " && is_year(year);
    is_date.then(|| Found { range: start..year_at + year.len(), day: exact(year, day), certain: true })
}

/// Whether `number` is a year of our time, or one with a digit too many or too few: months are followed by other numbers.
fn is_year(number: &str) -> bool {
    match number.len() {
        3 => matches!(number, "199" | "201" | "202" | "203"),
        4..=6 => this_age(number),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_no_calendar_has_are_told_from_those_it_has_and_from_other_numbers() {
        for (text, impossible) in [
            ("Stand: 21.03.202418", true),
            ("am 31.02.2026 beendet", true),
            ("vom 31. 6. 2026", true),
            ("31/06/2026", true),
            ("gültig ab: 12.13.2021", true),
            ("August 14, 202", true),
            ("am 31. Juni 2026", true),
            ("jeweils zum 31. Juni", true),
            ("on 30 February 2026", true),
            ("on the 31st of June 2026", true),
            ("Feb. 30, 2026", true),
            ("seit 2026-13-01.", true),
            ("am 21.03.2024.", false),
            ("29. Februar 2024", false),
            ("August 14, 2024", false),
            ("zum 31. Dezember", false),
            ("In June 31 customers asked", false),
            ("Ziffer 31.13.2026", false),
            ("Build 12.13.2021, Nextcloud 31.4.2025, 12.13.2021", false),
            ("Bestellung 2024-77-31, HRA 20.19.2021", false),
            ("libfoo 1.10.20240101, 02/13/2026, 04/05/2026", false),
            ("VO (EU) 2021/914, 2023-1795, ISO 27001-2022-10", false),
            ("im August 200 Kunden, am 14. August 300 Kunden", false),
            ("10.11.12.13 und 1.2.3", false),
            ("DIN 66399, § 5 Abs. 1", false),
        ] {
            let found = days(text).iter().any(|found| found.day.is_none() && found.certain);
            assert_eq!(found, impossible, "{text}");
        }
    }

    #[test]
    fn days_are_read_in_all_usual_spellings() {
        for text in [
            "21.03.2024",
            "21. 3. 2024",
            "2024-03-21",
            "21/03/2024",
            "03/21/2024",
            "21. März 2024",
            "21. Mär. 2024",
            "21 March 2024",
            "the 21st of March 2024",
            "March 21, 2024",
            "March 21st, 2024",
        ] {
            let found: Vec<_> = days(text).into_iter().map(|found| found.day).collect();
            assert_eq!(found, [Date::new(2024, 3, 21).ok()], "{text}");
        }
    }
}
