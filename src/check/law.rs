//! What the law and the state of the art said on a day: adequacy decisions, members, what was replaced, how postal codes
//! and names of companies look.
//!
//! Owns the dated tables of `data/` and what a site or a question adds to them. Knows nothing of documents. Invariant:
//! a row counts from its first to its last day, both included.

mod forms;

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use jiff::civil::Date;
use serde::Deserialize;

use super::words::Phrases;
use crate::model::text::Country;
use forms::plain;
pub use forms::{core_of, has_legal_form};

/// An adequacy decision, Art. 45 GDPR.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adequacy {
    /// The country, ISO 3166-1 alpha-2.
    pub country: String,
    /// The decision.
    pub decision: String,
    #[serde(deserialize_with = "day")]
    from: Option<Date>,
    #[serde(default, deserialize_with = "day")]
    until: Option<Date>,
    /// Whom it covers, where not everybody.
    pub only: Option<String>,
    #[serde(default)]
    #[expect(dead_code, reason = "tells readers of the table which rows to look up before relying on them")]
    verify: bool,
    #[expect(dead_code, reason = "every row says where it comes from, for readers of the table")]
    source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Members {
    countries: Vec<String>,
    #[serde(default, deserialize_with = "day")]
    until: Option<Date>,
}

/// A statute, standard or technique that was replaced, or a name that is misspelt.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replaced {
    /// The names, whole words, letter for letter.
    pub names: Vec<String>,
    /// What to write instead.
    pub by: String,
    /// Other names of the successor.
    #[serde(default)]
    pub also: Vec<String>,
    /// From this day a text that names it is out of date.
    #[serde(default, deserialize_with = "day")]
    pub on: Option<Date>,
    /// Words whose presence in the sentence makes it a sentence about history or about something else.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Words without which something else is meant.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Whether the name is no name at all.
    #[serde(default)]
    pub misspelt: bool,
    /// Whether a sentence may say no to it: nobody has to rely on it.
    #[serde(default)]
    pub refusable: bool,
    /// Whether it is a technique (Art. 32 GDPR), no rule of law or standard.
    #[serde(default)]
    pub technique: bool,
    /// Where that can be read.
    pub source: String,
}

/// An example measure of Annex III of Implementing Decision (EU) 2021/915.
#[derive(Debug, Deserialize)]
pub struct Example {
    /// What it is called.
    pub name: String,
    /// Words that show that a text speaks of it.
    pub stems: Vec<String>,
}

fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map(Some).map_err(serde::de::Error::custom)
}

struct Tables {
    adequacy: Vec<Adequacy>,
    members: Vec<Members>,
    replaced: Vec<Replaced>,
    postal_codes: BTreeMap<String, Vec<String>>,
    /// As written, and without punctuation.
    forms: Vec<(String, String)>,
    examples: Vec<Example>,
    placeholders: Vec<String>,
}

fn table<T: for<'de> Deserialize<'de>>(yaml: &str) -> T {
    serde_yaml::from_str(yaml).expect("the tables that are compiled in are well-formed: a test reads them all")
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let forms: Vec<Vec<String>> = table(include_str!("data/legal-forms.yaml"));
    Tables {
        adequacy: table(include_str!("data/adequacy.yaml")),
        members: table(include_str!("data/members.yaml")),
        replaced: table(include_str!("data/replaced.yaml")),
        postal_codes: table(include_str!("data/postal-codes.yaml")),
        forms: forms
            .into_iter()
            .flatten()
            .map(|form| (plain(&form), form))
            .map(|(plain, form)| (form, plain))
            .collect(),
        examples: table(include_str!("data/annex-iii.yaml")),
        placeholders: table(include_str!("data/placeholders.yaml")),
    }
});

/// The law as it is looked up.
#[derive(Clone, Debug)]
pub struct Law {
    adequacy: Vec<Adequacy>,
    /// What was replaced: the built-in rows, then those of the site.
    replaced: Vec<Replaced>,
    /// The names of `replaced` in one row.
    names: OnceLock<Phrases>,
}

