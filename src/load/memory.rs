//! What was read before, and how to tell that a file is still the same without reading it.
//!
//! Invariant: a file that is taken for unchanged has the bytes that were read. A mark that is younger than the grain of
//! a file system's clock proves nothing, so it is not trusted.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::diagnostic::Report;
use crate::source::Source;

/// The coarsest clock among usual file systems is that of FAT, with two seconds.
const GRAIN: Duration = Duration::from_secs(2);

/// The files that were read last, and their marks.
#[derive(Debug, Default)]
pub struct Memory {
    files: BTreeMap<String, (Mark, Source)>,
    /// Whether these are all files that there were.
    pub(super) is_whole: bool,
    /// What was found when all files were looked at.
    pub(super) report: Report,
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

    /// Looks again at the files at `paths`, and at those whose marks proved nothing, with `look`. Where one is new, gone
    /// or needs to be judged, nothing is changed, and it is all files that have to be looked at.
    pub(super) fn look_at(&mut self, paths: &BTreeSet<String>, look: impl Fn(&str) -> Option<(Mark, Source)>) -> bool {
        if !self.is_whole || paths.iter().any(|path| !self.files.contains_key(path)) {
            return false;
        }
        let unsettled = self.files.iter().filter(|(_, (mark, _))| !mark.settled).map(|(path, _)| path);
        let paths: BTreeSet<&String> = paths.iter().chain(unsettled).collect();
        let Some(found) = paths.into_iter().map(|path| look(path)).collect::<Option<Vec<_>>>() else { return false };
        for (mark, source) in found {
            self.keep(mark, source);
        }
        true
    }

    /// All files, in the order of their paths.
    pub(super) fn sources(&self) -> impl Iterator<Item = Source> {
        self.files.values().map(|(_, source)| source.clone())
    }

    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    pub(super) fn keep(&mut self, mark: Mark, source: Source) {
        self.files.insert(source.path.clone(), (mark, source));
    }
}
