//! From what was written to what holds on a day: linked, ordered, dated.
//!
//! Only this stage makes a [`Site`]. Pure; the day is an argument. Knows nothing of YAML, HTML or templates.

pub mod compare;
pub mod deadline;
pub mod diff;
pub mod drafts;
pub mod facts;
mod ids;
pub mod inherited;
mod links;
pub mod next;
pub mod numbers;
pub mod overlap;
pub mod released;
pub mod scope;
pub mod state;
pub mod versions;
pub mod weakening;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::Report;
use crate::model::Content;
use crate::model::catalogue::Catalogue;
use crate::model::contact::Contact;
use crate::model::document::{Document, Facts, Kind, Notice, Settings, Withdrawal};
use crate::model::site::{Page, SiteConfig};
use crate::model::subprocessor::Subprocessor;
use crate::model::text::Lang;
use crate::model::version::Version;
use crate::source::FileId;

/// What `content` is on `today`: a [`Site`] where nothing in it is wrong.
#[must_use]
pub fn resolve(content: &Content, today: Date) -> (Option<Site>, Report) {
    let mut report = ids::check(content);
    let languages: Vec<Lang> = content.config.languages.iter().map(|lang| lang.value.clone()).collect();
    let resolved: Vec<(SiteDocument, Report)> =
        content.documents.par_iter().map(|document| site_document(document, &languages[0], today)).collect();
    let mut documents = Vec::with_capacity(resolved.len());
    for (document, findings) in resolved {
        documents.push(document);
        report.extend(findings);
    }
    documents
        .sort_by(|a, b| (a.document.settings.order, &a.document.id).cmp(&(b.document.settings.order, &b.document.id)));
    let mut pages = content.pages.clone();
    pages.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
    let site = Site {
        today,
        public_key: None,
        config: Arc::clone(&content.config),
        languages,
        catalogue: Arc::clone(&content.catalogue),
        changes: changes(&documents),
        by_id: documents.iter().enumerate().map(|(at, d)| (d.document.id.clone(), at)).collect(),
        by_kind: by_kind(&documents),
        documents,
        pages,
        assets: content.assets.clone(),
    };
    report.extend(links::check(&site));
    ((!report.has_errors()).then_some(site), report)
}

fn site_document(document: &Arc<Document>, default: &Lang, today: Date) -> (SiteDocument, Report) {
    let binding = document.settings.binding_language.as_ref().map_or(default, |lang| &lang.value);
    let mut report = versions::check(document, binding);
    let (versions, in_force) = versions::timeline(document, today);
    let register = (document.settings.kind == Kind::Subprocessors).then(|| {
        report.extend(state::check(document));
        state::register_on(document, &versions, today)
    });
    (SiteDocument { document: Arc::clone(document), versions, in_force, register }, report)
}

/// Of each kind the first document that has a version in force, else the first.
fn by_kind(documents: &[SiteDocument]) -> BTreeMap<Kind, usize> {
    let mut by_kind: BTreeMap<Kind, usize> = BTreeMap::new();
    for (at, of) in documents.iter().enumerate() {
        let chosen = by_kind.entry(of.document.settings.kind).or_insert(at);
        if documents[*chosen].in_force.is_none() && of.in_force.is_some() {
            *chosen = at;
        }
    }
    by_kind
}

/// What happened, oldest first; of one day by document, label and event, so that the order is the same for ever.
fn changes(documents: &[SiteDocument]) -> Vec<Change> {
    let mut changes = Vec::new();
    for (document, of) in documents.iter().enumerate() {
        for (version, dated) in of.versions.iter().enumerate() {
            let mut add = |date, event| changes.push(Change { date, place_in_day: 0, document, version, event });
            add(of.version(version).announced.value, Event::Announced);
            if let Some(withdrawal) = &dated.withdrawal {
                add(withdrawal.date.value, Event::Withdrawn);
            }
        }
    }
    changes.sort_by(|a, b| {
        let key = |c: &Change| (c.date, documents[c.document].document.id.clone());
        key(a).cmp(&key(b)).then((a.version, a.event).cmp(&(b.version, b.event)))
    });
    let mut day = None;
    let mut place = 0;
    for change in &mut changes {
        place = if day == Some(change.date) { place + 1 } else { 0 };
        day = Some(change.date);
        change.place_in_day = place;
    }
    changes
}

/// A trust center on a day.
#[derive(Clone, Debug)]
pub struct Site {
    /// The day.
    pub today: Date,
    /// The key that proves who published it, in minisign's form, where what is published will be signed.
    pub public_key: Option<String>,
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
    /// Files that are copied as they are: path below `assets/` and the file.
    pub assets: Vec<(String, FileId)>,
    /// What was announced or withdrawn, oldest first; of one day in a fixed order.
    pub changes: Vec<Change>,
    /// Documents by id: indices into `documents`.
    by_id: BTreeMap<String, usize>,
    /// Of each kind the document that speaks for the site: an index into `documents`.
    by_kind: BTreeMap<Kind, usize>,
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
    /// Will be announced later; in previews only.
    Scheduled,
    /// Not released; in previews only.
    Draft,
}

impl Status {
    /// Whether the public sees such a version.
    #[must_use]
    pub fn is_public(self) -> bool {
        !matches!(self, Self::Scheduled | Self::Draft)
    }
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
    /// What each version changes, by its place in the document's versions.
    pub changes: Vec<Vec<diff::EntryChange>>,
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

    /// The version that a version was made from: the last one announced before it that was not withdrawn by then.
    #[must_use]
    pub fn base(&self, version: usize) -> Option<usize> {
        let day = self.version(version).announced.value;
        let stood = |at: &usize| self.versions[*at].withdrawal.as_ref().is_none_or(|gone| gone.date.value > day);
        (0..version).rev().find(stood)
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

    /// The document of a kind that speaks for the site: the first that has a version in force, else the first.
    #[must_use]
    pub fn document_of(&self, kind: Kind) -> Option<&SiteDocument> {
        self.by_kind.get(&kind).map(|&at| &self.documents[at])
    }

    /// The document of this id.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&SiteDocument> {
        self.place(id).map(|at| &self.documents[at])
    }

    /// The place of the document of this id among the documents.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The contact of the data protection officer that holds on the day; the working copy's before the first release.
    #[must_use]
    pub fn contact(&self) -> Option<&Contact> {
        let document = self.document_of(Kind::Contact)?;
        let edition = document.in_force.map_or(&document.document.working, |at| &document.version(at).edition);
        match &edition.facts {
            Facts::Contact(contact) => Some(contact),
            _ => None,
        }
    }

    /// The contractual notice clock: that of the register.
    #[must_use]
    pub fn notice(&self) -> Option<&Notice> {
        self.document_of(Kind::Subprocessors)?.document.settings.notice.as_ref()
    }

    /// Days on which no period ends.
    #[must_use]
    pub fn holidays(&self) -> BTreeSet<Date> {
        self.config.holidays.iter().map(|day| day.value).collect()
    }

    /// The last day to object to a version of a register whose document has a notice clock.
    #[must_use]
    pub fn last_day_to_object(&self, document: &SiteDocument, version: usize) -> Option<Date> {
        let notice = document.settings(version).notice.as_ref()?;
        deadline::last_day_to_object(document.version(version).announced.value, notice.period.value, &self.holidays())
    }
}
