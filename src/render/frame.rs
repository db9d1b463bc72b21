//! What every page has around its content: head, menus, foot.

use super::Renderer;
use super::events;
use super::export::media_type;
use super::feed::Format;
use super::routes;
use super::view::frame::{Alternate, DataLink, FeedLink, Frame, Relation, SiteFrame};
use super::view::part::Link;
use super::voice::{Voice, tel};
use crate::model::site::Menu;
use crate::resolve::SiteDocument;

/// Documents in the menu at the top; a site with more has the rest on its overview.
const DOCUMENTS_IN_MENU: usize = 6;

/// What a page tells its frame.
pub(super) struct About<'a> {
    /// The title of the page, without that of the site; `None` for the overview.
    pub title: Option<String>,
    /// One sentence for search results.
    pub description: Option<String>,
    /// The path of the page in a language.
    pub path: &'a dyn Fn(&Voice<'_>) -> String,
    /// The document whose feeds tell about the page.
    pub document: Option<&'a SiteDocument>,
    /// The version of that document that the page shows, where it is no page of the document on the day.
    pub version: Option<usize>,
    /// Whether search engines shall leave the page out.
    pub noindex: bool,
    /// Relations to other pages.
    pub relations: Vec<Relation>,
}

impl<'a> Renderer<'a> {
    /// The frame of a page.
    pub(super) fn frame(&self, voice: &Voice<'a>, about: About<'_>) -> Frame {
        let config = &self.site.config;
        let site_title = config.title.get(voice.lang, self.default()).to_owned();
        let path = (about.path)(voice);
        let alternates = self.voices.iter().map(|other| {
            let path = (about.path)(other);
            Alternate {
                lang: other.tag(),
                label: other.texts.language.name.clone(),
                url: self.routes.url(&path),
                href: self.routes.href(&path),
                current: other.lang == voice.lang,
            }
        });
        let description = config.description.as_ref().map(|text| text.get(voice.lang, self.default()).to_owned());
        Frame {
            json_ld: self.json_ld(voice, &about, &site_title),
            lang: voice.tag(),
            dir: voice.texts.language.dir.name().to_owned(),
            title: match &about.title {
                Some(title) => voice.texts.general.page_title(title, &site_title),
                None => site_title,
            },
            description: about.description.or(description),
            canonical: Some(self.routes.url(&path)),
            noindex: about.noindex,
            alternates: if self.voices.len() > 1 { alternates.collect() } else { Vec::new() },
            feeds: self.feeds(voice, about.document),
            archives: Vec::new(),
            data: self.data_links(voice, about.document, about.version),
            relations: about.relations,
            base: self.routes.base_path().to_owned(),
            stylesheet: self.routes.href(self.theme.stylesheet()),
            site: self.site_frame(voice),
            header_menu: self.header_menu(voice, &path),
            footer_menu: self.footer_menu(voice, &path),
            notices: Vec::new(),
            as_of: None,
        }
    }

    /// The facts of a document, and the index of the site, as files.
    fn data_links(&self, voice: &Voice<'a>, document: Option<&SiteDocument>, version: Option<usize>) -> Vec<DataLink> {
        let exports = document.filter(|of| of.is_public()).map(|of| (of, self.export_links(voice, of, version)));
        let exports = exports.into_iter().flat_map(|(of, links)| {
            let title = of.document.settings.title.get(voice.lang, self.site.binding(&of.document.settings));
            links.into_iter().map(move |link| DataLink {
                media_type: media_type(&link.href).to_owned(),
                title: voice.texts.general.feed_as(title, &link.label),
                href: link.href,
            })
        });
        let index = DataLink {
            href: self.routes.href("trust.json"),
            media_type: "application/json".to_owned(),
            title: self.site.config.title.get(voice.lang, self.default()).to_owned(),
        };
        exports.chain([index]).collect()
    }

    /// Feeds of the site and, where the page is about a document, of that.
    pub(super) fn feeds(&self, voice: &Voice<'a>, document: Option<&SiteDocument>) -> Vec<FeedLink> {
        let own = document.map(|of| {
            self.feeds_in(&self.routes.document(voice.lang, &of.document), &self.document_feed_title(voice, of))
        });
        let site = self.feeds_in(&self.routes.home(voice.lang), &self.site_feed_title(voice));
        own.into_iter().flatten().chain(site).collect()
    }

