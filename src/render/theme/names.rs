//! Whether every name that templates use is one that their views have.
//!
//! Walks each template as it would be rendered, with its parents, includes and components, and knows of every name what
//! it stands for. A name that nothing stands for, a group that is printed and a loop over something that is no list are
//! findings with their places. What cannot be told (the result of a filter, a choice between two values) is let pass.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::phrases::{
    argument_length, component_head, field_behind, is_component_end, is_name, keyword, path_length, range_of,
    starts_call, written,
};
use super::shape::{Known, Shape};
use super::tokens::{Piece, Token, TokenKind, pieces};
use crate::diagnostic::format::nearest;

/// Something wrong with a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The template.
    pub template: String,
    /// The first of its bytes.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

struct Component<'t> {
    template: &'t str,
    parameters: Vec<&'t str>,
    body: Range<usize>,
}

/// All templates of a theme, ready to be walked.
pub struct Templates<'t> {
    pieces: BTreeMap<&'t str, Vec<Piece<'t>>>,
    components: BTreeMap<String, Component<'t>>,
}

impl<'t> Templates<'t> {
    /// The templates with these names and texts. The engine must have accepted them.
    #[must_use]
    pub fn new(templates: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let pieces: BTreeMap<_, _> = templates.into_iter().map(|(name, text)| (name, pieces(text))).collect();
        let mut components = BTreeMap::new();
        for (&template, pieces) in &pieces {
            for (at, piece) in pieces.iter().enumerate() {
                let Piece::Tag(tokens) = piece else { continue };
                if keyword(tokens) == Some("component") {
                    let (name, parameters) = component_head(&tokens[1..]);
                    let length = pieces[at..].iter().position(is_component_end).unwrap_or(pieces.len() - at);
                    components.insert(name, Component { template, parameters, body: at + 1..at + length });
                }
            }
        }
        Self { pieces, components }
    }

    /// What is wrong with the names of `template` and of all that it uses, where `roots` are the names that it is given.
    #[must_use]
    pub fn check(&self, template: &str, roots: &[(&'t str, Shape<'t>)]) -> BTreeSet<Finding> {
        let scope = roots.iter().map(|&(name, shape)| (name, Some(shape))).collect();
        let mut walk = Walk { templates: self, scope, findings: BTreeSet::new(), seen: BTreeSet::new() };
        walk.template(template);
        walk.findings
    }
}

struct Walk<'w, 't> {
    templates: &'w Templates<'t>,
    scope: Vec<(&'t str, Known<'t>)>,
    findings: BTreeSet<Finding>,
    seen: BTreeSet<(String, Vec<Option<usize>>)>,
}

impl<'w, 't> Walk<'w, 't> {
    fn template(&mut self, name: &str) {
        if let Some((&name, pieces)) = self.templates.pieces.get_key_value(name) {
            self.pieces(name, pieces);
        }
    }

