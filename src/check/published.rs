//! Rules about what readers' browsers get: nothing from elsewhere, nothing stored, nothing that the policy forbids.
//!
//! Held against what users add to the built-in pages (files of a theme, raw HTML in prose), as that is where a mistake can
//! come from, and where it can be mended. What the program makes itself is held by its tests. Silent about what a
//! template puts together of several parts.

use std::ops::Range;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::finding::Findings;
use super::subject::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::{Block, BlockKind, Options, tree};
use crate::source::{FileId, Span};

/// A text that browsers get, and where it stands.
struct Added<'a> {
    text: &'a str,
    file: FileId,
    start: usize,
    own: &'a str,
}

impl Added<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.start + range.start..self.start + range.end)
    }
}

/// W01 to W04 in the files of the theme, and among the assets.
pub fn theme(context: &Context<'_>, findings: &mut Findings) {
    let config = &context.content.config;
    let folder = format!("themes/{}/", config.theme.name.value);
    // Assets are published as they are: what a browser runs or shows of them is held to the same.
    for (file, source) in context.sources.below(&folder).chain(context.sources.below("content/assets/")) {
        let Some(text) = context.sources.text(file) else { continue };
        let added = Added { text, file, start: 0, own: &config.base_url };
        match source.path.rsplit('.').next() {
            Some("html" | "htm" | "svg") => markup(&added, findings),
            Some("css") => style(&added, findings),
            Some("js" | "mjs") => script(&added, findings),
            _ => {}
        }
    }
}

/// W01 to W04 in raw HTML, where the site allows it in prose.
pub fn raw_html(context: &Context<'_>, findings: &mut Findings) {
    let config = &context.content.config;
    if !config.raw_html {
        return;
    }
    let documents = context.content.documents.iter().flat_map(|of| {
        let public = of.versions.iter().map(|version| &version.edition);
        public.chain([&of.working]).flat_map(|edition| edition.prose.values())
    });
    let pages = context.content.pages.iter().flat_map(|page| page.prose.values());
    for prose in documents.chain(pages) {
        let Some(text) = context.sources.text(prose.file).filter(|text| text.contains('<')) else { continue };
        for block in tree(text, Options { raw_html: true, ..Options::default() }).blocks {
            let html = |block: &Block| matches!(block.kind, BlockKind::Html(_) | BlockKind::Paragraph(_));
            let Some(part) = text.get(block.range.clone()).filter(|part| html(&block) && part.contains('<')) else {
                continue;
            };
            let added = Added { text: part, file: prose.file, start: block.range.start, own: &config.base_url };
            markup(&added, findings);
            for (name, at) in tags(&added) {
                if name == "h1" {
                    let finding = Diagnostic::new(Code::W04, at, "the page has its heading of the first rank already");
                    findings.push(finding.help("begin with `<h2>`, or write the heading in Markdown"), &[]);
                }
            }
        }
    }
}

/// Elements and attributes by which a browser loads something at once.
const LOADS: &[(&str, &[&str])] = &[
    ("script", &["src"]),
    ("img", &["src", "srcset"]),
    ("iframe", &["src"]),
    ("source", &["src", "srcset"]),
    ("video", &["src", "poster"]),
    ("audio", &["src"]),
    ("track", &["src"]),
    ("embed", &["src"]),
    ("object", &["data"]),
    ("input", &["src"]),
    ("image", &["href"]),
    ("use", &["href"]),
];

/// Relations of a `<link>` that are loaded.
const LOADED: &[&str] =
    &["stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"];

fn start_tags(text: &str) -> impl Iterator<Item = StartTag<usize>> {
    let tokens = Tokenizer::new_with_emitter(text, DefaultEmitter::<usize>::new_with_span());
    tokens.filter_map(|token| match token {
        Ok(Token::StartTag(tag)) => Some(tag),
        _ => None,
    })
}

