//! One state of the site, whole: today's pages and, when they are asked for, those of other days.
//!
//! Invariant: everything in a snapshot comes from the same files.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use aushang::diagnostic::Report;
use aushang::diagnostic::render::{Format, Paper, render};
use aushang::error::Result;
use aushang::model::Content;
use aushang::model::text::Lang;
use aushang::render::routes::Routes;
use aushang::resolve::drafts::with_drafts;
use aushang::resolve::{Site, SiteDocument, resolve};
use jiff::civil::Date;

use super::pages::{Form, Pages, Stock};
use crate::pipeline;

/// How many other days are kept; who looks at more makes them again.
const MOST_DAYS: usize = 8;

/// A state of the site.
pub struct Snapshot {
    content: Content,
    stock: Arc<Stock>,
    /// The folder of the site as the reader names it.
    folder: String,
    today: Arc<View>,
    drafts: Drafts,
    others: Mutex<BTreeMap<Date, Shown>>,
}

/// The site on another day, or why it cannot be shown on it.
type Shown = Result<Arc<View>, Arc<str>>;

/// The site on a day.
pub struct View {
    /// The day.
    pub day: Date,
    /// The path under which it is served, with a slash at both ends.
    pub base: String,
    /// What is in it that the public does not see, in each language of the site, the first of which is its own.
    drafts: Vec<(Lang, Vec<Draft>)>,
    /// Its pages.
    pub pages: Pages,
}

/// A draft or a scheduled version.
pub struct Draft {
    /// The document.
    pub name: String,
    /// The label of a scheduled version and the day of its announcement; none for a draft.
    pub scheduled: Option<(String, Date)>,
    /// The address of its page.
    pub href: String,
}

/// Whether what the public does not see is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    Shown,
    Hidden,
}

impl Snapshot {
    /// The snapshot of `site`, which `content` is on its day.
    ///
    /// # Errors
    /// Where two parts of the site want to be at one path.
    pub fn of(content: Content, site: Site, stock: Stock, drafts: Drafts, folder: String) -> Result<Self> {
        let stock = Arc::new(stock);
        let today = Arc::new(View::of(site, &stock, drafts)?);
        Ok(Self { content, stock, folder, today, drafts, others: Mutex::default() })
    }

    /// The site on its own day.
    pub fn today(&self) -> &Arc<View> {
        &self.today
    }

    /// The site on another day, served below `@<day>/`; where nothing can be shown on that day, the reason.
    pub fn on(&self, day: Date) -> Shown {
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        if others.len() >= MOST_DAYS && !others.contains_key(&day) {
            others.pop_first();
        }
        others.entry(day).or_insert_with(|| self.view_on(day)).clone()
    }

    fn view_on(&self, day: Date) -> Shown {
        let url = format!("{}@{day}/", self.content.config.base_url.value);
        let (site, report) = resolve(&pipeline::served_at(self.content.clone(), &url), day);
        let site = site.ok_or_else(|| self.told(report))?;
        View::of(site, &self.stock, self.drafts).map(Arc::new).map_err(|error| error.to_string().into())
    }

    fn told(&self, report: Report) -> Arc<str> {
        let sources = &self.stock.sources;
        render(&report.sorted(sources), sources, &self.folder, Format::Text(Paper::PLAIN)).into()
    }
}

impl View {
    /// What is in it that the public does not see, in the language of which `tag` is, else in the site's own.
    pub fn drafts(&self, tag: &str) -> &[Draft] {
        let named = self.drafts.iter().find(|(lang, _)| lang.primary() == tag);
        named.or_else(|| self.drafts.first()).map_or(&[], |(_, drafts)| drafts)
    }

    /// The language in which the site says what is said once.
    pub fn lang(&self) -> &str {
        self.drafts.first().map_or("", |(lang, _)| lang.as_str())
    }

    fn of(site: Site, stock: &Arc<Stock>, drafts: Drafts) -> Result<Self> {
        let (site, form) = match drafts {
            Drafts::Shown => (with_drafts(&site, &stock.sources), Form::AsMade),
            Drafts::Hidden => (site, Form::AsPublished),
        };
        let (day, base) = (site.today, base_path(&site.config.base_url.value).to_owned());
        let drafts = site.languages.iter().map(|lang| (lang.clone(), listed(&site, lang))).collect();
        Ok(Self { day, base, drafts, pages: Pages::of(site, Arc::clone(stock), form)? })
    }
}

/// What the public does not see, in the order of the documents.
fn listed(site: &Site, lang: &Lang) -> Vec<Draft> {
    let routes = Routes::new(site);
    let unpublished = site.documents.iter().flat_map(|of| of.unpublished().map(move |at| (of, at)));
    let draft = |(of, at): (&SiteDocument, usize)| {
        let settings = of.settings(at);
        let name = settings.short.as_ref().unwrap_or(&settings.title).get(lang, site.binding(settings));
        let version = of.version(at);
        let scheduled = (!version.is_draft()).then(|| (version.label.clone(), version.announced.value));
        let href = routes.href(&routes.below(lang, &of.document, &version.label));
        Draft { name: name.to_string(), scheduled, href }
    };
    unpublished.map(draft).collect()
}

/// The path of an absolute address that ends in a slash.
fn base_path(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    url[host..].find('/').map_or("/", |at| &url[host + at..])
}
