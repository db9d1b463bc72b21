//! Technical and organisational measures, Art. 32 GDPR.

use std::collections::BTreeMap;

use super::condition::Condition;
use super::text::Localized;
use crate::source::{Span, Spanned};

/// A goal of protection with its controls.
#[derive(Clone, Debug)]
pub struct Goal {
    /// A built-in goal or an id of the site's own.
    pub id: Spanned<String>,
    /// Its title, where the built-in one is renamed or there is none.
    pub title: Option<Localized>,
    /// The number that customers cite.
    pub number: Option<Spanned<String>>,
    /// Text before the controls.
    pub intro: Option<Localized>,
    /// Its controls.
    pub controls: Vec<Control>,
}

/// A control, such as physical access.
#[derive(Clone, Debug)]
pub struct Control {
    /// A built-in control or an id of the site's own.
    pub id: Spanned<String>,
    /// Its title, where the built-in one is renamed or there is none.
    pub title: Option<Localized>,
    /// The number that customers cite.
    pub number: Option<Spanned<String>>,
    /// Text before the measures.
    pub intro: Option<Localized>,
    /// To what it applies.
    pub applies_to: Option<Condition>,
    /// Who takes its measures, where they do not say themselves.
    pub responsibility: Option<Spanned<Responsibility>>,
    /// Letters of Art. 32(1).
    pub art32: Vec<Spanned<String>>,
    /// Other catalogues, by name.
    pub crosswalks: BTreeMap<String, Vec<Spanned<String>>>,
    /// Its measures and blocks.
    pub measures: Vec<Measure>,
}

/// A measure, or a block that groups measures under a heading.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Where it begins.
    pub span: Span,
    /// The id; a block needs none.
    pub id: Option<Spanned<String>>,
    /// The heading of a block.
    pub title: Option<Localized>,
    /// What is done, as Markdown; a block has none.
    pub text: Option<Localized>,
    /// The number that customers cite.
    pub number: Option<Spanned<String>>,
    /// To what it applies, on top of what holds it.
    pub applies_to: Option<Condition>,
    /// Who takes it.
    pub responsibility: Option<Spanned<Responsibility>>,
    /// Letters of Art. 32(1); those of the control where empty.
    pub art32: Vec<Spanned<String>>,
    /// Other catalogues, by name.
    pub crosswalks: BTreeMap<String, Vec<Spanned<String>>>,
    /// Nested measures.
    pub measures: Vec<Measure>,
}

/// Who takes a measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Responsibility {
    /// The processor.
    #[default]
    Provider,
    /// The controller.
    Customer,
    /// Both.
    Shared,
    /// A further processor.
    Subprocessor,
}

impl Responsibility {
    /// All, with the word of the format.
    pub const NAMES: &'static [(&'static str, Self)] = &[
        ("provider", Self::Provider),
        ("customer", Self::Customer),
        ("shared", Self::Shared),
        ("subprocessor", Self::Subprocessor),
    ];
}

/// The goals that have a name, an order and controls built in.
pub const GOALS: &[&str] =
    &["confidentiality", "integrity", "availability", "review", "pseudonymisation-and-encryption", "organisation"];

/// The controls that have a name built in, with their letters of Art. 32(1) GDPR.
pub const CONTROLS: &[(&str, &[&str])] = &[
    ("physical-access", &["b"]),
    ("system-access", &["b"]),
    ("data-access", &["b"]),
    ("separation", &["b"]),
    ("pseudonymisation", &["a"]),
    ("encryption", &["a"]),
    ("media-handling", &["b"]),
    ("transfer", &["b"]),
    ("input", &["b"]),
    ("availability", &["b"]),
    ("recovery", &["c"]),
    ("processor-control", &["d"]),
    ("review", &["d"]),
    ("incident-response", &["d"]),
    ("default-settings", &[]),
];
