//! Rules about further processors, Art. 28(2) and (4) GDPR.

pub mod history;
pub mod identity;
pub mod service;
pub mod transfer;

use jiff::civil::Date;

use super::finding::Findings;
use super::subject::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::catalogue::Certification;

/// T14: certificates of subprocessors.
pub fn certificates(subject: &Subject<'_>, findings: &mut Findings) {
    for entry in subject.register() {
        for certificate in &entry.certifications {
            certified(certificate, &entry.name, subject.day, &mut |finding| findings.push(finding, &[&entry.id]));
        }
    }
}

/// T14: what is missing at a certificate, and whether it has ended.
pub fn certified(certificate: &Certification, owner: &str, day: Date, tell: &mut impl FnMut(Diagnostic)) {
    let name = &certificate.name;
    let finding = |message: String| Diagnostic::new(Code::T14, name.span, message);
    if certificate.scope.is_none() {
        let message = format!("the certificate `{}` of {owner} has no scope", name.value);
        tell(
            finding(message)
                .help("say under `scope` what it covers: a certificate of one site says nothing about another"),
        );
    }
    match &certificate.valid_until {
        None => {
            let message = format!("the certificate `{}` of {owner} has no end", name.value);
            tell(finding(message).help("write its last day under `valid_until`"));
        }
        Some(until) if until.value < day => {
            let message = format!("the certificate `{}` of {owner} ended on {}", name.value, until.value);
            tell(
                Diagnostic::new(Code::T14, until.span, message).help("name the one that followed it, or leave it out"),
            );
        }
        Some(_) => {}
    }
}

/// The day a year before `day`.
fn a_year_before(day: Date) -> Date {
    use jiff::ToSpan as _;
    day.saturating_sub(12.months())
}
