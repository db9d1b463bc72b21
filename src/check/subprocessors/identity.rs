//! Who a subprocessor is: name, address, contact, and that it is listed once.

use crate::check::finding::Findings;
use crate::check::law::{core_of, has_legal_form, is_postal_code, postal_code_form};
use crate::check::subject::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::site::Address;
use crate::model::subprocessor::{ContactPoint, Subprocessor};
use crate::source::Span;

/// S01: the legal name with its legal form. Public bodies have none.
pub fn names(subject: &Subject<'_>, findings: &mut Findings) {
    for entry in subject.register().iter().filter(|entry| !has_legal_form(&entry.name)) {
        let finding = Diagnostic::new(
            Code::S01,
            entry.name.span,
            format!("`{}` is named without a legal form", entry.name.value),
        )
        .help("write the name as it stands in the commercial register, such as `Example GmbH` or `Example, Inc.`");
        findings.push(finding, &[&entry.id]);
    }
}

/// S02: the full address, with a postal code as its country writes them.
pub fn addresses(subject: &Subject<'_>, findings: &mut Findings) {
    for entry in subject.register() {
        if let Some(finding) = address(entry) {
            findings.push(finding, &[&entry.id]);
        }
    }
}

fn address(entry: &Subprocessor) -> Option<Diagnostic> {
    let name = &entry.name.value;
    let Some(address) = &entry.address else {
        let finding = Diagnostic::new(Code::S02, entry.name.span, format!("`{name}` has no address"));
        return Some(finding.help("write `address: {street: …, postal_code: …, city: …, country: …}`"));
    };
    let country = address.country.as_ref().map(|country| country.value);
    let has_codes = country.is_none_or(|country| postal_code_form(country).is_some());
    let parts = [
        ("street", address.street.is_empty()),
        ("postal_code", address.postal_code.is_none() && has_codes),
        ("city", address.city.is_none()),
        ("country", country.is_none()),
    ];
    let missing: Vec<&str> = parts.iter().filter(|(_, missing)| *missing).map(|(part, _)| *part).collect();
    if !missing.is_empty() {
        let at = place(address).unwrap_or(entry.name.span);
        let message = format!("the address of `{name}` lacks {}", missing.join(", "));
        return Some(Diagnostic::new(Code::S02, at, message).help("the address is complete when a letter arrives"));
    }
    let (code, country) = (address.postal_code.as_ref()?, country?);
    if is_postal_code(&code.value, country)? {
        return None;
    }
    let message = format!("`{}` is no postal code of {country}", code.value);
    let form = postal_code_form(country)?;
    let form = form.replace('A', "a letter ").replace('9', "#");
    Some(Diagnostic::new(Code::S02, code.span, message).help(format!("postal codes there look like `{}`", form.trim())))
}

fn place(address: &Address) -> Option<Span> {
    let street = address.street.first().map(|line| line.span);
    street
        .or_else(|| address.postal_code.as_ref().map(|code| code.span))
        .or_else(|| address.city.as_ref().map(|city| city.span))
        .or_else(|| address.country.as_ref().map(|country| country.span))
}

/// Mailboxes that are a function by their name.
const FUNCTIONS: &[&str] = &[
    "privacy",
    "dpo",
    "datenschutz",
    "dsb",
    "gdpr",
    "dsgvo",
    "legal",
    "security",
    "compliance",
    "dataprotection",
    "iod",
    "rgpd",
    "data-protection",
    "info",
    "kontakt",
    "contact",
    "office",
    "support",
    "service",
    "protection",
    "avg",
    "fg",
];

/// S03: a person or function that can be reached.
pub fn contacts(subject: &Subject<'_>, findings: &mut Findings) {
    for entry in subject.register() {
        let name = &entry.name.value;
        let finding = match &entry.contact {
            None => Diagnostic::new(Code::S03, entry.name.span, format!("`{name}` has no contact"))
                .help("write `contact: {role: …, email: …}`: whom to ask about data protection"),
            Some(contact) if !reachable(contact) => {
                Diagnostic::new(Code::S03, contact.span, format!("the contact of `{name}` cannot be reached"))
                    .help("add `email`, `phone` or `url`")
            }
            Some(contact) if !somebody(contact) => Diagnostic::new(
                Code::S03,
                contact.span,
                format!("the contact of `{name}` is neither a person nor a function"),
            )
            .help("add `role` or `name`"),
            Some(_) => continue,
        };
        findings.push(finding, &[&entry.id]);
    }
}

