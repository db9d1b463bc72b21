//! The place beside the published folder where the next one is made, and the moment when it takes over.
//!
//! Owns `.<name>.aushang/`: its `lock`, its `stage` and, for an instant, the `old` tree. Invariant: whoever holds the
//! lock is alone, and at every moment the published folder is the old tree or the new one.
//!
//! The two are exchanged in one step where the system can (Linux, macOS, on all but some network and FAT file systems).
//! Elsewhere the old tree is renamed away and the stage into its place, and a reader may find nothing between the two;
//! a build that is killed just there is put right by the next, which puts the old tree back before it begins.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use same_file::Handle;

use super::disk::Disk;
use super::target::{Target, mounted};
use super::tree::Tree;
use super::write::Placed;
use crate::error::{Error, Result};

/// How often a lock is tried that others remove in the same moment.
const ATTEMPTS: usize = 100;

/// The place of work, locked.
pub(super) struct Work<'a> {
    disk: &'a Disk,
    target: &'a Target,
    folder: PathBuf,
    stage: PathBuf,
    old: PathBuf,
    lock: File,
}

impl<'a> Work<'a> {
    /// Takes the place and clears it of what a killed build left there.
    pub fn begin(disk: &'a Disk, target: &'a Target) -> Result<Self> {
        let folder = target.work();
        let lock = lock(disk, target, &folder)?;
        let (stage, old) = (folder.join("stage"), folder.join("old"));
        let work = Self { disk, target, folder, stage, old, lock };
        work.clear()?;
        Ok(work)
    }

    /// The folder that will take the place of the published one.
    pub fn stage(&self) -> &Path {
        &self.stage
    }

    /// Compares the stage with what shall be in it: exactly these files, of these lengths.
    pub fn verify(&self, placed: &[(&str, Placed)], folders: &BTreeSet<&str>) -> Result<()> {
        let tree = Tree::of(&self.stage)?;
        let paths = tree.files.iter().eq(placed.iter().map(|&(path, _)| path)) && tree.folders.iter().eq(folders);
        let length = |path: &str| fs::symlink_metadata(self.stage.join(path)).map(|found| found.len()).ok();
        if paths && tree.others == 0 && placed.par_iter().all(|(path, file)| length(path) == Some(file.length)) {
            return Ok(());
        }
        let why = format!("{} was changed by somebody else; nothing is published, try again", self.stage.display());
        Err(Error::Refused(why))
    }

    /// Lets the stage take the place of the published folder.
    pub fn swap(&self) -> Result<()> {
        self.swap_trees().map_err(|error| match error {
            Error::Io { cause, .. }
                if matches!(cause.kind(), io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices) =>
            {
                mounted(self.target.folder())
            }
            error => error,
        })
    }

    fn swap_trees(&self) -> Result<()> {
        let target = self.target.folder();
        if !is_there(target)? {
            return self.disk.rename(&self.stage, target);
        }
        self.disk.copy_permissions(target, &self.stage)?;
        if self.disk.exchange(&self.stage, target)? {
            return Ok(());
        }
        self.disk.rename(target, &self.old)?;
        self.disk.rename(&self.stage, target)
    }

    /// Removes all but the lock. An old tree without a successor goes back to its place first.
    fn clear(&self) -> Result<()> {
        if is_there(&self.old)? && !is_there(self.target.folder())? {
            self.disk.rename(&self.old, self.target.folder())?;
        }
        for left in [&self.stage, &self.old] {
            if is_there(left)? {
                self.disk.remove_tree(left)?;
            }
        }
        Ok(())
    }
}

impl Drop for Work<'_> {
    fn drop(&mut self) {
        // Whatever happened is decided by now: what cannot be cleared here is cleared by the next build.
        let _ = self.clear();
        let _ = self.disk.remove_file(&self.folder.join("lock"));
        let _ = self.disk.remove_folder(&self.folder);
        // A process that is started at this very moment may hold the file open, too, and with it the lock.
        let _ = self.lock.unlock();
    }
}

fn is_there(path: &Path) -> Result<bool> {
    match path.symlink_metadata() {
        Ok(_) => Ok(true),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(cause) => Err(Error::io("read", path, cause)),
    }
}

/// Locks the place. The lock file goes when its holder is done, so one that was opened may be one that is gone; then it
/// is worth nothing, and the next one is tried.
fn lock(disk: &Disk, target: &Target, folder: &Path) -> Result<File> {
    let path = folder.join("lock");
    let failed = |cause| Error::io("lock", &path, cause);
    for _ in 0..ATTEMPTS {
        disk.make_folder(folder)?;
        let file = match disk.open_lock(&path) {
            Err(Error::Io { cause, .. }) if cause.kind() == io::ErrorKind::NotFound => continue,
            opened => opened?,
        };
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => break,
            Err(TryLockError::Error(cause)) => return Err(failed(cause)),
            Ok(()) => {}
        }
        let held = Handle::from_file(file.try_clone().map_err(failed)?).map_err(failed)?;
        if Handle::from_path(&path).is_ok_and(|lies_there| lies_there == held) {
            return Ok(file);
        }
    }
    let shown = target.folder().display();
    Err(Error::Refused(format!("another build is publishing into {shown}: wait until it is done, and try again")))
}
