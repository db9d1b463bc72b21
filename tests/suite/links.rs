//! Every internal link of the built sample has a target: the file, and the anchor in it.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::{Token, Tokenizer};

use crate::sandbox::{DAY, Sandbox, tree};

/// A page as a browser reads it.
#[derive(Default)]
struct Page {
    ids: BTreeSet<String>,
    twice: Vec<String>,
    links: Vec<String>,
}

fn read(html: &[u8]) -> Page {
    let mut page = Page::default();
    for token in Tokenizer::new(html) {
        let Ok(Token::StartTag(tag)) = token else { continue };
        for (name, value) in &tag.attributes {
            let value = String::from_utf8(value.0.clone()).expect("pages are UTF-8");
            match name.0.as_slice() {
                b"id" if !page.ids.insert(value.clone()) => page.twice.push(value),
                b"href" | b"src" | b"action" | b"poster" | b"cite" => page.links.push(value),
                b"srcset" => {
                    page.links.extend(value.split(',').filter_map(|s| s.split_whitespace().next()).map(String::from));
                }
                _ => {}
            }
        }
    }
    page
}

/// The file and the anchor that a link on a page means; none where it leads out of the site.
fn target(base_url: &str, page: &str, link: &str) -> Option<(String, Option<String>)> {
    let (address, anchor) = link.split_once('#').map_or((link, None), |(address, anchor)| (address, Some(anchor)));
    let anchor = anchor.filter(|anchor| !anchor.is_empty()).map(decoded);
    let (_, rest) = base_url.split_once("://").unwrap();
    let base_path = &rest[rest.find('/').unwrap()..];
    let path = if let Some(path) = address.strip_prefix(base_url) {
        path.to_owned()
    } else if let Some(path) = address.strip_prefix(base_path) {
        path.to_owned()
    } else if address.starts_with('/') {
        panic!("{page}: {link} leaves the path of the base URL");
    } else if address.split(['/', '?']).next().is_some_and(|start| start.contains(':')) {
        return None;
    } else if address.is_empty() {
        page.to_owned()
    } else {
        relative(page, address)
    };
    let path = decoded(path.split('?').next().unwrap_or_default());
    let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
    Some((file, anchor))
}

fn relative(page: &str, address: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().expect("links are UTF-8").into_owned()
}

/// Sentences about links without target, of a site that was built for `base_url`.
fn dead_links(files: &BTreeMap<String, Vec<u8>>, base_url: &str) -> Vec<String> {
    let is_page = |path: &str| path.rsplit('.').next() == Some("html");
    let pages: BTreeMap<&str, Page> =
        files.iter().filter(|(path, _)| is_page(path)).map(|(path, html)| (path.as_str(), read(html))).collect();
    let mut wrong = Vec::new();
    let mut followed = 0;
    for (path, page) in &pages {
        wrong.extend(page.twice.iter().map(|id| format!("{path}: the id {id} stands twice")));
        for link in &page.links {
            let Some((file, anchor)) = target(base_url, path, link) else { continue };
            followed += 1;
            if !files.contains_key(&file) {
                wrong.push(format!("{path}: {link} leads nowhere"));
            } else if let (Some(anchor), Some(other)) = (anchor, pages.get(file.as_str()))
                && !other.ids.contains(&anchor)
            {
                wrong.push(format!("{path}: {link} leads to a page without that anchor"));
            }
        }
    }
    assert!(followed > pages.len(), "pages link to each other: {followed} links on {} pages", pages.len());
    wrong
}

#[test]
fn every_internal_link_and_anchor_has_a_target() {
    let sandbox = Sandbox::with_sample();
    for base_url in ["https://trust.example.com/", "https://www.example.com/legal/trust/"] {
        for minified in [&[][..], &["--no-minify"]] {
            let mut call = vec!["build", "--as-of", DAY, "--output", "out", "--base-url", base_url];
            call.extend(minified);
            sandbox.run(&call).done();
            let wrong = dead_links(&tree(&sandbox.path("out")), base_url);
            assert!(wrong.is_empty(), "{base_url}:\n{}", wrong.join("\n"));
        }
    }
}

#[test]
fn the_sitemap_lists_pages_that_exist() {
    let sandbox = Sandbox::with_sample();
    let base_url = "https://trust.example.com/";
    sandbox.run(&["build", "--as-of", DAY, "--output", "out", "--base-url", base_url]).done();
    let files = tree(&sandbox.path("out"));
    let sitemap = String::from_utf8(files["sitemap.xml"].clone()).unwrap();
    let addresses: Vec<&str> =
        sitemap.split("<loc>").skip(1).map(|rest| rest.split("</loc>").next().unwrap()).collect();
    for address in &addresses {
        let (file, _) = target(base_url, "sitemap.xml", address).expect("the sitemap holds own addresses only");
        assert!(files.contains_key(&file), "{address}");
    }
    assert!(addresses.len() > 10, "{sitemap}");
}
