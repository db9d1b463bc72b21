//! Templates cut into what is printed and what is done, each as words.
//!
//! The engine keeps its own reading to itself, so templates are read here a second time, and more coarsely: only after
//! the engine has accepted them, and only to find names. Knows nothing of what names mean. Invariant: every range lies
//! inside of the text and on character boundaries.

use std::ops::Range;

/// What stands between two pieces of text.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// `{{ … }}`.
    Print(Vec<Token<'t>>),
    /// `{% … %}`.
    Tag(Vec<Token<'t>>),
}

/// A word, and its bytes in the template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    /// What it is.
    pub kind: TokenKind<'t>,
    /// Where.
    pub range: Range<usize>,
}

/// Kinds of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind<'t> {
    /// A name or keyword.
    Name(&'t str),
    /// A text in quotation marks, without them.
    Text(&'t str),
    /// A number.
    Number,
    /// A sign.
    Sign(char),
}

impl<'t> Token<'t> {
    /// The name, if it is one.
    #[must_use]
    pub fn name(&self) -> Option<&'t str> {
        match self.kind {
            TokenKind::Name(name) => Some(name),
            _ => None,
        }
    }

    /// Whether it is this sign.
    #[must_use]
    pub fn is(&self, sign: char) -> bool {
        self.kind == TokenKind::Sign(sign)
    }
}

/// The pieces of a template, in its order. Comments and raw text are no pieces.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('{')) {
        let start = at + found;
        match text.as_bytes().get(start + 1) {
            Some(b'#') => at = text[start..].find("#}").map_or(text.len(), |end| start + end + 2),
            Some(b'{') => {
                let (tokens, end) = words(text, start + 2, "}}");
                pieces.push(Piece::Print(tokens));
                at = end;
            }
            Some(b'%') => {
                let (tokens, end) = words(text, start + 2, "%}");
                at = end;
                if tokens.first().and_then(Token::name) == Some("raw") {
                    at = text[end..].find("endraw").map_or(text.len(), |skip| end + skip);
                }
                pieces.push(Piece::Tag(tokens));
            }
            _ => at = start + 1,
        }
    }
    pieces
}

/// The words from `at` to the `end` sign, and where the text goes on behind it.
fn words<'t>(text: &'t str, mut at: usize, end: &str) -> (Vec<Token<'t>>, usize) {
    // A hyphen at the braces is about the white space around them.
    at += usize::from(text[at..].starts_with('-'));
    let mut tokens: Vec<Token<'t>> = Vec::new();
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        if rest.starts_with(end) {
            tokens.pop_if(|last| last.is('-') && last.range.end == at);
            return (tokens, at + end.len());
        }
        let length_while = |test: fn(char) -> bool| rest.find(|c| !test(c)).unwrap_or(rest.len());
        let (kind, length) = match first {
            c if c.is_whitespace() => (None, c.len_utf8()),
            quote @ ('"' | '\'' | '`') => {
                let inside = quoted_length(&rest[1..], quote);
                (Some(TokenKind::Text(&rest[1..=inside])), (inside + 2).min(rest.len()))
            }
            c if c.is_ascii_digit() => (Some(TokenKind::Number), length_while(|c| c.is_ascii_digit())),
            c if c == '_' || c.is_ascii_alphabetic() => {
                let length = length_while(|c| c == '_' || c.is_ascii_alphanumeric());
                (Some(TokenKind::Name(&rest[..length])), length)
            }
            c => (Some(TokenKind::Sign(c)), c.len_utf8()),
        };
        tokens.extend(kind.map(|kind| Token { kind, range: at..at + length }));
        at += length;
    }
    (tokens, text.len())
}

/// How many bytes stand before the closing quotation mark.
fn quoted_length(inside: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at,
            _ => {}
        }
    }
    inside.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_and_done_is_found_and_what_is_quoted_or_raw_is_not_read() {
        let text = "a {b} {# {{ no }} #}{{- x.y | f(a=\"%} }}\") -}}{% raw %}{{ no }}{% endraw %}{% if ü %}";
        let names: Vec<Vec<&str>> = pieces(text)
            .iter()
            .map(|piece| match piece {
                Piece::Print(tokens) | Piece::Tag(tokens) => tokens.iter().filter_map(Token::name).collect(),
            })
            .collect();
        assert_eq!(names, [vec!["x", "y", "f", "a"], vec!["raw"], vec!["if"]]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_read(text in "([{}%#\"' a-zü.<-]|\\PC)*") {
            for piece in pieces(&text) {
                let (Piece::Print(tokens) | Piece::Tag(tokens)) = piece;
                for token in tokens {
                    proptest::prop_assert!(text.get(token.range).is_some());
                }
            }
        }
    }
}
