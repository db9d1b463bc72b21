//! The only writer of the disk: from [`Output`] to a folder that a web server can serve.
//!
//! Owns how a site is published: made in parallel, staged beside the published folder, verified, and swapped in one
//! step. Knows nothing of what the files mean. Invariants: at every moment the published folder is the old tree or the
//! new one, byte for byte; a file whose bytes did not change keeps its modification time; where nothing changed, nothing
//! is touched; the same output gives the same bytes.
//!
//! What is not promised is that a power cut right after the swap finds the new files on the platter: nothing is flushed
//! file by file, as the next build would notice and put it right.

pub mod archive;
mod beside;
mod disk;
pub mod file;
mod memory;
mod minify;
mod old;
mod standing;
mod target;
mod tree;
mod work;
mod write;

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::output::{OutFile, Output, Task};
use crate::sign::{self, Key};
use crate::source::Digest;
pub use beside::write_beside;
use disk::Disk;
use memory::Memory;
use old::Old;
pub use standing::Standing;
use target::Target;
use work::Work;
use write::{Placed, Writer};

/// The file that says who made the folder. Without it nothing in a folder is touched. It is no hidden file, as some
/// hosts leave those out, and its first words are what is looked for.
const MARKER: &str = "aushang.txt";

/// The digests of all published files but itself, for `sha256sum -c`.
const SUMS: &str = "SHA256SUMS";

/// The signature of the digests, in minisign's format, where there is a key.
const SIGNATURE: &str = "SHA256SUMS.minisig";

/// How to publish.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// Whether HTML is minified.
    pub minify: bool,
    /// Where minified pages are remembered by digest between builds. It may be deleted at any time, and never changes a
    /// published byte.
    pub memory: Option<&'a Path>,
    /// The folder of the site, which must not be overwritten by what is made of it.
    pub site: Option<&'a Path>,
    /// What the digests are signed with.
    pub key: Option<&'a Key>,
}

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or have new bytes.
    pub written: usize,
    /// Files that were left as they were.
    pub unchanged: usize,
    /// Files that no longer belonged.
    pub removed: usize,
    /// How many bytes all files of the published folder have.
    pub bytes: u64,
    /// The digest of `SHA256SUMS`, and by it of all others.
    pub sums: Digest,
}

/// Why nothing was published.
#[derive(Debug)]
pub enum PublishError {
    /// The machine failed, or must not do this.
    Machine(Error),
    /// A template of the theme failed.
    Template(Box<Diagnostic>),
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Machine(error) => error.fmt(f),
            Self::Template(finding) => f.write_str(&finding.message),
        }
    }
}

impl std::error::Error for PublishError {}

impl From<Error> for PublishError {
    fn from(error: Error) -> Self {
        Self::Machine(error)
    }
}

/// Makes the folder `target` hold just the files of `output`, its marker and its checksums.
///
/// Work goes on in `.<name>.aushang/` beside the target, which is gone afterwards; what a killed build leaves there, the
/// next one puts right.
///
/// # Errors
/// Where a template fails; where a file cannot be written; where the target is not one that may be replaced. The
/// published folder is then as it was before.
pub fn publish(target: &Path, output: &Output<'_>, options: &Options<'_>) -> Result<Published, PublishError> {
    publish_with(&Disk::default(), target, output, options)
}

fn publish_with(
    disk: &Disk,
    target: &Path,
    output: &Output<'_>,
    options: &Options<'_>,
) -> Result<Published, PublishError> {
    let expected = Expected::of(output, options.key)?;
    let target = Target::find(target, options.site)?;
    let work = Work::begin(disk, &target)?;
    let old = Old::of(target.folder())?;
    let memory = Memory::recall(options.minify.then_some(options.memory).flatten());
    let writer = Writer { disk, stage: work.stage(), published: target.folder(), old: &old, options, memory: &memory };

    let mut placed = run(output, &writer)?;
    placed.push((MARKER, writer.place(&marker_file(), &mut Vec::new())?));
    placed.sort_unstable_by_key(|&(path, _)| path);
    let sums = sums_file(placed.iter().map(|(path, file)| (*path, file.digest)));
    let digest = Digest::of(&sums.bytes);
    let signature = options.key.map(|key| signature(key, &sums.bytes, target.folder())).transpose()?;
    for (path, file) in [(SUMS, Some(sums)), (SIGNATURE, signature)] {
        if let Some(file) = file {
            let file = writer.place(&file, &mut Vec::new())?;
            placed.insert(placed.partition_point(|&(other, _)| other < path), (path, file));
        }
    }

    let unchanged: Vec<&str> = placed.iter().filter(|(_, file)| file.unchanged).map(|&(path, _)| path).collect();
    let published = Published {
        written: placed.len() - unchanged.len(),
        unchanged: unchanged.len(),
        removed: old.files().iter().filter(|path| !expected.files.contains(path.as_str())).count(),
        bytes: placed.iter().map(|(_, file)| file.length).sum(),
        sums: digest,
    };
    if published.written > 0 || !old.is_just(&expected.files, &expected.folders) {
        unchanged.par_iter().try_for_each(|path| writer.keep(path))?;
        work.verify(&placed, &expected.folders)?;
        work.swap()?;
    }
    memory.keep(placed.iter().filter_map(|(_, file)| Some((file.made_of?, file.digest))));
    Ok(published)
}