impl Law {
    /// The built-in tables.
    #[must_use]
    pub fn built_in() -> Self {
        static BUILT_IN: LazyLock<Law> = LazyLock::new(|| {
            let law =
                Law { adequacy: TABLES.adequacy.clone(), replaced: TABLES.replaced.clone(), names: OnceLock::new() };
            law.phrases();
            law
        });
        BUILT_IN.clone()
    }

    /// Adds the rows of a site.
    pub fn add(&mut self, rows: &crate::model::law::Rows) {
        if !rows.replaced.is_empty() {
            self.names = OnceLock::new();
        }
        for row in &rows.adequacy {
            self.adequacy.push(Adequacy {
                country: row.country.value.as_str().to_owned(),
                decision: row.decision.value.clone(),
                from: Some(row.from.value),
                until: row.until.as_ref().map(|day| day.value),
                only: None,
                verify: false,
                source: String::new(),
            });
        }
        for row in &rows.replaced {
            self.replaced.push(Replaced {
                names: row.names.iter().map(|name| name.value.clone()).collect(),
                by: row.by.value.clone(),
                also: Vec::new(),
                on: row.on.as_ref().map(|day| day.value),
                unless: row.unless.iter().map(|word| word.value.clone()).collect(),
                needs: Vec::new(),
                misspelt: false,
                refusable: false,
                technique: row.technique,
                source: row.source.as_ref().map(|source| source.value.clone()).unwrap_or_default(),
            });
        }
    }

    /// What was replaced on `day` and stands in `text`, maybe as a part of a word: rows and names, in the order of the rows.
    pub fn replaced_in<'a>(&'a self, text: &str, day: Date) -> impl Iterator<Item = (&'a Replaced, &'a str)> {
        let found = self.phrases().standing_in(text).filter_map(|at| self.names_of_replaced().nth(at));
        found.filter(move |(row, _)| row.on.is_none_or(|on| on <= day))
    }

    fn names_of_replaced(&self) -> impl Iterator<Item = (&Replaced, &str)> {
        self.replaced.iter().flat_map(|row| row.names.iter().map(move |name| (row, name.as_str())))
    }

    fn phrases(&self) -> &Phrases {
        self.names.get_or_init(|| Phrases::new(self.names_of_replaced().map(|(_, name)| name)))
    }

    /// The adequacy decision for `country` that holds on `day`.
    #[must_use]
    pub fn adequacy(&self, country: Country, day: Date) -> Option<&Adequacy> {
        let holds =
            |row: &&Adequacy| row.from.is_none_or(|from| from <= day) && row.until.is_none_or(|until| day <= until);
        self.adequacy.iter().filter(|row| row.country == country.as_str()).find(holds)
    }

    /// Takes from every decision for `country` what it says from `day` on.
    pub fn revoke(&mut self, country: &str, day: Date) {
        for row in self.adequacy.iter_mut().filter(|row| row.country == country) {
            let last = day.yesterday().ok();
            row.until = row.until.min(last).or(last);
        }
    }
}

/// Whether `country` belongs to the European Economic Area on `day`.
#[must_use]
pub fn is_member(country: Country, day: Date) -> bool {
    TABLES.members.iter().any(|row| {
        row.countries.iter().any(|code| code == country.as_str()) && row.until.is_none_or(|until| day <= until)
    })
}

/// Whether `code` can be a postal code of `country`; `None` where no form is known.
#[must_use]
pub fn is_postal_code(code: &str, country: Country) -> Option<bool> {
    let forms = TABLES.postal_codes.get(country.as_str())?;
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    // "D-01067" and "AT-1010" are how codes are written on letters from abroad.
    let code = bare(code);
    let prefixes = [country.as_str(), country.as_str().get(..1).unwrap_or_default()];
    let without = prefixes.iter().find_map(|prefix| code.strip_prefix(prefix)?.strip_prefix('-'));
    let fits = |code: &str, form: &str| {
        let form = bare(form);
        code.chars().count() == form.chars().count()
            && code.chars().zip(form.chars()).all(|(c, form)| match form {
                '9' => c.is_ascii_digit(),
                'A' => c.is_ascii_uppercase(),
                other => c == other,
            })
    };
    Some(forms.iter().any(|form| fits(&code, form) || without.is_some_and(|code| fits(code, form))))
}

