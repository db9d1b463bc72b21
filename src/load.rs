//! The only reader of the disk: what belongs to a site, as bytes.
//!
//! Owns which files are read ([`walk`]) and how much of them. Knows nothing of what they mean, not even which is prose
//! and which is YAML. Invariant: the same files give the same [`Sources`], whatever the order of directory entries and
//! the number of threads; nothing outside of the site's folder is ever read.
//!
//! A preview that wants to read only what changed can keep length and time of each [`walk::Listed`] file and hand the
//! digests of the others over to [`Sources::from_read`]; walking is the cheap half.

mod finding;
mod walk;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Report};
use crate::error::{Error, Result};
use crate::source::{Digest, Source, Sources};
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
        match outcome {
            Ok(file) => files.extend(file),
            Err(Unread::Users(finding)) => report.push(*finding),
            Err(Unread::Machines(error)) => return Err(error),
        }
    }
    Ok((Sources::from_read(files), report))
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