/// Runs all tasks. Of several that fail the first in order is told, so that two runs tell the same.
fn run<'a>(output: &'a Output<'_>, writer: &Writer<'_>) -> Result<Vec<(&'a str, Placed)>, PublishError> {
    let tasks = output.tasks();
    let mut placed: Vec<Vec<Placed>> = tasks.iter().map(|_| Vec::new()).collect();
    let failure = tasks.par_iter().zip(&mut placed).find_map_first(|(task, slot)| {
        let mut buffer = Vec::new();
        let files = task.run().map_err(PublishError::Template);
        let all = files.and_then(|files| {
            files.iter().map(|file| writer.place(file, &mut buffer).map_err(PublishError::Machine)).collect()
        });
        all.map(|all| *slot = all).err()
    });
    match failure {
        Some(failure) => Err(failure),
        None => Ok(tasks
            .iter()
            .zip(placed)
            .flat_map(|(task, placed)| task.paths().iter().map(String::as_str).zip(placed))
            .collect()),
    }
}

/// The paths that the published folder shall have.
struct Expected<'a> {
    files: BTreeSet<&'a str>,
    folders: BTreeSet<&'a str>,
}

impl<'a> Expected<'a> {
    fn of(output: &'a Output<'_>, key: Option<&Key>) -> Result<Self, Error> {
        let mut files = BTreeSet::from([MARKER, SUMS]);
        files.extend(key.map(|_| SIGNATURE));
        let mut folders = BTreeSet::new();
        for path in output.tasks().iter().flat_map(Task::paths) {
            if !files.insert(path) {
                return Err(taken_twice(path));
            }
            for folder in above(path) {
                if !folders.insert(folder) {
                    break;
                }
            }
        }
        match folders.iter().find(|&folder| files.contains(folder)) {
            Some(folder) => Err(taken_twice(folder)),
            None => Ok(Self { files, folders }),
        }
    }
}

/// The folders in which the file at `path` lies, from the innermost.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.char_indices().rev().filter(|&(_, c)| c == '/').map(|(at, _)| &path[..at])
}

fn taken_twice(path: &str) -> Error {
    Error::Refused(format!("two parts of the site want to be published at `{path}`: rename one of them"))
}

/// The signature of the digests: the published one, where that holds, as another of the same bytes would differ.
fn signature(key: &Key, sums: &[u8], published: &Path) -> Result<OutFile, Error> {
    let old = std::fs::read_to_string(published.join(SIGNATURE)).ok();
    let signature = match old.filter(|old| sign::verify(&key.public(), sums, old).is_ok()) {
        Some(old) => old,
        None => key.sign(sums).map_err(|why| Error::Refused(format!("cannot sign {SUMS}: {why}")))?,
    };
    Ok(OutFile::new(SIGNATURE, signature).verbatim())
}

/// The file that tells later builds that the folder may be replaced. Every published folder has it.
#[must_use]
pub fn marker_file() -> OutFile {
    let text = format!(
        "{} {}.\n\nEach build replaces this folder as a whole: what is put here by hand is lost.\n\
         `sha256sum -c {SUMS}` shows whether a file was changed since.\n",
        target::MADE_BY,
        env!("CARGO_PKG_VERSION"),
    );
    OutFile::new(MARKER, text).verbatim()
}

/// A file as a build publishes it that minifies.
#[must_use]
pub fn minified(mut file: OutFile) -> OutFile {
    if minify::applies_to(&file) {
        file.bytes = minify::minified(&file.bytes);
    }
    file
}

/// The checksums of all other published files, given in the order of their paths. Every published folder has it.
#[must_use]
pub fn sums_file<'a>(digests: impl IntoIterator<Item = (&'a str, Digest)>) -> OutFile {
    use fmt::Write as _;
    let text = digests.into_iter().fold(String::new(), |mut text, (path, digest)| {
        let _ = writeln!(text, "{digest}  {path}");
        text
    });
    OutFile::new(SUMS, text).verbatim()
}

#[cfg(test)]
mod tests;
