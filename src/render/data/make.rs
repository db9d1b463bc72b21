//! Makes the data out of the site, in the words of a language.

use super::change::{Change, Event, Field, Objection, Part, Version, Withdrawn};
use super::register::{
    Address, Ai, Certification, Contact, Ended, Location, Named, Parent, Register, Subprocessor, Transfer,
};
use super::{Form, VERSION};
use crate::model::document::Facts;
use crate::model::site;
use crate::model::subprocessor::{self as model, Area, Mechanism};
use crate::model::text::Localized;
use crate::model::version::ChangeClass;
use crate::render::Renderer;
use crate::render::change::{self, Told};
use crate::render::condition::expression;
use crate::render::list::register::Frame;
use crate::render::redline;
use crate::render::view::part::Value;
use crate::render::voice::Voice;
use crate::resolve::diff::EntryChange;
use crate::resolve::{self, SiteDocument};
use crate::source::Spanned;

impl<'a> Renderer<'a> {
    /// A change, with those of its parts that are kept, as it was on the day of the announcement.
    pub(in crate::render) fn event_data(
        &self,
        voice: &Voice<'a>,
        change: &resolve::Change,
        keep: &dyn Fn(change::Part<'_>) -> bool,
    ) -> Event {
        let event = match change.event {
            resolve::Event::Announced => "announced",
            resolve::Event::Withdrawn => "withdrawn",
        };
        let of = &self.site.documents[change.document];
        Event { event: event.to_owned(), version: self.version_data(voice, of, change.version, keep) }
    }

    /// A version and what it changes.
    pub(in crate::render) fn version_data(
        &self,
        voice: &Voice<'a>,
        of: &SiteDocument,
        version: usize,
        keep: &dyn Fn(change::Part<'_>) -> bool,
    ) -> Version {
        let written = of.version(version);
        let settings = of.settings(version);
        let binding = self.site.binding(settings);
        let words = |text: &Localized| text.get(voice.lang, binding).to_owned();
        let absolute = |href: &str| self.routes.absolute(href);
        let class = written.change.as_ref().and_then(|of| {
            ChangeClass::NAMES.iter().find(|(_, class)| *class == of.value).map(|(word, _)| (*word).to_owned())
        });
        // Nobody can object to the first list: it is part of the agreement.
        let objection = self.objection(voice, of, version, Told::Then).filter(|_| of.register.is_some() && version > 0);
        let frame = self.version_frame(voice, of, version);
        let entries = of.register.iter().flat_map(|register| &register.changes[of.versions[version].index]);
        let entries = entries.filter(|entry| keep(change::Part::Entry(entry)));
        let other = |part: change::Part<'_>| !matches!(part, change::Part::Entry(_)) && keep(part);
        let parts = self.items(voice, of, version, &other).into_iter();
        Version {
            document: of.document.id.clone(),
            kind: settings.kind.name().to_owned(),
            label: written.label.clone(),
            url: self.routes.url(&self.version_path(voice.lang, of, version)),
            comparison: redline::since_before(&self.routes, voice, of, version).map(|link| absolute(&link.href)),
            announced: written.announced.value.to_string(),
            effective: written.effective.value.to_string(),
            effective_for_new: written.effective_for_new.as_ref().map(|day| day.value.to_string()),
            objection: objection.map(|view| Objection {
                until: view.deadline.iso,
                email: view.email,
                url: view.url,
                consequence: view.consequence.map(|text| text.text),
            }),
            change: class,
            note: words(&written.note),
            justification: written.justification.as_ref().map(words),
            withdrawn: of.versions[version].withdrawal.as_ref().map(|withdrawal| Withdrawn {
                date: withdrawal.date.value.to_string(),
                reason: words(&withdrawal.reason),
            }),
            changes: entries.map(|entry| frame.change_data(entry)).collect(),
            parts: parts.map(|part| Part { url: absolute(&part.href), text: part.label }).collect(),
        }
    }

    /// The register on the day of the build.
    pub(in crate::render) fn register_data(&self, voice: &Voice<'a>, of: &SiteDocument) -> Register {
        let frame = self.register_frame(voice, of);
        let state = of.register.clone().unwrap_or_default();
        let mut data = self.register_head(voice, of, of.in_force);
        data.url = self.routes.url(&self.routes.document(voice.lang, &of.document));
        data.subprocessors = state.in_force.iter().map(|entry| frame.data_of(entry)).collect();
        let announced = state.announced.iter().filter(|upcoming| of.versions[upcoming.version].status.is_public());
        data.announced = announced.map(|of_day| self.version_data(voice, of, of_day.version, &|_| true)).collect();
        data.ended = state
            .ended
            .iter()
            .map(|ended| Ended {
                since: ended.since.to_string(),
                label: of.version(ended.version).label.clone(),
                subprocessor: frame.data_of(&ended.entry),
            })
            .collect();
        data
    }

    /// The register as a version says it.
    pub(in crate::render) fn register_version_data(
        &self,
        voice: &Voice<'a>,
        of: &SiteDocument,
        version: usize,
    ) -> Register {
        let frame = self.version_frame(voice, of, version);
        let mut data = self.register_head(voice, of, Some(version));
        data.url = self.routes.url(&self.version_path(voice.lang, of, version));
        if let Facts::Register(entries) = &of.version(version).edition.facts {
            data.subprocessors = entries.iter().map(|entry| frame.data_of(entry)).collect();
        }
        data.subprocessors.sort_by(|a, b| a.id.cmp(&b.id));
        data
    }

    fn register_head(&self, voice: &Voice<'a>, of: &SiteDocument, version: Option<usize>) -> Register {
        let settings = version.map_or(&*of.document.settings, |version| of.settings(version));
        Register {
            schema: self.routes.url(&Form::Register.path()),
            version: VERSION,
            lang: voice.tag(),
            document: of.document.id.clone(),
            title: settings.title.get(voice.lang, self.site.binding(settings)).to_owned(),
            url: String::new(),
            organisation: self.site.config.organisation.name.value.clone(),
            current: version.map(|version| self.version_data(voice, of, version, &|_| true)),
            subprocessors: Vec::new(),
            announced: Vec::new(),
            ended: Vec::new(),
        }
    }
}

impl Frame<'_, '_> {
    fn change_data(&self, change: &EntryChange) -> Change {
        let view = self.change(change);
        let words = |values: Vec<Value>| values.into_iter().map(spoken).collect();
        Change {
            id: change.id.clone(),
            name: view.name,
            url: view.href.map(|href| self.renderer.routes.absolute(&href)).unwrap_or_default(),
            kinds: change.kinds.iter().map(|kind| kind.name().to_owned()).collect(),
            fields: view
                .fields
                .into_iter()
                .map(|of| Field { field: of.field, label: of.label, before: words(of.before), after: words(of.after) })
                .collect(),
            before: change.before.as_ref().map(|entry| self.data_of(entry)),
            after: change.after.as_ref().map(|entry| self.data_of(entry)),
            replaced: change.replaced.iter().map(|entry| self.data_of(entry)).collect(),
        }
    }

    /// An entry as data.
    pub(in crate::render) fn data_of(&self, entry: &model::Subprocessor) -> Subprocessor {
        let words = |text: &Localized| text.get(self.voice.lang, self.binding).to_owned();
        let routes = &self.renderer.routes;
        let named = |ids: &[Spanned<String>], names: Vec<crate::render::view::part::Text>| {
            ids.iter().zip(names).map(|(id, name)| Named { id: id.value.clone(), name: name.text }).collect()
        };
        Subprocessor {
            id: entry.id.value.clone(),
            name: entry.name.value.clone(),
            former_names: texts(&entry.former_names),
            url: routes.url(&routes.below(self.voice.lang, self.document, &entry.id)),
            address: entry.address.as_ref().map(address),
            contact: entry.contact.as_ref().map(|of| Contact {
                role: of.role.as_ref().map(words),
                name: text(of.name.as_ref()),
                email: text(of.email.as_ref()),
                phone: text(of.phone.as_ref()),
                url: text(of.url.as_ref()),
            }),
            website: text(entry.website.as_ref()),
            parent: entry.parent.as_ref().map(|of| Parent {
                name: of.name.value.clone(),
                country: of.country.as_ref().map(|country| country.to_string()),
            }),
            service: entry.service.as_ref().map(words),
            data: named(&entry.data, self.data(entry)),
            subjects: named(&entry.subjects, self.subjects(entry)),
            locations: entry.locations.iter().map(|of| self.location_data(of)).collect(),
            transfer: entry.transfer.as_ref().map(|of| self.transfer_data(of)),
            applies_to: entry.applies_to.as_ref().map(expression),
            scope: self.scope(entry),
            engaged_by: text(entry.engaged_by.as_ref()),
            replaces: texts(&entry.replaces),
            since: entry.since.as_ref().map(|day| day.value.to_string()),
            certifications: entry
                .certifications
                .iter()
                .map(|of| Certification {
                    name: of.name.value.clone(),
                    scope: of.scope.as_ref().map(words),
                    valid_until: of.valid_until.as_ref().map(|day| day.value.to_string()),
                })
                .collect(),
            subprocessor_list: text(entry.subprocessor_list.as_ref()),
            ai: entry.ai.as_ref().map(|of| Ai { used: of.used.value, note: of.note.as_ref().map(words) }),
            reviewed: entry.reviewed.as_ref().map(|day| day.value.to_string()),
        }
    }

    fn location_data(&self, of: &model::Location) -> Location {
        let (country, region) = match &of.area.value {
            Area::Country(country) => (Some(country.to_string()), None),
            Area::Region(region) => (None, Some(region.clone())),
        };
        let purpose = of.purpose.as_ref().map(|text| text.get(self.voice.lang, self.binding).to_owned());
        Location { country, region, city: text(of.city.as_ref()), purpose, text: self.location(of).text }
    }

    fn transfer_data(&self, of: &model::Transfer) -> Transfer {
        let mechanism = Mechanism::NAMES.iter().find(|(_, mechanism)| *mechanism == of.mechanism.value);
        Transfer {
            mechanism: mechanism.map_or("", |(word, _)| word).to_owned(),
            module: of.module.as_ref().map(|module| module.value),
            fallback: of.fallback.as_ref().map(|text| text.get(self.voice.lang, self.binding).to_owned()),
            decision: text(of.decision.as_ref()),
            checked: of.checked.as_ref().map(|day| day.value.to_string()),
            text: self.voice.transfer(of, self.binding).text,
        }
    }
}

/// A value as it would be said.
fn spoken(value: Value) -> String {
    match value.remark {
        Some(remark) => format!("{} ({remark})", value.text),
        None => value.text,
    }
}

/// A postal address.
pub(super) fn address(of: &site::Address) -> Address {
    Address {
        street: texts(&of.street),
        postal_code: text(of.postal_code.as_ref()),
        city: text(of.city.as_ref()),
        country: of.country.as_ref().map(|country| country.to_string()),
    }
}

fn text(of: Option<&Spanned<String>>) -> Option<String> {
    of.map(|text| text.value.clone())
}

fn texts(of: &[Spanned<String>]) -> Vec<String> {
    of.iter().map(|text| text.value.clone()).collect()
}
