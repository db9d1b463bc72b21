//! From a tree of prose to HTML that needs no script and no style of its own.
//!
//! Knows nothing of where texts come from. Invariants: every element that is opened is closed; no two ids are the same;
//! every address within the text has its id; nothing that a text says becomes markup unless the tree says so.

pub(crate) mod citation;
pub(crate) mod escape;
mod footnotes;
mod inline;
#[cfg(test)]
mod tests;

use crate::markdown::{self, Align, Block, BlockKind, Clause, Inline, Item, Tree};
use crate::model::prose::{DocLink, NamedList};
use escape::push_value;
use footnotes::Footnotes;

/// What the writer must ask about the page that the text is shown on.
pub struct Surroundings<'a> {
    /// The address of a document, version and anchor.
    pub link: &'a dyn Fn(&DocLink) -> String,
    /// The address of a path below the site's root, written without a slash before it: `avv/`, `assets/logo.svg`.
    pub path: &'a dyn Fn(&str) -> String,
    /// The value of a fact, as text; `None` where the site has none (which `resolve` has reported).
    pub fact: &'a dyn Fn(&str) -> Option<String>,
    /// The HTML of a list by name.
    pub list: &'a dyn Fn(&NamedList, ListPlace<'_>) -> String,
    /// Level of the first heading of the text on this page: 1 where the text has the page's title, else 2.
    pub first_level: u8,
    /// Stands before every id of the text, so that a page can hold several; empty for the page's main text.
    pub ids: &'a str,
    /// Words of the interface.
    pub words: &'a Words,
}

/// Where a list by name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListPlace<'a> {
    /// The number of the heading directly above, as [`crate::model::prose::ListUse`] tells it.
    pub under_heading: Option<&'a str>,
    /// The level for headings that the list has itself.
    pub level: u8,
}

/// Words of the interface that appear in texts.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Heading of the footnotes.
    pub footnotes: String,
    /// Name of the link from a footnote back to the text; `{number}` is the footnote's.
    pub back_to_text: String,
    /// Name of the link to a clause; `{number}` is the clause's.
    pub link_to_clause: String,
    /// For a tick box that is ticked.
    pub ticked: String,
    /// For a tick box that is not.
    pub not_ticked: String,
    /// Name of a table that can be scrolled; `{number}` counts the tables of a text.
    pub table: String,
}

/// How many bytes the HTML of most texts needs, so that it is not moved as it grows.
const ROOM: usize = 16 << 10;

/// The HTML of `tree`.
#[must_use]
pub fn write(tree: &Tree, surroundings: &Surroundings<'_>) -> String {
    let mut writer = Writer::new(tree, surroundings);
    writer.out.reserve(ROOM);
    writer.blocks(&tree.blocks);
    writer.footnotes(tree);
    writer.out
}

/// The HTML of `tree` for a place that holds a sentence as well as blocks, such as an item: a single paragraph is
/// written without its element.
#[must_use]
pub fn write_compact(tree: &Tree, surroundings: &Surroundings<'_>) -> String {
    let mut writer = Writer::new(tree, surroundings);
    writer.compact(&tree.blocks);
    writer.footnotes(tree);
    writer.out
}

/// The words of `tree` in HTML for a place that holds no blocks, such as a title. Blocks are set apart by spaces;
/// footnotes are left out.
#[must_use]
pub fn write_inline(tree: &Tree, surroundings: &Surroundings<'_>) -> String {
    let mut writer = Writer::new(tree, surroundings);
    writer.footnotes = Footnotes::default();
    writer.only_words(&tree.blocks);
    writer.out
}

/// Whether a cell is filled in by hand on paper: "Unterschrift: ........".
fn is_blank(cell: &[Inline]) -> bool {
    matches!(cell.last(), Some(Inline::Text(words)) if words.ends_with(".....") || words.ends_with("_____"))
}

struct Writer<'a> {
    out: String,
    surroundings: &'a Surroundings<'a>,
    /// The headings that are open: level in the text, level on the page.
    levels: Vec<(u8, u8)>,
    footnotes: Footnotes<'a>,
    tables: usize,
    /// A box that belongs before the next words.
    tick: Option<bool>,
    in_link: bool,
}

