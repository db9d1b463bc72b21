//! `site.yaml` and the unversioned pages.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::prose::Prose;
use super::text::{Country, Lang, Localized};
use crate::source::{FileId, Span, Spanned};

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Lines before the city: street, building, post box.
    pub street: Vec<Spanned<String>>,
    /// The postal code as written.
    pub postal_code: Option<Spanned<String>>,
    /// The city.
    pub city: Option<Spanned<String>>,
    /// The country.
    pub country: Option<Spanned<Country>>,
}

/// `site.yaml`.
#[derive(Clone, Debug)]
pub struct SiteConfig {
    /// The file itself.
    pub file: FileId,
    /// The site's title.
    pub title: Localized,
    /// One sentence about the site.
    pub description: Option<Localized>,
    /// Where the site is served, absolute, with a slash at the end.
    pub base_url: Spanned<String>,
    /// The languages; the first is the default. Never empty.
    pub languages: Vec<Spanned<Lang>>,
    /// Whose midnight begins a day.
    pub timezone: TimeZone,
    /// Who publishes.
    pub organisation: Organisation,
    /// Looks.
    pub theme: Theme,
    /// RFC 4151 tagging authority: name and date, such as `trust.example.com,2026`.
    pub tag_authority: Spanned<String>,
    /// WebSub hub that feeds name.
    pub websub_hub: Option<Spanned<String>>,
    /// RFC 9116.
    pub security: Option<Security>,
    /// Days on which no notice period ends.
    pub holidays: Vec<Spanned<Date>>,
    /// Whether prose may hold raw HTML.
    pub raw_html: bool,
    /// Whether warnings block.
    pub strict: bool,
}

impl SiteConfig {
    /// The language that is served without a prefix.
    #[must_use]
    pub fn default_language(&self) -> &Lang {
        &self.languages.first().expect("the parser refuses a site without languages").value
    }
}

/// Who publishes the site.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Legal name.
    pub name: Spanned<String>,
    /// Postal address; city and country are there.
    pub address: Address,
    /// E-mail address.
    pub email: Spanned<String>,
    /// Telephone.
    pub phone: Option<Spanned<String>>,
    /// Main website.
    pub website: Option<Spanned<String>>,
    /// Entry in the commercial register.
    pub register: Option<CommercialRegister>,
    /// VAT identification number.
    pub vat_id: Option<Spanned<String>>,
    /// Who represents the organisation.
    pub represented_by: Vec<Spanned<String>>,
}

/// An entry in a commercial register.
#[derive(Clone, Debug, Default)]
pub struct CommercialRegister {
    /// The court that keeps it.
    pub court: Option<Spanned<String>>,
    /// The number of the entry.
    pub number: Option<Spanned<String>>,
}

/// Looks.
#[derive(Clone, Debug)]
pub struct Theme {
    /// `themes/<name>`.
    pub name: Spanned<String>,
    /// Color of links and marks, `#rrggbb`.
    pub accent: Option<Spanned<String>>,
    /// Path below `content/`.
    pub logo: Option<Spanned<String>>,
}

/// What `/.well-known/security.txt` says (RFC 9116).
#[derive(Clone, Debug)]
pub struct Security {
    /// Where to report: `mailto:`, `tel:` or `https:` address.
    pub contact: Spanned<String>,
    /// The last day on which the file may be relied upon.
    pub expires: Spanned<Date>,
    /// Address of the disclosure policy.
    pub policy: Option<Spanned<String>>,
}

/// Where a page is linked from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Menu {
    /// The top of every page.
    Header,
    /// The foot of every page.
    Footer,
    /// Nowhere.
    None,
}

/// `pages/<id>/`: a page without versions.
#[derive(Clone, Debug)]
pub struct Page {
    /// The folder's name.
    pub id: String,
    /// Where `page.yaml` begins.
    pub span: Span,
    /// The title.
    pub title: Localized,
    /// The last part of its address; the id where there is none.
    pub slug: Option<Localized>,
    /// Its place in menus; smaller is earlier.
    pub order: i64,
    /// Where it is linked.
    pub menu: Menu,
    /// The text in each language.
    pub prose: BTreeMap<Lang, Prose>,
}
