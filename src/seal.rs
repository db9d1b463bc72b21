//! `aushang.lock`: the digests of all released files, and what is not as it was sealed.
//!
//! Owns the form of the file, which is that of `sha256sum`, so that `sha256sum -c aushang.lock` proves the archive
//! without Aushang. Knows of `content/` where released files lie and nothing of what they mean, so that a seal is held
//! against a file that nobody can read any more, too. Invariant: a single byte of a sealed file that is another one is
//! told.

mod finding;
mod gone;
pub mod published;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Place};
use crate::source::{Digest, FileId, Sources, Span, Spanned};
use gone::Gone;

/// The file, beside `site.yaml`.
pub const FILE: &str = "aushang.lock";

/// What `aushang.lock` says.
#[derive(Clone, Debug, Default)]
pub struct Seals {
    exist: bool,
    lines: BTreeMap<String, Spanned<Digest>>,
    findings: Vec<Diagnostic>,
}

/// The folder of a released version, `content/<document>/versions/<label>/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Released {
    /// The document's id.
    pub document: String,
    /// The version's label.
    pub label: String,
}

impl Released {
    /// The version `label` of the document `document`.
    pub fn new(document: impl Into<String>, label: impl Into<String>) -> Self {
        Self { document: document.into(), label: label.into() }
    }

    /// Its folder below the site's, with a slash at the end.
    #[must_use]
    pub fn folder(&self) -> String {
        format!("content/{}/versions/{}/", self.document, self.label)
    }

    /// The version that the file at `path` is part of.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        let mut parts = path.strip_prefix("content/")?.split('/');
        let (document, versions, label) = (parts.next()?, parts.next()?, parts.next()?);
        parts.next().filter(|_| versions == "versions" && !matches!(document, "assets" | "pages"))?;
        Some(Self::new(document, label))
    }
}

/// The released versions of a site, sealed or not, with their files.
#[must_use]
pub fn released(sources: &Sources) -> BTreeMap<Released, Vec<FileId>> {
    let mut versions: BTreeMap<Released, Vec<FileId>> = BTreeMap::new();
    for (file, source) in sources.below("content/").filter(|(_, source)| is_content(&source.path)) {
        if let Some(version) = Released::of(&source.path) {
            versions.entry(version).or_default().push(file);
        }
    }
    versions
}

/// Whether a file can be part of a version. What else lies in its folder is reported as having no meaning.
fn is_content(path: &str) -> bool {
    [".md", ".yaml"].iter().any(|ending| path.ends_with(ending))
}

impl Seals {
    /// The seals of a site.
    #[must_use]
    pub fn read(sources: &Sources) -> Self {
        let Some(file) = sources.find(FILE) else { return Self::default() };
        let mut seals = Self { exist: true, ..Self::default() };
        let Some(text) = sources.text(file) else {
            seals.findings.push(finding::no_text());
            return seals;
        };
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let written = line.trim_end_matches(['\n', '\r']);
            let span = Span::new(file, start..start + written.len());
            start += line.len();
            match read_line(written) {
                Some((path, digest)) => {
                    if let Some(first) = seals.lines.insert(path.to_owned(), Spanned::new(digest, span)) {
                        seals.findings.push(finding::sealed_twice(span, first.span, path));
                    }
                }
                None => seals.findings.push(finding::no_seal(span)),
            }
        }
        seals
    }

    /// Whether there is a file of seals at all.
    #[must_use]
    pub fn exist(&self) -> bool {
        self.exist
    }

    /// Whether the version is sealed: at least one of its files is.
    #[must_use]
    pub fn hold(&self, version: &Released) -> bool {
        let folder = version.folder();
        self.below(&folder)
    }

    fn below(&self, folder: &str) -> bool {
        self.lines.range(folder.to_owned()..).next().is_some_and(|(path, _)| path.starts_with(folder))
    }

    /// The sealed files and their digests, in the order of their paths.
    pub fn lines(&self) -> impl Iterator<Item = (&str, Digest)> {
        self.lines.iter().map(|(path, digest)| (path.as_str(), digest.value))
    }

    /// The same with the files of a version sealed as they are in `sources`.
    #[must_use]
    pub fn with(mut self, version: &Released, sources: &Sources) -> Self {
        let folder = version.folder();
        self.exist = true;
        self.lines.retain(|path, _| !path.starts_with(&folder));
        for (file, source) in sources.below(&folder).filter(|(_, source)| is_content(&source.path)) {
            self.lines.insert(source.path.clone(), Spanned::new(source.digest, Span::start_of(file)));
        }
        self
    }

    /// The file as it is written: a line for each sealed file, sorted by path.
    #[must_use]
    pub fn text(&self) -> String {
        self.lines.iter().map(|(path, digest)| format!("{}  {path}\n", digest.value)).collect()
    }

    /// The sealed files that are not as they were sealed, the files that were added to sealed versions, and the versions
    /// that were never sealed.
    ///
    /// A site that has no seals at all, or a document of which no version has, was written by hand or made by another
    /// program: that is told as a warning. Where one version is sealed, all have to be.
    #[must_use]
    pub fn check(&self, sources: &Sources) -> Vec<Diagnostic> {
        let mut findings = self.findings.clone();
        let gone = Gone::of(&self.lines, sources);
        findings.extend(gone.findings());
        for (path, digest) in &self.lines {
            match sources.find(path) {
                Some(file) if sources.get(file).digest == digest.value => {}
                Some(_) => findings.push(finding::changed(path, digest.span)),
                None if gone.has(path) => {}
                None => findings.push(finding::gone(path, digest.span)),
            }
        }
        let mut versions = released(sources);
        versions.retain(|version, _| !gone.has_moved_to(version));
        let documents: BTreeSet<&str> =
            versions.keys().filter(|of| self.hold(of)).map(|of| of.document.as_str()).collect();
        let mut unsealed = Vec::new();
        for (version, files) in &versions {
            if self.hold(version) {
                let paths = files.iter().map(|&file| &sources.get(file).path);
                let added = paths.filter(|path| !self.lines.contains_key(*path));
                findings.extend(added.map(|path| finding::added(path, &version.label)));
            } else if documents.contains(version.document.as_str()) {
                findings.push(finding::unsealed(version));
            } else {
                unsealed.push(version);
            }
        }
        if !unsealed.is_empty() {
            findings.push(finding::none_sealed(&unsealed));
        }
        findings
    }
}

/// Path and digest, as `sha256sum` writes them.
fn read_line(line: &str) -> Option<(&str, Digest)> {
    let (digest, path) = line.split_at_checked(64)?;
    let path = path.strip_prefix("  ").or_else(|| path.strip_prefix(" *"))?;
    // Upper case would do for `sha256sum`; here a line that was altered in any way is told.
    let lower = digest.bytes().all(|b| !b.is_ascii_uppercase());
    Some((path, Digest::from_hex(digest)?)).filter(|_| lower && !path.is_empty())
}

/// Whether a finding is about the version that is just being released or sealed, and says only that it has no seal yet.
#[must_use]
pub fn is_expected(finding: &Diagnostic, version: &Released) -> bool {
    finding.code == crate::diagnostic::Code::V04
        && match &finding.place {
            Place::Path(path) => format!("{path}/").starts_with(&version.folder()),
            Place::At(_) => false,
        }
}

#[cfg(test)]
mod tests;