impl<'a> Writer<'a> {
    fn new(tree: &'a Tree, surroundings: &'a Surroundings<'a>) -> Self {
        Self {
            out: String::new(),
            surroundings,
            levels: Vec::new(),
            footnotes: Footnotes::of(tree),
            tables: 0,
            tick: None,
            in_link: false,
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let mut before: Option<&Block> = None;
        for block in blocks {
            match &block.kind {
                BlockKind::NamedList(list) => self.named_list(list, before),
                _ => self.block(block),
            }
            before = Some(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { level, text, anchor } => self.heading(*level, text, anchor, block.clause.as_ref()),
            BlockKind::Paragraph(words) => {
                self.start_with_clause("p", block.clause.as_ref());
                self.paragraph_words(words, block.clause.as_ref());
                self.out.push_str("</p>\n");
            }
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::Quote(blocks) => {
                self.out.push_str("<blockquote>\n");
                self.blocks(blocks);
                self.out.push_str("</blockquote>\n");
            }
            BlockKind::Code(code, language) => {
                // A block that is wider than the screen is scrolled, with the keyboard, too.
                self.out.push_str("<pre tabindex=\"0\"><code");
                if !language.is_empty() {
                    self.out.push_str(" class=\"language-");
                    push_value(&mut self.out, language);
                    self.out.push('"');
                }
                self.out.push('>');
                self.verbatim(code);
                self.out.push_str("</code></pre>\n");
            }
            BlockKind::Table { align, head, rows } => self.table(align, head, rows),
            BlockKind::Definitions(definitions) => self.definitions(definitions),
            BlockKind::Rule => self.out.push_str("<hr>\n"),
            BlockKind::Html(html) => self.out.push_str(html),
            BlockKind::NamedList(list) => self.named_list(list, None),
        }
    }

    fn named_list(&mut self, list: &NamedList, before: Option<&Block>) {
        let under_heading = match before {
            Some(Block { kind: BlockKind::Heading { .. }, clause, .. }) => {
                Some(clause.as_ref().map_or("", |clause| clause.number.as_str()))
            }
            _ => None,
        };
        let level = self.levels.last().map_or(self.surroundings.first_level, |&(_, level)| level + 1).min(6);
        let html = (self.surroundings.list)(list, ListPlace { under_heading, level });
        self.out.push_str(&html);
    }

    /// Levels are shifted to what the page needs, and none is left out.
    fn heading(&mut self, level: u8, text: &[Inline], anchor: &str, clause: Option<&Clause>) {
        while self.levels.last().is_some_and(|&(open, _)| open >= level) {
            self.levels.pop();
        }
        let shown = self.levels.last().map_or(self.surroundings.first_level, |&(_, above)| above + 1).clamp(1, 6);
        self.levels.push((level, shown));
        if text.is_empty() && clause.is_none() {
            // A heading without words is none, but its anchor may be in use.
            self.out.push_str("<div");
            self.id(anchor);
            self.out.push_str("></div>\n");
            return;
        }
        let element = ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(shown) - 1];
        if clause.is_some() {
            self.start_with_clause(element, clause);
        } else {
            self.out.extend(["<", element]);
            self.id(anchor);
            if let Some((Inline::Text(first), rest)) = text.split_first()
                && let Some((name, title)) = markdown::annex_title(first)
            {
                self.out.push_str(" class=\"annex\"><span class=\"annex-name\">");
                self.text(name);
                self.out.push_str("</span>");
                self.text(title);
                self.inlines(rest);
                return self.out.extend(["</", element, ">\n"]);
            }
            self.out.push('>');
        }
        self.paragraph_words(text, clause);
        self.out.extend(["</", element, ">\n"]);
    }

    /// The start of an element, which is a clause's where there is one.
    fn start_with_clause(&mut self, element: &str, clause: Option<&Clause>) {
        self.out.extend(["<", element]);
        if let Some(clause) = clause {
            self.out.push_str(" class=\"clause\"");
            self.id(&clause.anchor);
        }
        self.out.push('>');
    }

    fn paragraph_words(&mut self, words: &[Inline], clause: Option<&Clause>) {
        if let Some(ticked) = self.tick.take() {
            let (name, sign) = if ticked {
                (&self.surroundings.words.ticked, "☑")
            } else {
                (&self.surroundings.words.not_ticked, "☐")
            };
            self.out.push_str("<span class=\"tick\" role=\"img\" aria-label=\"");
            push_value(&mut self.out, name);
            self.out.extend(["\">", sign, "</span> "]);
        }
        if let Some(clause) = clause {
            let name = self.surroundings.words.link_to_clause.replace("{number}", &clause.label);
            self.out.push_str("<a class=\"clause-number\"");
            self.here(&clause.anchor);
            self.out.push_str(" aria-label=\"");
            push_value(&mut self.out, &name);
            self.out.push_str("\">");
            self.text(&clause.label);
            self.out.push_str("</a>");
            if !words.is_empty() {
                self.out.push(' ');
            }
        }
        self.inlines(words);
    }

    fn list(&mut self, start: Option<u64>, items: &[Item]) {
        let element = if start.is_some() { "ol" } else { "ul" };
        self.out.extend(["<", element]);
        if let Some(first) = start.filter(|&first| first != 1) {
            self.out.extend([" start=\"", &first.to_string(), "\""]);
        }
        if items.iter().any(|item| item.task.is_some()) {
            self.out.push_str(" class=\"ticks\"");
        }
        self.out.push_str(">\n");
        for item in items {
            self.item(item);
        }
        self.out.extend(["</", element, ">\n"]);
    }

    fn item(&mut self, item: &Item) {
        self.tick = item.task;
        let mut rest = &item.blocks[..];
        match rest.split_first() {
            Some((Block { kind: BlockKind::Paragraph(words), clause, .. }, others)) if item.tight => {
                self.start_with_clause("li", clause.as_ref());
                self.paragraph_words(words, clause.as_ref());
                rest = others;
            }
            Some((Block { kind: BlockKind::Paragraph(_), .. }, _)) => self.out.push_str("<li>\n"),
            _ => {
                self.out.push_str("<li>");
                self.paragraph_words(&[], None);
            }
        }
        if item.tight {
            self.tight(rest);
        } else {
            self.blocks(rest);
        }
        self.out.push_str("</li>\n");
    }

    /// Blocks whose paragraphs are shown without space between.
    fn tight(&mut self, blocks: &[Block]) {
        for block in blocks {
            if !self.out.ends_with('\n') {
                self.out.push('\n');
            }
            match &block.kind {
                BlockKind::Paragraph(words) if block.clause.is_none() => self.inlines(words),
                _ => self.block(block),
            }
        }
    }

    fn compact(&mut self, blocks: &[Block]) {
        match blocks {
            [Block { kind: BlockKind::Paragraph(words), clause: None, .. }] => self.inlines(words),
            _ => self.blocks(blocks),
        }
    }

    fn table(&mut self, align: &[Align], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        self.tables += 1;
        let name = self.surroundings.words.table.replace("{number}", &self.tables.to_string());
        self.out.push_str("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"");
        push_value(&mut self.out, &name);
        self.out.push_str("\"><table>\n<thead>\n<tr>");
        let none: &[Inline] = &[];
        for (at, cell) in head.iter().enumerate() {
            // A heading without words would be read as one that is missing.
            let element = if cell.is_empty() { "td" } else { "th" };
            let scope = if cell.is_empty() { "" } else { " scope=\"col\"" };
            self.cell(element, scope, align.get(at), cell);
        }
        self.out.push_str("</tr>\n</thead>\n");
        if !rows.is_empty() {
            self.out.push_str("<tbody>\n");
            for row in rows {
                self.out.push_str(if row.iter().any(|cell| is_blank(cell)) { "<tr class=\"blank\">" } else { "<tr>" });
                for at in 0..head.len().max(row.len()) {
                    self.cell("td", "", align.get(at), row.get(at).map_or(none, Vec::as_slice));
                }
                self.out.push_str("</tr>\n");
            }
            self.out.push_str("</tbody>\n");
        }
        self.out.push_str("</table></div>\n");
    }

    fn cell(&mut self, element: &str, scope: &str, align: Option<&Align>, words: &[Inline]) {
        let class = match align {
            None | Some(Align::None) => "",
            Some(Align::Left) => " class=\"align-left\"",
            Some(Align::Center) => " class=\"align-center\"",
            Some(Align::Right) => " class=\"align-right\"",
        };
        self.out.extend(["<", element, scope, class, ">"]);
        self.inlines(words);
        self.out.extend(["</", element, ">"]);
    }

    fn definitions(&mut self, definitions: &[(Vec<Inline>, Vec<Vec<Block>>)]) {
        self.out.push_str("<dl>\n");
        for (term, of_term) in definitions {
            self.out.push_str("<dt>");
            self.inlines(term);
            self.out.push_str("</dt>\n");
            for blocks in of_term {
                self.out.push_str("<dd>");
                self.compact(blocks);
                self.out.push_str("</dd>\n");
            }
            if of_term.is_empty() {
                self.out.push_str("<dd></dd>\n");
            }
        }
        self.out.push_str("</dl>\n");
    }
}
