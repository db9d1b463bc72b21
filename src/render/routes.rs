//! Addresses of the published site. Published addresses are for ever: a later release may add, never move.
//!
//! A path here is relative to the root of the site and ends in `/` for a page; the default language has no prefix.

use std::fmt::Write as _;

use crate::model::document::Document;
use crate::model::prose::DocLink;
use crate::model::site::Page;
use crate::model::text::{Lang, Localized};
use crate::resolve::Site;

/// Makes addresses for one site.
#[derive(Clone, Debug)]
pub struct Routes<'a> {
    site: &'a Site,
    base_url: &'a str,
    base_path: &'a str,
}

impl<'a> Routes<'a> {
    /// The addresses of `site`.
    #[must_use]
    pub fn new(site: &'a Site) -> Self {
        let base_url = site.config.base_url.as_str();
        let after_scheme = base_url.find("://").map_or(0, |at| at + 3);
        let path = base_url[after_scheme..].find('/').map_or("/", |at| &base_url[after_scheme + at..]);
        Self { site, base_url, base_path: path }
    }

    /// The path under which the site is served, with a slash at both ends.
    #[must_use]
    pub fn base_path(&self) -> &'a str {
        self.base_path
    }

    /// A path as an address on this host.
    #[must_use]
    pub fn href(&self, path: &str) -> String {
        format!("{}{path}", self.base_path)
    }

    /// A path as an absolute address.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// An address on this host as an absolute one.
    #[must_use]
    pub fn absolute(&self, href: &str) -> String {
        let origin = self.base_url.strip_suffix(self.base_path).unwrap_or(self.base_url);
        format!("{origin}{href}")
    }

    /// The overview.
    #[must_use]
    pub fn home(&self, lang: &Lang) -> String {
        if *lang == self.site.languages[0] { String::new() } else { format!("{lang}/") }
    }

    /// A page that every site has, such as `changes`.
    #[must_use]
    pub fn fixed(&self, lang: &Lang, name: &str) -> String {
        format!("{}{name}/", self.home(lang))
    }

    /// The version of a document that is in force.
    #[must_use]
    pub fn document(&self, lang: &Lang, document: &Document) -> String {
        self.fixed(lang, self.slug(lang, document.settings.slug.as_ref(), &document.id))
    }

    /// What lies below a document: a version by its label, `versions`, an entry of a register.
    #[must_use]
    pub fn below(&self, lang: &Lang, document: &Document, name: &str) -> String {
        format!("{}{name}/", self.document(lang, document))
    }

    /// An unversioned page.
    #[must_use]
    pub fn page(&self, lang: &Lang, page: &Page) -> String {
        self.fixed(lang, self.slug(lang, page.slug.as_ref(), &page.id))
    }

    /// Where a link of prose to a document leads, on this host.
    #[must_use]
    pub fn link(&self, lang: &Lang, link: &DocLink) -> String {
        let mut href = match self.site.document(&link.document) {
            Some(of) => match &link.label {
                Some(label) => self.href(&self.below(lang, &of.document, label)),
                None => self.href(&self.document(lang, &of.document)),
            },
            None => self.href(&self.home(lang)),
        };
        if let Some(anchor) = &link.anchor {
            // Writing to a string does not fail.
            let _ = write!(href, "#{anchor}");
        }
        href
    }

    fn slug<'b>(&self, lang: &Lang, slug: Option<&'b Localized>, id: &'b str) -> &'b str {
        slug.map_or(id, |slug| slug.get(lang, &self.site.languages[0]))
    }
}

/// The file of a page.
#[must_use]
pub fn file(path: &str) -> String {
    format!("{path}index.html")
}