fn reachable(contact: &ContactPoint) -> bool {
    contact.email.is_some() || contact.phone.is_some() || contact.url.is_some()
}

fn somebody(contact: &ContactPoint) -> bool {
    let mailbox = contact.email.as_ref().map(|email| email.value.to_lowercase());
    let local = mailbox.as_deref().and_then(|email| email.split('@').next()).unwrap_or_default();
    let is_function =
        local.split(['.', '-', '_', '+']).any(|part| FUNCTIONS.contains(&part)) || FUNCTIONS.contains(&local);
    contact.role.is_some() || contact.name.is_some() || contact.url.is_some() || is_function
}

/// S15: the list of its own subprocessors lies on somebody else's domain.
pub fn lists(subject: &Subject<'_>, findings: &mut Findings) {
    for entry in subject.register() {
        let (Some(list), Some(website)) = (&entry.subprocessor_list, &entry.website) else { continue };
        let (Some(of_list), Some(own)) = (domain(&list.value), domain(&website.value)) else { continue };
        let mailbox = entry.contact.as_ref().and_then(|contact| contact.email.as_ref());
        let of_mail = mailbox.and_then(|email| domain(email.value.split('@').nth(1)?));
        if of_list != own && of_mail != Some(of_list) {
            let message =
                format!("the list of subprocessors of `{}` lies on another domain than its website", entry.name.value);
            let finding = Diagnostic::new(Code::S15, list.span, message)
                .related(website.span, "its website")
                .help("link to a list that the company publishes itself, or correct the address");
            findings.push(finding, &[&entry.id]);
        }
    }
}

/// The name by which a company registered its domain, without what comes before it and without the public suffix.
fn domain(address: &str) -> Option<&str> {
    let host = address.split("://").last()?.split(['/', '?', '#', ':']).next()?;
    let labels: Vec<&str> = host.split('.').collect();
    let second_level = ["co", "com", "org", "net", "ac", "gov", "or", "gv"];
    let of_country = labels.last()?.len() == 2 && labels.len() >= 3 && second_level.contains(&labels[labels.len() - 2]);
    labels.len().checked_sub(if of_country { 3 } else { 2 }).map(|at| labels[at])
}

/// S21: two entries that seem to be one company: the same name, or the same address with a name, website or service in
/// common. Companies of one house are told apart by all of these.
pub fn duplicates(subject: &Subject<'_>, findings: &mut Findings) {
    let register = subject.register();
    let known: Vec<(String, Option<String>)> =
        register.iter().map(|entry| (core_of(&entry.name), entry.address.as_ref().and_then(address_key))).collect();
    for (at, entry) in register.iter().enumerate() {
        let twin = (0..at).find(|&other| {
            let same_name = known[at].0 == known[other].0 && !known[at].0.is_empty();
            let same_address = known[at].1.is_some() && known[at].1 == known[other].1;
            same_name || same_address && in_common(entry, &register[other])
        });
        if let Some(other) = twin {
            let other = &register[other];
            let message = format!("`{}` and `{}` seem to be one company", other.name.value, entry.name.value);
            let finding = Diagnostic::new(Code::S21, entry.name.span, message)
                .related(other.name.span, "listed here, too")
                .help("keep one entry with all services, or waive this for both where they are two companies");
            findings.push(finding, &[&entry.id, &other.id]);
        }
    }
}

fn in_common(a: &Subprocessor, b: &Subprocessor) -> bool {
    let first = |entry: &Subprocessor| entry.name.value.split([' ', '-']).next().map(str::to_lowercase);
    let site = |entry: &Subprocessor| entry.website.as_ref().and_then(|site| domain(&site.value).map(str::to_owned));
    first(a) == first(b) || site(a).is_some() && site(a) == site(b) || a.service.is_some() && a.service == b.service
}

/// An address without case, spaces and punctuation; none where it has no street.
fn address_key(address: &Address) -> Option<String> {
    let lines = address.street.iter().chain(&address.postal_code).chain(&address.city);
    let key: String = lines.flat_map(|line| line.value.chars()).filter(|c| c.is_alphanumeric()).collect();
    (!address.street.is_empty() && address.city.is_some())
        .then(|| key.to_lowercase().replace("straße", "str").replace("strasse", "str"))
}
