//! What users get for wrong and right files: one row a mistake, and properties that no input may break.

use std::sync::Arc;

use proptest::prelude::*;

use super::reader::Reader;
use super::yaml::{self, Node, Value};
use super::{catalogue, condition, contact, document, fields, measures, page, register, site, version};
use crate::diagnostic::{Place, line_and_column};
use crate::model::condition::Condition;
use crate::model::text::Lang;
use crate::source::Sources;

mod conditions;
mod folders;
mod mistakes;
mod schema;

/// What a record's reader is, with its result dropped.
type Read = fn(&mut Reader<'_>, &Node<'_>);

const SITE: Read = |reader, node| drop(site::site(reader, node));
const DOCUMENT: Read = |reader, node| drop(document::document(reader, node));
const VERSION: Read = |reader, node| drop(version::version(reader, node, "1.0"));
const CATALOGUE: Read = |reader, node| drop(catalogue::catalogue(reader, node));
const MEASURES: Read = |reader, node| drop(measures::measures(reader, node));
const REGISTER: Read = |reader, node| drop(register::register(reader, node));
const CONTACT: Read = |reader, node| drop(contact::contact(reader, node));
const PAGE: Read = |reader, node| drop(page::page(reader, node, "imprint"));
const ALL: &[Read] = &[SITE, DOCUMENT, VERSION, CATALOGUE, MEASURES, REGISTER, CONTACT, PAGE];

fn languages() -> Arc<[Lang]> {
    ["de", "en"].into_iter().filter_map(Lang::new).collect()
}

/// The findings for `bytes` as `code line:column message; help`.
fn findings(bytes: &[u8], read: Read) -> Vec<String> {
    let sources = Sources::new([("file.yaml".to_owned(), bytes.to_vec())]);
    let file = sources.find("file.yaml").expect("the file was put in above");
    let report = match Reader::open(&sources, file, &languages()) {
        Ok(mut reader) => {
            if let Some(node) = yaml::read(&mut reader) {
                read(&mut reader, &node);
            }
            reader.into_report()
        }
        Err(finding) => {
            let mut report = crate::diagnostic::Report::new();
            report.push(*finding);
            report
        }
    };
    let shown = report.sorted(&sources);
    let line = |found: &crate::diagnostic::Diagnostic| {
        let Place::At(span) = found.place else { return String::new() };
        let (line, column) = line_and_column(&sources, file, span.start);
        format!("{} {line}:{column} {}; {}", found.code, found.message, found.help.as_deref().unwrap_or(""))
    };
    shown.findings().iter().map(line).collect()
}

/// The scalars of a tree, `None` for null, in the order of the file.
fn scalars(node: &Node<'_>, into: &mut Vec<Option<String>>) {
    match &node.value {
        Value::Null => into.push(None),
        Value::Scalar(text) => into.push(Some(text.to_string())),
        Value::List(items) => items.iter().for_each(|item| scalars(item, into)),
        Value::Map(map) => map.entries.iter().for_each(|entry| {
            into.push(Some(entry.key.value.to_string()));
            scalars(&entry.value, into);
        }),
        Value::Refused => {}
    }
}

fn with_tree<T>(text: &str, use_it: impl FnOnce(&mut Reader<'_>, Option<Node<'_>>) -> T) -> T {
    let sources = Sources::new([("file.yaml".to_owned(), text.as_bytes().to_vec())]);
    let file = sources.find("file.yaml").expect("the file was put in above");
    let mut reader = Reader::open(&sources, file, &languages()).expect("a string is UTF-8, and tests are small");
    let node = yaml::read(&mut reader);
    use_it(&mut reader, node)
}

#[test]
fn scalars_mean_what_is_written() {
    let text = "\u{feff}a: 1.10\r\nb: 01067\r\nc: NO\r\nd: 2026-11-21\r\ne: 'null'\r\nf: ~\r\ng:\r\nh: Null\r\ni: \"x: y\"\r\n";
    let mut found = Vec::new();
    with_tree(text, |_, node| scalars(&node.expect("the text is well-formed"), &mut found));
    let shown: Vec<&str> = found.iter().map(|s| s.as_deref().unwrap_or("∅")).collect();
    let expected = "a 1.10 b 01067 c NO d 2026-11-21 e null f ∅ g ∅ h Null i";
    assert_eq!(shown.join(" "), format!("{expected} x: y"));
}

fn oracle(value: &serde_yaml::Value, into: &mut Vec<Option<String>>) {
    match value {
        serde_yaml::Value::Null => into.push(None),
        serde_yaml::Value::String(text) => into.push(Some(text.clone())),
        serde_yaml::Value::Sequence(items) => items.iter().for_each(|item| oracle(item, into)),
        serde_yaml::Value::Mapping(map) => map.iter().for_each(|(key, value)| {
            oracle(key, into);
            oracle(value, into);
        }),
        other => panic!("the oracle is asked for texts only, not for {other:?}"),
    }
}

