//! `{{ … }}`: facts by name and lists by name.
//!
//! Knows which lists and which short names of facts there are; whether the site has a fact is not asked here.

use std::ops::Range;

use crate::model::prose::NamedList;
use crate::model::text::is_id;

/// Facts whose names have no dot.
pub(super) const SHORT_FACTS: &[&str] = &["announced", "base_url", "effective", "title", "version"];

/// The names of the lists.
pub(super) const LISTS: &[&str] = &["contact", "history", "measures", "products", "subprocessors"];

/// What is longer between braces, in bytes, is no name.
const LONGEST: usize = 200;

/// What stands between braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Braces<'t> {
    /// A fact by name.
    Fact(&'t str),
    /// A list by name.
    List(NamedList),
    /// A single word that is neither.
    Unknown(&'t str),
    /// A list with words that it does not take.
    BadList(&'t str),
    /// Nothing, or something that is no name.
    Malformed,
    /// `{{` without `}}` on the line.
    Open,
}

/// All `{{ … }}` of `text` with their places.
pub(super) fn all(text: &str) -> impl Iterator<Item = (Range<usize>, Braces<'_>)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let mut start = from;
        // A search for one byte is several times as fast as one for two.
        loop {
            start += text[start..].find('{')?;
            if text[start + 1..].starts_with('{') {
                break;
            }
            start += 1;
        }
        let near = &text[start..text.floor_char_boundary(start + LONGEST)];
        let line = near.split('\n').next().unwrap_or(near);
        let Some(close) = line.find("}}").map(|at| start + at) else {
            from = start + line.len();
            return Some((start..from, Braces::Open));
        };
        from = close + 2;
        Some((start..from, meaning(&text[start + 2..close])))
    })
}

/// The list that a line names, if it holds nothing else.
pub(super) fn alone(line: &str) -> Option<NamedList> {
    let inner = line.trim().strip_prefix("{{")?.strip_suffix("}}")?;
    match meaning(inner) {
        Braces::List(list) => Some(list),
        _ => None,
    }
}

/// `text` with every fact that `value` knows in the place of its name.
pub(crate) fn fill(text: &str, value: &dyn Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut done = 0;
    for (range, braces) in all(text) {
        if let Braces::Fact(name) = braces
            && let Some(value) = value(name)
        {
            filled.push_str(&text[done..range.start]);
            filled.push_str(&value);
            done = range.end;
        }
    }
    filled.push_str(&text[done..]);
    filled
}

fn meaning(inner: &str) -> Braces<'_> {
    let mut words = inner.split_whitespace();
    let Some(name) = words.next() else { return Braces::Malformed };
    match (name, words.next(), words.next()) {
        ("subprocessors", None, _) => Braces::List(NamedList::Subprocessors),
        ("contact", None, _) => Braces::List(NamedList::Contact),
        ("history", None, _) => Braces::List(NamedList::History),
        ("products", None, _) => Braces::List(NamedList::Products),
        ("measures", None, _) => Braces::List(NamedList::Measures(None)),
        ("measures", Some(goal), None) if is_id(goal) => Braces::List(NamedList::Measures(Some(goal.to_owned()))),
        (list, Some(_), _) if LISTS.contains(&list) => Braces::BadList(list),
        (fact, None, _) if SHORT_FACTS.contains(&fact) => Braces::Fact(fact),
        (fact, None, _) if fact.contains('.') && fact.split('.').all(is_name) => Braces::Fact(fact),
        (word, None, _) if is_name(word) => Braces::Unknown(word),
        _ => Braces::Malformed,
    }
}

fn is_name(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}
