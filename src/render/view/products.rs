//! Pages about products: what is sold, what concerns one product, its measures; and the views of all measures by who takes
//! them and by other catalogues.

use schemars::JsonSchema;
use serde::Serialize;

use super::changes::ChangeEntry;
use super::frame::{FeedLink, Frame};
use super::part::{Fact, Html, Link, Mark, Notice, Text};

/// All products: `/products/`, and `/<measures>/products/`.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Products {
    /// What is around it.
    pub page: Frame,
    /// The title.
    pub title: String,
    /// One or two sentences.
    pub intro: String,
    /// The product table, as HTML.
    pub table: Html,
    /// Products that the table does not show.
    pub others: Vec<Link>,
}

/// All that concerns one product.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Product {
    /// What is around it.
    pub page: Frame,
    /// Its name.
    pub title: Text,
    /// All products.
    pub products: Link,
    /// A remark.
    pub note: Option<Text>,
    /// What it means that no personal data are processed on behalf of the customer, where that is so.
    pub unprocessed: Option<Text>,
    /// Groups, sites, add-ons.
    pub facts: Vec<Fact>,
    /// Documents that concern it: title and status in a sentence.
    pub documents: Vec<ProductDocument>,
    /// Subprocessors that concern it.
    pub subprocessors: Vec<Concerned>,
    /// What changed for it, newest first.
    pub changes: Vec<ChangeEntry>,
    /// Feeds that carry what concerns it.
    pub feeds: Vec<FeedLink>,
}

/// A document that concerns a product.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct ProductDocument {
    /// What concerns the product in it, or the document.
    pub link: Link,
    /// Status.
    pub mark: Mark,
    /// Status in a sentence.
    pub sentence: String,
    /// How many measures apply, in a sentence.
    pub counts: Option<String>,
}

/// A subprocessor that concerns a product.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Concerned {
    /// Its name and page.
    pub link: Link,
    /// What it does.
    pub service: Option<Text>,
    /// When it concerns the product only, in words.
    pub scope: Option<String>,
    /// Where it is not simply engaged: announced.
    pub mark: Option<Mark>,
}

/// The measures that apply to one product.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct ProductMeasures {
    /// What is around it.
    pub page: Frame,
    /// "Maßnahmen für Lindwurm Cloud M".
    pub title: String,
    /// The product.
    pub product: Link,
    /// The whole document, in the same version.
    pub document: Link,
    /// "Version 2.0".
    pub version: String,
    /// Status.
    pub mark: Mark,
    /// Status in a sentence, with its dates.
    pub sentence: String,
    /// Notices: superseded, announced, another language prevails.
    pub notices: Vec<Notice>,
    /// How many measures apply always and how many under a condition, in a sentence.
    pub counts: String,
    /// Choices by which the page can be narrowed down; empty where nothing is open.
    pub choices: Vec<Choices>,
    /// What was chosen, and what that changed.
    pub narrowed: Option<Narrowed>,
    /// "Was sich für Lindwurm Cloud M gegenüber Version 1.1 geändert hat", where there is a version before.
    pub changed_since: Option<String>,
    /// Measures that changed for customers of the product, with their words; nothing where the version is the first, or
    /// the product new in it.
    pub changes: Option<ChangedMeasures>,
    /// Where the changes stand: on pages that are narrowed down, which do not repeat them.
    pub changes_at: Option<String>,
    /// The comparison of the whole document with the version before.
    pub comparison: Option<Link>,
    /// The measures.
    pub body: Html,
    /// The same for other versions.
    pub versions: Vec<Link>,
}

/// Measures that changed for customers of a product.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct ChangedMeasures {
    /// They are new, or apply to the product now.
    pub added: Vec<ChangedMeasure>,
    /// They say something else, apply under something else, or somebody else takes them.
    pub changed: Vec<ChangedMeasure>,
    /// They are gone, or do not apply to the product any more.
    pub removed: Vec<ChangedMeasure>,
}

/// A measure that changed for customers of a product.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct ChangedMeasure {
    /// Anchor.
    pub id: String,
    /// Its number.
    pub number: Option<String>,
    /// Its first words.
    pub name: Text,
    /// Where it stands: on this page, or in the document where it does not apply any more.
    pub href: String,
    /// What happened to it, where that is not plain from the list that it is in.
    pub fate: Option<String>,
    /// Scope and responsibility, before and after, where they changed.
    pub facts: Vec<ChangedFact>,
    /// What it says, where that changed: words in `ins` and `del`, what is said to screen readers only in elements of the
    /// class `heard`.
    pub text: Option<Html>,
    /// Whether it is shown unfolded.
    pub open: bool,
}

/// A fact of a measure, before and after.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct ChangedFact {
    /// What is told.
    pub label: String,
    /// The values in `del` and `ins`.
    pub value: Html,
}

/// Choices of one kind.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Choices {
    /// Of what: "Standort".
    pub title: String,
    /// The pages, the one with everything open first.
    pub links: Vec<Link>,
}

/// What narrowing changed.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Narrowed {
    /// "Eingegrenzt: am Standort Wien 1, ohne Zusatzleistungen".
    pub sentence: String,
    /// Measures that applied under a condition and now apply always.
    pub certain: Vec<Link>,
    /// Measures that do not apply any more.
    pub gone: Vec<MeasureRow>,
}

/// A measure in a few words.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct MeasureRow {
    /// Its number.
    pub number: Option<String>,
    /// Where it stands in the whole document.
    pub href: String,
    /// The control that it belongs to, or how it is called.
    pub control: String,
    /// What is done.
    pub text: Html,
    /// To what it applies, in words.
    pub scope: Option<String>,
}

/// Who takes which measures.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Responsibilities {
    /// What is around it.
    pub page: Frame,
    /// The title.
    pub title: String,
    /// One or two sentences.
    pub intro: String,
    /// The whole document.
    pub document: Link,
    /// The customer first: what he has to do himself.
    pub groups: Vec<ResponsibilityGroup>,
}

/// Measures of one responsibility.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct ResponsibilityGroup {
    /// `customer`, `shared`, `provider`, `subprocessor`; an anchor.
    pub id: String,
    /// In words.
    pub title: String,
    /// What it means.
    pub about: String,
    /// How many, in words.
    pub count: String,
    /// The measures, in the order of the document.
    pub measures: Vec<MeasureRow>,
}

/// The measures by other catalogues, with gaps.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Crosswalk {
    /// What is around it.
    pub page: Frame,
    /// The title.
    pub title: String,
    /// One or two sentences.
    pub intro: String,
    /// The whole document.
    pub document: Link,
    /// Measures as data.
    pub downloads: Vec<Link>,
    /// The catalogues.
    pub tables: Vec<CrosswalkTable>,
}

/// One catalogue.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct CrosswalkTable {
    /// Anchor.
    pub id: String,
    /// The catalogue.
    pub title: String,
    /// "7 von 8 abgedeckt", where the catalogue has a known extent.
    pub coverage: String,
    /// Its entries.
    pub rows: Vec<CrosswalkRow>,
}

/// An entry of a catalogue.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct CrosswalkRow {
    /// Its number or name.
    pub key: String,
    /// Whether that is a number such as `A.5.15`, which is of no language and is not translated.
    pub is_number: bool,
    /// Its name, where it has one beside its number.
    pub name: Option<String>,
    /// Measures that answer it.
    pub measures: Vec<Link>,
    /// What to say where there is none.
    pub gap: Option<String>,
}
