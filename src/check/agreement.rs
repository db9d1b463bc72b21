//! Rules about the agreement, Art. 28 GDPR and Implementing Decision (EU) 2021/915.
//!
//! Owns which code stands for which duty of `covers`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::finding::Findings;
use super::law::{has_legal_form, is_member};
use super::subject::Subject;
use super::text::Written;
use super::words::{Phrases, has_any, sentence, whole};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::passages::PassageKind;
use crate::model::document::{Facts, Kind, PREAMBLE};
use crate::model::prose::{NamedList, Prose};
use crate::model::subprocessor::{Area, Subprocessor};
use crate::source::{Span, Spanned};

/// The duties, in the order of their codes, and what each is about.
const DUTIES: &[(Code, &str, &str)] = &[
    (Code::A01, "art28-3-subject", "the subject matter of the processing"),
    (Code::A02, "art28-3-duration", "the duration of the processing"),
    (Code::A03, "art28-3-purpose", "nature and purpose of the processing"),
    (Code::A04, "art28-3-data", "the types of personal data"),
    (Code::A05, "art28-3-subjects", "the categories of data subjects"),
    (Code::A06, "art9", "special categories of data: that they are excluded, or the safeguards"),
    (Code::A07, "art28-3-a", "processing on documented instructions only, transfers included"),
    (Code::A08, "art28-3-b", "confidentiality of the persons involved"),
    (Code::A09, "art28-3-c", "the measures of security"),
    (Code::A10, "art28-2", "the authorisation of further processors, specific or general"),
    (Code::A11, "art28-2-notice", "the notice of a change of further processors"),
    (Code::A12, "art28-4", "the same duties for further processors, and liability for them"),
    (Code::A13, "art28-3-e", "help with requests of data subjects"),
    (Code::A14, "art28-3-f", "help with the duties of Art. 32 to 36 GDPR"),
    (Code::A15, "art33-2", "notice of a breach without undue delay"),
    (Code::A16, "art28-3-g", "deletion or return of the data, at the controller's choice"),
    (Code::A17, "art28-3-h", "information and audits"),
    (Code::A18, "art28-3-unlawful", "the warning about unlawful instructions"),
    (Code::A19, "art28-9", "the written form, electronic form included"),
    (Code::A20, "art44", "transfers to third countries"),
    (Code::A23, "parties", "the parties, with address and contact"),
];

/// A01 to A23: a duty without a clause.
pub fn covers(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.settings.kind != Kind::Agreement {
        return;
    }
    let place = subject.line_of(subject.settings.file, "covers:");
    for &(code, key, what) in DUTIES {
        let covered = subject.settings.covers.get(key);
        if let Some(covered) = covered.filter(|covered| !covered.clauses.is_empty()) {
            for number in covered.clauses.iter().filter(|number| !has_clause(subject, number)) {
                findings.push(no_clause(code, number, what, subject), &[key, number]);
            }
            continue;
        }
        let at = covered.map_or(place, |covered| covered.key);
        let finding = Diagnostic::new(code, at, format!("`covers` names no clause about {what}"))
            .help(format!("add `{key}: \"…\"` with the number of the clause, or write one that says it"));
        findings.push(finding, &[key]);
    }
}

/// Whether the binding text has the clause; one that is not there or could not be read is not asked.
fn has_clause(subject: &Subject<'_>, number: &str) -> bool {
    let Some(prose) = subject.edition.prose.get(subject.binding()) else { return true };
    number == PREAMBLE || prose.clause(number).is_some() || prose.anchor(number).is_some()
}

