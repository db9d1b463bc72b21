//! Right and wrong configuration: what is said of it, to the letter.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use aushang::diagnostic::Code;
use aushang::diagnostic::explain::{example, page};

use crate::sandbox::{DAY, Run, Sandbox, cases, repository, tree, update};

/// The base site with the files of a case in it. `remove` names files and folders that the case does without, one a
/// line; `as-of` the day.
fn check(folder: &Path) -> Run {
    let sandbox = Sandbox::with_base();
    sandbox.add(folder);
    for line in fs::read_to_string(folder.join("remove")).unwrap_or_default().lines() {
        let path = sandbox.path(line);
        if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
    }
    let day = fs::read_to_string(folder.join("as-of")).unwrap_or_else(|_| DAY.to_owned());
    sandbox.run(&["check", "--as-of", day.trim(), "--color", "never"])
}

#[test]
fn every_wrong_configuration_is_told_with_place_and_remedy() {
    let mut wrong = Vec::new();
    for (name, folder) in cases("tests/config/invalid") {
        let run = check(&folder);
        let code = name.split('-').next().unwrap();
        if !run.stderr.contains(&format!("[{code}]: ")) || run.code.is_none_or(|code| code > 1) {
            wrong.push(format!("{name}: {code} was not found (exit code {:?}):\n{}", run.code, run.stderr));
        } else if update() {
            fs::write(folder.join("expected.txt"), &run.stderr).unwrap();
        } else {
            let expected = fs::read_to_string(folder.join("expected.txt")).unwrap_or_default();
            if expected != run.stderr {
                wrong.push(format!("{name}: expected\n{expected}\nbut was\n{}", run.stderr));
            }
        }
    }
    assert!(wrong.is_empty(), "UPDATE=1 accepts what was said\n{}", wrong.join("\n"));
}

#[test]
fn nothing_is_said_of_the_form_of_right_configuration() {
    let mut wrong = Vec::new();
    for (name, folder) in cases("tests/config/valid") {
        let run = check(&folder);
        // What the law asks of such odd content is another matter.
        let of_form = run.stderr.lines().any(|line| line.contains("[F") || line.contains("[V"));
        if run.code.is_none_or(|code| code > 1) || of_form {
            wrong.push(format!("{name}: {}", run.stderr));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_that_can_be_told_has_a_case() {
    let cases = cases("tests/config/invalid");
    let told: BTreeSet<&str> = cases.iter().filter_map(|(name, _)| name.split('-').next()).collect();
    let used = codes_in_use();
    // The examples of the pages about codes are cases, too.
    let shown = |code: Code| !example(page(code), "Wrong").is_empty();
    let untold: Vec<Code> = used.into_iter().filter(|&code| !told.contains(code.name()) && !shown(code)).collect();
    assert!(untold.is_empty(), "codes without an example and a case in tests/config/invalid: {untold:?}");
}

/// The codes that some line of the library names; the others are reserved.
fn codes_in_use() -> Vec<Code> {
    let files = tree(&repository().join("src"));
    let library: String = files
        .iter()
        .filter(|(path, _)| !path.ends_with("tests.rs") && *path != "diagnostic/code.rs")
        .map(|(_, bytes)| String::from_utf8_lossy(bytes))
        .collect();
    Code::ALL.iter().copied().filter(|code| library.contains(&format!("Code::{code}"))).collect()
}
