//! What every page has around its content: head, menus, foot.

use schemars::JsonSchema;
use serde::Serialize;

use super::part::{Link, Notice};

/// What every page has around its content. The field `page` of each page's view.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Frame {
    /// Language tag of the page.
    pub lang: String,
    /// Direction of writing, `ltr` or `rtl`.
    pub dir: String,
    /// What stands in the browser's tab and in search results: the page and the site.
    pub title: String,
    /// One sentence for search results.
    pub description: Option<String>,
    /// Absolute address of the page.
    pub canonical: Option<String>,
    /// Whether search engines shall leave the page out.
    pub noindex: bool,
    /// The page in all languages that it exists in, this one included.
    pub alternates: Vec<Alternate>,
    /// Feeds that tell about this page.
    pub feeds: Vec<FeedLink>,
    /// Older parts of long feeds (RFC 5005), for programs.
    pub archives: Vec<FeedLink>,
    /// Files with the same facts for programs: JSON, CSV.
    pub data: Vec<DataLink>,
    /// Relations to other pages, for machines (RFC 8288, RFC 5829).
    pub relations: Vec<Relation>,
    /// schema.org data as JSON. A template prints it with `safe` into a `script` of type `application/ld+json`, which
    /// browsers do not run and no Content-Security-Policy concerns. `<` is written as `\u003c` in it.
    pub json_ld: Option<String>,
    /// The path under which the site is served, with a slash at the end: `/`, `/trust/`.
    pub base: String,
    /// Address of the style sheet.
    pub stylesheet: String,
    /// The site.
    pub site: SiteFrame,
    /// The menu at the top.
    pub header_menu: Vec<Link>,
    /// The menu at the foot.
    pub footer_menu: Vec<Link>,
    /// Sentences above the content that concern the whole site, such as a preview of drafts.
    pub notices: Vec<Notice>,
    /// The day for which the site was built, in a sentence; `None` where it shall not be told.
    pub as_of: Option<String>,
}

/// The page in a language.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Alternate {
    /// Language tag.
    pub lang: String,
    /// The language's name in that language.
    pub label: String,
    /// Absolute address, for `hreflang`.
    pub url: String,
    /// Address on this site.
    pub href: String,
    /// Whether it is this page.
    pub current: bool,
}

/// A feed.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct FeedLink {
    /// Address.
    pub href: String,
    /// Media type, such as `application/atom+xml`.
    pub media_type: String,
    /// What it tells.
    pub title: String,
    /// Its format: `Atom`, `RSS`, `JSON Feed`.
    pub format: String,
}

/// A file with the facts of the page.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct DataLink {
    /// Address.
    pub href: String,
    /// Media type, such as `text/csv`.
    pub media_type: String,
    /// What it is.
    pub title: String,
}

/// A relation to another page.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Relation {
    /// Such as `latest-version`, `predecessor-version`, `successor-version`, `version-history` (RFC 5829).
    pub rel: String,
    /// Address.
    pub href: String,
}

/// Who publishes, and what the site is called.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct SiteFrame {
    /// The site's title.
    pub title: String,
    /// The overview in the page's language.
    pub home: String,
    /// Address of the logo.
    pub logo: Option<String>,
    /// Legal name of the organisation.
    pub organisation: String,
    /// Postal address, line by line.
    pub address: Vec<String>,
    /// E-mail address.
    pub email: String,
    /// Telephone as written.
    pub phone: Option<String>,
    /// Telephone as a `tel:` address.
    pub phone_href: Option<String>,
    /// Main website.
    pub website: Option<Link>,
}
