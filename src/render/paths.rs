//! Whether links that are written as paths, or as addresses of the site itself, lead to something that is published.
//!
//! Owns what a web server gives for a path. Asks only texts that have such links; most write `doc:` and name what they
//! mean.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use crate::diagnostic::format::nearest;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::document::Edition;
use crate::model::prose::Prose;
use crate::output::{Output, Task};
use crate::resolve::Site;
use crate::source::{Digest, FileId, Sources, Span, Spanned};

/// The links that lead nowhere in what `output` gives, of all texts that are looked at.
#[must_use]
pub fn check<'a>(site: &Site, sources: &Sources, output: impl FnOnce() -> Output<'a>) -> Report {
    let mut report = Report::new();
    let base_url = site.config.base_url.as_str();
    if base_url.is_empty() {
        // It could not be read, which is told; every address would seem to be one of this site.
        return report;
    }
    let own = |address: &Spanned<String>| !address.contains("://") || address.starts_with(base_url);
    let written: Vec<&Spanned<String>> = texts(site).flat_map(|prose| prose.paths.iter()).filter(|a| own(a)).collect();
    let files: BTreeSet<FileId> = texts(site).map(|prose| prose.file).collect();
    // Each text is asked once, and as bytes: nearly all name none.
    let texts: BTreeMap<Digest, FileId> = files.iter().map(|&file| (sources.get(file).digest, file)).collect();
    let naming: BTreeSet<Digest> = texts
        .into_par_iter()
        .filter(|(_, file)| FILES.is_match(&*sources.get(*file).bytes))
        .map(|(digest, _)| digest)
        .collect();
    let promised: Vec<Spanned<String>> = files
        .into_iter()
        .filter(|&file| naming.contains(&sources.get(file).digest))
        .flat_map(|file| promised(file, sources.text(file).unwrap_or_default(), base_url))
        .filter(|promise| written.iter().all(|link| !overlap(link, promise)))
        .collect();
    if written.is_empty() && promised.is_empty() {
        return report;
    }
    let output = output();
    let published: BTreeSet<&str> = output.tasks().iter().flat_map(Task::paths).map(String::as_str).collect();
    for path in written.into_iter().chain(&promised) {
        if !leads_somewhere(path.strip_prefix(base_url.trim_end_matches('/')).unwrap_or(path), &published) {
            report.push(nowhere(path, &published));
        }
    }
    report
}

static FILES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let names = ["/feed.atom", "/feed.rss", "/feed.json", "/calendar.ics"];
    // None is the beginning of another, so that it does not matter which is found first; this way is the fastest.
    let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(names);
    automaton.expect("four names are far from the limits of the automaton")
});

/// Feeds and calendars that a text names without a link: a path or an address of this site that ends like one of theirs.
fn promised(file: FileId, text: &str, base_url: &str) -> Vec<Spanned<String>> {
    let mut found = Vec::new();
    for name in FILES.find_iter(text) {
        let (at, end) = (name.start(), name.end());
        let is_end = |c: char| c.is_whitespace() || "<>()[]{}\"'`|„“”‚‘’«»,".contains(c);
        let start = text[..at].rfind(is_end).map_or(0, |before| before + 1);
        let start = (start..=at).find(|start| text.is_char_boundary(*start)).unwrap_or(at);
        let address = &text[start..end];
        let is_whole = text[end..].chars().next().is_none_or(|c| is_end(c) || ".;:!?*_#".contains(c));
        let own = address.starts_with(base_url) || address.starts_with('/') && !address.starts_with("//");
        // An address with a host in front is somebody else's, one with a pattern in it is none.
        if is_whole && own && !address.contains(['…', '<', '>', '*', '$']) {
            found.push(Spanned::new(address.to_owned(), Span::new(file, start..end)));
        }
    }
    found
}

fn overlap(one: &Spanned<String>, other: &Spanned<String>) -> bool {
    let (a, b) = (one.span, other.span);
    a.file == b.file && a.range().start < b.range().end && b.range().start < a.range().end
}

/// The texts of the site: drafts, public versions, pages, and the texts of their facts.
fn texts(site: &Site) -> impl Iterator<Item = &Prose> {
    fn of(edition: &Edition) -> impl Iterator<Item = &Prose> {
        edition.prose.values().chain(edition.texts.iter().map(|(_, text)| text))
    }
    let documents = site.documents.iter().flat_map(|document| {
        let versions = (0..document.versions.len()).map(|at| &document.version(at).edition);
        versions.chain([&document.document.working]).flat_map(of)
    });
    documents.chain(site.pages.iter().flat_map(|page| page.prose.values()))
}

fn leads_somewhere(written: &str, published: &BTreeSet<&str>) -> bool {
    let Some(path) = written.strip_prefix('/') else { return false };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8().unwrap_or_default();
    let has = |path: &str| published.contains(path);
    let page = path.trim_end_matches('/');
    // Servers send whoever asks for a folder to its page, with or without the slash at its end.
    has(&path) || page.is_empty() && has("index.html") || has(&format!("{page}/index.html"))
}

fn nowhere(written: &Spanned<String>, published: &BTreeSet<&str>) -> Diagnostic {
    let finding = Diagnostic::new(Code::V10, written.span, format!("nothing is published at `{}`", written.value));
    if !written.starts_with('/') && !written.contains("://") {
        return finding.help(
            "where a relative path leads depends on the page: link a document with `doc:` and its name, a file with `assets/` and its name",
        );
    }
    let pages: Vec<String> =
        published.iter().filter_map(|path| path.strip_suffix("index.html")).map(|path| format!("/{path}")).collect();
    match nearest(written, pages.iter().map(String::as_str)) {
        Some(meant) => finding.help(format!("did you mean `{meant}`?")),
        None => finding.help("link a document with `doc:` and its name, a page by its path, such as `/imprint/`"),
    }
}
