//! A snapshot as a static host serves it: `index.html`, `_redirects`, `404.html`, media types, ranges, entity tags.

use std::sync::Arc;

use aushang::output::OutFile;
use aushang::render::well_known::headers::MEDIA_TYPES;
use http_range_header::parse_range_header;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::request::Request;
use super::response::{Body, Response};
use crate::watch::snapshot::View;
use crate::watch::{Page, Unmade};

/// What cannot stand in the path of an address (RFC 3986, section 3.3).
const NOT_IN_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What lies at an address.
pub enum Found {
    /// A file, with the status of the answer.
    File(u16, Page),
    /// Another address.
    Elsewhere(u16, String),
    /// Nothing, not even a page that says so.
    Nothing,
    /// A page that cannot be made.
    Unmade(Unmade),
}

/// What lies at `path`, which begins with the base of `view` and is decoded.
pub fn find(view: &View, path: &str) -> Found {
    let Some(below) = path.strip_prefix(&view.base) else {
        return Found::Elsewhere(302, view.base.clone());
    };
    let file = if below.is_empty() || below.ends_with('/') { format!("{below}index.html") } else { below.to_owned() };
    if let Some(page) = view.pages.get(&file) {
        return page.map_or_else(Found::Unmade, |page| Found::File(200, page));
    }
    if let Some((status, to)) = redirect(view, path) {
        return Found::Elsewhere(status, to);
    }
    if view.pages.has(&format!("{below}/index.html")) {
        return Found::Elsewhere(301, format!("{}/", encoded(path)));
    }
    match view.pages.get("404.html") {
        Some(Ok(page)) => Found::File(404, page),
        Some(Err(unmade)) => Found::Unmade(unmade),
        None => Found::Nothing,
    }
}

/// What `_redirects` says about a path, with or without a slash at its end.
fn redirect(view: &View, path: &str) -> Option<(u16, String)> {
    let page = view.pages.get("_redirects")?.ok()?;
    let text = String::from_utf8_lossy(&page.file.bytes);
    let bare = |path: &str| path.trim_matches('/').to_owned();
    let wanted = bare(path);
    text.lines().find_map(|line| {
        let mut words = line.split_whitespace();
        let (from, to, status) = (words.next()?, words.next()?, words.next()?);
        (bare(from) == wanted).then(|| Some((status.parse().ok()?, to.to_owned()))).flatten()
    })
}

/// A path as it stands in an address.
pub fn encoded(path: &str) -> String {
    utf8_percent_encode(path, NOT_IN_PATHS).to_string()
}

/// The media type of a file, as the published `_headers` says, else as its ending says.
pub fn media_type(path: &str) -> String {
    let path = format!("/{path}");
    let told = MEDIA_TYPES.iter().find(|(pattern, _)| match pattern.split_once('*') {
        Some((before, after)) => path.starts_with(before) && path.ends_with(after),
        None => path == *pattern,
    });
    if let Some((_, media_type)) = told {
        return (*media_type).to_owned();
    }
    let guessed = mime_guess::from_path(&path).first();
    let guessed = guessed.as_ref().map_or("text/plain", |media_type| media_type.essence_str());
    let is_text = guessed.starts_with("text/")
        || guessed.ends_with("json")
        || guessed.ends_with("xml")
        || guessed.ends_with("javascript");
    if is_text { format!("{guessed}; charset=utf-8") } else { guessed.to_owned() }
}

/// The answer that gives the file, or as much of it as was asked for.
pub fn file(request: &Request, status: u16, file: &Arc<OutFile>, tag: &str) -> Response {
    let tag = format!("\"{tag}\"");
    let length = file.bytes.len();
    let whole = || Response::new(status, &media_type(&file.path), Body::File(Arc::clone(file), 0..length));
    let known = request.if_none_match.iter().flat_map(|field| field.split(',')).any(|known| {
        let known = known.trim();
        known == "*" || known.trim_start_matches("W/") == tag
    });
    let finish = |response: Response| response.with("ETag", &tag[..]).with("Accept-Ranges", "bytes");
    if status != 200 {
        return whole();
    }
    if known {
        return finish(Response { status: 304, ..whole() });
    }
    let is_current = request.if_range.as_ref().is_none_or(|wanted| wanted.trim() == tag);
    let range = request.range.as_deref().filter(|_| is_current).and_then(|range| parse_range_header(range).ok());
    match range.map(|range| range.validate(length as u64)) {
        None => finish(whole()),
        Some(Err(_)) => {
            finish(Response::plain(416, "the file is shorter").with("Content-Range", format!("bytes */{length}")))
        }
        // Several ranges at once are asked for by nobody who reads pages; the whole is a right answer, too.
        Some(Ok(ranges)) => match &ranges[..] {
            [range] => {
                let start = usize::try_from(*range.start()).unwrap_or(0);
                let end = usize::try_from(*range.end()).map_or(length, |last| (last + 1).min(length));
                let told = format!("bytes {start}-{}/{length}", end - 1);
                let part = Body::File(Arc::clone(file), start..end);
                finish(Response { status: 206, body: part, ..whole() }.with("Content-Range", told))
            }
            _ => finish(whole()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_are_those_of_the_published_headers_and_else_of_the_ending() {
        for (path, expected) in [
            ("index.html", "text/html; charset=utf-8"),
            ("feed.json", "application/feed+json; charset=utf-8"),
            ("en/dpa/feed.json", "application/feed+json; charset=utf-8"),
            ("trust.json", "application/json; charset=utf-8"),
            ("feed.atom", "application/atom+xml; charset=utf-8"),
            ("avv/feed.rss", "application/rss+xml; charset=utf-8"),
            ("calendar.ics", "text/calendar; charset=utf-8"),
            ("theme/site.0f.css", "text/css; charset=utf-8"),
            ("assets/logo.svg", "image/svg+xml; charset=utf-8"),
            ("assets/report.pdf", "application/pdf"),
            ("_headers", "text/plain; charset=utf-8"),
            ("SHA256SUMS", "text/plain; charset=utf-8"),
        ] {
            assert_eq!(media_type(path), expected, "{path}");
        }
    }
}
