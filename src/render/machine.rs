//! Files for programs: feeds, sitemap, redirects, headers and the like.

use super::Renderer;
use super::feed::tag::{About as TagAbout, Scope, TagAuthority};
use super::feed::{self, Category, Entry, Feed, Format};
use super::frame::About;
use super::instant::Instant;
use super::opml::{self, Subscription};
use super::sitemap;
use super::view::View;
use super::view::changes::{ChangeEntry, FeedEntry};
use super::view::pages::Redirect as RedirectView;
use super::view::part::Link;
use super::voice::Voice;
use super::well_known::{self, LlmsTxt, Redirect, SecurityTxt, headers};
use crate::diagnostic::Diagnostic;
use crate::model::document::Kind;
use crate::model::text::Lang;
use crate::output::OutFile;
use crate::resolve::{Change, Event, SiteDocument};

/// Spellings of the register's address that lead to it.
const SPELLINGS: &[&str] =
    &["subprocessors", "sub-processors", "legal/subprocessors", "legal/sub-processors", "trust/subprocessors"];

impl<'a> Renderer<'a> {
    /// A change as an entry of a feed.
    fn entry(&self, voice: &Voice<'a>, change: &Change) -> Result<Entry, Box<Diagnostic>> {
        self.entry_of(voice, change, self.change(voice, change))
    }

