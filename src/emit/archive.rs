//! Released versions on their way into `content/`.
//!
//! Owns that a release is there as a whole or not at all: everything is written under hidden names beside its place
//! first, then renamed, a new folder in one step, and `aushang.lock` at the end. What fails undoes what was done. Who is
//! killed between the renames leaves files that are whole, and a version without a seal, which every later run tells.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use crate::error::{Error, Result};
use crate::source::Digest;

/// Files below the site's folder that are to be written: path and bytes.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Writes `files` below the folder `site`; the one called `last` takes its place after all others. `known` tells the
/// digest of a file as it was read.
///
/// # Errors
/// Where a file is not as it was read any more, and where one cannot be written. All is then as it was before.
pub fn add(site: &Path, files: &Files, last: &str, known: &dyn Fn(&str) -> Option<Digest>) -> Result<()> {
    add_with(&Disk::default(), site, files, last, known)
}

pub(super) fn add_with(
    disk: &Disk,
    site: &Path,
    files: &Files,
    last: &str,
    known: &dyn Fn(&str) -> Option<Digest>,
) -> Result<()> {
    for path in files.keys() {
        still_as_read(&site.join(path), known(path))?;
    }
    let mut steps = Steps { disk, places: BTreeSet::new(), done: Vec::new() };
    let outcome = steps.stage(site, files).and_then(|()| steps.commit(&site.join(last)));
    if outcome.is_err() {
        steps.undo();
    }
    steps.clear();
    outcome
}

fn still_as_read(path: &Path, known: Option<Digest>) -> Result<()> {
    let now = match fs::read(path) {
        Ok(bytes) => Some(Digest::of(&bytes)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => None,
        Err(cause) => return Err(Error::io("read", path, cause)),
    };
    if now == known {
        return Ok(());
    }
    Err(Error::Refused(format!("{} was changed by somebody else meanwhile; try again", path.display())))
}

struct Steps<'a> {
    disk: &'a Disk,
    /// Where something is to lie: files, or whole folders that are new.
    places: BTreeSet<PathBuf>,
    /// What has been renamed.
    done: Vec<Done>,
}

enum Done {
    /// Something lies where nothing was.
    Placed(PathBuf),
    /// Something lies where something else was, which has its other name now.
    Replaced(PathBuf),
}

/// The name under which `place` is prepared.
fn staged(place: &Path) -> PathBuf {
    hidden(place, "new")
}

/// The name under which the old file waits until all is done.
fn kept(place: &Path) -> PathBuf {
    hidden(place, "old")
}

fn hidden(place: &Path, what: &str) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    place.with_file_name(format!(".{name}.aushang-{what}"))
}

impl Steps<'_> {
    /// Writes everything under hidden names.
    fn stage(&mut self, site: &Path, files: &Files) -> Result<()> {
        let mut stage = Vec::new();
        for (path, bytes) in files {
            let path = site.join(path);
            // The highest folder that is missing is made as a whole.
            let missing = path.ancestors().skip(1).take_while(|folder| *folder != site && !folder.exists()).last();
            let place = missing.unwrap_or(&path).to_owned();
            let below = path.strip_prefix(&place).unwrap_or(Path::new("")).to_owned();
            if self.places.insert(place.clone()) {
                self.remove(&staged(&place))?;
                self.remove(&kept(&place))?;
            }
            let staged = staged(&place);
            stage.push((if below.as_os_str().is_empty() { staged } else { staged.join(below) }, bytes));
        }
        stage.into_iter().try_for_each(|(path, bytes)| self.disk.write(&path, bytes))
    }

    /// Renames everything into its place, `last` at the end.
    fn commit(&mut self, last: &Path) -> Result<()> {
        let (end, first): (Vec<_>, Vec<_>) = self.places.clone().into_iter().partition(|place| place == last);
        for place in first.into_iter().chain(end) {
            let there = place.symlink_metadata().is_ok();
            if there {
                // A second name for the old file: there is no moment without one at its place.
                self.disk.keep(&place, &kept(&place))?;
            }
            self.disk.rename(&staged(&place), &place)?;
            self.done.push(if there { Done::Replaced(place) } else { Done::Placed(place) });
        }
        Ok(())
    }

    /// Takes back what was renamed, as far as the disk lets.
    fn undo(&mut self) {
        while let Some(done) = self.done.pop() {
            let _ = match done {
                Done::Placed(place) => self.disk.rename(&place, &staged(&place)),
                Done::Replaced(place) => self.disk.rename(&kept(&place), &place),
            };
        }
    }

    /// Removes what is left under hidden names. An old file whose place is empty is left: it is the only one.
    fn clear(&self) {
        for place in &self.places {
            let _ = self.remove(&staged(place));
            if place.symlink_metadata().is_ok() {
                let _ = self.remove(&kept(place));
            }
        }
    }

    fn remove(&self, path: &Path) -> Result<()> {
        match path.symlink_metadata() {
            Ok(found) if found.is_dir() => self.disk.remove_tree(path),
            Ok(_) => self.disk.remove_file(path),
            Err(_) => Ok(()),
        }
    }
}
