//! What lies in a folder. Knows nothing of why it does. Links are not followed.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use crate::error::{Error, Result};

/// Paths below a folder, with `/` between the parts, in bytewise order.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// Regular files.
    pub files: Vec<String>,
    /// Folders.
    pub folders: Vec<String>,
    /// How much there is besides: links, devices, names that are no text.
    pub others: usize,
}

impl Tree {
    /// Lists `folder`.
    pub fn of(folder: &Path) -> Result<Self> {
        let mut tree = list(folder, "")?;
        tree.files.par_sort_unstable();
        tree.folders.par_sort_unstable();
        Ok(tree)
    }

    fn joined(mut self, other: Self) -> Self {
        self.files.extend(other.files);
        self.folders.extend(other.folders);
        self.others += other.others;
        self
    }
}

fn list(folder: &Path, prefix: &str) -> Result<Tree> {
    let failed = |cause| Error::io("read", folder, cause);
    let mut tree = Tree::default();
    let mut below = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let kind = entry.file_type().map_err(failed)?;
        match entry.file_name().to_str() {
            Some(name) if kind.is_file() => tree.files.push(format!("{prefix}{name}")),
            Some(name) if kind.is_dir() => below.push((entry.path(), format!("{prefix}{name}"))),
            _ => tree.others += 1,
        }
    }
    let nested = below
        .par_iter()
        .map(|(place, path)| list(place, &format!("{path}/")))
        .try_reduce(Tree::default, |one, other| Ok(one.joined(other)))?;
    tree.folders.extend(below.into_iter().map(|(_, path)| path));
    Ok(tree.joined(nested))
}
