//! A document: the version in force, or one version for ever.

use schemars::JsonSchema;
use serde::Serialize;

use super::duties::Duties;
use super::frame::{FeedLink, Frame};
use super::part::{Day, Fact, Html, Link, Mark, Notice, Text};
use super::register::{EntryChange, Objection};

/// A version of an agreement, a policy, measures, a contact or (under its permanent address) a register.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Document {
    /// What is around it.
    pub page: Frame,
    /// Title, status, facts.
    pub head: Head,
    /// Registers: what this version changes, with the values before and after; `None` for the first one.
    pub changed: Option<Changed>,
    /// Contents; empty where the text is too short to need them.
    pub contents: Vec<TocEntry>,
    /// The text.
    pub body: Html,
    /// Agreements: which clause answers which duty.
    pub duties: Option<Duties>,
    /// What can be done from here.
    pub tail: Tail,
}

/// What a version of a register changes, and how to object to it.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Changed {
    /// The entries that it changes.
    pub entries: Vec<EntryChange>,
    /// The comparison with the version before.
    pub comparison: Option<Link>,
    /// The last day to object and how; `None` where there is no such right.
    pub objection: Option<Objection>,
}

/// Title, status and facts of a version.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Head {
    /// What kind of document it is, in words: "Vertrag", "Maßnahmen".
    pub kind: String,
    /// The title.
    pub title: Text,
    /// The short name, such as AVV, where it is not part of the title.
    pub short: Option<Text>,
    /// One or two sentences on what it is.
    pub summary: Option<Text>,
    /// "Version 2.0".
    pub version: String,
    /// Status.
    pub mark: Mark,
    /// Status in a sentence, with its dates.
    pub sentence: String,
    /// Notices: another version is announced, this one is superseded, another language prevails.
    pub notices: Vec<Notice>,
    /// Announced, effective, until, responsible, approved by.
    pub facts: Vec<Fact>,
    /// What changed and why, as the version says; a paragraph.
    pub note: Option<Text>,
    /// What every page of a print repeats.
    pub printed: Printed,
}

/// What every page of a print repeats, so that a leaf that was lost tells where it belongs.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Printed {
    /// "Version 2.0, gültig ab 1. April 2026".
    pub version: String,
    /// The status in a word, where the version is not in force.
    pub status: Option<String>,
    /// Who agrees, for an agreement; else who publishes.
    pub parties: String,
    /// The permanent address, absolute.
    pub address: String,
    /// SHA-256 of the text as it was written, in hexadecimal.
    pub digest: Option<String>,
}

/// An entry of the contents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TocEntry {
    /// The number of the clause.
    pub number: Option<String>,
    /// The heading without its number.
    pub title: String,
    /// `#` and the anchor.
    pub href: String,
    /// The headings below it.
    pub children: Vec<TocEntry>,
}

impl TocEntry {
    /// The entries of flat `headings` (level and entry), each below the nearest one of a higher rank. A level that is
    /// skipped does no harm.
    #[must_use]
    pub fn nest(headings: impl IntoIterator<Item = (u8, Self)>) -> Vec<Self> {
        fn close(open: &mut Vec<(u8, TocEntry)>, done: &mut Vec<TocEntry>, level: u8) {
            while let Some((_, entry)) = open.pop_if(|(above, _)| *above >= level) {
                open.last_mut().map_or(&mut *done, |(_, parent)| &mut parent.children).push(entry);
            }
        }
        let mut open: Vec<(u8, Self)> = Vec::new();
        let mut done = Vec::new();
        for (level, entry) in headings {
            close(&mut open, &mut done, level);
            open.push((level, entry));
        }
        close(&mut open, &mut done, 0);
        done
    }
}

/// What can be done from a version: other versions, other forms, proof.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Tail {
    /// The same seen otherwise: measures by product, by who takes them, by other catalogues.
    pub views: Vec<Link>,
    /// The permanent address of this version, where the page is not it.
    pub permanent: Option<Link>,
    /// All versions.
    pub history: Option<Link>,
    /// The comparison with the version before, or other links of that kind.
    pub comparisons: Vec<Link>,
    /// The text as it was written, exports of the facts.
    pub downloads: Vec<Link>,
    /// Feeds of the document.
    pub feeds: Vec<FeedLink>,
    /// How to subscribe.
    pub subscribe: Option<Link>,
    /// The version before this one.
    pub previous: Option<Link>,
    /// The version after this one.
    pub next: Option<Link>,
    /// SHA-256 of the text as it was written, in hexadecimal.
    pub digest: Option<String>,
    /// When the version was announced, for the running foot of the print.
    pub day: Option<Day>,
}

#[cfg(test)]
mod tests {
    use super::TocEntry;

    fn entry(title: &str, children: Vec<TocEntry>) -> TocEntry {
        TocEntry { title: title.into(), children, ..TocEntry::default() }
    }

    #[test]
    fn headings_nest_below_the_nearest_of_a_higher_rank_even_where_a_level_is_skipped() {
        let flat = [(2, "a"), (4, "b"), (3, "c"), (2, "d"), (1, "e"), (2, "f")];
        let nested = TocEntry::nest(flat.map(|(level, title)| (level, entry(title, vec![]))));
        let expected = vec![
            entry("a", vec![entry("b", vec![]), entry("c", vec![])]),
            entry("d", vec![]),
            entry("e", vec![entry("f", vec![])]),
        ];
        assert_eq!(nested, expected);
    }
}
