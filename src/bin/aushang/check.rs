//! `aushang check`: everything that is wrong; nothing is written.

use aushang::error::Result;

use crate::args::{Check, Common};
use crate::findings::Judge;
use crate::outcome::Outcome;
use crate::pipeline;

/// Prints the findings.
///
/// # Errors
/// Where a file cannot be read or standard output cannot be written to.
pub fn run(common: &Common, args: &Check) -> Result<Outcome> {
    let understood = pipeline::understand(common, None)?;
    Judge::new(common, &args.findings, &understood).print(&understood.report)
}
