//! The command line: exit codes, streams, formats.

use std::fs;
use std::io::Read as _;
use std::process::Stdio;

use aushang::diagnostic::Code;
use serde_json::Value;

use crate::preview::Preview;
use crate::sandbox::{DAY, Run, Sandbox, repository, tree};

/// The base site with one key that nobody knows.
fn broken() -> Sandbox {
    let sandbox = Sandbox::with_base();
    let path = sandbox.path("site.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(path, format!("{text}\ntitel: no key\n")).unwrap();
    sandbox
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn a_good_site_is_done_and_told_in_one_line() {
    let sandbox = Sandbox::with_base();
    let run = sandbox.run(&["build", "--as-of", DAY]).done();
    assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
    assert_eq!(run.stderr, "", "no progress where nobody watches");
    assert!(sandbox.path("public/index.html").is_file(), "public lies beside site.yaml");
    let again = sandbox.run(&["build", "--as-of", DAY]).done();
    assert!(again.stdout.contains(" 0 written") && again.stdout.contains(" 0 removed"), "{}", again.stdout);
    assert_eq!(sandbox.run(&["build", "--as-of", DAY, "--quiet"]).done().stdout, "");
}

#[test]
fn the_line_of_a_build_tells_when_time_changes_the_site() {
    let sandbox = Sandbox::with_sample();
    let run = sandbox.run(&["build", "--as-of", DAY]).done();
    assert!(run.stdout.contains("rebuild on 2026-12-19: subprocessors 2026-11-20 takes effect"), "{}", run.stdout);
}

#[test]
fn wrong_content_is_exit_code_1_and_leaves_the_published_site() {
    let sandbox = Sandbox::with_base();
    sandbox.run(&["build", "--as-of", DAY]).done();
    let before = tree(&sandbox.path("public"));
    let broken = broken();
    fs::copy(broken.path("site.yaml"), sandbox.path("site.yaml")).unwrap();
    for command in ["build", "check"] {
        let run = sandbox.run(&[command, "--as-of", DAY]);
        assert_eq!(run.code, Some(1));
        assert_eq!(run.stdout, "");
        assert!(run.stderr.starts_with("error[F03]: unknown key `titel`\n"), "{}", run.stderr);
        assert!(run.stderr.contains("did you mean `title`?"), "{}", run.stderr);
    }
    assert_eq!(tree(&sandbox.path("public")), before);
}

#[test]
fn a_call_that_is_no_sentence_is_exit_code_2() {
    let sandbox = Sandbox::with_base();
    let calls: &[&[&str]] = &[
        &[],
        &["bild"],
        &["build", "--as-of", "2026-02-30"],
        &["build", "--base-url", "trust.example.com"],
        &["build", "--format", "xml"],
        &["check", "-q", "-v"],
        &["completions", "cobol"],
    ];
    for call in calls {
        let run = sandbox.run(call);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{call:?}: {}", run.stderr);
        assert!(!run.stderr.is_empty(), "{call:?}");
    }
    assert!(!sandbox.path("public").exists());
}

#[test]
fn a_machine_that_fails_is_exit_code_2() {
    let sandbox = Sandbox::with_base();
    sandbox.write("public/letter.txt", "somebody else's");
    let run = sandbox.run(&["build", "--as-of", DAY]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{}", run.stderr);
    assert!(run.stderr.starts_with("error: "), "{}", run.stderr);
    assert_eq!(tree(&sandbox.path("public")).len(), 1, "a foreign folder is not touched");
}

#[test]
fn a_site_in_another_folder_is_published_beside_its_site_yaml() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path("site")).unwrap();
    let base = Sandbox::with_base();
    sandbox.add(base.path("").as_path());
    for part in ["site.yaml", "content"] {
        fs::rename(sandbox.path(part), sandbox.path("site").join(part)).unwrap();
    }
    sandbox.run(&["build", "--site", "site", "--as-of", DAY]).done();
    assert!(sandbox.path("site/public/index.html").is_file());
    sandbox.run(&["build", "--site", "site", "--as-of", DAY, "--output", "out"]).done();
    assert_eq!(tree(&sandbox.path("site/public")), tree(&sandbox.path("out")));
    sandbox.write("site/content/stray/de.md", "?");
    let run = sandbox.run(&["check", "--site", "site/"]);
    assert!(run.stderr.contains("--> site/content/stray"), "paths are told as the caller sees them: {}", run.stderr);
}

#[test]
fn another_base_url_moves_every_link() {
    let sandbox = Sandbox::with_base();
    sandbox.run(&["build", "--as-of", DAY, "--base-url", "https://elsewhere.example/law", "--output", "out"]).done();
    let page = fs::read_to_string(sandbox.path("out/index.html")).unwrap();
    assert!(page.contains("https://elsewhere.example/law/") && !page.contains("trust.example.com/"), "{page}");
}

#[test]
fn findings_are_read_by_programs_on_standard_output() {
    let broken = broken();
    for command in ["build", "check"] {
        let run = broken.run(&[command, "--as-of", DAY, "--format", "json"]);
        assert_eq!(run.code, Some(1));
        let found = json(&run.stdout);
        assert_eq!(found["version"], 1);
        assert_eq!(found["summary"]["errors"], 1);
        let finding = &found["findings"][0];
        assert_eq!(
            (&finding["code"], &finding["file"], &finding["waived"]),
            (&"F03".into(), &"site.yaml".into(), &false.into())
        );
        assert!(finding["line"].is_u64() && finding["column"] == 1, "{finding}");

        let log = json(&broken.run(&[command, "--as-of", DAY, "--format", "sarif"]).stdout);
        assert_eq!(log["version"], "2.1.0");
        assert_eq!(log["runs"][0]["results"][0]["ruleId"], "F03");
        assert_eq!(log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap().len(), Code::ALL.len());

        let commands = broken.run(&[command, "--as-of", DAY, "--format", "github"]).stdout;
        assert!(commands.starts_with("::error file=site.yaml,line="), "{commands}");
    }
    let good = Sandbox::with_base();
    let run = good.run(&["build", "--as-of", DAY, "--format", "json"]).done();
    assert_eq!(
        json(&run.stdout)["findings"],
        Value::Array(Vec::new()),
        "standard output holds one object and nothing else"
    );
}

#[test]
fn color_is_for_terminals_unless_asked_for() {
    let broken = broken();
    let colored = |args: &[&str]| broken.run(args).stderr.contains('\u{1b}');
    assert!(!colored(&["check"]));
    assert!(!colored(&["check", "--color", "never"]));
    assert!(colored(&["check", "--color", "always"]));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let sandbox = Sandbox::with_base();
    for call in [&["completions", "zsh"][..], &["build", "--as-of", DAY], &["check", "--format", "sarif"], &["--help"]]
    {
        let mut child = sandbox.command(call).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{call:?}");
        assert_eq!(said, "", "{call:?}");
    }
}

#[test]
fn completions_know_the_commands() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = Sandbox::new().run(&["completions", shell]).done().stdout;
        assert!(script.contains("aushang") && script.contains("build") && script.contains("as-of"), "{shell}");
    }
}

