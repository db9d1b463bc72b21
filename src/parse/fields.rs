//! Records read by hand: a list of keys for each kind of record, and every mistake told.
//!
//! Owns what holds for all maps: unknown, missing and double keys, keys without a value. What a value means is a
//! function `fn(&mut Reader, &Node) -> Option<T>` that reports what is wrong and gives `None`. Invariant: `None` and an
//! entry left out of a list are reported, always.

use std::collections::BTreeMap;

use super::reader::Reader;
use super::record::Record;
use super::wrong;
use super::yaml::{Entry, Map, Node, Value};
use crate::diagnostic::format;
use crate::model::text::is_id;
use crate::source::{Span, Spanned};

/// A record that is being read.
#[derive(Debug)]
pub struct Fields<'n, 's> {
    record: &'static Record,
    values: BTreeMap<&'static str, &'n Entry<'s>>,
    misspelt: Vec<&'static str>,
}

impl<'n, 's> Fields<'n, 's> {
    /// The fields of the map `node`. Keys that the record does not have, that stand twice or that are missing are
    /// reported; `None` where `node` is no map.
    pub fn read(reader: &mut Reader<'_>, node: &'n Node<'s>, record: &'static Record) -> Option<Self> {
        let map = as_map(reader, node)?;
        let mut values = BTreeMap::new();
        let mut misspelt = Vec::new();
        for entry in unique(reader, map) {
            if let Some(key) = record.key(&entry.key.value) {
                values.insert(key.name, entry);
            } else if map.flow && entry.value.value == Value::Null {
                reader.push(wrong::cut_at_comma(entry.key.span, &entry.key));
            } else {
                let known: Vec<&'static str> = record.names().collect();
                misspelt.extend(format::meant(&entry.key, &known));
                reader.push(format::unknown_key(entry.key.span, &wrong::shortened(&entry.key), &known));
            }
        }
        // One that is there under another name is told as that.
        let missing = |name| !values.contains_key(name) && !misspelt.contains(&name);
        for key in record.keys.iter().filter(|key| key.required && missing(key.name)) {
            reader.push(format::missing_key(node.span, key.name, record.what));
        }
        Some(Self { record, values, misspelt })
    }

    /// Whether an unknown key was told as a misspelling of `key`.
    pub fn is_misspelt(&self, key: &str) -> bool {
        self.misspelt.contains(&key)
    }

    /// What stands at `key`, whatever it is.
    pub fn get(&self, key: &'static str) -> Option<&'n Node<'s>> {
        debug_assert!(self.record.key(key).is_some(), "{} has no key {key}", self.record.what);
        self.values.get(key).map(|entry| &entry.value)
    }

    /// Where `key` stands, if it does.
    pub fn key(&self, key: &'static str) -> Option<Span> {
        self.values.get(key).map(|entry| entry.key.span)
    }

    /// The value at `key`, as `read` understands it. A key without a value is reported, except for a `null` that is
    /// written out at a key that need not be there.
    pub fn one<T>(
        &self,
        reader: &mut Reader<'_>,
        key: &'static str,
        read: impl FnOnce(&mut Reader<'_>, &Node<'s>) -> Option<T>,
    ) -> Option<T> {
        let node = self.get(key)?;
        if node.value != Value::Null {
            return read(reader, node);
        }
        if node.is_blank() || self.record.key(key).is_some_and(|key| key.required) {
            reader.push(wrong::no_value(self.values[key].key.span, key));
        }
        None
    }

    /// The list at `key`, empty where the key is not there or has no value.
    pub fn list<T>(
        &self,
        reader: &mut Reader<'_>,
        key: &'static str,
        read: impl FnMut(&mut Reader<'_>, &Node<'s>) -> Option<T>,
    ) -> Vec<T> {
        self.get(key).map_or_else(Vec::new, |node| list(reader, node, read))
    }

    /// The values at `key`: a list of them, or just one.
    pub fn one_or_more<T>(
        &self,
        reader: &mut Reader<'_>,
        key: &'static str,
        read: impl FnMut(&mut Reader<'_>, &Node<'s>) -> Option<T>,
    ) -> Vec<T> {
        self.get(key).map_or_else(Vec::new, |node| one_or_more(reader, node, read))
    }

