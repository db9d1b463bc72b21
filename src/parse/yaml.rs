//! YAML as a tree with the place of every key and value.
//!
//! Owns what of YAML the format accepts: maps with texts as keys, lists, scalars. Scalars stay the text that was written
//! (`1.10`, `01067`, `NO`), except for a plain `null`, `~` or nothing at all. Anchors, aliases, merge keys, tags and
//! several documents are refused: what stands in a line must mean the same to every reader. Knows nothing of records.
//! Invariants: depth and number of nodes are bounded; every span lies in the file, on character boundaries.

use std::borrow::Cow;

use granit_parser::{Event, Parser, ScalarStyle, StructureStyle};

use super::reader::Reader;
use super::slips::slip;
use super::{syntax, wrong};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Span, Spanned};

/// How deep lists and maps may nest. The deepest record of the format (a nested measure) needs about twenty.
pub const MAX_DEPTH: usize = 64;

/// How many values a file may hold; with [`super::reader::MAX_BYTES`] this bounds the tree to some 100 MiB.
pub const MAX_NODES: usize = 500_000;

/// A value and its place. The span of a list or map ends with its first line: that is where a caret points.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<'s> {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value<'s>,
}

/// The kinds of values.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'s> {
    /// Nothing: an empty place, `~` or `null` without quotes.
    Null,
    /// A scalar, as text.
    Scalar(Cow<'s, str>),
    /// A list.
    List(Vec<Node<'s>>),
    /// A map.
    Map(Map<'s>),
    /// Something that YAML has and the format has not; it was reported, and readers pass over it.
    Refused,
}

/// A map in the order of the file; a key may stand twice.
#[derive(Clone, Debug, PartialEq)]
pub struct Map<'s> {
    /// Keys and values.
    pub entries: Vec<Entry<'s>>,
    /// Whether it is written in braces.
    pub flow: bool,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'s> {
    /// The key.
    pub key: Spanned<Cow<'s, str>>,
    /// The value.
    pub value: Node<'s>,
}

impl Node<'_> {
    /// Whether nothing is written where a value belongs: `key:`. Who writes `~` or `null` means it; who writes nothing
    /// may have forgotten it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.value == Value::Null && self.span.start == self.span.end
    }

    /// The kind of value in words, for "expected …, found …".
    #[must_use]
    pub fn describe(&self) -> String {
        match &self.value {
            Value::Null => "nothing".to_owned(),
            Value::Scalar(text) if text.trim().is_empty() => "an empty text".to_owned(),
            Value::Scalar(text) => format!("`{}`", wrong::shortened(text)),
            Value::List(_) => "a list".to_owned(),
            Value::Map(_) => "a map".to_owned(),
            Value::Refused => "something that the format does not have".to_owned(),
        }
    }
}

/// A list or map that is not complete yet.
enum Open<'s> {
    List { span: Span, items: Vec<Node<'s>> },
    Map { span: Span, map: Map<'s>, key: Option<Key<'s>>, refused: bool },
}

/// The key whose value comes next.
enum Key<'s> {
    Text(Spanned<Cow<'s, str>>),
    Refused,
}

