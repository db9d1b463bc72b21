//! JSON Schemas (draft 2020-12) of the YAML files, for editors: completion, words to hover over, errors while typing.
//!
//! Made from the definitions that the parser reads with ([`super::record`]), so that the two cannot say different
//! things. Knows nothing of where the schemas are published. Invariant: the same bytes on every machine.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::forms::{Form, LANGUAGE_PATTERN};
use super::record::{Record, Shape};
use super::{catalogue, contact, document, law, measures, page, register, site, version};

/// The dialect of the schemas.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A kind of file that has a schema.
#[derive(Debug)]
pub struct Kind {
    /// Its name, such as `document`: the schema is published as `/schema/yaml/document.json`.
    pub name: &'static str,
    /// Which files are of the kind.
    pub file: &'static str,
    pub(super) shape: Shape,
}

/// All kinds, in the order in which a newcomer meets them.
pub static KINDS: &[Kind] = &[
    Kind { name: "site", file: "site.yaml", shape: Shape::Record(&site::SITE) },
    Kind { name: "catalogue", file: "catalogue.yaml", shape: Shape::Record(&catalogue::CATALOGUE) },
    Kind { name: "document", file: "document.yaml", shape: Shape::Record(&document::DOCUMENT) },
    Kind { name: "version", file: "version.yaml", shape: Shape::Record(&version::VERSION) },
    Kind { name: "measures", file: "measures.yaml", shape: Shape::List(&Shape::Record(&measures::GOAL)) },
    Kind { name: "register", file: "register.yaml", shape: Shape::ById(&Shape::Record(&register::ENTRY)) },
    Kind { name: "contact", file: "contact.yaml", shape: Shape::Record(&contact::CONTACT) },
    Kind { name: "page", file: "page.yaml", shape: Shape::Record(&page::PAGE) },
    Kind { name: "law", file: "law.yaml", shape: Shape::Record(&law::LAW) },
];

impl Kind {
    /// The kind of this name, or of files of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name || kind.file == name)
    }

    /// Where the schema is published below a site's address.
    #[must_use]
    pub fn path(&self) -> String {
        format!("schema/yaml/{}.json", self.name)
    }

    /// The schema as text; with the address of a site it has one of its own there.
    #[must_use]
    pub fn schema(&self, base_url: Option<&str>) -> String {
        text(&self.value(base_url.map(|url| format!("{url}{}", self.path()))))
    }

    fn value(&self, id: Option<String>) -> Value {
        let mut definitions = Definitions::default();
        let root = definitions.of_shape(self.shape);
        let mut schema = Map::new();
        schema.insert("$schema".to_owned(), DIALECT.into());
        schema.extend(id.map(|id| ("$id".to_owned(), id.into())));
        schema.insert("title".to_owned(), self.file.into());
        schema.extend(root);
        let known = definitions.known.into_iter().map(|(name, of)| (name, of.unwrap_or_default()));
        schema.insert("$defs".to_owned(), known.collect::<Map<_, _>>().into());
        schema.into()
    }
}

/// All schemas in one: `$defs` has them by the names of their kinds.
#[must_use]
pub fn bundle() -> String {
    let each = KINDS.iter().map(|kind| (kind.name.to_owned(), kind.value(Some(format!("{}.json", kind.name)))));
    text(&json!({ "$schema": DIALECT, "title": "Aushang", "$defs": each.collect::<Map<_, _>>() }))
}

fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

/// What is defined once and referred to by name. A record refers to itself where measures nest; its place is taken
/// before its keys are described.
#[derive(Default)]
struct Definitions {
    known: BTreeMap<String, Option<Value>>,
}

