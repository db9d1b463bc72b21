//! W01 to W04, W07 and W08 on the pages as browsers get them.
//!
//! What the program makes by itself is held by its tests; what a site adds to it, a theme of its own or raw HTML, can
//! break any page. So the finished pages of such sites are read. Knows nothing of how they are made. A mistake is told
//! once, at the file that causes it where that can be told, else at the first page that has it.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::{Token, Tokenizer};
use percent_encoding::percent_decode_str;

use super::finding::Findings;
use super::published::{Told, told_of_markup};
use super::subject::Context;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::Span;

/// The finished pages of a site.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// Paths of all that is published.
    pub paths: BTreeSet<String>,
    /// Pages by their paths.
    pub html: BTreeMap<String, String>,
    /// The same as the built-in templates make them, where the site has others.
    pub built_in: BTreeMap<String, String>,
}

/// What matters of a page.
#[derive(Default)]
struct Read {
    ids: BTreeSet<String>,
    /// Where links lead, as written.
    links: Vec<String>,
    headings: Vec<u8>,
    has_lang: bool,
    title: String,
    /// Whether a table has no cell that is a heading.
    has_bare_table: bool,
    /// `rel` and `href` of links in the head, and what robots are told.
    relations: BTreeSet<(String, String)>,
    words: String,
    /// What the page tells readers about itself.
    notices: Vec<String>,
}

/// W01 to W04, W07 and W08 on finished pages.
pub fn pages(context: &Context<'_>, findings: &mut Findings) {
    let Some(pages) = context.pages else { return };
    let own = context.content.config.base_url.as_str();
    let read: BTreeMap<&str, Read> = pages.html.iter().map(|(path, html)| (path.as_str(), read(html))).collect();
    let templates = Place::Path(format!("themes/{}/templates", context.content.config.theme.name.value));
    let unknown = |page: &str| if pages.built_in.is_empty() { Place::Path(page.to_owned()) } else { templates.clone() };
    let mut told: BTreeSet<(Code, String)> = findings.messages();
    let mut tell = |page: &str, one: Told, needle: &str| {
        if told.insert((one.code, one.message.clone())) {
            let place = cause(context, needle).unwrap_or_else(|| unknown(page));
            let help = format!("{}; first found on /{}", one.help, page.trim_end_matches("index.html"));
            findings.push(Diagnostic::new(one.code, place, one.message).help(help), &[]);
        }
    };
    for (path, html) in &pages.html {
        for one in told_of_markup(html, own) {
            let needle = html[one.range.clone()].to_owned();
            tell(path, one, &needle);
        }
        let page = &read[path.as_str()];
        for one in of_page(page) {
            tell(path, one, "");
        }
        for link in &page.links {
            if let Some(one) = dead(link, path, own, pages, &read) {
                tell(path, one, link);
            }
        }
        if let Some(plain) = pages.built_in.get(path) {
            for one in lacks(page, &self::read(plain)) {
                tell(path, one, "");
            }
        }
    }
}

fn told(code: Code, message: String, help: &'static str) -> Told {
    Told { code, message, help, range: 0..0 }
}

/// The place in a theme or a text from which `written` comes.
fn cause(context: &Context<'_>, written: &str) -> Option<Place> {
    if written.is_empty() {
        return None;
    }
    let theme = format!("themes/{}/templates/", context.content.config.theme.name.value);
    let prose = context.sources.below("content/").filter(|(_, source)| source.path.rsplit('.').next() == Some("md"));
    let mut files = context.sources.below(&theme).chain(prose);
    files.find_map(|(file, _)| {
        let at = context.sources.text(file)?.find(written)?;
        Some(Place::At(Span::new(file, at..at + written.len())))
    })
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Relations between the versions of a page, and its address, RFC 5829 and RFC 6596.
const VERSIONS: &[&str] =
    &["canonical", "latest-version", "predecessor-version", "successor-version", "version-history"];

/// What the text that is read belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Page,
    Title,
    Notice,
    Code,
}

