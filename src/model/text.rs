//! Languages, countries, ids and texts in several languages.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::source::Spanned;

/// A language tag (BCP 47), in the case that it was written in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Arc<str>);

impl Lang {
    /// The language that `tag` names: a primary language of two or three letters, then subtags of one to eight letters
    /// or digits.
    #[must_use]
    pub fn new(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let primary = parts.next()?;
        let well_formed = (2..=3).contains(&primary.len())
            && primary.bytes().all(|b| b.is_ascii_lowercase())
            && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        well_formed.then(|| Self(tag.into()))
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without region or script: `de` of `de-AT`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A country (ISO 3166-1 alpha-2), in capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// The country of this code. Whether the code is assigned is not asked here.
    #[must_use]
    pub fn new(code: &str) -> Option<Self> {
        match code.as_bytes() {
            &[a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Some(Self([a, b])),
            _ => None,
        }
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whether `id` is lower-case kebab-case, as every id of the format is.
#[must_use]
pub fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// A text that is the same in every language, or has one form in each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Localized {
    /// The same in every language.
    Same(Spanned<String>),
    /// One form in each of these; never empty.
    Each(BTreeMap<Lang, Spanned<String>>),
}

/// A text as found for a language, and the language that it is in where that is another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// The text.
    pub text: &'a Spanned<String>,
    /// The language of the text, where it is not the one that was asked for.
    pub instead: Option<&'a Lang>,
}

impl Localized {
    /// The text for `lang`: in that language, or its primary language, else in the `binding` one, else in the first there is.
    #[must_use]
    pub fn find(&self, lang: &Lang, binding: &Lang) -> Found<'_> {
        match self {
            Self::Same(text) => Found { text, instead: None },
            Self::Each(texts) => {
                let exact = texts
                    .get(lang)
                    .or_else(|| texts.iter().find(|(l, _)| l.primary() == lang.primary()).map(|(_, t)| t));
                if let Some(text) = exact {
                    return Found { text, instead: None };
                }
                let (found, text) = texts
                    .get_key_value(binding)
                    .or_else(|| texts.first_key_value())
                    .expect("a localized text has at least one form: the parser refuses an empty map");
                Found { text, instead: Some(found) }
            }
        }
    }

    /// The text for `lang`, as [`Localized::find`] finds it.
    #[must_use]
    pub fn get(&self, lang: &Lang, binding: &Lang) -> &str {
        &self.find(lang, binding).text.value
    }

    /// The text in exactly this language, where there is one.
    #[must_use]
    pub fn exactly(&self, lang: &Lang) -> Option<&Spanned<String>> {
        match self {
            Self::Same(text) => Some(text),
            Self::Each(texts) => texts.get(lang),
        }
    }

    /// All forms.
    pub fn forms(&self) -> impl Iterator<Item = &Spanned<String>> {
        let (same, each) = match self {
            Self::Same(text) => (Some(text), None),
            Self::Each(texts) => (None, Some(texts.values())),
        };
        same.into_iter().chain(each.into_iter().flatten())
    }
}
