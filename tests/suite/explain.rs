//! The pages about codes: their examples do what they say.

use std::collections::BTreeMap;
use std::fs;

use aushang::check::{Reach, beside, check, waivable};
use aushang::diagnostic::explain::{Change, example, page};
use aushang::diagnostic::{Code, Report};
use aushang::parse::parse;
use aushang::resolve::resolve;
use aushang::source::Sources;

use crate::sandbox::{DAY, repository};

/// The files of the small valid site.
fn base() -> BTreeMap<String, Vec<u8>> {
    let folder = repository().join("tests/config/base");
    let entries = walkdir::WalkDir::new(&folder).into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file());
    let files = entries.map(|entry| {
        let path = entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
        (path, fs::read(entry.path()).unwrap())
    });
    files.collect()
}

fn apply(code: Code, files: &mut BTreeMap<String, Vec<u8>>, changes: &[Change<'_>]) {
    for change in changes {
        match change {
            Change::Write(path, text) => {
                files.insert((*path).to_owned(), text.as_bytes().to_vec());
            }
            Change::Replace(path, old, new) => {
                let text = String::from_utf8(files[*path].clone()).unwrap();
                assert_eq!(text.matches(old.as_str()).count(), 1, "{code}: in {path} this is to be found once:\n{old}");
                files.insert((*path).to_owned(), text.replace(old.as_str(), new).into_bytes());
            }
            Change::Copy(folder, names) => {
                let document = folder.split("versions/").next().unwrap();
                for name in names.split_whitespace() {
                    files.insert(format!("{folder}{name}"), files[&format!("{document}{name}")].clone());
                }
            }
        }
    }
}

/// What is found in `files`, waived findings left out.
fn found(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<Code, Vec<String>> {
    let sources = Sources::new(files);
    let today = DAY.parse().unwrap();
    let (content, mut report) = parse(&sources);
    let content = content.unwrap();
    let (site, resolved) = resolve(&content, today);
    report.extend(resolved);
    let rules: Report = check(&content, site.as_ref(), &sources, today, Reach::Everything);
    report.extend(beside(&rules, &report, &sources));
    let mut codes: BTreeMap<Code, Vec<String>> = BTreeMap::new();
    for finding in report.findings().iter().filter(|finding| !finding.waived) {
        codes.entry(finding.code).or_default().push(finding.message.clone());
    }
    codes
}

#[test]
fn the_small_valid_site_gives_no_finding() {
    assert_eq!(found(base()), BTreeMap::new());
}

#[test]
fn every_wrong_example_gives_exactly_its_code_and_the_right_one_nothing() {
    let mut wrong = Vec::new();
    for &code in Code::ALL {
        let (bad, good) = (example(page(code), "Wrong"), example(page(code), "Right"));
        if bad.is_empty() {
            continue;
        }
        let run = |changes: &[Change<'_>]| {
            let mut files = base();
            apply(code, &mut files, changes);
            let mut found = found(files);
            // Examples of other codes are about what versions say, not about whether they were sealed when they did.
            if code != Code::V04 {
                found.remove(&Code::V04);
            }
            found
        };
        let (bad, good) = (run(&bad), run(&good));
        if bad.keys().copied().collect::<Vec<_>>() != [code] {
            wrong.push(format!("{code}: the wrong example gives {bad:?}"));
        }
        if !good.is_empty() {
            wrong.push(format!("{code}: the right example gives {good:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_page_says_what_why_and_how_to_waive() {
    for &code in Code::ALL {
        let page = page(code);
        for heading in ["## What is checked\n", "## Why\n"] {
            assert!(page.contains(heading), "{code} lacks {heading}");
        }
        assert_eq!(page.contains("## How to waive\n"), waivable(code), "{code}");
    }
}

#[test]
fn the_sample_gives_no_finding() {
    let mut files = BTreeMap::new();
    for part in ["content", "site.yaml", "aushang.lock"] {
        let entries = walkdir::WalkDir::new(repository().join(part)).into_iter().filter_map(Result::ok);
        for entry in entries.filter(|entry| entry.file_type().is_file()) {
            let path = entry.path().strip_prefix(repository()).unwrap().to_str().unwrap().replace('\\', "/");
            files.insert(path, fs::read(entry.path()).unwrap());
        }
    }
    assert_eq!(found(files), BTreeMap::new());
}
