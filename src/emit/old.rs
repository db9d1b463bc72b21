//! The published folder as it was found.
//!
//! Knows nothing of how the next one is made. Invariant: it is only read.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::ops::RangeInclusive;
use std::path::Path;

use super::tree::Tree;
use crate::error::{Error, Result};

/// What the published folder holds.
pub(super) struct Old {
    tree: Tree,
}

impl Old {
    /// What `folder` holds; nothing, where it is not there.
    pub fn of(folder: &Path) -> Result<Self> {
        let there = fs::exists(folder).map_err(|cause| Error::io("read", folder, cause))?;
        let tree = if there { Tree::of(folder)? } else { Tree::default() };
        Ok(Self { tree })
    }

    /// The paths of its files.
    pub fn files(&self) -> &[String] {
        &self.tree.files
    }

    /// Whether it has a file at `path`.
    pub fn has(&self, path: &str) -> bool {
        self.tree.files.binary_search_by(|old| old.as_str().cmp(path)).is_ok()
    }

    /// Whether it consists of just these.
    pub fn is_just(&self, files: &BTreeSet<&str>, folders: &BTreeSet<&str>) -> bool {
        self.tree.others == 0 && self.tree.files.iter().eq(files) && self.tree.folders.iter().eq(folders)
    }
}

/// Reads the file at `place` into `buffer`, unless its length is not one of `lengths`. What cannot be read counts as
/// changed: it will be replaced, and nothing is lost by that.
pub(super) fn read(place: &Path, lengths: RangeInclusive<usize>, buffer: &mut Vec<u8>) -> bool {
    let mut attempt = || -> io::Result<bool> {
        let mut file = File::open(place)?;
        let length = usize::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
        if !lengths.contains(&length) {
            return Ok(false);
        }
        buffer.resize(length, 0);
        file.read_exact(buffer)?;
        Ok(true)
    };
    attempt().unwrap_or(false)
}
