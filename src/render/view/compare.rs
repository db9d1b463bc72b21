//! The comparison of two versions.

use schemars::JsonSchema;
use serde::Serialize;

use super::frame::Frame;
use super::part::{Html, Link, Mark, Notice, Text};

/// Two versions of a document and what changed between them.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Compare {
    /// What is around it.
    pub page: Frame,
    /// "AVV: Vergleich der Versionen 1.1 und 2.0".
    pub title: String,
    /// The document.
    pub document: Link,
    /// The earlier version.
    pub old: Side,
    /// The later version.
    pub new: Side,
    /// The text is shown in another language.
    pub notices: Vec<Notice>,
    /// What changed and why, as the later version says.
    pub note: Option<Text>,
    /// What changed, by what happened; empty where both say the same.
    pub groups: Vec<Group>,
    /// The text with all changes: words in `ins` and `del`, clauses in elements of the class `part` and `same`,
    /// `changed`, `added`, `removed`, `moved` or `renumbered`, each with its fate in an element of the class `fate`;
    /// what is said to screen readers only, in elements of the class `heard`.
    pub body: Html,
    /// All comparisons of the document.
    pub choices: Vec<Choice>,
    /// All versions.
    pub history: Link,
}

/// One of the two versions.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Side {
    /// Its name and permanent address.
    pub version: Link,
    /// Status.
    pub mark: Mark,
    /// Status in a sentence, with its dates.
    pub sentence: String,
}

/// Clauses and entries to which the same happened.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Group {
    /// `added`, `changed`, `removed`, `moved` or `renumbered`, for style.
    pub kind: String,
    /// In words.
    pub label: String,
    /// The clauses and entries in the order of the text.
    pub lines: Vec<Line>,
}

/// A clause or entry.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Line {
    /// Its name, and where it stands on this page.
    pub link: Link,
}

/// The comparisons of an earlier version with later ones.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Choice {
    /// The earlier version.
    pub old: Link,
    /// The later versions; each leads to the comparison.
    pub links: Vec<Link>,
}
