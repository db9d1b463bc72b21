//! Findings for people and programs: text as rustc prints it, JSON, SARIF 2.1.0, workflow commands of GitHub.

use super::Report;
use crate::source::Sources;

/// The forms in which findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON object.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub.
    Github,
}

/// The findings of `report` in `format`; `color` is for text only.
#[must_use]
pub fn render(report: &Report, sources: &Sources, format: Format, color: bool) -> String {
    let _ = (report, sources, format, color);
    todo!()
}
