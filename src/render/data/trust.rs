//! The index of the site as data: `/trust.json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::register::Address;

/// A trust center: who publishes it, whom to ask, which versions of which documents apply when.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Trust {
    /// The address of this schema.
    #[serde(rename = "$schema")]
    pub schema: String,
    /// The version of the form of this file.
    pub version: u8,
    /// The language of the texts.
    pub lang: String,
    /// The languages of the site; the first is the default.
    pub languages: Vec<String>,
    /// The title of the site.
    pub title: String,
    /// Its overview.
    pub url: String,
    /// Who publishes.
    pub organisation: Organisation,
    /// The data protection officer; null where none is designated or none is named here.
    pub officer: Option<Officer>,
    /// The documents, in their order.
    pub documents: Vec<Document>,
    /// The feeds of the site.
    pub feeds: Vec<Feed>,
    /// The key with which `SHA256SUMS` is signed (minisign), where it is signed.
    pub public_key: Option<String>,
}

/// Who publishes.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Organisation {
    /// Legal name.
    pub name: String,
    /// Seat.
    pub address: Address,
    /// E-mail address.
    pub email: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Main website.
    pub website: Option<String>,
    /// VAT identification number.
    pub vat_id: Option<String>,
}

/// The data protection officer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Officer {
    /// Name.
    pub name: Option<String>,
    /// Function.
    pub role: Option<String>,
    /// The company, where it is an external one.
    pub organisation: Option<String>,
    /// Postal address.
    pub address: Option<Address>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// The page of the contact.
    pub url: Option<String>,
}

/// A document.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Document {
    /// The id, stable for ever.
    pub id: String,
    /// `agreement`, `policy`, `measures`, `subprocessors` or `contact`.
    pub kind: String,
    /// The title.
    pub title: String,
    /// The page of what applies.
    pub url: String,
    /// The language that prevails.
    pub binding_language: String,
    /// The label of the version in force.
    pub in_force: Option<String>,
    /// The public versions, in the order of their announcement.
    pub versions: Vec<Version>,
    /// Its feeds.
    pub feeds: Vec<Feed>,
    /// Its facts as data.
    pub data: Vec<File>,
}

/// A version.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Version {
    /// The label.
    pub label: String,
    /// `announced`, `in-force`, `superseded` or `withdrawn`.
    pub status: String,
    /// Its page, for ever.
    pub url: String,
    /// From this day it is public.
    #[schemars(extend("format" = "date"))]
    pub announced: String,
    /// From this day it applies.
    #[schemars(extend("format" = "date"))]
    pub effective: String,
    /// When it applied or applies.
    pub ranges: Vec<Range>,
    /// The last day to object, where there is such a right.
    #[schemars(extend("format" = "date"))]
    pub objection_until: Option<String>,
    /// What changed and why.
    pub note: String,
    /// The frozen text in each of its languages.
    pub texts: Vec<Source>,
    /// The files of its facts.
    pub data: Vec<File>,
}

/// A range of days.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Range {
    /// The first day.
    #[schemars(extend("format" = "date"))]
    pub from: String,
    /// The last day; null until further notice.
    #[schemars(extend("format" = "date"))]
    pub until: Option<String>,
}

/// A frozen text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Source {
    /// Its language.
    pub lang: String,
    /// The file.
    pub url: String,
    /// Its SHA-256 digest.
    pub sha256: String,
}

/// A file.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct File {
    /// The media type.
    pub media_type: String,
    /// The file.
    pub url: String,
}

/// A feed or calendar.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Feed {
    /// The media type.
    pub media_type: String,
    /// What it tells.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Its language.
    pub lang: String,
}