    /// A change that is told in the words of `view`, as an entry of a feed.
    pub(super) fn entry_of(
        &self,
        voice: &Voice<'a>,
        change: &Change,
        mut view: ChangeEntry,
    ) -> Result<Entry, Box<Diagnostic>> {
        let of = &self.site.documents[change.document];
        let version = of.version(change.version);
        let about = match change.event {
            Event::Announced => TagAbout::Announcement,
            Event::Withdrawn => TagAbout::Withdrawal,
        };
        // A feed says what was said on the day of the announcement; pages say what is the case today.
        let (today, then) =
            (self.effect_sentence(voice, of, change.version), self.announced_sentence(voice, of, change.version));
        view.sentence = view.sentence.map(|sentence| sentence.replacen(&today, &then, 1));
        let absolute = |link: &mut Link| link.href = self.routes.absolute(&link.href);
        view.items.iter_mut().for_each(absolute);
        view.comparison.iter_mut().for_each(absolute);
        absolute(&mut view.document);
        view.href = self.routes.absolute(&view.href);
        let published = Instant::new(change.date, change.place_in_day);
        let summary: Vec<String> =
            view.note.iter().map(|note| note.text.clone()).chain(view.sentence.clone()).collect();
        let kind = of.document.settings.kind.name();
        let label = voice.texts.terms.kind(kind).unwrap_or(kind).to_owned();
        let kinds = of.register.iter().flat_map(|register| &register.changes[of.versions[change.version].index]);
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
            updated: published,
            summary: summary.join(" "),
            html: self.theme.render(&View::FeedEntry(&FeedEntry { lang: voice.tag(), entry: view }))?,
            categories: std::iter::once(Category { term: kind.to_owned(), label }).chain(typed).collect(),
            lang: voice.lang.clone(),
            data: serde_json::Value::Null,
        })
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
            about: self.routes.url(&self.routes.fixed(voice.lang, "subscribe")),
            begun: Instant::new(first, 0),
        }
    }

    /// The changes of the site or of a document, newest first.
    pub(super) fn changes_of(&self, document: Option<usize>) -> Vec<&'a Change> {
        self.site.changes.iter().rev().filter(|change| document.is_none_or(|at| change.document == at)).collect()
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
        self.calendar_file(voice, &folder, feed.title, &self.changes_of(document))
    }

    /// All feeds of a language in one file.
    pub(super) fn opml(&self, voice: &Voice<'a>) -> Vec<u8> {
        let subscription = |of: Option<&SiteDocument>| {
            let feed = self.feed(voice, of);
            Subscription {
                title: feed.title,
                description: feed.subtitle,
                feed: format!("{}feed.atom", feed.folder),
                home: feed.home,
                lang: voice.tag(),
            }
        };
        let title = self.site_feed_title(voice);
        let documents = self.public_documents().map(|of| subscription(Some(of)));
        let all = std::iter::once(subscription(None)).chain(documents).collect();
        opml::write(&title, &[(title.clone(), all)])
    }

    /// Pages that search engines may list.
    pub(super) fn sitemap(&self) -> Vec<sitemap::Page> {
        let mut pages = Vec::new();
        let latest = |of: &SiteDocument| of.public().next_back().map(|last| of.version(last).announced.value);
        let newest = self.site.changes.last().map(|change| change.date);
        let mut add = |path: &dyn Fn(&Voice<'a>) -> String, modified| {
            let alternates: Vec<(String, String)> =
                self.voices.iter().map(|voice| (voice.tag(), self.routes.url(&path(voice)))).collect();
            for (_, url) in &alternates {
                let alternates = if alternates.len() > 1 { alternates.clone() } else { Vec::new() };
                pages.push(sitemap::Page { url: url.clone(), modified, alternates });
            }
        };
        add(&|voice| self.routes.home(voice.lang), newest);
        for name in ["changes", "subscribe"] {
            add(&|voice| self.routes.fixed(voice.lang, name), newest);
        }
        let products: Vec<(&Lang, Vec<String>)> =
            self.voices.iter().map(|voice| (voice.lang, self.product_pages(voice))).collect();
        for place in 0..products[0].1.len() {
            let of = |voice: &Voice<'a>| products.iter().find(|(lang, _)| *lang == voice.lang);
            add(&|voice| of(voice).map_or_else(String::new, |(_, pages)| pages[place].clone()), newest);
        }
        for page in &self.site.pages {
            add(&|voice| self.routes.page(voice.lang, page), None);
        }
        for of in self.public_documents().filter(|of| of.is_public()) {
            add(&|voice| self.routes.document(voice.lang, &of.document), latest(of));
            add(&|voice| self.routes.below(voice.lang, &of.document, "versions"), latest(of));
            for at in of.public() {
                add(&|voice| self.version_path(voice.lang, of, at), Some(of.version(at).announced.value));
            }
            for (entry, _) in Self::entries(of) {
                add(&|voice| self.entry_path(voice, of, &entry.id), latest(of));
            }
        }
        pages
    }

    /// Well-known spellings of the register's address, where that is another one.
    pub(super) fn redirects(&self) -> Vec<Redirect> {
        let Some(of) = self.site.document_of(Kind::Subprocessors).filter(|of| !of.versions.is_empty()) else {
            return Vec::new();
        };
        let target = self.routes.document(&self.site.languages[0], &of.document);
        let taken = |path: &str| {
            let path = format!("{path}/");
            let documents =
                self.site.documents.iter().map(|of| self.routes.document(&self.site.languages[0], &of.document));
            let pages = self.site.pages.iter().map(|page| self.routes.page(&self.site.languages[0], page));
            documents.chain(pages).any(|known| known == path)
        };
        let free = SPELLINGS.iter().filter(|path| !taken(path));
        free.map(|path| Redirect { from: format!("{path}/"), to: self.routes.href(&target), status: 301 }).collect()
    }

    /// The page of a redirect.
    pub(super) fn redirect_page(&self, redirect: &Redirect) -> Result<OutFile, Box<Diagnostic>> {
        let voice = &self.voices[0];
        let words = &voice.texts.words.other;
        let path = |_: &Voice<'_>| redirect.from.clone();
        let mut page = self.frame(
            voice,
            About {
                title: Some(words.redirect.clone()),
                description: None,
                path: &path,
                document: None,
                noindex: true,
                relations: Vec::new(),
            },
        );
        page.canonical = Some(self.routes.absolute(&redirect.to));
        page.alternates.clear();
        let view = RedirectView {
            page,
            title: words.redirect.clone(),
            text: words.redirect_text.clone(),
            target: Link::new(self.routes.absolute(&redirect.to), redirect.to.clone()),
        };
        Ok(OutFile::new(redirect.page_path(), self.theme.render(&View::Redirect(&view))?))
    }

    /// `robots.txt`, `security.txt`, `llms.txt`, `_headers`, `_redirects`.
    pub(super) fn well_known_files(&self) -> Vec<OutFile> {
        let config = &self.site.config;
        let mut files = vec![
            OutFile::new("robots.txt", well_known::robots(&self.routes.url("sitemap.xml"))),
            OutFile::new("llms.txt", self.llms().write()),
            OutFile::new("_headers", headers::write(self.routes.base_path(), &["theme/"])),
        ];
        let redirects = self.redirects();
        if !redirects.is_empty() {
            files.push(OutFile::new("_redirects", well_known::redirects(&redirects)));
        }
        if let Some(security) = &config.security {
            let text = SecurityTxt {
                contact: security.contact.value.clone(),
                expires: security.expires.value,
                languages: self.site.languages.clone(),
                canonical: self.routes.url(".well-known/security.txt"),
                policy: security.policy.as_ref().map(|policy| policy.value.clone()),
            };
            files.push(OutFile::new(".well-known/security.txt", text.write()));
        }
        files
    }

    fn llms(&self) -> LlmsTxt {
        let voice = &self.voices[0];
        let config = &self.site.config;
        let texts = &voice.texts.machine;
        let documents = self.public_documents().map(|of| {
            let settings = &of.document.settings;
            let current = Self::current(of).unwrap_or(0);
            let title = settings.title.get(voice.lang, self.site.binding(settings));
            well_known::Link {
                name: title.to_owned(),
                url: self.routes.url(&self.routes.document(voice.lang, &of.document)),
                note: Self::status_sentence(voice, of, current),
            }
        });
        let feeds = self.feeds(voice, None).into_iter().map(|feed| well_known::Link {
            name: feed.title,
            url: self.routes.absolute(&feed.href),
            note: feed.format,
        });
        let description = config.description.as_ref().map(|text| text.get(voice.lang, self.default()).to_owned());
        LlmsTxt {
            title: config.title.get(voice.lang, self.default()).to_owned(),
            summary: texts.llms_about(&config.organisation.name),
            details: description.into_iter().collect(),
            sections: vec![
                (texts.llms_documents(&voice.date(self.site.today)), documents.collect()),
                (texts.llms_data(&config.organisation.name), feeds.collect()),
            ],
        }
    }
}
