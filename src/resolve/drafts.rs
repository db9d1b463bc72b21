//! The site with what is not public: versions that are announced later, and working copies that differ from the newest
//! version.
//!
//! Invariant: without this nothing of them is in a [`Site`] that pages are made from. What is public stands before them
//! in each document's versions, so that indices into these mean the same in both sites.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Dated, Site, SiteDocument, Status, state};
use crate::model::document::Document;
use crate::model::prose::Prose;
use crate::model::text::Localized;
use crate::model::version::{DRAFT, Version};
use crate::source::{FileId, Sources, Span, Spanned, without_schema_line};

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

/// Whether the working copy says something else than the newest version that was not withdrawn. Facts by name count as
/// the values that the release wrote in their place.
#[must_use]
pub fn differs(document: &Document, sources: &Sources) -> bool {
    let working = &document.working;
    let facts = |folder: &str| {
        let file = document.settings.kind.facts_file()?;
        sources.find(&format!("content/{}/{folder}{file}", document.id))
    };
    let says = |file: FileId| sources.text(file).map(without_schema_line);
    let same = |a: FileId, b: FileId| sources.get(a).digest == sources.get(b).digest || says(a) == says(b);
    let Some(newest) = document.newest() else { return !working.prose.is_empty() || facts("").is_some() };
    let frozen = &newest.edition.prose;
    let facts_differ = match (facts(""), facts(&format!("versions/{}/", newest.label))) {
        (Some(working), Some(frozen)) => !same(working, frozen),
        (working, frozen) => working.is_some() != frozen.is_some(),
    };
    facts_differ
        || working.prose.len() != frozen.len()
        || working
            .prose
            .iter()
            .any(|(lang, prose)| frozen.get(lang).is_none_or(|frozen| !is_released_as(sources, prose, frozen)))
}

fn is_released_as(sources: &Sources, working: &Prose, frozen: &Prose) -> bool {
    if sources.get(working.file).digest == sources.get(frozen.file).digest {
        return true;
    }
    let (Some(text), Some(rest)) = (sources.text(working.file), sources.text(frozen.file)) else { return false };
    // What stands between the facts has to stand in the frozen text in the same order. A list by name, which the frozen
    // text keeps, is passed over in the same way.
    let mut pieces = text.trim_end().split("{{").enumerate().map(|(at, piece)| match piece.split_once("}}") {
        Some((_, literal)) if at > 0 => literal,
        _ => piece,
    });
    let Some(mut rest) = pieces.next().and_then(|first| rest.trim_end().strip_prefix(first)) else { return false };
    let mut pieces = pieces.peekable();
    if pieces.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(literal) = pieces.next() {
        if pieces.peek().is_none() {
            return rest.ends_with(literal);
        }
        match rest.find(literal) {
            Some(found) => rest = &rest[found + literal.len()..],
            None => return false,
        }
    }
    true
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
