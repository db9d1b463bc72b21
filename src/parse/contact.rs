//! `contact.yaml`: the data protection officer and the supervisory authority.

use super::countries::address;
use super::fields::{Fields, Record};
use super::link::{email, web};
use super::localized::{localized, localized_line};
use super::reader::Reader;
use super::values::line;
use super::wrong;
use super::yaml::{Node, Value};
use crate::model::contact::{Authority, Contact, Officer, Person, Reach};

const CONTACT: Record =
    Record { what: "the contact", required: &["officer"], optional: &["reason", "team", "controller", "authority"] };
const PERSON: Record = Record {
    what: "the person",
    required: &[],
    optional: &["name", "role", "qualification", "organisation", "address", "email", "phone"],
};
const REACH: Record = Record { what: "the controller", required: &[], optional: &["email", "phone"] };
const AUTHORITY: Record =
    Record { what: "the supervisory authority", required: &["name"], optional: &["address", "url"] };

/// The contact in matters of data protection.
pub fn contact(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Contact> {
    let fields = Fields::read(reader, node, &CONTACT)?;
    let reason = fields.one(reader, "reason", localized);
    let officer = fields.one(reader, "officer", |reader, node| match &node.value {
        Value::Scalar(word) if word == "none" => Some(Officer::None(reason.clone())),
        Value::Scalar(_) => {
            let help = "write `officer: none` where none is designated, else a map with name, role, email …";
            reader.push(wrong::wrong_type(node.span, "a map or `none`", &node.describe(), help));
            None
        }
        _ => person(reader, node).map(|person| Officer::Person(Box::new(person))),
    });
    if let (Some(Officer::Person(_)), Some(at)) = (&officer, fields.key("reason")) {
        reader.push(wrong::foreign_key(at, "reason", "`officer: none`", "an officer who is designated"));
    }
    let team = fields.list(reader, "team", person);
    let controller = fields.one(reader, "controller", |reader, node| {
        let fields = Fields::read(reader, node, &REACH)?;
        Some(Reach { email: fields.one(reader, "email", email), phone: fields.one(reader, "phone", line) })
    });
    let authority = fields.one(reader, "authority", authority);
    Some(Contact { officer: officer?, team, controller, authority })
}

fn person(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Person> {
    let fields = Fields::read(reader, node, &PERSON)?;
    Some(Person {
        name: fields.one(reader, "name", line),
        role: fields.one(reader, "role", localized_line),
        qualification: fields.one(reader, "qualification", localized),
        organisation: fields.one(reader, "organisation", line),
        address: fields.one(reader, "address", address),
        email: fields.one(reader, "email", email),
        phone: fields.one(reader, "phone", line),
    })
}

fn authority(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Authority> {
    let fields = Fields::read(reader, node, &AUTHORITY)?;
    let name = fields.one(reader, "name", localized_line);
    let address = fields.one(reader, "address", address);
    let url = fields.one(reader, "url", web);
    Some(Authority { name: name?, address, url })
}