/// The tree of the file; a file without any value is `Null`. `None` where its syntax is broken or a limit is passed,
/// which is reported. What the format refuses is reported, too, and the rest of the tree is there.
pub fn read<'a>(reader: &mut Reader<'a>) -> Option<Node<'a>> {
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut stack: Vec<Open<'a>> = Vec::new();
    let mut root = None;
    let mut nodes = 0_usize;
    let mut refused_key = None;
    for event in Parser::new_from_str_with_options(reader.source, options) {
        let (event, place) = match event {
            Ok(read) => read,
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(reader.source.len());
                // A tab within a text is told at the text; the user looks for the tab.
                let tab =
                    reader.source.get(at..).filter(|_| syntax::is_tab(error.kind())).and_then(|rest| rest.find('\t'));
                let place = character_at(reader, at + tab.unwrap_or(0));
                // Two braces where one is meant are told as a key that is none, and then as one that is not closed.
                let told = refused_key.and_then(|key| reader.source.get(key..place.range().start));
                if let Some(slip) = slip(reader.source, at) {
                    let place = reader.span(slip.range);
                    reader.push(Diagnostic::new(Code::F02, place, slip.message).help(slip.help));
                } else if told.is_none_or(|between| between.lines().count() > 2) {
                    reader.push(syntax::broken(place, error.kind()));
                }
                return None;
            }
        };
        let range = place.byte_range().unwrap_or(0..0);
        if let Some(tag) = place.tag_span().and_then(|tag| tag.byte_range()).filter(|_| event.tag().is_some()) {
            reader.push(syntax::tag(reader.span(tag)));
        }
        let complete = match event {
            Event::DocumentStart(..) if root.is_some() => {
                reader.push(syntax::second_document(character_at(reader, range.start)));
                return root;
            }
            Event::SequenceStart(..) | Event::MappingStart(..) if stack.len() >= MAX_DEPTH => {
                reader.push(wrong::too_deep(character_at(reader, range.start), MAX_DEPTH));
                return None;
            }
            Event::SequenceStart(..) => {
                stack.push(Open::List { span: first_line(reader, range.start), items: Vec::new() });
                None
            }
            Event::MappingStart(style, ..) => {
                let map = Map { entries: Vec::new(), flow: style == StructureStyle::Flow };
                stack.push(Open::Map { span: first_line(reader, range.start), map, key: None, refused: false });
                None
            }
            Event::SequenceEnd | Event::MappingEnd => stack.pop().map(|open| close(reader, open, range.end)),
            Event::Scalar(text, style, ..) => Some(scalar(reader, text, style, range)),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                let span = reader.span(range);
                reader.push(syntax::alias(span));
                Some(Node { span, value: Value::Refused })
            }
            Event::Anchor(..) => {
                reader.push(syntax::anchor(reader.span(range)));
                None
            }
            _ => None,
        };
        let Some(node) = complete else { continue };
        nodes += 1;
        if nodes > MAX_NODES {
            reader.push(wrong::too_many_values(node.span, MAX_NODES));
            return None;
        }
        match stack.last_mut() {
            None => root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { map, key, refused, .. }) => match key.take() {
                None => {
                    let start = node.span.range().start;
                    let read = as_key(reader, node);
                    refused_key = matches!(read, Key::Refused).then_some(start).or(refused_key);
                    *key = Some(read);
                }
                Some(Key::Text(key)) => map.entries.push(Entry { key, value: node }),
                Some(Key::Refused) => *refused = true,
            },
        }
    }
    Some(root.unwrap_or(Node { span: Span::start_of(reader.file), value: Value::Null }))
}

fn scalar<'a>(reader: &Reader<'a>, text: Cow<'a, str>, style: ScalarStyle, range: std::ops::Range<usize>) -> Node<'a> {
    // A block scalar ends with the blank lines below it; they are no part of what a caret should mark.
    let written = reader.source.get(range.clone()).unwrap_or("").trim_end();
    let span = reader.span(range.start..range.start + written.len());
    let null = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null");
    Node { span, value: if null { Value::Null } else { Value::Scalar(text) } }
}

fn as_key<'a>(reader: &mut Reader<'a>, node: Node<'a>) -> Key<'a> {
    match node.value {
        Value::Scalar(text) if text == "<<" => {
            reader.push(syntax::merge_key(node.span));
            Key::Refused
        }
        Value::Scalar(text) => Key::Text(Spanned::new(text, node.span)),
        Value::Refused => Key::Refused,
        Value::Null | Value::List(_) | Value::Map(_) => {
            reader.push(syntax::key_is_no_text(node.span, reader.written(node.span)));
            Key::Refused
        }
    }
}

fn close<'a>(reader: &Reader<'a>, open: Open<'a>, end: usize) -> Node<'a> {
    // One that is written in brackets may end before its first line does.
    let within = |span: Span| reader.span(span.range().start..span.range().end.min(end.max(span.range().start)));
    match open {
        Open::List { span, items } => Node { span: within(span), value: Value::List(items) },
        // What is left of `{{ version }}` is no empty map.
        Open::Map { span, map, refused: true, .. } if map.entries.is_empty() => {
            Node { span: within(span), value: Value::Refused }
        }
        Open::Map { span, map, .. } => Node { span: within(span), value: Value::Map(map) },
    }
}

fn first_line(reader: &Reader<'_>, start: usize) -> Span {
    // Bounded, so that a file of one endless line is not searched to its end for every list in it.
    const LONGEST: usize = 120;
    let rest = reader.source.get(start..).unwrap_or("");
    let line = rest[..rest.floor_char_boundary(LONGEST)].lines().next().unwrap_or("");
    reader.span(start..start + line.trim_end().len())
}

fn character_at(reader: &Reader<'_>, at: usize) -> Span {
    let length = reader.source.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    reader.span(at..at + length)
}
