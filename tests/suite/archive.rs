//! Versions that can be trusted: release, seal, withdraw, status, verify, on real files.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::sandbox::{DAY, Run, Sandbox, tree};

/// The small valid site with a draft of the terms that says something new.
fn with_draft() -> Sandbox {
    let sandbox = Sandbox::with_base();
    let facts = "{{ organisation.address }}, {{ organisation.email }}, {{ effective }} ({{ version }})";
    for (file, clause) in [("de", "3.1 Neu gilt dies für {{ organisation.name }}."), ("en", "3.1 This is new.")] {
        let clause = format!("{clause} {facts}");
        append(&sandbox, &format!("content/terms/{file}.md"), &format!("\n## 3 Mehr\n\n{clause}\n"));
    }
    sandbox
}

fn append(sandbox: &Sandbox, path: &str, text: &str) {
    let old = fs::read_to_string(sandbox.path(path)).unwrap();
    sandbox.write(path, old + text);
}

fn release(sandbox: &Sandbox, more: &[&str]) -> Run {
    let call = ["release", "terms", "1.1", "--as-of", DAY, "--effective", "2027-01-01"];
    sandbox.run(&[&call, more].concat())
}

fn sha256sum(folder: &Path, file: &str) -> bool {
    Command::new("sha256sum").args(["-c", "--quiet", file]).current_dir(folder).status().unwrap().success()
}

#[test]
fn a_release_is_frozen_sealed_built_and_verified() {
    let sandbox = with_draft();
    let run = release(&sandbox, &["--note", "de=Ziffer 3.1 ist neu.", "--note", "en=Clause 3.1 is new."]).done();
    for step in ["aushang.lock", "aushang notice terms 1.1", "aushang build"] {
        assert!(run.stdout.contains(step), "{step}: {}", run.stdout);
    }
    let text = fs::read_to_string(sandbox.path("content/terms/versions/1.1/de.md")).unwrap();
    assert!(text.contains("Neu gilt dies für Muster Post GmbH."), "facts are written in: {text}");
    let version = fs::read_to_string(sandbox.path("content/terms/versions/1.1/version.yaml")).unwrap();
    assert!(version.contains("effective: 2027-01-01") && version.contains("announced: 2026-11-21"), "{version}");
    assert!(sandbox.path("content/terms/versions/1.1/document.yaml").is_file());
    assert!(sha256sum(&sandbox.path(""), "aushang.lock"));
    sandbox.run(&["check", "--as-of", DAY]).done();
    sandbox.run(&["build", "--as-of", DAY]).done();
    assert!(sha256sum(&sandbox.path("public"), "SHA256SUMS"));
    let verified = sandbox.run(&["verify"]).done();
    assert!(verified.stdout.contains("public: "), "{}", verified.stdout);
    let again = sandbox.run(&["release", "terms", "1.2", "--as-of", DAY, "--effective", "2027-02-01"]);
    assert_eq!(again.code, Some(2), "a working copy without changes is not released");
    assert!(again.stderr.contains("says what version 1.1 says"), "{}", again.stderr);
}

#[test]
fn a_release_without_a_note_lists_what_changed() {
    let sandbox = with_draft();
    release(&sandbox, &[]).done();
    let version = fs::read_to_string(sandbox.path("content/terms/versions/1.1/version.yaml")).unwrap();
    assert!(version.contains("de: 'Neu: 3 Mehr") && version.contains("en: 'New: "), "{version}");
    sandbox.run(&["check", "--as-of", DAY]).done();
}

#[test]
fn a_dry_run_shows_the_redline_and_what_follows_and_writes_nothing() {
    let sandbox = with_draft();
    let before = tree(&sandbox.path(""));
    let run = release(&sandbox, &["--dry-run"]).done();
    assert!(run.stdout.contains("terms 1.0 -> 1.1 (de): 1 added"), "{}", run.stdout);
    assert_eq!(tree(&sandbox.path("")), before);
    let register = Sandbox::with_sample();
    let path = "content/subprocessors/register.yaml";
    let text = fs::read_to_string(register.path(path)).unwrap();
    register.write(path, text.replace("city: Kiel", "city: Flensburg"));
    append(&register, "content/subprocessors/de.md", "\nNeu.\n");
    let call = ["release", "subprocessors", "2026-11-21", "--as-of", DAY, "--dry-run", "--effective", "2026-12-20"];
    let run = register.run(&call);
    assert!(run.stdout.contains("\nBetrifft"), "{}", run.stdout);
    assert!(
        run.stdout.contains("the earliest lawful day of effect is 2026-12-22: 2026-12-20 is too early"),
        "{}",
        run.stdout
    );
}

