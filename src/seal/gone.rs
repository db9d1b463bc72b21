//! Released versions of which no file is left where it was sealed, and where they lie now.
//!
//! A folder that was renamed is one mistake, however many files were in it.

use std::collections::BTreeMap;

use super::{Released, finding};
use crate::diagnostic::Diagnostic;
use crate::source::{Digest, Sources, Span, Spanned};

/// The file that every version has, by which it is found again.
const FACTS: &str = "version.yaml";

/// A version that is gone.
struct Lost {
    version: Released,
    /// Its first seal.
    sealed: Span,
    /// The folder in which it lies now.
    lies_in: Option<String>,
}

/// The versions that are gone.
pub(super) struct Gone {
    lost: Vec<Lost>,
    /// The documents of which nothing at all is left where it was: their places, by id.
    whole: BTreeMap<String, String>,
}

impl Gone {
    pub(super) fn of(lines: &BTreeMap<String, Spanned<Digest>>, sources: &Sources) -> Self {
        let mut sealed: BTreeMap<Released, Vec<(&str, &Spanned<Digest>)>> = BTreeMap::new();
        for (path, digest) in lines {
            if let Some(version) = Released::of(path) {
                sealed.entry(version).or_default().push((path, digest));
            }
        }
        let count = |document: &str| sealed.keys().filter(|version| version.document == document).count();
        let is_gone = |files: &[(&str, &Spanned<Digest>)]| files.iter().all(|(path, _)| sources.find(path).is_none());
        let lost: Vec<Lost> = sealed
            .iter()
            .filter(|(_, files)| is_gone(files))
            .filter_map(|(version, files)| {
                let lies_in = files.iter().find(|(path, _)| path.ends_with(FACTS)).and_then(|(_, digest)| {
                    let same = |path: &str| path.ends_with(FACTS) && !lines.contains_key(path);
                    let mut all = sources.below("content/");
                    let (_, found) = all.find(|(_, source)| source.digest == digest.value && same(&source.path))?;
                    found.path.strip_suffix(FACTS).map(|folder| folder.trim_end_matches('/').to_owned())
                });
                Some(Lost { version: version.clone(), sealed: files.first()?.1.span, lies_in })
            })
            .collect();
        let mut whole = BTreeMap::new();
        for of in &lost {
            let document = &of.version.document;
            let here = lost.iter().filter(|other| other.version.document == *document).count();
            if here > 1 && here == count(document) {
                let folder = format!("content/{document}");
                let rest = sources.below(&format!("{folder}/")).next().is_some();
                whole.insert(document.clone(), if rest { format!("{folder}/versions") } else { folder });
            }
        }
        Self { lost, whole }
    }

    /// Whether the file at `path` is part of a version that is gone.
    pub(super) fn has(&self, path: &str) -> bool {
        self.lost.iter().any(|lost| path.starts_with(&lost.version.folder()))
    }

    /// Whether this is where a version that is gone lies now.
    pub(super) fn has_moved_to(&self, version: &Released) -> bool {
        let folder = version.folder();
        self.lost.iter().any(|lost| lost.lies_in.as_deref() == Some(folder.trim_end_matches('/')))
    }

    /// One for each document of which nothing is left, one for each other version.
    pub(super) fn findings(&self) -> Vec<Diagnostic> {
        let of_documents = self.whole.iter().map(|(document, place)| {
            let of: Vec<&Lost> = self.lost.iter().filter(|lost| lost.version.document == *document).collect();
            let labels: Vec<&str> = of.iter().map(|lost| lost.version.label.as_str()).collect();
            // The name at the same depth, where the last of the versions lies now.
            let lies_in = of.last().and_then(|lost| lost.lies_in.as_deref()).and_then(|folder| {
                let depth = place.split('/').count();
                let parts: Vec<&str> = folder.split('/').collect();
                parts.get(..depth).map(|parts| parts.join("/"))
            });
            finding::gone_altogether(place, document, &labels, of.first().map(|lost| lost.sealed), lies_in.as_deref())
        });
        let others = self.lost.iter().filter(|lost| !self.whole.contains_key(&lost.version.document));
        let others = others.map(|lost| finding::gone_version(&lost.version, lost.sealed, lost.lies_in.as_deref()));
        of_documents.chain(others).collect()
    }
}
