//! The words of the preview's bar, in the language of the page. They are no part of a theme, as themes are published.

use std::sync::LazyLock;

use html5gum::{Token, Tokenizer};
use jiff::civil::Date;
use serde::Deserialize;

/// The words in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The language.
    pub lang: String,
    /// How a day is written, as strftime has it.
    date: String,
    pub preview: String,
    pub as_of: String,
    pub show: String,
    back: String,
    unpublished: String,
    draft: String,
    scheduled: String,
    remarks: String,
    forbidden: String,
    pub wrong: String,
    pub stays: String,
    pub unmade: String,
    pub nothing_yet: String,
}

static GERMAN: LazyLock<Words> = LazyLock::new(|| read(include_str!("words/de.yaml")));
static ENGLISH: LazyLock<Words> = LazyLock::new(|| read(include_str!("words/en.yaml")));

fn read(yaml: &str) -> Words {
    serde_yaml::from_str(yaml).expect("the built-in words can be read")
}

impl Words {
    /// The words in the language `tag` (BCP 47); in English where there are none.
    pub fn of(tag: &str) -> &'static Self {
        match tag.split('-').next() {
            Some(primary) if primary.eq_ignore_ascii_case("de") => &GERMAN,
            _ => &ENGLISH,
        }
    }

    /// The words for a page, by the language that it says it has.
    pub fn of_page(html: &str) -> &'static Self {
        let first = Tokenizer::new(html).find_map(|token| match token {
            Ok(Token::StartTag(tag)) => Some(tag),
            _ => None,
        });
        let lang = first.as_ref().and_then(|tag| tag.attributes.get(&b"lang"[..]));
        Self::of(&lang.map(|lang| String::from_utf8_lossy(lang)).unwrap_or_default())
    }

    fn day(&self, day: Date) -> String {
        day.strftime(&self.date).to_string()
    }

    /// The way back to the day on which the preview is.
    pub fn back(&self, day: Date) -> String {
        self.back.replace("{day}", &self.day(day))
    }

    /// That so many versions are not public.
    pub fn unpublished(&self, count: usize) -> String {
        self.unpublished.replace("{count}", &count.to_string())
    }

    /// That so much is not wrong but wants a look.
    pub fn remarks(&self, count: usize) -> String {
        self.remarks.replace("{count}", &count.to_string())
    }

    /// That so many rules forbid publishing.
    pub fn forbidden(&self, count: usize) -> String {
        self.forbidden.replace("{count}", &count.to_string())
    }

    /// The draft of a document.
    pub fn draft(&self, name: &str) -> String {
        self.draft.replace("{name}", name)
    }

    /// A version of a document that will be announced on a day.
    pub fn scheduled(&self, name: &str, version: &str, day: Date) -> String {
        // The name last: it may hold braces.
        self.scheduled.replace("{day}", &self.day(day)).replace("{version}", version).replace("{name}", name)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_page_is_answered_in_its_language() {
        for (html, lang) in [
            ("<!doctype html>\n<html lang=\"de\" dir=\"ltr\"><head>", "de"),
            ("<!doctype html><html class=a lang=de-AT><head>", "de"),
            ("<!-- lang=\"de\" --><html lang='en-GB'>", "en"),
            ("<html lang=\"fr\">", "en"),
            ("<html><p lang=de>", "en"),
            ("", "en"),
        ] {
            assert_eq!(Words::of_page(html).lang, lang, "{html}");
        }
    }

    #[test]
    fn every_placeholder_is_filled_in_both_languages() {
        let day = date(2026, 12, 9);
        for tag in ["de", "en"] {
            let words = Words::of(tag);
            assert_eq!(words.lang, tag);
            let filled = [
                words.back(day),
                words.unpublished(2),
                words.remarks(3),
                words.forbidden(4),
                words.draft("A"),
                words.scheduled("A", "7", day),
            ];
            assert!(filled.iter().all(|text| !text.contains('{')), "{filled:?}");
        }
        assert_eq!(Words::of("de").scheduled("{day}", "7.0", day), "{day}: Version 7.0, wird am 9.12.2026 angekündigt");
        assert_eq!(Words::of("en").back(day), "back to 9 December 2026");
    }
}
