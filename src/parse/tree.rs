//! The files of `content/` as folders in folders.
//!
//! Knows nothing of what files mean. Invariant: what editors and operating systems leave behind is not in it.

use std::collections::BTreeMap;

use super::names::is_leftover;
use crate::source::{FileId, Sources};

/// A folder, with its files and folders by name.
#[derive(Debug, Default)]
pub struct Folder<'a> {
    /// Its path below the site's folder, without a slash at the end.
    pub path: String,
    /// The files in it.
    pub files: BTreeMap<&'a str, FileId>,
    /// The folders in it.
    pub folders: BTreeMap<&'a str, Folder<'a>>,
}

impl<'a> Folder<'a> {
    /// The folder `prefix` (which ends in `/`) of a site, empty where it does not exist.
    pub fn of(sources: &'a Sources, prefix: &'a str) -> Self {
        let mut top = Self { path: prefix.trim_end_matches('/').to_owned(), ..Self::default() };
        for (file, source) in sources.below(prefix) {
            let below = &source.path[prefix.len()..];
            if below.split('/').any(is_leftover) {
                continue;
            }
            let (folders, name) = below.rsplit_once('/').map_or((None, below), |(f, name)| (Some(f), name));
            let mut folder = &mut top;
            for part in folders.into_iter().flat_map(|folders| folders.split('/')) {
                let path = format!("{}/{part}", folder.path);
                folder = folder.folders.entry(part).or_insert_with(|| Self { path, ..Self::default() });
            }
            folder.files.insert(name, file);
        }
        top
    }

    /// The path of something in this folder.
    pub fn path_of(&self, name: &str) -> String {
        format!("{}/{name}", self.path)
    }
}
