//! The outline of a text: what other parts of the site need to know of it without reading it again.

use std::ops::Deref;
use std::sync::Arc;

use crate::markdown::Tree;
use crate::source::{FileId, Span, Spanned};

/// A Markdown file and its outline. Files of the same bytes in one folder share it; its places are then in the first.
#[derive(Clone, Debug)]
pub struct Prose {
    /// The file.
    pub file: FileId,
    /// What is known of its text.
    pub outline: Arc<Outline>,
}

impl Deref for Prose {
    type Target = Outline;

    fn deref(&self) -> &Outline {
        &self.outline
    }
}

/// What a text holds.
#[derive(Debug, Default)]
pub struct Outline {
    /// Headings and clauses in the order of the text.
    pub sections: Box<[Section]>,
    /// Lists by name, in the order of the text.
    pub lists: Box<[ListUse]>,
    /// Facts by name.
    pub facts: Box<[Spanned<String>]>,
    /// Links to documents.
    pub links: Box<[Spanned<DocLink>]>,
    /// Files below `content/assets/` that it shows or links to, as paths below that folder.
    pub assets: Box<[Spanned<String>]>,
    /// Paths and web addresses that it links to: those of this site are among them.
    pub paths: Box<[Spanned<String>]>,
    /// What it was read as, where that is kept.
    pub tree: Option<Tree>,
}

impl Outline {
    /// The clause of this number; one outside of annexes first.
    #[must_use]
    pub fn clause(&self, number: &str) -> Option<&Section> {
        let of_number = || self.sections.iter().filter(|s| s.number.as_deref() == Some(number));
        of_number().find(|s| *s.anchor == *number).or_else(|| of_number().next())
    }

    /// The heading or clause at this anchor.
    #[must_use]
    pub fn anchor(&self, anchor: &str) -> Option<&Section> {
        self.sections.iter().find(|s| *s.anchor == *anchor)
    }
}

/// A heading, or a clause that has none. A large site has a million of them: they take no more room than they need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What `#` in an address leads to.
    pub anchor: Box<str>,
    /// The number of a clause, such as `4.2`.
    pub number: Option<Box<str>>,
    /// The heading without its number, facts as `{{ name }}`; clauses that are paragraphs have none.
    pub title: Option<Box<str>>,
    /// 1 to 6 for a heading; 0 for a clause that is a paragraph or a list item.
    pub level: u8,
    /// The anchor of the annex that it belongs to; an annex's heading belongs to itself.
    pub annex: Option<Box<str>>,
    /// Its number, or the words of the heading.
    pub span: Span,
}

/// A list by name, alone on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListUse {
    /// Which.
    pub list: NamedList,
    /// Where.
    pub span: Span,
    /// The number of the heading that stands directly above, or `""` where it has none; `None` where none stands there.
    pub under_heading: Option<String>,
}

/// The lists that prose can call by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamedList {
    /// The register of subprocessors.
    Subprocessors,
    /// The measures: of one goal, by its id, or those not yet shown.
    Measures(Option<String>),
    /// The contact of the data protection officer.
    Contact,
    /// The history of the document.
    History,
    /// The product table.
    Products,
}

/// `doc:avv/1.5#4.2`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocLink {
    /// The document's id.
    pub document: String,
    /// A version's label.
    pub label: Option<String>,
    /// An anchor in it.
    pub anchor: Option<String>,
}
