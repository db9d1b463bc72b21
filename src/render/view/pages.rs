//! The other pages: overview, subscribe, unversioned, not found, redirect; and the product table.

use schemars::JsonSchema;
use serde::Serialize;

use super::changes::ChangeEntry;
use super::contact::Contact;
use super::document::TocEntry;
use super::frame::{FeedLink, Frame};
use super::part::{Html, Link, Mark, Text};
use super::register::Announced;

/// The overview.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Home {
    /// What is around it.
    pub page: Frame,
    /// The title.
    pub title: String,
    /// What this site is, in a sentence or two.
    pub intro: Option<Text>,
    /// What has been announced and does not apply yet, in the order of effect.
    pub announced: Vec<HomeAnnounced>,
    /// What is not public; previews only.
    pub drafts: Vec<HomeDraft>,
    /// The documents of which a version is in force.
    pub in_force: Vec<DocumentCard>,
    /// All documents.
    pub documents: Vec<DocumentCard>,
    /// Whom to ask, and the page that tells more.
    pub contact: Option<HomeContact>,
    /// The last few changes, newest first.
    pub changes: Vec<ChangeEntry>,
    /// The change log.
    pub changes_link: Link,
    /// How to subscribe.
    pub subscribe: Link,
    /// Feeds of the site.
    pub feeds: Vec<FeedLink>,
}

/// An announced version of any document.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct HomeAnnounced {
    /// The document.
    pub document: Link,
    /// The version, its note, its changes, its deadline.
    pub announced: Announced,
}

/// A draft or a scheduled version, in a preview.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct HomeDraft {
    /// The document, leading to the draft.
    pub document: Link,
    /// What it is.
    pub mark: Mark,
    /// What it is, in a sentence.
    pub sentence: String,
    /// Entries, clauses and measures that it changes.
    pub changes: Vec<Link>,
    /// The comparison with what is in force.
    pub compare: Option<Link>,
}

/// A document on the overview.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct DocumentCard {
    /// The title.
    pub title: Text,
    /// The short name.
    pub short: Option<Text>,
    /// One or two sentences.
    pub summary: Option<Text>,
    /// The version in force.
    pub href: String,
    /// "Version 2.0".
    pub version: String,
    /// "Version 2.0, gültig seit 1. April 2026".
    pub status: String,
    /// Status.
    pub mark: Mark,
    /// "Version 2.1 gilt ab 1. Februar 2027".
    pub upcoming: Option<Link>,
    /// All versions.
    pub history: Option<Link>,
}

/// Whom to ask, on the overview.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct HomeContact {
    /// Whom to ask.
    pub contact: Contact,
    /// The page of the contact.
    pub link: Link,
}

/// How to subscribe.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Subscribe {
    /// What is around it.
    pub page: Frame,
    /// The title.
    pub title: String,
    /// One or two sentences.
    pub intro: String,
    /// What can be subscribed to: the site first, then each document.
    pub groups: Vec<SubscribeGroup>,
    /// How it is done, step by step.
    pub how: Vec<HowTo>,
    /// All feeds in one file.
    pub opml: Option<Link>,
    /// The same facts for programs and spreadsheets: the index of the site first, then the files of each document.
    pub files: Vec<SubscribeFiles>,
}

/// Files about one thing.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct SubscribeFiles {
    /// About what.
    pub title: String,
    /// The files by their formats.
    pub files: Vec<Link>,
}

/// Feeds about one thing.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct SubscribeGroup {
    /// About what.
    pub title: String,
    /// What is told there.
    pub text: Option<String>,
    /// The same news in several formats.
    pub feeds: Vec<FeedLink>,
}

/// One way to do something.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct HowTo {
    /// With what.
    pub title: String,
    /// How.
    pub text: String,
}

/// An unversioned page.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Page {
    /// What is around it.
    pub page: Frame,
    /// The title.
    pub title: Text,
    /// Contents; empty where the text is too short to need them.
    pub contents: Vec<TocEntry>,
    /// The text.
    pub body: Html,
}

/// The page for addresses that lead nowhere.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct NotFound {
    /// What is around it.
    pub page: Frame,
    /// The title in the default language.
    pub title: String,
    /// What to do.
    pub text: String,
    /// Where to go from here.
    pub links: Vec<Link>,
    /// The same in the other languages: one file serves all of them.
    pub others: Vec<NotFoundOther>,
}

/// The same page in another language.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct NotFoundOther {
    /// Language tag.
    pub lang: String,
    /// The title.
    pub title: String,
    /// What to do.
    pub text: String,
    /// The overview in that language.
    pub home: Link,
}

/// A page that leads elsewhere.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Redirect {
    /// What is around it; `noindex` is set, and there is no canonical address.
    pub page: Frame,
    /// The title.
    pub title: String,
    /// "Diese Seite ist umgezogen."
    pub text: String,
    /// Where it leads.
    pub target: Link,
}

/// The product table. What `{{ products }}` shows.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct ProductTable {
    /// Language tag of the interface's words.
    pub lang: String,
    /// What the table shows.
    pub caption: String,
    /// Heading of the first column.
    pub product: Text,
    /// Heading of the second column.
    pub group: Text,
    /// Heading of the third column.
    pub sites: Text,
    /// The products.
    pub rows: Vec<ProductRow>,
    /// The sign at products without processing, where there are any.
    pub sign: Option<String>,
    /// What the sign means.
    pub footnote: Option<Text>,
}

/// A product.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct ProductRow {
    /// The id, an anchor in the page.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its page.
    pub href: Option<String>,
    /// Whether personal data are processed on behalf of the customer; the sign is shown else.
    pub processing: bool,
    /// Its groups, joined.
    pub groups: String,
    /// Its sites, joined.
    pub sites: String,
    /// A remark.
    pub note: Option<Text>,
}
