//! `document.yaml`.

use std::collections::BTreeMap;

use super::fields::{Fields, entries, one_or_more};
use super::forms::{DATE, EMAIL, ID, LABEL, LANGUAGE, LINE, PERIOD, PROSE, RULE, WEB};
use super::link::{email, web};
use super::localized::{language, localized, localized_line};
use super::names::slug;
use super::page::LAST;
use super::reader::Reader;
use super::record::{Record, Shape, optional, required, words};
use super::values::{choice, date, id, integer, label, line, numeral, word};
use super::wrong;
use super::yaml::Node;
use crate::diagnostic::Code;
use crate::diagnostic::format;
use crate::model::document::{
    Covered, DUTIES, EarlierVersion, Kind, Notice, Objection, Period, Settings, Unit, Waiver, Withdrawal,
};
use crate::source::Spanned;

/// `document.yaml`.
pub static DOCUMENT: Record = Record::new(
    "the document",
    &[
        required(
            "kind",
            Shape::Word(|| words(Kind::NAMES)),
            "What the document is; it decides which facts lie beside it.",
        ),
        required("title", Shape::Localized(&LINE), "Its name on pages, in feeds and in exports."),
        optional("short", Shape::Localized(&LINE), "Its short name, such as AVV or DPA."),
        optional("summary", Shape::Localized(&PROSE), "What it is about, in a sentence or two for the overview."),
        optional("slug", Shape::Localized(&ID), "The last part of its address; without it, the name of the folder."),
        optional("order", Shape::Number(i64::MIN, i64::MAX), "Its place among the documents; the lowest comes first."),
        optional(
            "binding_language",
            Shape::Text(&LANGUAGE),
            "The language that prevails; texts in others say so. Without it, the first language of the site.",
        ),
        optional("responsible", Shape::Localized(&LINE), "Who answers for it: a person or, better, a function."),
        optional(
            "annexes",
            Shape::List(&Shape::Text(&ID)),
            "Agreements: ids of the documents that belong to the contract.",
        ),
        optional(
            "covers",
            Shape::Keyed(DUTIES, &Shape::OneOrMore(&Shape::Text(&LINE))),
            "Agreements: which clause answers which duty of Art. 28 GDPR. The number of a clause, a list of them, or `preamble` for the text before the first one.",
        ),
        optional(
            "earlier_versions",
            Shape::List(&Shape::Record(&EARLIER)),
            "Versions whose text is not kept: they are shown in the history only.",
        ),
        optional("notice", Shape::Record(&NOTICE), "Registers: the contractual clock for changes."),
        optional(
            "withdrawn",
            Shape::List(&Shape::Record(&WITHDRAWAL)),
            "Released versions that shall not apply; written by `aushang withdraw`.",
        ),
        optional(
            "waive",
            Shape::List(&Shape::Record(&WAIVER)),
            "Rules that do not apply here, each with its reason on record.",
        ),
    ],
);
static EARLIER: Record = Record::new(
    "the version",
    &[
        required("version", Shape::Text(&LINE), "Its label."),
        required("date", Shape::Text(&DATE), "Its day."),
        optional("status", Shape::Localized(&LINE), "Its status in free words, such as draft."),
        optional("responsible", Shape::Localized(&LINE), "Who answered for it."),
        optional("note", Shape::Localized(&PROSE), "What changed."),
    ],
);
static NOTICE: Record = Record::new(
    "the notice clock",
    &[
        required(
            "period",
            Shape::Text(&PERIOD),
            "How long customers can object. The day of the announcement does not count; a change takes effect on the day after the last one at the earliest.",
        ),
        optional("starts_on", Shape::Word(|| STARTS.to_vec()), "The event that starts the clock."),
        optional("objection", Shape::Record(&OBJECTION), "How to object, and what follows."),
    ],
);
static OBJECTION: Record = Record::new(
    "the objection",
    &[
        optional("email", Shape::Text(&EMAIL), "The mailbox for objections."),
        optional("url", Shape::Text(&WEB), "The page for objections."),
        optional("consequence", Shape::Localized(&PROSE), "What follows from an objection."),
    ],
);
static WITHDRAWAL: Record = Record::new(
    "the withdrawal",
    &[
        required("version", Shape::Text(&LABEL), "The label of the version that is withdrawn."),
        required("date", Shape::Text(&DATE), "The day of the withdrawal."),
        required("reason", Shape::Localized(&PROSE), "Why; readers see it."),
    ],
);
static WAIVER: Record = Record::new(
    "the waiver",
    &[
        required(
            "rule",
            Shape::Known(rules, &RULE),
            "The code of the rule; `aushang explain CODE` tells what it asks.",
        ),
        optional(
            "for",
            Shape::OneOrMore(&Shape::Text(&LINE)),
            "Narrows the waiver to ids of entries or measures, numbers of clauses or labels of versions.",
        ),
        required("reason", Shape::Localized(&PROSE), "Why the rule does not apply; `aushang status` lists it."),
        optional("until", Shape::Text(&DATE), "The last day of the waiver; from then on the rule counts again."),
    ],
);

