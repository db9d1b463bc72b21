//! The site with what is not public: versions that are announced later, and working copies that differ from the newest
//! version.
//!
//! Invariant: without this nothing of them is in a [`Site`] that pages are made from. What is public stands before them
//! in each document's versions, so that indices into these mean the same in both sites.

use std::sync::Arc;

use rayon::prelude::*;

use super::released::differs;
use super::{Dated, Site, SiteDocument, Status, state};
use crate::model::document::Document;
use crate::model::text::Localized;
use crate::model::version::{DRAFT, Version};
use crate::source::{Sources, Span, Spanned};

/// The site with scheduled versions and drafts; `sources` are what it was read from.
#[must_use]
pub fn with_drafts(site: &Site, sources: &Sources) -> Site {
    let documents = site.documents.par_iter().map(|of| document(site, of, sources)).collect();
    Site { documents, ..site.clone() }
}

fn document(site: &Site, of: &SiteDocument, sources: &Sources) -> SiteDocument {
    let mut of = of.clone();
    let scheduled = (0..of.document.versions.len())
        .filter(|&index| of.document.versions[index].announced.value > site.today)
        .map(|index| Dated::unpublished(index, Status::Scheduled));
    of.versions.extend(scheduled.collect::<Vec<_>>());
    if differs(&of.document, sources) {
        of.versions.push(Dated::unpublished(of.document.versions.len(), Status::Draft));
        of.document = Arc::new(drafted(site, &of.document));
        if let Some(register) = &mut of.register {
            register.changes = state::changes_by_version(&of.document);
        }
    }
    of
}

/// The document with its working copy as the last version.
fn drafted(site: &Site, document: &Document) -> Document {
    let span = Span::start_of(document.settings.file);
    let day = Spanned::new(site.today, span);
    let mut edition = document.working.clone();
    edition.settings = None;
    let draft = Version {
        label: DRAFT.to_owned(),
        span,
        announced: day.clone(),
        effective: day,
        effective_for_new: None,
        responsible: None,
        note: Localized::Same(Spanned::new(String::new(), span)),
        change: None,
        justification: None,
        approved_by: Vec::new(),
        annexes: std::collections::BTreeMap::new(),
        edition,
    };
    let mut document = document.clone();
    document.versions.push(draft);
    document
}

impl Dated {
    /// A version that has no dates on which it applies, because it is not public.
    fn unpublished(index: usize, status: Status) -> Self {
        Self { index, status, ranges: Vec::new(), successor: None, withdrawal: None }
    }
}

impl SiteDocument {
    /// The versions that the public does not see: scheduled ones and the draft, as indices of `versions`.
    pub fn unpublished(&self) -> impl Iterator<Item = usize> {
        (0..self.versions.len()).filter(|&at| !self.versions[at].status.is_public())
    }

    /// The versions that the public sees, as indices of `versions`.
    #[must_use]
    pub fn public(&self) -> impl DoubleEndedIterator<Item = usize> {
        (0..self.versions.len()).filter(|&at| self.versions[at].status.is_public())
    }

    /// The draft, as an index of `versions`.
    #[must_use]
    pub fn draft(&self) -> Option<usize> {
        self.versions.iter().position(|dated| dated.status == Status::Draft)
    }

    /// Whether there is a version that the public sees.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.public().next().is_some()
    }
}