#[test]
fn the_commands_of_the_readme_run() {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    let sandbox = Sandbox::with_sample();
    let mut ran = 0;
    for line in readme.lines() {
        let Some(call) =
            line.trim().strip_prefix("aushang ").or_else(|| line.trim().strip_prefix("cargo run --release -- "))
        else {
            continue;
        };
        let call: Vec<&str> = call.split('#').next().unwrap().split_whitespace().collect();
        if call[0] == "watch" {
            // It runs until it is ended, and the browser is not the test's business.
            let quiet = call.iter().filter(|word| **word != "--open").chain(&["--port", "0"]).copied();
            let preview = Preview::run(&sandbox, &quiet.collect::<Vec<_>>());
            assert_eq!(preview.get("/").status, 200, "aushang {call:?}");
            ran += 1;
            continue;
        }
        let run: Run = sandbox.run(&call);
        assert_eq!(run.code, Some(0), "aushang {call:?}: {}", run.stderr);
        ran += 1;
    }
    assert!(ran >= 2, "the README shows how to run the program");
}

#[test]
fn diff_shows_what_changed_between_two_versions_for_people_and_programs() {
    let sandbox = Sandbox::with_sample();
    let run = sandbox.run(&["diff", "avv", "1.1", "2.0", "--as-of", DAY]).done();
    assert!(run.stdout.starts_with("avv 1.1 -> 2.0 (de): "), "{}", run.stdout);
    assert!(run.stdout.contains("[-14-]{+28+} Tage"), "{}", run.stdout);
    let colored = sandbox.run(&["diff", "avv", "1.1", "2.0", "--as-of", DAY, "--color", "always"]).done();
    assert!(colored.stdout.contains("\u{1b}[31;9m14\u{1b}[0m\u{1b}[32;4m28\u{1b}[0m"), "{}", colored.stdout);
    let data = json(&sandbox.run(&["diff", "avv", "1.1", "2.0", "--as-of", DAY, "--format", "json"]).done().stdout);
    assert_eq!((&data["from"], &data["to"], &data["language"]), (&"1.1".into(), &"2.0".into(), &"de".into()));
    assert!(data["summary"].as_array().is_some_and(|summary| summary.len() > 5), "{data}");
    let same = sandbox.run(&["diff", "avv", "2.0", "2.0", "--as-of", DAY]).done();
    assert_eq!(same.stdout, "avv 2.0 -> 2.0 (de): nothing changed\n");
    let wrong = sandbox.run(&["diff", "avv", "2.1", "--as-of", DAY]);
    assert_eq!((wrong.code, wrong.stdout.as_str()), (Some(2), ""));
    assert!(wrong.stderr.contains("`avv` has no version `2.1`; did you mean `1.1`?"), "{}", wrong.stderr);
}
