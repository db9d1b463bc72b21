//! Letters to customers: what `aushang notice` writes and prints.

use std::fs;

use crate::sandbox::{DAY, Sandbox, tree};

#[test]
fn a_letter_in_each_language_and_form_is_the_same_bytes_each_time() {
    let sandbox = Sandbox::with_sample();
    let call = ["notice", "subprocessors", "2026-11-20", "--as-of", DAY];
    let run = sandbox.run(&call).done();
    assert_eq!(run.stdout.lines().count(), 8, "{}", run.stdout);
    let first = tree(&sandbox.path("notices"));
    assert_eq!(first.len(), 8);
    sandbox.run(&["notice", "subprocessors", "2026-11-20", "--as-of", "2027-03-01"]).done();
    assert_eq!(tree(&sandbox.path("notices")), first, "neither a clock nor a lot, and nothing of the day of the call");
    let mail = fs::read_to_string(sandbox.path("notices/subprocessors-2026-11-20.de.eml")).unwrap();
    for header in ["To:", "Cc:", "Bcc:", "Message-ID:"] {
        assert!(!mail.contains(&format!("\n{header}")), "{header}");
    }
    assert!(
        mail.starts_with("From: \"Lindwurm Post GmbH\" <info@lindwurm.example>\r\nSubject: =?utf-8?"),
        "{mail:.200}"
    );
}

#[test]
fn a_letter_holds_what_a_controller_must_know() {
    let sandbox = Sandbox::with_sample();
    let run =
        sandbox.run(&["notice", "subprocessors", "2026-11-20", "--lang", "en", "--format", "text", "--as-of", DAY]);
    let text = run.done().stdout.replace('\u{a0}', " ");
    for told in [
        "Art. 28(2) GDPR",
        "New: Rechenzentrum Nord GmbH",
        "Leuchtfeuerstieg 18, 24103 Kiel, Germany",
        "datenschutz@rechenzentrum-nord.example",
        "Places of processing: Germany (Kiel): storage",
        "Categories of data: Content data",
        "Replaces: Mahlstein Datenträgervernichtung GmbH",
        "before: Netherlands (Utrecht): storage; United States (Boulder, Colorado): support",
        "Standard contractual clauses",
        "Applies from 19 December 2026.",
        "up to and including 18 December 2026",
        "widerspruch@lindwurm.example",
        "Whoever does not object by the last day of the period approves the change.",
        "https://trust.lindwurm.example/en/subprocessors/2026-11-20/",
        "https://trust.lindwurm.example/en/subprocessors/compare/2026-01-26...2026-11-20/",
        "Siegelwachs",
    ] {
        assert!(text.contains(told), "{told}\n{text}");
    }
}

#[test]
fn there_is_no_letter_about_what_is_not_released() {
    let sandbox = Sandbox::with_sample();
    for (call, told) in [
        (["notice", "subprocessor", "2026-11-20"], "did you mean `subprocessors`?"),
        (["notice", "subprocessors", "2026-11-21"], "did you mean `2026-11-20`?"),
        (["notice", "subprocessors", "draft"], "has no released version `draft`"),
    ] {
        let run = sandbox.run(&call);
        assert_eq!(run.code, Some(2), "{call:?}");
        assert!(run.stderr.contains(told), "{}", run.stderr);
    }
    assert!(!sandbox.path("notices").exists());
}
