//! `aushang build`: the site as of a day, into a folder.

use aushang::error::{Error, Result};

use crate::args::{Build, Common};
use crate::findings;
use crate::outcome::Outcome;
use crate::pipeline;

/// Makes the site and publishes it.
///
/// # Errors
/// Where a file cannot be read or written.
pub fn run(common: &Common, args: &Build) -> Result<Outcome> {
    if args.drafts {
        let why = "--drafts comes with the preview, which this version does not have yet; build without it";
        return Err(Error::Refused(why.to_owned()));
    }
    let understood = pipeline::understand(common, args.base_url.as_deref())?;
    findings::print(common, &args.findings, &understood)
}
