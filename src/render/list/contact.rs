//! `{{ contact }}`: whom to ask.

use crate::model::contact as model;
use crate::model::contact::Officer;
use crate::model::text::Lang;
use crate::render::view::contact::{Authority, Contact, Person};
use crate::render::voice::{Voice, tel};

/// The contact of `company` in the words of a language, with headings of the rank `level`.
pub(in crate::render) fn view(
    contact: &model::Contact,
    company: &str,
    voice: &Voice<'_>,
    binding: &Lang,
    level: u8,
) -> Contact {
    let (officer, no_officer) = match &contact.officer {
        Officer::Person(person) => (Some(person_view(person, voice, binding)), None),
        Officer::None(reason) => (None, reason.as_ref().map(|reason| voice.text(reason, binding))),
    };
    Contact {
        lang: voice.tag(),
        level,
        officer,
        no_officer,
        team: contact.team.iter().map(|person| person_view(person, voice, binding)).collect(),
        controller: contact.controller.as_ref().map(|reach| {
            let phone = reach.phone.as_ref().map(|phone| phone.value.clone());
            Person {
                name: Some(company.to_owned()),
                email: reach.email.as_ref().map(|email| email.value.clone()),
                phone_href: phone.as_deref().map(tel),
                phone,
                ..Person::default()
            }
        }),
        authority: contact.authority.as_ref().map(|authority| Authority {
            name: voice.text(&authority.name, binding),
            address: authority.address.as_ref().map(|address| voice.address(address)).unwrap_or_default(),
            url: authority.url.as_ref().map(|url| url.value.clone()),
        }),
    }
}

fn person_view(person: &model::Person, voice: &Voice<'_>, binding: &Lang) -> Person {
    let phone = person.phone.as_ref().map(|phone| phone.value.clone());
    Person {
        name: person.name.as_ref().map(|name| name.value.clone()),
        role: person.role.as_ref().map(|role| voice.text(role, binding)),
        qualification: person.qualification.as_ref().map(|text| voice.text(text, binding)),
        organisation: person.organisation.as_ref().map(|name| name.value.clone()),
        address: person.address.as_ref().map(|address| voice.address(address)).unwrap_or_default(),
        email: person.email.as_ref().map(|email| email.value.clone()),
        phone_href: phone.as_deref().map(tel),
        phone,
    }
}
