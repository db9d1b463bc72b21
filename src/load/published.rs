//! A published folder, as digests: what `verify` compares with its `SHA256SUMS`.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::walk::shown;
use crate::error::{Error, Result};
use crate::source::Digest;

/// What lies in a published folder.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// The digest of every file by its path. What is hidden is left out, but for `.well-known`.
    pub files: BTreeMap<String, Digest>,
    /// `SHA256SUMS`.
    pub sums: Option<String>,
    /// `SHA256SUMS.minisig`.
    pub signature: Option<String>,
}

/// Reads the folder.
///
/// # Errors
/// Where the folder or a file in it cannot be read.
pub fn published(folder: &Path) -> Result<Published> {
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !name.starts_with('.') || name == ".well-known"
    });
    let mut paths = Vec::new();
    for entry in walk {
        let entry = entry.map_err(|error| {
            let place = error.path().unwrap_or(folder).to_owned();
            Error::io("read", place, error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into()))
        })?;
        if !entry.file_type().is_dir() {
            paths.push(entry.into_path());
        }
    }
    let read = |path: &Path| fs::read(path).map_err(|cause| Error::io("read", path, cause));
    let files: Result<BTreeMap<String, Digest>> =
        paths.par_iter().map(|path| Ok((shown(folder, path), Digest::of(&read(path)?)))).collect();
    Ok(Published {
        files: files?,
        sums: text(&folder.join("SHA256SUMS"))?,
        signature: text(&folder.join("SHA256SUMS.minisig"))?,
    })
}

/// The text of a file, where there is one.
///
/// # Errors
/// Where it is there and cannot be read.
pub fn text(path: &Path) -> Result<Option<String>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(Error::io("read", path, cause)),
    }
}
