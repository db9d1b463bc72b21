//! Help while editing: schemas, what is put right without asking, links by their paths.

use std::fs;

use serde_json::Value;

use crate::sandbox::{DAY, Sandbox, tree};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn schemas_are_printed_written_and_published() {
    let sandbox = Sandbox::with_base();
    let one = json(&sandbox.run(&["schema", "document"]).done().stdout);
    assert_eq!(one["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let all = json(&sandbox.run(&["schema"]).done().stdout);
    assert_eq!(all["$defs"]["document"]["$defs"], one["$defs"]);
    sandbox.run(&["schema", "--output", "schema"]).done();
    let written = fs::read_to_string(sandbox.path("schema/document.json")).unwrap();
    assert_eq!(json(&written), one);
    sandbox.run(&["build", "--as-of", DAY]).done();
    let published = json(&fs::read_to_string(sandbox.path("public/schema/yaml/document.json")).unwrap());
    assert!(published["$id"].as_str().is_some_and(|id| id.ends_with("/schema/yaml/document.json")), "{published}");
    assert_eq!(published["$defs"], one["$defs"]);
    let wrong = sandbox.run(&["schema", "documents"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.contains("did you mean document?"), "{}", wrong.stderr);
}

#[test]
fn files_of_the_theme_are_ejected_where_they_change_the_site_and_are_never_overwritten() {
    let sandbox = Sandbox::with_base();
    let style = sandbox.path("themes/default/assets/site.css");
    sandbox.run(&["theme", "eject", "assets/site.css"]).done();
    let ejected = fs::read_to_string(&style).unwrap();
    assert_eq!(tree(&sandbox.path("themes")).len(), 1);
    sandbox.run(&["build", "--as-of", DAY, "--output", "before"]).done();

    fs::write(&style, format!("{ejected}\n.mine {{ color: #123456 }}\n")).unwrap();
    let all = sandbox.run(&["theme", "eject"]).done();
    assert!(all.stderr.contains("site.css is there already"), "{}", all.stderr);
    assert!(sandbox.path("themes/default/templates/home.html").is_file());
    assert!(fs::read_to_string(&style).unwrap().contains("#123456"));
    sandbox.run(&["build", "--as-of", DAY, "--output", "after"]).done();
    let has = |folder: &str| {
        tree(&sandbox.path(folder)).values().any(|bytes| String::from_utf8_lossy(bytes).contains("#123456"))
    };
    assert!(has("after") && !has("before"));

    let wrong = sandbox.run(&["theme", "eject", "assets/site.cs"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.contains("did you mean assets/site.css?"), "{}", wrong.stderr);
}

#[test]
fn fix_puts_right_what_is_safe_shows_it_and_leaves_versions_alone() {
    let sandbox = Sandbox::with_base();
    let change = |path: &str, old: &str, new: &str| {
        let text = fs::read_to_string(sandbox.path(path)).unwrap();
        assert!(text.contains(old), "{path}: {text}");
        fs::write(sandbox.path(path), text.replacen(old, new, 1)).unwrap();
    };
    let append = |path: &str, more: &str| {
        let text = fs::read_to_string(sandbox.path(path)).unwrap();
        fs::write(sandbox.path(path), text + more).unwrap();
    };
    append("site.yaml", "holidays: [2027-01-01, 26.12.2026, \"2026-12-25\"]\n");
    append("content/terms/document.yaml", "earlier_versions:\n  - {version: 0.10, date: 2018-1-23} # kept\n");
    change("content/terms/versions/1.0/version.yaml", "effective: 2026-02-01", "effective: 1.2.2026");
    let before = tree(&sandbox.path("content/terms/versions"));
    let run = sandbox.run(&["check", "--fix", "--as-of", DAY, "--color", "never"]);
    assert_eq!(run.code, Some(1), "a released version is for people to mend: {}", run.stderr);
    assert!(run.stderr.contains("content/terms/versions/1.0/version.yaml"), "{}", run.stderr);
    assert_eq!(run.stderr.matches("error[V01]").count(), 1, "{}", run.stderr);
    for line in [
        "--- a/site.yaml",
        "-holidays: [2027-01-01, 26.12.2026, \"2026-12-25\"]",
        "+holidays: [\"2026-12-25\", 2026-12-26, 2027-01-01]",
        "+  - {version: \"0.10\", date: 2018-01-23} # kept",
    ] {
        assert!(run.stdout.contains(line), "{line} is not in\n{}", run.stdout);
    }
    assert_eq!(tree(&sandbox.path("content/terms/versions")), before);
    let again = sandbox.run(&["check", "--fix", "--as-of", DAY]);
    assert_eq!(again.stdout, "", "nothing is left to be put right");
}

#[test]
fn a_link_by_its_path_leads_to_something_that_is_published() {
    let sandbox = Sandbox::with_base();
    let text = fs::read_to_string(sandbox.path("content/terms/de.md")).unwrap();
    let links =
        "[a](/terms/) [b](/terms/versions) [c](/?q#x) [d](/changes/index.html) [e](/term/) [f](/en/no/) [g](here.html)";
    fs::write(sandbox.path("content/terms/de.md"), format!("{text}\n\n1.2 {links} ![h](assets/no.png)\n")).unwrap();
    let run = sandbox.run(&["check", "--as-of", DAY, "--format", "json"]);
    let told = json(&run.stdout);
    let messages: Vec<_> =
        told["findings"].as_array().unwrap().iter().map(|f| f["message"].as_str().unwrap()).collect();
    assert_eq!(messages[0], "there is no file content/assets/no.png", "{told}");
    fs::write(sandbox.path("content/terms/de.md"), format!("{text}\n\n1.2 {links}\n")).unwrap();
    let run = sandbox.run(&["check", "--as-of", DAY, "--color", "never"]);
    for path in ["/term/", "/en/no/", "here.html"] {
        assert!(run.stderr.contains(&format!("error[V10]: nothing is published at `{path}`")), "{}", run.stderr);
    }
    assert_eq!(run.stderr.matches("error[").count(), 3, "{}", run.stderr);
    assert!(run.stderr.contains("did you mean `/terms/`?"), "{}", run.stderr);
}

#[test]
fn a_theme_may_say_in_its_own_words_what_the_built_in_one_says() {
    let sandbox = Sandbox::with_base();
    let change = |file: &str, from: &str, to: &str| {
        sandbox.run(&["theme", "eject", file]).done();
        let path = format!("themes/default/{file}");
        let text = fs::read_to_string(sandbox.path(&path)).unwrap();
        assert!(text.contains(from), "{file} does not say `{from}`");
        sandbox.write(&path, text.replace(from, to));
    };
    change("i18n/en.yaml", "This translation is for information.", "This is a mere translation.");
    change("templates/base.html", "</body>", "<!-- ours --></body>");
    let run = sandbox.run(&["check", "--as-of", DAY]).done();
    assert!(!run.stderr.contains("W08"), "{}", run.stderr);
    change("templates/parts.html", "{% for notice in of %}", "{% for notice in [] %}");
    let run = sandbox.run(&["check", "--as-of", DAY]);
    assert!(run.stderr.contains("leaves out what a page says of its own validity"), "{}", run.stderr);
}
