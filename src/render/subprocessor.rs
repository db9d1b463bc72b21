//! The page of one subprocessor: what is known of it, its chain, its history.

use std::sync::Arc;

use super::Renderer;
use super::frame::{About, page_file};
use super::list::register::Frame;
use super::view::View;
use super::view::part::{Link, MarkKind};
use super::view::register::{EntryHistory, SubprocessorPage};
use super::voice::{Voice, last_day};
use crate::diagnostic::Diagnostic;
use crate::model::subprocessor::Subprocessor;
use crate::output::OutFile;
use crate::resolve::diff::{self, ChangeKind};
use crate::resolve::{SiteDocument, Status};

impl<'a> Renderer<'a> {
    /// Everybody who is, was or will be engaged: the state to show and its status.
    pub(super) fn entries(of: &SiteDocument) -> Vec<(Arc<Subprocessor>, MarkKind)> {
        let Some(register) = &of.register else { return Vec::new() };
        let mut entries: Vec<(Arc<Subprocessor>, MarkKind)> =
            register.in_force.iter().map(|entry| (Arc::clone(entry), MarkKind::InForce)).collect();
        let mut add = |entry: &Arc<Subprocessor>, kind| {
            if entries.iter().all(|(known, _)| known.id != entry.id) {
                entries.push((Arc::clone(entry), kind));
            }
        };
        for change in register.announced.iter().flat_map(|upcoming| &upcoming.changes) {
            change.after.iter().for_each(|entry| add(entry, MarkKind::Announced));
        }
        register.ended.iter().for_each(|ended| add(&ended.entry, MarkKind::Ended));
        // What was announced and withdrawn keeps its page: addresses are for ever.
        for dated in &of.versions {
            let kind = match dated.status {
                Status::Scheduled => MarkKind::Scheduled,
                Status::Draft => MarkKind::Draft,
                _ => MarkKind::Withdrawn,
            };
            for change in &register.changes[dated.index] {
                change.after.iter().chain(&change.before).for_each(|entry| add(entry, kind));
            }
        }
        entries.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
        entries
    }

    /// The page of one subprocessor.
    pub(super) fn entry_file(
        &self,
        voice: &Voice<'a>,
        of: &SiteDocument,
        entry: &Subprocessor,
        kind: MarkKind,
    ) -> Result<OutFile, Box<Diagnostic>> {
        let frame = self.register_frame(voice, of);
        let path = |voice: &Voice<'_>| self.entry_path(voice, of, &entry.id);
        let register = of.register.as_ref();
        let title = of.document.settings.title.get(voice.lang, frame.binding);
        let engages = register.iter().flat_map(|register| &register.in_force);
        let engages = engages.filter(|other| other.engaged_by.as_ref().is_some_and(|by| by.value == entry.id.value));
        let view = SubprocessorPage {
            page: self.frame(
                voice,
                About {
                    title: Some(entry.name.value.clone()),
                    description: entry
                        .service
                        .as_ref()
                        .map(|service| service.get(voice.lang, frame.binding).to_owned()),
                    path: &path,
                    document: Some(of),
                    version: None,
                    noindex: false,
                    relations: Vec::new(),
                },
            ),
            register: Link::new(title, self.routes.href(&self.routes.document(voice.lang, &of.document))),
            name: entry.name.value.clone(),
            mark: voice.mark_of(kind),
            sentence: Self::engagement(voice, of, entry, kind),
            service: entry.service.as_ref().map(|service| voice.text(service, frame.binding)),
            // The service is told above.
            facts: frame
                .told(entry)
                .into_iter()
                .filter(|(field, _)| *field != "service")
                .map(|(_, fact)| fact)
                .collect(),
            chain: self.chain(&frame, of, entry),
            engages: engages.map(|other| Link::new(&other.name.value, self.entry_href(voice, of, &other.id))).collect(),
            history: self.entry_history(voice, of, &entry.id),
        };
        Ok(page_file(&path(voice), self.theme.page(&View::Subprocessor(&view))?))
    }

