//! Smaller pages that mean the same.
//!
//! Owns the configuration of minify-html. Invariant: what was valid HTML stays valid, and no text changes. Nothing that
//! the library calls noncompliant is allowed; scripts and styles are left alone (its minifier of scripts panics on some).

use std::path::Path;

use minify_html::{Cfg, minify};

use crate::output::OutFile;

/// What tells one minifier from another: a page remembered for one key is not asked for under another. The lock file
/// holds the library's version, this file its configuration.
pub(super) const KEY: [&[u8]; 2] = [include_bytes!("../../Cargo.lock"), include_bytes!("minify.rs")];

/// Levels of elements up to which a page is minified. The library recurses, and a stack has an end; what a person
/// writes stays below thirty.
const DEEPEST: usize = 200;

/// Whether a file is a page of ours; what users add is published as it is.
pub(super) fn applies_to(file: &OutFile) -> bool {
    !file.verbatim && Path::new(&file.path).extension().is_some_and(|extension| extension == "html")
}

/// `page` with less white space, fewer quotes and no comments.
pub(super) fn minified(page: &[u8]) -> Vec<u8> {
    if depth(page) > DEEPEST {
        return page.to_vec();
    }
    let cfg = Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        keep_input_type_text_attr: true,
        ..Cfg::default()
    };
    named_first(minify(page, &cfg))
}

/// The library sorts attributes. Programs that read pages with patterns look for what `robots` are told behind that name.
fn named_first(mut page: Vec<u8>) -> Vec<u8> {
    const SORTED: &[u8] = b"<meta content=noindex name=robots>";
    const NAMED_FIRST: &[u8] = b"<meta name=robots content=noindex>";
    let head = page.windows(7).position(|at| at == b"</head>").unwrap_or(0);
    if let Some(at) = page[..head].windows(SORTED.len()).position(|at| at == SORTED) {
        page[at..at + SORTED.len()].copy_from_slice(NAMED_FIRST);
    }
    page
}

/// Elements without content (HTML, 13.1.2), which no tag closes.
const VOID: [&[u8]; 13] =
    [b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"source", b"track", b"wbr"];

/// How deep elements may be nested at most: tags that open, less those that close.
fn depth(page: &[u8]) -> usize {
    let mut open = 0_usize;
    let mut deepest = 0;
    for tag in page.split(|&byte| byte == b'<').skip(1) {
        let name = tag.split(|byte| !byte.is_ascii_alphanumeric()).next().unwrap_or_default();
        if tag.starts_with(b"/") {
            open = open.saturating_sub(1);
        } else if !name.is_empty() && !VOID.contains(&name) {
            open += 1;
        }
        deepest = deepest.max(open);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minified_text(page: &str) -> String {
        String::from_utf8(minified(page.as_bytes())).unwrap()
    }

    #[test]
    fn a_page_gets_smaller_and_stays_valid() {
        let page = "<!doctype html>\n<html>\n <head>\n  <meta charset=\"utf-8\">\n <!-- none -->\n<title>Ä &amp; ß</title>\n</head>\n\
                    <body>\n<p class=\"a\">one   two</p>\n<ul><li>x</li>\n</ul><input type=\"text\" name=\"q\">\
                    <a href=\"?a=1&amp;lt=2\">b</a>\n<pre>  kept\n  so </pre></body>\n</html>\n";
        assert_eq!(
            minified_text(page),
            "<!doctype html><html><head><meta charset=utf-8><title>Ä & ß</title></head><body><p class=a>one two</p>\
             <ul><li>x</li></ul><input name=q type=text><a href=\"?a=1&lt=2\">b</a><pre>  kept\n  so </pre></body></html>"
        );
    }

    #[test]
    fn what_robots_are_told_stands_behind_their_name() {
        let page =
            "<!doctype html><html><head><meta name=\"robots\" content=\"noindex\"><title>x</title></head></html>";
        assert!(minified_text(page).contains("<meta name=robots content=noindex>"));
    }

    #[test]
    fn a_page_of_any_depth_does_not_exhaust_the_stack() {
        for levels in [DEEPEST, DEEPEST + 1, 100_000] {
            let page = format!("{}x{}", "<div>".repeat(levels), "</div>".repeat(levels));
            assert_eq!(minified_text(&page), page);
        }
        assert_eq!(depth("<div><br><br><img src=x><hr><p></p><p></p></div>".as_bytes()), 2);
    }
}
