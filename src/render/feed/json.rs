//! JSON Feed 1.1, with the change as data in `_aushang`.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;

use super::{Entry, Feed, Format, Part, updated};
use crate::render::xml::clean;

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: Cow<'a, str>,
    home_page_url: &'a str,
    feed_url: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<String>,
    language: &'a str,
    authors: [Author<'a>; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    hubs: Option<[Hub<'a>; 1]>,
    #[serde(rename = "_aushang")]
    extension: Extension<'a>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: Cow<'a, str>,
}

#[derive(Serialize)]
struct Hub<'a> {
    r#type: &'static str,
    url: &'a str,
}

/// What the members of our own mean, whose feed this is, when it changed, and whether it is the whole history.
#[derive(Serialize)]
struct Extension<'a> {
    about: &'a str,
    id: &'a str,
    updated: String,
    complete: bool,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: Cow<'a, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: Cow<'a, str>,
    content_html: Cow<'a, str>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<Cow<'a, str>>,
    language: &'a str,
    #[serde(rename = "_aushang", skip_serializing_if = "Value::is_null")]
    data: &'a Value,
}

/// The bytes of a document.
pub(super) fn write(feed: &Feed, part: &Part, entries: &[Entry]) -> Vec<u8> {
    let links = part.links(feed, Format::Json);
    let link = |wanted| links.iter().find(|(rel, _)| *rel == wanted).map(|(_, href)| href.clone());
    let document = Document {
        version: "https://jsonfeed.org/version/1.1",
        title: clean(&feed.title),
        home_page_url: &feed.home,
        feed_url: link("self").unwrap_or_default(),
        description: clean(&feed.subtitle),
        next_url: link("prev-archive"),
        language: feed.lang.as_str(),
        authors: [Author { name: clean(&feed.author) }],
        hubs: feed.hub.as_deref().map(|url| [Hub { r#type: "WebSub", url }]),
        extension: Extension {
            about: &feed.about,
            id: &feed.id,
            updated: updated(feed, entries).rfc3339(),
            complete: part.is_complete(),
        },
        items: entries.iter().map(item).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&document).expect("texts, lists and JSON values are JSON");
    bytes.push(b'\n');
    bytes
}

fn item(entry: &Entry) -> Item<'_> {
    Item {
        id: &entry.id,
        url: &entry.url,
        title: clean(&entry.title),
        summary: clean(&entry.summary),
        content_html: clean(&entry.html),
        date_published: entry.published.rfc3339(),
        date_modified: entry.updated.rfc3339(),
        tags: entry.categories.iter().map(|category| clean(&category.label)).collect(),
        language: entry.lang.as_str(),
        data: &entry.data,
    }
}
