//! What readers of feeds rely on.

use jiff::civil::date;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::render::xml::clean;

fn feed() -> Feed {
    Feed {
        id: "tag:a.example,2026:subprocessors/de".into(),
        title: "Unterauftragsverarbeiter & mehr".into(),
        subtitle: "Änderungen".into(),
        lang: Lang::new("de").unwrap(),
        home: "https://a.example/subprocessors/".into(),
        folder: "https://a.example/subprocessors/".into(),
        author: "A & B GmbH".into(),
        hub: Some("https://hub.example/?a&b".into()),
        about: "https://a.example/schema/feed/".into(),
        begun: Instant::new(date(2026, 1, 1), 0),
    }
}

fn entry(number: u32) -> Entry {
    Entry {
        id: format!("tag:a.example,2026:subprocessors/{number}/de"),
        title: "Neu: Rechenzentrum <Nord>".into(),
        url: format!("https://a.example/subprocessors/{number}/"),
        published: Instant::new(date(2026, 11, 20), number),
        updated: Instant::new(date(2026, 11, 20), number),
        summary: "Gilt ab 19. Dezember & später".into(),
        html: "<p>Betrieb &amp; Server ]]&gt;</p>".into(),
        categories: vec![Category { term: "added".into(), label: "Neu".into() }],
        lang: Lang::new("de").unwrap(),
        data: json!({"kind": "added"}),
    }
}

/// The document to subscribe to of a feed of these entries.
fn written(format: Format, entries: &[Entry]) -> String {
    String::from_utf8(write(format, &feed(), &parts(entries.len())[0], entries)).unwrap()
}

#[test]
fn an_atom_feed_has_these_bytes() {
    let english = Entry { lang: Lang::new("en").unwrap(), updated: Instant::new(date(2026, 11, 27), 0), ..entry(1) };
    let expected = r#"<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0" xml:lang="de">
  <title>Unterauftragsverarbeiter &amp; mehr</title>
  <id>tag:a.example,2026:subprocessors/de</id>
  <updated>2026-11-27T00:00:00+00:00</updated>
  <author>
    <name>A &amp; B GmbH</name>
  </author>
  <link href="https://a.example/subprocessors/" rel="alternate" type="text/html"/>
  <link href="https://a.example/subprocessors/feed.atom" rel="self" type="application/atom+xml"/>
  <link href="https://hub.example/?a&amp;b" rel="hub"/>
  <subtitle>Änderungen</subtitle>
  <entry>
    <title xml:lang="en">Neu: Rechenzentrum &lt;Nord&gt;</title>
    <id>tag:a.example,2026:subprocessors/1/de</id>
    <updated>2026-11-27T00:00:00+00:00</updated>
    <category term="added" label="Neu"/>
    <link href="https://a.example/subprocessors/1/" rel="alternate" type="text/html"/>
    <published>2026-11-20T00:00:01+00:00</published>
    <summary xml:lang="en">Gilt ab 19. Dezember &amp; später</summary>
    <content xml:lang="en" type="html">&lt;p&gt;Betrieb &amp;amp; Server ]]&amp;gt;&lt;/p&gt;</content>
  </entry>
  <fh:complete></fh:complete>
</feed>
"#;
    assert_eq!(written(Format::Atom, &[english]), expected);
}

#[test]
fn an_rss_feed_has_these_bytes() {
    let expected = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:fh="http://purl.org/syndication/history/1.0">
  <channel>
    <title>Unterauftragsverarbeiter &amp; mehr</title>
    <link>https://a.example/subprocessors/</link>
    <description>Änderungen</description>
    <language>de</language>
    <lastBuildDate>Fri, 20 Nov 2026 00:00:01 +0000</lastBuildDate>
    <atom:link href="https://a.example/subprocessors/feed.rss" rel="self" type="application/rss+xml"></atom:link>
    <atom:link href="https://hub.example/?a&amp;b" rel="hub"></atom:link>
    <fh:complete></fh:complete>
    <item>
      <title>Neu: Rechenzentrum &lt;Nord&gt;</title>
      <link>https://a.example/subprocessors/1/</link>
      <description><![CDATA[Gilt ab 19. Dezember &amp; später]]></description>
      <category>Neu</category>
      <guid isPermaLink="false">tag:a.example,2026:subprocessors/1/de</guid>
      <pubDate>Fri, 20 Nov 2026 00:00:01 +0000</pubDate>
      <content:encoded><![CDATA[<p>Betrieb &amp; Server ]]&gt;</p>]]></content:encoded>
    </item>
  </channel>
</rss>
"#;
    assert_eq!(written(Format::Rss, &[entry(1)]), expected);
}

#[test]
fn a_json_feed_has_these_bytes() {
    let expected = r#"{
  "version": "https://jsonfeed.org/version/1.1",
  "title": "Unterauftragsverarbeiter & mehr",
  "home_page_url": "https://a.example/subprocessors/",
  "feed_url": "https://a.example/subprocessors/feed.json",
  "description": "Änderungen",
  "language": "de",
  "authors": [
    {
      "name": "A & B GmbH"
    }
  ],
  "hubs": [
    {
      "type": "WebSub",
      "url": "https://hub.example/?a&b"
    }
  ],
  "_aushang": {
    "about": "https://a.example/schema/feed/",
    "id": "tag:a.example,2026:subprocessors/de",
    "updated": "2026-11-20T00:00:01Z",
    "complete": true
  },
  "items": [
    {
      "id": "tag:a.example,2026:subprocessors/1/de",
      "url": "https://a.example/subprocessors/1/",
      "title": "Neu: Rechenzentrum <Nord>",
      "summary": "Gilt ab 19. Dezember & später",
      "content_html": "<p>Betrieb &amp; Server ]]&gt;</p>",
      "date_published": "2026-11-20T00:00:01Z",
      "date_modified": "2026-11-20T00:00:01Z",
      "tags": [
        "Neu"
      ],
      "language": "de",
      "_aushang": {
        "kind": "added"
      }
    }
  ]
}
"#;
    assert_eq!(written(Format::Json, &[entry(1)]), expected);
}

