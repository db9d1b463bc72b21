//! RSS 2.0, with `content:encoded`, and the links of Atom that RSS lacks: to itself, to the hub, to archives.

use std::collections::BTreeMap;

use quick_xml::escape::partial_escape;
use rss::extension::{Extension, ExtensionMap};

use super::{Entry, Feed, Format, Part, updated};
use crate::render::xml::clean;

const ATOM: &str = "http://www.w3.org/2005/Atom";
const HISTORY: &str = "http://purl.org/syndication/history/1.0";

/// The bytes of a document.
pub(super) fn write(feed: &Feed, part: &Part, entries: &[Entry]) -> Vec<u8> {
    let channel = rss::Channel {
        title: clean(&feed.title).into_owned(),
        link: clean(&feed.home).into_owned(),
        // RSS wants a description in every channel.
        description: html(if feed.subtitle.is_empty() { &feed.title } else { &feed.subtitle }),
        language: Some(feed.lang.as_str().to_owned()),
        last_build_date: Some(updated(feed, entries).rfc822()),
        items: entries.iter().map(item).collect(),
        extensions: extensions(feed, part),
        namespaces: BTreeMap::from([("atom".to_owned(), ATOM.to_owned()), ("fh".to_owned(), HISTORY.to_owned())]),
        ..Default::default()
    };
    let mut bytes = channel.pretty_write_to(Vec::new(), b' ', 2).expect("memory takes every byte");
    bytes.push(b'\n');
    bytes
}

fn item(entry: &Entry) -> rss::Item {
    rss::Item {
        title: Some(clean(&entry.title).into_owned()),
        link: Some(clean(&entry.url).into_owned()),
        description: (!entry.summary.is_empty()).then(|| html(&entry.summary)),
        categories: entry.categories.iter().map(|category| clean(&category.label).into_owned().into()).collect(),
        guid: Some(rss::Guid { value: entry.id.clone(), permalink: false }),
        pub_date: Some(entry.published.rfc822()),
        content: Some(clean(&entry.html).into_owned()),
        ..Default::default()
    }
}

/// Descriptions in RSS are HTML.
fn html(text: &str) -> String {
    partial_escape(clean(text)).into_owned()
}

fn extensions(feed: &Feed, part: &Part) -> ExtensionMap {
    // Empty values, not none: the writer would put a line break between the tags.
    let link = |rel: &str, href: &str, media_type: Option<&str>| {
        let attributes = [("rel", Some(rel)), ("href", Some(href)), ("type", media_type)];
        let attrs = attributes.iter().filter_map(|&(key, value)| Some((key.to_owned(), clean(value?).into_owned())));
        Extension {
            name: "atom:link".to_owned(),
            value: Some(String::new()),
            attrs: attrs.collect(),
            ..Default::default()
        }
    };
    let media_type = Some(Format::Rss.media_type());
    let mut links: Vec<_> =
        part.links(feed, Format::Rss).iter().map(|(rel, href)| link(rel, href, media_type)).collect();
    links.extend(feed.hub.as_deref().map(|hub| link("hub", hub, None)));
    let mut extensions = BTreeMap::from([("atom".to_owned(), BTreeMap::from([("link".to_owned(), links)]))]);
    let mark = if part.number.is_some() { Some("archive") } else { part.is_complete().then_some("complete") };
    if let Some(name) = mark {
        let mark = Extension { name: format!("fh:{name}"), value: Some(String::new()), ..Default::default() };
        extensions.insert("fh".to_owned(), BTreeMap::from([(name.to_owned(), vec![mark])]));
    }
    extensions
}
