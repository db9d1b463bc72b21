//! What was understood before: documents and pages are pure functions of their folder's files and of the site's languages.
//!
//! Invariant: what is recalled is what reading again would give, places included: a folder counts as unchanged only
//! where its files have the same bytes and the same numbers, and so does a text.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::edition::{Context, Known, Texts};
use super::tree::Folder;
use crate::diagnostic::Report;
use crate::model::catalogue::Catalogue;
use crate::model::document::Document;
use crate::model::law::Rows;
use crate::model::site::{Page, SiteConfig};
use crate::model::text::Lang;
use crate::source::{Digest, FileId, Sources};

/// What was read last.
#[derive(Debug, Default)]
pub struct Memory {
    languages: Vec<Lang>,
    raw_html: bool,
    pub(super) site: One<SiteConfig>,
    pub(super) catalogue: One<Catalogue>,
    pub(super) law: One<Rows>,
    pub(super) documents: Folders<Document>,
    pub(super) pages: Folders<Page>,
}

/// A file that stands alone, and what it was read as.
#[derive(Debug)]
pub(super) struct One<T> {
    read: Option<(FileId, Digest, Option<Arc<T>>, Report)>,
}

/// Folders by name, and what they were read as.
#[derive(Debug)]
pub(super) struct Folders<T> {
    folders: BTreeMap<String, Read<T>>,
}

/// What a folder was read as.
#[derive(Debug)]
pub(super) struct Read<T> {
    files: Vec<(FileId, Digest)>,
    /// What it holds.
    pub value: Option<Arc<T>>,
    /// What is wrong with it.
    pub report: Report,
    /// Its texts, each of which may be unchanged where the folder is not.
    texts: Arc<Texts>,
}

// Derived, these would ask the same of `T`.
impl<T> Default for One<T> {
    fn default() -> Self {
        Self { read: None }
    }
}

impl<T> Default for Folders<T> {
    fn default() -> Self {
        Self { folders: BTreeMap::new() }
    }
}

impl<T> Clone for Read<T> {
    fn clone(&self) -> Self {
        Self {
            files: self.files.clone(),
            value: self.value.clone(),
            report: self.report.clone(),
            texts: Arc::clone(&self.texts),
        }
    }
}

impl Memory {
    /// Forgets everything where folders are to be read in another way than last time.
    pub(super) fn expect(&mut self, context: &Context<'_>) {
        if self.languages[..] != context.languages[..] || self.raw_html != context.prose.raw_html {
            *self = Self {
                languages: context.languages.to_vec(),
                raw_html: context.prose.raw_html,
                // It says what the languages are.
                site: std::mem::take(&mut self.site),
                ..Self::default()
            };
        }
    }
}

impl<T> One<T> {
    /// What the file was read as, or what `read` makes of it; what is wrong with it is added to `report`.
    pub fn recall(
        &mut self,
        file: FileId,
        sources: &Sources,
        report: &mut Report,
        read: impl FnOnce(&mut Report) -> Option<T>,
    ) -> Option<Arc<T>> {
        let digest = sources.get(file).digest;
        if self.read.as_ref().is_none_or(|(known, of, ..)| (*known, *of) != (file, digest)) {
            let mut found = Report::new();
            let value = read(&mut found).map(Arc::new);
            self.read = Some((file, digest, value, found));
        }
        let (_, _, value, found) = self.read.as_ref()?;
        report.extend(found.clone());
        value.clone()
    }
}

impl<T> Folders<T> {
    /// What the folder was read as, or what `read` makes of it.
    pub fn recall(
        &self,
        id: &str,
        folder: &Folder<'_>,
        sources: &Sources,
        read: impl FnOnce(&mut Known<'_>) -> (Option<T>, Report),
    ) -> Read<T> {
        let mut files = Vec::new();
        list(folder, sources, &mut files);
        let last = self.folders.get(id);
        if let Some(known) = last.filter(|known| known.files == files) {
            return known.clone();
        }
        let mut known = Known::before(last.map_or(&[], |last| &last.texts));
        let (value, report) = read(&mut known);
        Read { files, value: value.map(Arc::new), report, texts: known.read.into() }
    }

    /// Remembers what the folder was read as.
    pub fn keep(&mut self, id: &str, read: Read<T>) {
        self.folders.insert(id.to_owned(), read);
    }
}

fn list(folder: &Folder<'_>, sources: &Sources, files: &mut Vec<(FileId, Digest)>) {
    files.extend(folder.files.values().map(|&file| (file, sources.get(file).digest)));
    folder.folders.values().for_each(|below| list(below, sources, files));
}
