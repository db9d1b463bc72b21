//! Comparisons of two versions: which there are, their pages, and what leads to them.
//!
//! What changed is found by [`crate::redline`]; here versions are made ready for it, with facts and lists in the words of
//! a language, and its result is written as HTML. Invariant: what is compared is what the versions' pages show.

mod html;
mod page;
mod parts;
mod passage;
mod told;

use std::collections::BTreeSet;

use super::Renderer;
use super::body::{Shown, Writer, prose_for};
use super::routes::Routes;
use super::theme::Theme;
use super::view::part::Link;
use super::voice::Voice;
use crate::model::document::{Edition, Settings};
use crate::model::text::Lang;
use crate::model::version::Version;
use crate::redline::{Part, Redline, compare};
use crate::resolve::facts::Subject;
use crate::resolve::{Site, SiteDocument};
use crate::source::Sources;
pub(super) use page::in_words;
pub(super) use told::Told;

/// One of the two that are compared.
#[derive(Clone, Copy, Debug)]
pub enum Copy<'a> {
    /// A released version.
    Version(&'a Version),
    /// The working copy.
    Draft,
}

impl<'a> Copy<'a> {
    fn edition(self, of: &'a SiteDocument) -> &'a Edition {
        match self {
            Self::Version(version) => &version.edition,
            Self::Draft => &of.document.working,
        }
    }

    fn settings(self, of: &'a SiteDocument) -> &'a Settings {
        self.edition(of).settings.as_deref().unwrap_or(&of.document.settings)
    }

    fn subject(self, of: &'a SiteDocument) -> Subject<'a> {
        match self {
            Self::Version(version) => Subject::Version(&of.document, version),
            Self::Draft => Subject::Draft(&of.document),
        }
    }
}

/// What changed between two versions of a document, in a language of the site.
#[must_use]
pub fn redline(
    site: &Site,
    theme: &Theme,
    sources: &Sources,
    of: &SiteDocument,
    (old, new): (Copy<'_>, Copy<'_>),
    lang: &Lang,
) -> Redline {
    let renderer = Renderer::new(site, theme, sources);
    let voice = renderer.voices.iter().find(|voice| voice.lang == lang).unwrap_or(&renderer.voices[0]);
    compare(&renderer.parts(voice, of, old), &renderer.parts(voice, of, new))
}

/// The pairs of versions that have a page, as indices: neighbours, one that follows a withdrawn one with the one that it
/// was made from, each older one with the one in force, and in previews the one in force with the draft.
pub(super) fn pairs(of: &SiteDocument) -> Vec<(usize, usize)> {
    let neighbours = (1..of.versions.len()).map(|at| (at - 1, at));
    let made_from = (1..of.versions.len()).filter_map(|at| Some((of.base(at)?, at)));
    let current =
        of.in_force.into_iter().flat_map(|current| (0..current.saturating_sub(1)).map(move |at| (at, current)));
    let draft = of.in_force.zip(of.draft()).filter(|(current, draft)| current + 1 < *draft);
    let pairs: BTreeSet<(usize, usize)> = neighbours.chain(made_from).chain(current).chain(draft).collect();
    pairs.into_iter().collect()
}

impl<'a> Renderer<'a> {
    /// What a version shows, ready to be compared.
    pub(super) fn parts(&self, voice: &Voice<'a>, of: &SiteDocument, copy: Copy<'_>) -> Vec<Part> {
        let edition = copy.edition(of);
        let binding = self.site.binding(copy.settings(of));
        let prose = prose_for(&edition.prose, voice.lang, binding);
        let shown = Shown { subject: copy.subject(of), of: Some(of), edition: Some(edition), binding, register: None };
        Writer::new(self, voice, shown, prose).parts()
    }
}

/// The path of a comparison.
pub(super) fn path(routes: &Routes<'_>, lang: &Lang, of: &SiteDocument, (old, new): (usize, usize)) -> String {
    let pair = format!("compare/{}...{}", of.version(old).label, of.version(new).label);
    routes.below(lang, &of.document, &pair)
}

/// The link to what a version changed against the one that it was made from.
pub(super) fn since_before(routes: &Routes<'_>, voice: &Voice<'_>, of: &SiteDocument, version: usize) -> Option<Link> {
    let before = of.base(version)?;
    let label = voice.texts.redlines.since(&of.version(before).label);
    Some(Link::new(label, routes.href(&path(routes, voice.lang, of, (before, version)))))
}

/// The link to what a draft or a scheduled version changes: a scheduled one is compared with its neighbour, a draft with
/// what is in force.
pub(super) fn of_unpublished(
    routes: &Routes<'_>,
    voice: &Voice<'_>,
    of: &SiteDocument,
    version: usize,
) -> Option<Link> {
    let current = of.in_force.filter(|&current| current < version)?;
    let base = if of.draft() == Some(version) { current } else { of.base(version).unwrap_or(version - 1) };
    let label = voice.texts.redlines.since(&of.version(base).label);
    Some(Link::new(label, routes.href(&path(routes, voice.lang, of, (base, version)))))
}

/// The link to what has changed from a version up to the one in force.
pub(super) fn until_today(routes: &Routes<'_>, voice: &Voice<'_>, of: &SiteDocument, version: usize) -> Option<Link> {
    let current = of.in_force.filter(|current| version < *current)?;
    let label = voice.texts.redlines.until(&of.version(current).label);
    Some(Link::new(label, routes.href(&path(routes, voice.lang, of, (version, current)))))
}

/// Both links of a version, as far as they lead to different pages.
pub(super) fn links(routes: &Routes<'_>, voice: &Voice<'_>, of: &SiteDocument, version: usize) -> Vec<Link> {
    let (since, until) = (since_before(routes, voice, of, version), until_today(routes, voice, of, version));
    since.into_iter().chain(until).collect()
}
