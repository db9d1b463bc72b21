//! From bytes to [`Content`]: typed, with places, and every mistake told.

use crate::diagnostic::Report;
use crate::model::Content;
use crate::source::Sources;

/// Reads all files of a site. `Content` is there when enough could be understood to go on checking; it may be wrong
/// where the report has errors.
#[must_use]
pub fn parse(sources: &Sources) -> (Option<Content>, Report) {
    let _ = sources;
    todo!()
}
