//! The contents of a text: its headings, and those of the measures that it lists.

use super::body::Writer;
use super::plain;
use super::view::document::TocEntry;
use super::view::measures::{Goal, Heading, Measures};
use crate::markdown;
use crate::model::prose::Prose;

/// Headings of a list: how deep below the heading that it stands under, and the entry.
pub(super) type OfList = Vec<(u8, TocEntry)>;

/// The headings of a list of measures whose first ones have the rank `level`.
pub(super) fn of_measures(list: &Measures, level: u8) -> OfList {
    let entry = |heading: &Heading| {
        let number = heading.number.clone();
        let href = format!("#{}", heading.id);
        let entry = TocEntry { number, title: heading.name.clone(), href, children: Vec::new() };
        (heading.level.saturating_sub(level) + 1, entry)
    };
    list.goals.iter().flat_map(Goal::headings).map(entry).collect()
}

/// The title of an annex with a colon behind its name, where its heading has none: "Anlage A: Art der Daten".
fn set_apart(title: String) -> String {
    match markdown::annex_title(&title) {
        Some((name, rest)) if rest.trim_start().starts_with(char::is_alphanumeric) => format!("{name}:{rest}"),
        _ => title,
    }
}

fn below(level: u8, headings: &OfList) -> impl Iterator<Item = (u8, TocEntry)> {
    headings.iter().map(move |(depth, entry)| (level + depth, entry.clone()))
}

impl Writer<'_, '_> {
    /// The headings of a text and of the lists that it has shown, as its contents.
    pub(super) fn contents(&self, prose: &Prose) -> Vec<TocEntry> {
        let called = self.called.borrow();
        let mut lists = prose.lists.iter().zip(&called.headings).peekable();
        let mut flat: Vec<(u8, TocEntry)> = Vec::new();
        let mut level = 1;
        for section in prose.sections.iter().filter(|section| section.level > 0) {
            while let Some((_, of_list)) = lists.next_if(|(list, _)| list.span.start < section.span.start) {
                flat.extend(below(level, of_list));
            }
            level = section.level;
            let entry = TocEntry {
                number: section.number.as_deref().map(str::to_owned),
                title: set_apart(markdown::fill(section.title.as_deref().unwrap_or_default(), &|name| self.fact(name))),
                href: format!("#{}", section.anchor),
                children: Vec::new(),
            };
            flat.push((level, entry));
        }
        for (_, of_list) in lists {
            flat.extend(below(level, of_list));
        }
        // What no directive of the prose has called stands at its end, below no heading of it.
        for of_list in called.headings.iter().skip(prose.lists.len()) {
            flat.extend(below(1, of_list));
        }
        TocEntry::nest(flat)
    }

    /// Markdown as words without markup.
    pub(super) fn plain(&self, text: &str) -> String {
        let surroundings =
            plain::Surroundings { link: &|_| String::new(), fact: &|name| self.fact(name), list: &|_| String::new() };
        plain::write(&markdown::fragment(text, self.options()), &surroundings)
    }
}
