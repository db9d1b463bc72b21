//! `content/law.yaml`: what a site adds to the dated tables of the checks.
//!
//! Knows nothing of the built-in rows.

use super::countries::country;
use super::fields::{Fields, Record};
use super::reader::Reader;
use super::values::{date, flag, line};
use super::yaml::Node;
use crate::model::law::{AdequacyRow, ReplacedRow, Rows};

pub(super) const LAW: Record = Record { what: "the law", required: &[], optional: &["adequacy", "replaced"] };
pub(super) const ADEQUACY: Record =
    Record { what: "the decision", required: &["country", "decision", "from"], optional: &["until"] };
pub(super) const REPLACED: Record = Record {
    what: "the replaced rule",
    required: &["names", "by"],
    optional: &["on", "unless", "technique", "source"],
};

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