/// The form of postal codes of `country`, for a sentence.
#[must_use]
pub fn postal_code_form(country: Country) -> Option<&'static str> {
    TABLES.postal_codes.get(country.as_str())?.first().map(String::as_str)
}

/// The example measures of Annex III of Implementing Decision (EU) 2021/915.
#[must_use]
pub fn examples() -> &'static [Example] {
    &TABLES.examples
}

/// What is left in `text` by mistake, maybe as a part of a word.
pub fn placeholders_in(text: &str) -> impl Iterator<Item = &'static str> {
    static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(TABLES.placeholders.iter().map(String::as_str)));
    PHRASES.standing_in(text).map(|at| TABLES.placeholders[at].as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(code: &str) -> Country {
        Country::new(code).unwrap()
    }

    #[test]
    fn a_decision_holds_from_its_first_to_its_last_day() {
        let mut law = Law::built_in();
        let holds = |law: &Law, code, day: &str| law.adequacy(country(code), day.parse().unwrap()).is_some();
        assert!(!holds(&law, "US", "2023-07-09"));
        assert!(holds(&law, "US", "2023-07-10"));
        assert!(holds(&law, "GB", "2031-12-27"));
        assert!(!holds(&law, "GB", "2031-12-28"));
        law.revoke("US", "2027-01-01".parse().unwrap());
        assert!(holds(&law, "US", "2026-12-31"));
        assert!(!holds(&law, "US", "2027-01-01"));
        law.revoke("GB", "2040-01-01".parse().unwrap());
        assert!(!holds(&law, "GB", "2032-01-01"));
    }

    #[test]
    fn the_united_kingdom_was_a_member_until_the_end_of_the_transition() {
        assert!(is_member(country("GB"), "2020-12-31".parse().unwrap()));
        assert!(!is_member(country("GB"), "2021-01-01".parse().unwrap()));
        assert!(is_member(country("NO"), "2026-01-01".parse().unwrap()));
    }

    #[test]
    fn postal_codes_are_judged_by_country_and_only_where_their_form_is_known() {
        for (code, of, expected) in [
            ("01067", "DE", Some(true)),
            ("1067", "DE", Some(false)),
            ("D-01067", "DE", Some(true)),
            ("1010", "AT", Some(true)),
            ("3511 AB", "NL", Some(true)),
            ("3511ab", "NL", Some(true)),
            ("BS1 4ZZ", "GB", Some(true)),
            ("97205-1234", "US", Some(true)),
            ("80-831", "PL", Some(true)),
            ("80831", "PL", Some(false)),
            ("anything", "AE", None),
        ] {
            assert_eq!(is_postal_code(code, country(of)), expected, "{code} {of}");
        }
    }

    #[test]
    fn legal_forms_of_many_countries_are_known() {
        for name in [
            "Muster GmbH",
            "Muster Ges.m.b.H.",
            "Muster GmbH & Co. KG",
            "Example, Inc.",
            "Example B.V.",
            "Wzór sp. z o.o.",
            "Exemple S.à r.l.",
            "Eksempel A/S",
            "Eksempel AB",
            "Örnek A.Ş.",
            "Example Ltd",
            "Max Muster e.K.",
            "Example s.r.o.",
            "Universität Beispielstadt",
            "Example Pty Ltd",
            "Beispiel UG (haftungsbeschränkt)",
            "EXAMPLE LIMITED",
        ] {
            assert!(has_legal_form(name), "{name}");
        }
        for name in ["Muster", "Example Web Services", "Muster as a Service", "Sanders", "Coral"] {
            assert!(!has_legal_form(name), "{name}");
        }
    }

    #[test]
    fn every_table_is_well_formed() {
        assert_eq!(TABLES.examples.len(), 17);
        assert!(TABLES.replaced.iter().all(|row| row.misspelt || row.on.is_some()));
        assert!(TABLES.adequacy.iter().all(|row| Country::new(&row.country).is_some()));
    }
}
