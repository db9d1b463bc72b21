//! Where titles may be divided: soft hyphens in long words, and none in dates. Browsers hyphenate running text, but not all of them every language, and a title
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
    let Some(lang) = <[u8; 2]>::try_from(primary).ok().and_then(hypher::Lang::from_iso) else { return unbroken(text) };
    let mut hyphenated = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        if word.chars().count() < LONG {
            hyphenated.push_str(word);
        } else {
            push_word(word, lang, &mut hyphenated);
        }
    }
    unbroken(&hyphenated)
}

/// `text` with a word joiner (U+2060) behind each hyphen between digits: "2026-01-26" is not divided.
fn unbroken(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut digit = false;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        whole.push(c);
        if c == '-' && digit && rest.peek().is_some_and(char::is_ascii_digit) {
            whole.push('\u{2060}');
        }
        digit = c.is_ascii_digit();
    }
    whole
}

/// A long word, divided where it is composed if that is enough: "Unterauftrags-verarbeiter" and not "Unterauf-trags…".
fn push_word(word: &str, lang: hypher::Lang, out: &mut String) {
    let mut parts: Vec<Vec<&str>> = vec![Vec::new()];
    let mut joint = false;
    for syllable in hypher::hyphenate_bounded(word, lang, LEAST, LEAST) {
        if std::mem::replace(&mut joint, lang == hypher::Lang::German && ends_with_linking_s(syllable)) {
            parts.push(Vec::new());
        }
        parts.last_mut().expect("there is a part from the beginning").push(syllable);
    }
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            out.push('\u{ad}');
        }
        let length: usize = part.iter().map(|syllable| syllable.chars().count()).sum();
        out.push_str(&part.join(if length < LONG { "" } else { "\u{ad}" }));
    }
}

/// Whether a syllable ends with an s behind a consonant, which in German mostly links two nouns.
fn ends_with_linking_s(syllable: &str) -> bool {
    let before = syllable.strip_suffix('s').and_then(|before| before.chars().next_back());
    before.is_some_and(|before| before.is_alphabetic() && !"aeiouyäöüs".contains(before))
}

#[cfg(test)]
mod tests {
    use super::hyphenated;

    #[test]
    fn only_long_words_are_divided_and_only_where_the_language_does() {
        let title = "Der Auftragsverarbeitungsvertrag 2.0";
        assert_eq!(hyphenated(title, "de-AT"), "Der Auftrags\u{ad}verarbeitungs\u{ad}vertrag 2.0");
        assert_eq!(hyphenated("Unterauftragsverarbeiter", "de"), "Unterauftrags\u{ad}verarbeiter");
        let no_linking_s = hyphenated("Datenschutzfolgenabschätzung", "de");
        assert!(no_linking_s.matches('\u{ad}').count() > 3, "{no_linking_s}");
        assert_eq!(hyphenated("Liste der Maßnahmen", "de"), "Liste der Maßnahmen");
        assert_eq!(hyphenated(title, "qqq"), title);
        assert_eq!(hyphenated("2026-01-26 und E-Mail", "de"), "2026-\u{2060}01-\u{2060}26 und E-Mail");
    }

    proptest::proptest! {
        #[test]
        fn nothing_but_what_is_not_seen_is_added(text in "\\PC*") {
            let seen = |text: &str| text.chars().filter(|c| !"\u{ad}\u{2060}".contains(*c)).collect::<String>();
            let plain = seen(&text);
            let restored = seen(&hyphenated(&plain, "de"));
            proptest::prop_assert_eq!(restored, plain);
        }
    }
}
