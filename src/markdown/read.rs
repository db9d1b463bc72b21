//! From the events of the Markdown reader to blocks.
//!
//! Invariant: every function that meets the beginning of something also takes its end, so that no text, however
//! malformed, can bring blocks out of step.

use std::ops::Range;
use std::vec::IntoIter;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Options as Extensions, Parser, Tag, TagEnd};

use super::clauses::Clauses;
use super::finding;
use super::footnotes::{self, Footnote};
use super::inline::Place;
use super::notes::Notes;
use super::{Align, Block, BlockKind, Clause, Extent, Inline, Item, Options, Tree};

/// How deep blocks and marks may be nested: every level costs stack wherever a tree is walked.
pub(super) const DEEPEST: usize = 100;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// The tree of a text, and what was noted of it.
pub(super) fn read<'t>(
    text: &'t str,
    options: Options,
    extent: Extent,
    notes: Notes<'t>,
) -> (Tree, Notes<'t>, Clauses) {
    let extensions = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_TASKLISTS
        | Extensions::ENABLE_DEFINITION_LIST
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_HEADING_ATTRIBUTES;
    let body = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let skipped = text.len() - body.len();
    let events: Vec<_> = Parser::new_ext(body, extensions)
        .into_offset_iter()
        .map(|(event, range)| (event, range.start + skipped..range.end + skipped))
        .collect();
    let clauses = Clauses::of(text, &events, extent);
    let mut reader = Reader {
        text,
        options,
        extent,
        events: events.into_iter(),
        at: 0,
        clauses,
        next_head: 0,
        annex: None,
        depth: 0,
        quoted: 0,
        words_from: 0,
        own_anchor: String::new(),
        notes,
        footnotes: Vec::new(),
        uses: Vec::new(),
    };
    let mut blocks = Vec::new();
    while reader.peek().is_some() {
        // An end without a beginning does not occur; taking it keeps the loop going all the same.
        reader.blocks(&mut blocks);
    }
    let footnotes = footnotes::in_order(reader.footnotes, reader.uses);
    (Tree { blocks, footnotes }, reader.notes, reader.clauses)
}

/// Reads events from the first to the last.
pub(super) struct Reader<'t> {
    pub text: &'t str,
    pub options: Options,
    pub extent: Extent,
    events: IntoIter<(Event<'t>, Range<usize>)>,
    at: usize,
    pub clauses: Clauses,
    next_head: usize,
    /// The annex that the text is in.
    pub annex: Option<usize>,
    pub depth: usize,
    /// In how many quotations: their references may be to any text.
    pub quoted: usize,
    /// Words of the current block that stand before this place are its number.
    pub words_from: usize,
    /// The anchor of the heading that is read; empty outside of headings.
    pub own_anchor: String,
    pub notes: Notes<'t>,
    footnotes: Vec<Footnote>,
    pub uses: Vec<String>,
}

impl<'t> Reader<'t> {
    pub fn peek(&self) -> Option<&(Event<'t>, Range<usize>)> {
        self.events.as_slice().first()
    }

    pub fn next(&mut self) -> Option<(Event<'t>, Range<usize>)> {
        self.at += 1;
        self.events.next()
    }

    /// The clause and anchor of the heading or paragraph that begins with the next event.
    fn head(&mut self) -> (Option<Clause>, String) {
        while let Some(head) = self.clauses.heads.get(self.next_head).filter(|head| head.event <= self.at) {
            self.next_head += 1;
            self.annex = head.annex;
            if head.event == self.at {
                self.words_from = head.words;
                let anchor = head.anchor.clone();
                let clause = head.number.as_ref().map(|number| Clause {
                    number: number.text.clone(),
                    label: number.label.clone(),
                    anchor: anchor.clone(),
                });
                return (clause, anchor);
            }
        }
        (None, String::new())
    }

    /// Blocks up to the end of what holds them. Whether some words stood there without a paragraph.
    fn blocks(&mut self, blocks: &mut Vec<Block>) -> bool {
        let mut tight = false;
        while let Some((event, _)) = self.peek() {
            match event {
                Event::End(_) => {
                    self.next();
                    break;
                }
                Event::Start(Tag::Paragraph) => self.paragraph(blocks, true),
                Event::Start(tag) if is_block(tag) => self.nested(blocks),
                Event::Rule => {
                    if let Some((_, range)) = self.next() {
                        blocks.push(self.block(range, None, BlockKind::Rule));
                    }
                }
                _ => {
                    tight = true;
                    self.paragraph(blocks, false);
                }
            }
        }
        tight
    }

    fn block(&self, range: Range<usize>, clause: Option<Clause>, kind: BlockKind) -> Block {
        let length = self.text.get(range.clone()).map_or(0, |source| source.trim_end().len());
        Block { range: range.start..range.start + length, clause, kind }
    }

    /// A paragraph, cut where a list by name stands alone on a line.
    fn paragraph(&mut self, blocks: &mut Vec<Block>, explicit: bool) {
        let (mut clause, _) = self.head();
        let (mut start, mut end) = self.peek().map_or((0, 0), |(_, range)| (range.start, range.end));
        if explicit {
            self.next();
        }
        loop {
            let (words, read_to, list) = self.words(Place::Lines);
            if !explicit {
                end = end.max(read_to);
            }
            let stop = list.as_ref().map_or(end, |(_, range)| range.start);
            if !words.is_empty() || clause.is_some() {
                blocks.push(self.block(start..stop, clause.take(), BlockKind::Paragraph(words)));
            }
            let Some((list, range)) = list else { break };
            let under = match blocks.last() {
                Some(Block { kind: BlockKind::Heading { .. }, clause, .. }) => {
                    Some(clause.as_ref().map_or("", |clause| &clause.number))
                }
                _ => None,
            };
            self.notes.list(range.clone(), &list, under);
            start = range.end;
            blocks.push(self.block(range, None, BlockKind::NamedList(list)));
        }
        if explicit {
            self.next();
        }
    }

