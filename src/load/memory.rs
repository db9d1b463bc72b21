//! What was read before, and how to tell that a file is still the same without reading it.
//!
//! Invariant: a file that is taken for unchanged has the bytes that were read. A mark that is younger than the grain of
//! a file system's clock proves nothing, so it is not trusted.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::source::Source;

/// The coarsest clock among usual file systems is that of FAT, with two seconds.
const GRAIN: Duration = Duration::from_secs(2);

/// The files that were read last, and their marks.
#[derive(Debug, Default)]
pub struct Memory {
    files: BTreeMap<String, (Mark, Source)>,
}

/// What changes with a file's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    length: u64,
    modified: SystemTime,
    identity: Identity,
    /// Whether the file had been left alone for so long that a second change would leave another mark.
    settled: bool,
}

/// Number of the file and time of its last change of any kind, which no program can set; 0 where there is none.
type Identity = (u64, i64, i64);

impl Mark {
    /// The mark of the file at `place`; none where it cannot be told.
    pub fn of(place: &Path, now: SystemTime) -> Option<Self> {
        let found = fs::metadata(place).ok()?;
        let modified = found.modified().ok()?;
        let settled = now.duration_since(modified).is_ok_and(|age| age > GRAIN);
        Some(Self { length: found.len(), modified, identity: identity(&found), settled })
    }
}

#[cfg(unix)]
fn identity(found: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt as _;
    (found.ino(), found.ctime(), found.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Identity {
    (0, 0, 0)
}

impl Memory {
    /// The file at `path`, if it is as it was.
    pub(super) fn find(&self, path: &str, mark: Option<&Mark>) -> Option<Source> {
        let (known, source) = self.files.get(path)?;
        let mark = mark?;
        let same = known.settled
            && (known.length, known.modified, known.identity) == (mark.length, mark.modified, mark.identity);
        same.then(|| source.clone())
    }

    pub(super) fn keep(&mut self, mark: Mark, source: Source) {
        self.files.insert(source.path.clone(), (mark, source));
    }
}
