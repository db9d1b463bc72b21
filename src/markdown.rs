//! Prose: CommonMark with tables, footnotes, task lists, definition lists and heading attributes, read into a tree that
//! knows clauses, cross-references, facts and lists by name.
//!
//! [`tree`] makes the tree of a text; [`outline`] checks a text once and says what the rest of the site must know of it.
//! Large sites make trees anew whenever they need them, others keep them. Knows nothing of HTML or of the site.

mod address;
mod annex;
mod braces;
mod clauses;
mod finding;
mod footnotes;
mod inline;
mod links;
mod notes;
mod number;
mod outline;
pub mod passages;
mod place;
mod read;
mod references;
mod run;
pub mod slug;
#[cfg(test)]
pub(crate) mod tests;

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::Report;
use crate::model::prose::{DocLink, NamedList, Prose};
use crate::source::{FileId, Spanned};
use notes::{Notes, Origin};

pub(crate) use address::{is_allowed, of_fact as address_of_fact};
pub(crate) use annex::split as annex_title;
pub(crate) use braces::fill;
pub use links::link_ranges;

/// A text as blocks, and the footnotes in the order of their first use.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// Footnotes by label, in the order in which they are numbered; those that nothing refers to come last.
    pub footnotes: Vec<(String, Vec<Block>)>,
}

/// A block and its bytes in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Which bytes of the text.
    pub range: Range<usize>,
    /// The clause that begins here, where the block is a heading or paragraph with a number.
    pub clause: Option<Clause>,
    /// What it is.
    pub kind: BlockKind,
}

/// The number and the anchor of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Such as `4.2`; without a trailing dot.
    pub number: String,
    /// As it is shown: the number, or `§ 4` where the sign was written.
    pub label: String,
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
    /// A picture: its path below `content/`, title, alternative text. Facts in the words as `{{ name }}`.
    Image(String, Option<String>, String),
    /// The end of a line in the source.
    SoftBreak,
    /// A line break that is meant.
    HardBreak,
    /// A reference to a footnote by label; one that the tree does not have is text.
    Footnote(String),
    /// A fact by name.
    Fact(String),
    /// Raw HTML, where the site allows it.
    Html(String),
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An address of the web, mail or telephone, or of a file below `assets/`; facts in it as `{{ name }}`. Whether it
    /// may be followed is to be asked again once its facts are filled in.
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
    /// Whether an outline keeps the tree that it was made from, so that the text is not read again to be shown.
    pub keeps_tree: bool,
}

/// Whether a text stands for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// A Markdown file, with clauses, annexes and lists by name.
    Whole,
    /// A text within another one, such as a title or a measure.
    Fragment,
}

/// The tree of `text`. Ranges are bytes of `text` as it is given, a byte order mark included.
#[must_use]
pub fn tree(text: &str, options: Options) -> Tree {
    read::read(text, options, Extent::Whole, Notes::none()).0
}

/// The tree of a text that was outlined with the same options.
#[must_use]
pub fn tree_of<'p>(prose: &'p Prose, text: &str, options: Options) -> Cow<'p, Tree> {
    prose.tree.as_ref().map_or_else(|| Cow::Owned(tree(text, options)), Cow::Borrowed)
}

/// The tree of a text of a YAML file, such as a title or a measure: Markdown without clauses, references and lists by
/// name.
#[must_use]
pub fn fragment(text: &str, options: Options) -> Tree {
    read::read(text, options, Extent::Fragment, Notes::none()).0
}

/// The outline of the text in `file`, with everything that is wrong in it. `text` is the whole file, so that places are
/// right: a byte order mark is allowed for.
#[must_use]
pub fn outline(file: FileId, text: &str, options: Options) -> (Prose, Report) {
    outline::outline(file, text, options, Extent::Whole, Origin::File(file))
}

/// What [`outline`] tells of a text of a YAML file, which is `written` there. Where the one cannot be followed in the
/// other, a thing is said to stand where the whole text does.
#[must_use]
pub fn outline_fragment(text: &Spanned<String>, written: &str, options: Options) -> (Prose, Report) {
    outline::outline(text.span.file, text, options, Extent::Fragment, Origin::Value { span: text.span, text, written })
}

/// The words of `inlines` without any markup, facts as `{{ name }}`.
#[must_use]
pub fn words(inlines: &[Inline]) -> String {
    let mut words = String::new();
    push_words(inlines, &mut words);
    words
}

fn push_words(inlines: &[Inline], words: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Image(_, _, text) => words.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) | Inline::Link(_, _, inner) => {
                push_words(inner, words);
            }
            Inline::SoftBreak | Inline::HardBreak => words.push(' '),
            Inline::Fact(name) => words.extend(["{{ ", name, " }}"]),
            Inline::Footnote(_) | Inline::Html(_) => {}
        }
    }
}
