//! A text as plain words: one passage for each heading, paragraph, item and cell, without markup.
//!
//! For whoever looks for words, wherever emphasis and line ends stand. Invariant: every byte of a passage leads back to
//! the bytes of the text that it came from.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A run of words that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The words; line ends and spaces that do not break are spaces.
    pub text: String,
    /// What the words are.
    pub kind: PassageKind,
    /// Where pieces of the words begin, and where in the text they come from.
    pieces: Vec<(usize, Range<usize>)>,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PassageKind {
    /// A heading of this level.
    Heading(u8),
    /// A paragraph outside of lists.
    #[default]
    Paragraph,
    /// A paragraph of a list item.
    Item,
    /// A cell of a table.
    Cell {
        /// The row, from 0 for the heading row.
        row: usize,
        /// The column, from 0.
        column: usize,
    },
}

impl Passage {
    /// The bytes of the text from which the bytes `range` of the words come.
    #[must_use]
    pub fn origin(&self, range: Range<usize>) -> Range<usize> {
        let start = self.byte(range.start, false);
        start..self.byte(range.end, true).max(start)
    }

    fn byte(&self, at: usize, is_end: bool) -> usize {
        let before = |start: usize| if is_end { start < at } else { start <= at };
        let index = self.pieces.partition_point(|(start, _)| before(*start));
        let Some((start, origin)) = index.checked_sub(1).map(|index| &self.pieces[index]) else {
            return self.pieces.first().map_or(0, |(_, origin)| origin.start);
        };
        let end = self.pieces.get(index).map_or(self.text.len(), |(start, _)| *start);
        match (end - start == origin.len(), is_end) {
            (true, _) => origin.start + (at - start),
            // Of what was written in another way, such as an entity, all is meant.
            (false, true) => origin.end,
            (false, false) => origin.start,
        }
    }

    fn push(&mut self, text: &str, origin: Range<usize>) {
        if !may_hold_spaces(text) {
            self.pieces.push((self.text.len(), origin));
            self.text.push_str(text);
            return;
        }
        for (part, at) in split_at_spaces(text) {
            // An entity is longer in the text than it is here: all of it is the origin.
            let same = text.len() == origin.len();
            let from = if same { origin.start + at..origin.start + at + part.len() } else { origin.clone() };
            self.pieces.push((self.text.len(), from));
            self.text.push_str(if part.chars().all(is_space) { " " } else { part });
        }
    }
}

/// Whether one of the bytes stands in `text` that such a space begins with; asked of many bytes at once.
fn may_hold_spaces(text: &str) -> bool {
    text.is_empty() || text.bytes().fold(false, |found, b| found | matches!(b, b'\n' | 0xc2 | 0xe2))
}

fn is_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}' | '\n')
}

/// The parts of `text` that are one space that does not break, or hold none, and where they begin.
fn split_at_spaces(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let first = rest.chars().next().filter(|c| is_space(*c)).map(char::len_utf8);
        let length = first.unwrap_or_else(|| rest.find(is_space).unwrap_or(rest.len()));
        let part = (&rest[..length], at);
        at += length;
        Some(part)
    })
}

/// The passages of `text`, in its order. Blocks of code and raw HTML are left out.
#[must_use]
pub fn passages(text: &str) -> Vec<Passage> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let body = text.trim_start_matches('\u{feff}');
    let shift = text.len() - body.len();
    let mut passages = Vec::new();
    let mut current = Passage::default();
    let (mut items, mut row, mut column, mut code) = (0_usize, 0, 0, false);
    let mut finish = |current: &mut Passage, kind: PassageKind| {
        let done = std::mem::replace(current, Passage { kind, ..Passage::default() });
        if !done.text.trim().is_empty() {
            passages.push(done);
        }
    };
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        let origin = range.start + shift..range.end + shift;
        let plain = if items > 0 { PassageKind::Item } else { PassageKind::Paragraph };
        match event {
            Event::Start(Tag::Item) => {
                items += 1;
                finish(&mut current, PassageKind::Item);
            }
            Event::End(TagEnd::Item) => {
                items = items.saturating_sub(1);
                finish(&mut current, plain);
            }
            Event::Start(Tag::Heading { level, .. }) => finish(&mut current, PassageKind::Heading(number(level))),
            Event::Start(Tag::TableHead) => row = 0,
            Event::Start(Tag::TableRow) => {
                row += 1;
                column = 0;
            }
            Event::Start(Tag::TableCell) => {
                finish(&mut current, PassageKind::Cell { row, column });
                column += 1;
            }
            Event::Start(Tag::Table(_)) => column = 0,
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Start(
                Tag::Paragraph
                | Tag::DefinitionListTitle
                | Tag::DefinitionListDefinition
                | Tag::FootnoteDefinition(_)
                | Tag::BlockQuote(_),
            )
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::TableCell
                | TagEnd::DefinitionListTitle
                | TagEnd::DefinitionListDefinition
                | TagEnd::FootnoteDefinition
                | TagEnd::BlockQuote(_),
            ) => finish(&mut current, plain),
            Event::Text(words) if !code => current.push(&words, origin),
            Event::Code(words) => {
                let ticks = origin.len().saturating_sub(words.len()) / 2;
                current.push(&words, origin.start + ticks..origin.start + ticks + words.len());
            }
            Event::SoftBreak | Event::HardBreak => current.push("\n", origin),
            _ => {}
        }
    }
    finish(&mut current, PassageKind::Paragraph);
    passages
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_back_to_their_place_through_emphasis_and_line_ends() {
        let text = "\u{feff}# Eins **zwei**\n\n- [ ] drei\n  vier &amp; fünf\n\n| a | b |\n|---|---|\n| `c` | d |\n";
        let found = passages(text);
        let words: Vec<&str> = found.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(words, ["Eins zwei", "drei vier & fünf", "a", "b", "c", "d"]);
        for (passage, word) in [(0, "zwei"), (1, "drei"), (1, "vier"), (1, "fünf"), (4, "c"), (5, "d")] {
            let at = found[passage].text.find(word).unwrap();
            assert_eq!(&text[found[passage].origin(at..at + word.len())], word);
        }
        assert_eq!(found[4].kind, PassageKind::Cell { row: 1, column: 0 });
        assert_eq!(found[0].kind, PassageKind::Heading(1));
    }

    proptest::proptest! {
        #[test]
        fn no_text_leads_out_of_itself(text in "[a\\[\\]*|`#\n\u{a0}ä&;-]{0,40}") {
            for passage in passages(&text) {
                for (at, c) in passage.text.char_indices() {
                    let origin = passage.origin(at..at + c.len_utf8());
                    proptest::prop_assert!(text.get(origin).is_some());
                }
            }
        }
    }
}
