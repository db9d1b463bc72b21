//! What changed: the history of a document and the change log of the site.

use schemars::JsonSchema;
use serde::Serialize;

use super::frame::{FeedLink, Frame};
use super::part::{Day, Link, Mark, MarkKind, Text};
use super::register::{EntryChange, Objection};

/// The history of a document.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Versions {
    /// What is around it.
    pub page: Frame,
    /// "Versionen: Auftragsverarbeitungsvertrag".
    pub title: String,
    /// The document.
    pub document: Link,
    /// One or two sentences.
    pub intro: Option<String>,
    /// Which version applied when, newest first, without gaps.
    pub applied: Vec<Applied>,
    /// All versions.
    pub history: HistoryTable,
}

/// A range of days and the version that applied.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Applied {
    /// First day.
    pub from: Day,
    /// Last day; `None`: until further notice.
    pub until: Option<Day>,
    /// The version.
    pub version: Link,
}

/// The table of versions. Also what `{{ history }}` shows.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct HistoryTable {
    /// Language tag of the interface's words.
    pub lang: String,
    /// What the table shows.
    pub caption: String,
    /// The versions, newest first.
    pub rows: Vec<VersionRow>,
    /// Versions whose text is not kept, newest first.
    pub earlier: Vec<EarlierRow>,
}

/// A version.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct VersionRow {
    /// Label and permanent address.
    pub version: Link,
    /// Status.
    pub mark: Mark,
    /// When it applied, in words: "seit 1. April 2026". Several where a later version was withdrawn.
    pub ranges: Vec<String>,
    /// The day of announcement.
    pub announced: Day,
    /// Who answers for it.
    pub responsible: Option<Text>,
    /// What changed and why.
    pub note: Text,
    /// Comparison, source.
    pub links: Vec<Link>,
}

/// A version whose text is not kept.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct EarlierRow {
    /// Label.
    pub version: String,
    /// Status in the user's words.
    pub status: Option<Text>,
    /// Date.
    pub date: Day,
    /// Who answered for it.
    pub responsible: Option<Text>,
    /// What it was about.
    pub note: Option<Text>,
}

/// The change log of the site.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Changes {
    /// What is around it.
    pub page: Frame,
    /// The title.
    pub title: String,
    /// One or two sentences.
    pub intro: Option<String>,
    /// The years, newest first.
    pub years: Vec<Year>,
    /// Feeds of the site.
    pub feeds: Vec<FeedLink>,
    /// How to subscribe.
    pub subscribe: Option<Link>,
}

/// The changes of a year.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Year {
    /// `2026`.
    pub year: String,
    /// Newest first.
    pub entries: Vec<ChangeEntry>,
}

/// Something that was announced or withdrawn.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct ChangeEntry {
    /// The day of the announcement.
    pub day: Day,
    /// What happened; can be read alone.
    pub title: String,
    /// The version.
    pub href: String,
    /// The document.
    pub document: Link,
    /// Status of the version.
    pub mark: Mark,
    /// What changed and why, as the version says.
    pub note: Option<Text>,
    /// Whether it is the first version of its document, so that everything in it is new.
    pub is_first: bool,
    /// That the version was taken back since, and why.
    pub withdrawn: Option<Text>,
    /// Registers: the entries that changed, with their values before and after.
    pub entries: Vec<EntryChange>,
    /// Clauses and measures that changed, each in a few words.
    pub items: Vec<Link>,
    /// The comparison with the version before.
    pub comparison: Option<Link>,
    /// "Gilt ab 19. Dezember 2026. Widerspruch bis 18. Dezember 2026."
    pub sentence: Option<String>,
    /// The last day to object and how; `None` where there is no such right.
    pub objection: Option<Objection>,
    /// Why it takes effect before the notice period is over, where it does.
    pub justification: Option<Text>,
}

impl ChangeEntry {
    /// The same for the overview: without what changed in detail, or of what is announced without all that is told there.
    #[must_use]
    pub fn in_short(self) -> Self {
        let brief = Self { entries: Vec::new(), items: Vec::new(), objection: None, justification: None, ..self };
        match brief.mark.kind {
            // The announcement itself stands on the same page, and first.
            MarkKind::Announced => Self { note: None, sentence: None, comparison: None, ..brief },
            _ => brief,
        }
    }
}

/// The content of an entry of a feed. All its addresses are absolute.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct FeedEntry {
    /// Language tag of the interface's words.
    pub lang: String,
    /// What happened.
    pub entry: ChangeEntry,
}