fn tags<'a>(added: &'a Added<'_>) -> impl Iterator<Item = (String, Span)> + use<'a> {
    start_tags(added.text).map(|tag| (words(&tag.name), added.span(tag.span.start..tag.span.end)))
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What is wrong with a piece of markup, and where in it.
pub struct Told {
    /// Its code.
    pub code: Code,
    /// What is said.
    pub message: String,
    /// What to do.
    pub help: &'static str,
    /// The bytes of the tag.
    pub range: Range<usize>,
}

fn markup(added: &Added<'_>, findings: &mut Findings) {
    for told in told_of_markup(added.text, added.own) {
        findings.push(Diagnostic::new(told.code, added.span(told.range), told.message).help(told.help), &[]);
    }
}

/// W01 to W04 in the tags of `text`, on a site at `own`.
pub fn told_of_markup(text: &str, own: &str) -> Vec<Told> {
    let mut found = Vec::new();
    for tag in start_tags(text) {
        let name = words(&tag.name);
        let get = |name: &str| tag.attributes.get(name.as_bytes()).map(|value| words(value));
        let range = tag.span.start..tag.span.end;
        let mut tell = |code, message: String, help| found.push(Told { code, message, help, range: range.clone() });
        let loads = LOADS.iter().find(|(element, _)| *element == name).map_or(&[][..], |(_, attributes)| attributes);
        let of_link = get("rel").filter(|_| name == "link").is_some_and(|rel| {
            rel.split_whitespace().any(|rel| LOADED.iter().any(|loaded| rel.eq_ignore_ascii_case(loaded)))
        });
        let of_link = of_link.then_some("href");
        for attribute in loads.iter().copied().chain(of_link) {
            if let Some(host) = get(attribute).and_then(|value| elsewhere(&value, own)) {
                tell(
                    Code::W01,
                    format!("`<{name}>` loads something from {host}"),
                    "put the file into content/assets/ or the theme's assets/, and name it there",
                );
            }
        }
        let inline_script = name == "script" && !tag.attributes.contains_key(b"src".as_slice());
        let is_data = get("type").is_some_and(|kind| !kind.contains("javascript") && kind != "module");
        let handler = tag.attributes.keys().map(|key| words(key)).find(|key| {
            key.strip_prefix("on").is_some_and(|event| event.len() > 2 && event.bytes().all(|b| b.is_ascii_lowercase()))
        });
        if inline_script && !is_data {
            tell(
                Code::W03,
                "the Content-Security-Policy forbids scripts within a page".to_owned(),
                "put the script into a file of the theme's assets/",
            );
        } else if let Some(handler) = handler {
            tell(
                Code::W03,
                format!("the Content-Security-Policy forbids `{handler}`"),
                "add the listener in a script of the theme's assets/",
            );
        } else if name == "style" || tag.attributes.contains_key(b"style".as_slice()) {
            tell(
                Code::W03,
                "the Content-Security-Policy forbids styles within a page".to_owned(),
                "give the element a class, and the class its style in a style sheet of the theme",
            );
        }
        if name == "meta" && get("http-equiv").is_some_and(|kind| kind.eq_ignore_ascii_case("set-cookie")) {
            tell(Code::W02, "the page sets a cookie".to_owned(), "leave it out: readers are not to be recognized");
        }
        if name == "img" && !tag.attributes.contains_key(b"alt".as_slice()) {
            tell(
                Code::W04,
                "the picture has no words for those who do not see it".to_owned(),
                "say in `alt` what it shows; `alt=\"\"` where it is decoration",
            );
        } else if name == "iframe" && get("title").is_none() {
            tell(Code::W04, "the frame has no `title`".to_owned(), "say in `title` what it holds");
        }
    }
    found
}

/// The host of an address that leads away from the site, where it is plain.
fn elsewhere(written: &str, own: &str) -> Option<String> {
    written.split([',', ' ']).map(str::trim).find_map(|url| {
        let rest = match url.split_once("//")? {
            ("", rest) => rest,
            (scheme, rest) if scheme.eq_ignore_ascii_case("https:") || scheme.eq_ignore_ascii_case("http:") => rest,
            _ => return None,
        };
        let host = &rest[..rest.find(['/', '?', '#', '"', '\'', ')']).unwrap_or(rest.len())];
        let is_host = !host.is_empty() && !host.contains(['{', '}', '%', '$', '+']);
        (is_host && !url.starts_with(own)).then(|| host.to_owned())
    })
}

fn style(added: &Added<'_>, findings: &mut Findings) {
    for (at, found) in outside_comments(added.text, &["url(", "@import"]) {
        let rest = added.text[at + found.len()..].trim_start_matches(|c: char| c.is_whitespace() || "\"'".contains(c));
        let rest = rest.strip_prefix("url(").unwrap_or(rest).trim_start_matches(['"', '\'']);
        let address = &rest[..rest.find(|c: char| c.is_whitespace() || "\"');".contains(c)).unwrap_or(rest.len())];
        if let Some(host) = elsewhere(address, added.own) {
            let place = added.span(at..at + found.len());
            let finding = Diagnostic::new(Code::W01, place, format!("the style sheet loads something from {host}"));
            findings.push(finding.help("put the file into the theme's assets/, and name it there"), &[]);
        }
    }
}

/// What stores something in a browser.
const STORES: &[&str] = &[
    "document.cookie",
    "localStorage",
    "sessionStorage",
    "indexedDB",
    "cookieStore",
    "caches.open",
    "serviceWorker.register",
];

/// What asks for something at once; an address in quotes follows.
const ASKS: &[&str] =
    &["fetch(", "import(", "importScripts(", "new WebSocket(", "new EventSource(", "sendBeacon(", "from "];

fn script(added: &Added<'_>, findings: &mut Findings) {
    for (at, found) in outside_comments(added.text, STORES) {
        let place = added.span(at..at + found.len());
        let finding = Diagnostic::new(Code::W02, place, format!("the script stores something by `{found}`"));
        findings.push(finding.help("leave it out: the site keeps nothing on the reader's machine"), &[]);
    }
    for (at, found) in outside_comments(added.text, ASKS) {
        let rest = &added.text[at + found.len()..];
        let Some(quoted) = rest.strip_prefix(['"', '\'', '`']) else { continue };
        let address = &quoted[..quoted.find(['"', '\'', '`']).unwrap_or(quoted.len())];
        if let Some(host) = elsewhere(address, added.own) {
            let place = added.span(at..at + found.len());
            let finding = Diagnostic::new(Code::W01, place, format!("the script loads something from {host}"));
            findings.push(finding.help("put the file into the theme's assets/, and name it there"), &[]);
        }
    }
}

/// Where `wanted` stand outside of `/* … */` and lines that begin with `//`.
fn outside_comments<'a>(text: &'a str, wanted: &'a [&'a str]) -> impl Iterator<Item = (usize, &'a str)> {
    let is_comment = move |at: usize| {
        let before = &text[..at];
        let open = before.rfind("/*").is_some_and(|open| before.rfind("*/").is_none_or(|close| close < open));
        open || before
            .lines()
            .next_back()
            .is_some_and(|line| !before.ends_with('\n') && line.trim_start().starts_with("//"))
    };
    let found = wanted.iter().flat_map(move |word| text.match_indices(*word));
    found.filter(move |(at, _)| !is_comment(*at))
}

#[cfg(test)]
mod tests {
    use super::elsewhere;

    #[test]
    fn only_a_plain_address_of_another_host_leads_elsewhere() {
        let own = "https://trust.example.com/";
        for (written, host) in [
            ("https://cdn.example.net/a.js", Some("cdn.example.net")),
            ("//cdn.example.net/a.js", Some("cdn.example.net")),
            ("a.png 1x, https://cdn.example.net/b.png 2x", Some("cdn.example.net")),
            ("https://trust.example.com/a.js", None),
            ("/assets/a.js", None),
            ("{{ page.root }}a.js", None),
            ("https://{{ host }}/a.js", None),
            ("data:image/png;base64,AA//AA", None),
        ] {
            assert_eq!(elsewhere(written, own).as_deref(), host, "{written}");
        }
    }
}
