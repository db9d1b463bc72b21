//! Files of this repository that are made from others are what they would be made as today. `UPDATE=1` makes them anew.

use std::fs;

use aushang::diagnostic::explain::book;
use aushang::parse::schema::KINDS;

use crate::sandbox::{repository, update};

pub fn is_current(path: &str, made: &str) -> Option<String> {
    let file = repository().join(path);
    if update() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, made).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    (kept != made).then(|| format!("{path} is not what it would be made as"))
}

#[test]
fn the_book_of_rules_and_the_schemas_of_the_sample_are_current() {
    let schemas = KINDS.iter().map(|kind| (format!("schema/{}.json", kind.name), kind.schema(None)));
    let made = schemas.chain([("docs/rules.md".to_owned(), book())]);
    let wrong: Vec<String> = made.filter_map(|(path, text)| is_current(&path, &text)).collect();
    assert!(wrong.is_empty(), "UPDATE=1 makes them\n{}", wrong.join("\n"));
}

#[test]
fn the_files_of_the_sample_name_schemas_that_are_there() {
    let mut named = 0;
    for entry in walkdir::WalkDir::new(repository().join("content")).into_iter().filter_map(Result::ok) {
        let Ok(text) = fs::read_to_string(entry.path()) else { continue };
        let Some(schema) = text.strip_prefix("# yaml-language-server: $schema=") else { continue };
        let schema = entry.path().parent().unwrap().join(schema.lines().next().unwrap());
        let name = entry.path().file_stem().unwrap();
        assert!(schema.is_file() && schema.file_stem() == Some(name), "{}", entry.path().display());
        named += 1;
    }
    assert!(named >= 10, "the sample shows how its files name their schemas");
}