    /// Whether, since when and until when a subprocessor is engaged, in a sentence.
    fn engagement(voice: &Voice<'a>, of: &SiteDocument, entry: &Subprocessor, kind: MarkKind) -> String {
        let status = &voice.texts.status;
        let Some(register) = &of.register else { return String::new() };
        let upcoming = |found: &dyn Fn(&diff::EntryChange) -> bool| {
            let upcoming = register.announced.iter().find(|upcoming| upcoming.changes.iter().any(found))?;
            Some(of.version(upcoming.version).effective.value)
        };
        let ends = |change: &diff::EntryChange| {
            (change.id == entry.id.value && change.after.is_none())
                || change.replaced.iter().any(|old| old.id == entry.id)
        };
        match kind {
            MarkKind::Announced => {
                let begins = |change: &diff::EntryChange| change.id == entry.id.value && change.after.is_some();
                upcoming(&begins).map(|day| status.engaged_from(&voice.date(day))).unwrap_or_default()
            }
            MarkKind::Ended => {
                let ended = register.ended.iter().find(|ended| ended.entry.id == entry.id);
                let last = ended.map(|ended| last_day(ended.since));
                last.map(|day| status.engaged_until(&voice.date(day))).unwrap_or_default()
            }
            MarkKind::InForce => match (upcoming(&ends), &entry.since) {
                (Some(end), _) => status.engaged_still(&voice.date(last_day(end))),
                (None, Some(since)) => status.engaged(&voice.date(since.value)),
                (None, None) => status.engaged_undated(&entry.name),
            },
            MarkKind::Withdrawn => status.engaged_never(&voice.mark_of(kind).label),
            _ => voice.mark_of(kind).label,
        }
    }

    /// The processors above an entry, the first engaged one first; empty where it is engaged directly.
    fn chain(&self, frame: &Frame<'a, '_>, of: &SiteDocument, entry: &Subprocessor) -> Vec<Link> {
        let mut chain = Vec::new();
        let mut seen = vec![entry.id.value.clone()];
        let mut next = entry.engaged_by.as_ref().map(|id| id.value.clone());
        while let Some(id) = next.filter(|id| !seen.contains(id)) {
            chain.push(Link::new(frame.name_of(&id), self.entry_href(frame.voice, of, &id)));
            let above = Self::entries(of).into_iter().find(|(entry, _)| entry.id.value == id);
            next = above.and_then(|(above, _)| above.engaged_by.as_ref().map(|id| id.value.clone()));
            seen.push(id);
        }
        chain.reverse();
        if !chain.is_empty() {
            chain.push(Link {
                label: entry.name.value.clone(),
                href: self.entry_href(frame.voice, of, &entry.id),
                current: true,
            });
        }
        chain
    }

    /// What each public version did to an entry, newest first.
    fn entry_history(&self, voice: &Voice<'a>, of: &SiteDocument, id: &str) -> Vec<EntryHistory> {
        let Some(register) = &of.register else { return Vec::new() };
        let mut history = Vec::new();
        for (at, dated) in of.versions.iter().enumerate().rev() {
            let frame = self.version_frame(voice, of, at);
            for change in &register.changes[dated.index] {
                let replaced = change.replaced.iter().any(|old| old.id.value == id);
                if change.id != id && !replaced {
                    continue;
                }
                let version = of.version(at);
                let removed = ChangeKind::Removed.name();
                let told = (change.id == id).then(|| frame.change(change));
                history.push(EntryHistory {
                    day: voice.day(version.effective.value),
                    label: told.as_ref().map_or_else(
                        || voice.texts.terms.change(removed).unwrap_or(removed).to_owned(),
                        |told| told.label.clone(),
                    ),
                    fields: told.map(|told| told.fields).unwrap_or_default(),
                    note: voice.text(&version.note, self.site.binding(of.settings(at))),
                    version: self.version_link(voice, of, at),
                    mark: voice.mark(dated.status),
                });
            }
        }
        history
    }
}