    /// A block with a beginning and an end.
    fn nested(&mut self, blocks: &mut Vec<Block>) {
        if self.depth >= DEEPEST {
            return self.skip();
        }
        self.depth += 1;
        let head = match self.peek() {
            Some((Event::Start(Tag::Heading { .. }), _)) => Some(self.head()),
            _ => None,
        };
        if let Some((Event::Start(tag), range)) = self.next() {
            let (clause, anchor) = head.unwrap_or_default();
            let kind = match tag {
                Tag::Heading { level, .. } => {
                    self.own_anchor.clone_from(&anchor);
                    let (text, _, _) = self.words(Place::Words);
                    self.own_anchor.clear();
                    self.next();
                    Some(BlockKind::Heading { level: level as u8, text, anchor })
                }
                Tag::BlockQuote(_) => {
                    self.quoted += 1;
                    let mut inner = Vec::new();
                    self.blocks(&mut inner);
                    self.quoted -= 1;
                    Some(BlockKind::Quote(inner))
                }
                Tag::CodeBlock(kind) => Some(self.code(&kind)),
                Tag::HtmlBlock => Some(self.html(range.clone())),
                Tag::List(start) => Some(BlockKind::List { start, items: self.items() }),
                Tag::Table(align) => Some(self.table(&align)),
                Tag::DefinitionList => Some(self.definitions()),
                Tag::FootnoteDefinition(label) => {
                    self.footnote(&label);
                    None
                }
                _ => {
                    self.blocks(blocks);
                    None
                }
            };
            blocks.extend(kind.map(|kind| self.block(range, clause, kind)));
        }
        self.depth -= 1;
    }

    /// Leaves out what is nested too deep.
    pub fn skip(&mut self) {
        if let Some((_, range)) = self.peek() {
            let range = range.clone();
            self.notes.find(range, |at| finding::too_deep(at, DEEPEST));
        }
        let mut open = 0_usize;
        while let Some((event, _)) = self.next() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) if open <= 1 => break,
                Event::End(_) => open -= 1,
                _ => {}
            }
        }
    }

    fn items(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some((Event::Start(_), _)) = self.next() {
            let task = match self.events.as_slice() {
                [(Event::TaskListMarker(ticked), _), ..] => {
                    let ticked = *ticked;
                    self.next();
                    Some(ticked)
                }
                [(Event::Start(Tag::Paragraph), _), (Event::TaskListMarker(ticked), _), ..] => Some(*ticked),
                _ => None,
            };
            let mut blocks = Vec::new();
            let tight = self.blocks(&mut blocks);
            items.push(Item { task, blocks, tight });
        }
        items
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>) -> BlockKind {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default().to_owned(),
            CodeBlockKind::Indented => String::new(),
        };
        let mut code = String::new();
        while let Some((Event::Text(text), _)) = self.next() {
            code.push_str(&text);
        }
        BlockKind::Code(code, language)
    }

    fn html(&mut self, range: Range<usize>) -> BlockKind {
        let mut html = String::new();
        while let Some((Event::Html(line) | Event::Text(line), _)) = self.next() {
            html.push_str(&line);
        }
        if self.options.raw_html {
            return BlockKind::Html(html);
        }
        let length = self.text.get(range.clone()).map_or(0, |source| source.trim_end().len());
        self.notes.find(range.start..range.start + length, finding::raw_html);
        BlockKind::Paragraph(vec![Inline::Text(html)])
    }

    fn table(&mut self, align: &[Alignment]) -> BlockKind {
        let align = align.iter().map(|align| match align {
            Alignment::None => Align::None,
            Alignment::Left => Align::Left,
            Alignment::Center => Align::Center,
            Alignment::Right => Align::Right,
        });
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        while let Some((Event::Start(tag), _)) = self.next() {
            let mut cells = Vec::new();
            while let Some((Event::Start(_), _)) = self.next() {
                cells.push(self.words(Place::Words).0);
                self.next();
            }
            if matches!(tag, Tag::TableHead) { head = cells } else { rows.push(cells) }
        }
        BlockKind::Table { align: align.collect(), head, rows }
    }

    fn definitions(&mut self) -> BlockKind {
        let mut definitions: Vec<(Vec<Inline>, Vec<Vec<Block>>)> = Vec::new();
        while let Some((Event::Start(tag), _)) = self.next() {
            if matches!(tag, Tag::DefinitionListTitle) {
                let (term, _, _) = self.words(Place::Words);
                self.next();
                definitions.push((term, Vec::new()));
            } else {
                let mut blocks = Vec::new();
                self.blocks(&mut blocks);
                match definitions.last_mut() {
                    Some((_, of_term)) => of_term.push(blocks),
                    None => definitions.push((Vec::new(), vec![blocks])),
                }
            }
        }
        BlockKind::Definitions(definitions)
    }

    fn footnote(&mut self, label: &str) {
        let outside = std::mem::take(&mut self.uses);
        let mut blocks = Vec::new();
        self.blocks(&mut blocks);
        let uses = std::mem::replace(&mut self.uses, outside);
        self.footnotes.push(Footnote { label: label.to_lowercase(), blocks, uses });
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// Whether an event ends the words of a paragraph.
pub(super) fn ends_words(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_block(tag),
        Event::End(tag) => !matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
                | TagEnd::Link
                | TagEnd::Image
        ),
        Event::Rule => true,
        _ => false,
    }
}
