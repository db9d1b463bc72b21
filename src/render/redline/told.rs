//! What a version changes in its text, clause by clause, for the change log and feeds: the summary of the comparison with
//! the version before, found out once.

use std::sync::OnceLock;

use super::Copy;
use crate::model::document::Kind;
use crate::redline::{Part, State, What, compare};
use crate::render::Renderer;
use crate::render::change::beginning;
use crate::render::view::part::Link;
use crate::render::voice::Voice;
use crate::resolve::{Site, SiteDocument};

/// Summaries by language, document and version.
pub(in crate::render) struct Told(Vec<Vec<Vec<OnceLock<Vec<Clause>>>>>);

/// A clause, heading or entry that changed.
struct Clause {
    what: What,
    name: String,
    old_name: Option<String>,
    anchor: String,
}

impl Told {
    /// Nothing is found out yet.
    pub fn new(site: &Site) -> Self {
        let versions = |of: &SiteDocument| of.versions.iter().map(|_| OnceLock::new()).collect();
        let documents = || site.documents.iter().map(versions).collect();
        Self(site.languages.iter().map(|_| documents()).collect())
    }
}

impl<'a> Renderer<'a> {
    /// What a version changes against the one before it, each in a few words with a link into the page at `href`.
    pub(in crate::render) fn changed_clauses(
        &self,
        voice: &Voice<'a>,
        of: &SiteDocument,
        version: usize,
        href: &str,
    ) -> Vec<Link> {
        let language = self.site.languages.iter().position(|lang| lang == voice.lang);
        let document = self.site.place(&of.document.id);
        let slot = language.zip(document).and_then(|(lang, at)| self.told.0.get(lang)?.get(at)?.get(version));
        let Some(clauses) = slot.map(|slot| slot.get_or_init(|| self.clauses(voice, of, version))) else {
            return Vec::new();
        };
        let texts = &voice.texts.changes;
        let link = |clause: &Clause| {
            let name = beginning(&clause.name);
            let words = match clause.what {
                What::Added => texts.clause_added(&name),
                What::Removed => texts.clause_removed(&name),
                What::Changed => texts.clause_changed(&name),
                What::Moved => texts.clause_moved(&name),
                What::Renumbered => {
                    let old = clause.old_name.as_deref().unwrap_or_default();
                    let number = old.split_once(' ').map_or(old, |(number, _)| number);
                    texts.clause_renumbered(&name, number)
                }
            };
            let gone = clause.what == What::Removed || clause.anchor.is_empty();
            Link::new(words, if gone { href.to_owned() } else { format!("{href}#{}", clause.anchor) })
        };
        clauses.iter().map(link).collect()
    }

    fn clauses(&self, voice: &Voice<'a>, of: &SiteDocument, version: usize) -> Vec<Clause> {
        let Some(before) = of.base(version) else { return Vec::new() };
        // Entries and measures of registers and lists of measures are told by themselves.
        let told_apart = matches!(of.document.settings.kind, Kind::Measures | Kind::Subprocessors);
        let is_text = |part: &Part| part.id.as_ref().is_none_or(|id| id.starts_with("footnote "));
        let parts = |at: usize| -> Vec<Part> {
            let parts = self.parts(voice, of, Copy::Version(of.version(at)));
            parts.into_iter().filter(|part| !told_apart || is_text(part)).collect()
        };
        let found = compare(&parts(before), &parts(version));
        let clause = |entry: &crate::redline::Entry| {
            let section = &found.sections[entry.section];
            let name = if section.name.is_empty() { &voice.texts.words.compare.text } else { &section.name };
            let old_name = section.old_name.clone().filter(|_| section.state == State::Renumbered);
            Clause { what: entry.what, name: name.clone(), old_name, anchor: section.anchor.clone() }
        };
        found.summary.iter().map(clause).collect()
    }
}
