//! `versions/<label>/version.yaml`.
//!
//! Knows nothing of what lies beside the file: the folder's reader adds the text and the facts.

use std::collections::BTreeMap;

use super::fields::{Fields, Record, by_id};
use super::localized::{localized, localized_line};
use super::reader::Reader;
use super::values::{choice, date, label};
use super::yaml::Node;
use crate::model::document::Edition;
use crate::model::version::{ChangeClass, Version};
use crate::source::Spanned;

const VERSION: Record = Record {
    what: "the version",
    required: &["announced", "effective", "note"],
    optional: &["effective_for_new", "responsible", "change", "justification", "approved_by", "annexes"],
};

/// The version that `version.yaml` describes, still without its text and facts.
pub fn version(reader: &mut Reader<'_>, node: &Node<'_>, folder: &str) -> Option<Version> {
    let fields = Fields::read(reader, node, &VERSION)?;
    let announced = fields.one(reader, "announced", date);
    let effective = fields.one(reader, "effective", date);
    let effective_for_new = fields.one(reader, "effective_for_new", date);
    let responsible = fields.one(reader, "responsible", localized_line);
    let note = fields.one(reader, "note", localized);
    let change = fields.one(reader, "change", choice("class of change", ChangeClass::NAMES));
    let justification = fields.one(reader, "justification", localized);
    let approved_by = fields.list(reader, "approved_by", localized_line);
    let annexes = fields.get("annexes").map_or_else(BTreeMap::new, |node| annexes(reader, node));
    Some(Version {
        label: folder.to_owned(),
        span: node.span,
        announced: announced?,
        effective: effective?,
        effective_for_new,
        responsible,
        note: note?,
        change,
        justification,
        approved_by,
        annexes,
        edition: Edition::default(),
    })
}

fn annexes(reader: &mut Reader<'_>, node: &Node<'_>) -> BTreeMap<String, Spanned<String>> {
    by_id(reader, node, |reader, id, node| Some((id.value, label(reader, node)?))).into_iter().collect()
}
