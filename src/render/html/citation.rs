//! Spaces that hold together what is cited: "Art. 28 Abs. 3", "Ziffer 4.2", "Annex II", "(EU) 2016/679" do not end a
//! line behind "Art.". The spaces become U+00A0; nothing else changes, and what cites nothing is not copied.

use std::borrow::Cow;

/// What stands before a number.
const BEFORE_NUMBERS: &[&str] = &[
    "§",
    "§§",
    "Abs.",
    "Absatz",
    "Abschnitt",
    "Art.",
    "Article",
    "Articles",
    "Artikel",
    "Clause",
    "Clauses",
    "Kap.",
    "Modul",
    "Module",
    "No.",
    "Nr.",
    "Recital",
    "Rn.",
    "Satz",
    "Section",
    "Sections",
    "Unterabs.",
    "Ziff.",
    "Ziffer",
    "Ziffern",
    "EC)",
    "EG)",
    "EU)",
];

/// What stands before a letter or a number, of the Roman kind, too.
const BEFORE_LABELS: &[&str] =
    &["Anhang", "Anlage", "Annex", "Appendix", "Buchst.", "Chapter", "Kapitel", "lit.", "Schedule"];

/// `text`, with the spaces within citations that no line may end at.
pub(crate) fn bound(text: &str) -> Cow<'_, str> {
    let mut bound = String::new();
    let mut done = 0;
    // Every byte of every page comes by here.
    let spaces =
        text.as_bytes().windows(2).enumerate().filter(|(_, pair)| pair[0] == b' ' && pair[1].is_ascii_alphanumeric());
    for (at, _) in spaces {
        if cites(&text[..at], &text[at + 1..]) {
            bound.extend([&text[done..at], "\u{a0}"]);
            done = at + 1;
        }
    }
    if done == 0 { Cow::Borrowed(text) } else { Cow::Owned(bound + &text[done..]) }
}

/// Whether the last word of `before` and the first of `after` are one citation; what is rare is asked first.
fn cites(before: &str, after: &str) -> bool {
    let is_number = after.starts_with(|first: char| first.is_ascii_digit());
    if !is_number && !is_label(after) {
        return false;
    }
    let word = before.rsplit([' ', '\u{a0}', '(', '\n']).next().unwrap_or_default();
    is_number && BEFORE_NUMBERS.contains(&word) || BEFORE_LABELS.contains(&word)
}

/// Whether a text begins with a single Latin letter or a Roman number.
fn is_label(text: &str) -> bool {
    let is_roman = |b: &u8| matches!(b, b'I' | b'V' | b'X');
    let length = match text.as_bytes() {
        [first, ..] if is_roman(first) => text.bytes().take_while(|b| is_roman(b)).count(),
        [first, ..] if first.is_ascii_alphabetic() => 1,
        _ => return false,
    };
    !text[length..].starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::bound;

    #[test]
    fn citations_stay_on_one_line() {
        let bound = |text| bound(text).replace('\u{a0}', "_");
        assert_eq!(bound("nach Art. 28 Abs. 3 Buchst. a DSGVO"), "nach Art._28 Abs._3 Buchst._a DSGVO");
        assert_eq!(bound("(Art. 32 DSGVO), § 5 DDG"), "(Art._32 DSGVO), §_5 DDG");
        assert_eq!(bound("Verordnung (EU) 2016/679"), "Verordnung (EU)_2016/679");
        assert_eq!(bound("Anlage A, Annex II und Ziffer 4.2"), "Anlage_A, Annex_II und Ziffer_4.2");
        assert_eq!(bound("Die Anlage enthält 3 Punkte; Art und Zweck"), "Die Anlage enthält 3 Punkte; Art und Zweck");
    }

    proptest::proptest! {
        #[test]
        fn nothing_but_spaces_changes(text in "(Art\\.|§|Anlage|[ 1A(]|\\PC){0,20}") {
            proptest::prop_assert_eq!(bound(&text).replace('\u{a0}', " "), text.replace('\u{a0}', " "));
        }
    }
}
