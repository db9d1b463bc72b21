//! The words of a page: what the interface says in one language, and how that language writes names, dates and places.

use std::cmp::Ordering;
use std::fmt::Write as _;

use jiff::civil::Date;

use super::collate::Names;
use super::html::Words;
use super::texts::Texts;
use super::view::part::{Day, Mark, MarkKind, Text};
use crate::model::document::{Period, Unit};
use crate::model::measure::Responsibility;
use crate::model::site::Address;
use crate::model::subprocessor::{Area, Location, Mechanism, Transfer};
use crate::model::text::{Country, Lang, Localized};
use crate::model::version::Version;
use crate::resolve::Status;
use crate::resolve::facts::Value;

/// One language of the site.
pub(super) struct Voice<'a> {
    /// The language.
    pub lang: &'a Lang,
    /// Its words.
    pub texts: &'a Texts,
    /// Words that stand in prose.
    pub prose_words: Words,
    /// How it sorts.
    pub names: Names,
}

impl Voice<'_> {
    /// The language tag.
    pub fn tag(&self) -> String {
        self.lang.to_string()
    }

    /// A text of the user, with its language where that is another one.
    pub fn text(&self, text: &Localized, binding: &Lang) -> Text {
        let found = text.find(self.lang, binding);
        Text { text: found.text.value.clone(), lang: found.instead.map(ToString::to_string) }
    }

    /// A day.
    pub fn day(&self, date: Date) -> Day {
        Day { iso: date.to_string(), text: self.texts.dates.long(date) }
    }

    /// A day in words.
    pub fn date(&self, date: Date) -> String {
        self.texts.dates.long(date)
    }

    /// A range of days; the second is the first day after it.
    pub fn range(&self, from: Date, until: Option<Date>) -> String {
        match until {
            Some(end) => self.texts.status.range(&self.date(from), &self.date(last_day(end))),
            None => self.texts.status.range_since(&self.date(from)),
        }
    }

    /// A length of time.
    pub fn period(&self, period: Period) -> String {
        let units = &self.texts.units;
        let unit = match period.unit {
            Unit::Days => &units.days,
            Unit::Weeks => &units.weeks,
            Unit::Months => &units.months,
            Unit::BusinessDays => &units.business_days,
        };
        unit.count(period.count)
    }

    /// The name of a country.
    pub fn country(&self, country: Country) -> String {
        self.texts.country(country.as_str()).to_owned()
    }

    /// An address line by line.
    pub fn address(&self, address: &Address) -> Vec<String> {
        let mut lines: Vec<String> = address.street.iter().map(|line| line.value.clone()).collect();
        let code = address.postal_code.as_ref().map(|code| code.value.as_str());
        let city = address.city.as_ref().map(|city| city.value.as_str());
        let place: Vec<&str> = code.into_iter().chain(city).collect();
        if !place.is_empty() {
            lines.push(place.join(" "));
        }
        lines.extend(address.country.as_ref().map(|country| self.country(country.value)));
        lines
    }

    /// A fact by name, in words.
    pub fn fact(&self, value: Value<'_>, binding: &Lang) -> String {
        match value {
            Value::Text(text) => text.to_owned(),
            Value::Localized(text) => text.get(self.lang, binding).to_owned(),
            Value::List(texts) => {
                self.texts.lists.and(&texts.iter().map(|text| text.value.as_str()).collect::<Vec<_>>())
            }
            Value::Date(date) => self.date(date),
            Value::Period(period) => self.period(period),
            Value::Address(address) => self.address(address).join(", "),
            Value::DraftLabel => self.mark_of(MarkKind::Draft).label,
            Value::DraftDate => self.texts.words.history.undecided.clone(),
        }
    }

    /// What a version is called: `Version 2.0`, or the word for a draft.
    pub fn version(&self, version: &Version) -> String {
        if version.is_draft() { self.mark_of(MarkKind::Draft).label } else { self.texts.status.version(&version.label) }
    }

    /// The mark of a version's status.
    pub fn mark(&self, status: Status) -> Mark {
        self.mark_of(match status {
            Status::Announced => MarkKind::Announced,
            Status::InForce => MarkKind::InForce,
            Status::Superseded => MarkKind::Superseded,
            Status::Withdrawn => MarkKind::Withdrawn,
            Status::Scheduled => MarkKind::Scheduled,
            Status::Draft => MarkKind::Draft,
        })
    }

    /// A mark.
    pub fn mark_of(&self, kind: MarkKind) -> Mark {
        let word = match kind {
            MarkKind::InForce => "in-force",
            MarkKind::Announced => "announced",
            MarkKind::Superseded => "superseded",
            MarkKind::Withdrawn => "withdrawn",
            MarkKind::Ended => "ended",
            MarkKind::Draft => "draft",
            MarkKind::Scheduled => "scheduled",
        };
        Mark { kind, label: self.texts.terms.mark(word).unwrap_or(word).to_owned() }
    }

    /// Who takes a measure.
    pub fn responsibility(&self, of: Responsibility) -> String {
        let word = Responsibility::NAMES.iter().find(|(_, r)| *r == of).map_or("provider", |(word, _)| word);
        self.texts.terms.responsibility(word).unwrap_or(word).to_owned()
    }

    /// A place of processing.
    pub fn location(&self, location: &Location, binding: &Lang) -> String {
        let area = match &location.area.value {
            Area::Country(country) => self.country(*country),
            Area::Region(region) => self.texts.terms.region(region).unwrap_or(region).to_owned(),
        };
        let place = match &location.city {
            Some(city) => self.texts.general.place(&area, city),
            None => area,
        };
        match &location.purpose {
            Some(purpose) => {
                let written = purpose.get(self.lang, binding);
                let name = self.texts.terms.purpose(written).unwrap_or(written);
                self.texts.general.place_for(&place, name)
            }
            None => place,
        }
    }

    /// The name of a basis of transfer.
    pub fn mechanism(&self, mechanism: Mechanism) -> &str {
        let word = Mechanism::NAMES.iter().find(|(_, m)| *m == mechanism).map_or("scc", |(word, _)| word);
        self.texts.terms.mechanism(word).unwrap_or(word)
    }

    /// On what a transfer rests.
    pub fn transfer(&self, transfer: &Transfer, binding: &Lang) -> Text {
        let general = &self.texts.general;
        let mut words = self.mechanism(transfer.mechanism.value).to_owned();
        // The module belongs to the clauses, whether they are the basis or what holds if it falls.
        let with_module = |name: &str| match &transfer.module {
            Some(module) => general.scc_module(name, &module.to_string()),
            None => name.to_owned(),
        };
        if transfer.mechanism.value == Mechanism::Scc {
            words = with_module(&words);
        }
        if let Some(decision) = &transfer.decision {
            words = general.with_decision(&words, decision);
        }
        let mut lang = None;
        if let Some(fallback) = &transfer.fallback {
            let found = fallback.find(self.lang, binding);
            lang = found.instead.map(ToString::to_string);
            let named = self.texts.terms.mechanism(found.text);
            let name = match named {
                Some(name) if found.text.value == "scc" && transfer.mechanism.value != Mechanism::Scc => {
                    with_module(name)
                }
                Some(name) => name.to_owned(),
                None => found.text.value.clone(),
            };
            // Writing to a string does not fail.
            let _ = write!(words, "; {}", general.fallback(&name));
        }
        if let Some(checked) = &transfer.checked {
            let _ = write!(words, "; {}", general.checked(&self.date(checked.value)));
        }
        Text { text: words, lang }
    }

    /// The order of names in this language.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.names.compare(a, b)
    }
}

/// The last day of a range whose first day after it is `end`.
pub(super) fn last_day(end: Date) -> Date {
    end.yesterday().unwrap_or(end)
}

/// A telephone number as an address (RFC 3966): digits, with a plus where it is international.
pub(super) fn tel(phone: &str) -> String {
    let digits =
        phone.chars().enumerate().filter(|&(at, c)| c.is_ascii_digit() || (at == 0 && c == '+')).map(|(_, c)| c);
    format!("tel:{}", digits.collect::<String>())
}
