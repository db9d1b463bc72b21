//! Atom (RFC 4287), with RFC 5005 for long histories.

use std::collections::BTreeMap;

use atom_syndication as atom;

use super::{Entry, Feed, Format, Part, updated};
use crate::render::instant::Instant;
use crate::render::xml::clean;

const HISTORY: &str = "http://purl.org/syndication/history/1.0";

/// The bytes of a document.
pub(super) fn write(feed: &Feed, part: &Part, entries: &[Entry]) -> Vec<u8> {
    let mut links = vec![link("alternate", &feed.home, Some("text/html"))];
    links.extend(
        part.links(feed, Format::Atom).iter().map(|(rel, href)| link(rel, href, Some(Format::Atom.media_type()))),
    );
    links.extend(feed.hub.as_deref().map(|hub| link("hub", hub, None)));
    let document = atom::Feed {
        title: text(&feed.title),
        id: feed.id.clone(),
        updated: instant(updated(feed, entries)),
        authors: vec![atom::Person { name: clean(&feed.author).into_owned(), ..Default::default() }],
        links,
        subtitle: (!feed.subtitle.is_empty()).then(|| text(&feed.subtitle)),
        entries: entries.iter().map(|item| entry(feed, item)).collect(),
        extensions: history(part),
        namespaces: BTreeMap::from([("fh".to_owned(), HISTORY.to_owned())]),
        lang: Some(feed.lang.as_str().to_owned()),
        ..Default::default()
    };
    let config = atom::WriteConfig { write_document_declaration: true, indent_size: Some(2) };
    let mut bytes = document.write_with_config(Vec::new(), config).expect("memory takes every byte");
    bytes.push(b'\n');
    bytes
}

fn entry(feed: &Feed, entry: &Entry) -> atom::Entry {
    let lang = (entry.lang != feed.lang).then(|| entry.lang.as_str().to_owned());
    let in_its_language = |value: &str| atom::Text { lang: lang.clone(), ..text(value) };
    atom::Entry {
        title: in_its_language(&entry.title),
        id: entry.id.clone(),
        updated: instant(entry.updated),
        published: Some(instant(entry.published)),
        categories: entry
            .categories
            .iter()
            .map(|category| atom::Category {
                term: category.term.clone(),
                scheme: None,
                label: Some(clean(&category.label).into_owned()),
            })
            .collect(),
        links: vec![link("alternate", &entry.url, Some("text/html"))],
        summary: (!entry.summary.is_empty()).then(|| in_its_language(&entry.summary)),
        content: Some(atom::Content {
            lang: lang.clone(),
            value: Some(clean(&entry.html).into_owned()),
            content_type: Some("html".to_owned()),
            ..Default::default()
        }),
        ..Default::default()
    }
}

/// Whether the history is whole or this is an archived document of it (RFC 5005, 2 and 4).
fn history(part: &Part) -> atom::extension::ExtensionMap {
    let name = match part.number {
        Some(_) => "archive",
        None if part.is_complete() => "complete",
        None => return BTreeMap::new(),
    };
    // An empty value, not none: the writer would put a line break between the tags.
    let mark =
        atom::extension::Extension { name: format!("fh:{name}"), value: Some(String::new()), ..Default::default() };
    BTreeMap::from([("fh".to_owned(), BTreeMap::from([(name.to_owned(), vec![mark])]))])
}

fn link(rel: &str, href: &str, media_type: Option<&str>) -> atom::Link {
    atom::Link {
        href: clean(href).into_owned(),
        rel: rel.to_owned(),
        mime_type: media_type.map(str::to_owned),
        ..Default::default()
    }
}

fn text(value: &str) -> atom::Text {
    atom::Text::plain(clean(value).into_owned())
}

fn instant(instant: Instant) -> atom::FixedDateTime {
    instant.rfc3339().parse().expect("an instant is a valid time of the years 1 to 9999")
}
