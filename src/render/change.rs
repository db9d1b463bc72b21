//! Changes in words: for the change log, the overview and the feeds. All of them come from here, so that they agree.

use super::Renderer;
use super::redline;
use super::title::{shortened, subject_of};
use super::view::changes::ChangeEntry;
use super::view::part::{Link, Text};
use super::view::register::EntryChange;
use super::voice::{Voice, last_day};
use crate::model::document::Facts;
use crate::model::measure::Measure;
use crate::model::text::Lang;
use crate::model::version::ChangeClass;
use crate::resolve::compare::{self, PartChange};
use crate::resolve::diff;
use crate::resolve::{Change, Event, SiteDocument};

/// A part of a document that a version changes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'p> {
    /// An entry of a register.
    Entry(&'p diff::EntryChange),
    /// A clause or section of the text.
    Clause,
    /// A measure, by its id.
    Measure(&'p str),
}

/// As of which day a change is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// As it is on the day of the build: on pages.
    Today,
    /// As it was on the day of the announcement: in feeds, calendars and letters, which do not change with time.
    Then,
}

impl<'a> Renderer<'a> {
    /// A change in the words of a language.
    pub(super) fn change(&self, voice: &Voice<'a>, change: &Change, told: Told) -> ChangeEntry {
        let mut entry = self.change_where(voice, change, told, &|_| true);
        if change.event == Event::Announced
            && let Some(concerned) = self.concerned_sentence(voice, change)
        {
            entry.sentence = Some(entry.sentence.map_or(concerned.clone(), |effect| format!("{effect} {concerned}")));
        }
        entry
    }

