//! What the site gives to programs as data: the register, its changes, the index of the site.
//!
//! Owns the form of these files. Their JSON Schemas are derived from the same structs, so that no file can disagree with
//! its schema. Invariant: every member is written in every file; what is not known is null or empty. Later releases may
//! add members and never take one away.

pub mod change;
mod index;
mod make;
pub mod measures;
pub mod register;
pub mod trust;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use crate::output::OutFile;

/// The version of the form of the files.
pub const VERSION: u8 = 1;

/// The folder of the JSON Schemas.
const FOLDER: &str = "schema/";

/// A kind of file that has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `/trust.json`.
    Trust,
    /// `register.json`.
    Register,
    /// `measures.json`.
    Measures,
    /// `_aushang` of an item of a JSON Feed.
    Change,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 4] = [Self::Trust, Self::Register, Self::Measures, Self::Change];

    /// The path of the JSON Schema in the site.
    #[must_use]
    pub fn path(self) -> String {
        let name = match self {
            Self::Trust => "trust",
            Self::Register => "register",
            Self::Measures => "measures",
            Self::Change => "change",
        };
        format!("{FOLDER}{name}.json")
    }

    /// The JSON Schema (draft 2020-12), at `url`.
    #[must_use]
    pub fn schema(self, url: &str) -> OutFile {
        let mut schema = match self {
            Self::Trust => of::<trust::Trust>(),
            Self::Register => of::<register::Register>(),
            Self::Measures => of::<measures::Measures>(),
            Self::Change => of::<change::Event>(),
        };
        schema.insert("$id".to_owned(), url.into());
        OutFile::new(self.path(), text(&schema))
    }
}

/// The schema of what is written, where every member is.
fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

/// The bytes of a file.
#[must_use]
pub fn text(data: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(data).expect("texts, numbers, lists and structs are JSON");
    bytes.push(b'\n');
    bytes
}

/// The same as a part of another file.
#[must_use]
pub fn value(data: &impl Serialize) -> serde_json::Value {
    serde_json::to_value(data).expect("texts, numbers, lists and structs are JSON")
}
