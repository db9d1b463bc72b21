//! `measures.yaml`: goals, controls, measures (TOMs, Art. 32 GDPR).
//!
//! Knows nothing of which goals and controls have a name built in. Invariant: a measure has an id and a text; a block
//! has a title.

use std::collections::BTreeMap;

use super::condition::{CONDITION, condition};
use super::fields::{Fields, list};
use super::forms::{ID, LINE, MARKDOWN};
use super::localized::{localized, localized_line};
use super::reader::Reader;
use super::record::{Record, Shape, optional, required, words};
use super::values::{choice, id, line, numeral, word};
use super::wrong;
use super::yaml::{Node, Value};
use crate::diagnostic::format;
use crate::model::measure::{CONTROLS, Control, GOALS, Goal, Measure, Responsibility};
use crate::source::Spanned;

/// A goal of `measures.yaml`.
pub static GOAL: Record = Record::new(
    "the goal",
    &[
        required("goal", Shape::Known(|| GOALS.to_vec(), &ID), "A built-in goal, or an id of one's own with a title."),
        optional(
            "title",
            Shape::Localized(&LINE),
            "Renames a built-in goal; required for an id of one's own. Inline Markdown.",
        ),
        optional(
            "number",
            Shape::Text(&LINE),
            "The number that customers cite; where a list has none at all, they are given by position.",
        ),
        optional("intro", Shape::Localized(&MARKDOWN), "What stands before its controls."),
        optional("controls", Shape::List(&Shape::Record(&CONTROL)), "Its controls."),
    ],
);
static CONTROL: Record = Record::new(
    "the control",
    &[
        required(
            "control",
            Shape::Known(|| words(CONTROLS), &ID),
            "A built-in control, or an id of one's own with a title.",
        ),
        optional(
            "title",
            Shape::Localized(&LINE),
            "Renames a built-in control; required for an id of one's own. Inline Markdown.",
        ),
        optional("number", Shape::Text(&LINE), "The number that customers cite."),
        optional("intro", Shape::Localized(&MARKDOWN), "What stands before its measures."),
        optional(
            "applies_to",
            CONDITION,
            "For which products, groups, add-ons and sites it holds; without it, wherever what it stands in holds.",
        ),
        optional(
            "responsibility",
            Shape::Word(|| words(Responsibility::NAMES)),
            "Whose duty it is; without it, that of what it stands in, else the provider's.",
        ),
        optional("measures", Shape::List(&Shape::Record(&MEASURE)), "Its measures."),
        optional(
            "art32",
            Shape::List(&Shape::Word(|| LETTERS.to_vec())),
            "Letters of Art. 32(1) GDPR; without them, those of the built-in control.",
        ),
        optional("iso27001", CROSSWALK, "Controls of ISO/IEC 27001:2022, such as A.7.2."),
        optional("bsi", CROSSWALK, "Requirements of the BSI's IT-Grundschutz."),
        optional("c5", CROSSWALK, "Criteria of the BSI's C5."),
        optional("sdm", CROSSWALK, "Goals of the Standard Data Protection Model."),
        optional("soc2", CROSSWALK, "Criteria of SOC 2."),
    ],
);
static MEASURE: Record = Record {
    what: "the measure",
    keys: &[
        optional("id", Shape::Text(&ID), "Its id; required for a measure, a block has none."),
        optional(
            "title",
            Shape::Localized(&LINE),
            "A heading. With measures below it and without a text it is a block, which groups them. Inline Markdown.",
        ),
        optional("text", Shape::Localized(&MARKDOWN), "What is done."),
        optional("number", Shape::Text(&LINE), "The number that customers cite."),
        optional(
            "applies_to",
            CONDITION,
            "For which products, groups, add-ons and sites it holds; without it, wherever what it stands in holds.",
        ),
        optional(
            "responsibility",
            Shape::Word(|| words(Responsibility::NAMES)),
            "Whose duty it is; without it, that of what it stands in, else the provider's.",
        ),
        optional(
            "measures",
            Shape::List(&Shape::Record(&MEASURE)),
            "Measures below it; its condition and responsibility hold for them, too.",
        ),
        optional(
            "art32",
            Shape::List(&Shape::Word(|| LETTERS.to_vec())),
            "Letters of Art. 32(1) GDPR; without them, those of the built-in control.",
        ),
        optional("iso27001", CROSSWALK, "Controls of ISO/IEC 27001:2022, such as A.7.2."),
        optional("bsi", CROSSWALK, "Requirements of the BSI's IT-Grundschutz."),
        optional("c5", CROSSWALK, "Criteria of the BSI's C5."),
        optional("sdm", CROSSWALK, "Goals of the Standard Data Protection Model."),
        optional("soc2", CROSSWALK, "Criteria of SOC 2."),
    ],
    one_of: &[&["id", "text"], &["title"]],
};
const CROSSWALK: Shape = Shape::OneOrMore(&Shape::Text(&LINE));

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
    let number = fields.one(reader, "number", numeral);
    let intro = fields.one(reader, "intro", localized);
    let controls = fields.list(reader, "controls", control);
    Some(Goal { id: name?, title, number, intro, controls })
}

fn control(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Control> {
    let fields = Fields::read(reader, node, &CONTROL)?;
    let name = fields.one(reader, "control", id);
    let title = fields.one(reader, "title", localized_line);
    let number = fields.one(reader, "number", numeral);
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
        for key in ["id", "text"].into_iter().filter(|key| fields.get(key).is_none() && !fields.is_misspelt(key)) {
            reader.push(format::missing_key(node.span, key, MEASURE.what));
        }
    }
    let name = fields.one(reader, "id", id);
    let title = fields.one(reader, "title", localized_line);
    let text = fields.one(reader, "text", localized);
    let number = fields.one(reader, "number", numeral);
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
