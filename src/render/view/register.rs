//! The register of subprocessors, its table, and the page of one of them.

use schemars::JsonSchema;
use serde::Serialize;

use super::document::{Head, Tail, TocEntry};
use super::frame::Frame;
use super::part::{Day, Fact, Html, Link, Mark, Text, Value};

/// The register on the day of the build: announced, in force, ended.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Register {
    /// What is around it.
    pub page: Frame,
    /// Title, status, facts of the version in force.
    pub head: Head,
    /// What has been announced and does not apply yet, in the order of effect.
    pub announced: Vec<Announced>,
    /// Contents; empty where the page is too short to need them.
    pub contents: Vec<TocEntry>,
    /// The text of the version in force.
    pub body: Html,
    /// Who is engaged, where the text does not call the list itself.
    pub table: Option<RegisterTable>,
    /// Who was engaged, newest first.
    pub ended: Vec<EndedRow>,
    /// What can be done from here.
    pub tail: Tail,
}

/// An announced version of a register.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Announced {
    /// "Version 2026-11-20".
    pub version: Link,
    /// Status.
    pub mark: Mark,
    /// "Angekündigt am 20. November 2026, gilt ab 19. Dezember 2026."
    pub sentence: String,
    /// What changed and why, as the version says.
    pub note: Text,
    /// What it changes, entry by entry.
    pub entries: Vec<EntryChange>,
    /// The comparison with the version before.
    pub comparison: Option<Link>,
    /// The last day to object and how; `None` where there is no such right.
    pub objection: Option<Objection>,
}

/// How and until when to object.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Objection {
    /// The last day.
    pub deadline: Day,
    /// Whether it is still to come (or today).
    pub open: bool,
    /// "Widerspruch ist bis zum 18. Dezember 2026 möglich."
    pub sentence: String,
    /// E-mail address.
    pub email: Option<String>,
    /// A form.
    pub url: Option<String>,
    /// What follows from an objection.
    pub consequence: Option<Text>,
}

/// What a version does to one entry.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct EntryChange {
    /// Kind of change for style: `added`, `removed`, `replaced`, `renamed`, `moved`, `location` and so on.
    pub kind: String,
    /// Kind of change in words: "Neu".
    pub label: String,
    /// The subprocessor.
    pub name: String,
    /// Its page.
    pub href: Option<String>,
    /// What customers must know of an entry that is new or ends: service, places, data, transfer, scope.
    pub facts: Vec<Fact>,
    /// What is different about an entry that stays.
    pub fields: Vec<FieldChange>,
}

/// A field of an entry that has another value.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct FieldChange {
    /// Its name in `register.yaml`.
    pub field: String,
    /// Its name in words.
    pub label: String,
    /// What it was; empty where nothing was said.
    pub before: Vec<Value>,
    /// What it is; empty where nothing is said any more.
    pub after: Vec<Value>,
}

/// Who was engaged.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct EndedRow {
    /// Name.
    pub name: String,
    /// Its page.
    pub href: Option<String>,
    /// What it did.
    pub service: Option<Text>,
    /// Since when it is not engaged any more.
    pub since: Day,
    /// The version that ended it.
    pub version: Link,
}

/// The table of a register. Also what `{{ subprocessors }}` shows.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct RegisterTable {
    /// Language tag of the interface's words.
    pub lang: String,
    /// What the table shows.
    pub caption: String,
    /// The entries by scope: first those for everybody.
    pub groups: Vec<RegisterGroup>,
    /// Whether any entry tells a transfer to a third country; the column is left out else.
    pub with_transfer: bool,
}

/// Entries of one scope.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct RegisterGroup {
    /// For whom: "Für alle Produkte", "Nur für V-Server". `None` where there is one group only.
    pub scope: Option<String>,
    /// The entries in the order of their names.
    pub rows: Vec<RegisterRow>,
}

/// One entry.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct RegisterRow {
    /// The id, an anchor in the page.
    pub id: String,
    /// Legal name.
    pub name: String,
    /// Its page.
    pub href: Option<String>,
    /// Names that it had before, and who engages it: short remarks below the name.
    pub remarks: Vec<String>,
    /// Seat: postal address, line by line, the country's name last.
    pub address: Vec<String>,
    /// What it does.
    pub service: Option<Text>,
    /// Categories of data.
    pub data: Vec<Text>,
    /// Places of processing, each in words: "Deutschland (Kiel): Speicherung".
    pub locations: Vec<Text>,
    /// Basis of transfers to third countries.
    pub transfer: Option<Text>,
    /// Engaged since.
    pub since: Option<Day>,
    /// Where the entry is to change: "Entfällt am …".
    pub mark: Option<Mark>,
}

/// One subprocessor.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct SubprocessorPage {
    /// What is around it.
    pub page: Frame,
    /// The register that it belongs to.
    pub register: Link,
    /// Legal name.
    pub name: String,
    /// Status.
    pub mark: Mark,
    /// Status in a sentence.
    pub sentence: String,
    /// What it does.
    pub service: Option<Text>,
    /// All that is known.
    pub facts: Vec<Fact>,
    /// The chain of processors from the publisher down to this one; empty where it is engaged directly.
    pub chain: Vec<Link>,
    /// The processors that it engages.
    pub engages: Vec<Link>,
    /// What changed, newest first.
    pub history: Vec<EntryHistory>,
}

/// What a version did to a subprocessor.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct EntryHistory {
    /// The day of effect.
    pub day: Day,
    /// Kind of change in words: "Neu".
    pub label: String,
    /// What is different, where it stayed.
    pub fields: Vec<FieldChange>,
    /// The note of the version.
    pub note: Text,
    /// The version.
    pub version: Link,
    /// Status of the version.
    pub mark: Mark,
}
