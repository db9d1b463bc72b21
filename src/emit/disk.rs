//! The operations that change the disk, all of them.
//!
//! Owns how each is done and how its failure is told. Knows nothing of stages and sites. Invariant: whatever `emit`
//! changes, it changes through here, so that a test can let any single operation fail, or all from one on, as a kill
//! does.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use rayon::prelude::*;

use crate::error::{Error, Result};

/// The disk as `emit` changes it.
#[derive(Default)]
pub(super) struct Disk {
    #[cfg(test)]
    pub(super) faults: super::tests::Faults,
}

impl Disk {
    /// Makes the folder, unless it is there.
    pub fn make_folder(&self, folder: &Path) -> Result<()> {
        self.attempt("create", folder, || fs::create_dir_all(folder))
    }

    /// Opens the file for locking, making it where it is missing.
    pub fn open_lock(&self, path: &Path) -> Result<File> {
        self.attempt("create", path, || OpenOptions::new().create(true).truncate(false).write(true).open(path))
    }

    /// Writes a file that is not there yet, and the folders above it.
    pub fn write(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        self.attempt("write", path, || with_folder(path, || File::create_new(path))?.write_all(bytes))
    }

    /// Puts the file at `old` at `new`, too, with its modification time: as a second name where the system can, else as
    /// a copy.
    pub fn keep(&self, old: &Path, new: &Path) -> Result<()> {
        let linked = self.attempt("link", new, || with_folder(new, || fs::hard_link(old, new)));
        linked.or_else(|_| {
            self.attempt("copy", new, || {
                with_folder(new, || fs::copy(old, new))?;
                let time = fs::metadata(old)?.modified()?;
                OpenOptions::new().write(true).open(new)?.set_modified(time)
            })
        })
    }

    /// Gives `folder` the permissions of the folder `like`.
    pub fn copy_permissions(&self, like: &Path, folder: &Path) -> Result<()> {
        self.attempt("set the permissions of", folder, || {
            fs::set_permissions(folder, fs::metadata(like)?.permissions())
        })
    }

    /// Renames.
    pub fn rename(&self, old: &Path, new: &Path) -> Result<()> {
        self.attempt("replace", new, || fs::rename(old, new))
    }

    /// Exchanges two paths in one step; `false` where the system cannot.
    pub fn exchange(&self, one: &Path, other: &Path) -> Result<bool> {
        self.attempt("replace", other, || if self.lacks_exchange() { Ok(false) } else { exchange(one, other) })
    }

    /// Removes the file at `path`, if there is one.
    pub fn remove_file(&self, path: &Path) -> Result<()> {
        self.attempt("remove", path, || gone(fs::remove_file(path)))
    }

    /// Removes the empty folder at `path`, if there is one.
    pub fn remove_folder(&self, path: &Path) -> Result<()> {
        self.attempt("remove", path, || gone(fs::remove_dir(path)))
    }

    /// Removes the folder at `path`, if there is one, and all in it.
    pub fn remove_tree(&self, path: &Path) -> Result<()> {
        self.attempt("remove", path, || gone(remove_tree(path)))
    }

    fn attempt<T>(&self, action: &'static str, path: &Path, operation: impl FnOnce() -> io::Result<T>) -> Result<T> {
        self.fault().and_then(|()| operation()).map_err(|cause| Error::io(action, path, cause))
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "only a test's disk has faults")]
    fn fault(&self) -> io::Result<()> {
        Ok(())
    }

    #[cfg(test)]
    fn fault(&self) -> io::Result<()> {
        self.faults.next()
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, reason = "only a test's disk lacks what the system has")]
    fn lacks_exchange(&self) -> bool {
        false
    }

    #[cfg(test)]
    fn lacks_exchange(&self) -> bool {
        self.faults.no_exchange
    }
}

/// Makes the folders above `path` only where the operation finds them missing: one call less for each further file.
fn with_folder<T>(path: &Path, operation: impl Fn() -> io::Result<T>) -> io::Result<T> {
    match (operation(), path.parent()) {
        (Err(cause), Some(folder)) if cause.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            operation()
        }
        (outcome, _) => outcome,
    }
}

fn gone(outcome: io::Result<()>) -> io::Result<()> {
    match outcome {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}

/// As `remove_dir_all`, in parallel at the first level, which is where a site is wide.
fn remove_tree(folder: &Path) -> io::Result<()> {
    let entries: Vec<_> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    entries.par_iter().try_for_each(|entry| {
        let path = entry.path();
        if entry.file_type()?.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
    })?;
    fs::remove_dir(folder)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        // The kernel or the file system does not know it.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(errno) => Err(errno.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}