/// Texts in every style of YAML; letters first, so that the oracle takes none for a number.
fn written_scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zäöüß]{3,8}( [a-z]{1,5}){0,3}x",
        "'[a-zäöüß ,:#\\[\\]{}&*!|>%@]{1,12}x(''[a-z]{1,3})?'",
        "\"[a-zäöüß ,:#'&*]{1,12}x(\\\\n|\\\\t|\\\\u00e4|\\\\\\\\)?\"",
        "\\|\n    [a-zäöü]{1,8}x\n    [a-z: #]{1,8}x\n",
        ">-\n    [a-zäöü]{1,8}x\n    [a-z]{1,8}x\n",
        Just("~".to_owned()),
        Just(String::new()),
        "\\[[a-z]{3,5}x, '[a-z, ]{1,5}x'\\]",
        "\\{k[a-z]{2,5}: [a-z]{3,5}x\\}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn texts_are_read_as_serde_yaml_reads_them(values in proptest::collection::vec(written_scalar(), 1..8)) {
        let text = repeated(values.len(), |at| format!("key{at}: {}\n", values[at]));
        let value: serde_yaml::Value = serde_yaml::from_str(&text).expect("the oracle reads what was made for it");
        let (mut expected, mut found) = (Vec::new(), Vec::new());
        oracle(&value, &mut expected);
        with_tree(&text, |_, node| scalars(&node.expect("the oracle could read it"), &mut found));
        prop_assert_eq!(found, expected, "{}", text);
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for &read in ALL {
            findings(&bytes, read);
        }
    }

    #[test]
    fn every_span_lies_in_the_file_on_boundaries_of_characters(
        text in "(\u{feff})?([a-c]{1,2}: |- |\\[|\\]|\\{|\\}|, |\n|\r\n|  |\t|'|\"|\\||>-|ä|🦀|&a |\\*a|!t |#|---|\\? |: |[a-cü]{1,4}|~|<<){0,60}"
    ) {
        with_tree(&text, |reader, node| {
            if let Some(node) = &node {
                check_spans(node, &text);
                for read in ALL {
                    read(reader, node);
                }
            }
        });
        for &read in ALL {
            // Counting lines and columns of every finding fails where a span leaves the file.
            findings(text.as_bytes(), read);
        }
    }
}

fn check_spans(node: &Node<'_>, text: &str) {
    assert!(text.get(node.span.range()).is_some(), "{:?} is no part of {text:?}", node.span);
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| check_spans(item, text)),
        Value::Map(map) => map.entries.iter().for_each(|entry| {
            assert!(text.get(entry.key.span.range()).is_some(), "{:?} is no part of {text:?}", entry.key.span);
            check_spans(&entry.value, text);
        }),
        _ => {}
    }
}

fn repeated(times: usize, line: impl Fn(usize) -> String) -> String {
    (0..times).map(line).collect::<Vec<_>>().concat()
}

#[test]
fn hostile_files_end_in_one_clear_error() {
    let bomb = "a: &a [x]
"
    .to_owned()
        + &"b: [*a, *a, *a, *a, *a, *a, *a, *a, *a]
"
        .repeat(9);
    let deep = "[".repeat(10_000);
    let steps = repeated(3_000, |depth| format!("{}a:\n", " ".repeat(depth)));
    let many = format!("[{}]", "a,".repeat(yaml::MAX_NODES + 1));
    let lists = format!("[{}]", "[],".repeat(300_000));
    let wrong = repeated(3_000, |at| format!("k{at}: x\n"));
    let huge = "a: ".to_owned() + &"x".repeat(super::reader::MAX_BYTES);
    let long_key = format!("? {}\n: x\n", "k".repeat(1_000_000));
    assert!(findings(bomb.as_bytes(), PAGE).iter().all(|line| !line.starts_with("F14")));
    assert!(findings(deep.as_bytes(), PAGE)[0].starts_with("F14 1:65 lists and maps nest deeper than 64"));
    assert!(findings(steps.as_bytes(), PAGE)[0].starts_with("F14 65:65 lists and maps nest deeper than 64"));
    assert!(findings(many.as_bytes(), PAGE)[0].contains("more than 500000 values"));
    assert_eq!(findings(lists.as_bytes(), PAGE), ["F06 1:1 expected a map, found a list; "]);
    let mistakes = findings(wrong.as_bytes(), PAGE);
    assert!(mistakes.len() == 1001 && mistakes.iter().any(|line| line.contains("more than 1000 mistakes")));
    assert!(findings(huge.as_bytes(), PAGE)[0].starts_with("F14 1:1 the file has 8388611 bytes; the limit is 8 MiB"));
    assert!(findings(long_key.as_bytes(), PAGE).iter().all(|line| line.len() < 300));
}
