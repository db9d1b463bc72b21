//! Files for programs: sitemap, redirects, headers and the like.

use std::sync::Arc;

use super::Renderer;
use super::frame::About;
use super::product::Plan;
use super::redline;
use super::sitemap;
use super::view::View;
use super::view::pages::Redirect as RedirectView;
use super::view::part::Link;
use super::voice::Voice;
use super::well_known::{self, LlmsTxt, Redirect, SecurityTxt, headers};
use crate::diagnostic::Diagnostic;
use crate::model::document::Kind;
use crate::model::text::Lang;
use crate::output::{OutFile, Task};
use crate::resolve::SiteDocument;

/// What makes a file for programs.
pub(super) type Make<R> = fn(&R) -> String;

/// Where RFC 9116 has it.
const SECURITY_TXT: &str = ".well-known/security.txt";

/// Spellings of the register's address that lead to it.
const SPELLINGS: &[&str] =
    &["subprocessors", "sub-processors", "legal/subprocessors", "legal/sub-processors", "trust/subprocessors"];

impl<'a> Renderer<'a> {
    /// Pages that search engines may list.
    pub(super) fn sitemap(&self, plan: &Plan<'a>) -> Vec<sitemap::Page> {
        let mut pages = Vec::new();
        let latest = |of: &SiteDocument| of.public().next_back().map(|last| of.version(last).announced.value);
        let newest = self.site.changes.last().map(|change| change.date);
        let mut add = |path: &dyn Fn(&Voice<'a>) -> String, modified| {
            let all: Arc<[(String, String)]> =
                self.voices.iter().map(|voice| (voice.tag(), self.routes.url(&path(voice)))).collect();
            for (_, url) in &all[..] {
                let alternates = if all.len() > 1 { Arc::clone(&all) } else { Arc::default() };
                pages.push(sitemap::Page { url: url.clone(), modified, alternates });
            }
        };
        add(&|voice| self.routes.home(voice.lang), newest);
        for name in ["changes", "subscribe"] {
            add(&|voice| self.routes.fixed(voice.lang, name), newest);
        }
        let products: Vec<(&Lang, Vec<String>)> =
            self.voices.iter().map(|voice| (voice.lang, self.product_pages(voice, plan))).collect();
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
            for pair in redline::pairs(of) {
                if [pair.0, pair.1].iter().all(|&at| of.versions[at].status.is_public()) {
                    let modified = Some(of.version(pair.1).announced.value);
                    add(&|voice| redline::path(&self.routes, voice.lang, of, pair), modified);
                }
            }
            for (entry, _) in Self::entries(of) {
                add(&|voice| self.entry_path(voice, of, &entry.id), latest(of));
            }
        }
        pages
    }

    /// The paths of the sitemap, which lists no more than what `tasks` make. Most sites need not be listed to know them.
    pub(super) fn sitemap_paths(&self, plan: &Plan<'a>, tasks: &[Task<'_>]) -> Vec<String> {
        let paths = || tasks.iter().flat_map(Task::paths);
        // In an address, a byte may take three.
        let longest = self.routes.url("").len() + 3 * paths().map(String::len).max().unwrap_or_default();
        if sitemap::is_one_file(paths().count(), self.voices.len(), longest) {
            sitemap::paths(&[])
        } else {
            sitemap::paths(&self.sitemap(plan))
        }
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
                // No two pages of a site have one title.
                title: Some(voice.texts.changes.field(&words.redirect, redirect.from.trim_end_matches('/'))),
                description: None,
                path: &path,
                document: None,
                version: None,
                noindex: true,
                relations: Vec::new(),
            },
        );
        // Who is told not to list a page need not be told which one to list instead; the page leads there at once.
        page.canonical = None;
        page.alternates.clear();
        let view = RedirectView {
            page,
            title: words.redirect.clone(),
            text: words.redirect_text.clone(),
            target: Link::new(self.routes.absolute(&redirect.to), redirect.to.clone()),
        };
        Ok(OutFile::new(redirect.page_path(), self.theme.page(&View::Redirect(&view))?))
    }

    /// `robots.txt`, `security.txt`, `llms.txt`, `_headers`, `_redirects`: paths, and what makes their bytes.
    pub(super) fn well_known_files(&self) -> Vec<(&'static str, Make<Self>)> {
        let mut files: Vec<(&str, Make<Self>)> = vec![
            ("robots.txt", |r| well_known::robots(&r.routes.url("sitemap.xml"))),
            ("llms.txt", |r| r.llms().write()),
            ("_headers", |r| headers::write(r.routes.base_path(), &["theme/"])),
        ];
        if !self.redirects().is_empty() {
            files.push(("_redirects", |r| well_known::redirects(r.routes.base_path(), &r.redirects())));
        }
        if self.site.config.security.is_some() {
            files.push((SECURITY_TXT, |r| r.security().map_or_else(String::new, |security| security.write())));
        }
        files
    }

    fn security(&self) -> Option<SecurityTxt> {
        let security = self.site.config.security.as_ref()?;
        Some(SecurityTxt {
            contact: security.contact.value.clone(),
            expires: security.expires.value,
            languages: self.site.languages.clone(),
            canonical: self.routes.url(SECURITY_TXT),
            policy: security.policy.as_ref().map(|policy| policy.value.clone()),
        })
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
        let exports = self.public_documents().filter(|of| of.is_public()).flat_map(|of| {
            let title = of.document.settings.title.get(voice.lang, self.site.binding(&of.document.settings));
            self.export_links(voice, of, None).into_iter().map(move |link| well_known::Link {
                name: title.to_owned(),
                url: self.routes.absolute(&link.href),
                note: link.label,
            })
        });
        let file = |path: &str, name: &str| well_known::Link {
            name: name.to_owned(),
            url: self.routes.url(path),
            note: String::new(),
        };
        let opml = format!("{}feeds.opml", self.routes.fixed(voice.lang, "subscribe"));
        let index = [
            file("trust.json", &texts.llms_index(&config.organisation.name)),
            file(&opml, &voice.texts.words.subscribe.opml),
        ];
        let description = config.description.as_ref().map(|text| text.get(voice.lang, self.default()).to_owned());
        LlmsTxt {
            title: config.title.get(voice.lang, self.default()).to_owned(),
            summary: texts.llms_about(&config.organisation.name),
            details: description.into_iter().collect(),
            sections: vec![
                (texts.llms_documents(&voice.date(self.site.today)), documents.collect()),
                (texts.llms_data(&config.organisation.name), index.into_iter().chain(exports).chain(feeds).collect()),
            ],
        }
    }
}
