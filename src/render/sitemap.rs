//! `sitemap.xml` (sitemaps.org 0.9) with the languages of each page.
//!
//! Invariant: no file has more than 50,000 addresses or 50 MB, which is what crawlers read.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use quick_xml::Writer;
use quick_xml::events::BytesText;

use crate::output::OutFile;

use super::xml::{clean, document};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Addresses of a file.
const MOST_PAGES: usize = 45_000;

/// Bytes of a file, before the escaping of its addresses.
const MOST_BYTES: usize = 40_000_000;

/// More bytes than the tags around an address and its language take.
const TAGS: usize = 80;

/// A page that search engines may list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its address, absolute.
    pub url: String,
    /// The day of its last change.
    pub modified: Option<Date>,
    /// The page in every language, itself included, as language tag and address; `x-default` for the one that readers
    /// of other languages get. Empty where there is one language.
    pub alternates: Arc<[(String, String)]>,
}

/// Whether one file holds as many as `pages` in as many `languages`, whose addresses are no longer than `longest` bytes.
#[must_use]
pub fn is_one_file(pages: usize, languages: usize, longest: usize) -> bool {
    pages <= MOST_PAGES && pages.saturating_mul((languages + 1).saturating_mul(longest + 2 * TAGS)) <= MOST_BYTES
}

/// The paths of the files that [`write`] makes of as many `pages`, in the same order.
#[must_use]
pub fn paths(pages: &[Page]) -> Vec<String> {
    let files = split(pages).len();
    let numbered = (1..=files).filter(|_| files > 1).map(numbered_path);
    std::iter::once("sitemap.xml".to_owned()).chain(numbered).collect()
}

/// `sitemap.xml` of `pages`; where they are too many for one file, an index of it and the files that it names. `base`
/// is the address of the site, with a slash at the end.
#[must_use]
pub fn write(pages: &[Page], base: &str) -> Vec<OutFile> {
    let ranges = split(pages);
    if ranges.len() < 2 {
        return vec![OutFile::new("sitemap.xml", pages_document(pages))];
    }
    let files: Vec<&[Page]> = ranges.into_iter().map(|range| &pages[range]).collect();
    let numbered = (1..).zip(&files).map(|(n, &pages)| OutFile::new(numbered_path(n), pages_document(pages)));
    std::iter::once(OutFile::new("sitemap.xml", index_document(&files, base))).chain(numbered).collect()
}

fn numbered_path(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

/// Which pages stand together in a file.
fn split(pages: &[Page]) -> Vec<Range<usize>> {
    let (mut ranges, mut start, mut bytes) = (Vec::new(), 0, 0);
    for (index, page) in pages.iter().enumerate() {
        let links: usize = page.alternates.iter().map(|(lang, url)| lang.len() + url.len() + TAGS).sum();
        let size = page.url.len() + links + 2 * TAGS;
        if index - start == MOST_PAGES || (bytes + size > MOST_BYTES && index > start) {
            ranges.push(start..index);
            (start, bytes) = (index, 0);
        }
        bytes += size;
    }
    ranges.push(start..pages.len());
    ranges
}

fn pages_document(pages: &[Page]) -> Vec<u8> {
    document(|writer| {
        let set = writer
            .create_element("urlset")
            .with_attribute(("xmlns", NAMESPACE))
            .with_attribute(("xmlns:xhtml", "http://www.w3.org/1999/xhtml"));
        set.write_inner_content(|writer| pages.iter().try_for_each(|page| write_page(writer, page)))?;
        Ok(())
    })
}

fn write_page(writer: &mut Writer<Vec<u8>>, page: &Page) -> io::Result<()> {
    writer.create_element("url").write_inner_content(|writer| {
        write_place(writer, &page.url, page.modified)?;
        for (lang, url) in &page.alternates[..] {
            let link = writer.create_element("xhtml:link").with_attribute(("rel", "alternate"));
            link.with_attribute(("hreflang", lang.as_str())).with_attribute(("href", clean(url))).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_place(writer: &mut Writer<Vec<u8>>, url: &str, modified: Option<Date>) -> io::Result<()> {
    writer.create_element("loc").write_text_content(BytesText::new(&clean(url)))?;
    if let Some(day) = modified {
        writer.create_element("lastmod").write_text_content(BytesText::new(&day.to_string()))?;
    }
    Ok(())
}

fn index_document(files: &[&[Page]], base: &str) -> Vec<u8> {
    document(|writer| {
        let index = writer.create_element("sitemapindex").with_attribute(("xmlns", NAMESPACE));
        index.write_inner_content(|writer| {
            for (number, pages) in (1..).zip(files) {
                let url = format!("{base}{}", numbered_path(number));
                let modified = pages.iter().filter_map(|page| page.modified).max();
                let write = |writer: &mut Writer<_>| write_place(writer, &url, modified);
                writer.create_element("sitemap").write_inner_content(write)?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn page(url: &str) -> Page {
        Page { url: url.to_owned(), modified: Some(date(2026, 11, 20)), alternates: Arc::default() }
    }

    #[test]
    fn a_page_is_listed_with_its_day_and_its_languages() {
        let alternate = |lang: &str, url: &str| (lang.to_owned(), url.to_owned());
        let alternates = Arc::new([
            alternate("de", "https://a.example/?x=1&y"),
            alternate("en", "https://a.example/en/"),
            alternate("x-default", "https://a.example/?x=1&y"),
        ]);
        let pages = [Page { alternates, ..page("https://a.example/?x=1&y") }];
        let expected = r#"<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
  <url>
    <loc>https://a.example/?x=1&amp;y</loc>
    <lastmod>2026-11-20</lastmod>
    <xhtml:link rel="alternate" hreflang="de" href="https://a.example/?x=1&amp;y"/>
    <xhtml:link rel="alternate" hreflang="en" href="https://a.example/en/"/>
    <xhtml:link rel="alternate" hreflang="x-default" href="https://a.example/?x=1&amp;y"/>
  </url>
</urlset>
"#;
        assert_eq!(write(&pages, "https://a.example/"), [OutFile::new("sitemap.xml", expected)]);
    }

    #[test]
    fn too_many_pages_are_split_and_indexed() {
        let pages: Vec<_> = (0..=MOST_PAGES).map(|n| page(&format!("https://a.example/{n}/"))).collect();
        let files = write(&pages, "https://a.example/");
        assert_eq!(files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), paths(&pages));
        let text = |n: usize| std::str::from_utf8(&files[n].bytes).unwrap();
        assert_eq!(text(1).matches("<loc>").count() + text(2).matches("<loc>").count(), pages.len());
        let expected = r#"<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <sitemap>
    <loc>https://a.example/sitemap-1.xml</loc>
    <lastmod>2026-11-20</lastmod>
  </sitemap>
  <sitemap>
    <loc>https://a.example/sitemap-2.xml</loc>
    <lastmod>2026-11-20</lastmod>
  </sitemap>
</sitemapindex>
"#;
        assert_eq!(text(0), expected);
    }

    #[test]
    fn no_file_outgrows_what_crawlers_read() {
        let long = format!("https://a.example/{}", "x".repeat(2_000));
        let alternates = (0..20).map(|n| (format!("l{n}"), long.clone())).collect();
        let pages = vec![Page { alternates, ..page(&long) }; 1_500];
        let files = write(&pages, "https://a.example/");
        assert_eq!(files.len(), 3);
        assert!(files.iter().all(|file| file.bytes.len() < 50_000_000));
    }
}
