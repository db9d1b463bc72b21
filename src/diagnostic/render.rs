//! Findings for people and programs: text as rustc prints it, JSON, SARIF 2.1.0, workflow commands of GitHub.
//!
//! Owns how findings look, nothing else: all forms are made of the same values in the order of the report. Knows nothing
//! of terminals beyond their width. Invariant: no control character of the user's text reaches the output.

mod github;
mod json;
mod place;
mod sarif;
#[cfg(test)]
mod tests;
mod text;

use super::Report;
use crate::source::Sources;

/// The forms in which findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text(Paper),
    /// One JSON object.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub.
    Github,
}

/// What text for people is written on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Whether it knows colors (ANSI escape sequences).
    pub color: bool,
    /// How many columns it has; longer lines of source are cut around the place.
    pub width: usize,
}

impl Paper {
    /// Paper without colors and as wide as rustc takes a file to be.
    pub const PLAIN: Self = Self { color: false, width: 140 };
}

/// The findings of `report` in `format`, with a newline at the end; nothing at all where text or commands have nothing
/// to say. `folder` is the site's folder as the reader names it, empty for the one they are in: it stands before every
/// path but those of JSON, which are always below the site's folder.
#[must_use]
pub fn render(report: &Report, sources: &Sources, folder: &str, format: Format) -> String {
    let places = place::Places::new(sources);
    match format {
        Format::Text(paper) => text::render(report, &places, folder, paper),
        Format::Json => json::render(report, &places),
        Format::Sarif => sarif::render(report, &places, folder),
        Format::Github => github::render(report, &places, folder),
    }
}

/// The path of a file of the site as seen from where the reader is.
fn path_from(folder: &str, file: &str) -> String {
    match folder.trim_end_matches('/') {
        "" | "." if !folder.starts_with('/') => file.to_owned(),
        folder => format!("{folder}/{file}"),
    }
}