#[test]
fn what_cannot_be_released_is_refused_and_nothing_is_written() {
    let sandbox = with_draft();
    let before = tree(&sandbox.path(""));
    let refused = |call: &[&str], why: &str| {
        let run = sandbox.run(&[&["release"], call, &["--as-of", DAY]].concat());
        assert!(
            run.code.is_some_and(|code| code > 0) && run.stderr.contains(why),
            "{call:?}: {}{}",
            run.stdout,
            run.stderr
        );
        assert_eq!(tree(&sandbox.path("")), before, "{call:?}");
    };
    refused(&["terms", "1.0", "--effective", "2027-01-01"], "has a version 1.0 already");
    refused(&["terms", "0.9", "--effective", "2027-01-01"], "does not come after 1.0");
    refused(&["terms", "1.1", "--effective", "2026-11-20"], "before it is announced");
    refused(&["terms", "1.1", "--effective", "2020-01-01", "--announced", "2020-01-01"], "cannot be announced");
    refused(&["terms", "versions", "--effective", "2027-01-01"], "has a page of that name");
    refused(&["terms", "1 1", "--effective", "2027-01-01"], "is no label");
    refused(&["term", "1.1", "--effective", "2027-01-01"], "did you mean `terms`?");
    refused(&["terms", "1.1", "--effective", "2027-01-01", "--note", "fr=x"], "the site has no language `fr`");
    append(&sandbox, "content/terms/de.md", &format!("\n{}\n", ["TO", "DO"].concat()));
    let before = tree(&sandbox.path(""));
    let run = release(&sandbox, &[]);
    assert_eq!(run.code, Some(1), "errors of the draft block: {}", run.stderr);
    assert!(run.stderr.contains("error[V06]"), "{}", run.stderr);
    assert_eq!(tree(&sandbox.path("")), before);
}

#[test]
fn any_changed_byte_of_a_released_version_is_found_by_check_build_and_verify() {
    let sandbox = with_draft();
    release(&sandbox, &[]).done();
    sandbox.run(&["build", "--as-of", DAY]).done();
    let published = tree(&sandbox.path("public"));
    let folder = sandbox.path("content/terms/versions/1.1");
    for (name, bytes) in tree(&folder) {
        // The first, the last and some bytes between; the library's own test tries any.
        for at in [0, bytes.len() / 3, bytes.len() / 2, bytes.len() - 1] {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            fs::write(folder.join(&name), &changed).unwrap();
            for command in [&["check"][..], &["build"], &["verify"]] {
                let day = if command == ["verify"] { &[][..] } else { &["--as-of", DAY] };
                let run = sandbox.run(&[command, day].concat());
                assert_eq!(run.code, Some(1), "{command:?} {name} {at}: {}", run.stderr);
                assert!(run.stderr.contains("error[V04]"), "{command:?} {name} {at}: {}", run.stderr);
                assert!(run.stderr.contains("restore it, or release a new version"), "{}", run.stderr);
            }
            assert_eq!(tree(&sandbox.path("public")), published);
        }
        fs::remove_file(folder.join(&name)).unwrap();
        let run = sandbox.run(&["verify"]);
        assert!(run.code == Some(1) && run.stderr.contains("is missing"), "{name}: {}", run.stderr);
        fs::write(folder.join(&name), &bytes).unwrap();
    }
    sandbox.run(&["verify"]).done();
}

#[test]
fn a_site_that_was_never_sealed_builds_and_is_told_how_to_seal() {
    let sandbox = with_draft();
    fs::remove_file(sandbox.path("aushang.lock")).unwrap();
    let run = sandbox.run(&["build", "--as-of", DAY]).done();
    assert!(run.stderr.contains("warning[V04]") && run.stderr.contains("`aushang seal`"), "{}", run.stderr);
    let sealed = sandbox.run(&["seal", "--as-of", DAY]).done();
    assert!(sealed.stdout.contains("terms 1.0"), "{}", sealed.stdout);
    assert!(sandbox.path("content/terms/versions/1.0/document.yaml").is_file(), "what it shows is frozen with it");
    assert!(sha256sum(&sandbox.path(""), "aushang.lock"));
    assert!(!sandbox.run(&["check", "--as-of", DAY]).done().stderr.contains("V04"));
    assert_eq!(sandbox.run(&["seal", "terms", "1.0", "--as-of", DAY]).code, Some(2), "once is enough");
    let copy = tree(&sandbox.path("content/terms/versions/1.0"));
    for (name, bytes) in copy {
        let text = String::from_utf8(bytes).unwrap().replace("2026-", "2027-");
        sandbox.write(&format!("content/terms/versions/2.0/{name}"), text);
    }
    let run = sandbox.run(&["build", "--as-of", DAY]);
    assert_eq!(run.code, Some(1), "beside sealed versions an unsealed one is an error");
    assert!(run.stderr.contains("`aushang seal terms 2.0`"), "{}", run.stderr);
}

#[test]
fn the_first_release_of_a_site_without_seals_seals_what_was_there() {
    let sandbox = with_draft();
    fs::remove_file(sandbox.path("aushang.lock")).unwrap();
    let run = release(&sandbox, &[]).done();
    assert!(run.stdout.contains("sealed with it, as they had no seal yet: 1.0"), "{}", run.stdout);
    sandbox.run(&["build", "--as-of", DAY]).done();
}