fn no_clause(code: Code, number: &Spanned<String>, what: &str, subject: &Subject<'_>) -> Diagnostic {
    let message = format!("`covers` names clause {} about {what}, which the text does not have", number.value);
    let finding = Diagnostic::new(code, number.span, message);
    let prose = subject.edition.prose.get(subject.binding());
    let mut known =
        prose.iter().flat_map(|prose| prose.sections.iter()).filter_map(|section| section.number.as_deref());
    // Another number is another clause: only its dots and spaces may be a slip.
    let digits = |number: &str| number.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    match known.find(|known| digits(known) == digits(number)) {
        Some(meant) => finding.help(format!("did you mean `{meant}`?")),
        None => finding.help("name the clause that says it, or `preamble` for the text before the first one"),
    }
}

/// A09: the measures that a version was agreed with are pinned, where the agreement has such an annex.
pub fn measures(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(version) = subject.version.filter(|_| subject.settings.kind == Kind::Agreement) else { return };
    let documents = &subject.context.content.documents;
    let of_measures = |id: &str| documents.iter().any(|of| of.id == id && of.settings.kind == Kind::Measures);
    for annex in subject.settings.annexes.iter().filter(|annex| of_measures(annex)) {
        if !version.annexes.contains_key(&annex.value) {
            let message =
                format!("version {} does not say which version of `{}` belongs to it", version.label, annex.value);
            let finding = Diagnostic::new(Code::A09, version.span, message)
                .related(annex.span, "the annex is named here")
                .help(format!("add `annexes: {{{}: \"…\"}}` to version.yaml", annex.value));
            findings.push(finding, &["art28-3-c", annex]);
        }
    }
}

/// The words of the clause `number` of a text, with all that belongs to it; `None` where there is no such clause.
fn clause(text: &Written, prose: &Prose, number: &str) -> Option<String> {
    let at = prose.sections.iter().position(|section| section.number.as_deref() == Some(number))?;
    let below = format!("{number}.");
    let rest = &prose.sections[at + 1..];
    let next = rest.iter().find(|s| s.number.as_ref().is_none_or(|of| !of.starts_with(&below)));
    let (start, end) = (prose.sections[at].span.start as usize, next.map_or(usize::MAX, |s| s.span.start as usize));
    let words = text.passages.iter().filter(|passage| {
        let origin = passage.origin(0..passage.text.len());
        origin.end > start && origin.start < end
    });
    Some(words.map(|passage| passage.text.as_str()).collect::<Vec<_>>().join("\n"))
}

/// Units of time, lower case.
const UNITS: &[&str] = &[
    "tag",
    "tage",
    "tagen",
    "kalendertage",
    "kalendertagen",
    "werktage",
    "werktagen",
    "arbeitstage",
    "arbeitstagen",
    "woche",
    "wochen",
    "monat",
    "monate",
    "monaten",
    "monats",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "month’s",
    "days’",
];

/// A11: the clause about notice names a period as number and unit, or calls it by name.
pub fn notice(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(covered) = subject.settings.covers.get("art28-2-notice") else { return };
    let binding = subject.binding();
    let prose = subject.edition.prose.get(binding);
    let text = subject.written().iter().find(|text| prose.is_some_and(|prose| text.prose == Some(prose.file)));
    let (Some(prose), Some(text)) = (prose, text.filter(|text| text.is_understood())) else { return };
    let clauses: Vec<String> = covered.clauses.iter().filter_map(|number| clause(text, prose, number)).collect();
    let says_period = |words: &String| {
        let lower = words.to_lowercase();
        lower.contains("{{ notice.period }}")
            || lower.contains("notice.period")
            || UNITS.iter().any(|unit| whole(&lower, unit).next().is_some())
    };
    if let (false, Some(number)) = (clauses.is_empty() || clauses.iter().any(says_period), covered.clauses.first()) {
        let at = prose.clause(number).map_or(number.span, |section| section.span);
        let finding =
            Diagnostic::new(Code::A11, at, format!("clause {} names no period in days, weeks or months", number.value))
                .related(number.span, "named here as the clause about notice")
                .help("say how long customers can object and what starts the period, such as `{{ notice.period }}`");
        findings.push(finding, &["art28-2-notice", number]);
    }
}

