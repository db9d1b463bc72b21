//! Which files belong to a site.
//!
//! Owns what is passed over and how far links are followed. Knows nothing of the content of files. Invariant: every
//! listed file lies in the site's folder, links followed, and has a name that any system can hold.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::finding;
use crate::diagnostic::{Diagnostic, Report};
use crate::error::{Error, Result};

/// How many files and folders a site may have.
const MOST_ENTRIES: usize = 2_000_000;

/// What of a site's folder is read: name, and whether it is a folder.
const ROOTS: [(&str, bool); 4] = [("aushang.lock", false), ("content", true), ("site.yaml", false), ("themes", true)];

/// A file to be read.
pub(super) struct Listed {
    /// Its path below the site's folder, with `/` between the parts.
    pub path: String,
    /// Where it is.
    pub place: PathBuf,
}

/// The files of the site in `folder`; what cannot be one is put into `report`.
pub(super) fn list(folder: &Path, report: &mut Report) -> Result<Vec<Listed>> {
    let real = folder.canonicalize().map_err(|cause| Error::io("read", folder, cause))?;
    if !real.is_dir() {
        return Err(Error::io("read", folder, io::ErrorKind::NotADirectory.into()));
    }
    let mut files = Vec::new();
    for (name, is_folder) in ROOTS {
        let root = folder.join(name);
        match fs::symlink_metadata(&root) {
            Ok(_) => list_root(folder, &real, &root, is_folder, &mut files, report)?,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
            Err(cause) => return Err(Error::io("read", root, cause)),
        }
    }
    Ok(files)
}

fn list_root(
    folder: &Path,
    real: &Path,
    root: &Path,
    is_folder: bool,
    files: &mut Vec<Listed>,
    report: &mut Report,
) -> Result<()> {
    let mut entries = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
    let mut seen = 0;
    while let Some(next) = entries.next() {
        seen += 1;
        if seen > MOST_ENTRIES {
            report.push(finding::too_many(&shown(folder, root), MOST_ENTRIES));
            break;
        }
        let entry = match next {
            Ok(entry) => entry,
            Err(error) => {
                report_unreachable(folder, error, report)?;
                continue;
            }
        };
        let is_dir = entry.file_type().is_dir();
        if entry.depth() == 0 && is_dir != is_folder {
            let expected = if is_folder { "a folder" } else { "a file" };
            report.push(finding::no_file(&shown(folder, root), expected));
            break;
        }
        match judge(folder, real, &entry) {
            Verdict::Take(path) if !is_dir => files.push(Listed { path, place: entry.into_path() }),
            Verdict::Take(_) => continue,
            Verdict::PassOver => {}
            Verdict::Refuse(finding) => report.push(*finding),
        }
        if is_dir {
            entries.skip_current_dir();
        }
    }
    Ok(())
}

enum Verdict {
    Take(String),
    PassOver,
    Refuse(Box<Diagnostic>),
}

fn judge(folder: &Path, real: &Path, entry: &DirEntry) -> Verdict {
    if is_left_over(entry.file_name()) {
        return Verdict::PassOver;
    }
    let refuse = |finding| Verdict::Refuse(Box::new(finding));
    let path = shown(folder, entry.path());
    let Some(name) = entry.file_name().to_str() else { return refuse(finding::name_is_no_text(&path)) };
    if !travels(name) {
        return refuse(finding::name_does_not_travel(&path));
    }
    if entry.path_is_symlink() {
        match entry.path().canonicalize() {
            Ok(end) if end.starts_with(real) => {}
            Ok(_) => return refuse(finding::leads_out(&path)),
            Err(_) => return refuse(finding::leads_nowhere(&path)),
        }
    }
    // A pipe would never end, a device might.
    if !entry.file_type().is_file() && !entry.file_type().is_dir() {
        return refuse(finding::no_file(&path, "a file or folder"));
    }
    Verdict::Take(path)
}

/// What an entry that cannot be looked at means: a bad link is the user's, a vanished file nobody's, all else the
/// machine's.
fn report_unreachable(folder: &Path, error: walkdir::Error, report: &mut Report) -> Result<()> {
    let place = error.path().unwrap_or(folder).to_owned();
    // Emacs locks a file by a hidden link that leads nowhere.
    if place.file_name().is_some_and(is_left_over) {
        return Ok(());
    }
    let path = shown(folder, &place);
    if error.loop_ancestor().is_some() {
        report.push(finding::leads_in_circles(&path));
        return Ok(());
    }
    if fs::symlink_metadata(&place).is_ok_and(|found| found.is_symlink()) {
        report.push(finding::leads_nowhere(&path));
        return Ok(());
    }
    let cause = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
    if cause.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(Error::io("read", place, cause)) }
}

/// The path below `folder`, with `/` between the parts.
pub(super) fn shown(folder: &Path, place: &Path) -> String {
    let below = place.strip_prefix(folder).unwrap_or(place);
    let parts: Vec<_> = below.iter().map(OsStr::to_string_lossy).collect();
    parts.join("/")
}

/// Whether a name is hidden, or that of an editor's backup.
fn is_left_over(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    let ends = |suffix: &[u8]| name.ends_with(suffix);
    name.starts_with(b".") || ends(b"~") || ends(b".swp") || (name.len() > 1 && name.starts_with(b"#") && ends(b"#"))
}

/// Whether Windows, a web server and `sha256sum` can all hold the name.
fn travels(name: &str) -> bool {
    !name.contains(|c: char| c.is_control() || "<>:\"|?*\\".contains(c)) && !name.ends_with(['.', ' '])
}
