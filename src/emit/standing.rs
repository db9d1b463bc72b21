//! What the last build made, and of what: a build of the same has nothing to do where the published folder still holds
//! it, byte for byte.
//!
//! Owns the file in the memory and the comparison of a folder with its checksums. Invariant: what it says is true or it
//! says nothing; a memory that is missing, damaged or of something else costs time and never changes a byte.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::target::Target;
use super::tree::Tree;
use super::{Published, SUMS, above, memory};
use crate::source::Digest;

/// The file's name.
const NAME: &str = "published.json";

/// What was published last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The digest of all that it was made of, as its maker tells it.
    pub made_of: String,
    /// The digest of its `SHA256SUMS`, in hexadecimal digits.
    pub sums: String,
    /// What its maker wants to say of it again.
    pub notes: Vec<String>,
}

impl Standing {
    /// What the memory in `folder` says.
    #[must_use]
    pub fn recall(folder: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(folder.join(NAME)).ok()?).ok()
    }

    /// Remembers it in `folder`. Where that fails, the next build does the work again.
    pub fn keep(&self, folder: &Path) {
        let save = || {
            memory::prepare(folder)?;
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            file.write_all(&serde_json::to_vec(self)?)?;
            file.persist(folder.join(NAME)).map_err(|failed| failed.error)
        };
        let _ = save();
    }

    /// What is published in `target`, if that is just this and no other build is at work there.
    #[must_use]
    pub fn found_in(&self, target: &Path, site: Option<&Path>) -> Option<Published> {
        let target = Target::find(target, site).ok()?;
        if fs::symlink_metadata(target.work()).is_ok() {
            return None;
        }
        let sums = Digest::from_hex(&self.sums)?;
        let text = fs::read_to_string(target.folder().join(SUMS)).ok()?;
        if Digest::of(text.as_bytes()) != sums {
            return None;
        }
        let lines = text.lines().map(|line| Some((line.get(66..)?, Digest::from_hex(line.get(..64)?)?)));
        let files: Vec<(&str, Digest)> = lines.collect::<Option<_>>()?;
        let paths: BTreeSet<&str> = files.iter().map(|&(path, _)| path).chain([SUMS]).collect();
        let folders: BTreeSet<&str> = paths.iter().flat_map(|path| above(path)).collect();
        let tree = Tree::of(target.folder()).ok()?;
        if tree.others > 0 || !tree.files.iter().eq(&paths) || !tree.folders.iter().eq(&folders) {
            return None;
        }
        let lengths = files.par_iter().map(|(path, digest)| {
            let bytes = fs::read(target.folder().join(path)).ok()?;
            (Digest::of(&bytes) == *digest).then_some(bytes.len() as u64)
        });
        let bytes = lengths.try_fold(|| 0, |sum, length| Some(sum + length?)).try_reduce(|| 0, |a, b| Some(a + b))?;
        Some(Published { unchanged: paths.len(), bytes: bytes + text.len() as u64, sums, ..Published::default() })
    }
}
