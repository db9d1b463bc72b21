//! One file: minified, compared, staged.
//!
//! Knows nothing of when the stage takes the place of the published folder. Invariant: a file lies in the stage only if
//! its bytes differ from the published ones, until [`Writer::keep`] adds the others.

use std::path::Path;

use super::disk::Disk;
use super::memory::Memory;
use super::old::{self, Old};
use super::{Options, minify};
use crate::error::Result;
use crate::output::OutFile;
use crate::source::Digest;

/// What became of a file.
#[derive(Clone, Copy)]
pub(super) struct Placed {
    /// The digest of its published bytes.
    pub digest: Digest,
    /// How many these are.
    pub length: u64,
    /// Whether they are those that were published before.
    pub unchanged: bool,
    /// The digest of the page that was minified.
    pub made_of: Option<Digest>,
}

/// All that is needed to place files.
pub(super) struct Writer<'a> {
    pub disk: &'a Disk,
    pub stage: &'a Path,
    pub published: &'a Path,
    pub old: &'a Old,
    pub options: &'a Options<'a>,
    pub memory: &'a Memory,
}

impl Writer<'_> {
    /// Puts `file` into the stage unless it is published already. The buffer is for reading the published one.
    pub fn place(&self, file: &OutFile, buffer: &mut Vec<u8>) -> Result<Placed> {
        let published = self.old.has(&file.path).then(|| self.published.join(&file.path));
        if !self.options.minify || !minify::applies_to(file) {
            return self.place_bytes(file, &file.bytes, published.as_deref(), None, buffer);
        }
        let made_of = Digest::of(&file.bytes);
        if let (Some(published), Some(digest)) = (&published, self.memory.recalled(made_of))
            && old::read(published, 0..=file.bytes.len(), buffer)
            && Digest::of(buffer) == digest
        {
            let length = buffer.len() as u64;
            return Ok(Placed { digest, length, unchanged: true, made_of: Some(made_of) });
        }
        let minified = minify::minified(&file.bytes);
        self.place_bytes(file, &minified, published.as_deref(), Some(made_of), buffer)
    }

    fn place_bytes(
        &self,
        file: &OutFile,
        bytes: &[u8],
        published: Option<&Path>,
        made_of: Option<Digest>,
        buffer: &mut Vec<u8>,
    ) -> Result<Placed> {
        let same = |published| old::read(published, bytes.len()..=bytes.len(), buffer) && buffer == bytes;
        let unchanged = published.is_some_and(same);
        if !unchanged {
            self.disk.write(&self.stage.join(&file.path), bytes)?;
        }
        Ok(Placed { digest: Digest::of(bytes), length: bytes.len() as u64, unchanged, made_of })
    }

    /// Puts the published file at `path` into the stage, with its modification time.
    pub fn keep(&self, path: &str) -> Result<()> {
        self.disk.keep(&self.published.join(path), &self.stage.join(path))
    }
}
