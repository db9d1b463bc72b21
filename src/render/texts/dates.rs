//! How a language writes dates, periods and lists.

use jiff::civil::Date;
use serde::Deserialize;

use super::pattern::sentences;

sentences! {
    /// The order of a date's parts.
    DatePatterns in date_patterns {
        /// Such as `19. Dezember 2026`.
        long(day, month, year);
        /// Such as `19.12.2026`; `month_name` is the short name.
        short[any](day, day_padded, month_padded, month_name, year);
    }
}

/// How dates are written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// Names of the months.
    months: [String; 12],
    /// Short names of the months.
    months_short: [String; 12],
    /// The order of the parts.
    patterns: DatePatterns,
}

impl Dates {
    /// `19. Dezember 2026`.
    #[must_use]
    pub fn long(&self, date: Date) -> String {
        let month = &self.months[month_index(date)];
        self.patterns.long(&date.day().to_string(), month, &date.year().to_string())
    }

    /// `19.12.2026`.
    #[must_use]
    pub fn short(&self, date: Date) -> String {
        let (day, month) = (date.day(), date.month());
        let name = &self.months_short[month_index(date)];
        self.patterns.short(
            &day.to_string(),
            &format!("{day:02}"),
            &format!("{month:02}"),
            name,
            &date.year().to_string(),
        )
    }
}

fn month_index(date: Date) -> usize {
    usize::from(date.month().unsigned_abs()).saturating_sub(1)
}

/// How lists are written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lists {
    /// Between two of three or more.
    separator: String,
    /// Before the last one of those that are all meant.
    and: String,
    /// Before the last one of those of which one is meant.
    or: String,
}

impl Lists {
    /// `A, B und C`.
    #[must_use]
    pub fn and(&self, parts: &[impl AsRef<str>]) -> String {
        self.join(parts, &self.and)
    }

    /// `A, B oder C`.
    #[must_use]
    pub fn or(&self, parts: &[impl AsRef<str>]) -> String {
        self.join(parts, &self.or)
    }

    fn join(&self, parts: &[impl AsRef<str>], last_separator: &str) -> String {
        let mut joined = String::new();
        for (at, part) in parts.iter().enumerate() {
            match at {
                0 => {}
                _ if at + 1 == parts.len() => joined.push_str(last_separator),
                _ => joined.push_str(&self.separator),
            }
            joined.push_str(part.as_ref());
        }
        joined
    }
}

sentences! {
    /// A number of something.
    Unit in unit {
        one[any](count);
        other(count);
    }
}

impl Unit {
    /// `28 Tage`.
    #[must_use]
    pub fn count(&self, count: u32) -> String {
        let number = count.to_string();
        if count == 1 { self.one(&number) } else { self.other(&number) }
    }
}

/// How periods are written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Units {
    /// Calendar days.
    pub days: Unit,
    /// Weeks.
    pub weeks: Unit,
    /// Months.
    pub months: Unit,
    /// Days that are neither Saturday, Sunday nor holiday.
    pub business_days: Unit,
}
