//! Prose: CommonMark with tables, footnotes, task lists, definition lists and heading attributes, read into a tree that
//! knows clauses, cross-references, facts and lists by name.
//!
//! [`tree`] makes the tree of a text; [`outline`] checks a text once and says what the rest of the site must know of it.
//! Trees are made anew whenever they are needed (reading is cheaper than keeping). Knows nothing of HTML or of the site.

use std::ops::Range;

use crate::model::prose::{DocLink, NamedList};

/// A text as blocks, and the footnotes in the order of their first use.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// Footnotes by label.
    pub footnotes: Vec<(String, Vec<Block>)>,
}

/// A block and its bytes in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Which bytes of the text.
    pub range: Range<usize>,
    /// The clause that begins here, where the block is a paragraph or list item with a number.
    pub clause: Option<Clause>,
    /// What it is.
    pub kind: BlockKind,
}

/// The number and the anchor of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Such as `4.2`; without a trailing dot.
    pub number: String,
    /// What `#` in an address leads to.
    pub anchor: String,
}

/// The kinds of blocks.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A heading; where it is a clause, the number is not in `text` any more.
    Heading {
        /// 1 to 6.
        level: u8,
        /// The words.
        text: Vec<Inline>,
        /// Its anchor: the clause's, the one that the user gave, or made of the words.
        anchor: String,
    },
    /// A paragraph; where it is a clause, the number is not in the text any more.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// The items.
        items: Vec<Item>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// Code, and its language.
    Code(String, String),
    /// A table.
    Table {
        /// Alignment of each column.
        align: Vec<Align>,
        /// The heading row.
        head: Vec<Vec<Inline>>,
        /// The rows.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// Terms, each with its definitions.
    Definitions(Vec<(Vec<Inline>, Vec<Vec<Block>>)>),
    /// A line across.
    Rule,
    /// Raw HTML, where the site allows it.
    Html(String),
    /// A list by name.
    NamedList(NamedList),
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// A tick box, and whether it is ticked.
    pub task: Option<bool>,
    /// The clause that begins here.
    pub clause: Option<Clause>,
    /// What it holds. A tight item holds its words in a paragraph, too, with `tight` set.
    pub blocks: Vec<Block>,
    /// Whether its paragraphs are shown without space between.
    pub tight: bool,
}

/// Alignment of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// As the language reads.
    None,
    /// Left.
    Left,
    /// Center.
    Center,
    /// Right.
    Right,
}

/// A run of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck out.
    Strike(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link.
    Link(Target, Option<String>, Vec<Inline>),
    /// A picture: address, title, alternative text.
    Image(String, Option<String>, String),
    /// The end of a line in the source.
    SoftBreak,
    /// A line break that is meant.
    HardBreak,
    /// A reference to a footnote by label.
    Footnote(String),
    /// A fact by name.
    Fact(String),
    /// Raw HTML, where the site allows it.
    Html(String),
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An address as written.
    Url(String),
    /// A document of the site.
    Doc(DocLink),
    /// A clause or annex of this text, by anchor.
    Here(String),
}

/// How texts are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Whether raw HTML is allowed.
    pub raw_html: bool,
}

/// The tree of `text`.
#[must_use]
pub fn tree(text: &str, options: Options) -> Tree {
    let _ = (text, options);
    todo!()
}

/// The outline of the text in `file`, with everything that is wrong in it.
#[must_use]
pub fn outline(
    file: crate::source::FileId,
    text: &str,
    options: Options,
) -> (crate::model::prose::Prose, crate::diagnostic::Report) {
    let _ = (file, text, options);
    todo!()
}