fn read(html: &str) -> Read {
    let mut page = Read::default();
    let mut inside = Inside::Page;
    // Whether a cell of the table that is read is a heading.
    let mut table: Option<bool> = None;
    for token in Tokenizer::new(html) {
        match token {
            Ok(Token::StartTag(tag)) => {
                let name = words(&tag.name);
                let get = |key: &str| tag.attributes.get(key.as_bytes()).map(|value| words(value));
                page.ids.extend(get("id"));
                page.links.extend(["href", "src", "action", "poster"].iter().filter_map(|key| get(key)));
                match name.as_str() {
                    "html" => page.has_lang = get("lang").is_some_and(|lang| !lang.trim().is_empty()),
                    "title" => inside = Inside::Title,
                    "script" | "style" => inside = Inside::Code,
                    "table" => table = Some(false),
                    "th" => table = table.map(|_| true),
                    "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => page.headings.extend(name[1..].parse::<u8>()),
                    "link" => {
                        let rel = get("rel").filter(|rel| VERSIONS.contains(&rel.as_str()));
                        page.relations.extend(rel.zip(get("href")));
                    }
                    "meta" if get("name").as_deref() == Some("robots") => {
                        page.relations.extend(get("content").map(|content| ("robots".to_owned(), content)));
                    }
                    "div" if get("class").is_some_and(|class| class.split(' ').any(|one| one == "notice")) => {
                        inside = Inside::Notice;
                        page.notices.push(String::new());
                    }
                    _ => {}
                }
            }
            Ok(Token::EndTag(tag)) => match words(&tag.name).as_str() {
                "title" | "script" | "style" | "div" => inside = Inside::Page,
                "table" => page.has_bare_table |= table.take() == Some(false),
                _ => {}
            },
            Ok(Token::String(text)) => {
                let text = words(&text);
                for word in text.split_whitespace() {
                    match inside {
                        Inside::Code => continue,
                        Inside::Title => page.title.push_str(word),
                        Inside::Page | Inside::Notice => page.words.extend([word, " "]),
                    }
                    if let (Inside::Notice, Some(notice)) = (inside, page.notices.last_mut()) {
                        notice.extend([word, " "]);
                    }
                }
            }
            _ => {}
        }
    }
    page
}

/// W04 on one page.
fn of_page(page: &Read) -> Vec<Told> {
    let mut found = Vec::new();
    let first: Vec<&u8> = page.headings.iter().filter(|rank| **rank == 1).collect();
    if first.len() != 1 {
        let message = match first.len() {
            0 => "a page has no heading of the first rank".to_owned(),
            count => format!("a page has {count} headings of the first rank"),
        };
        found.push(told(Code::W04, message, "give every page one `<h1>`, its title"));
    }
    let leap = |pair: &[u8]| <[u8; 2]>::try_from(pair).ok().filter(|[above, below]| *below > above + 1);
    if let Some([above, below]) = page.headings.windows(2).find_map(leap) {
        let message = format!("a heading of rank {below} follows one of rank {above}");
        found.push(told(Code::W04, message, "leave out no rank: readers jump from heading to heading"));
    }
    if !page.has_lang {
        found.push(told(
            Code::W04,
            "a page does not say its language".into(),
            "write `<html lang=\"{{ page.lang }}\">`",
        ));
    }
    if page.title.is_empty() {
        found.push(told(Code::W04, "a page has no title".into(), "write `<title>{{ page.title }}</title>`"));
    }
    if page.has_bare_table {
        found.push(told(Code::W04, "a table has no headings".into(), "write `<th scope=\"col\">` in its first row"));
    }
    found
}