/// A19: "Schriftform" here and "Textform" there, with nothing that says how they relate. German law only.
pub fn form(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.settings.kind != Kind::Agreement || subject.binding().primary() != "de" {
        return;
    }
    let sources = subject.context.sources;
    for text in
        subject.written().iter().filter(|text| text.prose.is_some() && text.lang.as_ref() == Some(subject.binding()))
    {
        let find = |word: &'static str| {
            text.passages.iter().find_map(|passage| {
                let range = whole(&passage.text, word).next()?;
                Some((passage, sentence(&passage.text, &range), range))
            })
        };
        let (Some((strict, strict_words, at)), Some((loose, loose_words, other))) =
            (find("Schriftform"), find("Textform"))
        else {
            continue;
        };
        let relates = |words: &str| {
            let lower = words.to_lowercase();
            lower.contains("schriftform") && lower.contains("textform")
                || has_any(&lower, &["elektronisch", "126", "kündigung"])
        };
        if relates(strict_words) || relates(loose_words) {
            continue;
        }
        let other = text.span(sources, loose, other);
        let finding = Diagnostic::new(
            Code::A19,
            text.span(sources, strict, at),
            "the agreement asks for `Schriftform` here and for `Textform` elsewhere",
        )
        .related(other, "`Textform` here")
        .help("say which is meant: Art. 28(9) GDPR is met by an electronic form");
        findings.push(finding, &["art28-9"]);
    }
}

/// The register that belongs to the agreement: that of the version it pins, else the draft's.
fn register<'a>(subject: &Subject<'a>) -> Option<(&'a str, &'a [Subprocessor])> {
    let documents = &subject.context.content.documents;
    let document = documents.iter().find(|of| {
        of.settings.kind == Kind::Subprocessors && subject.settings.annexes.iter().any(|annex| annex.value == of.id)
    })?;
    let pinned = subject.version.and_then(|version| version.annexes.get(&document.id));
    let edition = match pinned {
        Some(label) => &document.versions.iter().find(|version| version.label == label.value)?.edition,
        None => &document.working,
    };
    match &edition.facts {
        Facts::Register(register) => Some((&document.id, register)),
        _ => None,
    }
}

/// Sentences that promise that data stay in the EEA.
const STAYS: &[&str] = &[
    "ausschließlich in der europäischen union",
    "ausschließlich innerhalb der europäischen union",
    "ausschließlich in der eu",
    "ausschließlich innerhalb der eu",
    "ausschließlich im europäischen wirtschaftsraum",
    "ausschließlich im ewr",
    "ausschließlich in deutschland",
    "ausschließlich innerhalb des europäischen wirtschaftsraums",
    "ausschließlich innerhalb deutschlands",
    "keine übermittlung in drittländer",
    "keine daten in drittländer",
    "keine übermittlung in ein drittland",
    "exclusively within the european union",
    "exclusively in the european union",
    "exclusively within the eu",
    "exclusively within the eea",
    "exclusively within the european economic area",
    "no transfer to third countries",
    "no transfers to third countries",
];

static PROMISES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(STAYS.iter().copied()));

