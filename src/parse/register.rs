//! `register.yaml`: the subprocessors.
//!
//! Only id and name must be there, so that an old list can be read as it is; what else is missing is a finding of the
//! rules, not of the format. Ids of other entries and of the catalogue are looked up later.

use super::catalogue::certification;
use super::condition::condition;
use super::countries::{address, assigned, unknown};
use super::fields::{Fields, Record, by_id};
use super::link::{email, web};
use super::localized::{localized, localized_line};
use super::names::is_reserved_label;
use super::reader::Reader;
use super::values::{choice, date, flag, id, integer, line};
use super::wrong;
use super::yaml::{Node, Value};
use crate::diagnostic::format;
use crate::model::subprocessor::{Ai, Area, ContactPoint, Location, Mechanism, Parent, Subprocessor, Transfer};
use crate::source::Spanned;

const ENTRY: Record = Record {
    what: "the entry",
    required: &["name"],
    optional: &[
        "former_names",
        "address",
        "contact",
        "website",
        "parent",
        "service",
        "data",
        "subjects",
        "locations",
        "transfer",
        "applies_to",
        "engaged_by",
        "replaces",
        "since",
        "certifications",
        "subprocessor_list",
        "ai",
        "reviewed",
    ],
};
const CONTACT: Record =
    Record { what: "the contact", required: &[], optional: &["role", "name", "email", "phone", "url"] };
const PARENT: Record = Record { what: "the parent", required: &["name"], optional: &["country"] };
const LOCATION: Record = Record { what: "the location", required: &["country"], optional: &["city", "for"] };
const TRANSFER: Record =
    Record { what: "the transfer", required: &["mechanism"], optional: &["module", "fallback", "decision", "checked"] };
const AI: Record = Record { what: "the use of AI", required: &["used"], optional: &["note"] };

/// Places that are no country but stand for several; they are read and reported by the rules.
const REGIONS: &[&str] = &["EU", "EEA", "EWR", "EMEA", "APAC", "LATAM", "global", "worldwide"];

/// The subprocessors, in the order of the file.
pub fn register(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Vec<Subprocessor>> {
    match &node.value {
        Value::Map(_) => Some(by_id(reader, node, entry)),
        Value::Refused => None,
        Value::Null => {
            let help = "write `{}` where nobody is engaged";
            reader.push(wrong::wrong_type(node.span, "a map of subprocessors", "nothing", help));
            None
        }
        _ => {
            let help = "write the id of each subprocessor, a colon, and its facts indented below";
            reader.push(wrong::wrong_type(node.span, "a map of subprocessors", &node.describe(), help));
            None
        }
    }
}

fn entry(reader: &mut Reader<'_>, own: Spanned<String>, node: &Node<'_>) -> Option<Subprocessor> {
    if is_reserved_label(&own) {
        reader.push(format::reserved(own.span, "id", &own));
    }
    let fields = Fields::read(reader, node, &ENTRY)?;
    let name = fields.one(reader, "name", line);
    let entry = Subprocessor {
        id: own,
        name: Spanned::new(String::new(), node.span),
        former_names: fields.list(reader, "former_names", line),
        address: fields.one(reader, "address", address),
        contact: fields.one(reader, "contact", contact_point),
        website: fields.one(reader, "website", web),
        parent: fields.one(reader, "parent", parent),
        service: fields.one(reader, "service", localized),
        data: fields.list(reader, "data", id),
        subjects: fields.list(reader, "subjects", id),
        locations: fields.list(reader, "locations", location),
        transfer: fields.one(reader, "transfer", transfer),
        applies_to: fields.one(reader, "applies_to", condition),
        engaged_by: fields.one(reader, "engaged_by", id),
        replaces: fields.list(reader, "replaces", id),
        since: fields.one(reader, "since", date),
        certifications: fields.list(reader, "certifications", certification),
        subprocessor_list: fields.one(reader, "subprocessor_list", web),
        ai: fields.one(reader, "ai", ai),
        reviewed: fields.one(reader, "reviewed", date),
    };
    Some(Subprocessor { name: name?, ..entry })
}

fn contact_point(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<ContactPoint>> {
    let fields = Fields::read(reader, node, &CONTACT)?;
    let point = ContactPoint {
        role: fields.one(reader, "role", localized_line),
        name: fields.one(reader, "name", line),
        email: fields.one(reader, "email", email),
        phone: fields.one(reader, "phone", line),
        url: fields.one(reader, "url", web),
    };
    Some(Spanned::new(point, node.span))
}

fn parent(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Parent> {
    let fields = Fields::read(reader, node, &PARENT)?;
    let name = fields.one(reader, "name", line);
    let country = fields.one(reader, "country", super::countries::country);
    Some(Parent { name: name?, country })
}

/// A country or region alone, or a map with more about the place.
fn location(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Location> {
    if matches!(node.value, Value::Scalar(_) | Value::Refused) {
        return area(reader, node).map(|area| Location { area, city: None, purpose: None });
    }
    let fields = Fields::read(reader, node, &LOCATION)?;
    let area = fields.one(reader, "country", area);
    let city = fields.one(reader, "city", line);
    let purpose = fields.one(reader, "for", localized_line);
    Some(Location { area: area?, city, purpose })
}

fn area(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<Area>> {
    let text = line(reader, node)?;
    let region = || REGIONS.iter().any(|region| region.eq_ignore_ascii_case(&text));
    let area = assigned(&text).map(Area::Country).or_else(|| region().then(|| Area::Region(text.value.clone())));
    if area.is_none() {
        reader.push(unknown(node.span, &text));
    }
    area.map(|area| Spanned::new(area, node.span))
}

fn transfer(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Transfer> {
    let fields = Fields::read(reader, node, &TRANSFER)?;
    let mechanism = fields.one(reader, "mechanism", choice("transfer mechanism", Mechanism::NAMES));
    let module = fields.one(reader, "module", module);
    let fallback = fields.one(reader, "fallback", localized);
    let decision = fields.one(reader, "decision", line);
    let checked = fields.one(reader, "checked", date);
    Some(Transfer { mechanism: mechanism?, module, fallback, decision, checked })
}

fn module(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<u8>> {
    let number = integer(reader, node)?;
    let module = u8::try_from(number.value).ok().filter(|module| (1..=4).contains(module));
    if module.is_none() {
        let known = ["1", "2", "3", "4"];
        let what = "module of the standard contractual clauses";
        reader.push(format::not_one_of(node.span, what, &number.value.to_string(), &known));
    }
    module.map(|module| Spanned::new(module, node.span))
}

fn ai(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Ai> {
    let fields = Fields::read(reader, node, &AI)?;
    let used = fields.one(reader, "used", flag);
    let note = fields.one(reader, "note", localized);
    Some(Ai { used: used?, note })
}
