//! P03: what texts say of the data protection officer, held against the contact page.
//!
//! Decided where a text names one mailbox, one number or a name of the publisher's officer; silent where it may speak of
//! somebody else's.

use std::sync::LazyLock;

use memchr::memchr2_iter;

use super::super::finding::Findings;
use super::super::subject::{Context, Subject};
use super::super::text::Written;
use super::super::text::around::{around, heading};
use super::super::words::{Phrases, has_any};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::passages::PassageKind;
use crate::model::contact::{Contact, Officer, Person};
use crate::source::Spanned;

/// Words by which a passage speaks of the publisher's officer.
const OFFICER: &[&str] = &["datenschutzbeauftragte", "data protection officer", "dpo", "dsb"];
/// The same, whatever their case: every passage is asked for them.
static SPEAKS_OF_OFFICER: LazyLock<Phrases> = LazyLock::new(|| Phrases::in_any_case(OFFICER.iter().copied()));

/// Words by which it may speak of somebody else's.
const OTHERS: &[&str] = &[
    "auftraggeber",
    "verantwortlichen",
    "kunde",
    "unterauftrag",
    "controller",
    "customer",
    "subprocessor",
    "sub-processor",
    "behörde",
    "authority",
    "client",
];

/// Words of headings above contacts.
const CONTACTS: &[&str] = &["ansprech", "kontakt", "contact", "angaben", "details"];

/// P03: a text names another mailbox, telephone number or name of the data protection officer than the contact page.
pub fn differing(subject: &Subject<'_>, findings: &mut Findings) {
    for text in subject.written() {
        differing_in(text, subject.context, findings);
    }
}

/// P03 in one text.
pub fn differing_in(text: &Written, context: &Context<'_>, findings: &mut Findings) {
    let Some(contact) = context.site.and_then(|site| site.contact()) else { return };
    let Officer::Person(officer) = &contact.officer else { return };
    for (at, passage) in text.passages.iter().enumerate() {
        let (mailboxes, numbers, named) = (mailboxes(&passage.text), numbers(&passage.text), name(&passage.text));
        if mailboxes.is_empty() && numbers.is_empty() && named.is_none() || !speaks_of_officer(text, at) {
            continue;
        }
        let mut tell = |what: &str, written: &str, own: &Spanned<String>, fact: &str| {
            let start = passage.text.find(written).unwrap_or_default();
            let place = text.span(context.sources, passage, start..start + written.len());
            let message = format!(
                "the data protection officer has the {what} `{written}` here, and `{}` on the contact page",
                own.value
            );
            let finding = Diagnostic::new(Code::P03, place, message)
                .related(own.span, "the contact page has this one")
                .help(format!("write `{{{{ dpo.{fact} }}}}`, which cannot differ"));
            findings.push(finding, &text.about());
        };
        if let (Some(own), [(_, mailbox)]) = (&officer.email, &mailboxes[..]) {
            let is_other = |email: &&Spanned<String>| !mailbox.eq_ignore_ascii_case(email);
            let organisation = &context.content.config.organisation.email;
            if emails(contact).chain([organisation]).all(|email| is_other(&email)) {
                tell("address", mailbox, own, "email");
            }
        }
        if let (Some(own), [number]) = (&officer.phone, &numbers[..]) {
            let organisation = context.content.config.organisation.phone.iter();
            if phones(contact).chain(organisation).all(|known| !is_same_number(known, number)) {
                tell("telephone number", number, own, "phone");
            }
        }
        if let (Some(own), Some(name)) = (&officer.name, named) {
            let mut known = people(contact).flat_map(|person| person.name.iter().chain(&person.organisation));
            if known.all(|known| !shares_word(known, name)) {
                tell("name", name, own, "name");
            }
        }
    }
}

/// Whether the passage speaks of the publisher's officer: by itself, in its row, or right below a heading that names
/// nothing else.
fn speaks_of_officer(text: &Written, at: usize) -> bool {
    let passage = &text.passages[at];
    let heading = || heading(&text.passages, at).unwrap_or_default();
    let in_row = || matches!(passage.kind, PassageKind::Cell { .. }) && SPEAKS_OF_OFFICER.stand_in(&around(text, at));
    let below = || {
        passage.text.len() < 120
            && heading().split_whitespace().count() <= 5
            && SPEAKS_OF_OFFICER.stand_in(heading())
            && !has_any(&format!(" {} ", heading().to_lowercase()), &[" und ", " and ", " & ", ",", "/"])
    };
    if !(SPEAKS_OF_OFFICER.stand_in(&passage.text) || in_row() || below()) {
        return false;
    }
    let (own, above) = (passage.text.to_lowercase(), heading().to_lowercase());
    // Clauses stand below headings about many things, contacts below those about contacts.
    let is_part = !matches!(passage.kind, PassageKind::Paragraph | PassageKind::Heading(_));
    let of_others = || {
        is_part && has_any(&around(text, at).to_lowercase(), OTHERS)
            || has_any(&above, OTHERS) && (has_any(&above, OFFICER) || has_any(&above, CONTACTS))
    };
    !has_any(&own, OTHERS) && !of_others()
}

