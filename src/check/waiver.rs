//! Rules that the user has waived, with a reason and perhaps an end.
//!
//! Owns what a waiver reaches: the findings of its document, and those of the site as a whole. Invariant: a waiver that
//! has expired or waives nothing is a finding itself (F18, F19), which no waiver reaches.

use super::finding::Finding;
use super::subject::Context;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::document::Waiver;

/// Marks what is waived in `findings`, and tells which waivers have expired or waive nothing.
pub fn apply(context: &Context<'_>, findings: &mut [Finding]) -> Report {
    let mut report = Report::new();
    for document in &context.content.documents {
        for waiver in &document.settings.waive {
            let rule = Code::ALL.iter().copied().find(|code| code.name() == waiver.rule.value);
            let Some(rule) = rule.filter(|code| can_be_waived(*code)) else {
                report.push(no_rule(waiver, rule));
                continue;
            };
            if let Some(until) = waiver.until.as_ref().filter(|until| until.value < context.today) {
                let finding =
                    Diagnostic::new(Code::F18, until.span, format!("the waiver of {rule} ended on {}", until.value))
                        .related(waiver.rule.span, "this rule counts again")
                        .help("mend what the rule finds and take the waiver away, or give it a later end and say why");
                report.push(finding);
                continue;
            }
            let reaches = |finding: &Finding| {
                let near = finding.document.as_ref().is_none_or(|id| *id == document.id);
                let meant = waiver.narrowed_to.is_empty()
                    || waiver.narrowed_to.iter().any(|about| finding.about.contains(&about.value));
                finding.diagnostic.code == rule && near && meant
            };
            let mut any = false;
            for finding in findings.iter_mut().filter(|finding| reaches(finding)) {
                finding.diagnostic.waived = true;
                any = true;
            }
            if !any {
                let finding = Diagnostic::new(
                    Code::F19,
                    waiver.rule.span,
                    format!("{rule} finds nothing here: the waiver is not needed"),
                )
                .help("take it away, so that the rule tells when it is not met again");
                report.push(finding);
            }
        }
    }
    report
}

/// Whether a finding can be accepted with a reason. What makes the site unreadable or contradictory cannot.
#[must_use]
pub fn can_be_waived(code: Code) -> bool {
    let name = code.name();
    !name.starts_with('F')
        && !matches!(
            code,
            Code::S20 | Code::S23 | Code::S24 | Code::V03 | Code::V04 | Code::V05 | Code::V10 | Code::V12
        )
}

fn no_rule(waiver: &Waiver, rule: Option<Code>) -> Diagnostic {
    match rule {
        Some(rule) => Diagnostic::new(Code::F19, waiver.rule.span, format!("{rule} cannot be waived"))
            .help("mend what it finds: the site cannot be built in spite of it"),
        None => Diagnostic::new(Code::F19, waiver.rule.span, format!("there is no rule `{}`", waiver.rule.value))
            .help("`aushang explain` lists the rules"),
    }
}