    fn pieces(&mut self, template: &'t str, pieces: &'w [Piece<'t>]) {
        let mut loops = Vec::new();
        let mut inside_component = false;
        for piece in pieces {
            match piece {
                _ if is_component_end(piece) => inside_component = false,
                _ if inside_component => {}
                Piece::Print(tokens) => self.print(template, tokens),
                Piece::Tag(tokens) => {
                    let rest = tokens.get(1..).unwrap_or_default();
                    match keyword(tokens) {
                        Some("component") => inside_component = true,
                        Some("for") => {
                            loops.push(self.scope.len());
                            self.begin_loop(template, rest);
                        }
                        Some("endfor") => self.scope.truncate(loops.pop().unwrap_or(self.scope.len())),
                        Some("set" | "set_global") => self.set(template, rest),
                        Some("include" | "extends") => {
                            if let Some(TokenKind::Text(other)) = rest.first().map(|token| token.kind) {
                                self.template(other);
                            }
                        }
                        Some("if" | "elif") => {
                            self.expression(template, rest);
                        }
                        // Text inside of a component's call is printed where it stands.
                        _ if tokens.first().is_some_and(|token| token.is('<')) => {
                            self.expression(template, tokens);
                        }
                        _ => {}
                    }
                }
            }
        }
    }

    /// `x in list`, `key, value in group`.
    fn begin_loop(&mut self, template: &'t str, tokens: &[Token<'t>]) {
        let Some(at) = tokens.iter().position(|token| token.name() == Some("in")) else { return };
        let (names, list) = (&tokens[..at], &tokens[at + 1..]);
        let shape = self.expression(template, list);
        let element = match shape {
            Some(shape) if shape.element().is_none() && names.len() == 1 => {
                let message = format!("`{}` is no list", written(list));
                self.find(template, range_of(list), message, None);
                None
            }
            shape => shape.and_then(Shape::element),
        };
        let names: Vec<_> = names.iter().filter_map(Token::name).collect();
        let shape_of = |_| if names.len() == 1 { element } else { None };
        self.scope.push(("loop", None));
        self.scope.extend(names.iter().map(|&name| (name, shape_of(name))));
    }

