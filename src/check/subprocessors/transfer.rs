//! Where a subprocessor processes, and on which basis outside of the EEA, Art. 44 to 49 GDPR.

use super::a_year_before;
use crate::check::finding::Findings;
use crate::check::law::is_member;
use crate::check::subject::Subject;
use crate::check::text::forms;
use crate::check::words::has_any;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::subprocessor::{Area, Location, Mechanism, Subprocessor, Transfer};
use crate::model::text::Country;
use crate::source::{Span, Spanned};

/// S06: the places of processing, by country.
pub fn places(subject: &Subject<'_>, findings: &mut Findings) {
    for entry in subject.register() {
        if entry.locations.is_empty() {
            let finding = Diagnostic::new(
                Code::S06,
                entry.name.span,
                format!("`{}` has no place of processing", entry.name.value),
            )
            .help("name every country under `locations`, those with access for support included");
            findings.push(finding, &[&entry.id]);
        }
        for location in &entry.locations {
            if let Area::Region(region) = &location.area.value {
                let message = format!(
                    "`{region}` is a region: it does not say in which countries `{}` processes",
                    entry.name.value
                );
                let finding = Diagnostic::new(Code::S06, location.area.span, message)
                    .help("name the countries, such as [DE, IE]");
                findings.push(finding, &[&entry.id]);
            }
        }
    }
}

/// S07: the country of the company that controls a subprocessor: not named, or outside of the EEA without a word on the
/// basis on which data may get there.
pub fn parents(subject: &Subject<'_>, findings: &mut Findings) {
    for entry in subject.register() {
        let (Some(parent), name) = (&entry.parent, &entry.name.value) else { continue };
        let finding = match &parent.country {
            None => {
                let message = format!("the country of `{}`, which controls `{name}`, is not named", parent.name.value);
                Diagnostic::new(Code::S07, parent.name.span, message)
                    .help("add `country` to `parent`: outside of the EEA its authorities may reach for the data")
            }
            // A place outside of the EEA is asked for its basis itself.
            Some(country)
                if entry.transfer.is_none()
                    && !is_member(country.value, subject.day)
                    && outside(entry, subject).is_empty()
                    && (country.value.as_str() == "US"
                        || subject.context.law.adequacy(country.value, subject.day).is_none()) =>
            {
                let message = format!(
                    "`{}` in {}, outside of the EEA, controls `{name}`, and no basis of transfer is named",
                    parent.name.value, country.value
                );
                Diagnostic::new(Code::S07, country.span, message).help(
                    "add `transfer: {mechanism: …}` if it can reach the data; else waive this and say why it cannot",
                )
            }
            Some(_) => continue,
        };
        findings.push(finding, &[&entry.id]);
    }
}

/// A place outside of the EEA, and whether people there only support.
struct Outside {
    country: Country,
    at: Span,
    support: bool,
    seat: bool,
}

/// Words by which a place is one of access only.
const SUPPORT: &[&str] =
    &["support", "wartung", "zugriff", "maintenance", "access", "bereitschaft", "on-call", "hotline", "helpdesk"];

fn outside(entry: &Subprocessor, subject: &Subject<'_>) -> Vec<Outside> {
    let third = |country: &Spanned<Country>| !is_member(country.value, subject.day);
    let seat = entry.address.as_ref().and_then(|address| address.country.as_ref()).filter(|country| third(country));
    let mut places: Vec<Outside> =
        entry.locations.iter().filter_map(|location| of_location(location, subject)).collect();
    if let Some(seat) = seat
        && places.iter().all(|place| place.country != seat.value)
    {
        places.push(Outside { country: seat.value, at: seat.span, support: false, seat: true });
    }
    places
}

fn of_location(location: &Location, subject: &Subject<'_>) -> Option<Outside> {
    let Area::Country(country) = location.area.value else { return None };
    let says_support = |text: &str| has_any(&text.to_lowercase(), SUPPORT);
    let support =
        location.purpose.as_ref().is_some_and(|purpose| forms(purpose).any(|(_, text)| says_support(&text.value)));
    (!is_member(country, subject.day)).then_some(Outside { country, at: location.area.span, support, seat: false })
}

/// S08 to S11: every place outside of the EEA has a basis of transfer that holds on the day.
pub fn bases(subject: &Subject<'_>, findings: &mut Findings) {
    for entry in subject.register() {
        let places = outside(entry, subject);
        match &entry.transfer {
            None => {
                for place in &places {
                    findings.push(no_basis(entry, place), &[&entry.id]);
                }
            }
            Some(transfer) => {
                for place in &places {
                    if let Some(finding) = does_not_hold(entry, transfer, place, subject) {
                        findings.push(finding, &[&entry.id]);
                        break;
                    }
                }
                framework(entry, transfer, subject, findings);
                module(entry, transfer, findings);
            }
        }
    }
}

