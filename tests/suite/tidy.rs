//! What the compiler does not hold: who may know whom, how long a file is, what is not to be written.

use std::fs;

use crate::sandbox::repository;

/// Which parts of the library each part may name. The arrows point one way: see the crate's documentation.
const MAY_USE: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("error", &[]),
    ("diagnostic", &["source"]),
    ("markdown", &["source", "model", "diagnostic"]),
    ("model", &["source", "markdown"]),
    ("load", &["source", "diagnostic", "error"]),
    ("parse", &["source", "diagnostic", "model", "markdown"]),
    ("resolve", &["source", "diagnostic", "model", "markdown"]),
    ("redline", &["markdown", "model"]),
    ("seal", &["source", "diagnostic"]),
    ("check", &["source", "diagnostic", "model", "markdown", "resolve", "seal"]),
    ("output", &["diagnostic"]),
    ("render", &["source", "diagnostic", "model", "markdown", "resolve", "redline", "output", "error"]),
    ("release", &["source", "model", "parse", "resolve", "seal", "render"]),
    ("sign", &[]),
    ("status", &["source", "model", "resolve", "seal"]),
    ("emit", &["source", "diagnostic", "output", "error", "sign"]),
];

/// The longest file that is allowed, in lines.
const LONGEST_FILE: usize = 400;

struct SourceFile {
    /// Below the repository, with `/`.
    path: String,
    text: String,
}

fn sources(folders: &[&str]) -> Vec<SourceFile> {
    let mut files = Vec::new();
    for folder in folders {
        let folder = repository().join(folder);
        for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok) {
            if entry.path().extension().is_some_and(|extension| extension == "rs") {
                let path = entry.path().strip_prefix(repository()).unwrap().to_str().unwrap().replace('\\', "/");
                files.push(SourceFile { path, text: fs::read_to_string(entry.path()).unwrap() });
            }
        }
    }
    files
}

/// The lines of a file that are neither comments nor tests, with their numbers.
fn code(file: &SourceFile) -> impl Iterator<Item = (usize, &str)> {
    let is_test = file.path.ends_with("/tests.rs") || file.path.contains("/tests/");
    let end = if is_test { 0 } else { file.text.find("#[cfg(test)]\nmod tests {").unwrap_or(file.text.len()) };
    let lines = file.text[..end].lines().enumerate().map(|(at, line)| (at + 1, line));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// The part of the library to which a file belongs; none for `lib.rs` and the binary.
fn part(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    let part = inside.split('/').next()?.trim_end_matches(".rs");
    (!matches!(part, "lib" | "bin")).then_some(part)
}

/// The parts that a line of code names after `crate::`.
fn named(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("crate::").map(|(at, found)| {
        let rest = &line[at + found.len()..];
        &rest[..rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())]
    })
}

fn assert_none(what: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

#[test]
fn every_part_knows_only_whom_it_may_know() {
    let mut wrong = Vec::new();
    for file in sources(&["src"]) {
        let Some(part) = part(&file.path) else { continue };
        let Some((_, may)) = MAY_USE.iter().find(|(name, _)| *name == part) else {
            wrong.push(format!("{}: the part `{part}` stands in no row of the table", file.path));
            continue;
        };
        for (at, line) in code(&file) {
            for other in named(line).filter(|other| !other.is_empty() && *other != part && !may.contains(other)) {
                wrong.push(format!("{}:{at}: `{part}` names `{other}`", file.path));
            }
        }
    }
    assert_none("parts that know too much", &wrong);
}

#[test]
fn imports_from_the_crate_are_written_one_part_a_line() {
    // Otherwise the test above would not see them.
    let files = sources(&["src"]);
    let wrong: Vec<String> = files
        .iter()
        .flat_map(|file| {
            code(file).filter(|(_, line)| line.contains("crate::{")).map(|(at, _)| format!("{}:{at}", file.path))
        })
        .collect();
    assert_none("imports of several parts at once", &wrong);
}

#[test]
fn no_file_is_too_long() {
    let files = sources(&["src", "tests", "benches"]);
    let wrong: Vec<String> = files
        .iter()
        .map(|file| (file, file.text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST_FILE)
        .map(|(file, lines)| format!("{}: {lines} lines", file.path))
        .collect();
    assert_none("files that want to be two", &wrong);
}

#[test]
fn every_file_says_what_it_owns() {
    let files = sources(&["src", "tests", "benches"]);
    let silent = files.iter().filter(|file| !file.text.starts_with("//! "));
    assert_none("files without a header", &silent.map(|file| file.path.clone()).collect::<Vec<_>>());
}

#[test]
fn nothing_is_left_unfinished_or_skipped() {
    // Put together here, so that this file does not find itself.
    let words = [["to", "do!("], ["unimplemen", "ted!("], ["#[ign", "ore"], ["TO", "DO"], ["FIX", "ME"], ["XX", "X"]];
    let words = words.map(|halves| halves.concat());
    let mut wrong = Vec::new();
    for file in sources(&["src", "tests", "benches"]) {
        for (at, line) in file.text.lines().enumerate() {
            let found = words.iter().filter(|word| line.contains(word.as_str()));
            wrong.extend(found.map(|word| format!("{}:{}: {word}", file.path, at + 1)));
        }
    }
    assert_none("unfinished work", &wrong);
}

#[test]
fn files_are_nouns_of_the_field() {
    let names = ["mod.rs", "utils.rs", "util.rs", "helpers.rs", "helper.rs", "common.rs", "misc.rs"];
    let files = sources(&["src", "tests", "benches"]);
    let wrong = files.iter().filter(|file| names.iter().any(|name| file.path.ends_with(&format!("/{name}"))));
    assert_none("names that say nothing", &wrong.map(|file| file.path.clone()).collect::<Vec<_>>());
}

#[test]
fn the_site_never_claims_to_be_compliant() {
    // It says which checks passed, and leaves the judgement to those whose it is.
    let mut wrong = Vec::new();
    for folder in ["themes", "content", "src"] {
        for entry in walkdir::WalkDir::new(repository().join(folder)).into_iter().filter_map(Result::ok) {
            let Ok(text) = fs::read_to_string(entry.path()) else { continue };
            let text = text.to_lowercase();
            let claims = ["gdpr compliant", "gdpr-compliant", "dsgvo-konform", "dsgvo konform"];
            wrong.extend(
                claims
                    .iter()
                    .filter(|claim| text.contains(*claim))
                    .map(|claim| format!("{}: {claim}", entry.path().display())),
            );
        }
    }
    assert_none("claims that a program cannot make", &wrong);
}
