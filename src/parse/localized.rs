//! Languages, and texts in several of them.
//!
//! Knows which languages the site has (from the [`Reader`]); where they are not known every language is one.

use std::collections::BTreeMap;

use super::fields::entries;
use super::reader::Reader;
use super::yaml::{Map, Node, Value};
use super::{languages, values, wrong};
use crate::model::text::{Lang, Localized};
use crate::source::{Span, Spanned};

/// A language of the site.
pub fn language(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<Lang>> {
    let tag = values::line(reader, node)?;
    let lang = well_formed(reader, node.span, &tag)?;
    known(reader, node.span, &lang).then(|| Spanned::new(lang, node.span))
}

/// A language tag of the right form (BCP 47), whether the site has the language or not.
pub fn any_language(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<Lang>> {
    let tag = values::line(reader, node)?;
    well_formed(reader, node.span, &tag).map(|lang| Spanned::new(lang, node.span))
}

/// A text of any number of lines that is the same in every language, or a map of languages.
pub fn localized(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Localized> {
    read(reader, node, values::prose)
}

/// Like [`localized`], where every text has one line only: names and titles.
pub fn localized_line(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Localized> {
    read(reader, node, values::line)
}

fn read(
    reader: &mut Reader<'_>,
    node: &Node<'_>,
    text: fn(&mut Reader<'_>, &Node<'_>) -> Option<Spanned<String>>,
) -> Option<Localized> {
    let Value::Map(map) = &node.value else {
        return text(reader, node).map(Localized::Same);
    };
    if map.entries.is_empty() {
        reader.push(wrong::no_language(node.span));
    }
    let mut texts = BTreeMap::new();
    for entry in entries(reader, node) {
        if let Some((lang, text)) = form(reader, map, entry.key.span, &entry.key, &entry.value, text) {
            texts.insert(lang, text);
        }
    }
    if texts.is_empty() { None } else { Some(Localized::Each(texts)) }
}

fn form(
    reader: &mut Reader<'_>,
    map: &Map<'_>,
    at: Span,
    tag: &str,
    node: &Node<'_>,
    text: fn(&mut Reader<'_>, &Node<'_>) -> Option<Spanned<String>>,
) -> Option<(Lang, Spanned<String>)> {
    if node.value == Value::Null {
        let is_language = Lang::new(tag).is_some_and(|lang| reader.languages.contains(&lang));
        let finding = if map.flow && !is_language { wrong::cut_at_comma(at, tag) } else { wrong::no_value(at, tag) };
        reader.push(finding);
        return None;
    }
    let lang = well_formed(reader, at, tag);
    if let Some(lang) = &lang {
        known(reader, at, lang);
    }
    let text = text(reader, node);
    lang.zip(text)
}

fn well_formed(reader: &mut Reader<'_>, at: Span, tag: &str) -> Option<Lang> {
    let lang = Lang::new(tag);
    let three_letters = languages::meant(tag).is_some() && !reader.languages.iter().any(|known| known.as_str() == tag);
    if lang.is_none() || three_letters {
        reader.push(wrong::bad_language(at, tag));
        return languages::meant(tag).and_then(Lang::new);
    }
    lang
}

fn known(reader: &mut Reader<'_>, at: Span, lang: &Lang) -> bool {
    let known = reader.languages.is_empty() || reader.languages.contains(lang);
    if !known {
        let finding = {
            let languages: Vec<&str> = reader.languages.iter().map(Lang::as_str).collect();
            wrong::foreign_language(at, lang.as_str(), &languages)
        };
        reader.push(finding);
    }
    known
}
