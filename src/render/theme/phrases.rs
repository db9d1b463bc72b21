//! The few phrases of the language of templates that matter for names: paths, calls of components, arguments.

use std::ops::Range;

use super::tokens::{Piece, Token, TokenKind};

/// Words of the language of templates that are no names.
const KEYWORDS: &[&str] =
    &["and", "or", "not", "in", "is", "if", "else", "for", "true", "false", "True", "False", "none", "None", "null"];

/// The word that says what a tag does.
pub fn keyword<'t>(tokens: &[Token<'t>]) -> Option<&'t str> {
    tokens.first().and_then(Token::name)
}

/// Whether this is the end of a component's definition.
pub fn is_component_end(piece: &Piece<'_>) -> bool {
    matches!(piece, Piece::Tag(tokens) if keyword(tokens) == Some("endcomponent"))
}

/// The dotted name and the parameters of a component.
pub fn component_head<'t>(tokens: &[Token<'t>]) -> (String, Vec<&'t str>) {
    let open = tokens.iter().position(|token| token.is('(')).unwrap_or(tokens.len());
    let name = tokens[..open].iter().filter_map(Token::name).collect::<Vec<_>>().join(".");
    let starts = |at: usize| tokens[at - 1].is('(') || tokens[at - 1].is(',') || tokens[at - 1].is('@');
    let parameters = (open + 1..tokens.len()).filter(|&at| starts(at)).filter_map(|at| tokens[at].name());
    (name, parameters.collect())
}

/// Whether the token at `at` is a name that must stand for something: no keyword, no filter or test, not the name of a
/// function, of an argument or of a key.
pub fn is_name(tokens: &[Token<'_>], at: usize) -> bool {
    let is = |at: Option<usize>, sign| at.and_then(|at| tokens.get(at)).is_some_and(|token: &Token<'_>| token.is(sign));
    let word = |back: usize| at.checked_sub(back).and_then(|at| tokens[at].name());
    let tested = word(1) == Some("is") || (word(1) == Some("not") && word(2) == Some("is"));
    // An argument is followed by one `=`, a comparison by two.
    let argument = is(Some(at + 1), '=') && !is(Some(at + 2), '=');
    let filter = is(at.checked_sub(1), '|');
    let called = is(Some(at + 1), '(') || is(Some(at + 1), ':');
    tokens[at].name().is_some_and(|name| !KEYWORDS.contains(&name)) && !(tested || argument || filter || called)
}

/// Whether `<` between these tokens begins the call of a component rather than compares.
pub fn starts_call(previous: Option<&Token<'_>>, next: Option<&Token<'_>>) -> bool {
    let value_before = previous.is_some_and(|token| match token.kind {
        TokenKind::Name(name) => !KEYWORDS.contains(&name),
        TokenKind::Text(_) | TokenKind::Number => true,
        TokenKind::Sign(sign) => matches!(sign, ')' | ']' | '}'),
    });
    !value_before && next.is_some_and(|token| token.name().is_some())
}

/// How many tokens `.name` or `?.name` has, if that is how the tokens begin.
pub fn field_behind(tokens: &[Token<'_>]) -> Option<usize> {
    let question = usize::from(tokens.first().is_some_and(|token| token.is('?')));
    let dot = tokens.get(question).is_some_and(|token| token.is('.'));
    let name = tokens.get(question + 1).is_some_and(|token| token.name().is_some());
    (dot && name).then_some(question + 2)
}

/// How many tokens a name and the fields behind it have.
pub fn path_length(tokens: &[Token<'_>]) -> usize {
    let mut length = 1;
    while let Some(field) = field_behind(&tokens[length..]) {
        length += field;
    }
    length
}

/// How many tokens an argument's value has: a text, or everything between matching braces with them.
pub fn argument_length(tokens: &[Token<'_>]) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Sign('{') => depth += 1,
            TokenKind::Sign('}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// A path as it was written, without white space.
pub fn written(tokens: &[Token<'_>]) -> String {
    let word = |token: &Token<'_>| match token.kind {
        TokenKind::Name(word) => word.to_owned(),
        TokenKind::Text(text) => format!("\"{text}\""),
        TokenKind::Number => "…".to_owned(),
        TokenKind::Sign(sign) => sign.to_string(),
    };
    tokens.iter().map(word).collect()
}

/// From the first byte to the last.
pub fn range_of(tokens: &[Token<'_>]) -> Range<usize> {
    let start = tokens.first().map_or(0, |token| token.range.start);
    start..tokens.last().map_or(start, |token| token.range.end)
}
