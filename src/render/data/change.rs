//! What a version changes, as data.

use schemars::JsonSchema;
use serde::Serialize;

use super::register::Subprocessor;

/// Something that was announced or withdrawn: `_aushang` of an item of a JSON Feed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Event {
    /// `announced` or `withdrawn`.
    pub event: String,
    /// The version that it is about.
    #[serde(flatten)]
    pub version: Version,
}

/// A version and what it changes against the one before it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Version {
    /// The id of the document.
    pub document: String,
    /// What the document is: `agreement`, `policy`, `measures`, `subprocessors`, `contact`.
    pub kind: String,
    /// The label of the version.
    pub label: String,
    /// Its page, for ever.
    pub url: String,
    /// The comparison with the version before.
    pub comparison: Option<String>,
    /// From this day it is public.
    #[schemars(extend("format" = "date"))]
    pub announced: String,
    /// From this day it applies.
    #[schemars(extend("format" = "date"))]
    pub effective: String,
    /// From this day it applies to new customers, where that is another one.
    #[schemars(extend("format" = "date"))]
    pub effective_for_new: Option<String>,
    /// Until when and how customers can object; null where there is no such right.
    pub objection: Option<Objection>,
    /// How grave the change is: `editorial`, `clarifying`, `material`, `emergency`.
    pub change: Option<String>,
    /// What changed and why.
    pub note: String,
    /// Why a measure is weakened or the notice short.
    pub justification: Option<String>,
    /// That the version was taken back.
    pub withdrawn: Option<Withdrawn>,
    /// Registers: what changed, entry by entry.
    pub changes: Vec<Change>,
    /// Clauses and measures that changed.
    pub parts: Vec<Part>,
}

/// Until when and how to object.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Objection {
    /// The last day.
    #[schemars(extend("format" = "date"))]
    pub until: String,
    /// E-mail address.
    pub email: Option<String>,
    /// A form.
    pub url: Option<String>,
    /// What follows from an objection.
    pub consequence: Option<String>,
}

/// When and why a version was taken back.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Withdrawn {
    /// From this day it shall not apply.
    #[schemars(extend("format" = "date"))]
    pub date: String,
    /// Why.
    pub reason: String,
}

/// What happens to one entry of a register.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Change {
    /// The id of the entry.
    pub id: String,
    /// Its legal name.
    pub name: String,
    /// Its page.
    pub url: String,
    /// Kinds of change: `added`, `replaced`, `removed`, `renamed`, `moved`, `location`, `transfer`, `service`, `data`,
    /// `scope`, `contact`, `editorial`.
    pub kinds: Vec<String>,
    /// The fields that changed, in words.
    pub fields: Vec<Field>,
    /// The entry before; null where it is new.
    pub before: Option<Subprocessor>,
    /// The entry after; null where it ends.
    pub after: Option<Subprocessor>,
    /// The entries whose place it takes.
    pub replaced: Vec<Subprocessor>,
}

/// A field that has another value.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Field {
    /// Its name.
    pub field: String,
    /// Its name in words.
    pub label: String,
    /// What it was, in words.
    pub before: Vec<String>,
    /// What it is, in words.
    pub after: Vec<String>,
}

/// A clause or measure that changed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Part {
    /// What changed, in a few words.
    pub text: String,
    /// Where it stands.
    pub url: String,
}
