//! The measures of one version, and how its parts are called.

use super::choice::Choice;
use crate::model::catalogue::Catalogue;
use crate::model::document::Edition;
use crate::model::measure::Goal;
use crate::model::text::{Lang, Localized};
use crate::render::body::{Shown, prose_for};
use crate::render::condition::Words;
use crate::render::voice::Voice;
use crate::resolve::SiteDocument;
use crate::resolve::facts::Subject;
use crate::resolve::inherited::{Inherited, entries};
use crate::resolve::numbers::{Numbers, numbers};
use crate::resolve::scope::{Standing, Verdict};

/// The measures of one version.
#[derive(Clone, Copy)]
pub(in crate::render) struct Toms<'a> {
    /// The document.
    pub of: &'a SiteDocument,
    /// Its place among the site's documents.
    pub place: usize,
    /// The version: an index into its versions.
    pub version: usize,
    /// Its measures.
    pub goals: &'a [Goal],
    /// The catalogue that its conditions speak of.
    pub catalogue: &'a Catalogue,
    /// The language in which it prevails.
    pub binding: &'a Lang,
}

impl<'a> Toms<'a> {
    /// Its text and facts.
    pub fn edition(&self) -> &'a Edition {
        &self.of.version(self.version).edition
    }

    /// The version as pages show it.
    pub fn shown(&self) -> Shown<'a> {
        Shown {
            subject: Subject::Version(&self.of.document, self.of.version(self.version)),
            of: Some(self.of),
            edition: Some(self.edition()),
            binding: self.binding,
            register: None,
        }
    }

    /// The numbers as the whole document shows them.
    pub fn numbers(&self) -> Numbers {
        let prose = prose_for(&self.edition().prose, self.binding, self.binding).map(|(_, prose)| prose);
        numbers(self.goals, prose)
    }

    /// The measures, without blocks.
    pub fn measures(&self) -> Vec<Inherited<'a>> {
        let mut measures = entries(self.goals);
        measures.retain(Inherited::is_measure);
        measures
    }

    /// The title of the document.
    pub fn title(&self, voice: &Voice<'_>) -> String {
        self.of.settings(self.version).title.get(voice.lang, self.binding).to_owned()
    }

    /// The name of something of the catalogue.
    pub fn name(&self, voice: &Voice<'_>, id: &str) -> String {
        let name = self.catalogue.scope(id).map(|(_, name): (_, &Localized)| name.get(voice.lang, self.binding));
        name.unwrap_or(id).to_owned()
    }

    /// The control that a measure belongs to.
    pub fn control(&self, voice: &Voice<'_>, measure: &Inherited<'_>) -> String {
        let control = &self.goals[measure.goal].controls[measure.control];
        let own = control.title.as_ref().map(|title| title.get(voice.lang, self.binding));
        own.or_else(|| voice.texts.terms.control(&control.id)).unwrap_or(&control.id).to_owned()
    }

    /// How many measures apply, and how many of them under a condition only.
    pub fn counts(voice: &Voice<'_>, measures: &[Inherited<'_>], standing: &Standing<'_>) -> String {
        let (mut all, mut open) = (0_usize, 0_usize);
        for measure in measures {
            match measure.verdict(standing) {
                Verdict::Always => all += 1,
                Verdict::Remainder(_) => (all, open) = (all + 1, open + 1),
                Verdict::Never => {}
            }
        }
        let texts = &voice.texts.products;
        let (all, under) = (all.to_string(), open.to_string());
        if open == 0 { texts.counts(&all) } else { texts.counts_open(&all, &under) }
    }

    /// What was chosen, in words.
    pub fn choice(&self, voice: &Voice<'_>, choice: &Choice) -> String {
        let words = Words::of(voice, self.catalogue, self.binding);
        let site = choice.site.iter().map(|id| words.at_site(&self.name(voice, id)));
        let addons = choice.addons.iter().map(|booked| {
            let names: Vec<String> = booked.iter().map(|id| self.name(voice, id)).collect();
            if names.is_empty() {
                voice.texts.words.products.no_addons.clone()
            } else {
                voice.texts.conditions.addon(&voice.texts.lists.and(&names))
            }
        });
        site.chain(addons).collect::<Vec<_>>().join(", ")
    }
}
