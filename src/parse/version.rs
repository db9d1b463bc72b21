//! `versions/<label>/version.yaml`.
//!
//! Knows nothing of what lies beside the file: the folder's reader adds the text and the facts.

use std::collections::BTreeMap;

use super::fields::{Fields, by_id};
use super::forms::{DATE, LABEL, LINE, PROSE};
use super::localized::{localized, localized_line};
use super::reader::Reader;
use super::record::{Record, Shape, optional, required, words};
use super::values::{choice, date, label};
use super::yaml::Node;
use crate::model::document::Edition;
use crate::model::version::{ChangeClass, Version};
use crate::source::Spanned;

/// `version.yaml`.
pub static VERSION: Record = Record::new(
    "the version",
    &[
        required("announced", Shape::Text(&DATE), "From this day it is public; before, nothing of it is published."),
        required("effective", Shape::Text(&DATE), "From this day it applies."),
        optional("effective_for_new", Shape::Text(&DATE), "An earlier day from which it applies to new customers."),
        optional("responsible", Shape::Localized(&LINE), "Who answers for it."),
        required(
            "note",
            Shape::Localized(&PROSE),
            "What changed and why, in one or two sentences: change log and feeds show it.",
        ),
        optional("change", Shape::Word(|| words(ChangeClass::NAMES)), "How grave the change is."),
        optional(
            "justification",
            Shape::Localized(&PROSE),
            "Where a rule asks for one: a measure was weakened, or the notice is short.",
        ),
        optional("approved_by", Shape::List(&Shape::Localized(&LINE)), "Who approved it."),
        optional(
            "annexes",
            Shape::ById(&Shape::Text(&LABEL)),
            "Agreements: the versions of the annexes as they stood; written by `aushang release`.",
        ),
    ],
);

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
