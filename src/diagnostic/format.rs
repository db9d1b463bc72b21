//! Sentences about the format, each a function of the facts, so that every place says the same thing in the same words.

use super::cause::Missed;
use super::synonyms::synonym;
use super::{Code, Diagnostic, Place};
use crate::source::Span;

/// The known word nearest to `written`, if it is near enough to be meant.
#[must_use]
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Longer than any word of the format: nothing is near it, and to find that out would take long.
    if written.len() > 200 {
        return None;
    }
    known
        .into_iter()
        .map(|word| (strsim::damerau_levenshtein(&written.to_lowercase(), &word.to_lowercase()), word))
        // A word of which no letter is left is not meant: `1` is not near to `5`.
        .filter(|&(distance, word)| (distance <= 1.max(word.chars().count() / 3)) && distance < word.chars().count())
        .min()
        .map(|(_, word)| word)
}

/// The known word that is meant by `written`: one that is spelled nearly so, or another word for it.
#[must_use]
pub fn meant<'a>(written: &str, known: &[&'a str]) -> Option<&'a str> {
    synonym(written, known.iter().copied()).or_else(|| nearest(written, known.iter().copied()))
}

fn suggest(diagnostic: Diagnostic, written: &str, known: &[&str], what: &str) -> Diagnostic {
    match meant(written, known) {
        Some(word) => diagnostic.help(format!("did you mean `{word}`?")),
        None if known.is_empty() => diagnostic,
        None => diagnostic.help(format!("{what}: {}", known.join(", "))),
    }
}

/// A key that this map does not have.
#[must_use]
pub fn unknown_key(at: Span, key: &str, known: &[&str]) -> Diagnostic {
    let found = Diagnostic::new(Code::F03, at, format!("unknown key `{key}`"));
    suggest(found, key, known, "known keys")
}

/// A key that stands twice in one map.
#[must_use]
pub fn duplicate_key(at: Span, key: &str, first: Span) -> Diagnostic {
    Diagnostic::new(Code::F04, at, format!("the key `{key}` stands twice"))
        .related(first, "first here")
        .help("keep one of the two")
}

/// A required key that a map lacks.
#[must_use]
pub fn missing_key(at: impl Into<Place>, key: &str, what: &str) -> Diagnostic {
    Diagnostic::new(Code::F05, at, format!("{what} lacks the key `{key}`")).help(format!("add `{key}: …`"))
}

/// A value of the wrong kind.
#[must_use]
pub fn wrong_type(at: Span, expected: &str, found: &str) -> Diagnostic {
    Diagnostic::new(Code::F06, at, format!("expected {expected}, found {found}")).label(format!("expected {expected}"))
}

/// A word that is not one of a closed set.
#[must_use]
pub fn not_one_of(at: Span, what: &str, written: &str, known: &[&str]) -> Diagnostic {
    let found = Diagnostic::new(Code::F07, at, format!("`{written}` is no {what}"));
    suggest(found, written, known, "one of")
}

/// A value that does not have the form that its key asks for.
#[must_use]
pub fn malformed(at: Span, what: &str, written: &str, form: &str) -> Diagnostic {
    Diagnostic::new(Code::F07, at, format!("`{written}` is no {what}")).help(form)
}

/// The id that comes of a name: in small letters, with hyphens, umlauts written out.
#[must_use]
pub fn as_id(name: &str) -> Option<String> {
    let mut id = String::new();
    for c in name.trim().chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => id.push(c),
            'ä' => id.push_str("ae"),
            'ö' => id.push_str("oe"),
            'ü' => id.push_str("ue"),
            'ß' => id.push_str("ss"),
            ' ' | '_' | '-' | '.' | '/' if !id.ends_with('-') && !id.is_empty() => id.push('-'),
            ' ' | '_' | '-' | '.' | '/' => {}
            _ => return None,
        }
    }
    let id = id.trim_end_matches('-').to_owned();
    (!id.is_empty()).then_some(id)
}

/// An id that is not lower-case kebab-case.
#[must_use]
pub fn bad_id(at: impl Into<Place>, id: &str) -> Diagnostic {
    let finding = Diagnostic::new(Code::F07, at, format!("`{id}` is no id"));
    let form = "an id is made of lower-case letters, digits and single hyphens, and starts with a letter or digit";
    match as_id(id) {
        Some(meant) => finding.help(format!("{form}: write `{meant}`")),
        None => finding.help(form),
    }
}

/// A date that the calendar does not have.
#[must_use]
pub fn bad_date(at: Span, written: &str, meant: Option<&str>) -> Diagnostic {
    let help = match meant {
        Some(day) => format!("write `{day}`"),
        None => "write year-month-day, such as 2026-11-21".to_owned(),
    };
    Diagnostic::new(Code::V01, at, format!("`{written}` is no date")).help(help)
}

/// A file that must be there.
#[must_use]
pub fn missing_file(path: impl Into<String>, why: &str) -> Diagnostic {
    let path = path.into();
    Diagnostic::new(Code::F09, Place::Path(path.clone()), format!("`{path}` is missing: {why}"))
        .help("add the file")
        .misses(Missed::File(path))
}

/// A file or folder that has no meaning where it lies.
#[must_use]
pub fn stray_file(path: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    let path = path.into();
    Diagnostic::new(Code::F08, Place::Path(path.clone()), format!("`{path}` has no meaning here")).help(help)
}

/// Two things of one id, slug or address.
#[must_use]
pub fn clash(at: impl Into<Place>, what: &str, name: &str, first: impl Into<Place>) -> Diagnostic {
    Diagnostic::new(Code::F12, at, format!("the {what} `{name}` is taken"))
        .related(first, "taken here")
        .help("choose another one")
}

/// A name that the site uses itself.
#[must_use]
pub fn reserved(at: impl Into<Place>, what: &str, name: &str) -> Diagnostic {
    Diagnostic::new(Code::F12, at, format!("the {what} `{name}` is a name that the site uses itself"))
        .help("choose another one")
}
