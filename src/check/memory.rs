//! What was found in a document alone, so that a preview looks again only at what was edited.
//!
//! Invariant: what is recalled is what looking again would find. The rules of editions know the document, the day and what
//! stands outside of documents; where one of these is another, nothing is recalled.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::Reach;
use super::finding::Findings;
use super::subject::Context;
use crate::model::document::{Document, Kind};
use crate::source::{Digest, FileId};

/// What was found last.
#[derive(Debug, Default)]
pub struct Memory {
    around: Option<Around>,
    documents: BTreeMap<String, Known>,
}

/// What the rules of editions know besides the document.
#[derive(Debug, PartialEq, Eq)]
struct Around {
    day: Date,
    published_only: bool,
    is_resolved: bool,
    files: Vec<(FileId, Digest)>,
}

/// A document and what was found in its editions alone.
#[derive(Debug)]
struct Known {
    document: Arc<Document>,
    found: Vec<Findings>,
}

impl Memory {
    /// Forgets everything where something else than a document is not what it was.
    pub(super) fn expect(&mut self, context: &Context<'_>, reach: Reach) {
        // Every text may name the officer, whom the contact page names.
        let documents = context.content.documents.iter().filter(|of| of.settings.kind != Kind::Contact);
        let ids: BTreeSet<&str> = documents.map(|of| of.id.as_str()).collect();
        let id_of = |path: &str| path.strip_prefix("content/")?.split_once('/').map(|(id, _)| id.to_owned());
        let files = context.sources.below("");
        let around = Around {
            day: context.today,
            published_only: reach == Reach::Published,
            is_resolved: context.site.is_some(),
            files: files
                .filter(|(_, source)| id_of(&source.path).is_none_or(|id| !ids.contains(id.as_str())))
                .map(|(file, source)| (file, source.digest))
                .collect(),
        };
        if self.around.as_ref() != Some(&around) {
            *self = Self { around: Some(around), documents: BTreeMap::new() };
        }
    }

    /// What was found in the document alone, edition by edition.
    pub(super) fn recalled(&self, document: &Arc<Document>) -> Option<&[Findings]> {
        let known = self.documents.get(&document.id)?;
        Arc::ptr_eq(&known.document, document).then_some(&known.found[..])
    }

    /// Remembers what was found, and of documents that are gone nothing.
    pub(super) fn keep(&mut self, all: impl Iterator<Item = (Arc<Document>, Vec<Findings>)>) {
        self.documents = all.map(|(document, found)| (document.id.clone(), Known { document, found })).collect();
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::civil::date;

    use super::super::{Reach, check, check_again};
    use super::Memory;
    use crate::load::load;
    use crate::parse::memory::Memory as Parsed;
    use crate::parse::parse_again;
    use crate::resolve::resolve;
    use crate::source::{Digest, Source, Sources};

    /// The same files, with `text` added to the one at `path`.
    fn edited(sources: &Sources, path: &str, text: &str) -> Sources {
        let edit = |source: &Source| {
            let mut source = source.clone();
            if source.path == path {
                source.bytes = [&source.bytes, text.as_bytes()].concat().into();
                source.digest = Digest::of(&source.bytes);
            }
            source
        };
        Sources::from_read(sources.below("").map(|(_, source)| edit(source)))
    }

    #[test]
    fn after_every_edit_the_findings_are_those_of_looking_anew() {
        let (mut sources, _) = load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let (mut parsed, mut memory, today) = (Parsed::default(), Memory::default(), date(2026, 11, 21));
        let mut counts = Vec::new();
        for (path, text) in [
            ("site.yaml", ""),
            ("content/avv/de.md", "\n99.1 Das TMG gilt seit dem 31.02.2024.\n"),
            ("content/disclosure/en.md", "\nTBD\n"),
            ("content/avv/de.md", "\n99.2 Die Datenschutzbeauftragte erreichen Sie unter alt@lindwurm.example.\n"),
            ("content/dpo/contact.yaml", "# unchanged in meaning\n"),
            ("content/catalogue.yaml", "# unchanged in meaning\n"),
        ] {
            sources = edited(&sources, path, text);
            let content = parse_again(&sources, &mut parsed).0.unwrap();
            let site = resolve(&content, today).0;
            let anew = check(&content, site.as_ref(), &sources, today, Reach::Everything);
            let again = check_again(&content, site.as_ref(), &sources, today, Reach::Everything, None, &mut memory);
            assert_eq!(again.findings(), anew.findings(), "{path}");
            counts.push(anew.findings().len());
        }
        assert!(counts.is_sorted() && counts[0] < counts[1] && counts[2] < counts[3], "{counts:?}");
    }
}
