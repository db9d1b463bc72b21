//! Conditions: to what a measure or a subprocessor applies.
//!
//! Owns the little language of `applies_to`: ids, `and`, `or`, `not`, parentheses; `not` binds tighter than `and`, and
//! `and` tighter than `or`. Knows nothing of the catalogue: whether an id is known is asked later. Invariants: the
//! parts of an `All` or `Any` are at least two; nesting is bounded.

use std::ops::Range;

use super::forms::{EXPRESSION, ID};
use super::reader::Reader;
use super::record::Shape;
use super::wrong;
use super::yaml::{Node, Value};
use super::{fields, values};
use crate::diagnostic::{Diagnostic, format};
use crate::model::condition::Condition;
use crate::model::text::is_id;
use crate::source::{Span, Spanned};

/// What `applies_to` takes.
pub const CONDITION: Shape = Shape::Either(&[Shape::Several(&Shape::Text(&ID)), Shape::Text(&EXPRESSION)]);

/// How deep parentheses and `not` may nest.
const MAX_DEPTH: usize = 32;

/// The words that no id in a condition can be.
pub const WORDS: &[&str] = &["and", "or", "not"];

/// A list of ids, of which any may hold, or an expression.
pub fn condition(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Condition> {
    match &node.value {
        Value::List(items) if items.is_empty() => {
            let help = "name what it applies to, or remove `applies_to`: without it, it applies to everything";
            reader.push(wrong::bad_condition(node.span, "an empty list applies to nothing".to_owned(), help));
            None
        }
        Value::List(_) => {
            let ids = fields::list(reader, node, item);
            join(ids.into_iter().map(Condition::Is).collect(), Condition::Any)
        }
        _ => {
            let text = values::prose(reader, node)?;
            let place = Places::of(reader, node.span, &text);
            match Expression::new(&text, place).read() {
                Ok(condition) => Some(condition),
                Err(finding) => {
                    reader.push(*finding);
                    None
                }
            }
        }
    }
}

fn item(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let text = values::line(reader, node)?;
    if is_id(&text) && !WORDS.contains(&text.as_str()) {
        return Some(text);
    }
    let message = format!("`{}` is no id, and a list holds ids only", wrong::shortened(&text));
    let is_condition = text.contains(['(', ')']) || text.split_whitespace().any(|part| WORDS.contains(&part));
    let help = match format::as_id(&text).filter(|_| !is_condition) {
        Some(id) if !text.contains(' ') => format!("write `{id}`"),
        Some(_) => "write the id that stands in the catalogue, not the name".to_owned(),
        None => "write a condition as one text: `applies_to: a and (b or c)`".to_owned(),
    };
    reader.push(wrong::bad_condition(node.span, message, &help));
    None
}

fn join(mut parts: Vec<Condition>, several: fn(Vec<Condition>) -> Condition) -> Option<Condition> {
    match parts.len() {
        0 | 1 => parts.pop(),
        _ => Some(several(parts)),
    }
}

/// Where the bytes of an expression stand in its file.
#[derive(Clone, Copy)]
struct Places {
    whole: Span,
    /// The byte of the file at which the expression begins, where it is written there letter by letter. Escapes and
    /// line breaks make another text of it; then the whole value is the place of each part.
    start: Option<usize>,
}

impl Places {
    fn of(reader: &Reader<'_>, whole: Span, text: &str) -> Self {
        let written = reader.written(whole);
        let quote = usize::from(written.starts_with(['"', '\'']));
        let inner = written.get(quote..written.len().saturating_sub(quote));
        Self { whole, start: (inner == Some(text)).then_some(whole.range().start + quote) }
    }

    fn of_part(self, part: Range<usize>) -> Span {
        match self.start {
            Some(start) => Span::new(self.whole.file, start + part.start..start + part.end),
            None => self.whole,
        }
    }
}

/// A word, a parenthesis or a wrong sign, and its bytes; at the end of the text an empty one.
type Token<'t> = (&'t str, Range<usize>);

type Outcome = Result<Condition, Box<Diagnostic>>;

struct Expression<'t> {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token<'t>>>,
    end: Token<'t>,
    places: Places,
}

