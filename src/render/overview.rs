//! Pages about the whole site: overview, change log, how to subscribe, unversioned pages, not found.

use super::body::{Shown, prose_for};
use super::change::Told;
use super::frame::{About, page_file};
use super::list::contact;
use super::view::View;
use super::view::changes::{Changes, Year};
use super::view::frame::Frame;
use super::view::pages::{
    DocumentCard, Home, HomeAnnounced, HomeContact, HomeDraft, HowTo, NotFound, NotFoundOther, Page as PageView,
    Subscribe, SubscribeFiles, SubscribeGroup,
};
use super::view::part::{Link, MarkKind};
use super::view::register::Announced;
use super::voice::Voice;
use super::{Renderer, redline};
use crate::diagnostic::Diagnostic;
use crate::model::document::Kind;
use crate::model::site::Page;
use crate::output::OutFile;
use crate::resolve::facts::Subject;
use crate::resolve::{SiteDocument, Status};

/// Changes shown on the overview.
const CHANGES_ON_OVERVIEW: usize = 5;

/// A page of the whole site, whose path has one name in every language.
fn fixed<'p>(title: &str, path: &'p dyn Fn(&Voice<'_>) -> String) -> About<'p> {
    About {
        title: Some(title.to_owned()),
        description: None,
        path,
        document: None,
        version: None,
        noindex: false,
        relations: Vec::new(),
    }
}

impl<'a> Renderer<'a> {
    /// The overview.
    pub(super) fn home_page(&self, voice: &Voice<'a>) -> Result<OutFile, Box<Diagnostic>> {
        let config = &self.site.config;
        let words = &voice.texts.words;
        let path = |voice: &Voice<'_>| self.routes.home(voice.lang);
        let title = config.title.get(voice.lang, self.default()).to_owned();
        let contact_document = self.site.document_of(Kind::Contact).filter(|of| !of.versions.is_empty());
        let changes = self.site.changes.iter().rev().take(CHANGES_ON_OVERVIEW);
        let documents: Vec<DocumentCard> = self.public_documents().map(|of| self.card(voice, of)).collect();
        let view = Home {
            page: self.frame(voice, About { title: None, ..fixed("", &path) }),
            title,
            intro: config.description.as_ref().map(|text| voice.text(text, self.default())),
            announced: self.all_announced(voice),
            drafts: self.drafts(voice),
            in_force: documents.iter().filter(|card| card.mark.kind == MarkKind::InForce).cloned().collect(),
            documents,
            contact: contact_document.and_then(|of| {
                let binding = self.site.binding(&of.document.settings);
                Some(HomeContact {
                    contact: contact::view(self.site.contact()?, &config.organisation.name, voice, binding, 3),
                    link: Link::new(
                        &words.contact.more,
                        self.routes.href(&self.routes.document(voice.lang, &of.document)),
                    ),
                })
            }),
            // What changed in detail stands in the change log.
            changes: changes.map(|change| self.change(voice, change, Told::Today).in_short()).collect(),
            changes_link: Link::new(&words.changes.all, self.routes.href(&self.routes.fixed(voice.lang, "changes"))),
            subscribe: Link::new(&words.subscribe.title, self.routes.href(&self.routes.fixed(voice.lang, "subscribe"))),
            feeds: self.feeds(voice, None),
        };
        Ok(page_file(&path(voice), self.theme.page(&View::Home(&view))?))
    }

    /// What has been announced and does not apply yet, in the order of effect.
    fn all_announced(&self, voice: &Voice<'a>) -> Vec<HomeAnnounced> {
        let mut announced: Vec<(jiff::civil::Date, HomeAnnounced)> = Vec::new();
        for of in self.public_documents() {
            let settings = &of.document.settings;
            let title = settings.title.get(voice.lang, self.site.binding(settings));
            let document = Link::new(title, self.routes.href(&self.routes.document(voice.lang, &of.document)));
            let of_register = of.register.iter().flat_map(|register| &register.announced);
            let mut views: Vec<(usize, Announced)> =
                of_register.map(|upcoming| (upcoming.version, self.announced(voice, of, upcoming))).collect();
            if of.register.is_none() {
                let coming = (0..of.versions.len()).filter(|&at| of.versions[at].status == Status::Announced);
                views.extend(coming.map(|at| (at, self.announced_version(voice, of, at))));
            }
            announced.extend(views.into_iter().map(|(at, view)| {
                (of.version(at).effective.value, HomeAnnounced { document: document.clone(), announced: view })
            }));
        }
        announced.sort_by_key(|(effective, _)| *effective);
        announced.into_iter().map(|(_, view)| view).collect()
    }

    /// What the public does not see, in a preview.
    fn drafts(&self, voice: &Voice<'a>) -> Vec<HomeDraft> {
        let unpublished = self.site.documents.iter().flat_map(|of| of.unpublished().map(move |at| (of, at)));
        let draft = |(of, at): (&SiteDocument, usize)| {
            let settings = of.settings(at);
            let title = settings.title.get(voice.lang, self.site.binding(settings));
            HomeDraft {
                document: Link::new(title, self.routes.href(&self.version_path(voice.lang, of, at))),
                mark: voice.mark(of.versions[at].status),
                sentence: Self::status_sentence(voice, of, at),
                changes: self.items(voice, of, at, &|_| true),
                compare: redline::of_unpublished(&self.routes, voice, of, at)
                    .map(|link| Link { label: voice.texts.words.home.compare.clone(), ..link }),
            }
        };
        unpublished.map(draft).collect()
    }

    /// An announced version of a document that is no register.
    fn announced_version(&self, voice: &Voice<'a>, of: &SiteDocument, at: usize) -> Announced {
        let version = of.version(at);
        let day = voice.date(version.effective.value);
        Announced {
            version: self.version_link(voice, of, at),
            mark: voice.mark(of.versions[at].status),
            sentence: voice.texts.changes.announced(&voice.date(version.announced.value), &day),
            note: voice.text(&version.note, self.site.binding(of.settings(at))),
            entries: Vec::new(),
            comparison: redline::since_before(&self.routes, voice, of, at),
            objection: None,
        }
    }

    fn card(&self, voice: &Voice<'a>, of: &SiteDocument) -> DocumentCard {
        let settings = &of.document.settings;
        let binding = self.site.binding(settings);
        let current = Self::current(of).unwrap_or(0);
        let version = of.version(current);
        let status = &voice.texts.status;
        let from = voice.date(of.versions[current].ranges.first().map_or(version.effective.value, |&(from, _)| from));
        let coming = of.versions.iter().position(|dated| dated.status == Status::Announced).filter(|&at| at != current);
        let short = settings.short.as_ref().map(|short| voice.text(short, binding));
        let title = voice.text(&settings.title, binding);
        DocumentCard {
            short: short.filter(|short| !title.text.contains(&short.text)),
            title,
            summary: settings.summary.as_ref().map(|summary| voice.text(summary, binding)),
            href: self.routes.href(&self.routes.document(voice.lang, &of.document)),
            version: voice.version(version),
            status: match of.versions[current].status {
                Status::Announced => status.card_announced(&version.label, &from),
                _ => status.card_in_force(&version.label, &from),
            },
            mark: voice.mark(of.versions[current].status),
            upcoming: coming.map(|at| {
                let version = of.version(at);
                let label = status.card_announced(&version.label, &voice.date(version.effective.value));
                Link::new(label, self.routes.href(&self.version_path(voice.lang, of, at)))
            }),
            history: Some(Link::new(
                &voice.texts.words.document.versions,
                self.routes.href(&self.routes.below(voice.lang, &of.document, "versions")),
            )),
        }
    }

    /// The change log.
    pub(super) fn changes_page(&self, voice: &Voice<'a>) -> Result<OutFile, Box<Diagnostic>> {
        let words = &voice.texts.words.changes;
        let path = |voice: &Voice<'_>| self.routes.fixed(voice.lang, "changes");
        let mut years: Vec<Year> = Vec::new();
        for change in self.site.changes.iter().rev() {
            let year = change.date.year().to_string();
            let entry = self.change(voice, change, Told::Today);
            match years.last_mut().filter(|last| last.year == year) {
                Some(last) => last.entries.push(entry),
                None => years.push(Year { year, entries: vec![entry] }),
            }
        }
        let view = Changes {
            page: self.frame(voice, fixed(&words.title, &path)),
            title: words.title.clone(),
            intro: Some(words.intro.clone()),
            years,
            feeds: self.feeds(voice, None),
            subscribe: Some(Link::new(
                &voice.texts.words.subscribe.title,
                self.routes.href(&self.routes.fixed(voice.lang, "subscribe")),
            )),
        };
        Ok(page_file(&path(voice), self.theme.page(&View::Changes(&view))?))
    }

    /// What can be subscribed to, and how.
    pub(super) fn subscribe_page(&self, voice: &Voice<'a>) -> Result<Vec<OutFile>, Box<Diagnostic>> {
        let words = &voice.texts.words.subscribe;
        let path = |voice: &Voice<'_>| self.routes.fixed(voice.lang, "subscribe");
        let site = SubscribeGroup { title: words.site.clone(), text: None, feeds: self.feeds(voice, None) };
        let documents = self.public_documents().map(|of| {
            let settings = &of.document.settings;
            SubscribeGroup {
                title: settings.title.get(voice.lang, self.site.binding(settings)).to_owned(),
                text: settings
                    .summary
                    .as_ref()
                    .map(|text| text.get(voice.lang, self.site.binding(settings)).to_owned()),
                feeds: self
                    .feeds_in(&self.routes.document(voice.lang, &of.document), &self.document_feed_title(voice, of)),
            }
        });
        let products = self.site.catalogue.products.iter().map(|product| SubscribeGroup {
            title: product.name.get(voice.lang, self.default()).to_owned(),
            text: None,
            feeds: self.feeds_in(&self.product_path(voice, &product.id), &self.product_feed_title(voice, product)),
        });
        let opml_path = format!("{}feeds.opml", path(voice));
        let how = [
            (&words.reader, &words.reader_how),
            (&words.mail, &words.mail_how),
            (&words.chat, &words.chat_how),
            (&words.calendar, &words.calendar_how),
        ];
        let index = SubscribeFiles {
            title: voice.texts.machine.llms_index(&self.site.config.organisation.name),
            files: vec![Link::new("trust.json", self.routes.href("trust.json"))],
        };
        let exports = self.public_documents().filter(|of| of.is_public()).map(|of| {
            let settings = &of.document.settings;
            SubscribeFiles {
                title: settings.title.get(voice.lang, self.site.binding(settings)).to_owned(),
                files: self.export_links(voice, of, None),
            }
        });
        let view = Subscribe {
            page: Frame { archives: self.archives(voice), ..self.frame(voice, fixed(&words.title, &path)) },
            title: words.title.clone(),
            intro: words.intro.clone(),
            groups: std::iter::once(site).chain(documents).chain(products).collect(),
            how: how.map(|(title, text)| HowTo { title: title.clone(), text: text.clone() }).into(),
            opml: Some(Link::new(&words.opml, self.routes.href(&opml_path))),
            files: std::iter::once(index).chain(exports.filter(|of| !of.files.is_empty())).collect(),
        };
        let page = page_file(&path(voice), self.theme.page(&View::Subscribe(&view))?);
        Ok(vec![page, OutFile::new(opml_path, self.opml(voice))])
    }

    /// A page without versions.
    pub(super) fn unversioned_page(&self, voice: &Voice<'a>, page: &'a Page) -> Result<OutFile, Box<Diagnostic>> {
        let path = |voice: &Voice<'_>| self.routes.page(voice.lang, page);
        let prose = prose_for(&page.prose, voice.lang, self.default());
        let shown = Shown { subject: Subject::Page, of: None, edition: None, binding: self.default(), register: None };
        let body = self.body(voice, shown, prose)?;
        let title = voice.text(&page.title, self.default());
        let view = PageView {
            page: self.frame(voice, fixed(&title.text, &path)),
            title,
            contents: Vec::new(),
            body: body.html,
        };
        Ok(page_file(&path(voice), self.theme.page(&View::Page(&view))?))
    }

    /// The page for addresses that lead nowhere.
    pub(super) fn not_found_page(&self) -> Result<OutFile, Box<Diagnostic>> {
        let voice = &self.voices[0];
        let words = |voice: &Voice<'a>| {
            let other = &voice.texts.words.other;
            (other.not_found.clone(), other.not_found_text.clone())
        };
        let home = |voice: &Voice<'a>| {
            Link::new(&voice.texts.words.frame.home, self.routes.href(&self.routes.home(voice.lang)))
        };
        let (title, text) = words(voice);
        let path = |_: &Voice<'_>| "404.html".to_owned();
        let mut page = self.frame(voice, About { noindex: true, ..fixed(&title, &path) });
        // It answers for every address: it has none of its own, and no other language of it exists.
        page.canonical = None;
        page.alternates.clear();
        let others = self.voices[1..].iter().map(|voice| {
            let (title, text) = words(voice);
            NotFoundOther { lang: voice.tag(), title, text, home: home(voice) }
        });
        let view = NotFound { page, title, text, links: vec![home(voice)], others: others.collect() };
        Ok(OutFile::new("404.html", self.theme.page(&View::NotFound(&view))?))
    }
}
