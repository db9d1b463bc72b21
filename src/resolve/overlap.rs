//! Registers whose announcements overlap: why the list of a version is not the one that applied while it was the newest
//! in force.
//!
//! A version's list is that of the working copy on the day of its release. What applies on a day is put together of the
//! changes of all versions ([`super::state`]).

use jiff::civil::Date;

use super::{SiteDocument, Status};

/// How another version stands to the list of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlap {
    /// It was announced later and takes effect earlier: the list lacks what it changes.
    Overtaken,
    /// It was announced earlier and takes effect later: the list holds already what it changes.
    AheadOf,
    /// It was withdrawn, on this day, after the version had been made from it: the list still holds what it changed.
    MadeFromWithdrawn(Date),
}

/// The versions for which the list of `version` is not the one that applied; indices into the document's versions.
#[must_use]
pub fn overlaps(of: &SiteDocument, version: usize) -> Vec<(usize, Overlap)> {
    let applies = |at: usize| of.versions[at].status.is_public() && of.versions[at].status != Status::Withdrawn;
    if of.register.is_none() || !applies(version) {
        return Vec::new();
    }
    let (announced, effective) = (of.version(version).announced.value, of.version(version).effective.value);
    let overlap = |other: usize| {
        let from = of.version(other).effective.value;
        match &of.versions[other].withdrawal {
            Some(gone) if other < version && gone.date.value > announced => {
                Some(Overlap::MadeFromWithdrawn(gone.date.value))
            }
            None if other > version && from < effective && applies(other) => Some(Overlap::Overtaken),
            None if other < version && from > effective && applies(other) => Some(Overlap::AheadOf),
            _ => None,
        }
    };
    (0..of.versions.len()).filter_map(|other| Some((other, overlap(other)?))).collect()
}
