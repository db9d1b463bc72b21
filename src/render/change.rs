//! Changes in words: for the change log, the overview and the feeds. All of them come from here, so that they agree.

use super::Renderer;
use super::body::prose_for;
use super::redline;
use super::view::changes::ChangeEntry;
use super::view::part::Link;
use super::voice::Voice;
use crate::model::document::Facts;
use crate::model::measure::Measure;
use crate::model::subprocessor::{Area, Subprocessor};
use crate::model::text::Lang;
use crate::resolve::compare::{self, PartChange};
use crate::resolve::diff::{self, ChangeKind};
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

impl<'a> Renderer<'a> {
    /// A change in the words of a language.
    pub(super) fn change(&self, voice: &Voice<'a>, change: &Change) -> ChangeEntry {
        let mut entry = self.change_where(voice, change, &|_| true);
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
        keep: &dyn Fn(Part<'_>) -> bool,
    ) -> ChangeEntry {
        let of = &self.site.documents[change.document];
        let settings = of.settings(change.version);
        let binding = self.site.binding(settings);
        let version = of.version(change.version);
        let title = of.document.settings.title.get(voice.lang, binding);
        let withdrawn = of.versions[change.version].withdrawal.as_ref().filter(|_| change.event == Event::Withdrawn);
        let (note, items, sentence) = match withdrawn {
            Some(withdrawal) => (voice.text(&withdrawal.reason, binding), Vec::new(), None),
            None => (
                voice.text(&version.note, binding),
                self.items(voice, of, change.version, keep),
                Some(self.effect_sentence(voice, of, change.version)),
            ),
        };
        ChangeEntry {
            day: voice.day(change.date),
            title: self.change_title(voice, change, keep),
            href: self.routes.href(&self.version_path(voice.lang, of, change.version)),
            document: Link::new(title, self.routes.href(&self.routes.document(voice.lang, &of.document))),
            mark: voice.mark(of.versions[change.version].status),
            note: Some(note),
            items,
            comparison: redline::since_before(&self.routes, voice, of, change.version)
                .filter(|_| change.event == Event::Announced),
            sentence,
        }
    }

    /// The title of a change; it can be read alone.
    pub(super) fn change_title(&self, voice: &Voice<'a>, change: &Change, keep: &dyn Fn(Part<'_>) -> bool) -> String {
        let of = &self.site.documents[change.document];
        let version = of.version(change.version);
        let settings = of.settings(change.version);
        let document = settings.title.get(voice.lang, self.site.binding(settings));
        let titles = &voice.texts.titles;
        if change.event == Event::Withdrawn {
            return titles.withdrawn(document, &version.label);
        }
        let effective = voice.texts.dates.short(version.effective.value);
        let subject = match (&of.register, change.version) {
            (_, 0) => titles.first(document, &version.label),
            (Some(register), at) => {
                let changes = register.changes[of.versions[at].index].iter().filter(|of| keep(Part::Entry(of)));
                self.register_subject(voice, of, changes, document, &version.label)
            }
            (None, _) => titles.next(document, &version.label),
        };
        let deadline = (of.register.is_some() && change.version > 0)
            .then(|| self.site.last_day_to_object(of, change.version))
            .flatten()
            .map(|day| voice.texts.dates.short(day));
        match deadline {
            Some(deadline) => titles.with_objection(&subject, &effective, &deadline),
            None => titles.with_effect(&subject, &effective),
        }
    }