    /// `x = value`, or `x` alone before a block.
    fn set(&mut self, template: &'t str, tokens: &[Token<'t>]) {
        let Some(name) = tokens.first().and_then(Token::name) else { return };
        let value = tokens.get(1).filter(|token| token.is('=')).and_then(|_| tokens.get(2..));
        let shape = value.and_then(|value| self.expression(template, value));
        self.scope.push((name, shape));
    }

    fn print(&mut self, template: &'t str, tokens: &[Token<'t>]) {
        let shape = self.expression(template, tokens);
        if let Some(fields) = shape.and_then(Shape::fields) {
            let known = fields.map(|(name, _)| name).collect::<Vec<_>>().join(", ");
            let message = format!("`{}` is a group of values and cannot be printed as it is", written(tokens));
            self.find(template, range_of(tokens), message, Some(format!("it has: {known}")));
        } else if shape.and_then(Shape::element).is_some() {
            let message = format!("`{}` is a list and cannot be printed as it is", written(tokens));
            self.find(template, range_of(tokens), message, Some("use `{% for … in … %}`".to_owned()));
        }
    }

    /// Checks all names of an expression. Gives its shape where it is nothing but a name with its fields.
    fn expression(&mut self, template: &'t str, tokens: &[Token<'t>]) -> Known<'t> {
        let before = self.scope.len();
        self.comprehension(template, tokens);
        let mut at = 0;
        let mut shape = None;
        while let Some(token) = tokens.get(at) {
            let previous = at.checked_sub(1).and_then(|before| tokens.get(before));
            if token.is('<') && starts_call(previous, tokens.get(at + 1)) {
                at += self.call(template, &tokens[at..]);
                continue;
            }
            if is_name(tokens, at) {
                let (length, found) = self.path(template, &tokens[at..]);
                shape = found.filter(|_| length == tokens.len());
                at += length;
            } else {
                at += 1;
            }
        }
        self.scope.truncate(before);
        shape
    }

    /// Binds the names of `[… for x in list]`, which stand before the place that introduces them.
    fn comprehension(&mut self, template: &'t str, tokens: &[Token<'t>]) {
        let Some(at) = tokens.iter().position(|token| token.name() == Some("for")) else { return };
        let end = tokens[at..].iter().position(|token| token.is(']') || token.name() == Some("if"));
        self.begin_loop(template, &tokens[at + 1..end.map_or(tokens.len(), |end| at + end)]);
    }

    /// A name and the fields behind it: how many tokens, and the shape of the last.
    fn path(&mut self, template: &'t str, tokens: &[Token<'t>]) -> (usize, Known<'t>) {
        let root = tokens[0].name().unwrap_or_default();
        let Some(&(_, mut shape)) = self.scope.iter().rev().find(|(name, _)| *name == root) else {
            let known: Vec<_> = self.scope.iter().map(|(name, _)| *name).filter(|name| *name != "loop").collect();
            self.unknown(template, tokens[0].range.clone(), format!("there is no `{root}` here"), root, &known);
            return (path_length(tokens), None);
        };
        let mut at = 1;
        while let Some(length) = field_behind(&tokens[at..]) {
            let field = &tokens[at + length - 1];
            let name = field.name().unwrap_or_default();
            if let Some(group) = shape {
                let fields: Vec<_> = group.fields().into_iter().flatten().collect();
                let found = fields.iter().find(|(known, _)| *known == name).map(|&(_, shape)| shape);
                if found.is_none() {
                    let known: Vec<_> = fields.iter().map(|(known, _)| *known).collect();
                    let message = format!("`{}` has no `{name}`", written(&tokens[..at]));
                    self.unknown(template, field.range.clone(), message, name, &known);
                }
                shape = found;
            }
            at += length;
        }
        // What brackets find is not told by a name.
        let bracket = tokens.get(at).is_some_and(|token| token.is('['));
        (at, if bracket { None } else { shape })
    }

    /// `<name argument={value} … />`: how many tokens. Walks the component with the shapes of its arguments.
    fn call(&mut self, template: &'t str, tokens: &[Token<'t>]) -> usize {
        let mut at = 1;
        while tokens.get(at).is_some_and(|token| token.name().is_some())
            && tokens.get(at + 1).is_some_and(|t| t.is('.'))
        {
            at += 2;
        }
        let name = tokens[1..=at.min(tokens.len() - 1)].iter().filter_map(Token::name).collect::<Vec<_>>().join(".");
        at += 1;
        let mut arguments = BTreeMap::new();
        while let Some(token) = tokens.get(at) {
            match token.name() {
                _ if token.is('>') => {
                    at += 1;
                    break;
                }
                Some(argument) if tokens.get(at + 1).is_some_and(|token| token.is('=')) => {
                    at += 2;
                    let length = argument_length(&tokens[at..]);
                    // A value that is no text stands in braces.
                    let inside = tokens.get(at + 1..(at + length).saturating_sub(1)).unwrap_or_default();
                    arguments.insert(argument, self.expression(template, inside));
                    at += length;
                }
                // An argument alone hands on the value of the same name.
                Some(argument) => {
                    arguments.insert(argument, self.path(template, &tokens[at..=at]).1);
                    at += 1;
                }
                None if token.is('{') => {
                    let length = argument_length(&tokens[at..]);
                    self.expression(template, &tokens[at..at + length]);
                    at += length;
                }
                None => at += 1,
            }
        }
        self.component(&name, &arguments);
        at
    }

    fn component(&mut self, name: &str, arguments: &BTreeMap<&str, Known<'t>>) {
        let Some(component) = self.templates.components.get(name) else { return };
        let scope: Vec<_> = component
            .parameters
            .iter()
            .map(|&name| (name, arguments.get(name).copied().flatten()))
            .chain([("body", None)])
            .collect();
        let shapes = scope.iter().map(|(_, shape)| shape.map(Shape::identity)).collect();
        if self.seen.insert((name.to_owned(), shapes)) {
            let outer = std::mem::replace(&mut self.scope, scope);
            let pieces = &self.templates.pieces[component.template];
            self.pieces(component.template, &pieces[component.body.clone()]);
            self.scope = outer;
        }
    }

    fn unknown(&mut self, template: &str, range: Range<usize>, message: String, written: &str, known: &[&str]) {
        let help = match nearest(written, known.iter().copied()) {
            Some(word) => Some(format!("did you mean `{word}`?")),
            None if known.is_empty() => None,
            None => Some(format!("known names: {}", known.join(", "))),
        };
        self.find(template, range, message, help);
    }

    fn find(&mut self, template: &str, range: Range<usize>, message: String, help: Option<String>) {
        let Range { start, end } = range;
        self.findings.insert(Finding { template: template.to_owned(), start, end, message, help });
    }
}
