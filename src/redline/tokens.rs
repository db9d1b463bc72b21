//! Words cut into tokens: words, punctuation and white space, and nothing inside of a word.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation as _;

use super::words::{Words, address};
use crate::markdown::Target;
use crate::redline::Style;

/// Numbers for tokens: two are the same where text and meaning are.
#[derive(Default)]
pub(super) struct Numbering {
    known: BTreeMap<String, u32>,
}

/// The tokens of a run of words.
#[derive(Clone, Debug, Default)]
pub(super) struct Tokens {
    /// What each is, by the numbering.
    pub keys: Vec<u32>,
    /// Where each ends, in bytes.
    pub ends: Vec<usize>,
    /// Whether each is a word.
    pub is_word: Vec<bool>,
}

impl Tokens {
    /// Where a token begins, in bytes; one past the last begins at the end.
    pub fn start(&self, at: usize) -> usize {
        at.checked_sub(1).map_or(0, |before| self.ends[before])
    }
}

impl Numbering {
    /// The tokens of `words`.
    pub fn tokens(&mut self, words: &Words) -> Tokens {
        let text = words.text();
        let mut tokens = Tokens::default();
        let mut start = 0;
        for piece in text.split_word_bounds() {
            let end = start + piece.len();
            let word = piece.contains(char::is_alphanumeric);
            // A compound such as `AV-Vertrag` is one word, to whose parts a hyphen leads on both sides.
            if let Some(last) = tokens.ends.len().checked_sub(1)
                && joins(text, tokens.start(last), start, end)
            {
                tokens.ends[last] = end;
                tokens.is_word[last] |= word;
            } else {
                tokens.ends.push(end);
                tokens.is_word.push(word);
            }
            start = end;
        }
        for at in 0..tokens.ends.len() {
            let from = tokens.start(at);
            let mut key = text[from..tokens.ends[at]].to_owned();
            for style in words.meaning_at(from) {
                key.push('\u{0}');
                key.push_str(&meaning(style));
            }
            let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
            tokens.keys.push(*self.known.entry(key).or_insert(next));
        }
        tokens
    }
}

/// Whether the piece from `start` to `end` belongs to the token that begins at `before`.
fn joins(text: &str, before: usize, start: usize, end: usize) -> bool {
    let is_hyphen = |piece: &str| matches!(piece, "-" | "\u{2010}" | "\u{2011}");
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (token, piece) = (&text[before..start], &text[start..end]);
    if is_hyphen(piece) {
        return is_word(token.chars().next_back()) && is_word(text[end..].chars().next());
    }
    let hyphen = token.chars().next_back().is_some_and(|c| is_hyphen(c.encode_utf8(&mut [0; 4])));
    hyphen && token.chars().next().is_some_and(char::is_alphanumeric) && is_word(piece.chars().next())
}

fn meaning(style: &Style) -> String {
    match style {
        Style::Strike => "strike".into(),
        Style::Code => "code".into(),
        // Where a reference leads within the text follows from its words.
        Style::Emphasis | Style::Strong | Style::Link(Target::Here(_), _) => String::new(),
        Style::Link(target, _) => format!("link {}", address(target)),
        Style::Image(path) => format!("image {path}"),
        Style::Footnote(label) => format!("footnote {label}"),
        Style::Break => "break".into(),
        Style::Html => "html".into(),
    }
}
