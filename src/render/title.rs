//! Titles of changes: each can be read alone, in a feed, a calendar or a mail.

use super::Renderer;
use super::change::Part;
use super::voice::Voice;
use super::well_known;
use crate::model::subprocessor::{Area, Subprocessor};
use crate::model::text::Lang;
use crate::resolve::diff::{self, ChangeKind};
use crate::resolve::{Change, Event, SiteDocument};

impl<'a> Renderer<'a> {
    /// The title of a change; it can be read alone.
    pub(super) fn change_title(&self, voice: &Voice<'a>, change: &Change, keep: &dyn Fn(Part<'_>) -> bool) -> String {
        let of = &self.site.documents[change.document];
        let version = of.version(change.version);
        let settings = of.settings(change.version);
        let document = settings.title.get(voice.lang, self.site.binding(settings));
        let titles = &voice.texts.titles;
        if change.event == Event::Withdrawn && (of.register.is_none() || change.version == 0) {
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
        if change.event == Event::Withdrawn {
            return titles.taken_back(&subject);
        }
        if let Some(withdrawal) = &of.versions[change.version].withdrawal {
            return titles.since_withdrawn(&subject, &voice.texts.dates.short(withdrawal.date.value));
        }
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
}

/// What happens to one subprocessor.
pub(super) fn subject_of(voice: &Voice<'_>, change: &diff::EntryChange, binding: &Lang) -> String {
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
    let service = entry.service.as_ref().map(|service| shortened(service.get(voice.lang, binding)));
    seat.or(place).into_iter().chain(service).collect::<Vec<_>>().join(", ")
}

/// A text on one line, cut between words where it is too long for a title.
pub(super) fn shortened(text: &str) -> String {
    const LONG: usize = 120;
    let text = well_known::line(text);
    if text.chars().count() <= LONG {
        return text;
    }
    let cut: String = text.chars().take(LONG).collect();
    let words = cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(words, _)| words);
    format!("{} …", words.trim_end_matches(','))
}
