//! Facts by name: what `{{ organisation.name }}` and its like stand for.
//!
//! The closed list of names lives here; writing a value in the words of a language is the business of rendering.

use jiff::civil::Date;

use super::Site;
use crate::model::contact::{Officer, Person};
use crate::model::document::{Document, Period};
use crate::model::site::Address;
use crate::model::text::Localized;
use crate::model::version::Version;
use crate::source::Spanned;

/// What a fact is, before it is put into words.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// A text as written.
    Text(&'a str),
    /// A text in several languages.
    Localized(&'a Localized),
    /// Several texts.
    List(&'a [Spanned<String>]),
    /// A day.
    Date(Date),
    /// A length of time.
    Period(Period),
    /// A postal address.
    Address(&'a Address),
    /// The label of a draft: it has none yet.
    DraftLabel,
    /// A day that a draft does not have yet.
    DraftDate,
}

/// The text that a fact stands in.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// A released version.
    Version(&'a Document, &'a Version),
    /// The working copy.
    Draft(&'a Document),
    /// A page without versions.
    Page,
}

/// All names, in alphabetical order.
pub const NAMES: &[&str] = &[
    "announced",
    "authority.address",
    "authority.name",
    "authority.url",
    "base_url",
    "controller.email",
    "controller.phone",
    "dpo.address",
    "dpo.email",
    "dpo.name",
    "dpo.organisation",
    "dpo.phone",
    "dpo.qualification",
    "dpo.role",
    "effective",
    "notice.objection.consequence",
    "notice.objection.email",
    "notice.objection.url",
    "notice.period",
    "organisation.address",
    "organisation.email",
    "organisation.name",
    "organisation.phone",
    "organisation.register.court",
    "organisation.register.number",
    "organisation.represented_by",
    "organisation.vat_id",
    "organisation.website",
    "security.contact",
    "security.policy",
    "title",
    "version",
];

/// The value of the fact `name` in a text about `subject`; `None` where the site does not have it.
#[must_use]
pub fn value<'a>(site: &'a Site, subject: Subject<'a>, name: &str) -> Option<Value<'a>> {
    let (area, key) = name.split_once('.').unwrap_or(("", name));
    match area {
        "" => own(site, subject, key),
        "organisation" => organisation(site, key),
        "dpo" => match &site.contact()?.officer {
            Officer::Person(person) => person_field(person, key),
            Officer::None(_) => None,
        },
        "controller" => {
            let reach = site.contact()?.controller.as_ref()?;
            match key {
                "email" => text(reach.email.as_ref()),
                "phone" => text(reach.phone.as_ref()),
                _ => None,
            }
        }
        "authority" => {
            let authority = site.contact()?.authority.as_ref()?;
            match key {
                "name" => Some(Value::Localized(&authority.name)),
                "address" => authority.address.as_ref().map(Value::Address),
                "url" => text(authority.url.as_ref()),
                _ => None,
            }
        }
        "notice" => notice(site, subject, key),
        "security" => {
            let security = site.config.security.as_ref()?;
            match key {
                "contact" => Some(Value::Text(&security.contact.value)),
                "policy" => text(security.policy.as_ref()),
                _ => None,
            }
        }
        _ => None,
    }
}

fn text(field: Option<&Spanned<String>>) -> Option<Value<'_>> {
    field.map(|text| Value::Text(&text.value))
}

fn own<'a>(site: &'a Site, subject: Subject<'a>, key: &str) -> Option<Value<'a>> {
    match (key, subject) {
        ("base_url", _) => Some(Value::Text(&site.config.base_url.value)),
        ("version", Subject::Version(_, version)) if version.is_draft() => Some(Value::DraftLabel),
        ("effective" | "announced", Subject::Version(_, version)) if version.is_draft() => Some(Value::DraftDate),
        ("title", Subject::Version(document, version)) => {
            Some(Value::Localized(&version.edition.settings.as_ref().unwrap_or(&document.settings).title))
        }
        ("title", Subject::Draft(document)) => Some(Value::Localized(&document.settings.title)),
        ("title", Subject::Page) => Some(Value::Localized(&site.config.title)),
        ("version", Subject::Version(_, version)) => Some(Value::Text(&version.label)),
        ("version", Subject::Draft(_)) => Some(Value::DraftLabel),
        ("effective", Subject::Version(_, version)) => Some(Value::Date(version.effective.value)),
        ("announced", Subject::Version(_, version)) => Some(Value::Date(version.announced.value)),
        ("effective" | "announced", Subject::Draft(_)) => Some(Value::DraftDate),
        _ => None,
    }
}

fn organisation<'a>(site: &'a Site, key: &str) -> Option<Value<'a>> {
    let organisation = &site.config.organisation;
    let register = organisation.register.as_ref();
    match key {
        "name" => Some(Value::Text(&organisation.name.value)),
        "address" => Some(Value::Address(&organisation.address)),
        "email" => Some(Value::Text(&organisation.email.value)),
        "phone" => text(organisation.phone.as_ref()),
        "website" => text(organisation.website.as_ref()),
        "vat_id" => text(organisation.vat_id.as_ref()),
        "register.court" => text(register?.court.as_ref()),
        "register.number" => text(register?.number.as_ref()),
        "represented_by" if !organisation.represented_by.is_empty() => Some(Value::List(&organisation.represented_by)),
        _ => None,
    }
}

fn person_field<'a>(person: &'a Person, key: &str) -> Option<Value<'a>> {
    match key {
        "name" => text(person.name.as_ref()),
        "role" => person.role.as_ref().map(Value::Localized),
        "qualification" => person.qualification.as_ref().map(Value::Localized),
        "organisation" => text(person.organisation.as_ref()),
        "address" => person.address.as_ref().map(Value::Address),
        "email" => text(person.email.as_ref()),
        "phone" => text(person.phone.as_ref()),
        _ => None,
    }
}

/// The notice clock of the text's own document, else the site's.
fn notice<'a>(site: &'a Site, subject: Subject<'a>, key: &str) -> Option<Value<'a>> {
    let own = match subject {
        Subject::Version(document, version) => {
            version.edition.settings.as_ref().unwrap_or(&document.settings).notice.as_ref()
        }
        Subject::Draft(document) => document.settings.notice.as_ref(),
        Subject::Page => None,
    };
    let notice = own.or_else(|| site.notice())?;
    let objection = notice.objection.as_ref();
    match key {
        "period" => Some(Value::Period(notice.period.value)),
        "objection.email" => text(objection?.email.as_ref()),
        "objection.url" => text(objection?.url.as_ref()),
        "objection.consequence" => objection?.consequence.as_ref().map(Value::Localized),
        _ => None,
    }
}
