//! From what was written to what holds on a day: linked, ordered, dated.
//!
//! Only this stage makes a [`Site`]. Pure; the day is an argument. Knows nothing of YAML, HTML or templates.

pub mod diff;
pub mod state;
pub mod versions;

use std::sync::Arc;

use jiff::civil::Date;

use crate::model::catalogue::Catalogue;
use crate::model::document::{Document, Settings, Withdrawal};
use crate::model::site::{Page, SiteConfig};
use crate::model::subprocessor::Subprocessor;
use crate::model::text::Lang;
use crate::model::version::Version;

/// A trust center on a day.
#[derive(Clone, Debug)]
pub struct Site {
    /// The day.
    pub today: Date,
    /// `site.yaml`.
    pub config: Arc<SiteConfig>,
    /// The languages; the first is the default.
    pub languages: Vec<Lang>,
    /// `catalogue.yaml`.
    pub catalogue: Arc<Catalogue>,
    /// The documents, by their order, then their ids.
    pub documents: Vec<SiteDocument>,
    /// The unversioned pages, by their order, then their ids.
    pub pages: Vec<Arc<Page>>,
    /// What was announced or withdrawn, oldest first; of one day in a fixed order.
    pub changes: Vec<Change>,
}

/// A document on a day. Versions that are announced later are not in it.
#[derive(Clone, Debug)]
pub struct SiteDocument {
    /// What was written.
    pub document: Arc<Document>,
    /// The public versions, in the order of their announcement, then of their labels.
    pub versions: Vec<Dated>,
    /// The version in force: an index into `versions`.
    pub in_force: Option<usize>,
    /// Registers: who is engaged, who will be, who was.
    pub register: Option<RegisterState>,
}

/// A version and when it applies.
#[derive(Clone, Debug)]
pub struct Dated {
    /// Its place in the document's versions.
    pub index: usize,
    /// What it is on the day.
    pub status: Status,
    /// When it applied or applies: first day, and the day from which it does not any more. Several where a later version
    /// was withdrawn after it had taken effect; none where it never applied.
    pub ranges: Vec<(Date, Option<Date>)>,
    /// The version that follows it in force: an index into the site document's `versions`.
    pub successor: Option<usize>,
    /// On record as withdrawn on or before the day.
    pub withdrawal: Option<Arc<Withdrawal>>,
}

/// What a version is on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Public, not yet effective.
    Announced,
    /// Applies.
    InForce,
    /// Does not apply any more.
    Superseded,
    /// Shall not apply.
    Withdrawn,
}

/// A register on a day.
#[derive(Clone, Debug, Default)]
pub struct RegisterState {
    /// Who is engaged, in the order of the ids.
    pub in_force: Vec<Arc<Subprocessor>>,
    /// What has been announced and does not apply yet, in the order of effect.
    pub announced: Vec<Upcoming>,
    /// Who was engaged: the last state, and the version that ended it, newest first.
    pub ended: Vec<Ended>,
}

/// An announced version of a register.
#[derive(Clone, Debug)]
pub struct Upcoming {
    /// The version: an index into the site document's `versions`.
    pub version: usize,
    /// What it changes.
    pub changes: Vec<diff::EntryChange>,
}

/// A subprocessor that is not engaged any more.
#[derive(Clone, Debug)]
pub struct Ended {
    /// Its last state.
    pub entry: Arc<Subprocessor>,
    /// Since when.
    pub since: Date,
    /// The version that ended it: an index into the site document's `versions`.
    pub version: usize,
}

/// Something that happened to the site: what the change log and the feeds tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The day.
    pub date: Date,
    /// Its place among the changes of that day, from 0.
    pub place_in_day: u32,
    /// The document: an index into the site's `documents`.
    pub document: usize,
    /// The version: an index into the document's `versions`.
    pub version: usize,
    /// What happened.
    pub event: Event,
}

/// What can happen to a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// It was made public.
    Announced,
    /// It was taken back.
    Withdrawn,
}

impl SiteDocument {
    /// The version at an index of `versions`, as it was written.
    #[must_use]
    pub fn version(&self, index: usize) -> &Version {
        &self.document.versions[self.versions[index].index]
    }

    /// `document.yaml` as it holds for a version: the frozen one, else the document's.
    #[must_use]
    pub fn settings(&self, index: usize) -> &Settings {
        self.version(index).edition.settings.as_deref().unwrap_or(&self.document.settings)
    }
}

impl Site {
    /// The language in which a document prevails.
    #[must_use]
    pub fn binding<'a>(&'a self, settings: &'a Settings) -> &'a Lang {
        settings.binding_language.as_ref().map_or(&self.languages[0], |lang| &lang.value)
    }
}
