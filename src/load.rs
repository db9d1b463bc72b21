//! The only reader of the disk: what belongs to a site, as bytes.
//!
//! Owns which files are read ([`walk`]) and how much of them. Knows nothing of what they mean, not even which is prose
//! and which is YAML. Invariant: the same files give the same [`Sources`], whatever the order of directory entries and
//! the number of threads; nothing outside of the site's folder is ever read.
//!
//! A preview reads only what changed: [`load_again`] walks anew and compares marks ([`memory`]).

mod finding;
pub mod memory;
pub mod published;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Report};
use crate::error::{Error, Result};
use crate::source::{Digest, Source, Sources};
use memory::{Mark, Memory};
use walk::Listed;

/// How many bytes a file may have. A document is some 100 KB, a brochure in PDF a few MB; what is larger would only
/// fill the memory.
const LARGEST_FILE: u64 = 64 << 20;

/// What a buffer keeps between two files, in bytes.
const USUAL_FILE: usize = 1 << 20;

/// Reads `site.yaml`, `aushang.lock`, `content/` and `themes/` of the site in `folder`. Hidden files and what editors
/// leave behind are passed over.
///
/// # Errors
/// Where a file or folder cannot be read.
pub fn load(folder: &Path) -> Result<(Sources, Report)> {
    let mut report = Report::new();
    let listed = walk::list(folder, &mut report)?;
    let shared = Shared::default();
    let read: Vec<Result<Option<Source>, Unread>> = listed
        .par_iter()
        .map_init(Vec::new, |buffer, file| read(file, buffer, &shared).map_err(|failure| failure.of(file)))
        .collect();
    let mut files = Vec::with_capacity(read.len());
    for outcome in read {
        files.extend(take(outcome, &mut report)?);
    }
    Ok((Sources::from_read(files), report))
}

/// Where changes are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// In all files.
    Everywhere,
    /// In these files, by their paths below the site's folder.
    At(BTreeSet<String>),
}

/// The same as [`load`], reading only files that are not as `memory` has them. `now` is the time at which this is
/// called: a file that was changed shortly before it is read again the next time, as a second change might leave the
/// same mark. Where `look` names files that were there the last time and still are, no other file is asked for.
///
/// # Errors
/// Where a file or folder cannot be read.
pub fn load_again(folder: &Path, memory: &mut Memory, now: SystemTime, look: &Look) -> Result<(Sources, Report)> {
    if let Look::At(paths) = look
        && memory.look_at(paths, |path| look_at(folder, path, now))
    {
        return Ok((Sources::from_read(memory.sources()), memory.report.clone()));
    }
    let mut report = Report::new();
    let listed = walk::list(folder, &mut report)?;
    let shared = Shared::default();
    let read: Vec<Result<Marked, Unread>> = listed
        .par_iter()
        .map_init(Vec::new, |buffer, file| {
            // The mark is taken before the bytes: what changes in between is read once more, never overlooked.
            let mark = Mark::of(&file.place, now);
            if let Some(known) = memory.find(&file.path, mark.as_ref()) {
                return Ok((mark, Some(known)));
            }
            Ok((mark, read(file, buffer, &shared).map_err(|failure| failure.of(file))?))
        })
        .collect();
    let mut files = Vec::with_capacity(read.len());
    let mut kept = Memory::default();
    for outcome in read {
        let (mark, file) = take(outcome.map(Some), &mut report)?.unwrap_or_default();
        if let (Some(mark), Some(file)) = (mark, &file) {
            kept.keep(mark, file.clone());
        }
        files.extend(file);
    }
    kept.is_whole = kept.len() == files.len();
    kept.report = report.clone();
    *memory = kept;
    Ok((Sources::from_read(files), report))
}

/// The file at `path` as it is now, if it is one that needs no judgment: no link, not too large.
fn look_at(folder: &Path, path: &str, now: SystemTime) -> Option<(Mark, Source)> {
    let place = folder.join(path);
    if !std::fs::symlink_metadata(&place).ok()?.is_file() {
        return None;
    }
    let mark = Mark::of(&place, now)?;
    let read = read(&Listed { path: path.to_owned(), place }, &mut Vec::new(), &Shared::default());
    Some((mark, read.ok()??))
}

/// A file and its mark, as far as there are any.
type Marked = (Option<Mark>, Option<Source>);

/// What was read; what the user has to mend is told, and what the machine failed at ends the reading.
fn take<T>(outcome: Result<Option<T>, Unread>, report: &mut Report) -> Result<Option<T>> {
    match outcome {
        Ok(read) => Ok(read),
        Err(Unread::Users(finding)) => {
            report.push(*finding);
            Ok(None)
        }
        Err(Unread::Machines(error)) => Err(error),
    }
}

/// Why a file was not read.
enum Unread {
    Users(Box<Diagnostic>),
    Machines(Error),
}

enum Failure {
    TooLarge,
    Io(io::Error),
}

impl From<io::Error> for Failure {
    fn from(cause: io::Error) -> Self {
        Self::Io(cause)
    }
}

impl Failure {
    fn of(self, file: &Listed) -> Unread {
        match self {
            Self::TooLarge => Unread::Users(Box::new(finding::too_large(&file.path, LARGEST_FILE))),
            Self::Io(cause) => Unread::Machines(Error::io("read", &file.place, cause)),
        }
    }
}

/// The bytes that were read already. Working copies mostly equal a frozen version, so sharing them while reading, and
/// not afterwards, halves the peak of memory.
#[derive(Default)]
struct Shared(Mutex<BTreeMap<Digest, Arc<[u8]>>>);

impl Shared {
    fn bytes(&self, digest: Digest, bytes: &[u8]) -> Arc<[u8]> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(digest).or_insert_with(|| bytes.into()))
    }
}

/// The file as it is now; `None` where it vanished since it was listed, as an editor's saving makes it.
fn read(file: &Listed, buffer: &mut Vec<u8>, shared: &Shared) -> Result<Option<Source>, Failure> {
    let open = match File::open(&file.place) {
        Ok(open) => open,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(cause.into()),
    };
    let length = open.metadata()?.len();
    if length > LARGEST_FILE {
        return Err(Failure::TooLarge);
    }
    buffer.clear();
    buffer.shrink_to(USUAL_FILE);
    // The file may grow while it is read, so the announced length is a hint only.
    buffer.reserve(usize::try_from(length).unwrap_or(0) + 1);
    open.take(LARGEST_FILE + 1).read_to_end(buffer)?;
    if buffer.len() as u64 > LARGEST_FILE {
        return Err(Failure::TooLarge);
    }
    let digest = Digest::of(buffer);
    Ok(Some(Source { path: file.path.clone(), bytes: shared.bytes(digest, buffer), digest }))
}

#[cfg(test)]
mod tests;
