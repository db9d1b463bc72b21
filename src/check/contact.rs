//! Rules about contacts, imprint and security.txt.

pub mod differing;

use jiff::ToSpan as _;

use super::finding::Findings;
use super::subject::{Context, Subject};
use super::subprocessors::certified;
use super::text;
use super::words::has_any;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::contact::{Contact, Officer};
use crate::model::document::{Facts, Kind};
use crate::model::site::{Menu, Page};
use crate::model::text::Country;
use crate::source::Span;
use differing::mailboxes;

fn contact_of<'a>(subject: &Subject<'a>) -> Option<&'a Contact> {
    match &subject.edition.facts {
        Facts::Contact(contact) => Some(contact),
        _ => None,
    }
}

/// P01: the officer can be written to, or called and sent a letter; or a reason says why there is none.
pub fn officer(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(contact) = contact_of(subject) else { return };
    let file = subject.facts_file().file;
    match &contact.officer {
        Officer::None(reason) => {
            if reason.is_none() {
                let at = subject.line_of(file, "officer:");
                let finding =
                    Diagnostic::new(Code::P01, at, "no data protection officer is named, and no reason why not")
                        .help("say under `reason` why Art. 37(1) GDPR and § 38 BDSG ask for none");
                findings.push(finding, &[]);
            }
        }
        Officer::Person(person) => {
            if person.email.is_none() && (person.address.is_none() || person.phone.is_none()) {
                let finding = Diagnostic::new(
                    Code::P01,
                    subject.line_of(file, "officer:"),
                    "the data protection officer cannot be reached",
                )
                .help("add `email`, or `address` and `phone`");
                findings.push(finding, &[]);
            }
        }
    }
}

/// P06: the competent supervisory authority.
pub fn authority(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(contact) = contact_of(subject) else { return };
    if contact.authority.is_none() {
        let finding =
            Diagnostic::new(Code::P06, subject.facts_file(), "the competent supervisory authority is not named")
                .help("add `authority: {name: …, url: …}`");
        findings.push(finding, &[]);
    }
}

/// P01: a site with agreements, measures or a register has a contact.
pub fn published(context: &Context<'_>, findings: &mut Findings) {
    let has = |kind| context.content.documents.iter().any(|of| of.settings.kind == kind);
    let processes = has(Kind::Agreement) || has(Kind::Measures) || has(Kind::Subprocessors);
    if processes && !has(Kind::Contact) {
        let at = Span::start_of(context.content.config.file);
        let finding = Diagnostic::new(Code::P01, at, "the site has no contact of a data protection officer").help(
            "add a document of the kind `contact`; where none is designated it says so: `officer: none` and `reason`",
        );
        findings.push(finding, &[]);
    }
}

/// P04: an imprint that every page links to, with an e-mail address. Asked of providers in the EEA (Directive 2000/31/EC).
pub fn imprint(context: &Context<'_>, findings: &mut Findings) {
    let config = &context.content.config;
    let country = config.organisation.address.country.as_ref().map(|country| country.value);
    if !country.is_some_and(|country: Country| super::law::is_member(country, context.today)) {
        return;
    }
    let Some(page) = context.content.pages.iter().find(|page| is_imprint(page)) else {
        let finding = Diagnostic::new(Code::P04, Span::start_of(config.file), "the site has no imprint").help(
            "add content/pages/imprint/ with page.yaml and a text that names who publishes, with an e-mail address",
        );
        findings.push(finding, &[]);
        return;
    };
    if page.menu == Menu::None {
        let finding =
            Diagnostic::new(Code::P04, page.span, "the imprint is in no menu, so that not every page leads to it")
                .help("write `menu: footer`");
        findings.push(finding, &[&page.id]);
    }
    for prose in page.prose.values() {
        let text = context.sources.text(prose.file).unwrap_or_default();
        let has_fact =
            prose.facts.iter().any(|fact| fact.value.rsplit_once('.').is_some_and(|(_, key)| key == "email"));
        if !has_fact && mailboxes(text).is_empty() {
            let finding = Diagnostic::new(Code::P04, Span::start_of(prose.file), "the imprint names no e-mail address")
                .help("write `{{ organisation.email }}`");
            findings.push(finding, &[&page.id]);
        }
    }
}

fn is_imprint(page: &Page) -> bool {
    let names = ["imprint", "impressum", "legal-notice", "legal notice", "anbieterkennzeichnung", "mentions légales"];
    let says = |text: &str| has_any(&text.to_lowercase(), &names);
    says(&page.id) || text::forms(&page.title).any(|(_, title)| says(title))
}

/// P07: security.txt ends in the past or within 30 days.
pub fn security(context: &Context<'_>, findings: &mut Findings) {
    let Some(expires) = context.content.config.security.as_ref().map(|security| &security.expires) else { return };
    let message = if expires.value < context.today {
        format!("security.txt expired on {}", expires.value)
    } else if expires.value <= context.today.saturating_add(30.days()) {
        format!("security.txt expires on {}, within 30 days", expires.value)
    } else {
        return;
    };
    let finding = Diagnostic::new(Code::P07, expires.span, message)
        .help("check that it is right, and write a later day, within a year");
    findings.push(finding, &[]);
}

/// T14: certificates of the places of operation.
pub fn sites(context: &Context<'_>, findings: &mut Findings) {
    for site in &context.content.catalogue.sites {
        for certificate in &site.certifications {
            certified(certificate, &format!("`{}`", site.id.value), context.today, &mut |finding| {
                findings.push(finding, &[&site.id]);
            });
        }
    }
}

/// What is asked of any text, of the pages without versions.
pub fn pages(context: &Context<'_>, findings: &mut Findings) {
    for text in text::of_pages(context) {
        text::dates::impossible_in(&text, context.sources, findings);
        text::words::placeholders_in(&text, context.sources, findings);
        text::words::replaced_in(&text, context.sources, context.law, context.today, findings);
        text::internal::details_in(&text, context.sources, findings);
        differing::differing_in(&text, context, findings);
    }
}