impl<'t> Expression<'t> {
    fn new(text: &'t str, places: Places) -> Self {
        let tokens = tokens(text).into_iter().peekable();
        // The caret of "something is missing at the end" stands under the last character.
        let last = text.trim_end().char_indices().next_back().map_or(0..0, |(at, c)| at..at + c.len_utf8());
        Self { tokens, end: ("", last), places }
    }

    fn read(mut self) -> Outcome {
        let condition = self.any(0)?;
        let (token, at) = self.peek();
        match token {
            "" => Ok(condition),
            ")" => self.wrong(at, "this parenthesis closes nothing".to_owned(), "remove it, or open one before"),
            _ => self.unexpected(token, at, "`and` or `or`"),
        }
    }

    fn any(&mut self, depth: usize) -> Outcome {
        let mut parts = vec![self.all(depth)?];
        while self.take("or") {
            parts.push(self.all(depth)?);
        }
        Ok(joined(parts, Condition::Any))
    }

    fn all(&mut self, depth: usize) -> Outcome {
        let mut parts = vec![self.not(depth)?];
        while self.take("and") {
            parts.push(self.not(depth)?);
        }
        Ok(joined(parts, Condition::All))
    }

    fn not(&mut self, depth: usize) -> Outcome {
        let (token, at) = self.peek();
        if depth >= MAX_DEPTH {
            return self.wrong(at, format!("the condition nests deeper than {MAX_DEPTH} levels"), "say it simpler");
        }
        if self.take("not") {
            return Ok(Condition::Not(Box::new(self.not(depth + 1)?)));
        }
        if self.take("(") {
            let inner = self.any(depth + 1)?;
            let (token, next) = self.peek();
            return match token {
                ")" => {
                    self.tokens.next();
                    Ok(inner)
                }
                "" => self.wrong(at, "this parenthesis is not closed".to_owned(), "add `)`"),
                _ => self.unexpected(token, next, "`and`, `or` or `)`"),
            };
        }
        if is_id(token) && !WORDS.contains(&token) {
            self.tokens.next();
            return Ok(Condition::Is(Spanned::new(token.to_owned(), self.places.of_part(at))));
        }
        self.unexpected(token, at, "an id, `not` or `(`")
    }

    fn peek(&mut self) -> Token<'t> {
        self.tokens.peek().unwrap_or(&self.end).clone()
    }

    fn take(&mut self, word: &str) -> bool {
        self.tokens.next_if(|(token, _)| *token == word).is_some()
    }

    fn unexpected(&self, token: &str, at: Range<usize>, expected: &str) -> Outcome {
        let found = if token.is_empty() { "the end".to_owned() } else { format!("`{}`", wrong::shortened(token)) };
        self.wrong(at, format!("expected {expected}, found {found}"), &remedy(token, expected))
    }

    fn wrong(&self, at: Range<usize>, message: String, help: &str) -> Outcome {
        Err(Box::new(wrong::bad_condition(self.places.of_part(at), message, help)))
    }
}

fn joined(parts: Vec<Condition>, several: fn(Vec<Condition>) -> Condition) -> Condition {
    join(parts, several).expect("an expression has at least the part that it begins with")
}

fn remedy(token: &str, expected: &str) -> String {
    let lower = token.to_lowercase();
    let word = match lower.as_str() {
        "&" | "&&" | "+" | "und" => "and",
        "|" | "||" | "," | ";" | "/" | "oder" => "or",
        "!" | "nicht" | "except" | "without" => "not",
        word if WORDS.contains(&word) && word != token => word,
        word if is_id(word) && word != token => return format!("ids are lower-case: write `{word}`"),
        word if expected.starts_with("`and`") && is_id(word) => {
            return format!("write `and` or `or` before `{}`", wrong::shortened(token));
        }
        _ => return "a condition joins ids with `and`, `or`, `not` and parentheses".to_owned(),
    };
    format!("write `{word}`")
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let kind = |c: char| match c {
        c if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') => 0,
        '&' | '|' => 1,
        c if c.is_whitespace() => 2,
        _ => 3,
    };
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut before = 2;
    for (at, c) in text.char_indices() {
        let (now, end) = (kind(c), at + c.len_utf8());
        match (now, tokens.last_mut()) {
            (2, _) => {}
            (0 | 1, Some((token, range))) if now == before => {
                range.end = end;
                *token = &text[range.clone()];
            }
            _ => tokens.push((&text[at..end], at..end)),
        }
        before = now;
    }
    tokens
}
