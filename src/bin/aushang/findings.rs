//! Findings on the stream where their readers look: people on standard error, programs on standard output.

use aushang::diagnostic::render::{Format, render};
use aushang::diagnostic::{Report, Summary};
use aushang::error::Result;

use crate::args::{Common, Deny, Findings, FormatName};
use crate::outcome::Outcome;
use crate::pipeline::Understood;
use crate::terminal;

/// How the findings of a run are printed, and what they block.
pub struct Judge<'a> {
    common: &'a Common,
    format: FormatName,
    warnings_block: bool,
    understood: &'a Understood,
}

impl<'a> Judge<'a> {
    /// Findings about what was `understood`, printed as the call asks for. Warnings block where the call or the site
    /// says so.
    pub fn new(common: &'a Common, args: &Findings, understood: &'a Understood) -> Self {
        let warnings_block = understood.strict || args.deny == Some(Deny::Warnings);
        Self { common, format: args.format, warnings_block, understood }
    }

    /// Prints the findings and tells whether content with them may be published.
    ///
    /// # Errors
    /// Where standard output cannot be written to.
    pub fn print(&self, report: &Report) -> Result<Outcome> {
        let format = match self.format {
            FormatName::Text => Format::Text(terminal::paper(self.common.color)),
            FormatName::Json => Format::Json,
            FormatName::Sarif => Format::Sarif,
            FormatName::Github => Format::Github,
        };
        let text = render(report, &self.understood.sources, &self.common.site.to_string_lossy(), format);
        match self.format {
            FormatName::Text => terminal::aside(&text),
            FormatName::Json | FormatName::Sarif | FormatName::Github => terminal::result(&text)?,
        }
        let outcome = self.outcome(report);
        if outcome == Outcome::ContentWrong && !report.has_errors() && self.format == FormatName::Text {
            terminal::aside("warnings are denied\n");
        }
        Ok(outcome)
    }

    /// Whether content with these findings may be published.
    pub fn outcome(&self, report: &Report) -> Outcome {
        outcome(report.summary(), self.warnings_block)
    }
}

fn outcome(counts: Summary, warnings_block: bool) -> Outcome {
    if counts.errors > 0 || (warnings_block && counts.warnings > 0) { Outcome::ContentWrong } else { Outcome::Done }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_block_and_warnings_where_they_are_denied() {
        let found = |errors, warnings| Summary { errors, warnings, notes: 1 };
        assert_eq!(outcome(found(0, 0), true), Outcome::Done);
        assert_eq!(outcome(found(0, 1), false), Outcome::Done);
        assert_eq!(outcome(found(0, 1), true), Outcome::ContentWrong);
        assert_eq!(outcome(found(1, 0), false), Outcome::ContentWrong);
    }
}
