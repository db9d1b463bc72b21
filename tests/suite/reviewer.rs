//! Whole documents as a reviewer reads them: of right ones nothing is said, of wrong ones every mistake at its line, and
//! nothing else.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::sandbox::{DAY, Sandbox, cases, update};

/// What is found, a line for each: place, code, level, sentence.
fn found(folders: &[&Path]) -> String {
    let sandbox = Sandbox::new();
    for folder in folders {
        sandbox.add(folder);
    }
    let run = sandbox.run(&["check", "--as-of", DAY, "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let mut lines = String::new();
    for finding in report["findings"].as_array().unwrap() {
        let text = |key: &str| finding[key].as_str().unwrap_or_default();
        let place = format!("{}:{}:{}", text("file"), finding["line"], finding["column"]);
        writeln!(lines, "{place}: {} {}: {}", text("code"), text("level"), text("message")).unwrap();
    }
    lines
}

#[test]
fn of_right_documents_nothing_is_said_and_of_wrong_ones_every_mistake_and_nothing_else() {
    let mut wrong = Vec::new();
    for (name, folder) in cases("tests/review") {
        let (right, planted) = (folder.join("right"), folder.join("wrong"));
        let said = found(&[&right]);
        if !said.is_empty() {
            wrong.push(format!("{name}: nothing is wrong here, and this was said:\n{said}"));
        }
        let (said, kept) = (found(&[&right, &planted]), folder.join("expected.txt"));
        if update() {
            fs::write(&kept, &said).unwrap();
        }
        let expected = fs::read_to_string(&kept).unwrap_or_default();
        let lines =
            |a: &str, b: &str| a.lines().filter(|line| !b.lines().any(|l| l == *line)).collect::<Vec<_>>().join("\n");
        if said != expected {
            wrong.push(format!(
                "{name}: not found:\n{}\nnot planted:\n{}",
                lines(&expected, &said),
                lines(&said, &expected)
            ));
        }
    }
    assert!(wrong.is_empty(), "UPDATE=1 accepts what was said\n{}", wrong.join("\n"));
}
