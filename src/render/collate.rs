//! The order of names, as the readers of a language expect it: Ä beside A, Straße before Strasse 10, 9 before 10.
//!
//! Owns the only use of the collation tables (UTS #10, CLDR; for German DIN 5007-1). Invariant: the order is total, so
//! that names that a language holds for equal keep one order on every machine.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;

use crate::model::text::Lang;

/// Compares names by the rules of a language.
pub struct Names(CollatorBorrowed<'static>);

impl Names {
    /// The rules of `lang`; those of Unicode where the language has none of its own.
    #[must_use]
    pub fn of(lang: &Lang) -> Self {
        let locale = lang.as_str().parse().unwrap_or(Locale::UNKNOWN);
        let mut preferences = CollatorPreferences::from(&locale);
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let rules = Collator::try_new(preferences, CollatorOptions::default());
        Self(rules.expect("the rules of all languages are compiled in, and the root's stand for unknown ones"))
    }

    /// How `a` and `b` stand to each other.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.0.compare(a, b).then_with(|| a.cmp(b))
    }

    /// Sorts `list` by the names that `name` finds.
    pub fn sort<T>(&self, list: &mut [T], name: impl Fn(&T) -> &str) {
        list.sort_by(|a, b| self.compare(name(a), name(b)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(lang: &str, mut names: Vec<&str>) -> Vec<String> {
        Names::of(&Lang::new(lang).unwrap()).sort(&mut names, |name| name);
        names.into_iter().map(String::from).collect()
    }

    #[test]
    fn umlauts_stand_beside_their_vowels_and_numbers_by_their_value() {
        let names = vec!["Zeder AG", "Ärztenetz 10", "Ärztenetz 9", "Atlas", "Österreich", "Olm"];
        let expected = ["Ärztenetz 9", "Ärztenetz 10", "Atlas", "Olm", "Österreich", "Zeder AG"];
        assert_eq!(sorted("de", names.clone()), expected);
        assert_eq!(sorted("en", names.clone()), expected);
        // In Swedish these letters stand at the end of the alphabet.
        assert_eq!(sorted("sv", names)[5], "Österreich");
    }

    #[test]
    fn an_unknown_language_is_sorted_by_the_rules_of_unicode() {
        assert_eq!(sorted("qqq", vec!["b", "Ä", "a", "B"]), ["a", "Ä", "b", "B"]);
    }
}
