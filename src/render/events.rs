//! Calendars of the site: the last day to object and the day of effect of what was announced.

use super::Renderer;
use super::calendar::{self, Calendar, State};
use super::feed::tag::About;
use super::instant::Instant;
use super::voice::Voice;
use crate::output::OutFile;
use crate::resolve::{Change, Event, SiteDocument};

/// The name of a calendar's file in its folder.
pub(super) const FILE: &str = "calendar.ics";

impl<'a> Renderer<'a> {
    /// The calendar in `folder` of the site that tells of `changes`. Past days stay in it: some programs refuse a calendar
    /// that became empty.
    pub(super) fn calendar_file(&self, voice: &Voice<'a>, folder: &str, name: String, changes: &[&Change]) -> OutFile {
        let path = format!("{folder}{FILE}");
        let announced = changes.iter().rev().filter(|change| change.event == Event::Announced);
        let events = announced.flat_map(|change| self.events(voice, change)).collect();
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

    /// When what a change announced was taken back.
    pub(super) fn withdrawal_of(&self, announced: &Change) -> Option<Instant> {
        let same = |change: &&Change| {
            (change.document, change.version, change.event) == (announced.document, announced.version, Event::Withdrawn)
        };
        self.site.changes.iter().find(same).map(|change| Instant::new(change.date, change.place_in_day))
    }

    fn event_note(&self, voice: &Voice<'a>, of: &SiteDocument, version: usize) -> String {
        let binding = self.site.binding(of.settings(version));
        let note = of.version(version).note.get(voice.lang, binding);
        format!("{note}\n{}", self.announced_sentence(voice, of, version))
    }
}