/// A20: the agreement promises that data stay in the EEA, and its register names a place outside. A clause that says
/// under which conditions a transfer is allowed promises nothing of the kind.
pub fn third_countries(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.settings.kind != Kind::Agreement {
        return;
    }
    let Some((_, register)) = register(subject) else { return };
    let away = register.iter().find_map(|entry| {
        let outside = |area: &Area| matches!(area, Area::Country(country) if !is_member(*country, subject.day));
        entry.locations.iter().find(|location| outside(&location.area.value)).map(|location| (entry, location))
    });
    let Some((entry, location)) = away else { return };
    for text in subject.written().iter().filter(|text| text.prose.is_some()) {
        for (index, passage) in text.passages.iter().enumerate() {
            let lower = passage.text.to_lowercase();
            let Some(found) = PROMISES.first_in(&lower) else { continue };
            let around = text.passages[index..].iter().take(2).map(|p| p.text.to_lowercase()).collect::<String>();
            let conditions = [
                "art. 44",
                "zustimmung",
                "voraussetzung",
                "es sei denn",
                "sofern",
                "soweit",
                "unless",
                "consent",
                "conditions",
                "condition",
                "anlage",
                "annex",
            ];
            if has_any(&around, &conditions) || lower.len() != passage.text.len() {
                continue;
            }
            let finding = Diagnostic::new(
                Code::A20,
                text.span(subject.context.sources, passage, found),
                "the agreement says that data stay in the EEA, its register does not",
            )
            .related(location.area.span, format!("`{}` processes here", entry.name.value))
            .help("say under which conditions a transfer is allowed, or engage nobody outside");
            findings.push(finding, &["art44"]);
        }
    }
}

/// S19: a company that the text names as subprocessor and the register does not have, and the other way round. Decided
/// where the text has a table of them, and for companies that some version of the register knows.
pub fn named(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.settings.kind != Kind::Agreement {
        return;
    }
    let Some((id, register)) = register(subject) else { return };
    for (lang, prose) in &subject.edition.prose {
        let Some(text) = subject.written().iter().find(|text| text.prose == Some(prose.file)) else { continue };
        let has_list = prose.lists.iter().any(|list| list.list == NamedList::Subprocessors);
        let rows = rows(text);
        let known = |name: &str| {
            register.iter().find(|entry| {
                name.contains(entry.name.value.as_str())
                    || entry.former_names.iter().any(|former| name.contains(former.value.as_str()))
            })
        };
        for &(passage, ref name) in &rows {
            if known(name).is_none() {
                let at =
                    text.span(subject.context.sources, &text.passages[passage], 0..text.passages[passage].text.len());
                let finding = Diagnostic::new(
                    Code::S19,
                    at,
                    format!("`{name}` is named here and not in the register `{id}`"),
                )
                .help("add it to the register, or leave it out here; `{{ subprocessors }}` shows the register itself");
                findings.push(finding, &[name, lang.as_str()]);
            }
        }
        if !rows.is_empty() && !has_list {
            for entry in register
                .iter()
                .filter(|entry| !text.passages.iter().any(|p| p.text.contains(entry.name.value.as_str())))
            {
                let first = &text.passages[rows[0].0];
                let at: Span = text.span(subject.context.sources, first, 0..first.text.len());
                let finding = Diagnostic::new(
                    Code::S19,
                    entry.name.span,
                    format!("`{}` is in the register and not in the agreement's list", entry.name.value),
                )
                .related(at, "the list begins here")
                .help("let the agreement show the register itself with `{{ subprocessors }}`");
                findings.push(finding, &[&entry.id, lang.as_str()]);
            }
        }
    }
}

/// The names in the first column of tables below a heading about subprocessors, by passage. Only what has a legal form is
/// a name.
fn rows(text: &Written) -> Vec<(usize, String)> {
    let mut below = false;
    let mut rows: BTreeSet<(usize, String)> = BTreeSet::new();
    for (at, passage) in text.passages.iter().enumerate() {
        match passage.kind {
            PassageKind::Heading(_) => {
                below = has_any(
                    &passage.text.to_lowercase(),
                    &["unterauftrag", "subprocessor", "sub-processor", "subunternehm"],
                );
            }
            PassageKind::Cell { row: 1.., column: 0 }
                if below && has_legal_form(&passage.text) && passage.text.len() < 120 =>
            {
                let name = passage.text.split([',', '(', '\n']).next().unwrap_or_default().trim().to_owned();
                let whole_name = if has_legal_form(&name) { name } else { passage.text.trim().to_owned() };
                rows.insert((at, whole_name));
            }
            _ => {}
        }
    }
    rows.into_iter().collect()
}
