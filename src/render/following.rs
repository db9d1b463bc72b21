//! What can be followed: the feeds of the site and of its documents in all formats, their calendars, and the list of all.

use super::Renderer;
use super::change::{Part, Told};
use super::data;
use super::feed::tag::{About as TagAbout, Scope, TagAuthority};
use super::feed::{self, Category, Entry, Feed, Format};
use super::instant::Instant;
use super::opml::{self, Subscription};
use super::view::View;
use super::view::changes::{ChangeEntry, FeedEntry};
use super::view::frame::FeedLink;
use super::view::part::Link;
use super::voice::Voice;
use crate::diagnostic::Diagnostic;
use crate::output::OutFile;
use crate::resolve::{Change, Event, SiteDocument};

impl<'a> Renderer<'a> {
    /// A change as an entry of a feed.
    fn entry(&self, voice: &Voice<'a>, change: &Change) -> Result<Entry, Box<Diagnostic>> {
        self.entry_of(voice, change, &|_| true, self.change(voice, change, Told::Then))
    }

    /// A change that is told in the words of `view`, as an entry of a feed.
    pub(super) fn entry_of(
        &self,
        voice: &Voice<'a>,
        change: &Change,
        keep: &dyn Fn(Part<'_>) -> bool,
        mut view: ChangeEntry,
    ) -> Result<Entry, Box<Diagnostic>> {
        let of = &self.site.documents[change.document];
        let version = of.version(change.version);
        let about = match change.event {
            Event::Announced => TagAbout::Announcement,
            Event::Withdrawn => TagAbout::Withdrawal,
        };
        self.make_absolute(&mut view);
        let published = Instant::new(change.date, change.place_in_day);
        // A withdrawal is an entry of its own; the one that it takes back says so, too.
        let withdrawal = self.withdrawal_of(change).filter(|_| change.event == Event::Announced);
        let withdrawn = view.withdrawn.iter().map(|text| text.text.clone());
        let note = view.note.iter().map(|note| note.text.clone());
        let summary: Vec<String> = withdrawn.chain(note).chain(view.sentence.clone()).collect();
        let kind = of.document.settings.kind.name();
        let label = voice.texts.terms.kind(kind).unwrap_or(kind).to_owned();
        let kinds = of.register.iter().flat_map(|register| &register.changes[of.versions[change.version].index]);
        let kinds = kinds.filter(|change| keep(Part::Entry(change)));
        let mut terms: Vec<&str> = kinds.flat_map(|change| &change.kinds).map(|kind| kind.name()).collect();
        terms.sort_unstable();
        terms.dedup();
        let typed = terms.into_iter().map(|term| Category {
            term: term.to_owned(),
            label: voice.texts.terms.change(term).unwrap_or(term).to_owned(),
        });
        Ok(Entry {
            id: self.authority().version(&of.document.id, &version.label, voice.lang, about),
            title: view.title.clone(),
            url: view.href.clone(),
            published,
            updated: withdrawal.unwrap_or(published),
            summary: summary.join(" "),
            html: self.theme.part(&View::FeedEntry(&FeedEntry { lang: voice.tag(), entry: view }))?,
            categories: std::iter::once(Category { term: kind.to_owned(), label }).chain(typed).collect(),
            lang: voice.lang.clone(),
            data: data::value(&self.event_data(voice, change, keep)),
        })
    }

    /// Makes all addresses of a change absolute, for readers elsewhere.
    pub(super) fn make_absolute(&self, view: &mut ChangeEntry) {
        let absolute = |link: &mut Link| link.href = self.routes.absolute(&link.href);
        view.items.iter_mut().for_each(absolute);
        view.comparison.iter_mut().for_each(absolute);
        for href in view.entries.iter_mut().filter_map(|entry| entry.href.as_mut()) {
            *href = self.routes.absolute(href);
        }
        absolute(&mut view.document);
        view.href = self.routes.absolute(&view.href);
    }

    pub(super) fn authority(&self) -> TagAuthority {
        TagAuthority::new(&self.site.config.tag_authority)
            .expect("the parser refuses an authority that RFC 4151 does not know")
    }

    pub(super) fn feed(&self, voice: &Voice<'a>, of: Option<&SiteDocument>) -> Feed {
        let organisation = &self.site.config.organisation.name;
        let texts = &voice.texts.feeds;
        let home = match of {
            Some(of) => self.routes.document(voice.lang, &of.document),
            None => self.routes.home(voice.lang),
        };
        let first = self.site.changes.first().map_or(self.site.today, |change| change.date);
        let (title, subtitle) = match of {
            Some(of) => {
                let settings = &of.document.settings;
                let title = settings.title.get(voice.lang, self.site.binding(settings));
                (self.document_feed_title(voice, of), texts.document_about(title, organisation))
            }
            None => (self.site_feed_title(voice), texts.site_about(organisation)),
        };
        let scope = of.map_or(Scope::Site, |of| Scope::Document(&of.document.id));
        Feed {
            id: self.authority().feed(scope, voice.lang),
            title,
            subtitle,
            lang: voice.lang.clone(),
            home: self.routes.url(&home),
            folder: self.routes.url(&home),
            author: organisation.value.clone(),
            hub: self.site.config.websub_hub.as_ref().map(|hub| hub.value.clone()),
            about: self.routes.url(&data::Form::Change.path()),
            begun: Instant::new(first, 0),
        }
    }

    /// The changes of the site or of a document, newest first.
    pub(super) fn changes_of(&self, document: Option<usize>) -> Vec<&'a Change> {
        match document {
            Some(at) => self.changes[at].clone(),
            None => self.site.changes.iter().rev().collect(),
        }
    }