    /// A change in the words of a language, with those of its parts that are kept.
    pub(super) fn change_where(
        &self,
        voice: &Voice<'a>,
        change: &Change,
        told: Told,
        keep: &dyn Fn(Part<'_>) -> bool,
    ) -> ChangeEntry {
        let of = &self.site.documents[change.document];
        let settings = of.settings(change.version);
        let binding = self.site.binding(settings);
        let version = of.version(change.version);
        let title = of.document.settings.title.get(voice.lang, binding);
        let mut entry = ChangeEntry {
            day: voice.day(change.date),
            title: self.change_title(voice, change, keep),
            href: self.routes.href(&self.version_path(voice.lang, of, change.version)),
            document: Link::new(title, self.routes.href(&self.routes.document(voice.lang, &of.document))),
            mark: voice.mark(of.versions[change.version].status),
            ..ChangeEntry::default()
        };
        if change.event == Event::Withdrawn {
            let withdrawal = of.versions[change.version].withdrawal.as_ref();
            entry.note = withdrawal.map(|withdrawal| voice.text(&withdrawal.reason, binding));
            entry.withdrawn = self.taken_back(voice, of, change.version, keep);
            return entry;
        }
        entry.note = Some(voice.text(&version.note, binding));
        entry.is_first = change.version == 0;
        entry.entries = self.entries_changed(voice, of, change.version, keep);
        let other = |part: Part<'_>| !matches!(part, Part::Entry(_)) && keep(part);
        entry.items = self.items(voice, of, change.version, &other);
        entry.comparison = redline::since_before(&self.routes, voice, of, change.version);
        entry.withdrawn = self.withdrawn_sentence(voice, of, change.version);
        if entry.withdrawn.is_none() {
            entry.sentence = Some(match told {
                Told::Today => self.effect_sentence(voice, of, change.version),
                Told::Then => self.announced_sentence(voice, of, change.version),
            });
            // Nobody can object to the first list: it is part of the agreement.
            let objection = self.objection(voice, of, change.version, told);
            entry.objection = objection.filter(|_| of.register.is_some() && change.version > 0);
            entry.justification = Self::justification(voice, of, change.version, binding);
        }
        entry
    }

    /// What a version does to the entries of a register.
    pub(super) fn entries_changed(
        &self,
        voice: &Voice<'a>,
        of: &SiteDocument,
        version: usize,
        keep: &dyn Fn(Part<'_>) -> bool,
    ) -> Vec<EntryChange> {
        let Some(register) = &of.register else { return Vec::new() };
        let frame = self.version_frame(voice, of, version);
        let changes = register.changes[of.versions[version].index].iter().filter(|of| keep(Part::Entry(of)));
        changes.map(|change| frame.change(change)).collect()
    }

    /// That a version was taken back, and why; none where it was not.
    pub(super) fn withdrawn_sentence(&self, voice: &Voice<'a>, of: &SiteDocument, version: usize) -> Option<Text> {
        let withdrawal = of.versions[version].withdrawal.as_ref()?;
        let reason = voice.text(&withdrawal.reason, self.site.binding(of.settings(version)));
        let sentence = voice.texts.status.withdrawn(&of.version(version).label, &voice.date(withdrawal.date.value));
        Some(Text { text: format!("{sentence} {}", reason.text), lang: reason.lang })
    }

    /// That a version is taken back, and what therefore does not happen, or until when it applied.
    fn taken_back(
        &self,
        voice: &Voice<'a>,
        of: &SiteDocument,
        version: usize,
        keep: &dyn Fn(Part<'_>) -> bool,
    ) -> Option<Text> {
        let dated = &of.versions[version];
        let withdrawal = dated.withdrawal.as_ref()?;
        let written = of.version(version);
        let status = &voice.texts.status;
        let sentence = status.withdrawn(&written.label, &voice.date(withdrawal.date.value));
        let entry = |part: Part<'_>| matches!(part, Part::Entry(_)) && keep(part);
        let items: Vec<String> = self.items(voice, of, version, &entry).into_iter().map(|item| item.label).collect();
        let more = match dated.ranges.last() {
            Some(&(from, until)) => {
                let until = voice.date(last_day(until.unwrap_or(withdrawal.date.value)));
                status.superseded(&written.label, &voice.date(from), &until)
            }
            None if items.is_empty() => return Some(Text { text: sentence, lang: None }),
            None => voice.texts.changes.not_coming(&voice.date(written.announced.value), &items.join("; ")),
        };
        Some(Text { text: format!("{sentence} {more}"), lang: None })
    }

    /// Why a version takes effect before the notice period is over.
    fn justification(voice: &Voice<'a>, of: &SiteDocument, version: usize, binding: &Lang) -> Option<Text> {
        let written = of.version(version);
        written.change.as_ref().filter(|class| class.value == ChangeClass::Emergency)?;
        let why = written.justification.as_ref().map(|text| voice.text(text, binding)).unwrap_or_default();
        let sentence = voice.texts.notices.emergency(&voice.date(written.effective.value));
        Some(Text { text: format!("{sentence} {}", why.text).trim_end().to_owned(), lang: why.lang })
    }

    /// From when a version applies to new and to existing customers.
    fn effect(voice: &Voice<'a>, of: &SiteDocument, version: usize, effect: String) -> String {
        match &of.version(version).effective_for_new {
            Some(day) => format!("{effect} {}", voice.texts.changes.effective_for_new(&voice.date(day.value))),
            None => effect,
        }
    }

    /// From when a version applies and until when customers can object, as it was on the day of the announcement.
    pub(super) fn announced_sentence(&self, voice: &Voice<'a>, of: &SiteDocument, version: usize) -> String {
        let texts = &voice.texts.changes;
        let effect = texts.effective(&voice.date(of.version(version).effective.value));
        let effect = Self::effect(voice, of, version, effect);
        match self.site.last_day_to_object(of, version).filter(|_| of.register.is_some() && version > 0) {
            Some(last) => format!("{effect} {}", texts.objection_open(&voice.date(last))),
            None => effect,
        }
    }

    /// The same as it is on the day.
    pub(super) fn effect_sentence(&self, voice: &Voice<'a>, of: &SiteDocument, version: usize) -> String {
        let texts = &voice.texts.changes;
        let written = of.version(version);
        let day = voice.date(written.effective.value);
        let effect =
            if written.effective.value > self.site.today { texts.effective(&day) } else { texts.effective_since(&day) };
        let effect = Self::effect(voice, of, version, effect);
        // Nobody can object to the first list: it is part of the agreement.
        match self.objection(voice, of, version, Told::Today).filter(|_| version > 0) {
            Some(objection) => format!("{effect} {}", objection.sentence),
            None => effect,
        }
    }

    /// Entries, clauses and measures that a version changes, each in a few words with a link.
    pub(super) fn items(
        &self,
        voice: &Voice<'a>,
        of: &SiteDocument,
        version: usize,
        keep: &dyn Fn(Part<'_>) -> bool,
    ) -> Vec<Link> {
        let href = self.routes.href(&self.version_path(voice.lang, of, version));
        let mut items = Vec::new();
        if let Some(register) = &of.register {
            for change in register.changes[of.versions[version].index].iter().filter(|of| keep(Part::Entry(of))) {
                let binding = self.site.binding(&of.document.settings);
                items.push(Link::new(
                    subject_of(voice, change, binding),
                    self.routes.href(&self.entry_path(voice, of, &change.id)),
                ));
            }
        }
        let Some(before) = of.base(version) else { return items };
        if keep(Part::Clause) {
            items.extend(self.changed_clauses(voice, of, version, &href));
        }
        if let (Facts::Measures(old), Facts::Measures(new)) =
            (&of.version(before).edition.facts, &of.version(version).edition.facts)
        {
            let texts = &voice.texts.changes;
            let id = |measure: &Measure| measure.id.as_ref().map_or_else(String::new, |id| id.value.clone());
            let changed = compare::measures(old, new).into_iter().filter(|(_, of)| keep(Part::Measure(&id(of))));
            items.extend(changed.map(|(change, measure)| {
                let id = measure.id.as_ref().map_or("", |id| id.value.as_str());
                let binding = self.site.binding(&of.document.settings);
                let name = measure.text.as_ref().map_or(id, |text| text.get(voice.lang, binding));
                let name = beginning(name);
                let (words, href) = match change {
                    PartChange::Added => (texts.measure_added(&name), format!("{href}#{id}")),
                    PartChange::Removed => (texts.measure_removed(&name), href.clone()),
                    PartChange::Changed => (texts.measure_changed(&name), format!("{href}#{id}")),
                };
                Link::new(words, href)
            }));
        }
        items
    }
}

/// The first sentence of a text, cut between words where it is long.
pub(super) fn beginning(text: &str) -> String {
    // Behind a number or a short word, as in `10. Mai` and `Art. 28`, a full stop ends no sentence.
    let ends = |at: &usize| text[..*at].chars().rev().take_while(|c| c.is_alphabetic()).count() >= 4;
    let end = text.match_indices(". ").map(|(at, _)| at).find(ends).unwrap_or(text.len());
    shortened(text[..end].trim().trim_end_matches('.'))
}
