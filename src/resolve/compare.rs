//! Which clauses and measures differ between two versions. What exactly differs inside of them is a redline's business.

use std::collections::BTreeMap;

use crate::model::measure::{Goal, Measure};
use crate::model::prose::{Prose, Section};

/// What happened to a part of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartChange {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Its words changed.
    Changed,
}

/// The sections that differ between two texts, in the order of the new one; those that are gone come last. White space does
/// not count.
#[must_use]
pub fn sections<'a>(old: (&'a Prose, &str), new: (&'a Prose, &str)) -> Vec<(PartChange, &'a Section)> {
    let texts = |(prose, text): (&'a Prose, &str)| -> BTreeMap<&'a str, Vec<String>> {
        let ends = prose.sections.iter().skip(1).map(|next| next.span.start as usize).chain([text.len()]);
        let slices = prose.sections.iter().zip(ends).map(|(section, end)| {
            let slice = text.get(section.span.start as usize..end).unwrap_or_default();
            // The markup of the next heading or item is none of this section's words.
            let words = slice.trim_end_matches(|c: char| c.is_whitespace() || "#*_->".contains(c)).split_whitespace();
            (&*section.anchor, words.map(str::to_owned).collect())
        });
        slices.collect()
    };
    let (before, after) = (texts(old), texts(new));
    let changed = new.0.sections.iter().filter_map(|section| match before.get(&*section.anchor) {
        None => Some((PartChange::Added, section)),
        Some(words) if after.get(&*section.anchor) != Some(words) => Some((PartChange::Changed, section)),
        Some(_) => None,
    });
    let gone = old.0.sections.iter().filter(|section| !after.contains_key(&*section.anchor));
    changed.chain(gone.map(|section| (PartChange::Removed, section))).collect()
}

/// The measures that differ between two lists, by id, in the order of the new one; those that are gone come last.
#[must_use]
pub fn measures<'a>(old: &'a [Goal], new: &'a [Goal]) -> Vec<(PartChange, &'a Measure)> {
    let (before, after) = (flat(old), flat(new));
    let by_id: BTreeMap<&str, &Measure> = before.iter().copied().collect();
    let ids: BTreeMap<&str, &Measure> = after.iter().copied().collect();
    let changed = after.iter().filter_map(|(id, measure)| match by_id.get(id) {
        None => Some((PartChange::Added, *measure)),
        Some(was) if !same(was, measure) => Some((PartChange::Changed, *measure)),
        Some(_) => None,
    });
    let gone =
        before.iter().filter(|(id, _)| !ids.contains_key(id)).map(|(_, measure)| (PartChange::Removed, *measure));
    changed.chain(gone).collect()
}

fn same(a: &Measure, b: &Measure) -> bool {
    a.text == b.text && a.title == b.title && a.applies_to == b.applies_to && a.responsibility == b.responsibility
}

/// All measures that have an id, in the order of the file.
fn flat(goals: &[Goal]) -> Vec<(&str, &Measure)> {
    fn walk<'a>(measures: &'a [Measure], found: &mut Vec<(&'a str, &'a Measure)>) {
        for measure in measures {
            found.extend(measure.id.iter().map(|id| (id.value.as_str(), measure)));
            walk(&measure.measures, found);
        }
    }
    let mut found = Vec::new();
    goals.iter().flat_map(|goal| &goal.controls).for_each(|control| walk(&control.measures, &mut found));
    found
}
