//! Findings as one JSON object: a contract with other programs, so keys are never renamed or left out.

use serde::Serialize;

use super::place::{Places, Region};
use crate::diagnostic::{Diagnostic, Place, Report, Summary};

#[derive(Serialize)]
struct Printed<'a> {
    version: u8,
    summary: Summary,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    level: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    source: Option<&'a str>,
    #[serde(flatten)]
    at: Location<'a>,
    waived: bool,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    at: Location<'a>,
}

/// A file, and where in it; no numbers for what has no text, such as a missing file.
#[derive(Serialize)]
struct Location<'a> {
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

pub fn render(report: &Report, places: &Places<'_>) -> String {
    let findings = report.findings().iter().map(|found| finding(found, places)).collect();
    let object = Printed { version: 1, summary: report.summary(), findings };
    let mut json = serde_json::to_string_pretty(&object).expect("strings, numbers and lists are always JSON");
    json.push('\n');
    json
}

fn finding<'a>(found: &'a Diagnostic, places: &'a Places<'_>) -> Finding<'a> {
    let related = found.related.iter().map(|(place, message)| Related { message, at: location(place, places) });
    Finding {
        code: found.code.name(),
        level: found.level.name(),
        message: &found.message,
        help: found.help.as_deref(),
        source: found.code.source(),
        at: location(&found.place, places),
        waived: found.waived,
        related: related.collect(),
    }
}

fn location<'a>(place: &'a Place, places: &'a Places<'_>) -> Location<'a> {
    let region = places.region(place);
    let number = |of: fn(Region) -> usize| region.map(of);
    Location {
        file: places.file(place),
        line: number(|at| at.line),
        column: number(|at| at.column),
        end_line: number(|at| at.end_line),
        end_column: number(|at| at.end_column),
    }
}
