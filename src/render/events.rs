//! Calendars of the site: the last day to object and the day of effect of what was announced.

use std::collections::{BTreeMap, BTreeSet};

use super::Renderer;
use super::calendar::{self, Calendar, State};
use super::feed::tag::About;
use super::instant::Instant;
use super::voice::Voice;
use crate::model::document::Facts;
use crate::output::OutFile;
use crate::resolve::{Change, Event, SiteDocument};

/// The name of a calendar's file in its folder.
pub(super) const FILE: &str = "calendar.ics";

impl<'a> Renderer<'a> {
    /// The calendar in `folder` of the site that tells of `changes` and of the ends of certificates in `registers`, the
    /// places of these documents. Past days stay in it: some programs refuse a calendar
    /// that became empty.
    pub(super) fn calendar_file(
        &self,
        voice: &Voice<'a>,
        folder: &str,
        name: String,
        changes: &[&Change],
        registers: &[usize],
    ) -> OutFile {
        let path = format!("{folder}{FILE}");
        let announced = changes.iter().rev().filter(|change| change.event == Event::Announced);
        let mut events: Vec<calendar::Event> = announced.flat_map(|change| self.events(voice, change)).collect();
        events.extend(registers.iter().flat_map(|&place| self.certificates(voice, place)));
        let calendar = Calendar { name, source: self.routes.url(&path), events };
        OutFile::new(path, calendar::write(&calendar))
    }

    /// The days that matter of one announcement.
    fn events(&self, voice: &Voice<'a>, change: &Change) -> Vec<calendar::Event> {
        let of = &self.site.documents[change.document];
        let version = of.version(change.version);
        let withdrawn = self.withdrawal_of(change);
        let texts = &voice.texts.feeds;
        let title = self.change_title(voice, change, &|_| true);
        let url = self.routes.url(&self.version_path(voice.lang, of, change.version));
        let event = |about, day, summary| calendar::Event {
            id: self.authority().version(&of.document.id, &version.label, voice.lang, about),
            day,
            changed: withdrawn.unwrap_or_else(|| Instant::new(change.date, change.place_in_day)),
            sequence: u32::from(withdrawn.is_some()),
            state: if withdrawn.is_some() { State::Cancelled } else { State::Confirmed },
            summary,
            description: self.event_note(voice, of, change.version),
            categories: vec![
                of.document.settings.title.get(voice.lang, self.site.binding(&of.document.settings)).to_owned(),
            ],
            url: url.clone(),
        };
        // Nobody can object to the first list: it is part of the agreement.
        let last = self.site.last_day_to_object(of, change.version).filter(|_| change.version > 0);
        let objection = last.map(|day| event(About::Objection, day, texts.event_objection(&title)));
        let effect = event(About::Effect, version.effective.value, texts.event_effect(&title));
        objection.into_iter().chain([effect]).collect()
    }

    /// The ends of certificates that the versions of a register tell of, one announcement or withdrawal after the other. A
    /// certificate that was renewed or whose holder left is cancelled by the version that says so, and one that only a
    /// withdrawn version told of by the withdrawal.
    fn certificates(&self, voice: &Voice<'a>, place: usize) -> Vec<calendar::Event> {
        let of = &self.site.documents[place];
        let mut events: BTreeMap<String, calendar::Event> = BTreeMap::new();
        let mut standing: BTreeSet<usize> = BTreeSet::new();
        for change in self.changes[place].iter().rev() {
            match change.event {
                Event::Announced => standing.insert(change.version),
                Event::Withdrawn => standing.remove(&change.version),
            };
            let changed = Instant::new(change.date, change.place_in_day);
            // The list of the newest version that stands is the one that is told of.
            let newest = standing.last().map(|&at| &of.version(at).edition.facts);
            let entries = match newest {
                Some(Facts::Register(entries)) => &entries[..],
                _ => &[],
            };
            let mut told = BTreeSet::new();
            for entry in entries {
                for certificate in &entry.certifications {
                    let Some(day) = certificate.valid_until.as_ref().map(|day| day.value) else { continue };
                    let id =
                        self.authority().certificate(&of.document.id, &entry.id, &certificate.name, day, voice.lang);
                    told.insert(id.clone());
                    let known = events.remove(&id);
                    let again = known.as_ref().filter(|event| event.state == State::Cancelled);
                    let sequence = again.map_or(0, |event| event.sequence + 1);
                    let first = known.as_ref().filter(|event| event.state == State::Confirmed);
                    let event = calendar::Event {
                        changed: first.map_or(changed, |event| event.changed),
                        sequence: first.map_or(sequence, |event| event.sequence),
                        id: id.clone(),
                        day,
                        state: State::Confirmed,
                        summary: voice.texts.feeds.event_certificate(&certificate.name, &entry.name),
                        description: String::new(),
                        categories: Vec::new(),
                        url: self.routes.url(&self.entry_path(voice, of, &entry.id)),
                    };
                    events.insert(id, event);
                }
            }
            for (_, event) in events.iter_mut().filter(|(id, _)| !told.contains(*id)) {
                // What is over stays as it was.
                if event.state == State::Confirmed && event.day >= changed.day() {
                    event.state = State::Cancelled;
                    event.sequence += 1;
                    event.changed = changed;
                }
            }
        }
        events.into_values().collect()
    }

    /// When what a change announced was taken back.
    pub(super) fn withdrawal_of(&self, announced: &Change) -> Option<Instant> {
        let mut of_document = self.changes[announced.document].iter();
        let same = |change: &&&Change| (change.version, change.event) == (announced.version, Event::Withdrawn);
        of_document.rfind(same).map(|change| Instant::new(change.date, change.place_in_day))
    }

    fn event_note(&self, voice: &Voice<'a>, of: &SiteDocument, version: usize) -> String {
        let binding = self.site.binding(of.settings(version));
        let note = of.version(version).note.get(voice.lang, binding);
        let when = self
            .withdrawn_sentence(voice, of, version)
            .map_or_else(|| self.announced_sentence(voice, of, version), |withdrawn| withdrawn.text);
        format!("{note}\n{when}")
    }
}