fn rules() -> Vec<&'static str> {
    Code::ALL.iter().map(|code| code.name()).filter(|name| !name.starts_with('F')).collect()
}

/// Keys that only one kind of document has.
const KEYS_OF_KINDS: &[(&str, Kind)] =
    &[("annexes", Kind::Agreement), ("covers", Kind::Agreement), ("notice", Kind::Subprocessors)];

/// The only event that starts the clock, so far.
const STARTS: &[&str] = &["announced"];

/// What a document is.
pub fn document(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Settings> {
    let fields = Fields::read(reader, node, &DOCUMENT)?;
    let kind = fields.one(reader, "kind", choice("kind of document", Kind::NAMES));
    for &(key, owner) in KEYS_OF_KINDS {
        if let (Some(kind), Some(at)) = (&kind, fields.key(key))
            && kind.value != owner
        {
            let (owner, kind) = (format!("the kind `{}`", owner.name()), format!("`{}`", kind.name()));
            reader.push(wrong::foreign_key(at, key, &owner, &kind));
        }
    }
    let title = fields.one(reader, "title", localized_line);
    let short = fields.one(reader, "short", localized_line);
    let summary = fields.one(reader, "summary", localized);
    let slug = fields.one(reader, "slug", slug);
    let order = fields.one(reader, "order", integer);
    let binding_language = fields.one(reader, "binding_language", language);
    let responsible = fields.one(reader, "responsible", localized_line);
    let annexes = fields.list(reader, "annexes", id);
    let covers = fields.get("covers").map_or_else(BTreeMap::new, |node| covers(reader, node));
    let earlier_versions = fields.list(reader, "earlier_versions", earlier_version);
    let notice = fields.one(reader, "notice", notice);
    let withdrawn = fields.list(reader, "withdrawn", withdrawal);
    let waive = fields.list(reader, "waive", waiver);
    let kind = kind?;
    Some(Settings {
        file: reader.file,
        kind: kind.value,
        kind_at: kind.span,
        title: title?,
        short,
        summary,
        slug,
        order: order.map_or(LAST, |order| order.value),
        binding_language,
        responsible,
        annexes,
        covers,
        earlier_versions,
        notice,
        withdrawn,
        waive,
    })
}

fn covers(reader: &mut Reader<'_>, node: &Node<'_>) -> BTreeMap<String, Covered> {
    let mut covers = BTreeMap::new();
    for entry in entries(reader, node) {
        if !DUTIES.contains(&&*entry.key.value) {
            reader.push(format::unknown_key(entry.key.span, &wrong::shortened(&entry.key), DUTIES));
        }
        let clauses = one_or_more(reader, &entry.value, numeral);
        covers.insert(entry.key.value.to_string(), Covered { key: entry.key.span, clauses });
    }
    covers
}

fn earlier_version(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<EarlierVersion> {
    let fields = Fields::read(reader, node, &EARLIER)?;
    let version = fields.one(reader, "version", numeral);
    let status = fields.one(reader, "status", localized_line);
    let date = fields.one(reader, "date", date);
    let responsible = fields.one(reader, "responsible", localized_line);
    let note = fields.one(reader, "note", localized);
    Some(EarlierVersion { version: version?, status, date: date?, responsible, note })
}

fn notice(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Notice> {
    let fields = Fields::read(reader, node, &NOTICE)?;
    let period = fields.one(reader, "period", period);
    fields.one(reader, "starts_on", word("event that starts a notice period", STARTS));
    let objection = fields.one(reader, "objection", |reader, node| {
        let fields = Fields::read(reader, node, &OBJECTION)?;
        Some(Objection {
            email: fields.one(reader, "email", email),
            url: fields.one(reader, "url", web),
            consequence: fields.one(reader, "consequence", localized),
        })
    });
    Some(Notice { period: period?, objection })
}

fn period(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<Period>> {
    let text = line(reader, node)?;
    let (count, unit) = text.trim().split_once(' ').unwrap_or((&text, ""));
    let unit = match unit.trim() {
        "day" | "days" => Some(Unit::Days),
        "week" | "weeks" => Some(Unit::Weeks),
        "month" | "months" => Some(Unit::Months),
        "business day" | "business days" => Some(Unit::BusinessDays),
        _ => None,
    };
    // Ten years are longer than any notice, and short enough that no date leaves the calendar.
    let count = count.parse().ok().filter(|count| (1..=3650).contains(count));
    let Some((count, unit)) = count.zip(unit) else {
        let form = match meant_period(&text) {
            Some(meant) => format!("write `{meant}`"),
            None => "write a number and `days`, `weeks`, `months` or `business days`, such as `28 days`".to_owned(),
        };
        reader.push(format::malformed(node.span, "period", &wrong::shortened(&text), &form));
        return None;
    };
    Some(Spanned::new(Period { count, unit }, node.span))
}

/// The period that is meant by one with its unit in German or in short.
fn meant_period(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (count, unit) = text.split_at(digits);
    let unit = match unit.trim().to_lowercase().trim_end_matches('.') {
        // "Werktage" are no business days: Saturdays are among them.
        "d" | "tage" | "tagen" | "tag" | "kalendertage" | "calendar days" => "days",
        "w" | "wochen" | "woche" | "wk" | "wks" => "weeks",
        "m" | "monate" | "monaten" | "monat" => "months",
        "arbeitstage" | "arbeitstagen" | "working days" | "bd" => "business days",
        _ => return None,
    };
    (!count.is_empty()).then(|| format!("{count} {unit}"))
}

fn withdrawal(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Withdrawal> {
    let fields = Fields::read(reader, node, &WITHDRAWAL)?;
    let version = fields.one(reader, "version", label);
    let date = fields.one(reader, "date", date);
    let reason = fields.one(reader, "reason", localized);
    Some(Withdrawal { version: version?, date: date?, reason: reason? })
}

fn waiver(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Waiver> {
    let fields = Fields::read(reader, node, &WAIVER)?;
    let rule = fields.one(reader, "rule", rule);
    let narrowed_to = fields.one_or_more(reader, "for", line);
    let reason = fields.one(reader, "reason", localized);
    let until = fields.one(reader, "until", date);
    Some(Waiver { rule: rule?, narrowed_to, reason: reason?, until })
}

fn rule(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let code = line(reader, node)?;
    let good = matches!(code.as_bytes(), [b'A'..=b'Z', tens, ones] if tens.is_ascii_digit() && ones.is_ascii_digit());
    if !good {
        let form = "write the code of a finding, such as S04";
        reader.push(format::malformed(node.span, "code of a rule", &wrong::shortened(&code), form));
        return None;
    }
    Some(code)
}