    /// The feeds in a folder of the site.
    pub(super) fn feeds_in(&self, folder: &str, title: &str) -> Vec<FeedLink> {
        let feed = |format: Format| FeedLink {
            href: self.routes.href(&format!("{folder}feed.{}", format.extension())),
            media_type: format.media_type().to_owned(),
            title: title.to_owned(),
            format: format.name().to_owned(),
        };
        let calendar = FeedLink {
            href: self.routes.href(&format!("{folder}{}", events::FILE)),
            media_type: "text/calendar".to_owned(),
            title: title.to_owned(),
            format: "iCalendar".to_owned(),
        };
        let has_calendar = !self.site.changes.is_empty();
        Format::ALL.map(feed).into_iter().chain(has_calendar.then_some(calendar)).collect()
    }

    /// The title of the site's feed.
    pub(super) fn site_feed_title(&self, voice: &Voice<'a>) -> String {
        voice.texts.feeds.site_title(self.site.config.title.get(voice.lang, self.default()))
    }

    /// The title of a document's feed.
    pub(super) fn document_feed_title(&self, voice: &Voice<'a>, of: &SiteDocument) -> String {
        let title = of.document.settings.title.get(voice.lang, self.site.binding(&of.document.settings));
        voice.texts.feeds.document_title(title, self.site.config.title.get(voice.lang, self.default()))
    }

    pub(super) fn site_frame(&self, voice: &Voice<'a>) -> SiteFrame {
        let config = &self.site.config;
        let organisation = &config.organisation;
        let phone = organisation.phone.as_ref().map(|phone| phone.value.clone());
        SiteFrame {
            title: config.title.get(voice.lang, self.default()).to_owned(),
            home: self.routes.href(&self.routes.home(voice.lang)),
            logo: config.theme.logo.as_ref().map(|logo| self.routes.href(logo)),
            organisation: organisation.name.value.clone(),
            address: voice.address(&organisation.address),
            email: organisation.email.value.clone(),
            phone_href: phone.as_deref().map(tel),
            phone,
            website: organisation.website.as_ref().map(|url| Link::new(host(url), &url.value)),
        }
    }

    fn header_menu(&self, voice: &Voice<'a>, current: &str) -> Vec<Link> {
        let documents = self.public_documents().take(DOCUMENTS_IN_MENU).map(|of| {
            let settings = &of.document.settings;
            let name = settings.short.as_ref().unwrap_or(&settings.title);
            let path = self.routes.document(voice.lang, &of.document);
            let label = name.get(voice.lang, self.site.binding(settings));
            Link { label: label.to_owned(), current: current.starts_with(&path), href: self.routes.href(&path) }
        });
        documents.chain(self.menu_pages(voice, Menu::Header, current)).collect()
    }

    fn footer_menu(&self, voice: &Voice<'a>, current: &str) -> Vec<Link> {
        let fixed = [("changes", &voice.texts.words.changes.title), ("subscribe", &voice.texts.words.subscribe.title)];
        let fixed = fixed.map(|(name, label)| {
            let path = self.routes.fixed(voice.lang, name);
            Link { label: label.clone(), current: current == path, href: self.routes.href(&path) }
        });
        let products =
            self.products_link(voice).map(|link| Link { current: link.href == self.routes.href(current), ..link });
        products.into_iter().chain(fixed).chain(self.menu_pages(voice, Menu::Footer, current)).collect()
    }

    fn menu_pages(&self, voice: &Voice<'a>, menu: Menu, current: &str) -> impl Iterator<Item = Link> {
        self.site.pages.iter().filter(move |page| page.menu == menu).map(move |page| {
            let path = self.routes.page(voice.lang, page);
            let label = page.title.get(voice.lang, self.default());
            Link { label: label.to_owned(), current: current == path, href: self.routes.href(&path) }
        })
    }

    /// Documents that have a public version.
    pub(super) fn public_documents(&self) -> impl Iterator<Item = &'a SiteDocument> + use<'a> {
        self.site.documents.iter().filter(|of| !of.versions.is_empty())
    }
}

/// An address as people write it: without scheme and closing slash.
fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.trim_end_matches('/').to_owned()
}

/// The file of a page and its bytes.
pub(super) fn page_file(path: &str, html: Vec<u8>) -> crate::output::OutFile {
    crate::output::OutFile::new(routes::file(path), html)
}
