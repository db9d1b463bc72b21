//! What is noted while a text is read: findings, facts, links, lists. A reader of frozen texts notes nothing.

use std::ops::Range;

use super::place;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::prose::{DocLink, ListUse, NamedList};
use crate::source::{FileId, Span, Spanned};

/// Where a text comes from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origin<'t> {
    /// It is a file.
    File(FileId),
    /// It is a value of a file.
    Value {
        /// Where it stands.
        span: Span,
        /// What it says.
        text: &'t str,
        /// As it is written there.
        written: &'t str,
    },
}

impl Origin<'_> {
    /// Where a part of the text stands.
    pub fn span(self, range: Range<usize>) -> Span {
        match self {
            Self::File(file) => Span::new(file, range),
            Self::Value { span, text, written } => match place::of_part(written, text, &range) {
                Some(part) => {
                    let start = span.range().start;
                    Span::new(span.file, start + part.start..start + part.end)
                }
                None => span,
            },
        }
    }
}

/// What is noted of a text.
#[derive(Debug, Default)]
pub(super) struct Notes<'t> {
    origin: Option<Origin<'t>>,
    /// What is wrong.
    pub report: Report,
    /// Facts by name.
    pub facts: Vec<Spanned<String>>,
    /// Links to documents.
    pub links: Vec<Spanned<DocLink>>,
    /// Files below `content/assets/`.
    pub assets: Vec<Spanned<String>>,
    /// Addresses of this site that are written as paths.
    pub paths: Vec<Spanned<String>>,
    /// Lists by name.
    pub lists: Vec<ListUse>,
}

impl<'t> Notes<'t> {
    /// Takes no notes.
    pub fn none() -> Self {
        Self::default()
    }

    /// Takes notes of a text.
    pub fn of(origin: Origin<'t>) -> Self {
        Self { origin: Some(origin), ..Self::default() }
    }

    /// Notes what is wrong at a range of the text.
    pub fn find(&mut self, range: Range<usize>, finding: impl FnOnce(Span) -> Diagnostic) {
        if let Some(span) = self.span(range) {
            self.report.push(finding(span));
        }
    }

    /// What a finding may suggest, of all that is known: nothing any more once a text has very many findings, so that
    /// the time to read it stays in proportion to its length.
    pub fn hints<'a>(&self, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
        let crowded = self.origin.is_none() || self.report.findings().len() >= 100;
        known.take(if crowded { 0 } else { 1000 }).collect()
    }

    /// Notes a fact.
    pub fn fact(&mut self, range: Range<usize>, name: &str) {
        if let Some(span) = self.span(range) {
            self.facts.push(Spanned::new(name.to_owned(), span));
        }
    }

    /// Notes a link to a document.
    pub fn link(&mut self, range: Range<usize>, link: &DocLink) {
        if let Some(span) = self.span(range) {
            self.links.push(Spanned::new(link.clone(), span));
        }
    }

    /// Notes a file below `content/assets/`.
    pub fn asset(&mut self, range: Range<usize>, path: &str) {
        if let Some(span) = self.span(range) {
            self.assets.push(Spanned::new(path.to_owned(), span));
        }
    }

    /// Notes an address of this site that is written as a path.
    pub fn path(&mut self, range: Range<usize>, path: &str) {
        if let Some(span) = self.span(range) {
            self.paths.push(Spanned::new(path.to_owned(), span));
        }
    }

    /// Notes a list by name.
    pub fn list(&mut self, range: Range<usize>, list: &NamedList, under_heading: Option<&str>) {
        if let Some(span) = self.span(range) {
            let under_heading = under_heading.map(str::to_owned);
            self.lists.push(ListUse { list: list.clone(), span, under_heading });
        }
    }

    fn span(&self, range: Range<usize>) -> Option<Span> {
        self.origin.map(|origin| origin.span(range))
    }
}
