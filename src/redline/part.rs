//! What is compared: a version as a flat row of clauses, headings and entries, each with its blocks.

use super::Role;
use super::words::Words;
use crate::markdown::{Block, BlockKind, Inline, Tree};
use crate::model::prose::NamedList;

/// The level of a clause that is no heading.
pub const NO_HEADING: u8 = 7;

/// A clause, heading or entry with what belongs to it up to the next one.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// The id of an entry, which is matched by nothing else; `None` for prose.
    pub id: Option<String>,
    /// Its anchor in the page of the version; may be empty.
    pub anchor: String,
    /// The number of the clause as it is shown.
    pub number: String,
    /// The words of the heading.
    pub heading: String,
    /// 1 to 6 for a heading, 7 for what is none.
    pub level: u8,
    /// What it holds, the heading first.
    pub nodes: Vec<Node>,
}

/// A block with its words.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// The number of the clause that begins here.
    pub number: Words,
    /// Its words.
    pub words: Words,
    /// The blocks that it holds.
    pub nodes: Vec<Node>,
}

/// What stands for the names in a text.
pub struct Expand<'a> {
    /// The value of a fact.
    pub fact: &'a dyn Fn(&str) -> Option<String>,
    /// The entries of a list, and whether a heading stands directly above it.
    pub list: &'a dyn Fn(&NamedList, bool) -> Vec<Part>,
}

impl Node {
    /// A block of words.
    #[must_use]
    pub fn new(role: Role, words: Words) -> Self {
        Self { role, number: Words::default(), words, nodes: Vec::new() }
    }

    /// A block that holds others.
    #[must_use]
    pub fn holding(role: Role, nodes: Vec<Self>) -> Self {
        Self { role, number: Words::default(), words: Words::default(), nodes }
    }

    /// The blocks of a text within another one, such as a measure.
    #[must_use]
    pub fn of_tree(tree: &Tree, expand: &Expand<'_>) -> Vec<Self> {
        let notes = tree.footnotes.iter().flat_map(|(_, blocks)| blocks);
        tree.blocks.iter().chain(notes).filter_map(|block| expand.node(block)).collect()
    }
}

impl Part {
    /// An entry of a list by name.
    #[must_use]
    pub fn entry(id: impl Into<String>, anchor: impl Into<String>, level: u8, nodes: Vec<Node>) -> Self {
        let first = nodes.first();
        Self {
            id: Some(id.into()),
            anchor: anchor.into(),
            number: first.map(|node| node.number.text().to_owned()).unwrap_or_default(),
            heading: first
                .filter(|node| matches!(node.role, Role::Heading(_)))
                .map(|node| node.words.text().to_owned())
                .unwrap_or_default(),
            level,
            nodes,
        }
    }

    /// The parts of a text.
    #[must_use]
    pub fn of_tree(tree: &Tree, expand: &Expand<'_>) -> Vec<Self> {
        let mut parts: Vec<Self> = Vec::new();
        let mut open = false;
        let mut headed = false;
        for block in &tree.blocks {
            if let BlockKind::NamedList(list) = &block.kind {
                parts.extend((expand.list)(list, headed));
                open = false;
                continue;
            }
            headed = matches!(block.kind, BlockKind::Heading { .. });
            let Some(node) = expand.node(block) else { continue };
            if headed || block.clause.is_some() || !open {
                parts.push(begin(block, &node));
                open = true;
            }
            if let Some(part) = parts.last_mut() {
                part.nodes.push(node);
            }
        }
        for (label, blocks) in &tree.footnotes {
            let mut nodes: Vec<Node> = blocks.iter().filter_map(|block| expand.node(block)).collect();
            if let Some(first) = nodes.first_mut().filter(|node| node.number.text().is_empty()) {
                first.number = Words::plain(format!("[{label}]"));
            }
            parts.push(Self::entry(format!("footnote {label}"), "", NO_HEADING, nodes));
        }
        parts
    }

