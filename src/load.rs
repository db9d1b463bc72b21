//! The only reader of the disk.

use std::path::Path;

use crate::diagnostic::Report;
use crate::error::Result;
use crate::source::Sources;

/// Reads `site.yaml`, `aushang.lock`, `content/` and `themes/` of the site in `folder`.
///
/// # Errors
/// Where a file or folder cannot be read.
pub fn load(folder: &Path) -> Result<(Sources, Report)> {
    let _ = folder;
    todo!()
}