impl Definitions {
    fn of_shape(&mut self, shape: Shape) -> Map<String, Value> {
        match shape {
            Shape::Text(form) => self.form(form),
            Shape::Localized(form) => self.localized(form),
            Shape::Word(words) => map(json!({ "enum": words() })),
            Shape::AnyCase(words) => map(json!({ "type": "string", "pattern": in_any_case(words), "examples": words })),
            Shape::Known(words, form) => {
                let form = self.form(form);
                map(json!({ "anyOf": [{ "enum": words() }, form] }))
            }
            Shape::Flag => map(json!({ "type": "boolean" })),
            Shape::Number(i64::MIN, i64::MAX) => map(json!({ "type": "integer" })),
            Shape::Number(from, to) => map(json!({ "type": "integer", "minimum": from, "maximum": to })),
            Shape::Record(record) => self.record(record),
            Shape::List(item) => map(json!({ "type": "array", "items": self.of_shape(*item) })),
            Shape::Several(item) => map(json!({ "type": "array", "items": self.of_shape(*item), "minItems": 1 })),
            Shape::OneOrMore(item) => {
                let one = self.of_shape(*item);
                let list = json!({ "type": "array", "items": one });
                map(json!({ "anyOf": [one, list] }))
            }
            Shape::ById(value) => {
                let names = json!({ "pattern": super::forms::ID.pattern });
                let value = self.of_shape(*value);
                map(json!({ "type": "object", "propertyNames": names, "additionalProperties": value }))
            }
            Shape::Keyed(keys, value) => {
                let value = self.of_shape(*value);
                let properties: Map<_, _> = keys.iter().map(|key| ((*key).to_owned(), value.clone().into())).collect();
                map(json!({ "type": "object", "properties": properties, "additionalProperties": false }))
            }
            Shape::Either(shapes) => {
                let each: Vec<_> = shapes.iter().map(|shape| self.of_shape(*shape)).collect();
                map(json!({ "anyOf": each }))
            }
        }
    }

    fn form(&mut self, form: &Form) -> Map<String, Value> {
        self.define(form.name, |_| {
            let kinds = if form.unquoted { json!(["string", "number", "boolean"]) } else { json!("string") };
            json!({ "description": form.about, "type": kinds, "pattern": form.pattern, "examples": form.right })
        })
    }

    fn localized(&mut self, form: &Form) -> Map<String, Value> {
        self.define(&format!("localized-{}", form.name), |definitions| {
            let text = definitions.form(form);
            json!({
                "description": format!("{} that is the same in every language, or a map of languages", form.about),
                "anyOf": [
                    text,
                    {
                        "type": "object",
                        "properties": { "de": text, "en": text },
                        "propertyNames": { "pattern": LANGUAGE_PATTERN },
                        "additionalProperties": text,
                        "minProperties": 1,
                    },
                ],
            })
        })
    }

    fn record(&mut self, record: &'static Record) -> Map<String, Value> {
        // Two records of one noun with other required keys are two definitions.
        let required: Vec<&str> = record.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
        let name = [&[record.what.trim_start_matches("the ")], &required[..]].concat().join("-").replace(' ', "-");
        self.define(&name, |definitions| {
            let properties = record.keys.iter().map(|key| {
                let mut value = definitions.of_shape(key.shape);
                value.insert("description".to_owned(), key.about.into());
                (key.name.to_owned(), Value::from(value))
            });
            let properties: Map<_, _> = properties.collect();
            let mut object = map(json!({ "type": "object", "properties": properties, "additionalProperties": false }));
            if !required.is_empty() {
                object.insert("required".to_owned(), json!(required));
            }
            if !record.one_of.is_empty() {
                let sets: Vec<_> = record.one_of.iter().map(|keys| json!({ "required": keys })).collect();
                object.insert("anyOf".to_owned(), json!(sets));
            }
            object.into()
        })
    }

    /// A reference to the definition `name`, which `make` makes where it is not known yet.
    fn define(&mut self, name: &str, make: impl FnOnce(&mut Self) -> Value) -> Map<String, Value> {
        if !self.known.contains_key(name) {
            self.known.insert(name.to_owned(), None);
            let made = make(self);
            self.known.insert(name.to_owned(), Some(made));
        }
        map(json!({ "$ref": format!("#/$defs/{name}") }))
    }
}

fn map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        other => unreachable!("a schema is an object, not {other}"),
    }
}

/// What matches these words in capitals or not.
fn in_any_case(words: &[&str]) -> String {
    let both = |c: char| format!("[{}{}]", c.to_ascii_uppercase(), c.to_ascii_lowercase());
    let words: Vec<String> = words.iter().map(|word| word.chars().map(both).collect()).collect();
    format!("^({})$", words.join("|"))
}
