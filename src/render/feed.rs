//! Feeds: Atom, RSS and JSON Feed of the same entries with the same ids.
//!
//! Owns what a feed is and how a long history is spread over documents (RFC 5005); each format has its file below.
//! Knows nothing of the site: the addresses, ids and texts are given. Invariant: the bytes depend on the content
//! alone; there is no time of a build in them.

pub mod tag;

mod atom;
mod json;
mod rss;

use std::ops::Range;

use crate::model::text::Lang;

use super::instant::Instant;

/// What stands above the entries of a feed.
#[derive(Clone, Debug)]
pub struct Feed {
    /// A tag URI ([`tag::TagAuthority`]).
    pub id: String,
    /// The title, plain text.
    pub title: String,
    /// A sentence about the feed, plain text.
    pub subtitle: String,
    /// The language.
    pub lang: Lang,
    /// The page that shows the same, absolute.
    pub home: String,
    /// The folder of the feed's documents, absolute, with a slash at the end.
    pub folder: String,
    /// Who publishes.
    pub author: String,
    /// The `WebSub` hub.
    pub hub: Option<String>,
    /// Where the members of `_aushang` in the JSON feed are explained, absolute.
    pub about: String,
    /// The instant of a feed that has no entry yet.
    pub begun: Instant,
}

/// One entry: what happened, complete.
#[derive(Clone, Debug)]
pub struct Entry {
    /// A tag URI, never used again and never changed ([`tag::TagAuthority`]).
    pub id: String,
    /// The title, plain text that can be read alone.
    pub title: String,
    /// The permanent page, absolute.
    pub url: String,
    /// When it was announced.
    pub published: Instant,
    /// The same, or when the entry came to tell of a withdrawal.
    pub updated: Instant,
    /// Plain text.
    pub summary: String,
    /// The complete content; its links are absolute.
    pub html: String,
    /// What kind of change it is.
    pub categories: Vec<Category>,
    /// The language of the content, which is another one than the feed's where a text was not translated.
    pub lang: Lang,
    /// The change as data, for `_aushang` in the JSON feed; nothing where it is null.
    pub data: serde_json::Value,
}

/// A kind of change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// For programs, the same in every language.
    pub term: String,
    /// For people.
    pub label: String,
}

/// A format of feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// RFC 4287.
    Atom,
    /// RSS 2.0.
    Rss,
    /// JSON Feed 1.1.
    Json,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Atom, Self::Rss, Self::Json];

    /// The ending of file names.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Atom => "atom",
            Self::Rss => "rss",
            Self::Json => "json",
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Atom => "Atom",
            Self::Rss => "RSS",
            Self::Json => "JSON Feed",
        }
    }

    /// The media type, as `rel=alternate` links name it.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Rss => "application/rss+xml",
            Self::Json => "application/feed+json",
        }
    }
}

/// More entries than this are spread over several documents.
const LONG: usize = 200;

/// Entries of an archived document.
const ARCHIVED: usize = 100;

/// One of the documents that a feed is spread over: the one that readers subscribe to, or an archived one (RFC 5005,
/// 4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which entries of the whole feed, newest first, stand in it.
    pub entries: Range<usize>,
    /// Archived documents are counted from 1, the oldest; the one to subscribe to has no number.
    pub number: Option<usize>,
    /// How many archived documents the feed has.
    pub archives: usize,
}

/// The documents of a feed of `count` entries, the one to subscribe to first. Archived ones are filled from the oldest
/// entry, so that a new entry never moves another one; the one to subscribe to keeps at least the newest hundred.
#[must_use]
pub fn parts(count: usize) -> Vec<Part> {
    let archives = if count > LONG { count / ARCHIVED - 1 } else { 0 };
    let kept = count - archives * ARCHIVED;
    let numbered = (1..=archives).rev().map(|number| {
        let end = count - (number - 1) * ARCHIVED;
        Part { entries: end - ARCHIVED..end, number: Some(number), archives }
    });
    std::iter::once(Part { entries: 0..kept, number: None, archives }).chain(numbered).collect()
}

impl Part {
    /// The name of its file in the feed's folder: `feed.atom`, `feed-archive-1.atom`.
    #[must_use]
    pub fn file_name(&self, format: Format) -> String {
        file_name(self.number, format)
    }

    /// Whether it holds the whole history (RFC 5005, 2).
    fn is_complete(&self) -> bool {
        self.archives == 0
    }

    /// The archived document with the entries before these.
    fn older(&self) -> Option<usize> {
        Some(self.number.map_or(self.archives, |number| number - 1)).filter(|&number| number > 0)
    }

    /// The archived document with the entries after these.
    fn newer(&self) -> Option<usize> {
        self.number.map(|number| number + 1).filter(|&number| number <= self.archives)
    }

    /// Relations and addresses of this document and of those that it is chained with (RFC 5005, 4).
    fn links(&self, feed: &Feed, format: Format) -> Vec<(&'static str, String)> {
        let address = |number| format!("{}{}", feed.folder, file_name(number, format));
        let mut links = vec![("self", address(self.number))];
        links.extend(self.number.map(|_| ("current", address(None))));
        links.extend(self.older().map(|number| ("prev-archive", address(Some(number)))));
        links.extend(self.newer().map(|number| ("next-archive", address(Some(number)))));
        links
    }
}

fn file_name(number: Option<usize>, format: Format) -> String {
    let extension = format.extension();
    number.map_or_else(|| format!("feed.{extension}"), |number| format!("feed-archive-{number}.{extension}"))
}

/// The document `part` of `feed`. `entries` are those of this part, newest first.
#[must_use]
pub fn write(format: Format, feed: &Feed, part: &Part, entries: &[Entry]) -> Vec<u8> {
    debug_assert_eq!(entries.len(), part.entries.len(), "a part is written with its own entries");
    match format {
        Format::Atom => atom::write(feed, part, entries),
        Format::Rss => rss::write(feed, part, entries),
        Format::Json => json::write(feed, part, entries),
    }
}

/// When the document changed last: when its newest entry did.
fn updated(feed: &Feed, entries: &[Entry]) -> Instant {
    entries.iter().map(|entry| entry.updated).max().unwrap_or(feed.begun)
}

#[cfg(test)]
mod tests;
