//! Versions on a day: what each is, when it applies, what follows it.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Dated, Status};
use crate::diagnostic::cause::Missed;
use crate::diagnostic::format::not_one_of;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::document::{Document, Kind, Settings, Withdrawal};
use crate::model::text::Lang;
use crate::model::version::{Version, compare_labels};

/// The versions of a document that are public on `today`, and the one in force among them.
#[must_use]
pub fn timeline(document: &Document, today: Date) -> (Vec<Dated>, Option<usize>) {
    let public: Vec<usize> = document
        .versions
        .iter()
        .enumerate()
        .filter(|(_, v)| v.announced.value <= today)
        .map(|(index, _)| index)
        .collect();
    let withdrawals: Vec<Option<&Withdrawal>> =
        public.iter().map(|&index| withdrawal_of(&document.settings, &document.versions[index].label, today)).collect();
    let terms: Vec<Term> = public
        .iter()
        .zip(&withdrawals)
        .map(|(&index, withdrawal)| Term {
            from: document.versions[index].effective.value,
            until: withdrawal.map(|w| w.date.value),
        })
        .collect();
    let ranges = ranges(&terms);
    let in_force = ranges
        .iter()
        .position(|of| of.last().is_some_and(|&(from, until)| from <= today && until.is_none_or(|end| today < end)));
    let dated = (0..public.len())
        .map(|at| {
            let end = ranges[at].last().and_then(|&(_, until)| until);
            let status = match (withdrawals[at], in_force) {
                (Some(_), _) => Status::Withdrawn,
                _ if terms[at].from > today => Status::Announced,
                (None, Some(current)) if current == at => Status::InForce,
                _ => Status::Superseded,
            };
            Dated {
                index: public[at],
                status,
                ranges: ranges[at].clone(),
                successor: end.and_then(|day| ranges.iter().position(|of| of.iter().any(|&(from, _)| from == day))),
                withdrawal: withdrawals[at].cloned().map(Arc::new),
            }
        })
        .collect();
    (dated, in_force)
}

/// The withdrawal of a version that is on record on `today`.
fn withdrawal_of<'a>(settings: &'a Settings, label: &str, today: Date) -> Option<&'a Withdrawal> {
    settings.withdrawn.iter().find(|w| w.version.value == label && w.date.value <= today)
}

/// From when a version would apply, and from when it may not any more.
struct Term {
    from: Date,
    until: Option<Date>,
}

/// Of the terms that hold on a day, the one with the latest beginning applies; of several, the last announced.
fn ranges(terms: &[Term]) -> Vec<Vec<(Date, Option<Date>)>> {
    let mut boundaries: Vec<Date> = terms.iter().flat_map(|t| [Some(t.from), t.until]).flatten().collect();
    boundaries.sort_unstable();
    boundaries.dedup();
    let mut ranges: Vec<Vec<(Date, Option<Date>)>> = vec![Vec::new(); terms.len()];
    let mut current: Option<usize> = None;
    for day in boundaries {
        let next = (0..terms.len())
            .filter(|&at| terms[at].from <= day && terms[at].until.is_none_or(|until| day < until))
            .max_by_key(|&at| (terms[at].from, at));
        if next == current {
            continue;
        }
        if let Some(open) = current.and_then(|at| ranges[at].last_mut()) {
            open.1 = Some(day);
        }
        if let Some(at) = next {
            ranges[at].push((day, None));
        }
        current = next;
    }
    ranges
}

/// What is wrong with the dates, labels and notes of a document's versions, whatever the day.
#[must_use]
pub fn check(document: &Document, binding: &Lang) -> Report {
    let mut report = Report::new();
    for version in &document.versions {
        if version.announced.value > version.effective.value {
            report.push(announced_late(version));
        }
        if version.note.exactly(binding).is_none() {
            report.push(no_note(version, binding));
        }
    }
    for (i, version) in document.versions.iter().enumerate() {
        let Some(before) = document.versions[..i].last() else { continue };
        if compare_labels(&before.label, &version.label).is_ge() {
            report.push(label_backwards(before, version));
        }
        // Announcements of a register may overlap and take effect in another order: their differences are applied.
        if document.settings.kind != Kind::Subprocessors {
            let earlier = document.versions[..i].iter().filter(|v| !is_withdrawn(&document.settings, v));
            if let Some(later) =
                earlier.max_by_key(|v| v.effective.value).filter(|v| v.effective.value >= version.effective.value)
                && !is_withdrawn(&document.settings, version)
            {
                report.push(range_overlaps(later, version));
            }
        }
    }
    for withdrawal in &document.settings.withdrawn {
        if !document.versions.iter().any(|v| v.label == withdrawal.version.value) {
            let labels: Vec<&str> = document.versions.iter().map(|v| v.label.as_str()).collect();
            let label = &withdrawal.version.value;
            let finding = not_one_of(withdrawal.version.span, "released version", label, &labels);
            report.push(finding.misses(Missed::Version { document: document.id.clone(), label: label.clone() }));
        }
    }
    report
}

fn is_withdrawn(settings: &Settings, version: &Version) -> bool {
    settings.withdrawn.iter().any(|w| w.version.value == version.label)
}

fn announced_late(version: &Version) -> Diagnostic {
    let message =
        format!("version {} takes effect on {}, before it is announced", version.label, version.effective.value);
    Diagnostic::new(Code::V12, version.effective.span, message)
        .related(version.announced.span, format!("announced on {}", version.announced.value))
        .help("a version takes effect on the day of its announcement or later")
}

fn no_note(version: &Version, binding: &Lang) -> Diagnostic {
    Diagnostic::new(
        Code::V05,
        version.span,
        format!("version {} has no note in the binding language, `{binding}`", version.label),
    )
    .help(format!("say in one or two sentences under `note: {{{binding}: …}}` what changed and why"))
}

fn label_backwards(before: &Version, version: &Version) -> Diagnostic {
    let message =
        format!("label {} does not come after {}, which was announced before it", version.label, before.label);
    Diagnostic::new(Code::V03, version.span, message)
        .related(before.announced.span, format!("{} was announced on {}", before.label, before.announced.value))
        .help("check the dates of announcement, or give the later version the higher label")
}

fn range_overlaps(before: &Version, version: &Version) -> Diagnostic {
    let message = format!(
        "version {} takes effect on {}, not after version {} of {}: one of them would never apply",
        version.label, version.effective.value, before.label, before.effective.value
    );
    Diagnostic::new(Code::V03, version.effective.span, message)
        .related(before.effective.span, format!("{} takes effect here", before.label))
        .help("correct one of the dates, or record under `withdrawn` in document.yaml that the earlier version shall not apply")
}
