//! The definitions of keys say what the parser does: every key of every record, with right and with wrong values.

use std::collections::BTreeSet;
use std::ptr;

use serde_json::{Map, Value, json};

use super::{CATALOGUE, CONTACT, DOCUMENT, MEASURES, PAGE, REGISTER, Read, SITE, VERSION, findings};
use crate::parse::law;
use crate::parse::record::{Record, Shape};
use crate::parse::schema::{KINDS, Kind, bundle};

const LAW: Read = |reader, node| drop(law::law(reader, node));

/// The parser of each kind.
const READS: &[(&str, Read)] = &[
    ("site", SITE),
    ("catalogue", CATALOGUE),
    ("document", DOCUMENT),
    ("version", VERSION),
    ("measures", MEASURES),
    ("register", REGISTER),
    ("contact", CONTACT),
    ("page", PAGE),
    ("law", LAW),
];

/// Keys that mean something beside another one only.
fn companions(record: &Record, key: &str) -> Map<String, Value> {
    let beside = match (record.what, key) {
        ("the document", "notice") => json!({ "kind": "subprocessors" }),
        ("the document", "annexes" | "covers") => json!({ "kind": "agreement" }),
        ("site.yaml", "title" | "description") => json!({ "languages": ["de", "en"] }),
        ("the contact", "reason") => json!({ "officer": "none" }),
        _ => json!({}),
    };
    beside.as_object().cloned().unwrap_or_default()
}

/// Right values of a shape, the first of them as plain as possible.
fn right(shape: Shape) -> Vec<Value> {
    match shape {
        Shape::Text(form) => form.right.iter().map(|text| json!(text)).collect(),
        Shape::Localized(form) => {
            vec![json!(form.right[0]), json!({ "de": form.right[0], "en": form.right[form.right.len() - 1] })]
        }
        Shape::Word(words) => words().into_iter().map(Value::from).collect(),
        Shape::AnyCase(words) => vec![json!(words[0]), json!(words[0].to_lowercase())],
        Shape::Known(words, form) => vec![json!(words()[0]), json!(form.right[0])],
        Shape::Flag => vec![json!(true), json!(false)],
        Shape::Number(from, to) => vec![json!(from.max(-7)), json!(to.min(7))],
        Shape::Record(record) => vec![least(record)],
        Shape::List(item) => vec![json!([]), json!([right(*item)[0]])],
        Shape::Several(item) => vec![json!([right(*item)[0]])],
        Shape::OneOrMore(item) => vec![right(*item)[0].clone(), json!([right(*item)[0]])],
        Shape::ById(value) => vec![json!({}), json!({ "an-id": right(*value)[0] })],
        Shape::Keyed(keys, value) => vec![json!({ keys[0]: right(*value)[0] })],
        Shape::Either(shapes) => shapes.iter().flat_map(|shape| right(*shape)).collect(),
    }
}

/// Values that no shape like this takes.
fn wrong(shape: Shape) -> Vec<Value> {
    match shape {
        Shape::Text(form) => form.wrong.iter().map(|text| json!(text)).chain([json!({ "a": "b" })]).collect(),
        Shape::Localized(form) => form.wrong.iter().map(|text| json!({ "de": text })).chain([json!({})]).collect(),
        Shape::Word(_) => vec![json!("no such word"), json!(["a"])],
        Shape::AnyCase(_) => vec![json!("no such word")],
        Shape::Known(_, form) => form.wrong.iter().map(|text| json!(text)).collect(),
        Shape::Flag => vec![json!("yes"), json!(1)],
        Shape::Number(from, to) => {
            let beyond = [from.checked_sub(1), to.checked_add(1)];
            beyond.into_iter().flatten().map(Value::from).chain([json!("many"), json!(1.5)]).collect()
        }
        Shape::Record(_) => vec![json!("no map"), json!({ "no-such-key": "x" })],
        Shape::List(_) => vec![json!({ "a": "b" }), json!("no list")],
        Shape::Several(_) => vec![json!([])],
        Shape::OneOrMore(item) => wrong(*item),
        Shape::ById(value) => wrong(*value).into_iter().map(|value| json!({ "an-id": value })).collect(),
        Shape::Keyed(_, value) => vec![json!({ "no-such-key": right(*value)[0] })],
        Shape::Either(_) => vec![json!({ "no-such-key": "x" })],
    }
}

