//! A register in time: ids that stay, notice that is given, reviews that are repeated.

use super::a_year_before;
use crate::check::finding::Findings;
use crate::check::law::{core_of, has_legal_form};
use crate::check::subject::Subject;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::document::{Facts, Kind, Notice, Unit};
use crate::model::subprocessor::Subprocessor;
use crate::model::version::{ChangeClass, Version};
use crate::resolve::deadline::{earliest_effect, last_day_to_object};
use crate::resolve::diff::{ChangeKind, EntryChange};
use crate::resolve::state::changes_by_version;

/// S14: an id that stood for another company before. One that was renamed says so in `former_names`.
pub fn ids(subject: &Subject<'_>, findings: &mut Findings) {
    let earlier = || subject.document.versions[..subject.index].iter().rev();
    for entry in subject.register() {
        let before = earlier().find_map(|version| match &version.edition.facts {
            Facts::Register(register) => {
                register.iter().find(|other| other.id.value == entry.id.value).map(|e| (version, e))
            }
            _ => None,
        });
        let Some((version, before)) = before else { continue };
        if is_same(entry, before) {
            continue;
        }
        let message = format!("`{}` was {} before, now it is {}", entry.id.value, before.name.value, entry.name.value);
        let finding = Diagnostic::new(Code::S14, entry.name.span, message)
            .related(before.name.span, format!("in version {}", version.label))
            .help(format!(
                "if the company was renamed, add `former_names: [{}]`; another company gets an id of its own",
                before.name.value
            ));
        findings.push(finding, &[&entry.id]);
    }
}

fn is_same(now: &Subprocessor, before: &Subprocessor) -> bool {
    let names = |name: &str, of: &Subprocessor| of.former_names.iter().any(|former| core_of(former) == core_of(name));
    let plain = |name: &str| name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    // A name that was completed by its legal form is the same name.
    let completed =
        core_of(&now.name) == core_of(&before.name) && (!has_legal_form(&now.name) || !has_legal_form(&before.name));
    completed || plain(&now.name) == plain(&before.name) || names(&before.name, now) || names(&now.name, before)
}

/// S12: a change takes effect for existing customers before the last day to object is over. The first version of a
/// register announces nothing, and who goes or is called otherwise needs no notice.
pub fn notice_period(subject: &Subject<'_>, findings: &mut Findings) {
    let (Some(version), Some(notice)) = (subject.version, &subject.settings.notice) else { return };
    if subject.settings.kind != Kind::Subprocessors || subject.before().is_none() {
        return;
    }
    let changes = changes_by_version(subject.document);
    if !changes[subject.index].iter().any(needs_notice) {
        return;
    }
    let holidays = subject.context.content.config.holidays.iter().map(|day| day.value).collect();
    let (announced, period) = (version.announced.value, notice.period.value);
    let days = last_day_to_object(announced, period, &holidays).zip(earliest_effect(announced, period, &holidays));
    let Some((last, earliest)) = days.filter(|(_, earliest)| version.effective.value < *earliest) else { return };
    findings.push(too_early(version, notice, last, earliest), &[]);
}

/// Whether customers have to be told in advance, Art. 28(2) GDPR and what agreements add to it.
fn needs_notice(change: &EntryChange) -> bool {
    let seat = |of: &Option<std::sync::Arc<Subprocessor>>| {
        of.as_ref().and_then(|entry| entry.address.as_ref()?.country.as_ref().map(|country| country.value))
    };
    change.kinds.iter().any(|kind| match kind {
        ChangeKind::Added
        | ChangeKind::Replaced
        | ChangeKind::Location
        | ChangeKind::Transfer
        | ChangeKind::Service
        | ChangeKind::Data
        | ChangeKind::Scope => true,
        ChangeKind::Moved => seat(&change.before) != seat(&change.after),
        ChangeKind::Removed | ChangeKind::Renamed | ChangeKind::Contact | ChangeKind::Editorial => false,
    })
}

fn too_early(version: &Version, notice: &Notice, last: jiff::civil::Date, earliest: jiff::civil::Date) -> Diagnostic {
    let period = notice.period.value;
    let unit = match (period.unit, period.count) {
        (Unit::Days, 1) => "day",
        (Unit::Days, _) => "days",
        (Unit::Weeks, 1) => "week",
        (Unit::Weeks, _) => "weeks",
        (Unit::Months, 1) => "month",
        (Unit::Months, _) => "months",
        (Unit::BusinessDays, 1) => "business day",
        (Unit::BusinessDays, _) => "business days",
    };
    let message = format!(
        "version {} takes effect on {}, before the notice period is over: the earliest day is {earliest}",
        version.label, version.effective.value
    );
    let finding = Diagnostic::new(Code::S12, version.effective.span, message)
        .label(format!("customers can object until {last}"))
        .related(notice.period.span, format!("the notice period of {} {unit} stands here", period.count))
        .related(version.announced.span, format!("announced on {}", version.announced.value));
    let emergency = version.change.as_ref().is_some_and(|change| change.value == ChangeClass::Emergency);
    match (emergency, &version.justification) {
        (true, Some(_)) => {
            finding.at_level(Level::Warning).help("the page shows customers that this is an emergency, and the justification")
        }
        (true, None) => finding.help("say under `justification` why the change cannot wait"),
        (false, _) => finding.help(format!(
            "write `effective: {earliest}` or a later day; `effective_for_new` may be earlier. A change that cannot wait is \
             `change: emergency` with a `justification`"
        )),
    }
}

/// S22: guarantees that were reviewed more than a year ago. Of an entry without `reviewed` this is told only in a
/// register that keeps such a record.
pub fn reviews(subject: &Subject<'_>, findings: &mut Findings) {
    let limit = a_year_before(subject.context.today);
    let keeps_record = subject.register().iter().any(|entry| entry.reviewed.is_some());
    for entry in subject.register() {
        let name = &entry.name.value;
        let is_new = entry.since.as_ref().is_some_and(|since| since.value >= limit);
        let finding = match &entry.reviewed {
            Some(reviewed) if reviewed.value < limit => Diagnostic::new(
                Code::S22,
                reviewed.span,
                format!("`{name}` was last reviewed on {}, more than 12 months ago", reviewed.value),
            ),
            None if keeps_record && !is_new => {
                Diagnostic::new(Code::S22, entry.name.span, format!("when `{name}` was last reviewed is not on record"))
            }
            _ => continue,
        };
        findings.push(
            finding.help("review its guarantees (Art. 28(1) GDPR) and write the day under `reviewed`"),
            &[&entry.id],
        );
    }
}
