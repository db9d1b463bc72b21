//! The words of the interface in one language.
//!
//! Owns every word that the program itself puts on a page, into a feed or into an export: read from
//! `i18n/<lang>.yaml` of the theme into one typed struct, so that a text that lacks a word, knows one too many or forgets
//! a placeholder is refused with its place. Knows nothing of the model or of HTML: texts are plain, and whoever prints
//! them escapes them. A further language needs its file and no line of code.

mod dates;
mod duties;
mod pattern;
mod products;
mod sentences;
mod terms;
mod words;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use dates::{Dates, Lists, Units};
pub use duties::{Duties, Duty};
pub use products::{ProductTexts, ProductWords};
pub use sentences::{Changes, Conditions, Feeds, General, Letters, Machine, Notices, Redlines, Status, Titles};
pub use terms::{LanguageName, Terms};
pub use words::Words;

/// The words of the interface in one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// The language itself.
    pub language: Language,
    /// Words that templates print as `words`.
    pub words: Words,
    /// How dates are written.
    pub dates: Dates,
    /// How lists are written.
    pub lists: Lists,
    /// How periods are written.
    pub units: Units,
    /// Sentences about a version's status.
    pub status: Status,
    /// Notices at the top of pages.
    pub notices: Notices,
    /// Titles of pages and phrases around names.
    pub general: General,
    /// Titles of changes: they can be read alone, in a feed or a mail.
    pub titles: Titles,
    /// Sentences about changes.
    pub changes: Changes,
    /// First sentences of letters.
    pub letters: Letters,
    /// Titles and sentences of feeds.
    pub feeds: Feeds,
    /// Words at the beginning of a site's name that "at site" says already: "am Standort Wien 1", not "am Standort
    /// Rechenzentrum Wien 1".
    pub site_words: Vec<String>,
    /// Sentences about comparisons.
    pub redlines: Redlines,
    /// Conditions in words.
    pub conditions: Conditions,
    /// Sentences about products and their measures.
    pub products: ProductTexts,
    /// Names of the duties of Art. 28 GDPR.
    pub duties: Duties,
    /// Names of what the format has built in.
    pub terms: Terms,
    /// Words of files for programs.
    pub machine: Machine,
    /// Names of countries by their codes; a code without a name stands for itself.
    #[serde(skip)]
    countries: BTreeMap<String, String>,
}

/// The language itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// Its name in itself.
    pub name: String,
    /// Direction of writing.
    pub dir: Direction,
}

/// A direction of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// The value of the attribute `dir`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// Why a file of texts could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// In words.
    pub message: String,
    /// The byte where it stands, as far as it is known.
    pub at: Option<usize>,
}

impl Texts {
    /// The texts of a file `i18n/<lang>.yaml`.
    ///
    /// # Errors
    /// Where the file is not well-formed, lacks a text, has one too many, or a text lacks a placeholder.
    pub fn read(yaml: &str) -> Result<Self, Unreadable> {
        from_yaml(yaml)
    }

    /// With the names of countries of a file `i18n/countries/<lang>.yaml`.
    ///
    /// # Errors
    /// Where the file is not a map from codes to names.
    pub fn with_countries(mut self, yaml: &str) -> Result<Self, Unreadable> {
        self.countries = from_yaml(yaml)?;
        Ok(self)
    }

    /// The name of a country, or its code where it has no name.
    #[must_use]
    pub fn country<'a>(&'a self, code: &'a str) -> &'a str {
        self.countries.get(code).map_or(code, String::as_str)
    }
}

fn from_yaml<T: serde::de::DeserializeOwned>(yaml: &str) -> Result<T, Unreadable> {
    serde_yaml::from_str(yaml).map_err(|error| {
        let message = error.to_string();
        // The place is told apart from the words; the words end with it where it is known.
        let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
        Unreadable { message, at: error.location().map(|place| place.index()) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::measure::{CONTROLS, GOALS};

    const BUILT_IN: &[(&str, &str, &str)] = &[
        (
            "de",
            include_str!("../../themes/default/i18n/de.yaml"),
            include_str!("../../themes/default/i18n/countries/de.yaml"),
        ),
        (
            "en",
            include_str!("../../themes/default/i18n/en.yaml"),
            include_str!("../../themes/default/i18n/countries/en.yaml"),
        ),
    ];

    fn texts(lang: &str) -> Texts {
        let (_, words, countries) = BUILT_IN.iter().find(|(l, ..)| *l == lang).unwrap();
        Texts::read(words).unwrap().with_countries(countries).unwrap()
    }

    #[test]
    fn both_languages_have_every_word_and_every_country() {
        for (lang, ..) in BUILT_IN {
            let texts = texts(lang);
            assert_eq!(texts.countries.len(), 249, "ISO 3166-1 has 249 codes");
            assert!(GOALS.iter().all(|goal| texts.terms.goal(goal).is_some()), "{lang}");
            assert!(CONTROLS.iter().all(|(control, _)| texts.terms.control(control).is_some()), "{lang}");
        }
        assert_eq!(texts("de").country("NO"), "Norwegen");
        assert_eq!(texts("en").country("CZ"), "Czechia");
        assert_eq!(texts("en").country("XX"), "XX");
    }

    #[test]
    fn dates_periods_and_lists_are_written_as_the_language_does() {
        let day = jiff::civil::date(2026, 12, 9);
        let (de, en) = (texts("de"), texts("en"));
        assert_eq!(de.dates.long(day), "9.\u{a0}Dezember 2026");
        assert_eq!(en.dates.long(day), "9\u{a0}December 2026");
        assert_eq!(de.dates.short(day), "09.12.2026");
        assert_eq!(en.dates.short(day), "9\u{a0}Dec 2026");
        assert_eq!(de.lists.and(&["A", "B", "C"]), "A, B und C");
        assert_eq!(en.lists.or(&["A", "B", "C"]), "A, B or C");
        assert_eq!(de.lists.and(&["A"]), "A");
        assert_eq!(de.units.days.count(28), "28\u{a0}Tage");
        assert_eq!(en.units.business_days.count(1), "1\u{a0}business day");
    }

    #[test]
    fn a_word_that_is_missing_or_unknown_is_refused_with_its_place() {
        let (_, german, _) = BUILT_IN[0];
        let missing = Texts::read(&german.replacen("  skip:", "  skipp:", 1)).unwrap_err();
        assert!(missing.message.contains("skipp"), "{missing:?}");
        assert!(missing.at.is_some_and(|at| german[at..].starts_with("skip:")), "{missing:?}");
    }

    #[test]
    fn a_title_of_a_change_can_be_read_alone() {
        let titles = texts("de").titles;
        let subject = titles.added_with("Rechenzentrum Nord GmbH", "DE, Betrieb der Server");
        assert_eq!(
            titles.with_objection(&subject, "19.12.2026", "18.12.2026"),
            "Neuer Unterauftragsverarbeiter: Rechenzentrum Nord GmbH (DE, Betrieb der Server) – gilt ab 19.12.2026, \
             Widerspruch bis 18.12.2026"
        );
    }
}
