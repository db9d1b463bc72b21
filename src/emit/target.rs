//! The folder that is published into.
//!
//! Owns which folders may be replaced. Invariant: a [`Target`] is an absolute path, links followed, of a folder that is
//! not there yet, is empty, or was made by Aushang.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::MARKER;
use crate::error::{Error, Result};

/// What a marker begins with.
pub(super) const MADE_BY: &str = "This folder was made by Aushang";

/// The published folder.
pub(super) struct Target {
    folder: PathBuf,
    above: PathBuf,
    name: String,
}

impl Target {
    /// The folder at `target`, for the site in the folder `site`.
    pub fn find(target: &Path, site: Option<&Path>) -> Result<Self> {
        let folder = real(target)?;
        if let Some(site) = site {
            keep_off_the_site(&folder, &site.canonicalize().map_err(|cause| Error::io("read", site, cause))?)?;
        }
        let (Some(above), Some(name)) = (folder.parent(), folder.file_name()) else {
            return Err(refused(&folder, "is the root of the file system", "choose a folder with `--output`"));
        };
        let (above, name) = (above.to_owned(), name.to_string_lossy().into_owned());
        match fs::metadata(&folder) {
            Ok(found) if !found.is_dir() => {
                return Err(refused(&folder, "is not a folder", "remove it, or choose a folder with `--output`"));
            }
            Ok(found) => {
                if is_mounted(&found, &above)? {
                    return Err(mounted(&folder));
                }
                require_marker(&folder)?;
            }
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
            Err(cause) => return Err(Error::io("read", &folder, cause)),
        }
        Ok(Self { folder, above, name })
    }

    /// Where it is, or will be.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where work for it goes on: beside it, as only within one file system a rename is one step.
    pub fn work(&self) -> PathBuf {
        self.above.join(format!(".{}.aushang", self.name))
    }
}

/// What to say of a folder that is the root of another file system.
pub(super) fn mounted(folder: &Path) -> Error {
    let inside = folder.join("site");
    let remedy = format!("publish into a folder inside of it, such as {}", inside.display());
    refused(folder, "is a mount point, which cannot be replaced in one step", &remedy)
}

fn refused(folder: &Path, what: &str, remedy: &str) -> Error {
    Error::Refused(format!("cannot publish into {}: it {what}; {remedy}", folder.display()))
}

/// The absolute path of `target` with all links followed, as far as it is there.
fn real(target: &Path) -> Result<PathBuf> {
    let absolute = std::path::absolute(target).map_err(|cause| Error::io("find", target, cause))?;
    let mut there = absolute.as_path();
    let mut missing = Vec::new();
    loop {
        match there.canonicalize() {
            Ok(real) => return Ok(missing.into_iter().rev().fold(real, |path, part| path.join(part))),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                if there.is_symlink() {
                    return Err(refused(there, "is a symbolic link that leads nowhere", "remove the link"));
                }
                let (Some(above), Some(name)) = (there.parent(), there.file_name()) else {
                    return Err(Error::io("find", target, cause));
                };
                missing.push(name);
                there = above;
            }
            Err(cause) => return Err(Error::io("find", target, cause)),
        }
    }
}

fn keep_off_the_site(folder: &Path, site: &Path) -> Result<()> {
    let remedy = "choose another folder with `--output`, such as `public`";
    if site.starts_with(folder) {
        return Err(refused(folder, "holds the site's own files", remedy));
    }
    for source in ["content", "themes"] {
        // Either may be a link; both spellings are what the site is made of.
        let source = site.join(source);
        let real = source.canonicalize();
        if folder.starts_with(&source) || real.is_ok_and(|real| folder.starts_with(&real) || real.starts_with(folder)) {
            return Err(refused(folder, "is where the site is written, not published", remedy));
        }
    }
    Ok(())
}

/// Refuses a folder that holds anything but is not ours, or that somebody keeps a repository in.
fn require_marker(folder: &Path) -> Result<()> {
    let failed = |cause| Error::io("read", folder, cause);
    let mut entries = fs::read_dir(folder).map_err(failed)?;
    if entries.next().transpose().map_err(failed)?.is_none() {
        return Ok(());
    }
    if !is_marked(folder) {
        let what = format!("is not empty, and no `{MARKER}` in it says that Aushang made it");
        return Err(refused(folder, &what, "empty it, or choose another folder with `--output`"));
    }
    if folder.join(".git").symlink_metadata().is_ok() {
        let remedy = "keep the repository elsewhere and copy the files there";
        return Err(refused(folder, "holds a Git repository, which would be lost", remedy));
    }
    Ok(())
}

fn is_marked(folder: &Path) -> bool {
    let path = folder.join(MARKER);
    if !path.symlink_metadata().is_ok_and(|found| found.is_file()) {
        return false;
    }
    let mut start = [0; MADE_BY.len()];
    fs::File::open(path).is_ok_and(|mut file| file.read_exact(&mut start).is_ok()) && start == *MADE_BY.as_bytes()
}

#[cfg(unix)]
fn is_mounted(found: &fs::Metadata, above: &Path) -> Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let around = fs::metadata(above).map_err(|cause| Error::io("read", above, cause))?;
    Ok(found.dev() != around.dev())
}

#[cfg(not(unix))]
fn is_mounted(_: &fs::Metadata, _: &Path) -> Result<bool> {
    Ok(false)
}
