//! Technical and organisational measures as data: `measures.json`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

/// The measures of a version, Art. 32 GDPR.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Measures {
    /// The address of this schema.
    #[serde(rename = "$schema")]
    pub schema: String,
    /// The version of the form of this file.
    pub version: u8,
    /// The language of the texts.
    pub lang: String,
    /// The id of the document.
    pub document: String,
    /// The label of the version.
    pub label: String,
    /// From this day it is public.
    #[schemars(extend("format" = "date"))]
    pub announced: String,
    /// From this day it applies.
    #[schemars(extend("format" = "date"))]
    pub effective: String,
    /// The page of the version, for ever.
    pub url: String,
    /// The measures, in the order of the document.
    pub measures: Vec<Measure>,
}

/// A measure.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Measure {
    /// The id, stable for ever.
    pub id: String,
    /// The number that the document shows.
    pub number: Option<String>,
    /// The goal that it serves.
    pub goal: String,
    /// The control that it belongs to.
    pub control: String,
    /// What it is, in Markdown.
    pub text: String,
    /// To what it applies: the condition as it is written; null for everything.
    pub applies_to: Option<String>,
    /// The same in words.
    pub scope: Option<String>,
    /// `provider`, `customer`, `shared` or `subprocessor`.
    pub responsibility: String,
    /// Letters of Art. 32(1).
    pub art32: Vec<String>,
    /// What it corresponds to in other catalogues.
    pub crosswalks: BTreeMap<String, Vec<String>>,
    /// The products that have it: null where they always do, else under what.
    pub products: BTreeMap<String, Option<Under>>,
    /// Where it stands.
    pub url: String,
}

/// A condition that stays open.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Under {
    /// As it would be written.
    pub applies_to: String,
    /// In words.
    pub words: String,
}
