//! `register.yaml`: the subprocessors.
//!
//! Only id and name must be there, so that an old list can be read as it is; what else is missing is a finding of the
//! rules, not of the format. Ids of other entries and of the catalogue are looked up later.

use super::catalogue::{CERTIFICATION, certification};
use super::condition::{CONDITION, condition};
use super::countries::{ADDRESS, COUNTRY, address, assigned, report_unknown};
use super::fields::{Fields, by_id};
use super::forms::{DATE, EMAIL, ID, LINE, PROSE, WEB};
use super::link::{email, web};
use super::localized::{localized, localized_line};
use super::names::is_reserved_label;
use super::reader::Reader;
use super::record::{Record, Shape, optional, required, words};
use super::values::{choice, date, flag, id, integer, line};
use super::wrong;
use super::yaml::{Node, Value};
use crate::diagnostic::format;
use crate::model::subprocessor::{Ai, Area, ContactPoint, Location, Mechanism, Parent, Subprocessor, Transfer};
use crate::source::Spanned;

/// An entry of `register.yaml`.
pub static ENTRY: Record = Record::new(
    "the entry",
    &[
        required("name", Shape::Text(&LINE), "The legal name, with legal form."),
        optional(
            "former_names",
            Shape::List(&Shape::Text(&LINE)),
            "Names that it had; a company that is renamed keeps its id.",
        ),
        optional("address", Shape::Record(&ADDRESS), "Its seat."),
        optional(
            "contact",
            Shape::Record(&CONTACT),
            "Whom to ask about data protection there (Annex IV of (EU) 2021/915).",
        ),
        optional("website", Shape::Text(&WEB), "Its site."),
        optional("parent", Shape::Record(&PARENT), "The company that controls it."),
        optional("service", Shape::Localized(&PROSE), "What it does with which data, for which purpose."),
        optional("data", Shape::List(&Shape::Text(&ID)), "Categories of data: ids of the catalogue."),
        optional("subjects", Shape::List(&Shape::Text(&ID)), "Categories of data subjects: ids of the catalogue."),
        optional(
            "locations",
            Shape::List(&Shape::Either(&[AREA, Shape::Record(&LOCATION)])),
            "Every country of processing, those with access for support included: `[DE, PL]`, or maps that say more.",
        ),
        optional("transfer", Shape::Record(&TRANSFER), "The basis of transfers outside of the EEA (Art. 44 ff. GDPR)."),
        optional(
            "applies_to",
            CONDITION,
            "For which products, groups, add-ons and sites it is engaged; without it, for all.",
        ),
        optional("engaged_by", Shape::Text(&ID), "The entry that engages it, where it is further down the chain."),
        optional("replaces", Shape::List(&Shape::Text(&ID)), "Ids of entries that it takes the place of."),
        optional("since", Shape::Text(&DATE), "Since when it is engaged."),
        optional("certifications", Shape::List(&Shape::Record(&CERTIFICATION)), "Its certificates."),
        optional("subprocessor_list", Shape::Text(&WEB), "Its own list of subprocessors."),
        optional("ai", Shape::Record(&AI), "Whether it uses artificial intelligence on the data."),
        optional("reviewed", Shape::Text(&DATE), "When its guarantees were last reviewed."),
    ],
);
static CONTACT: Record = Record::new(
    "the contact",
    &[
        optional("role", Shape::Localized(&LINE), "A function, such as data protection officer."),
        optional("name", Shape::Text(&LINE), "A person."),
        optional("email", Shape::Text(&EMAIL), "A mailbox."),
        optional("phone", Shape::Text(&LINE), "A telephone number."),
        optional("url", Shape::Text(&WEB), "A page with a form."),
    ],
);
static PARENT: Record = Record::new(
    "the parent",
    &[
        required("name", Shape::Text(&LINE), "Its legal name."),
        optional("country", COUNTRY, "The country of its seat."),
    ],
);
static LOCATION: Record = Record::new(
    "the location",
    &[
        required("country", AREA, "The country."),
        optional("city", Shape::Text(&LINE), "The city."),
        optional("for", Shape::Localized(&LINE), "What happens there, such as storage or support."),
    ],
);
static TRANSFER: Record = Record::new(
    "the transfer",
    &[
        required(
            "mechanism",
            Shape::Word(|| words(Mechanism::NAMES)),
            "The basis: an adequacy decision, the EU-US DPF, standard contractual clauses, binding corporate rules, or a derogation.",
        ),
        optional(
            "module",
            Shape::Number(1, 4),
            "The module of the standard contractual clauses; between processors it is 3.",
        ),
        optional("fallback", Shape::Localized(&PROSE), "What holds if the basis falls."),
        optional("decision", Shape::Text(&LINE), "The decision, by its number."),
        optional("checked", Shape::Text(&DATE), "When the list of certified companies was last looked up."),
    ],
);
static AI: Record = Record::new(
    "the use of AI",
    &[
        required("used", Shape::Flag, "Whether it is used."),
        optional("note", Shape::Localized(&PROSE), "For what, and what is done with the data."),
    ],
);
/// A country, or a region, which is read and reported.
const AREA: Shape = Shape::Either(&[COUNTRY, Shape::AnyCase(REGIONS)]);

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
        report_unknown(reader, node.span, &text);
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
