//! A document: what it is, its working copy, its versions.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::catalogue::Catalogue;
use super::contact::Contact;
use super::measure::Goal;
use super::prose::Prose;
use super::subprocessor::Subprocessor;
use super::text::{Lang, Localized};
use super::version::Version;
use crate::source::{FileId, Span, Spanned};

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Data processing agreement (AVV), Art. 28 GDPR.
    Agreement,
    /// Any other text with versions.
    Policy,
    /// Technical and organisational measures (TOMs), Art. 32 GDPR.
    Measures,
    /// Register of subprocessors, Art. 28(2) and (4) GDPR.
    Subprocessors,
    /// Data protection officer, Art. 37 to 39 GDPR.
    Contact,
}

impl Kind {
    /// All kinds, with the word of the format.
    pub const NAMES: &'static [(&'static str, Self)] = &[
        ("agreement", Self::Agreement),
        ("policy", Self::Policy),
        ("measures", Self::Measures),
        ("subprocessors", Self::Subprocessors),
        ("contact", Self::Contact),
    ];

    /// The word of the format.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Policy => "policy",
            Self::Measures => "measures",
            Self::Subprocessors => "subprocessors",
            Self::Contact => "contact",
        }
    }

    /// The file that holds the facts of a document of this kind.
    #[must_use]
    pub fn facts_file(self) -> Option<&'static str> {
        match self {
            Self::Agreement | Self::Policy => None,
            Self::Measures => Some("measures.yaml"),
            Self::Subprocessors => Some("register.yaml"),
            Self::Contact => Some("contact.yaml"),
        }
    }
}

/// A folder of `content/` with a `document.yaml`.
#[derive(Clone, Debug)]
pub struct Document {
    /// The folder's name.
    pub id: String,
    /// `document.yaml`.
    pub settings: Arc<Settings>,
    /// The files beside `versions/`: the draft of the next version.
    pub working: Edition,
    /// The released versions, in the order of their announcement, then of their labels.
    pub versions: Vec<Version>,
}

impl Document {
    /// The newest version that is not on record as withdrawn.
    #[must_use]
    pub fn newest(&self) -> Option<&Version> {
        let withdrawn = |label: &str| self.settings.withdrawn.iter().any(|gone| gone.version.value == label);
        self.versions.iter().rev().find(|version| !withdrawn(&version.label))
    }
}

/// The text and the facts of one version or of the working copy.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    /// The text in each language.
    pub prose: BTreeMap<Lang, Prose>,
    /// The facts, by kind of document.
    pub facts: Facts,
    /// Outlines of the texts of the facts that name facts or lead somewhere, each with its language where it has one.
    pub texts: Arc<[(Option<Lang>, Prose)]>,
    /// `document.yaml` as it was frozen beside a version.
    pub settings: Option<Arc<Settings>>,
    /// `catalogue.yaml` as it was frozen beside a version.
    pub catalogue: Option<Arc<Catalogue>>,
}

/// What a document holds beside its text.
#[derive(Clone, Debug, Default)]
pub enum Facts {
    /// Nothing.
    #[default]
    None,
    /// `measures.yaml`.
    Measures(Arc<[Goal]>),
    /// `register.yaml`.
    Register(Arc<[Subprocessor]>),
    /// `contact.yaml`.
    Contact(Arc<Contact>),
}

/// `document.yaml`.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The file itself.
    pub file: FileId,
    /// What the document is.
    pub kind: Kind,
    /// Where that is said.
    pub kind_at: Span,
    /// The title.
    pub title: Localized,
    /// A short name, such as AVV.
    pub short: Option<Localized>,
    /// One or two sentences.
    pub summary: Option<Localized>,
    /// The last part of its address; the id where there is none.
    pub slug: Option<Localized>,
    /// Its place in lists; smaller is earlier.
    pub order: i64,
    /// Which language prevails; the site's default where it is not said.
    pub binding_language: Option<Spanned<Lang>>,
    /// Who answers for it.
    pub responsible: Option<Localized>,
    /// Agreements: the documents that belong to the contract.
    pub annexes: Vec<Spanned<String>>,
    /// Agreements: which clauses answer which duty.
    pub covers: BTreeMap<String, Covered>,
    /// History whose text is not kept.
    pub earlier_versions: Vec<EarlierVersion>,
    /// Registers: the contractual notice clock.
    pub notice: Option<Notice>,
    /// Released versions that shall not apply.
    pub withdrawn: Vec<Withdrawal>,
    /// Rules that do not apply here.
    pub waive: Vec<Waiver>,
}

/// The text before the first clause, as `covers` calls it.
pub const PREAMBLE: &str = "preamble";

/// The duties of Art. 28 GDPR and Implementing Decision (EU) 2021/915 that a clause can answer: the keys of `covers`.
pub const DUTIES: &[&str] = &[
    "art28-3-subject",
    "art28-3-duration",
    "art28-3-purpose",
    "art28-3-data",
    "art28-3-subjects",
    "art9",
    "art28-3-a",
    "art28-3-b",
    "art28-3-c",
    "art28-2",
    "art28-2-notice",
    "art28-4",
    "art28-3-e",
    "art28-3-f",
    "art33-2",
    "art28-3-g",
    "art28-3-h",
    "art28-3-unlawful",
    "art28-9",
    "art44",
    "parties",
];

/// The clauses that answer one duty.
#[derive(Clone, Debug)]
pub struct Covered {
    /// Where the key stands.
    pub key: Span,
    /// Clause numbers, or `preamble`.
    pub clauses: Vec<Spanned<String>>,
}

/// A version whose text is not kept.
#[derive(Clone, Debug)]
pub struct EarlierVersion {
    /// Its label.
    pub version: Spanned<String>,
    /// Its status in free words.
    pub status: Option<Localized>,
    /// Its date.
    pub date: Spanned<Date>,
    /// Who answered for it.
    pub responsible: Option<Localized>,
    /// What it was about.
    pub note: Option<Localized>,
}

/// The unit of a notice period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Calendar days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Days that are neither Saturday, Sunday nor holiday.
    BusinessDays,
}

/// A length of time as a contract states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// The contractual notice clock of a register, Art. 28(2) GDPR.
#[derive(Clone, Debug)]
pub struct Notice {
    /// How long customers have.
    pub period: Spanned<Period>,
    /// How to object, and what follows.
    pub objection: Option<Objection>,
}

/// How to object.
#[derive(Clone, Debug)]
pub struct Objection {
    /// By e-mail.
    pub email: Option<Spanned<String>>,
    /// By a form.
    pub url: Option<Spanned<String>>,
    /// What follows from an objection.
    pub consequence: Option<Localized>,
}

/// A released version that shall not apply.
#[derive(Clone, Debug)]
pub struct Withdrawal {
    /// The label of the version.
    pub version: Spanned<String>,
    /// From this day.
    pub date: Spanned<Date>,
    /// Why.
    pub reason: Localized,
}

/// A rule that does not apply here.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// The rule's code.
    pub rule: Spanned<String>,
    /// Entries, clauses or versions that it is narrowed to; all where empty.
    pub narrowed_to: Vec<Spanned<String>>,
    /// Why.
    pub reason: Localized,
    /// The last day on which it holds.
    pub until: Option<Spanned<Date>>,
}
