//! What the format has: kinds of records, their keys, and which values a key takes.
//!
//! Owns the one definition of every key, which both the parser and the JSON Schemas for editors are made from. Knows
//! nothing of how a value is read. Invariant: a key that is not defined here is unknown to the parser.

use super::forms::Form;

/// A kind of record and the keys that it has.
#[derive(Debug)]
pub struct Record {
    /// What it is called in a sentence, such as "a location".
    pub what: &'static str,
    /// Its keys, in the order in which people like to write them.
    pub keys: &'static [Key],
    /// Sets of keys of which one must be there, all of it; none where every key is by itself.
    pub one_of: &'static [&'static [&'static str]],
}

/// A key of a record.
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// Which values it takes.
    pub shape: Shape,
    /// What it means, in a sentence or two for who hovers over it.
    pub about: &'static str,
}

/// A key that must be there.
pub const fn required(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, required: true, shape, about }
}

/// A key that may be there.
pub const fn optional(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, required: false, shape, about }
}

impl Record {
    /// A record whose keys do not depend on each other.
    pub const fn new(what: &'static str, keys: &'static [Key]) -> Self {
        Self { what, keys, one_of: &[] }
    }

    /// The key of this name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The names of its keys.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().map(|key| key.name)
    }
}

/// Which values a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text of a form.
    Text(&'static Form),
    /// A text of a form that is the same in every language, or a map of languages with one each.
    Localized(&'static Form),
    /// A word of a closed set.
    Word(fn() -> Vec<&'static str>),
    /// A word of a set, in capitals or not.
    AnyCase(&'static [&'static str]),
    /// A text of a form, of which some are known by name.
    Known(fn() -> Vec<&'static str>, &'static Form),
    /// `true` or `false`.
    Flag,
    /// A whole number from one to another.
    Number(i64, i64),
    /// A record.
    Record(&'static Record),
    /// A list.
    List(&'static Shape),
    /// A list that is not empty.
    Several(&'static Shape),
    /// A list, or just one.
    OneOrMore(&'static Shape),
    /// A map whose keys are ids.
    ById(&'static Shape),
    /// A map whose keys are words of a closed set.
    Keyed(&'static [&'static str], &'static Shape),
    /// One of several shapes.
    Either(&'static [Shape]),
}

/// The words of a closed set that stand for values.
pub fn words<T>(names: &'static [(&'static str, T)]) -> Vec<&'static str> {
    names.iter().map(|(name, _)| *name).collect()
}
