//! Findings as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), for code scanning.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Serialize;

use super::path_from;
use super::place::Places;
use crate::diagnostic::{Code, Diagnostic, Place, Report};

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Finding>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_description: Option<Message>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Pointer; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Pointer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<[Suppression; 1]>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Pointer {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// The user has waived the rule in the content itself.
#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
}

pub fn render(report: &Report, places: &Places<'_>, folder: &str) -> String {
    let driver = Driver {
        name: "Aushang",
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: Code::ALL.iter().copied().map(rule).collect(),
    };
    let results = report.findings().iter().map(|found| finding(found, places, folder)).collect();
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results }],
    };
    let mut json = serde_json::to_string_pretty(&log).expect("strings, numbers and lists are always JSON");
    json.push('\n');
    json
}

fn rule(code: Code) -> Rule {
    Rule {
        id: code.name(),
        short_description: Message { text: code.title().to_owned() },
        full_description: code.source().map(|source| Message { text: format!("{} ({source})", code.title()) }),
        default_configuration: Configuration { level: code.level().name() },
    }
}

fn finding(found: &Diagnostic, places: &Places<'_>, folder: &str) -> Finding {
    let related = found.related.iter().enumerate().map(|(id, (place, message))| Pointer {
        id: Some(id),
        message: Some(Message { text: message.clone() }),
        ..location(place, places, folder)
    });
    let help = found.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    Finding {
        rule_id: found.code.name(),
        rule_index: Code::ALL.iter().position(|&code| code == found.code).expect("Code::ALL holds every code"),
        level: found.level.name(),
        message: Message { text: format!("{}{help}", found.message) },
        locations: [location(&found.place, places, folder)],
        related_locations: related.collect(),
        suppressions: found.waived.then_some([Suppression { kind: "inSource" }]),
    }
}

fn location(place: &Place, places: &Places<'_>, folder: &str) -> Pointer {
    let region = places.region(place).map(|at| Region {
        start_line: at.line,
        start_column: at.column,
        end_line: at.end_line,
        end_column: at.end_column,
    });
    let artifact_location = ArtifactLocation { uri: uri(&path_from(folder, places.file(place))) };
    Pointer { id: None, physical_location: PhysicalLocation { artifact_location, region }, message: None }
}

/// What a path of RFC 3986 cannot hold as it is.
const NOT_IN_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b':');

fn uri(path: &str) -> String {
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    format!("{scheme}{}", utf8_percent_encode(path, NOT_IN_PATHS))
}
