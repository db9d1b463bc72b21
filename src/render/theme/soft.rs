//! Soft hyphens in long words of titles. Browsers hyphenate running text, but not all of them every language, and a title
//! of one long compound is wider than a phone.

/// Words shorter than this stay whole: they fit on a line of a phone.
const LONG: usize = 19;
/// What may stand alone before a hyphen or behind one.
const LEAST: usize = 4;

/// `text` with soft hyphens (U+00AD) in its long words, as the language divides them; as it is where the language has
/// no patterns.
#[must_use]
pub fn hyphenated(text: &str, lang: &str) -> String {
    let primary = lang.split('-').next().unwrap_or(lang).as_bytes();
    let Some(lang) = <[u8; 2]>::try_from(primary).ok().and_then(hypher::Lang::from_iso) else { return text.to_owned() };
    let mut hyphenated = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        if word.chars().count() < LONG {
            hyphenated.push_str(word);
        } else {
            let syllables = hypher::hyphenate_bounded(word, lang, LEAST, LEAST);
            hyphenated.push_str(&syllables.collect::<Vec<_>>().join("\u{ad}"));
        }
    }
    hyphenated
}

#[cfg(test)]
mod tests {
    use super::hyphenated;

    #[test]
    fn only_long_words_are_divided_and_only_where_the_language_does() {
        let title = "Der Auftragsverarbeitungsvertrag 2.0";
        assert_eq!(
            hyphenated(title, "de-AT"),
            "Der Auftrags\u{ad}ver\u{ad}ar\u{ad}bei\u{ad}tungs\u{ad}ver\u{ad}trag 2.0"
        );
        assert_eq!(hyphenated("Liste der Maßnahmen", "de"), "Liste der Maßnahmen");
        assert_eq!(hyphenated(title, "qqq"), title);
    }

    proptest::proptest! {
        #[test]
        fn nothing_but_soft_hyphens_is_added(text in "\\PC*") {
            let plain: String = text.chars().filter(|&c| c != '\u{ad}').collect();
            let restored: String = hyphenated(&plain, "de").chars().filter(|&c| c != '\u{ad}').collect();
            proptest::prop_assert_eq!(restored, plain);
        }
    }
}
