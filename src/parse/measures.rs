//! `measures.yaml`: goals, controls, measures (TOMs, Art. 32 GDPR).
//!
//! Knows nothing of which goals and controls have a name built in. Invariant: a measure has an id and a text; a block
//! has a title.

use std::collections::BTreeMap;

use super::condition::condition;
use super::fields::{Fields, Record, list};
use super::localized::{localized, localized_line};
use super::reader::Reader;
use super::values::{choice, id, line, word};
use super::wrong;
use super::yaml::{Node, Value};
use crate::diagnostic::format;
use crate::model::measure::{Control, Goal, Measure, Responsibility};
use crate::source::Spanned;

const GOAL: Record =
    Record { what: "the goal", required: &["goal"], optional: &["title", "number", "intro", "controls"] };
const CONTROL: Record = Record {
    what: "the control",
    required: &["control"],
    optional: &[
        "title",
        "number",
        "intro",
        "applies_to",
        "responsibility",
        "measures",
        "art32",
        "iso27001",
        "bsi",
        "c5",
        "sdm",
        "soc2",
    ],
};
const MEASURE: Record = Record {
    what: "the measure",
    required: &[],
    optional: &[
        "id",
        "title",
        "text",
        "number",
        "applies_to",
        "responsibility",
        "measures",
        "art32",
        "iso27001",
        "bsi",
        "c5",
        "sdm",
        "soc2",
    ],
};

/// The catalogues that a measure can be mapped to.
const CROSSWALKS: &[&str] = &["iso27001", "bsi", "c5", "sdm", "soc2"];

/// The letters of Art. 32(1) GDPR.
const LETTERS: &[&str] = &["a", "b", "c", "d"];

/// The goals of a document.
pub fn measures(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Vec<Goal>> {
    if node.value == Value::Null {
        reader.push(wrong::wrong_type(node.span, "a list of goals", "nothing", "write `[]` where there is none yet"));
        return None;
    }
    Some(list(reader, node, goal))
}

fn goal(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Goal> {
    let fields = Fields::read(reader, node, &GOAL)?;
    let name = fields.one(reader, "goal", id);
    let title = fields.one(reader, "title", localized_line);
    let number = fields.one(reader, "number", line);
    let intro = fields.one(reader, "intro", localized);
    let controls = fields.list(reader, "controls", control);
    Some(Goal { id: name?, title, number, intro, controls })
}

fn control(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Control> {
    let fields = Fields::read(reader, node, &CONTROL)?;
    let name = fields.one(reader, "control", id);
    let title = fields.one(reader, "title", localized_line);
    let number = fields.one(reader, "number", line);
    let intro = fields.one(reader, "intro", localized);
    let applies_to = fields.one(reader, "applies_to", condition);
    let responsibility = fields.one(reader, "responsibility", choice("responsibility", Responsibility::NAMES));
    let art32 = fields.list(reader, "art32", word("letter of Art. 32(1) GDPR", LETTERS));
    let crosswalks = crosswalks(reader, &fields);
    let measures = fields.list(reader, "measures", measure);
    Some(Control { id: name?, title, number, intro, applies_to, responsibility, art32, crosswalks, measures })
}

fn measure(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Measure> {
    let fields = Fields::read(reader, node, &MEASURE)?;
    let is_measure = fields.get("text").is_some() || fields.get("title").is_none();
    if is_measure {
        for key in ["id", "text"].into_iter().filter(|key| fields.get(key).is_none()) {
            reader.push(format::missing_key(node.span, key, MEASURE.what));
        }
    }
    let name = fields.one(reader, "id", id);
    let title = fields.one(reader, "title", localized_line);
    let text = fields.one(reader, "text", localized);
    let number = fields.one(reader, "number", line);
    let applies_to = fields.one(reader, "applies_to", condition);
    let responsibility = fields.one(reader, "responsibility", choice("responsibility", Responsibility::NAMES));
    let art32 = fields.list(reader, "art32", word("letter of Art. 32(1) GDPR", LETTERS));
    let crosswalks = crosswalks(reader, &fields);
    let measures = fields.list(reader, "measures", measure);
    if is_measure && (name.is_none() || text.is_none()) {
        return None;
    }
    Some(Measure {
        span: node.span,
        id: name,
        title,
        text,
        number,
        applies_to,
        responsibility,
        art32,
        crosswalks,
        measures,
    })
}

fn crosswalks(reader: &mut Reader<'_>, fields: &Fields<'_, '_>) -> BTreeMap<String, Vec<Spanned<String>>> {
    let given = CROSSWALKS.iter().filter(|key| fields.key(key).is_some());
    given.map(|key| ((*key).to_owned(), fields.one_or_more(reader, key, line))).collect()
}