/// W07: a link within the site that leads to nothing, or to an anchor that its page has not.
fn dead(link: &str, page: &str, own: &str, pages: &Pages, read: &BTreeMap<&str, Read>) -> Option<Told> {
    let (address, anchor) = link.split_once('#').map_or((link, ""), |(address, anchor)| (address, anchor));
    let own_path = own.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])).unwrap_or("/");
    let own_path = if own_path.ends_with('/') { own_path } else { "/" };
    let path = if let Some(path) = address.strip_prefix(own) {
        path.to_owned()
    } else if address.starts_with("//") || address.split(['/', '?']).next().is_some_and(|start| start.contains(':')) {
        return None;
    } else if let Some(path) = address.strip_prefix(own_path) {
        path.to_owned()
    } else if address.starts_with('/') {
        return Some(nowhere(link));
    } else if address.is_empty() {
        page.to_owned()
    } else {
        beside(page, address)
    };
    let path = path.split('?').next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let folder = path.is_empty() || path.ends_with('/');
    let file = if folder { format!("{path}index.html") } else { path.into_owned() };
    if !pages.paths.contains(&file) && !pages.paths.contains(&format!("{file}/index.html")) {
        return Some(nowhere(link));
    }
    let anchor = percent_decode_str(anchor).decode_utf8().ok()?;
    let is_there = anchor.is_empty() || read.get(file.as_str()).is_none_or(|to| to.ids.contains(&*anchor));
    let message = || format!("`{link}` leads to a page without that anchor");
    (!is_there).then(|| told(Code::W07, message(), "correct the link, or give what it means an `id`"))
}

fn nowhere(link: &str) -> Told {
    told(Code::W07, format!("nothing is published at `{link}`"), "correct the link")
}

/// What a relative address on a page means.
fn beside(page: &str, address: &str) -> String {
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

/// W08: what the built-in theme says of a page's versions and address, and the page does not.
fn lacks(page: &Read, built_in: &Read) -> Vec<Told> {
    let relations = built_in.relations.difference(&page.relations).map(|(rel, _)| {
        let help =
            "keep the loop over `page.relations`, `page.canonical` and `page.noindex` of the built-in `base.html`";
        told(Code::W08, format!("the theme leaves out `{rel}`, by which a page says which version it is"), help)
    });
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let said = plain(&page.words);
    let notices = built_in.notices.iter().filter(|notice| !said.contains(&plain(notice))).map(|_| {
        let help =
            "keep `<notices of={page.notices} …/>` of the built-in `base.html`, and those of the document's head";
        told(Code::W08, "the theme leaves out what a page says of its own validity".to_owned(), help)
    });
    relations.chain(notices).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Codes and sentences about one page of a site of two.
    fn of(html: &str) -> Vec<String> {
        let pages = Pages {
            paths: ["a/index.html", "b/index.html"].map(ToOwned::to_owned).into(),
            html: BTreeMap::new(),
            built_in: BTreeMap::new(),
        };
        let html = format!("<!doctype html><html lang=en><title>A</title><h1>A</h1>{html}");
        let page = read(&html);
        let all = BTreeMap::from([("b/index.html", read("<p id=there>"))]);
        let dead =
            page.links.iter().filter_map(|link| dead(link, "a/index.html", "https://x.example/p/", &pages, &all));
        of_page(&page).into_iter().chain(dead).map(|one| format!("{} {}", one.code, one.message)).collect()
    }

    #[test]
    fn links_lead_to_pages_and_anchors() {
        for right in
            ["/p/b/#there", "../b/", "#", "https://x.example/p/b/", "https://other.example/", "mailto:a@b.example"]
        {
            assert!(of(&format!("<a href='{right}'>")).is_empty(), "{right}");
        }
        for wrong in ["/b/", "/p/c/", "../b/#nowhere", "c/"] {
            assert_eq!(of(&format!("<a href='{wrong}'>")).len(), 1, "{wrong}");
        }
    }

    #[test]
    fn headings_and_tables_are_told() {
        assert_eq!(of("<h2>B</h2><h4>C</h4>"), ["W04 a heading of rank 4 follows one of rank 2"]);
        assert_eq!(of("<h1>B</h1>"), ["W04 a page has 2 headings of the first rank"]);
        assert_eq!(of("<table><tr><td>1</table>"), ["W04 a table has no headings"]);
    }

    #[test]
    fn what_a_theme_leaves_out_of_a_former_version_is_told() {
        let full =
            "<link rel=latest-version href=/a/><div class='notice old'><p>Superseded since <b>May</b>.</p></div>";
        let codes = |html: &str| lacks(&read(html), &read(full)).len();
        assert_eq!((codes(full), codes("<link rel=latest-version href=/a/>"), codes("")), (0, 1, 2));
    }
}
