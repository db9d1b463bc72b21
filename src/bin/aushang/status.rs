//! `aushang status`: a table for people, or the same as JSON.

use std::fmt::Write as _;

use aushang::check::Reach;
use aushang::error::{Error, Result};
use aushang::status::{Document, Version, status};

use crate::archive::AS_TEXT;
use crate::args::{Common, DataFormat, Status};
use crate::findings::Judge;
use crate::outcome::Outcome;
use crate::pipeline;
use crate::terminal;

/// Prints the status.
///
/// # Errors
/// Where a file cannot be read or standard output cannot be written to.
pub fn run(common: &Common, args: &Status) -> Result<Outcome> {
    let understood = pipeline::understand(common, None, Reach::Everything)?;
    let Some((site, _)) = &understood.site else {
        return Judge::new(common, &AS_TEXT, &understood).print(&understood.report);
    };
    let status = status(site, &understood.sources);
    let text = match args.format {
        DataFormat::Text => text(&status),
        DataFormat::Json => {
            let json = serde_json::to_string_pretty(&status);
            json.map_err(|cause| Error::Refused(cause.to_string()))? + "\n"
        }
    };
    terminal::result(&text)?;
    Ok(Outcome::Done)
}

fn text(of: &aushang::status::Status) -> String {
    let head = ["document", "in force", "announced", "draft"].map(str::to_owned);
    let rows: Vec<[String; 4]> = of.documents.iter().map(row).collect();
    let mut text = format!("as of {}\n\n{}", of.as_of, table(&head, &rows));
    // Writing to a string does not fail.
    if !of.objections.is_empty() {
        text.push_str("\nopen to objection\n");
        for open in &of.objections {
            let left = plural(open.days_left, "day");
            let _ = writeln!(text, "  {} {} until {}: {left} left", open.document, open.label, open.until);
        }
    }
    if !of.waivers.is_empty() {
        text.push_str("\nwaived\n");
        for waiver in &of.waivers {
            let about = if waiver.narrowed_to.is_empty() {
                String::new()
            } else {
                format!(" for {}", waiver.narrowed_to.join(", "))
            };
            let until = match (&waiver.until, waiver.expired) {
                (Some(day), false) => format!("until {day}"),
                (Some(day), true) => format!("expired on {day}"),
                (None, _) => "without end".to_owned(),
            };
            let _ = writeln!(text, "  {} {}{about}, {until}: {}", waiver.document, waiver.rule, waiver.reason);
        }
    }
    match &of.next {
        Some(next) => {
            let left = plural(next.days_left, "day");
            let _ =
                writeln!(text, "\nthe site changes by itself on {} (in {left}): {}", next.date, next.events.join(", "));
        }
        None => text.push_str("\nthe site does not change by itself\n"),
    }
    text
}

fn row(of: &Document) -> [String; 4] {
    let listed = |versions: &[Version], also: fn(&Version) -> String| -> Vec<String> {
        versions.iter().map(|version| format!("{} {}", version.label, also(version))).collect()
    };
    let mut coming = listed(&of.announced, |version| format!("from {}", version.effective));
    coming.extend(listed(&of.scheduled, |version| format!("announced on {}", version.announced)));
    let or_none = |text: String| if text.is_empty() { "-".to_owned() } else { text };
    let draft = match (&of.draft_since, of.draft_changed) {
        (Some(label), true) => format!("changed since {label}"),
        (Some(_), false) => "unchanged".to_owned(),
        (None, _) => "not released yet".to_owned(),
    };
    let unsealed =
        if of.unsealed.is_empty() { String::new() } else { format!("; not sealed: {}", of.unsealed.join(", ")) };
    [
        of.id.clone(),
        or_none(of.in_force.as_ref().map(|v| format!("{} since {}", v.label, v.effective)).unwrap_or_default()),
        or_none(coming.join(", ")),
        draft + &unsealed,
    ]
}

/// Columns as wide as their widest cell.
fn table(head: &[String; 4], rows: &[[String; 4]]) -> String {
    let width =
        |column: usize| rows.iter().chain([head]).map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let mut text = String::new();
    for row in [head].into_iter().chain(rows) {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

fn plural(number: i32, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
