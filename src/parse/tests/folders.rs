//! Which file is read as what, and what is said of those that are nothing. No row has prose, whose reader has its own
//! tests.

use crate::diagnostic::Place;
use crate::model::document::Facts;
use crate::parse::parse;
use crate::source::Sources;

const SITE: &str = "title: T\nbase_url: https://a.example/t\nlanguages: [de, en]\n\
    organisation: {name: A, address: {city: B, country: NO, postal_code: 01067}, email: a@b.example}\n\
    feeds: {tag_authority: \"a.example,2026\"}\n";
const REGISTER: &str = "kind: subprocessors\ntitle: R\n";
const VERSION: &str = "announced: 2026-01-01\neffective: 2026-02-01\nnote: n\n";

fn sources(files: &[(&str, &str)]) -> Sources {
    let site = [("site.yaml", SITE)];
    Sources::new(files.iter().chain(&site).map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())))
}

fn findings(files: &[(&str, &str)]) -> Vec<String> {
    let sources = sources(files);
    let (_, report) = parse(&sources);
    let line = |found: &crate::diagnostic::Diagnostic| {
        let path = match &found.place {
            Place::Path(path) => path,
            Place::At(span) => &sources.get(span.file).path,
        };
        format!("{} {path}; {}", found.code, found.help.as_deref().unwrap_or(""))
    };
    report.sorted(&sources).findings().iter().map(line).collect()
}

#[test]
fn a_register_is_read_with_its_versions_in_the_order_of_their_labels() {
    let sources = sources(&[
        ("content/catalogue.yaml", "data: {contact: {name: K}}\n"),
        ("content/assets/a/logo.svg", "<svg/>"),
        ("content/assets/.DS_Store", ""),
        ("content/sub/document.yaml", REGISTER),
        ("content/sub/document.yaml~", "old"),
        ("content/sub/register.yaml", "a: {name: A GmbH, locations: [DE, EEA]}\n"),
        ("content/sub/versions/1.10/version.yaml", VERSION),
        ("content/sub/versions/1.10/register.yaml", "{}"),
        ("content/sub/versions/1.9/version.yaml", VERSION),
        ("content/sub/versions/1.9/register.yaml", "{}"),
        ("content/sub/versions/1.9/catalogue.yaml", "# nothing\n"),
        ("content/sub/versions/1.9/.register.yaml.swp", "x"),
    ]);
    let (content, report) = parse(&sources);
    assert_eq!(report.findings(), []);
    let content = content.expect("nothing is wrong");
    assert_eq!(content.config.base_url.value, "https://a.example/t/");
    assert_eq!(content.config.organisation.address.postal_code.as_ref().map(|c| c.value.as_str()), Some("01067"));
    assert_eq!(content.assets.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["a/logo.svg"]);
    let document = &content.documents[0];
    assert!(matches!(&document.working.facts, Facts::Register(entries) if entries.len() == 1));
    let labels: Vec<&str> = document.versions.iter().map(|version| version.label.as_str()).collect();
    assert_eq!(labels, ["1.9", "1.10"]);
    assert!(document.versions[0].edition.catalogue.is_some());
}

#[test]
fn files_without_a_meaning_are_told_with_a_remedy() {
    let found = findings(&[
        ("content/catalog.yaml", ""),
        ("content/agb/document.yml", "kind: policy\n"),
        ("content/agb/versions/1/version.yaml", "announced: x\neffective: 2026-01-01\nnote: n\n"),
        ("content/Sub/document.yaml", REGISTER),
        ("content/Sub/measures.yaml", "[]"),
        ("content/Sub/fr.md", "x"),
        ("content/Sub/texts/de.txt", "x"),
        ("content/Sub/versions/draft/versions.yaml", VERSION),
        ("content/Sub/versions/notes.txt", "x"),
        ("content/notes/todo.txt", "x"),
        ("content/pages/changes/page.yaml", "title: C\n"),
        ("content/pages/page.yaml", "title: C\n"),
    ]);
    let expected = [
        "F07 content/Sub; an id is made of",
        "F08 content/Sub/fr.md; add `fr` to `languages`",
        "F08 content/Sub/measures.yaml; the facts of a document of the kind `subprocessors` are in register.yaml",
        "F09 content/Sub/register.yaml; ",
        "F08 content/Sub/texts; remove it",
        "F12 content/Sub/versions/draft; choose another one",
        "F09 content/Sub/versions/draft/register.yaml; ",
        "F09 content/Sub/versions/draft/version.yaml; ",
        "F08 content/Sub/versions/draft/versions.yaml; did you mean `version.yaml`?",
        "F08 content/Sub/versions/notes.txt; a version is a folder",
        "F09 content/agb/document.yaml; rename `content/agb/document.yml`",
        "V01 content/agb/versions/1/version.yaml; write year-month-day",
        "F08 content/catalog.yaml; did you mean `catalogue.yaml`?",
        "F08 content/notes; a document is a folder",
        "F12 content/pages/changes; choose another one",
        "F09 content/pages/changes/de.md; ",
        "F08 content/pages/page.yaml; a page is a folder",
    ];
    let fits = found.len() == expected.len() && found.iter().zip(expected).all(|(f, e)| f.starts_with(e));
    assert!(fits, "found {found:#?}\nexpected {expected:#?}");
}

#[test]
fn a_policy_needs_its_text_in_the_binding_language() {
    let found = findings(&[("content/p/document.yaml", "kind: policy\ntitle: P\nbinding_language: en\n")]);
    assert_eq!(found, ["F09 content/p/en.md; add the file"]);
}

#[test]
fn without_a_readable_site_the_other_files_are_read_for_their_mistakes() {
    let sources = Sources::new([
        ("site.yaml".to_owned(), b"title: [".to_vec()),
        ("content/d/document.yaml".to_owned(), b"kind: contact\ntitle: {fr: D}\nordr: 1\n".to_vec()),
        ("content/d/contact.yaml".to_owned(), b"officer: none\n".to_vec()),
    ]);
    let (content, report) = parse(&sources);
    let codes: Vec<&str> = report.findings().iter().map(|found| found.code.name()).collect();
    assert!(content.is_none());
    assert_eq!(codes, ["F02", "F03"]);
}

#[test]
fn the_sample_site_has_no_mistakes_in_its_facts() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let (all, _) = crate::load::load(folder).expect("the sample site lies beside the program");
    let facts = all.below("").filter(|(_, source)| source.path.strip_suffix(".md").is_none());
    let sources = Sources::from_read(facts.map(|(_, source)| source.clone()));
    let (content, report) = parse(&sources);
    let is_text = |place: &Place| matches!(place, Place::Path(path) if path.strip_suffix(".md").is_some());
    let wrong: Vec<_> = report.findings().iter().filter(|found| !is_text(&found.place)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(content.is_some_and(|content| content.documents.len() >= 5));
}