#[test]
fn a_feed_without_entries_bears_the_instant_that_it_was_given() {
    assert!(written(Format::Atom, &[]).contains("<updated>2026-01-01T00:00:00+00:00</updated>"));
    assert!(written(Format::Rss, &[]).contains("<lastBuildDate>Thu, 01 Jan 2026 00:00:00 +0000</lastBuildDate>"));
    assert!(written(Format::Json, &[]).contains(r#""items": []"#));
}

#[test]
fn archives_are_chained_both_ways() {
    let entries: Vec<_> = (0..401).rev().map(entry).collect();
    let parts = parts(entries.len());
    let names: Vec<_> = parts.iter().map(|part| part.file_name(Format::Atom)).collect();
    assert_eq!(names, ["feed.atom", "feed-archive-3.atom", "feed-archive-2.atom", "feed-archive-1.atom"]);
    let relations = |part: &Part| {
        let bytes = write(Format::Atom, &feed(), part, &entries[part.entries.clone()]);
        let read = atom_syndication::Feed::read_from(bytes.as_slice()).unwrap();
        let name = |href: &str| href.rsplit('/').next().unwrap_or_default().to_owned();
        let chained = |rel: &str| rel.ends_with("archive") || rel == "current";
        let links = read.links.iter().filter(|link| chained(&link.rel));
        (links.map(|link| format!("{} {}", link.rel, name(&link.href))).collect::<Vec<_>>(), read.extensions)
    };
    let (links, marks) = relations(&parts[0]);
    assert_eq!(links, ["prev-archive feed-archive-3.atom"]);
    assert!(marks.is_empty());
    let (links, marks) = relations(&parts[2]);
    assert_eq!(links, ["current feed.atom", "prev-archive feed-archive-1.atom", "next-archive feed-archive-3.atom"]);
    assert!(marks["fh"].contains_key("archive"));
    assert_eq!(relations(&parts[3]).0, ["current feed.atom", "next-archive feed-archive-2.atom"]);
    let json = write(Format::Json, &feed(), &parts[1], &entries[parts[1].entries.clone()]);
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["next_url"], "https://a.example/subprocessors/feed-archive-2.json");
}

proptest! {
    // Fewer than usual, because the texts are long.
    #![proptest_config(ProptestConfig::with_cases(50))]

    #[test]
    fn no_entry_is_lost_and_none_moves_within_the_archives(count in 0_usize..2_000) {
        let parts = parts(count);
        let order: Vec<usize> = parts.iter().flat_map(|part| part.entries.clone()).collect();
        prop_assert_eq!(order, (0..count).collect::<Vec<_>>());
        prop_assert!(parts[0].entries.len() <= LONG && (count <= LONG || parts[0].entries.len() >= ARCHIVED));
        for part in &parts[1..] {
            let oldest = (part.number.unwrap() - 1) * ARCHIVED;
            // Counted from the oldest entry, an archived document holds the same entries for ever.
            prop_assert_eq!(count - part.entries.end..count - part.entries.start, oldest..oldest + ARCHIVED);
        }
    }

    #[test]
    fn any_text_is_read_back_from_every_format(
        title in "[!-~]|[!-~]([ -~]|\\PC|<script>|]]>|&amp;|\u{202e}){0,60}[!-~]",
        html in "<p>([ -~]|\\PC|\n|<!\\[CDATA\\[|]]>|&amp;|😀|\u{0}|\u{b}|\r){0,300}</p>",
        times in 1_usize..50,
    ) {
        let entry = Entry { title, html: html.repeat(times), ..entry(1) };
        let (title, html) = (clean(&entry.title), clean(&entry.html));
        let entries = [entry.clone()];

        let atom = atom_syndication::Feed::read_from(written(Format::Atom, &entries).as_bytes()).unwrap();
        prop_assert_eq!(&atom.entries[0].title.value, &title);
        prop_assert_eq!(atom.entries[0].content.as_ref().unwrap().value.as_ref().unwrap(), &html);

        let rss = ::rss::Channel::read_from(written(Format::Rss, &entries).as_bytes()).unwrap();
        prop_assert_eq!(rss.items[0].title.as_ref().unwrap(), &title);
        prop_assert_eq!(rss.items[0].content.as_ref().unwrap(), &html);

        let json: serde_json::Value = serde_json::from_str(&written(Format::Json, &entries)).unwrap();
        prop_assert_eq!(json["items"][0]["title"].as_str(), Some(&*title));
        prop_assert_eq!(json["items"][0]["content_html"].as_str(), Some(&*html));

        let ids = [atom.entries[0].id.as_str(), &rss.items[0].guid.as_ref().unwrap().value];
        prop_assert_eq!(ids, [json["items"][0]["id"].as_str().unwrap(); 2]);
    }
}