fn no_basis(entry: &Subprocessor, place: &Outside) -> Diagnostic {
    let (name, country) = (&entry.name.value, place.country);
    let (code, message) = if place.support {
        (Code::S11, format!("support from {country} by `{name}` is a transfer, and has no basis"))
    } else if place.seat {
        (Code::S08, format!("`{name}` has its seat in {country}, outside of the EEA, and no basis of transfer"))
    } else {
        (Code::S08, format!("`{name}` processes in {country}, outside of the EEA, without a basis of transfer"))
    };
    Diagnostic::new(code, place.at, message)
        .help("add `transfer: {mechanism: …}`: adequacy, dpf, scc, bcr or derogation")
}

fn does_not_hold(
    entry: &Subprocessor,
    transfer: &Transfer,
    place: &Outside,
    subject: &Subject<'_>,
) -> Option<Diagnostic> {
    let (law, day, country) = (subject.context.law, subject.day, place.country);
    let decision = law.adequacy(country, day);
    let is_us = country.as_str() == "US";
    let message = match transfer.mechanism.value {
        Mechanism::Scc | Mechanism::Bcr | Mechanism::Derogation => return None,
        // Where a country has a decision for everybody, the other mechanism is for another place.
        Mechanism::Adequacy | Mechanism::Dpf if decision.is_some() && !is_us => return None,
        Mechanism::Dpf if is_us && decision.is_some() => return None,
        Mechanism::Adequacy if is_us && decision.is_some() => {
            "for the USA only organisations certified under the EU-US DPF are covered: `adequacy` does not say so"
                .to_owned()
        }
        Mechanism::Dpf if is_us => format!("the EU-US DPF does not hold on {day}"),
        Mechanism::Dpf => format!("the EU-US DPF does not cover {country}"),
        Mechanism::Adequacy => format!("there is no adequacy decision for {country} that holds on {day}"),
    };
    let help = match &transfer.fallback {
        Some(_) => "make the fallback the mechanism, if it is in place",
        None if is_us => {
            "write `mechanism: dpf` where the company is certified, else name the clauses: `mechanism: scc`"
        }
        None => "name the basis that holds, such as standard contractual clauses: `mechanism: scc`",
    };
    Some(
        Diagnostic::new(Code::S08, transfer.mechanism.span, format!("`{}`: {message}", entry.name.value))
            .related(place.at, "this place is outside of the EEA")
            .help(help),
    )
}

/// S09: a certification under the DPF is looked up every year, and something holds if it falls.
fn framework(entry: &Subprocessor, transfer: &Transfer, subject: &Subject<'_>, findings: &mut Findings) {
    if transfer.mechanism.value != Mechanism::Dpf {
        return;
    }
    let name = &entry.name.value;
    let at = transfer.mechanism.span;
    match &transfer.checked {
        None => {
            let finding = Diagnostic::new(
                Code::S09,
                at,
                format!("when `{name}` was last found in the list of the DPF is not on record"),
            )
            .help("look it up at www.dataprivacyframework.gov and write the day under `checked`");
            findings.push(finding, &[&entry.id]);
        }
        Some(checked) if checked.value < a_year_before(subject.context.today) => {
            let message =
                format!("`{name}` was last found in the list of the DPF on {}, more than 12 months ago", checked.value);
            let finding = Diagnostic::new(Code::S09, checked.span, message)
                .help("look it up again: a certification ends after a year");
            findings.push(finding, &[&entry.id]);
        }
        Some(_) => {}
    }
    if transfer.fallback.is_none() {
        let finding =
            Diagnostic::new(Code::S09, at, format!("nothing is said of what holds for `{name}` if the DPF falls"))
                .help("agree on standard contractual clauses, and write `fallback: scc`");
        findings.push(finding, &[&entry.id]);
    }
}

/// S10: between a processor and its subprocessor the clauses are those of module 3.
fn module(entry: &Subprocessor, transfer: &Transfer, findings: &mut Findings) {
    let name = &entry.name.value;
    match &transfer.module {
        Some(module) if module.value != 3 => {
            let message = format!("module {} of the standard contractual clauses does not fit `{name}`", module.value);
            let finding =
                Diagnostic::new(Code::S10, module.span, message).help("from processor to processor it is module 3");
            findings.push(finding, &[&entry.id]);
        }
        None if transfer.mechanism.value == Mechanism::Scc => {
            let message = format!("which module of the standard contractual clauses holds for `{name}` is not said");
            let finding = Diagnostic::new(Code::S10, transfer.mechanism.span, message)
                .help("from processor to processor it is module 3: write `module: 3`");
            findings.push(finding, &[&entry.id]);
        }
        _ => {}
    }
}