/// The record with what must be in it.
fn least(record: &'static Record) -> Value {
    let needed = |name: &&str| record.one_of.first().is_some_and(|keys| keys.contains(name));
    let keys = record.keys.iter().filter(|key| key.required || needed(&key.name));
    keys.map(|key| (key.name.to_owned(), right(key.shape)[0].clone())).collect::<Map<_, _>>().into()
}

/// What puts a record into a whole file.
type Whole<'a> = &'a dyn Fn(Value) -> Value;

/// Calls `with` for every record in `shape`, once each.
fn each_record(
    shape: Shape,
    whole: Whole<'_>,
    seen: &mut Vec<*const Record>,
    with: &mut dyn FnMut(&'static Record, Whole<'_>),
) {
    match shape {
        Shape::Record(record) if !seen.iter().any(|known| ptr::eq(*known, record)) => {
            seen.push(record);
            with(record, whole);
            for key in record.keys {
                let within = |value: Value| {
                    let mut of = least(record).as_object().cloned().unwrap_or_default();
                    of.extend(companions(record, key.name));
                    of.insert(key.name.to_owned(), value);
                    whole(of.into())
                };
                each_record(key.shape, &within, seen, with);
            }
        }
        Shape::List(item) | Shape::Several(item) | Shape::OneOrMore(item) => {
            each_record(*item, &|value| whole(json!([value])), seen, with);
        }
        Shape::ById(item) => each_record(*item, &|value| whole(json!({ "an-id": value })), seen, with),
        Shape::Either(shapes) => shapes.iter().for_each(|shape| each_record(*shape, whole, seen, with)),
        _ => {}
    }
}

#[test]
fn the_parser_takes_what_is_defined_and_nothing_else() {
    assert_eq!(
        KINDS.iter().map(|kind| kind.name).collect::<Vec<_>>(),
        READS.iter().map(|(name, _)| *name).collect::<Vec<_>>()
    );
    let mut mistakes = Vec::new();
    let mut looked_at = 0;
    for (kind, (_, read)) in KINDS.iter().zip(READS) {
        let mut ask = |value: Value, good: bool, about: String| {
            looked_at += 1;
            let found = findings(value.to_string().as_bytes(), *read);
            if found.is_empty() != good {
                mistakes.push(format!("{}: {about}: {value} gives {found:?}", kind.name));
            }
        };
        each_record(kind.shape, &|value| value, &mut Vec::new(), &mut |record, whole| {
            ask(whole(least(record)), true, record.what.to_owned());
            for key in record.keys {
                let with = |value: &Value| {
                    let mut of = least(record).as_object().cloned().unwrap_or_default();
                    of.extend(companions(record, key.name));
                    of.insert(key.name.to_owned(), value.clone());
                    whole(of.into())
                };
                for value in right(key.shape) {
                    ask(with(&value), true, format!("{} right", key.name));
                }
                for value in wrong(key.shape) {
                    ask(with(&value), false, format!("{} wrong", key.name));
                }
                if key.required {
                    let mut without = least(record).as_object().cloned().unwrap_or_default();
                    without.remove(key.name);
                    ask(whole(without.into()), false, format!("{} missing", key.name));
                }
            }
        });
    }
    assert!(mistakes.is_empty(), "{} of {looked_at}:\n{}", mistakes.len(), mistakes.join("\n"));
}

#[test]
fn every_reference_in_a_schema_leads_to_a_definition() {
    fn references(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("$ref").and_then(Value::as_str).map(ToOwned::to_owned));
                map.values().for_each(|value| references(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    for kind in KINDS {
        let schema: Value = serde_json::from_str(&kind.schema(Some("https://trust.example.com/"))).unwrap();
        let mut found = BTreeSet::new();
        references(&schema, &mut found);
        for reference in &found {
            assert!(schema.pointer(&reference[1..]).is_some_and(Value::is_object), "{}: {reference}", kind.name);
        }
        let defined = schema["$defs"].as_object().unwrap().len();
        let used = found.len();
        assert_eq!(used, defined, "{}: every definition is used", kind.name);
    }
    let bundle: Value = serde_json::from_str(&bundle()).unwrap();
    assert_eq!(bundle["$defs"].as_object().unwrap().len(), KINDS.len());
    assert!(Kind::named("register.yaml").is_some_and(|kind| kind.name == "register"));
}
