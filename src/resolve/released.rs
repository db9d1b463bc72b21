//! Whether a working copy says what the newest version says.
//!
//! A release writes the values of facts in the place of their names; these count as the same. So does another layout of a
//! file of facts: what it says is compared, not how it is written.

use super::diff::{diff, entries};
use crate::model::document::{Document, Facts};
use crate::model::measure::{Control, Goal, Measure};
use crate::model::prose::Prose;
use crate::model::text::Localized;
use crate::source::Sources;

/// Whether the working copy says something else than the newest version that was not withdrawn.
#[must_use]
pub fn differs(document: &Document, sources: &Sources) -> bool {
    let working = &document.working;
    let Some(newest) = document.newest() else {
        return !working.prose.is_empty() || !matches!(working.facts, Facts::None);
    };
    let frozen = &newest.edition.prose;
    // Most files of facts are the released ones byte for byte, and need not be looked into.
    let digest = |folder: &str| {
        let file = document.settings.kind.facts_file()?;
        Some(sources.get(sources.find(&format!("content/{}/{folder}{file}", document.id))?).digest)
    };
    let is_copy = digest("").is_some() && digest("") == digest(&format!("versions/{}/", newest.label));
    !(is_copy || same_facts(&working.facts, &newest.edition.facts))
        || working.prose.len() != frozen.len()
        || working
            .prose
            .iter()
            .any(|(lang, prose)| frozen.get(lang).is_none_or(|frozen| !same_prose(sources, prose, frozen)))
}

fn same_prose(sources: &Sources, working: &Prose, frozen: &Prose) -> bool {
    if sources.get(working.file).digest == sources.get(frozen.file).digest {
        return true;
    }
    match (sources.text(working.file), sources.text(frozen.file)) {
        (Some(text), Some(released)) => is_released_as(text, released),
        _ => false,
    }
}

/// Whether what stands between the facts of `text` stands in `released` in the same order. A list by name, which the
/// frozen text keeps, is passed over in the same way.
fn is_released_as(text: &str, released: &str) -> bool {
    let mut pieces = text.trim_end().split("{{").enumerate().map(|(at, piece)| match piece.split_once("}}") {
        Some((_, literal)) if at > 0 => literal,
        _ => piece,
    });
    let Some(mut rest) = pieces.next().and_then(|first| released.trim_end().strip_prefix(first)) else { return false };
    let mut pieces = pieces.peekable();
    if pieces.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(literal) = pieces.next() {
        if pieces.peek().is_none() {
            return rest.ends_with(literal);
        }
        match rest.find(literal) {
            Some(found) => rest = &rest[found + literal.len()..],
            None => return false,
        }
    }
    true
}

fn same_facts(working: &Facts, released: &Facts) -> bool {
    match (working, released) {
        (Facts::Register(new), Facts::Register(old)) => diff(&entries(old), &entries(new)).is_empty(),
        (Facts::Measures(new), Facts::Measures(old)) => pairs(new, old, same_goal),
        (Facts::Contact(new), Facts::Contact(old)) => new == old,
        (Facts::None, Facts::None) => true,
        _ => false,
    }
}

fn pairs<T>(new: &[T], old: &[T], same: fn(&T, &T) -> bool) -> bool {
    new.len() == old.len() && new.iter().zip(old).all(|(new, old)| same(new, old))
}

fn same_goal(new: &Goal, old: &Goal) -> bool {
    (&new.id, &new.number) == (&old.id, &old.number)
        && same_text(new.title.as_ref(), old.title.as_ref())
        && same_text(new.intro.as_ref(), old.intro.as_ref())
        && pairs(&new.controls, &old.controls, same_control)
}

fn same_control(new: &Control, old: &Control) -> bool {
    (&new.id, &new.number, &new.applies_to, &new.responsibility, &new.art32, &new.crosswalks)
        == (&old.id, &old.number, &old.applies_to, &old.responsibility, &old.art32, &old.crosswalks)
        && same_text(new.title.as_ref(), old.title.as_ref())
        && same_text(new.intro.as_ref(), old.intro.as_ref())
        && pairs(&new.measures, &old.measures, same_measure)
}

fn same_measure(new: &Measure, old: &Measure) -> bool {
    (&new.id, &new.number, &new.applies_to, &new.responsibility, &new.art32, &new.crosswalks)
        == (&old.id, &old.number, &old.applies_to, &old.responsibility, &old.art32, &old.crosswalks)
        && same_text(new.title.as_ref(), old.title.as_ref())
        && same_text(new.text.as_ref(), old.text.as_ref())
        && pairs(&new.measures, &old.measures, same_measure)
}

/// A release makes a text of each language where a fact has another value in each.
fn same_text(new: Option<&Localized>, old: Option<&Localized>) -> bool {
    match (new, old) {
        (None, None) => true,
        (Some(Localized::Same(new)), Some(old)) => {
            (matches!(old, Localized::Same(_)) || new.contains("{{")) && old.forms().all(|old| is_released_as(new, old))
        }
        (Some(Localized::Each(new)), Some(Localized::Each(old))) => {
            new.len() == old.len()
                && new.iter().all(|(lang, text)| old.get(lang).is_some_and(|old| is_released_as(text, old)))
        }
        _ => false,
    }
}
