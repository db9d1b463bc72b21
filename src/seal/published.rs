//! A published folder held against its `SHA256SUMS`, and against that of an earlier build.

use std::collections::BTreeMap;

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
    let gone = earlier.keys().copied().filter(|path| is_permanent(path) && !files.contains_key(*path));
    gone.collect()
}

/// Whether a path is published for ever. Style sheets and scripts are named by their digest and change with the theme;
/// what compares an old version with the one in force gives way to the comparison with the next.
fn is_permanent(path: &str) -> bool {
    let folders: Vec<&str> = path.split('/').collect();
    let name = folders.last().copied().unwrap_or_default();
    !(UNLISTED.contains(&path)
        || matches!(path, "aushang.txt" | "_headers" | "_redirects")
        || folders.first() == Some(&"theme")
        || folders.contains(&"compare")
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
    fn a_page_of_a_version_is_for_ever_and_a_style_sheet_is_not() {
        let digest = Digest::of(b"x");
        let paths = ["avv/1.0/index.html", "avv/compare/1.0...2.0/index.html", "theme/site.0a1b.css", "feed.atom"];
        let earlier = paths.map(|path| (path, digest)).into();
        assert_eq!(vanished(&earlier, &BTreeMap::new()), ["avv/1.0/index.html", "feed.atom"]);
    }
}
