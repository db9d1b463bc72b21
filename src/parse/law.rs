//! `content/law.yaml`: what a site adds to the dated tables of the checks.
//!
//! Knows nothing of the built-in rows.

use super::countries::{COUNTRY, country};
use super::fields::Fields;
use super::forms::{DATE, LINE};
use super::reader::Reader;
use super::record::{Record, Shape, optional, required};
use super::values::{date, flag, line};
use super::yaml::Node;
use crate::model::law::{AdequacyRow, ReplacedRow, Rows};

/// `law.yaml`.
pub static LAW: Record = Record::new(
    "the law",
    &[
        optional(
            "adequacy",
            Shape::List(&Shape::Record(&ADEQUACY)),
            "Adequacy decisions beside the built-in ones (Art. 45 GDPR).",
        ),
        optional(
            "replaced",
            Shape::List(&Shape::Record(&REPLACED)),
            "Laws, standards and techniques that were replaced, beside the built-in ones.",
        ),
    ],
);
static ADEQUACY: Record = Record::new(
    "the decision",
    &[
        required("country", COUNTRY, "For which country."),
        required("decision", Shape::Text(&LINE), "The decision, by its number."),
        required("from", Shape::Text(&DATE), "Its first day."),
        optional("until", Shape::Text(&DATE), "Its last day."),
    ],
);
static REPLACED: Record = Record::new(
    "the replaced rule",
    &[
        required("names", Shape::OneOrMore(&Shape::Text(&LINE)), "Its names, whole words, letter for letter."),
        required("by", Shape::Text(&LINE), "What to write instead."),
        optional("on", Shape::Text(&DATE), "From this day on a text that names it is out of date; without it, always."),
        optional(
            "unless",
            Shape::OneOrMore(&Shape::Text(&LINE)),
            "Words whose presence makes a sentence one about history.",
        ),
        optional("technique", Shape::Flag, "Whether it is a technique (T15) and no law or standard (V07)."),
        optional("source", Shape::Text(&LINE), "Where that can be read."),
    ],
);

/// The rows of a site.
pub fn law(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Rows> {
    let fields = Fields::read(reader, node, &LAW)?;
    let adequacy = fields.list(reader, "adequacy", |reader, node| {
        let fields = Fields::read(reader, node, &ADEQUACY)?;
        let country = fields.one(reader, "country", country);
        let decision = fields.one(reader, "decision", line);
        let from = fields.one(reader, "from", date);
        let until = fields.one(reader, "until", date);
        Some(AdequacyRow { country: country?, decision: decision?, from: from?, until })
    });
    let replaced = fields.list(reader, "replaced", |reader, node| {
        let fields = Fields::read(reader, node, &REPLACED)?;
        let names = fields.one_or_more(reader, "names", line);
        let by = fields.one(reader, "by", line);
        let on = fields.one(reader, "on", date);
        let unless = fields.one_or_more(reader, "unless", line);
        let technique = fields.one(reader, "technique", flag).is_some_and(|flag| flag.value);
        let source = fields.one(reader, "source", line);
        Some(ReplacedRow { names, by: by?, on, unless, technique, source })
    });
    Some(Rows { adequacy, replaced })
}
