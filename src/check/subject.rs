//! What the rules look at: one edition of a document with everything around it.
//!
//! Owns which editions are looked at: the draft, and the versions that are in force or to come. Superseded and withdrawn
//! ones cannot be mended and are left alone. Knows no rule.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::embargo::Hidden;
use super::law::Law;
use super::measures::spoken::Spoken;
use super::pages::Pages;
use super::text::Written;
use crate::model::Content;
use crate::model::catalogue::Catalogue;
use crate::model::document::{Document, Edition, Facts, Kind, Settings};
use crate::model::measure::Goal;
use crate::model::subprocessor::Subprocessor;
use crate::model::text::Lang;
use crate::model::version::Version;
use crate::resolve::versions::timeline;
use crate::resolve::{Site, Status};
use crate::seal::{Released, Seals};
use crate::source::{Digest, FileId, Sources, Span};

/// What every rule may ask for.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// What was written.
    pub content: &'a Content,
    /// What holds on the day, where nothing of the form is wrong.
    pub site: Option<&'a Site>,
    /// The files.
    pub sources: &'a Sources,
    /// The day.
    pub today: Date,
    /// The dated tables.
    pub law: &'a Law,
    /// What was sealed.
    pub seals: Seals,
    /// The finished pages, where they are looked at.
    pub pages: Option<&'a Pages>,
    /// The entries that nobody is to know yet.
    pub embargoed: Vec<Hidden<'a>>,
    /// The texts of all agreements in lower case, each once, as some rules ask for them again and again.
    pub agreements: OnceLock<Vec<String>>,
}

impl Context<'_> {
    /// What agreements say, as drafts and in their last versions, in lower case.
    pub fn agreements(&self) -> &[String] {
        self.agreements.get_or_init(|| {
            let agreements = self.content.documents.iter().filter(|of| of.settings.kind == Kind::Agreement);
            let editions =
                agreements.flat_map(|of| of.versions.iter().rev().take(1).map(|v| &v.edition).chain([&of.working]));
            // A draft is often its last version, byte for byte.
            let files: BTreeMap<Digest, FileId> = editions
                .flat_map(|edition| edition.prose.values())
                .map(|prose| (self.sources.get(prose.file).digest, prose.file))
                .collect();
            files.values().filter_map(|file| self.sources.text(*file)).map(str::to_lowercase).collect()
        })
    }
}

/// An edition of a document that is looked at.
#[derive(Debug)]
pub struct Subject<'a> {
    /// What is around it.
    pub context: &'a Context<'a>,
    /// The document.
    pub document: &'a Document,
    /// The version and its place in the document's versions; none for the draft.
    pub version: Option<&'a Version>,
    /// Its place in the document's versions; for the draft, behind the last one.
    pub index: usize,
    /// Text and facts.
    pub edition: &'a Edition,
    /// `document.yaml` as it holds for the edition.
    pub settings: &'a Settings,
    /// `catalogue.yaml` as it holds for the edition.
    pub catalogue: &'a Catalogue,
    /// The day that matters: that of its effect, or today where that is over or not known.
    pub day: Date,
    /// Whether it is frozen for ever.
    pub sealed: bool,
    /// All its texts as plain words.
    written: OnceLock<Vec<Written>>,
    /// What its measures say.
    spoken: OnceLock<Option<Spoken>>,
}

/// The editions of `document` that are looked at: the draft, then the versions that are in force or to come, newest first.
pub fn subjects<'a>(context: &'a Context<'a>, document: &'a Arc<Document>) -> Vec<Subject<'a>> {
    let (public, _) = timeline(document, context.today);
    let over = |index: usize| {
        public
            .iter()
            .any(|dated| dated.index == index && matches!(dated.status, Status::Superseded | Status::Withdrawn))
    };
    let subject = |index, version: Option<&'a Version>, edition: &'a Edition, day: Date, sealed| Subject {
        context,
        document,
        version,
        index,
        edition,
        settings: edition.settings.as_deref().unwrap_or(&document.settings),
        catalogue: edition.catalogue.as_deref().unwrap_or(&context.content.catalogue),
        day,
        sealed,
        written: OnceLock::new(),
        spoken: OnceLock::new(),
    };
    let last = document.versions.len();
    let versions = document.versions.iter().enumerate().rev().filter(|(index, _)| !over(*index));
    let versions = versions.map(|(index, version)| {
        let day = version.effective.value.max(context.today);
        let sealed = context.seals.hold(&Released::new(&document.id, &version.label));
        subject(index, Some(version), &version.edition, day, sealed)
    });
    [subject(last, None, &document.working, context.today, false)].into_iter().chain(versions).collect()
}

impl<'a> Subject<'a> {
    /// Whether a build publishes it: a version that has been announced, or what stands for the document without one.
    pub fn is_published(&self) -> bool {
        let shows_draft = self.document.settings.kind == Kind::Contact && self.document.versions.is_empty();
        self.version.map_or(shows_draft, |version| version.announced.value <= self.context.today)
    }

    /// The language that prevails.
    pub fn binding(&self) -> &'a Lang {
        let default = self.context.content.config.default_language();
        self.settings.binding_language.as_ref().map_or(default, |lang| &lang.value)
    }

    /// The register, where it is one.
    pub fn register(&self) -> &'a [Subprocessor] {
        match &self.edition.facts {
            Facts::Register(register) => register,
            _ => &[],
        }
    }

    /// The goals with their measures, where it has them.
    pub fn goals(&self) -> &'a [Goal] {
        match &self.edition.facts {
            Facts::Measures(goals) => goals,
            _ => &[],
        }
    }

    /// The version before this edition.
    pub fn before(&self) -> Option<&'a Version> {
        self.document.versions[..self.index]
            .iter()
            .rev()
            .find(|version| !self.document.settings.withdrawn.iter().any(|gone| gone.version.value == version.label))
    }

    /// All its texts as plain words.
    pub fn written(&self) -> &[Written] {
        self.written.get_or_init(|| super::text::written(self))
    }

    /// What its measures say, where it has any that can be understood.
    pub fn spoken(&self) -> Option<&Spoken> {
        self.spoken.get_or_init(|| Spoken::of(self)).as_ref()
    }

    /// The words `text` of a file where they first stand at the beginning of a line, else the file's beginning.
    pub fn line_of(&self, file: FileId, text: &str) -> Span {
        let source = self.context.sources.text(file).unwrap_or_default();
        let found = source.match_indices(text).find(|(at, _)| *at == 0 || source.as_bytes()[at - 1] == b'\n');
        found.map_or_else(
            || Span::start_of(file),
            |(at, found)| Span::new(file, at..at + found.trim_end_matches(':').len()),
        )
    }

    /// Where the facts of the edition begin; where it has none, where its document's settings do.
    pub fn facts_file(&self) -> Span {
        let folder = match self.version {
            Some(version) => {
                let path = &self.context.sources.get(version.span.file).path;
                path.trim_end_matches("version.yaml").to_owned()
            }
            None => format!("content/{}/", self.document.id),
        };
        let file = self.settings.kind.facts_file().and_then(|name| self.context.sources.find(&(folder + name)));
        Span::start_of(file.unwrap_or(self.settings.file))
    }
}