#[test]
fn a_withdrawal_is_on_record_outside_of_the_sealed_folder_and_shown() {
    let sandbox = with_draft();
    release(&sandbox, &["--note", "Neu."]).done();
    let sealed = tree(&sandbox.path("content/terms/versions"));
    let call =
        ["withdraw", "terms", "1.1", "--reason", "de=Irrtum: \"falsch\"", "--reason", "en=A mistake", "--as-of", DAY];
    sandbox.run(&call).done();
    assert_eq!(tree(&sandbox.path("content/terms/versions")), sealed);
    sandbox.run(&["build", "--as-of", DAY]).done();
    for (path, words) in [("terms/1.1/index.html", "zurückgezogen"), ("feed.atom", "zurückgezogen")] {
        let page = fs::read_to_string(sandbox.path("public").join(path)).unwrap();
        assert!(page.contains(words) && page.contains("Irrtum"), "{path}: {page}");
    }
    let calendar = fs::read_to_string(sandbox.path("public/terms/calendar.ics")).unwrap();
    assert!(calendar.contains("STATUS:CANCELLED"), "{calendar}");
    assert_eq!(sandbox.run(&call).code, Some(2), "once is enough");
    let unknown = sandbox.run(&["withdraw", "terms", "7", "--reason", "x", "--as-of", DAY]);
    assert_eq!(unknown.code, Some(2));
}

#[test]
fn status_tells_what_holds_and_what_comes() {
    let sandbox = Sandbox::with_sample();
    let text = sandbox.run(&["status", "--as-of", DAY]).done().stdout;
    assert!(text.contains("subprocessors 2026-11-20 until 2026-12-18: 28 days left"), "{text}");
    assert!(text.contains("the site changes by itself on 2026-12-19 (in 28 days)"), "{text}");
    let data: Value =
        serde_json::from_str(&sandbox.run(&["status", "--as-of", DAY, "--format", "json"]).done().stdout).unwrap();
    assert_eq!(data["documents"][0]["in_force"]["label"], "2.0");
    assert_eq!(data["documents"][0]["draft_changed"], true);
    assert_eq!(data["objections"][0]["days_left"], 28);
    assert_eq!(data["next"]["date"], "2026-12-19");
}

#[test]
fn verify_finds_changed_added_and_vanished_published_files() {
    let sandbox = Sandbox::with_base();
    sandbox.run(&["build", "--as-of", DAY]).done();
    let earlier = fs::read(sandbox.path("public/SHA256SUMS")).unwrap();
    sandbox.write("earlier", [&earlier[..], format!("{}  terms/0.9/index.html\n", "0".repeat(64)).as_bytes()].concat());
    let verify = |more: &[&str]| sandbox.run(&[&["verify", "public"], more].concat());
    verify(&[]).done();
    let run = verify(&["--earlier", "earlier"]);
    assert!(run.code == Some(1) && run.stderr.contains("public/terms/0.9/index.html"), "{}", run.stderr);
    sandbox.write("public/new.html", "x");
    assert_eq!(verify(&[]).code, Some(1));
    fs::remove_file(sandbox.path("public/new.html")).unwrap();
    append(&sandbox, "public/index.html", " ");
    let run = verify(&["--format", "json"]);
    let data: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((run.code, &data["findings"][0]["file"]), (Some(1), &"public/index.html".into()));
}

#[test]
fn checksums_are_signed_with_the_key_of_a_file_or_of_the_environment() {
    let pair = minisign::KeyPair::generate_unencrypted_keypair().unwrap();
    let (secret, public) = (pair.sk.to_box(None).unwrap().into_string(), pair.pk.to_base64());
    let sandbox = Sandbox::with_base();
    sandbox.write("key", &secret);
    sandbox.run(&["build", "--as-of", DAY, "--sign-key", "key"]).done();
    let signature = fs::read(sandbox.path("public/SHA256SUMS.minisig")).unwrap();
    let verified = sandbox.run(&["verify", "--public-key", &public]).done();
    assert!(verified.stdout.contains("signature: by this key"), "{}", verified.stdout);
    let again = sandbox.command(&["build", "--as-of", DAY]).env("AUSHANG_SIGN_KEY", &secret).output().unwrap();
    let again = Run::of(again).done();
    assert!(again.stdout.contains(" 0 written"), "a signature that holds is kept: {}", again.stdout);
    assert_eq!(fs::read(sandbox.path("public/SHA256SUMS.minisig")).unwrap(), signature);
    let line = secret.lines().last().unwrap();
    let told = tree(&sandbox.path("")).into_iter().filter(|(path, _)| path != "key");
    assert!(told.map(|(_, bytes)| bytes).all(|bytes| !String::from_utf8_lossy(&bytes).contains(line)));
    let other = minisign::KeyPair::generate_unencrypted_keypair().unwrap().pk.to_base64();
    assert_eq!(sandbox.run(&["verify", "--public-key", &other]).code, Some(1));
    let wrong = sandbox.command(&["build", "--as-of", DAY]).env("AUSHANG_SIGN_KEY", "nonsense").output().unwrap();
    assert_eq!(Run::of(wrong).code, Some(2));
}
