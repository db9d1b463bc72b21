//! A further processor, Art. 28(2) and (4) GDPR.

use jiff::civil::Date;

use super::catalogue::Certification;
use super::condition::Condition;
use super::site::Address;
use super::text::{Country, Localized};
use crate::source::Spanned;

/// One entry of `register.yaml`. Only id and name are sure to be there.
#[derive(Clone, Debug)]
pub struct Subprocessor {
    /// The id, stable for ever.
    pub id: Spanned<String>,
    /// Legal name.
    pub name: Spanned<String>,
    /// Names that it had before.
    pub former_names: Vec<Spanned<String>>,
    /// Seat.
    pub address: Option<Address>,
    /// Whom to ask.
    pub contact: Option<Spanned<ContactPoint>>,
    /// Website.
    pub website: Option<Spanned<String>>,
    /// Controlling company.
    pub parent: Option<Parent>,
    /// What it does.
    pub service: Option<Localized>,
    /// Categories of data, ids of the catalogue.
    pub data: Vec<Spanned<String>>,
    /// Categories of data subjects, ids of the catalogue.
    pub subjects: Vec<Spanned<String>>,
    /// Where data are processed or can be reached from.
    pub locations: Vec<Location>,
    /// Basis of transfers to third countries.
    pub transfer: Option<Transfer>,
    /// For whom it works; everybody where it is not said.
    pub applies_to: Option<Condition>,
    /// The processor that engages it, where that is not the publisher.
    pub engaged_by: Option<Spanned<String>>,
    /// Entries that it replaces.
    pub replaces: Vec<Spanned<String>>,
    /// Engaged since.
    pub since: Option<Spanned<Date>>,
    /// What it is certified for.
    pub certifications: Vec<Certification>,
    /// Where it lists its own subprocessors.
    pub subprocessor_list: Option<Spanned<String>>,
    /// Use of artificial intelligence.
    pub ai: Option<Ai>,
    /// Last review of its guarantees.
    pub reviewed: Option<Spanned<Date>>,
}

/// Whom to ask at a subprocessor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactPoint {
    /// The function.
    pub role: Option<Localized>,
    /// A name.
    pub name: Option<Spanned<String>>,
    /// E-mail address.
    pub email: Option<Spanned<String>>,
    /// Telephone.
    pub phone: Option<Spanned<String>>,
    /// A form or page.
    pub url: Option<Spanned<String>>,
}

/// The company that controls a subprocessor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parent {
    /// Its name.
    pub name: Spanned<String>,
    /// Its seat.
    pub country: Option<Spanned<Country>>,
}

/// A country, or a region that stands for several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Area {
    /// A country.
    Country(Country),
    /// A region such as `EU` or `EEA`, as written.
    Region(String),
}

/// A place of processing or access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The country or region.
    pub area: Spanned<Area>,
    /// The city.
    pub city: Option<Spanned<String>>,
    /// For what: storage, support …
    pub purpose: Option<Localized>,
}

/// Basis of a transfer, Art. 44 to 49 GDPR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mechanism {
    /// Adequacy decision, Art. 45.
    Adequacy,
    /// EU-US Data Privacy Framework, (EU) 2023/1795.
    Dpf,
    /// Standard contractual clauses, (EU) 2021/914.
    Scc,
    /// Binding corporate rules, Art. 47.
    Bcr,
    /// Derogation, Art. 49.
    Derogation,
}

impl Mechanism {
    /// All, with the word of the format.
    pub const NAMES: &'static [(&'static str, Self)] = &[
        ("adequacy", Self::Adequacy),
        ("dpf", Self::Dpf),
        ("scc", Self::Scc),
        ("bcr", Self::Bcr),
        ("derogation", Self::Derogation),
    ];
}

/// On what a transfer to a third country rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// The basis.
    pub mechanism: Spanned<Mechanism>,
    /// Module of the standard contractual clauses, 1 to 4.
    pub module: Option<Spanned<u8>>,
    /// What holds if the basis falls.
    pub fallback: Option<Localized>,
    /// The decision, such as (EU) 2023/1795.
    pub decision: Option<Spanned<String>>,
    /// When the basis was last checked.
    pub checked: Option<Spanned<Date>>,
}

/// Use of artificial intelligence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ai {
    /// Whether it is used on customers' data.
    pub used: Spanned<bool>,
    /// For what, and on which terms.
    pub note: Option<Localized>,
}