fn people(contact: &Contact) -> impl Iterator<Item = &Person> {
    let officer = match &contact.officer {
        Officer::Person(person) => Some(&**person),
        Officer::None(_) => None,
    };
    officer.into_iter().chain(&contact.team)
}

fn emails(contact: &Contact) -> impl Iterator<Item = &Spanned<String>> {
    let controller = contact.controller.iter().filter_map(|reach| reach.email.as_ref());
    people(contact).filter_map(|person| person.email.as_ref()).chain(controller)
}

fn phones(contact: &Contact) -> impl Iterator<Item = &Spanned<String>> {
    let controller = contact.controller.iter().filter_map(|reach| reach.phone.as_ref());
    people(contact).filter_map(|person| person.phone.as_ref()).chain(controller)
}

/// The mailboxes that a text names, and where.
pub fn mailboxes(text: &str) -> Vec<(usize, &str)> {
    if !text.contains('@') {
        return Vec::new();
    }
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '@' | '.' | '-' | '_' | '+');
    let runs = text.split(|c| !joins(c)).map(|run| run.trim_matches('.'));
    let found =
        runs.filter(|run| run.split_once('@').is_some_and(|(local, host)| !local.is_empty() && host.contains('.')));
    found.filter_map(|run| text.find(run).map(|at| (at, run))).collect()
}

/// What is written like a telephone number: seven digits at least behind a plus or a zero, and no date.
fn numbers(text: &str) -> Vec<&str> {
    // Every passage is asked, and hardly any has such a place.
    let bytes = text.as_bytes();
    if !memchr2_iter(b'+', b'0', bytes).any(|at| at == 0 || !bytes[at - 1].is_ascii_digit()) {
        return Vec::new();
    }
    let joins = |c: char| c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '/' | '-' | ' ' | '–');
    let runs = text.split(|c| !joins(c)).map(|run| run.trim_matches(|c: char| !c.is_ascii_digit() && c != '+'));
    runs.filter(|run| run.starts_with(['+', '0']) && digits(run).len() >= 7).collect()
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// Whether two numbers are one, with or without the code of the country.
fn is_same_number(one: &str, other: &str) -> bool {
    // "+49 (0)351": the zero is not dialed from abroad.
    let national = |number: &str| digits(&number.replace("(0)", "")).trim_start_matches('0').to_owned();
    let (one, other) = (national(one), national(other));
    one.ends_with(&other) || other.ends_with(&one)
}

/// The name behind "Datenschutzbeauftragter:" or "data protection officer:".
fn name(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once(':')?;
    let is_label = label.split_whitespace().count() <= 4 && has_any(&label.to_lowercase(), OFFICER);
    let name = rest.split([',', ';', '(', '.', '@', '\n', '–']).next()?.trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_word = |word: &&str| word.starts_with(char::is_uppercase) && word.chars().skip(1).all(|c| !c.is_uppercase());
    let is_name =
        (2..=3).contains(&words.len()) && words.iter().all(is_word) && !name.contains(|c: char| c.is_ascii_digit());
    (is_label && is_name).then_some(name)
}

fn shares_word(one: &str, other: &str) -> bool {
    let words = |text: &str| text.to_lowercase().split_whitespace().map(ToOwned::to_owned).collect::<Vec<_>>();
    let known = words(one);
    words(other).iter().any(|word| word.len() > 2 && known.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_however_they_are_written() {
        assert!(is_same_number("+49 351 2019 31", "0351 / 201931"));
        assert!(is_same_number("+49 (0)351 201931", "+49 351 201931"));
        assert!(!is_same_number("+49 351 201931", "+49 351 201932"));
        assert_eq!(numbers("Telefon +49 351 2019-31, Stand 21.03.2024, 1.250,00 Euro"), ["+49 351 2019-31"]);
    }

    #[test]
    fn a_name_stands_behind_a_label_only() {
        assert_eq!(name("Datenschutzbeauftragte: Erika Muster, Musterweg 1"), Some("Erika Muster"));
        assert_eq!(name("Data protection officer: Max Muster (external)"), Some("Max Muster"));
        for text in
            ["Datenschutzbeauftragte: siehe unten", "Die Datenschutzbeauftragte: Aufgaben", "DPO: GDPR Office Ltd"]
        {
            assert_eq!(name(text), None, "{text}");
        }
    }
}
