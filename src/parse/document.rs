//! `document.yaml`.

use std::collections::BTreeMap;

use super::fields::{Fields, Record, entries, one_or_more};
use super::link::{email, web};
use super::localized::{language, localized, localized_line};
use super::names::slug;
use super::page::LAST;
use super::reader::Reader;
use super::values::{choice, date, id, integer, label, line, word};
use super::wrong;
use super::yaml::Node;
use crate::diagnostic::format;
use crate::model::document::{
    Covered, DUTIES, EarlierVersion, Kind, Notice, Objection, Period, Settings, Unit, Waiver, Withdrawal,
};
use crate::source::Spanned;

const DOCUMENT: Record = Record {
    what: "the document",
    required: &["kind", "title"],
    optional: &[
        "short",
        "summary",
        "slug",
        "order",
        "binding_language",
        "responsible",
        "annexes",
        "covers",
        "earlier_versions",
        "notice",
        "withdrawn",
        "waive",
    ],
};
const EARLIER: Record =
    Record { what: "the version", required: &["version", "date"], optional: &["status", "responsible", "note"] };
const NOTICE: Record =
    Record { what: "the notice clock", required: &["period"], optional: &["starts_on", "objection"] };
const OBJECTION: Record = Record { what: "the objection", required: &[], optional: &["email", "url", "consequence"] };
const WITHDRAWAL: Record = Record { what: "the withdrawal", required: &["version", "date", "reason"], optional: &[] };
const WAIVER: Record = Record { what: "the waiver", required: &["rule", "reason"], optional: &["for", "until"] };

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
    Some(Settings {
        file: reader.file,
        kind: kind?.value,
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
        let clauses = one_or_more(reader, &entry.value, line);
        covers.insert(entry.key.value.to_string(), Covered { key: entry.key.span, clauses });
    }
    covers
}

fn earlier_version(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<EarlierVersion> {
    let fields = Fields::read(reader, node, &EARLIER)?;
    let version = fields.one(reader, "version", line);
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
        let form = "write a number and `days`, `weeks`, `months` or `business days`, such as `28 days`";
        reader.push(format::malformed(node.span, "period", &wrong::shortened(&text), form));
        return None;
    };
    Some(Spanned::new(Period { count, unit }, node.span))
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
