//! Words as lower-case kebab-case in Latin letters: anchors of headings without a number.

/// The longest slug, in bytes; what a heading says beyond it does not make its anchor any clearer.
const LONGEST: usize = 80;

/// `words` in kebab-case, German umlauts written out and other scripts in Latin letters; empty where nothing is left.
#[must_use]
pub fn slug(words: &str) -> String {
    let mut slug = String::new();
    let mut between = false;
    for c in words.chars().flat_map(char::to_lowercase) {
        let latin = match c {
            'ä' => "ae",
            'ö' => "oe",
            'ü' => "ue",
            'ß' => "ss",
            // A combining diaeresis or an apostrophe belongs to its word.
            '\u{300}'..='\u{36f}' | '\'' | '’' => continue,
            _ => deunicode::deunicode_char(c).unwrap_or(""),
        };
        let mut separated = false;
        for c in latin.chars() {
            if c.is_ascii_alphanumeric() {
                if (between || separated) && !slug.is_empty() {
                    slug.push('-');
                }
                (between, separated) = (false, false);
                slug.push(c.to_ascii_lowercase());
            } else {
                separated = true;
            }
        }
        between |= separated;
        if slug.len() > LONGEST {
            let cut = slug.rfind('-').filter(|&at| at > LONGEST / 2).unwrap_or(LONGEST);
            slug.truncate(cut);
            break;
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs_are_kebab_case_in_latin_letters() {
        for (words, expected) in [
            ("Löschung und Rückgabe", "loeschung-und-rueckgabe"),
            ("Straße & Größe", "strasse-groesse"),
            ("Was ist neu?", "was-ist-neu"),
            ("Controller’s rights", "controllers-rights"),
            ("Œuvre déjà vu", "oeuvre-deja-vu"),
            ("  --  ", ""),
            ("日本", "ri-ben"),
            ("a — b", "a-b"),
        ] {
            assert_eq!(slug(words), expected, "{words}");
        }
        assert!(slug(&"langes wort ".repeat(50)).len() <= super::LONGEST);
    }
}
