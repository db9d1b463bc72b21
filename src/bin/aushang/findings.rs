//! Findings on the stream where their readers look: people on standard error, programs on standard output.

use aushang::diagnostic::render::{Format, render};
use aushang::diagnostic::{Report, Summary};
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
    let outcome = outcome(report.summary(), args.deny);
    if outcome == Outcome::ContentWrong && !report.has_errors() && args.format == FormatName::Text {
        terminal::aside("warnings are denied\n");
    }
    Ok(outcome)
}

fn outcome(counts: Summary, deny: Option<Deny>) -> Outcome {
    match (counts, deny) {
        (Summary { errors: 0, warnings: 0, .. }, _) | (Summary { errors: 0, .. }, None) => Outcome::Done,
        _ => Outcome::ContentWrong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_block_and_warnings_where_they_are_denied() {
        let found = |errors, warnings| Summary { errors, warnings, notes: 1 };
        assert_eq!(outcome(found(0, 0), Some(Deny::Warnings)), Outcome::Done);
        assert_eq!(outcome(found(0, 1), None), Outcome::Done);
        assert_eq!(outcome(found(0, 1), Some(Deny::Warnings)), Outcome::ContentWrong);
        assert_eq!(outcome(found(1, 0), None), Outcome::ContentWrong);
    }
}
