//! The register of subprocessors as data: `register.json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::change::Version;

/// The register of subprocessors, Art. 28(2) and (4) GDPR.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Register {
    /// The address of this schema.
    #[serde(rename = "$schema")]
    pub schema: String,
    /// The version of the form of this file.
    pub version: u8,
    /// The language of the texts.
    pub lang: String,
    /// The id of the document.
    pub document: String,
    /// Its title.
    pub title: String,
    /// The page that shows the same.
    pub url: String,
    /// Who publishes.
    pub organisation: String,
    /// The version that this is: the one in force, or the one whose own file this is. Null before the first takes effect.
    pub current: Option<Version>,
    /// Who is engaged, in the order of the ids.
    pub subprocessors: Vec<Subprocessor>,
    /// What has been announced and does not apply yet, in the order of effect.
    pub announced: Vec<Version>,
    /// Who was engaged, newest first.
    pub ended: Vec<Ended>,
}

/// Who is not engaged any more.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Ended {
    /// Since this day.
    #[schemars(extend("format" = "date"))]
    pub since: String,
    /// The label of the version that ended it.
    pub label: String,
    /// The last state.
    pub subprocessor: Subprocessor,
}

/// A subprocessor.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Subprocessor {
    /// The id, stable for ever.
    pub id: String,
    /// Legal name.
    pub name: String,
    /// Names that it had before.
    pub former_names: Vec<String>,
    /// Its page.
    pub url: String,
    /// Seat.
    pub address: Option<Address>,
    /// Whom to ask.
    pub contact: Option<Contact>,
    /// Website.
    pub website: Option<String>,
    /// Controlling company.
    pub parent: Option<Parent>,
    /// What it does.
    pub service: Option<String>,
    /// Categories of data.
    pub data: Vec<Named>,
    /// Categories of data subjects.
    pub subjects: Vec<Named>,
    /// Where data are processed or can be reached from.
    pub locations: Vec<Location>,
    /// Basis of transfers to third countries.
    pub transfer: Option<Transfer>,
    /// For which products it works: the condition as it is written; null for all.
    pub applies_to: Option<String>,
    /// The same in words.
    pub scope: Option<String>,
    /// The id of the processor that engages it, where that is not the publisher.
    pub engaged_by: Option<String>,
    /// The ids of entries that it replaces.
    pub replaces: Vec<String>,
    /// Engaged since.
    #[schemars(extend("format" = "date"))]
    pub since: Option<String>,
    /// What it is certified for.
    pub certifications: Vec<Certification>,
    /// Where it lists its own subprocessors.
    pub subprocessor_list: Option<String>,
    /// Use of artificial intelligence; null where nothing is said.
    pub ai: Option<Ai>,
    /// Last review of its guarantees.
    #[schemars(extend("format" = "date"))]
    pub reviewed: Option<String>,
}

/// A postal address.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Address {
    /// Line by line.
    pub street: Vec<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Country, ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

/// Whom to ask.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Contact {
    /// The function.
    pub role: Option<String>,
    /// A name.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// A form or page.
    pub url: Option<String>,
}

/// A controlling company.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Parent {
    /// Its name.
    pub name: String,
    /// Its seat, ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

/// An id of the catalogue and its name.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Named {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
}

/// A place of processing or access.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Location {
    /// Country, ISO 3166-1 alpha-2; null where a region is named instead.
    pub country: Option<String>,
    /// A region such as `EU`, where no country is named.
    pub region: Option<String>,
    /// City.
    pub city: Option<String>,
    /// For what: storage, support …
    pub purpose: Option<String>,
    /// The same in words.
    pub text: String,
}

/// Basis of a transfer, Art. 44 to 49 GDPR.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Transfer {
    /// `adequacy`, `dpf`, `scc`, `bcr` or `derogation`.
    pub mechanism: String,
    /// Module of the standard contractual clauses, 1 to 4.
    pub module: Option<u8>,
    /// What holds if the basis falls.
    pub fallback: Option<String>,
    /// The decision, such as (EU) 2023/1795.
    pub decision: Option<String>,
    /// When the basis was last checked.
    #[schemars(extend("format" = "date"))]
    pub checked: Option<String>,
    /// The same in words.
    pub text: String,
}

/// A certificate.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Certification {
    /// Its name.
    pub name: String,
    /// What it covers.
    pub scope: Option<String>,
    /// The last day.
    #[schemars(extend("format" = "date"))]
    pub valid_until: Option<String>,
}

/// Use of artificial intelligence.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Ai {
    /// Whether it is used on customers' data.
    pub used: bool,
    /// For what, and on which terms.
    pub note: Option<String>,
}
