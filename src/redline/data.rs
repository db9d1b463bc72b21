//! A redline as data, for programs: `aushang diff --format json`.
//!
//! The form is part of the command line's contract: names may be added, never changed.

use serde_json::{Map, Value, json};

use super::words::address;
use super::{Block, Change, Redline, Role, Run, Section, State, Style};

/// Summary and sections. The kept and inserted runs are the new text, the kept and deleted ones the old one; a section that
/// moved away stands in the old text with the words of the section that `moved_to` names.
#[must_use]
pub fn json(redline: &Redline) -> Value {
    let summary = redline.summary.iter().map(|entry| {
        let section = &redline.sections[entry.section];
        json!({
            "change": entry.what.name(),
            "name": section.name,
            "old_name": section.old_name,
            "anchor": section.anchor,
            "section": entry.section,
            "below": entry.below,
        })
    });
    json!({
        "summary": summary.collect::<Vec<_>>(),
        "sections": redline.sections.iter().map(section).collect::<Vec<_>>(),
    })
}

fn section(of: &Section) -> Value {
    let (state, from, to) = match of.state {
        State::Same => ("same", None, None),
        State::Changed => ("changed", None, None),
        State::Renumbered => ("renumbered", None, None),
        State::Added => ("added", None, None),
        State::Removed => ("removed", None, None),
        State::MovedHere(from) => ("moved-here", Some(from), None),
        State::MovedAway(to) => ("moved-away", None, Some(to)),
    };
    json!({
        "state": state,
        "moved_from": from,
        "moved_to": to,
        "name": of.name,
        "old_name": of.old_name,
        "anchor": of.anchor,
        "level": of.level,
        "blocks": of.blocks.iter().map(block).collect::<Vec<_>>(),
    })
}

fn block(of: &Block) -> Value {
    let kind = match of.role {
        Role::Heading(_) => "heading",
        Role::Paragraph => "paragraph",
        Role::Code => "code",
        Role::Rule => "rule",
        Role::List(_) => "list",
        Role::Item(_) => "item",
        Role::Quote => "quote",
        Role::Table(_) => "table",
        Role::Head => "head",
        Role::Row => "row",
        Role::Cell => "cell",
        Role::Definitions => "definitions",
        Role::Term => "term",
        Role::Definition => "definition",
        Role::Fields => "fields",
        Role::Field(_) => "field",
    };
    let mut value = Map::new();
    value.insert("kind".into(), kind.into());
    value.insert("change".into(), name(of.change).into());
    let mut add = |key: &str, set: Value| value.insert(key.to_owned(), set);
    match &of.role {
        Role::Heading(level) => drop(add("level", (*level).into())),
        Role::Item(Some(ticked)) => {
            add("ticked", (*ticked).into());
            add("ticked_before", of.ticked_before.unwrap_or(*ticked).into());
        }
        Role::Field(name) => drop(add("name", name.as_str().into())),
        _ => {}
    }
    if !of.number.is_empty() {
        add("number", runs(&of.number));
    }
    if !of.words.is_empty() {
        add("words", runs(&of.words));
    }
    if !of.blocks.is_empty() {
        add("blocks", of.blocks.iter().map(block).collect());
    }
    value.into()
}

fn runs(of: &[Run]) -> Value {
    of.iter()
        .map(|run| {
            let mut value = json!({"change": name(run.change), "text": run.text});
            if !run.style.is_empty() {
                value["style"] = run.style.iter().map(style).collect();
            }
            value
        })
        .collect()
}

fn name(change: Change) -> &'static str {
    match change {
        Change::Kept => "kept",
        Change::Inserted => "inserted",
        Change::Deleted => "deleted",
    }
}

fn style(of: &Style) -> Value {
    match of {
        Style::Emphasis => "emphasis".into(),
        Style::Strong => "strong".into(),
        Style::Strike => "strike".into(),
        Style::Code => "code".into(),
        Style::Break => "break".into(),
        Style::Html => "html".into(),
        Style::Link(target, _) => json!({"link": address(target)}),
        Style::Image(path) => json!({"image": path}),
        Style::Footnote(label) => json!({"footnote": label}),
    }
}
