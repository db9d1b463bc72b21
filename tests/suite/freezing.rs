//! What a release and a seal freeze: facts within the texts of measures, and the annexes of an agreement.

use std::fs;

use crate::sandbox::{DAY, Sandbox};

/// Texts with facts, in every way in which YAML writes a text.
const GOAL: &str = r#"
- goal: building
  title: {de: Gebäude, en: Building}
  controls:
    - control: house
      title: {de: "Im Haus von {{ organisation.name }}", en: At {{ organisation.name }}}
      measures:
        - id: plain
          text: Everything at {{ organisation.name }} is locked at night by two people.
        - id: dated # a day has other words in each language
          text: "In force since {{ effective }} \\ *at least* for all customers."
        - id: block
          text:
            de: |
              Gilt ab {{ effective }}:

              - für {{ organisation.email }}
              - sonst nicht
            en: 'It''s {{ version }} for `{{ code }}` and all: yes'
"#;

fn read(sandbox: &Sandbox, path: &str) -> String {
    fs::read_to_string(sandbox.path(path)).unwrap()
}

#[test]
fn facts_in_the_texts_of_measures_are_frozen_in_every_language() {
    let sandbox = Sandbox::with_base();
    let path = "content/toms/measures.yaml";
    let goal = GOAL.replace("en: At {{ organisation.name }}}", "en: 'At {{ organisation.name }}'}");
    sandbox.write(path, read(&sandbox, path) + &goal);
    let site = read(&sandbox, "site.yaml");
    let named = site.replace("Muster Post GmbH", "'Muster & \"Post\": *GmbH*'");
    sandbox.write("site.yaml", &named);
    let call = ["release", "toms", "1.1", "--as-of", DAY, "--effective", "2027-01-01", "--note", "Haus."];
    sandbox.run(&call).done();
    let frozen = read(&sandbox, "content/toms/versions/1.1/measures.yaml").replace('\u{a0}', " ");
    for text in [
        r#"title: {de: "Im Haus von Muster \\& \"Post\": \\*GmbH\\*", en: "At Muster"#,
        "- id: dated # a day has other words in each language",
        r#"text: {"de":"In force since 1. Januar 2027 \\ *at least* for all customers.","en":"In force since 1 January 2027"#,
        r#"de: "Gilt ab 1. Januar 2027:\n\n- für <info@example.com>\n- sonst nicht"#,
        r#"en: "It's 1.1 for `{{ code }}` and all: yes""#,
    ] {
        assert!(frozen.contains(text), "{text}\n{frozen}");
    }
    sandbox.run(&["build", "-q", "--as-of", "2027-02-01", "--output", "before"]).done();
    sandbox.write("site.yaml", site);
    sandbox.run(&["build", "-q", "--as-of", "2027-02-01", "--output", "after"]).done();
    let words = |folder: &str| {
        let page = read(&sandbox, &format!("{folder}/toms/1.1/index.html"));
        page[page.find("id=plain").unwrap()..page.find("id=more").unwrap()].to_owned()
    };
    assert_eq!(words("before"), words("after"), "the name of the organisation changes, and what was released does not");
    assert!(words("after").contains("Muster & \"Post\": *GmbH*"), "{}", words("after"));
    let status = sandbox.run(&["status", "--as-of", "2027-02-01"]).done();
    let toms = status.stdout.lines().find(|line| line.starts_with("toms")).unwrap();
    assert!(toms.contains("unchanged"), "{toms}");
    sandbox.write("site.yaml", named);
    let again = sandbox.run(&["release", "toms", "1.2", "--as-of", "2027-02-01", "--effective", "2027-03-01"]);
    assert!(again.stderr.contains("says what version 1.1 says"), "{}", again.stderr);
}

#[test]
fn another_layout_of_a_register_is_no_change() {
    let sandbox = Sandbox::with_base();
    let path = "content/subprocessors/register.yaml";
    let yaml = read(&sandbox, path);
    sandbox.write(path, format!("# the same\n{}", yaml.replace("data: [contact]", "data:\n    - contact")));
    let status = sandbox.run(&["status", "--as-of", DAY]).done();
    let line = status.stdout.lines().find(|line| line.starts_with("subprocessors")).unwrap();
    assert!(line.contains("unchanged"), "{line}");
}

#[test]
fn a_seal_pins_the_annexes_of_an_agreement_as_they_stood() {
    let sandbox = Sandbox::with_base();
    for (document, files, days) in [
        ("toms", &["de.md", "en.md", "measures.yaml"][..], "announced: 2025-11-03\neffective: 2025-12-15\n"),
        ("dpa", &["de.md", "en.md"][..], "announced: 2026-01-02\neffective: 2026-02-02\n"),
    ] {
        let folder = format!("content/{document}/versions/1.0");
        for file in files {
            sandbox.write(&format!("{folder}/{file}"), read(&sandbox, &format!("content/{document}/{file}")));
        }
        sandbox.write(&format!("{folder}/version.yaml"), format!("{days}note: {{de: Erste., en: First.}}"));
    }
    let record = "content/dpa/versions/1.0/version.yaml";
    let bare = read(&sandbox, record);
    sandbox.run(&["seal", "--as-of", DAY]).done();
    let sealed = read(&sandbox, record);
    let pinned = sealed.strip_prefix(&bare).unwrap();
    assert_eq!(pinned, "\nannexes: {\"subprocessors\":\"2026-01-01\",\"toms\":\"1.0\"}\n");
    sandbox.run(&["verify", "--as-of", DAY]).done();
}