    /// Number and heading, or the first words.
    #[must_use]
    pub fn name(&self) -> String {
        const LONG: usize = 80;
        let mut words = self.heading.clone();
        if words.is_empty() {
            let text = self.nodes.iter().map(Node::first_words).find(|text| !text.is_empty()).unwrap_or_default();
            words = beginning(&text, LONG);
        }
        if self.number.is_empty() { words } else { format!("{} {words}", self.number).trim_end().to_owned() }
    }
}

impl Node {
    fn first_words(&self) -> String {
        if !self.words.text().trim().is_empty() {
            return self.words.text().trim().to_owned();
        }
        self.nodes.iter().map(Self::first_words).find(|text| !text.is_empty()).unwrap_or_default()
    }
}

/// The first words of a text, whole ones.
fn beginning(text: &str, longest: usize) -> String {
    let Some((at, _)) = text.char_indices().nth(longest) else { return text.replace('\n', " ") };
    let cut = text[..at].rsplit_once(char::is_whitespace).map_or(&text[..at], |(before, _)| before);
    format!("{} …", cut.trim_end_matches([',', ';', ':', '.']).replace('\n', " "))
}

fn begin(block: &Block, node: &Node) -> Part {
    let (heading, level, anchor) = match &block.kind {
        BlockKind::Heading { level, anchor, .. } => (node.words.text().to_owned(), *level, anchor.clone()),
        _ => (String::new(), NO_HEADING, block.clause.as_ref().map(|c| c.anchor.clone()).unwrap_or_default()),
    };
    let number = block.clause.as_ref().map(|clause| clause.label.clone()).unwrap_or_default();
    Part { id: None, anchor, number, heading, level, nodes: Vec::new() }
}

impl Expand<'_> {
    fn words(&self, inlines: &[Inline]) -> Words {
        Words::of(inlines, self.fact)
    }

    fn nodes(&self, blocks: &[Block]) -> Vec<Node> {
        blocks.iter().filter_map(|block| self.node(block)).collect()
    }

    /// A block; a list by name within another block has none.
    fn node(&self, block: &Block) -> Option<Node> {
        let mut node = match &block.kind {
            BlockKind::Heading { level, text, .. } => Node::new(Role::Heading(*level), self.words(text)),
            BlockKind::Paragraph(words) => Node::new(Role::Paragraph, self.words(words)),
            BlockKind::List { start, items } => {
                let items =
                    items.iter().map(|item| Node::holding(Role::Item(item.task), self.nodes(&item.blocks))).collect();
                Node::holding(Role::List(*start), items)
            }
            BlockKind::Quote(blocks) => Node::holding(Role::Quote, self.nodes(blocks)),
            BlockKind::Code(code, _) | BlockKind::Html(code) => {
                Node::new(Role::Code, Words::plain(code.trim_end_matches('\n')))
            }
            BlockKind::Table { align, head, rows } => {
                let row = |role, cells: &[Vec<Inline>]| {
                    let mut cells: Vec<Node> =
                        cells.iter().map(|cell| Node::new(Role::Cell, self.words(cell))).collect();
                    // A short row has empty cells, so that every row has those of the heading.
                    while cells.len() < head.len() {
                        cells.push(Node::new(Role::Cell, Words::default()));
                    }
                    Node::holding(role, cells)
                };
                let rows = rows.iter().map(|cells| row(Role::Row, cells));
                Node::holding(Role::Table(align.clone()), std::iter::once(row(Role::Head, head)).chain(rows).collect())
            }
            BlockKind::Definitions(definitions) => {
                let mut nodes = Vec::new();
                for (term, of_term) in definitions {
                    nodes.push(Node::new(Role::Term, self.words(term)));
                    nodes.extend(of_term.iter().map(|blocks| Node::holding(Role::Definition, self.nodes(blocks))));
                }
                Node::holding(Role::Definitions, nodes)
            }
            BlockKind::Rule => Node::new(Role::Rule, Words::default()),
            BlockKind::NamedList(_) => return None,
        };
        if let Some(clause) = &block.clause {
            node.number = Words::plain(&clause.label);
        }
        Some(node)
    }
}
