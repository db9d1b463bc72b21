//! `contact.yaml`: the data protection officer and the supervisory authority.

use super::countries::{ADDRESS, address};
use super::fields::Fields;
use super::forms::{EMAIL, LINE, PROSE, WEB};
use super::link::{email, web};
use super::localized::{localized, localized_line};
use super::reader::Reader;
use super::record::{Record, Shape, optional, required};
use super::values::line;
use super::wrong;
use super::yaml::{Node, Value};
use crate::model::contact::{Authority, Contact, Officer, Person, Reach};

/// `contact.yaml`.
pub static CONTACT: Record = Record::new(
    "the contact",
    &[
        required(
            "officer",
            Shape::Either(&[Shape::Word(|| vec!["none"]), Shape::Record(&PERSON)]),
            "The data protection officer; `none` where Art. 37 GDPR asks for none.",
        ),
        optional("reason", Shape::Localized(&PROSE), "With `officer: none`: why none is designated."),
        optional("team", Shape::List(&Shape::Record(&PERSON)), "Who else answers questions."),
        optional("controller", Shape::Record(&REACH), "How to reach the company itself."),
        optional("authority", Shape::Record(&AUTHORITY), "The competent supervisory authority."),
    ],
);
static PERSON: Record = Record::new(
    "the person",
    &[
        optional("name", Shape::Text(&LINE), "The name."),
        optional("role", Shape::Localized(&LINE), "The function."),
        optional("qualification", Shape::Localized(&PROSE), "Training and certificates."),
        optional("organisation", Shape::Text(&LINE), "The company, where it is another one."),
        optional("address", Shape::Record(&ADDRESS), "The postal address."),
        optional("email", Shape::Text(&EMAIL), "A mailbox."),
        optional("phone", Shape::Text(&LINE), "A telephone number."),
    ],
);
static REACH: Record = Record::new(
    "the controller",
    &[
        optional("email", Shape::Text(&EMAIL), "A mailbox."),
        optional("phone", Shape::Text(&LINE), "A telephone number."),
    ],
);
static AUTHORITY: Record = Record::new(
    "the supervisory authority",
    &[
        required("name", Shape::Localized(&LINE), "Its name."),
        optional("address", Shape::Record(&ADDRESS), "Its postal address."),
        optional("url", Shape::Text(&WEB), "Its site."),
    ],
);

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
