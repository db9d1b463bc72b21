//! What changed between two versions of a text, clause by clause and word by word.
//!
//! [`compare`] takes the parts of two versions ([`Part`]) and gives a [`Redline`]: the same tree with runs of words that
//! are kept, inserted or deleted. Compared is meaning: clauses are matched by number, heading and similarity, so that an
//! inserted clause leaves those after it alone; white space of the source and emphasis do not count.
//!
//! Pure. Knows the tree of Markdown, nothing of HTML, of the site or of the interface's words. Invariant: the kept and
//! inserted runs are the new text exactly, the kept and deleted ones the old text ([`Redline::text`]).

mod align;
mod clean;
mod data;
mod nodes;
mod paint;
mod part;
mod sections;
mod summary;
#[cfg(test)]
mod tests;
mod tokens;
mod weigh;
mod words;

use std::fmt::Write as _;

use crate::markdown::Align;

pub use data::json;
pub use paint::paint;
pub use part::{Expand, NO_HEADING, Node, Part};
pub use summary::{Entry, What};
pub use words::{Style, Words};

/// What happened to a run or block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It stands in both versions.
    Kept,
    /// It stands in the new version only.
    Inserted,
    /// It stands in the old version only.
    Deleted,
}

/// Words that share a fate and a style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What happened to them.
    pub change: Change,
    /// The words, as they are shown.
    pub text: String,
    /// How they are set: the outermost style first.
    pub style: Vec<Style>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// A heading of this level, 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// Code.
    Code,
    /// A line across.
    Rule,
    /// A list, and the first number of an ordered one.
    List(Option<u64>),
    /// An item of a list: whether its box is ticked, where it has one.
    Item(Option<bool>),
    /// A quotation.
    Quote,
    /// A table and the alignment of its columns.
    Table(Vec<Align>),
    /// The heading row of a table.
    Head,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell,
    /// Terms and their definitions.
    Definitions,
    /// A term.
    Term,
    /// A definition.
    Definition,
    /// Fields of an entry of a list by name.
    Fields,
    /// A field, with its name.
    Field(String),
}

/// A block of the comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is in the new version; in the old one where it was deleted.
    pub role: Role,
    /// What happened to the block as a whole.
    pub change: Change,
    /// Whether its box was ticked before, where that changed.
    pub ticked_before: Option<bool>,
    /// The number of the clause that begins here.
    pub number: Vec<Run>,
    /// Its words; blocks that hold others have none.
    pub words: Vec<Run>,
    /// The blocks that it holds.
    pub blocks: Vec<Block>,
}

/// A clause, heading or entry with what belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// What happened to it.
    pub state: State,
    /// Its anchor in the version that it is shown of; may be empty.
    pub anchor: String,
    /// Its anchor in the page of the comparison: never empty, no two are the same.
    pub id: String,
    /// Number and heading, or the first words.
    pub name: String,
    /// What it was called before, where that was different.
    pub old_name: Option<String>,
    /// Its depth: 1 to 6 for a heading, 7 below.
    pub level: u8,
    /// What it holds; nothing where it moved away.
    pub blocks: Vec<Block>,
}

/// What happened to a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing.
    Same,
    /// Its words changed.
    Changed,
    /// Only its number changed.
    Renumbered,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stood elsewhere before: at the section of this index, which is [`State::MovedAway`]. Its words may have
    /// changed, too.
    MovedHere(usize),
    /// It stood here before and is now the section of this index.
    MovedAway(usize),
}

/// The comparison of two versions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Redline {
    /// The sections in the order of the new version; what is gone stands where it was.
    pub sections: Vec<Section>,
    /// What changed, in the order of the sections.
    pub summary: Vec<Entry>,
}

/// One of the two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The version before.
    Old,
    /// The version after.
    New,
}

/// The comparison of `old` with `new`.
#[must_use]
pub fn compare(old: &[Part], new: &[Part]) -> Redline {
    let sections = sections::compare(old, new);
    let summary = summary::summary(&sections);
    Redline { sections, summary }
}

impl Redline {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.summary.is_empty()
    }

    /// The text of one of the versions, a line for each block, as [`text`] gives it for the parts themselves.
    #[must_use]
    pub fn text(&self, side: Side) -> String {
        let mut out = String::new();
        for section in &self.sections {
            let shown = match (section.state, side) {
                (State::MovedAway(to), Side::Old) => &self.sections[to],
                (State::MovedHere(_), Side::Old) => continue,
                _ => section,
            };
            for block in &shown.blocks {
                push_block(&mut out, block, side);
            }
        }
        out
    }
}

/// The text of a version, a line for each block. Of links, emphasis and the like it holds the words only.
#[must_use]
pub fn text(parts: &[Part]) -> String {
    let mut out = String::new();
    for node in parts.iter().flat_map(|part| &part.nodes) {
        push_node(&mut out, node);
    }
    out
}

impl Change {
    /// Whether a version holds what this happened to.
    #[must_use]
    pub fn is_in(self, side: Side) -> bool {
        !matches!((self, side), (Self::Inserted, Side::Old) | (Self::Deleted, Side::New))
    }
}

fn push_block(out: &mut String, block: &Block, side: Side) {
    if !block.change.is_in(side) {
        return;
    }
    let words = |runs: &[Run]| -> String {
        runs.iter().filter(|run| run.change.is_in(side)).map(|run| run.text.as_str()).collect()
    };
    let tick = match (&block.role, side) {
        (Role::Item(_), Side::Old) if block.ticked_before.is_some() => block.ticked_before,
        (Role::Item(tick), _) => *tick,
        _ => None,
    };
    push_line(out, &block.role, tick, &words(&block.number), &words(&block.words));
    block.blocks.iter().for_each(|inner| push_block(out, inner, side));
}

fn push_node(out: &mut String, node: &Node) {
    let tick = if let Role::Item(tick) = node.role { tick } else { None };
    push_line(out, &node.role, tick, node.number.text(), node.words.text());
    node.nodes.iter().for_each(|inner| push_node(out, inner));
}

fn push_line(out: &mut String, role: &Role, tick: Option<bool>, number: &str, words: &str) {
    let sign = match role {
        Role::Item(_) => match tick {
            Some(true) => "- [x]".to_owned(),
            Some(false) => "- [ ]".to_owned(),
            None => "-".to_owned(),
        },
        Role::Heading(_) => "#".to_owned(),
        Role::Rule => "---".to_owned(),
        Role::Row | Role::Head => "|".to_owned(),
        Role::Field(name) => format!("{name}:"),
        _ => String::new(),
    };
    let pieces: Vec<&str> = [sign.as_str(), number, words].into_iter().filter(|piece| !piece.is_empty()).collect();
    if !pieces.is_empty() || !matches!(role, Role::List(_) | Role::Quote | Role::Table(_) | Role::Definitions) {
        // Writing to a string does not fail.
        let _ = writeln!(out, "{}", pieces.join(" "));
    }
}