    /// The paths of the feed files of the site or of a document with that many changes.
    pub(super) fn feed_paths(&self, voice: &Voice<'a>, of: Option<&SiteDocument>, changes: usize) -> Vec<String> {
        let folder = match of {
            Some(of) => self.routes.document(voice.lang, &of.document),
            None => self.routes.home(voice.lang),
        };
        let parts = feed::parts(changes);
        let files =
            parts.iter().flat_map(|part| Format::ALL.map(|format| format!("{folder}{}", part.file_name(format))));
        files.collect()
    }

    /// The feed files of the site or of one of its documents, given by its place.
    pub(super) fn feed_files(
        &self,
        voice: &Voice<'a>,
        document: Option<usize>,
    ) -> Result<Vec<OutFile>, Box<Diagnostic>> {
        let of = document.map(|at| &self.site.documents[at]);
        let changes = self.changes_of(document);
        let feed = self.feed(voice, of);
        let mut paths = self.feed_paths(voice, of, changes.len()).into_iter();
        let mut files = Vec::new();
        for part in feed::parts(changes.len()) {
            let entries: Vec<Entry> = changes[part.entries.clone()]
                .iter()
                .map(|change| self.entry(voice, change))
                .collect::<Result<_, _>>()?;
            for format in Format::ALL {
                let path = paths.next().expect("there is a path for each part and format");
                files.push(OutFile::new(path, feed::write(format, &feed, &part, &entries)));
            }
        }
        Ok(files)
    }

    /// The calendar of the site or of one of its documents, given by its place.
    pub(super) fn calendar_of(&self, voice: &Voice<'a>, document: Option<usize>) -> OutFile {
        let feed = self.feed(voice, document.map(|at| &self.site.documents[at]));
        let folder = match document {
            Some(at) => self.routes.document(voice.lang, &self.site.documents[at].document),
            None => self.routes.home(voice.lang),
        };
        let places = document.map_or(0..self.site.documents.len(), |at| at..at + 1);
        let registers: Vec<usize> = places.filter(|&at| self.site.documents[at].register.is_some()).collect();
        self.calendar_file(voice, &folder, feed.title, &self.changes_of(document), &registers)
    }

    /// The archived parts of all feeds of a language, which no reader subscribes to but every program shall find.
    pub(super) fn archives(&self, voice: &Voice<'a>) -> Vec<FeedLink> {
        let site = (self.routes.home(voice.lang), self.site_feed_title(voice), self.site.changes.len());
        let documents = self.site.documents.iter().enumerate().filter(|(_, of)| !of.versions.is_empty());
        let documents = documents.map(|(place, of)| {
            let folder = self.routes.document(voice.lang, &of.document);
            (folder, self.document_feed_title(voice, of), self.changes[place].len())
        });
        let products = self.site.catalogue.products.iter().map(|product| {
            let title = self.product_feed_title(voice, product);
            (self.product_path(voice, &product.id), title, self.changes_for(product).len())
        });
        let mut links = Vec::new();
        for (folder, title, count) in std::iter::once(site).chain(documents).chain(products) {
            for part in feed::parts(count).iter().filter(|part| part.number.is_some()) {
                links.extend(Format::ALL.map(|format| FeedLink {
                    href: self.routes.href(&format!("{folder}{}", part.file_name(format))),
                    media_type: format.media_type().to_owned(),
                    title: title.clone(),
                    format: format.name().to_owned(),
                }));
            }
        }
        links
    }

    /// All feeds of a language in one file.
    pub(super) fn opml(&self, voice: &Voice<'a>) -> Vec<u8> {
        let subscription = |feed: Feed| Subscription {
            title: feed.title,
            description: feed.subtitle,
            feed: format!("{}feed.atom", feed.folder),
            home: feed.home,
            lang: voice.tag(),
        };
        let title = self.site_feed_title(voice);
        let documents = self.public_documents().map(|of| subscription(self.feed(voice, Some(of))));
        let all = std::iter::once(subscription(self.feed(voice, None))).chain(documents).collect();
        let mut groups = vec![(title.clone(), all)];
        let products = self.site.catalogue.products.iter();
        let products: Vec<Subscription> =
            products.map(|product| subscription(self.product_feed(voice, product))).collect();
        if !products.is_empty() {
            groups.push((voice.texts.words.products.title.clone(), products));
        }
        opml::write(&title, &groups)
    }
}
