//! Small pieces that many views are made of.

use schemars::JsonSchema;
use serde::Serialize;

/// Words that the user wrote, and their language where it is not the page's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Text {
    /// The words.
    pub text: String,
    /// The language tag for a `lang` attribute, where the text is in another language than the page.
    pub lang: Option<String>,
}

impl Text {
    /// Words in the page's language.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), lang: None }
    }
}

/// HTML that was made of the user's Markdown; templates print it with `safe`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Html {
    /// The HTML.
    pub html: String,
    /// The language tag for a `lang` attribute, where the text is in another language than the page.
    pub lang: Option<String>,
}

impl Html {
    /// HTML in the page's language.
    pub fn new(html: impl Into<String>) -> Self {
        Self { html: html.into(), lang: None }
    }
}

/// A day, for machines and for people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Day {
    /// `2026-12-19`, for `<time datetime>`.
    pub iso: String,
    /// `19. Dezember 2026`.
    pub text: String,
}

/// A link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Link {
    /// What it is called.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether it leads to this very page.
    pub current: bool,
}

impl Link {
    /// A link to another page.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into(), current: false }
    }
}

/// What a mark says. Its look is the theme's; its words are in [`Mark::label`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// Applies.
    #[default]
    InForce,
    /// Public, not yet effective.
    Announced,
    /// Does not apply any more.
    Superseded,
    /// Shall not apply.
    Withdrawn,
    /// Was engaged, is not any more.
    Ended,
    /// Not released.
    Draft,
    /// Will be announced later.
    Scheduled,
}

/// A mark of status.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mark {
    /// What it says.
    pub kind: MarkKind,
    /// In words.
    pub label: String,
}

/// One value of a fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Value {
    /// In words.
    pub text: String,
    /// The language tag for a `lang` attribute, where it is not the page's.
    pub lang: Option<String>,
    /// Where it leads, where it is a link.
    pub href: Option<String>,
    /// `2026-12-19`, where it is a day.
    pub datetime: Option<String>,
    /// A remark in smaller print.
    pub remark: Option<String>,
}

impl Value {
    /// Words in the page's language.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Words that lead somewhere.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: Some(href.into()), ..Self::default() }
    }
}

impl From<Day> for Value {
    fn from(day: Day) -> Self {
        Self { text: day.text, datetime: Some(day.iso), ..Self::default() }
    }
}

impl From<Text> for Value {
    fn from(text: Text) -> Self {
        Self { text: text.text, lang: text.lang, ..Self::default() }
    }
}

/// A name and its values, a row of a list of facts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fact {
    /// What is told.
    pub label: String,
    /// One or several values, one below the other.
    pub values: Vec<Value>,
}

impl Fact {
    /// A fact of one value.
    pub fn new(label: impl Into<String>, value: impl Into<Value>) -> Self {
        Self { label: label.into(), values: vec![value.into()] }
    }

    /// The same with its values in one line, where they are words of one language and nothing more.
    #[must_use]
    pub fn in_one_line(self) -> Self {
        let plain = |value: &Value| Value { lang: value.lang.clone(), ..Value::new(&value.text) } == *value;
        let lang = self.values.first().and_then(|value| value.lang.clone());
        if !self.values.iter().all(|value| plain(value) && value.lang == lang) {
            return self;
        }
        let words: Vec<&str> = self.values.iter().map(|value| value.text.as_str()).collect();
        Self { values: vec![Value { lang, ..Value::new(words.join(", ")) }], ..self }
    }
}

/// Why a notice is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// Another version is announced, or this one is not yet in force.
    #[default]
    Announced,
    /// This version does not apply any more.
    Superseded,
    /// This version shall not apply.
    Withdrawn,
    /// Another language prevails.
    NotBinding,
    /// The text is shown in another language because there is no translation.
    Untranslated,
    /// The notice period is not kept, for a reason on record.
    Emergency,
    /// Measures protect less than those of the version before.
    Weakened,
    /// The list of a register is not the one that applied: announcements overlap.
    Overlap,
    /// The public does not see this version.
    Draft,
    /// Lists are shown as far as they concern a product.
    Product,
}

/// A notice at the top of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Notice {
    /// Why.
    pub kind: NoticeKind,
    /// What it says, a full sentence or two.
    pub text: String,
    /// A reason in the user's words.
    pub reason: Option<Text>,
    /// Where to go from here.
    pub links: Vec<Link>,
}
