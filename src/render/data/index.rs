//! Makes the index of the site.

use super::make::address;
use super::trust::{Document, Feed, File, Officer, Organisation, Range, Source, Trust, Version};
use super::{Form, VERSION};
use crate::model::contact;
use crate::model::document::Kind;
use crate::model::text::Localized;
use crate::render::Renderer;
use crate::render::export::media_type;
use crate::render::view::frame::FeedLink;
use crate::render::view::part::Link;
use crate::render::voice::{Voice, last_day};
use crate::resolve::{SiteDocument, Status};

impl<'a> Renderer<'a> {
    /// `/trust.json`, in the site's first language.
    pub(in crate::render) fn trust(&self) -> Trust {
        let config = &self.site.config;
        let voice = &self.voices[0];
        let of = &config.organisation;
        Trust {
            schema: self.routes.url(&Form::Trust.path()),
            version: VERSION,
            lang: voice.tag(),
            languages: self.voices.iter().map(Voice::tag).collect(),
            title: config.title.get(voice.lang, self.default()).to_owned(),
            url: self.routes.url(""),
            organisation: Organisation {
                name: of.name.value.clone(),
                address: address(&of.address),
                email: of.email.value.clone(),
                phone: of.phone.as_ref().map(|phone| phone.value.clone()),
                website: of.website.as_ref().map(|url| url.value.clone()),
                vat_id: of.vat_id.as_ref().map(|id| id.value.clone()),
            },
            officer: self.officer(voice),
            documents: self.public_documents().filter(|of| of.is_public()).map(|of| self.indexed(voice, of)).collect(),
            feeds: self.voices.iter().flat_map(|voice| self.feeds_of(voice, self.feeds(voice, None))).collect(),
            public_key: self.site.public_key.clone(),
        }
    }

    fn officer(&self, voice: &Voice<'a>) -> Option<Officer> {
        let contact::Officer::Person(person) = &self.site.contact()?.officer else { return None };
        let document = self.site.document_of(Kind::Contact)?;
        let binding = self.site.binding(&document.document.settings);
        let text = |of: &Option<crate::source::Spanned<String>>| of.as_ref().map(|text| text.value.clone());
        let url = self.routes.url(&self.routes.document(voice.lang, &document.document));
        Some(Officer {
            name: text(&person.name),
            role: person.role.as_ref().map(|role| role.get(voice.lang, binding).to_owned()),
            organisation: text(&person.organisation),
            address: person.address.as_ref().map(address),
            email: text(&person.email),
            phone: text(&person.phone),
            url: document.is_public().then_some(url),
        })
    }

    fn indexed(&self, voice: &Voice<'a>, of: &SiteDocument) -> Document {
        let settings = &of.document.settings;
        let binding = self.site.binding(settings);
        let folder = |voice: &Voice<'a>| self.routes.document(voice.lang, &of.document);
        let feeds = |voice: &Voice<'a>| {
            self.feeds_of(voice, self.feeds_in(&folder(voice), &self.document_feed_title(voice, of)))
        };
        Document {
            id: of.document.id.clone(),
            kind: settings.kind.name().to_owned(),
            title: settings.title.get(voice.lang, binding).to_owned(),
            url: self.routes.url(&folder(voice)),
            binding_language: binding.to_string(),
            in_force: of.in_force.map(|at| of.version(at).label.clone()),
            versions: of.public().map(|at| self.indexed_version(voice, of, at)).collect(),
            feeds: self.voices.iter().flat_map(feeds).collect(),
            data: self.files(self.export_links(voice, of, None)),
        }
    }

    fn indexed_version(&self, voice: &Voice<'a>, of: &SiteDocument, at: usize) -> Version {
        let written = of.version(at);
        let binding = self.site.binding(of.settings(at));
        let words = |text: &Localized| text.get(voice.lang, binding).to_owned();
        let last = self.site.last_day_to_object(of, at).filter(|_| of.register.is_some() && at > 0);
        let source = |voice: &Voice<'a>| {
            let prose = written.edition.prose.get(voice.lang)?;
            Some(Source {
                lang: voice.tag(),
                url: self.routes.url(&format!("{}source.md", self.version_path(voice.lang, of, at))),
                sha256: self.sources.get(prose.file).digest.to_string(),
            })
        };
        Version {
            label: written.label.clone(),
            status: status(of.versions[at].status).to_owned(),
            url: self.routes.url(&self.version_path(voice.lang, of, at)),
            announced: written.announced.value.to_string(),
            effective: written.effective.value.to_string(),
            ranges: of.versions[at]
                .ranges
                .iter()
                .map(|(from, end)| Range { from: from.to_string(), until: end.map(|end| last_day(end).to_string()) })
                .collect(),
            objection_until: last.map(|day| day.to_string()),
            note: words(&written.note),
            texts: self.voices.iter().filter_map(source).collect(),
            data: self.files(self.export_links(voice, of, Some(at))),
        }
    }

    fn feeds_of(&self, voice: &Voice<'a>, feeds: Vec<FeedLink>) -> Vec<Feed> {
        let feed = |feed: FeedLink| Feed {
            media_type: feed.media_type,
            title: feed.title,
            url: self.routes.absolute(&feed.href),
            lang: voice.tag(),
        };
        feeds.into_iter().map(feed).collect()
    }

    fn files(&self, links: Vec<Link>) -> Vec<File> {
        let file =
            |link: Link| File { media_type: media_type(&link.href).to_owned(), url: self.routes.absolute(&link.href) };
        links.into_iter().map(file).collect()
    }
}

/// The word for the status of a public version.
fn status(status: Status) -> &'static str {
    match status {
        Status::Announced => "announced",
        Status::InForce => "in-force",
        Status::Superseded => "superseded",
        Status::Withdrawn => "withdrawn",
        Status::Scheduled | Status::Draft => "draft",
    }
}
