//! Findings as workflow commands, which GitHub shows beside the lines of a pull request.

use std::fmt::Write as _;

use super::path_from;
use super::place::Places;
use crate::diagnostic::{Level, Report};

pub fn render(report: &Report, places: &Places<'_>, folder: &str) -> String {
    let mut commands = String::new();
    for found in report.findings().iter().filter(|found| !found.waived) {
        let command = match found.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let file = property(&path_from(folder, places.file(&found.place)));
        let mut at = format!("file={file}");
        if let Some(region) = places.region(&found.place) {
            let _ = write!(at, ",line={},endLine={}", region.line, region.end_line);
            // Columns are understood within one line only.
            if region.line == region.end_line {
                let _ = write!(at, ",col={},endColumn={}", region.column, region.end_column);
            }
        }
        let source = found.code.source().map(|source| format!(" ({source})")).unwrap_or_default();
        let help = found.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        let message = data(&format!("{}{source}{help}", found.message));
        let _ = writeln!(commands, "::{command} {at},title={}::{message}", found.code);
    }
    commands
}

/// The text of a command, in which a line's end would end the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value among others.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