    /// What a version of a register is about: its one change, or its kinds of change with names.
    fn register_subject<'c>(
        &self,
        voice: &Voice<'a>,
        of: &SiteDocument,
        changes: impl Iterator<Item = &'c diff::EntryChange>,
        document: &str,
        version: &str,
    ) -> String {
        let titles = &voice.texts.titles;
        let binding = self.site.binding(&of.document.settings);
        let telling: Vec<&diff::EntryChange> =
            changes.filter(|change| change.kinds.iter().any(|kind| *kind != ChangeKind::Editorial)).collect();
        match telling.as_slice() {
            [] => titles.next(document, version),
            [only] => subject_of(voice, only, binding),
            several => {
                let mut kinds: Vec<(ChangeKind, Vec<&str>)> = Vec::new();
                for change in several {
                    let kind = change
                        .kinds
                        .iter()
                        .find(|kind| **kind != ChangeKind::Editorial)
                        .copied()
                        .unwrap_or(ChangeKind::Editorial);
                    let name = change
                        .after
                        .as_ref()
                        .or(change.before.as_ref())
                        .map_or(change.id.as_str(), |entry| &entry.name);
                    match kinds.iter_mut().find(|(known, _)| *known == kind) {
                        Some((_, names)) => names.push(name),
                        None => kinds.push((kind, vec![name])),
                    }
                }
                kinds.sort_by_key(|(kind, _)| *kind);
                let parts: Vec<String> = kinds
                    .iter()
                    .map(|(kind, names)| {
                        let word = voice.texts.terms.change(kind.name()).unwrap_or(kind.name());
                        titles.kind_of(word, &voice.texts.lists.and(names))
                    })
                    .collect();
                titles.several(document, &parts.join("; "))
            }
        }
    }

    /// The same as it was on the day of the announcement: what feeds and calendars say does not change with time.
    pub(super) fn announced_sentence(&self, voice: &Voice<'a>, of: &SiteDocument, version: usize) -> String {
        let texts = &voice.texts.changes;
        let effect = texts.effective(&voice.date(of.version(version).effective.value));
        match self.site.last_day_to_object(of, version).filter(|_| of.register.is_some() && version > 0) {
            Some(last) => format!("{effect} {}", texts.objection_open(&voice.date(last))),
            None => effect,
        }
    }

    /// From when a version applies and until when customers can object, as it is on the day.
    pub(super) fn effect_sentence(&self, voice: &Voice<'a>, of: &SiteDocument, version: usize) -> String {
        let texts = &voice.texts.changes;
        let written = of.version(version);
        let day = voice.date(written.effective.value);
        let effect =
            if written.effective.value > self.site.today { texts.effective(&day) } else { texts.effective_since(&day) };
        // Nobody can object to the first list: it is part of the agreement.
        match self.objection(voice, of, version).filter(|_| version > 0) {
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
        let Some(before) = version.checked_sub(1) else { return items };
        if keep(Part::Clause) {
            items.extend(self.changed_clauses(voice, of, before, version, &href));
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

    fn changed_clauses(
        &self,
        voice: &Voice<'a>,
        of: &SiteDocument,
        before: usize,
        version: usize,
        href: &str,
    ) -> Vec<Link> {
        let texts = &voice.texts.changes;
        let binding = self.site.binding(&of.document.settings);
        let text = |at: usize| {
            let (_, prose) = prose_for(&of.version(at).edition.prose, voice.lang, binding)?;
            Some((prose, self.sources.text(prose.file)?))
        };
        let (Some(old), Some(new)) = (text(before), text(version)) else { return Vec::new() };
        compare::sections(old, new)
            .into_iter()
            .map(|(change, section)| {
                let name = match (&section.number, &section.title) {
                    (Some(number), Some(title)) => texts.clause_named(number, title),
                    (Some(number), None) => texts.clause(number),
                    (None, title) => title.clone().unwrap_or_else(|| section.anchor.clone()),
                };
                match change {
                    PartChange::Added => Link::new(texts.clause_added(&name), format!("{href}#{}", section.anchor)),
                    PartChange::Removed => Link::new(texts.clause_removed(&name), href),
                    PartChange::Changed => Link::new(texts.clause_changed(&name), format!("{href}#{}", section.anchor)),
                }
            })
            .collect()
    }
}

/// The first sentence of a text, cut between words where it is long.
pub(super) fn beginning(text: &str) -> String {
    const LONG: usize = 120;
    let sentence = text.split_inclusive(". ").next().unwrap_or(text).trim().trim_end_matches('.');
    if sentence.chars().count() <= LONG {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(LONG).collect();
    let words = cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(words, _)| words);
    format!("{} …", words.trim_end_matches(','))
}

/// What happens to one subprocessor.
fn subject_of(voice: &Voice<'_>, change: &diff::EntryChange, binding: &Lang) -> String {
    let titles = &voice.texts.titles;
    let name = |entry: &Option<std::sync::Arc<Subprocessor>>| {
        entry.as_ref().map_or(change.id.as_str(), |e| e.name.as_str()).to_owned()
    };
    let (before, after) = (name(&change.before), name(&change.after));
    let kinds: Vec<ChangeKind> = change.kinds.iter().copied().collect();
    match kinds.as_slice() {
        [ChangeKind::Added] => match change.after.as_deref().map(|entry| key_facts(voice, entry, binding)) {
            Some(facts) if !facts.is_empty() => titles.added_with(&after, &facts),
            _ => titles.added(&after),
        },
        [ChangeKind::Replaced] => {
            let old: Vec<&str> = change.replaced.iter().map(|old| old.name.as_str()).collect();
            titles.replaced(&after, &voice.texts.lists.and(&old))
        }
        [ChangeKind::Removed] => titles.removed(&before),
        [ChangeKind::Renamed] | [ChangeKind::Renamed, ChangeKind::Editorial] => titles.renamed(&after, &before),
        [ChangeKind::Moved] => titles.moved(&after),
        several => {
            let words: Vec<&str> = several
                .iter()
                .filter(|kind| several.len() == 1 || **kind != ChangeKind::Editorial)
                .map(|kind| voice.texts.terms.change(kind.name()).unwrap_or(kind.name()))
                .collect();
            titles.changed(&after, &voice.texts.lists.and(&words))
        }
    }
}

/// Country and service: what a title says of a new subprocessor.
fn key_facts(voice: &Voice<'_>, entry: &Subprocessor, binding: &Lang) -> String {
    let seat = entry.address.as_ref().and_then(|address| address.country.as_ref()).map(|country| country.to_string());
    let place = entry.locations.first().map(|location| match &location.area.value {
        Area::Country(country) => country.to_string(),
        Area::Region(region) => region.clone(),
    });
    let service = entry.service.as_ref().map(|service| service.get(voice.lang, binding).to_owned());
    seat.or(place).into_iter().chain(service).collect::<Vec<_>>().join(", ")
}
