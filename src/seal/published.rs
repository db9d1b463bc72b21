//! A published folder held against its `SHA256SUMS`, and against that of an earlier build.

use std::collections::{BTreeMap, BTreeSet};

use super::read_line;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::Digest;

/// The files that a `SHA256SUMS` does not list: itself and its signature.
const UNLISTED: &[&str] = &["SHA256SUMS", "SHA256SUMS.minisig"];

/// The lines of a `SHA256SUMS`.
///
/// # Errors
/// The number of the first line that is none.
pub fn sums(text: &str) -> Result<BTreeMap<&str, Digest>, usize> {
    let lines = text.lines().enumerate();
    lines.map(|(at, line)| read_line(line).ok_or(at + 1)).collect()
}

/// What in a folder is not as its `SHA256SUMS` says; `files` are its files with their digests, `shown` says how a path
/// is told.
#[must_use]
pub fn differences(
    sums: &BTreeMap<&str, Digest>,
    files: &BTreeMap<String, Digest>,
    shown: &dyn Fn(&str) -> String,
) -> Vec<Diagnostic> {
    let find = |path: &str, message: &str| {
        let build = "publish the site again with `aushang build`, and find out who changed it";
        Diagnostic::new(Code::V04, Place::Path(shown(path)), message).help(build)
    };
    let listed = sums.iter().filter_map(|(path, digest)| match files.get(*path) {
        Some(found) if found == digest => None,
        Some(_) => Some(find(path, "this published file is not the one that SHA256SUMS lists")),
        None => Some(find(path, "SHA256SUMS lists this file, and it is not there")),
    });
    let others = files.keys().filter(|path| !UNLISTED.contains(&path.as_str()) && !sums.contains_key(path.as_str()));
    listed.chain(others.map(|path| find(path, "SHA256SUMS does not list this file"))).collect()
}

/// The permanent addresses of an earlier build that a later one does not have.
#[must_use]
pub fn vanished<'s>(earlier: &BTreeMap<&'s str, Digest>, files: &BTreeMap<String, Digest>) -> Vec<&'s str> {
    let passing = passing(earlier);
    let gone = earlier.keys().copied().filter(|path| is_permanent(path) && !files.contains_key(*path));
    gone.filter(|path| !passing.contains(path)).collect()
}

/// The comparisons of older versions with the one that was in force: each gives way to the comparison with the next one.
/// Those of neighbours stay. Which is which is told by their names alone: all older versions are compared with the one
/// in force, and with their neighbour beside.
fn passing<'s>(earlier: &BTreeMap<&'s str, Digest>) -> BTreeSet<&'s str> {
    let mut documents: BTreeMap<&str, Vec<(&str, &str, &'s str)>> = BTreeMap::new();
    for &path in earlier.keys() {
        let Some((document, pair)) = path.split_once("/compare/") else { continue };
        if let Some((old, new)) = pair.split('/').next().and_then(|pair| pair.split_once("...")) {
            documents.entry(document).or_default().push((old, new, path));
        }
    }
    let mut passing = BTreeSet::new();
    for pairs in documents.values() {
        let with = |label: &str| pairs.iter().filter(|(_, new, _)| *new == label).count();
        let Some(current) = pairs.iter().map(|(_, new, _)| *new).max_by_key(|label| with(label)) else { continue };
        let has_neighbour = |of: &str| pairs.iter().any(|(old, new, _)| *old == of && *new != current);
        passing.extend(pairs.iter().filter(|(old, new, _)| *new == current && has_neighbour(old)).map(|pair| pair.2));
    }
    passing
}

/// Whether a path is published for ever. Style sheets and scripts are named by their digest and change with the theme.
fn is_permanent(path: &str) -> bool {
    let folders: Vec<&str> = path.split('/').collect();
    let name = folders.last().copied().unwrap_or_default();
    !(UNLISTED.contains(&path)
        || matches!(path, "aushang.txt" | "_headers" | "_redirects")
        || folders.first() == Some(&"theme")
        || matches!(name.rsplit('.').next(), Some("css" | "js")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_missing_and_added_files_are_told_apart() {
        let digest = Digest::of(b"x");
        let text = format!("{digest}  a/index.html\n{digest}  b.txt\n{digest}  c.txt\n");
        let sums = sums(&text).unwrap();
        let files: BTreeMap<String, Digest> = [
            ("a/index.html".to_owned(), digest),
            ("b.txt".to_owned(), Digest::of(b"y")),
            ("d.txt".to_owned(), digest),
            ("SHA256SUMS".to_owned(), digest),
        ]
        .into();
        let found = differences(&sums, &files, &|path| format!("public/{path}"));
        let places: Vec<_> = found.into_iter().map(|finding| finding.place).collect();
        assert_eq!(places, ["b.txt", "c.txt", "d.txt"].map(|path| Place::Path(format!("public/{path}"))));
        assert_eq!(super::sums("x\n"), Err(1));
    }

    #[test]
    fn comparisons_of_neighbours_are_for_ever_and_those_with_the_version_in_force_are_not() {
        let digest = Digest::of(b"x");
        let pairs = ["1.0...1.1", "1.1...1.2", "1.0...1.2", "1.2...2.0", "1.0...2.0", "1.1...2.0", "2.0...2.1"];
        let paths = pairs.map(|pair| format!("en/dpa/compare/{pair}/index.html"));
        // In force is 2.0, and 1.2 is its neighbour; that 1.0 is compared with 1.2 is no page of this day.
        let listed: Vec<&str> = paths.iter().map(String::as_str).filter(|path| !path.contains("1.0...1.2")).collect();
        let earlier: BTreeMap<&str, Digest> = listed.iter().map(|&path| (path, digest)).collect();
        let gone = vanished(&earlier, &BTreeMap::new());
        let kept = ["1.0...1.1", "1.1...1.2", "1.2...2.0", "2.0...2.1"];
        assert_eq!(gone, kept.map(|pair| format!("en/dpa/compare/{pair}/index.html")));
        let two = [("dpa/compare/1...2/index.html", digest)].into();
        assert_eq!(vanished(&two, &BTreeMap::new()).len(), 1, "two versions are neighbours");
    }

    #[test]
    fn a_page_of_a_version_is_for_ever_and_a_style_sheet_is_not() {
        let digest = Digest::of(b"x");
        let paths = ["avv/1.0/index.html", "avv/compare/1.0...2.0/index.html", "theme/site.0a1b.css", "feed.atom"];
        let earlier = paths.map(|path| (path, digest)).into();
        let gone = vanished(&earlier, &BTreeMap::new());
        assert_eq!(gone, ["avv/1.0/index.html", "avv/compare/1.0...2.0/index.html", "feed.atom"]);
    }
}
