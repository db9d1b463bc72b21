//! The stages in their order, for every command alike. The only place that asks the clock.

use std::path::Path;

use aushang::diagnostic::Report;
use aushang::error::Result;
use aushang::source::Sources;
use aushang::{load, parse};

use crate::args::Common;

/// What was read and understood.
pub struct Understood {
    pub sources: Sources,
    /// All findings, in order.
    pub report: Report,
}

/// Reads the site and checks it.
///
/// # Errors
/// Where a file or folder cannot be read.
pub fn understand(common: &Common) -> Result<Understood> {
    let (sources, mut report) = load::load(Path::new(&common.site))?;
    let (_content, found) = parse::parse(&sources);
    report.extend(found);
    let report = report.sorted(&sources);
    Ok(Understood { sources, report })
}
