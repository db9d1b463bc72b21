//! Findings on the stream where their readers look: people on standard error, programs on standard output.

use aushang::diagnostic::Report;
use aushang::diagnostic::render::{Format, render};
use aushang::error::Result;
use aushang::source::Sources;

use crate::args::{Common, Deny, Findings, FormatName};
use crate::outcome::Outcome;
use crate::terminal;

/// Prints the findings and tells whether the content may be published.
///
/// # Errors
/// Where standard output cannot be written to.
pub fn print(common: &Common, args: &Findings, sources: &Sources, report: &Report) -> Result<Outcome> {
    let format = match args.format {
        FormatName::Text => Format::Text(terminal::paper(common.color)),
        FormatName::Json => Format::Json,
        FormatName::Sarif => Format::Sarif,
        FormatName::Github => Format::Github,
    };
    let text = render(report, sources, &common.site.to_string_lossy(), format);
    match args.format {
        FormatName::Text => terminal::aside(&text),
        FormatName::Json | FormatName::Sarif | FormatName::Github => terminal::result(&text)?,
    }
    let counts = report.summary();
    let denied = counts.warnings > 0 && args.deny == Some(Deny::Warnings);
    if counts.errors == 0 && denied {
        terminal::aside("warnings are denied\n");
    }
    Ok(if counts.errors > 0 || denied { Outcome::ContentWrong } else { Outcome::Done })
}
