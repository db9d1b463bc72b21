//! Which versions of other documents a version shows: those that stood when it was announced.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::model::document::{Document, Edition, Kind};
use crate::model::prose::NamedList;
use crate::resolve::versions::timeline;
use crate::resolve::{Site, SiteDocument};

/// The annexes of a document and what its text lists by name, each with the label of the version that is public on
/// `announced` and applies on `effective`.
pub(super) fn pins(
    site: &Site,
    of: &SiteDocument,
    edition: &Edition,
    announced: Date,
    effective: Date,
) -> BTreeMap<String, String> {
    let settings = edition.settings.as_deref().unwrap_or(&of.document.settings);
    let mut ids: BTreeSet<&str> = settings.annexes.iter().map(|id| id.as_str()).collect();
    let annexed = |kind| ids.iter().filter_map(|id| site.document(id)).any(|of| of.document.settings.kind == kind);
    let listed: Vec<Kind> = edition.prose.values().flat_map(|prose| prose.lists.iter()).filter_map(shown_by).collect();
    let listed = listed.into_iter().filter(|&kind| kind != settings.kind && !annexed(kind));
    let listed: Vec<&str> =
        listed.filter_map(|kind| site.document_of(kind)).map(|of| of.document.id.as_str()).collect();
    ids.extend(listed);
    let pinned = ids.into_iter().filter_map(|id| {
        let of = site.document(id)?;
        Some((id.to_owned(), standing(&of.document, announced, effective)?))
    });
    pinned.collect()
}

fn shown_by(list: &crate::model::prose::ListUse) -> Option<Kind> {
    match list.list {
        NamedList::Subprocessors => Some(Kind::Subprocessors),
        NamedList::Measures(_) => Some(Kind::Measures),
        NamedList::Contact => Some(Kind::Contact),
        NamedList::History | NamedList::Products => None,
    }
}

/// Of the versions that are public on `announced`, the one that applies on `effective`, else the last.
fn standing(document: &Document, announced: Date, effective: Date) -> Option<String> {
    let (public, _) = timeline(document, announced);
    let applies = public.iter().find(|dated| {
        dated.ranges.iter().any(|&(from, until)| from <= effective && until.is_none_or(|end| effective < end))
    });
    let last = || public.iter().rev().find(|dated| dated.withdrawal.is_none());
    applies.or_else(last).map(|dated| document.versions[dated.index].label.clone())
}