    /// The entries of the map at `key` whose keys are ids, in the order of the file.
    pub fn by_id<T>(
        &self,
        reader: &mut Reader<'_>,
        key: &'static str,
        read: impl FnMut(&mut Reader<'_>, Spanned<String>, &Node<'s>) -> Option<T>,
    ) -> Vec<T> {
        self.get(key).map_or_else(Vec::new, |node| by_id(reader, node, read))
    }
}

/// The list `node`, without the values that `read` refuses; nothing at all is an empty list.
pub fn list<'s, T>(
    reader: &mut Reader<'_>,
    node: &Node<'s>,
    mut read: impl FnMut(&mut Reader<'_>, &Node<'s>) -> Option<T>,
) -> Vec<T> {
    match &node.value {
        Value::List(items) => items.iter().filter_map(|item| read(reader, item)).collect(),
        Value::Null | Value::Refused => Vec::new(),
        Value::Scalar(text) => {
            let help = format!("write `[{}]`", wrong::shortened(text));
            reader.push(wrong::wrong_type(node.span, "a list", &node.describe(), &help));
            Vec::new()
        }
        Value::Map(_) => {
            let help = "begin every item of the list with `- `";
            reader.push(wrong::wrong_type(node.span, "a list", &node.describe(), help));
            Vec::new()
        }
    }
}

/// The values of the list `node`, or the one value that it is.
pub fn one_or_more<'s, T>(
    reader: &mut Reader<'_>,
    node: &Node<'s>,
    mut read: impl FnMut(&mut Reader<'_>, &Node<'s>) -> Option<T>,
) -> Vec<T> {
    match &node.value {
        Value::List(_) | Value::Null => list(reader, node, read),
        _ => read(reader, node).into_iter().collect(),
    }
}

/// The entries of the map `node`, in the order of the file; of a key that stands twice the first. Nothing at all is an
/// empty map.
pub fn entries<'n, 's>(reader: &mut Reader<'_>, node: &'n Node<'s>) -> Vec<&'n Entry<'s>> {
    match &node.value {
        Value::Null => Vec::new(),
        _ => as_map(reader, node).map_or_else(Vec::new, |map| unique(reader, map)),
    }
}

/// The entries of the map `node` whose keys are ids.
pub fn by_id<'s, T>(
    reader: &mut Reader<'_>,
    node: &Node<'s>,
    mut read: impl FnMut(&mut Reader<'_>, Spanned<String>, &Node<'s>) -> Option<T>,
) -> Vec<T> {
    let mut values = Vec::new();
    for entry in entries(reader, node) {
        if !is_id(&entry.key) {
            reader.push(format::bad_id(entry.key.span, &wrong::shortened(&entry.key)));
        }
        let id = Spanned::new(entry.key.value.to_string(), entry.key.span);
        if entry.value.value == Value::Null {
            reader.push(wrong::no_value(entry.key.span, &entry.key));
        } else {
            values.extend(read(reader, id, &entry.value));
        }
    }
    values
}

fn as_map<'n, 's>(reader: &mut Reader<'_>, node: &'n Node<'s>) -> Option<&'n Map<'s>> {
    match &node.value {
        Value::Map(map) => Some(map),
        Value::Refused => None,
        Value::Scalar(text) if text.contains(':') => {
            let help = "write `key: value`, with a space after the colon";
            reader.push(wrong::wrong_type(node.span, "a map", &node.describe(), help));
            None
        }
        _ => {
            reader.push(format::wrong_type(node.span, "a map", &node.describe()));
            None
        }
    }
}

fn unique<'n, 's>(reader: &mut Reader<'_>, map: &'n Map<'s>) -> Vec<&'n Entry<'s>> {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    let mut kept = Vec::new();
    for entry in &map.entries {
        if let Some(&earlier) = first.get(&*entry.key.value) {
            reader.push(format::duplicate_key(entry.key.span, &wrong::shortened(&entry.key), earlier));
        } else {
            first.insert(&entry.key, entry.key.span);
            kept.push(entry);
        }
    }
    kept
}
