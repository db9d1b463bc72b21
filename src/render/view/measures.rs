//! Technical and organisational measures as prose shows them with `{{ measures }}`.

use schemars::JsonSchema;
use serde::Serialize;

use super::part::{Html, Text};

/// Goals with their controls and measures.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Measures {
    /// Language tag of the interface's words.
    pub lang: String,
    /// The goals.
    pub goals: Vec<Goal>,
}

/// A goal.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Goal {
    /// Its heading; `None` where a heading of the prose stands directly above.
    pub heading: Option<Heading>,
    /// Text before the controls.
    pub intro: Option<Html>,
    /// Its controls.
    pub controls: Vec<Control>,
}

impl Goal {
    /// Its heading and those of its controls.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.heading.iter().chain(self.controls.iter().map(|control| &control.heading))
    }
}

/// A heading of a goal or a control.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Heading {
    /// Rank, 2 to 6.
    pub level: u8,
    /// Anchor.
    pub id: String,
    /// The number that customers cite.
    pub number: Option<String>,
    /// The title, as inline HTML.
    pub title: Html,
    /// The title without markup, for contents.
    pub name: String,
}

/// A control.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Control {
    /// Its heading.
    pub heading: Heading,
    /// Text before the measures.
    pub intro: Option<Html>,
    /// To what it applies and whose matter it is, where that is worth telling.
    pub tags: Vec<Tag>,
    /// Where other catalogues have the same.
    pub references: Vec<Reference>,
    /// Its blocks and measures.
    pub measures: Vec<Measure>,
}

/// A measure, or a block that groups measures under a title.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Measure {
    /// Anchor; a block without an id has none.
    pub id: Option<String>,
    /// The number that customers cite.
    pub number: Option<String>,
    /// The title of a block, as inline HTML.
    pub title: Option<Html>,
    /// What is done; a block has none.
    pub text: Option<Html>,
    /// To what it applies and whose matter it is, where that is worth telling.
    pub tags: Vec<Tag>,
    /// Where other catalogues have the same.
    pub references: Vec<Reference>,
    /// What is nested in it.
    pub measures: Vec<Measure>,
}

/// What is said of a measure in a few words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tag {
    /// For style: `scope`, `provider`, `customer`, `shared`, `subprocessor`.
    pub kind: String,
    /// In words: "nur am Standort Wien 1", "Aufgabe des Kunden".
    pub text: Text,
}

/// Where another catalogue has the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reference {
    /// The catalogue: "ISO/IEC 27001".
    pub catalogue: String,
    /// Its numbers, joined: "A.7.1, A.7.2".
    pub numbers: String,
}
