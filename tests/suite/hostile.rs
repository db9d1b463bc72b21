//! Texts that want to break out of their format come out escaped and whole. `tools/hostile.py` asks the readers of others.

use std::collections::BTreeMap;
use std::fs;

use html5gum::{Token, Tokenizer};
use serde_json::Value;

use crate::sandbox::{DAY, Sandbox, repository, tree};

fn built() -> (BTreeMap<String, Vec<u8>>, BTreeMap<String, String>) {
    let sandbox = Sandbox::new();
    let site = repository().join("tests/data/hostile");
    sandbox.add(&site);
    // The minifier writes `<` in titles as it is, which browsers know for text there and this reader does not.
    sandbox.run(&["build", "--as-of", DAY, "--no-minify", "--output", "out"]).done();
    let texts = fs::read_to_string(site.join("texts.json")).unwrap();
    (tree(&sandbox.path("out")), serde_json::from_str(&texts).unwrap())
}

#[test]
fn no_text_becomes_markup_data_or_a_formula() {
    let (files, texts) = built();
    let register: Value = serde_json::from_slice(&files["subprocessors/2/register.json"]).unwrap();
    for entry in register["subprocessors"].as_array().unwrap() {
        let text = &texts[entry["id"].as_str().unwrap()];
        assert_eq!(entry["service"].as_str(), Some(text.as_str()));
    }
    for (name, delimiter, skip) in [("register.csv", b',', 0), ("register.de.csv", b';', 3)] {
        let bytes = &files[&format!("subprocessors/2/{name}")][skip..];
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
        let mut rows = 0;
        for row in reader.records().map(Result::unwrap) {
            let text = &texts[&row[0]];
            assert!(row.iter().any(|cell| cell.strip_prefix('\'').unwrap_or(cell) == text), "{name}: {}", &row[0]);
            assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{name}: {}", &row[0]);
            rows += 1;
        }
        assert_eq!(rows, texts.len());
    }
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with("html") || path.ends_with("fragment")) {
        for token in Tokenizer::new(bytes.as_slice()).map(Result::unwrap) {
            let Token::StartTag(tag) = token else { continue };
            let attribute = |name: &str| {
                let found = tag.attributes.iter().find(|(known, _)| known.0 == name.as_bytes());
                found.map(|(_, value)| String::from_utf8_lossy(&value.0).into_owned())
            };
            let is_data = attribute("type").as_deref() == Some("application/ld+json");
            let of_theme =
                attribute("src").is_some_and(|src| src.starts_with("/theme/") && files.contains_key(&src[1..]));
            assert!(tag.name.0 != b"script" || is_data || of_theme, "{path}");
            assert!(attribute("onerror").is_none(), "{path}");
            assert!(attribute("href").is_none_or(|href| !href.starts_with("javascript:")), "{path}");
        }
    }
}
