//! From the events of the Markdown reader to runs of text, with facts and references in them.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use super::address::{self, Destination};
use super::braces::{self, Braces};
use super::read::{DEEPEST, Reader, ends_words};
use super::references::{self, Named, Reference};
use super::run::Run;
use super::{Extent, Inline, Target, finding};
use crate::model::prose::NamedList;

/// Where words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a paragraph: references become links, and a line of its own can be a list by name.
    Lines,
    /// In a heading, a cell, a term or emphasis: references become links.
    Words,
    /// In a link or the words for a picture: nothing becomes a link.
    Link,
}

/// How far before a fact the address of a link may have begun, in bytes.
const LONGEST_ADDRESS: usize = 200;

type List = (NamedList, Range<usize>);

impl<'t> Reader<'t> {
    /// The words up to the end of what holds them, which is not taken, or to a list alone on a line, which is taken.
    /// Also the last byte that was read.
    pub fn words(&mut self, place: Place) -> (Vec<Inline>, usize, Option<List>) {
        let mut words = Vec::new();
        let mut run = Run::default();
        let mut read_to = 0;
        let mut line_starts = place == Place::Lines;
        let mut list = None;
        while let Some((event, range)) = self.peek() {
            if ends_words(event) || matches!(event, Event::End(_)) {
                break;
            }
            if line_starts && matches!(event, Event::Text(_)) {
                let start = range.start;
                list = self.list_line(start);
                if list.is_some() {
                    break;
                }
            }
            let Some((event, range)) = self.next() else { break };
            line_starts = place == Place::Lines && matches!(event, Event::SoftBreak | Event::HardBreak);
            read_to = read_to.max(range.end);
            match event {
                Event::Text(text) => self.text(&text, range, &mut run),
                Event::SoftBreak if range.start < self.words_from => {}
                Event::SoftBreak => run.push("\n", range, self.text),
                event => {
                    self.flush(&mut run, &mut words, place);
                    self.mark(event, range, &mut words, place);
                }
            }
        }
        self.flush(&mut run, &mut words, place);
        if list.is_some() {
            while matches!(words.last(), Some(Inline::SoftBreak | Inline::HardBreak)) {
                words.pop();
            }
        }
        (words, read_to, list)
    }

    /// Words without the part of them that is the clause's number.
    fn text(&self, words: &str, range: Range<usize>, run: &mut Run) {
        if range.start >= self.words_from {
            run.push(words, range, self.text);
        } else if range.end > self.words_from
            && let Some(rest) = words.get(self.words_from - range.start..)
        {
            run.push(rest, self.words_from..range.end, self.text);
        }
    }

    /// The list that stands alone on the line that begins at `start`; its events are taken.
    fn list_line(&mut self, start: usize) -> Option<List> {
        if self.extent == Extent::Fragment || start < self.words_from {
            return None;
        }
        let rest = self.text.get(start..).filter(|rest| rest.starts_with("{{"))?;
        let line = rest.split('\n').next()?.trim_end();
        let list = braces::alone(line)?;
        let end = start + line.len();
        let next_line = start + rest.find('\n').map_or(rest.len(), |at| at + 1);
        while self.peek().is_some_and(|(event, range)| {
            range.start < next_line && matches!(event, Event::Text(_) | Event::SoftBreak | Event::HardBreak)
        }) {
            self.next();
        }
        Some((list, start..end))
    }

    fn mark(&mut self, event: Event<'t>, range: Range<usize>, words: &mut Vec<Inline>, place: Place) {
        match event {
            Event::Code(code) => words.push(Inline::Code(code.into_string())),
            Event::HardBreak => words.push(Inline::HardBreak),
            Event::FootnoteReference(label) => {
                let label = label.to_lowercase();
                self.uses.push(label.clone());
                words.push(Inline::Footnote(label));
            }
            Event::InlineHtml(html) | Event::Html(html) if self.options.raw_html => {
                words.push(Inline::Html(html.into_string()));
            }
            Event::InlineHtml(html) | Event::Html(html) => {
                self.notes.find(range, finding::raw_html);
                words.push(Inline::Text(html.into_string()));
            }
            Event::Start(tag) => {
                if self.depth >= DEEPEST {
                    return self.skip_rest(range);
                }
                self.depth += 1;
                self.nested_words(tag, range, words, place);
                self.depth -= 1;
            }
            // Boxes are read with their items; mathematics is not enabled; the rest does not stand in words.
            _ => {}
        }
    }

    fn skip_rest(&mut self, range: Range<usize>) {
        self.notes.find(range, |at| finding::too_deep(at, DEEPEST));
        let mut open = 1_usize;
        while open > 0
            && let Some((event, _)) = self.next()
        {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                _ => {}
            }
        }
    }

    fn nested_words(&mut self, tag: Tag<'t>, range: Range<usize>, words: &mut Vec<Inline>, place: Place) {
        let is_link = place == Place::Link || matches!(tag, Tag::Link { .. } | Tag::Image { .. });
        let (inner, inner_end, _) = self.words(if is_link { Place::Link } else { Place::Words });
        self.next();
        if inner.is_empty() && range.start < self.words_from {
            // What was marked was the number of the clause.
            return;
        }
        match tag {
            Tag::Emphasis => words.push(Inline::Emphasis(inner)),
            Tag::Strong => words.push(Inline::Strong(inner)),
            Tag::Strikethrough => words.push(Inline::Strike(inner)),
            Tag::Link { link_type, dest_url, title, .. } => {
                let written =
                    if link_type == LinkType::Email { CowStr::from(format!("mailto:{dest_url}")) } else { dest_url };
                let at = self.address_at(&written, range, inner_end);
                self.facts(&written, &at);
                self.facts(&title, &at);
                match self.target(&written, at) {
                    Some(target) => words.push(Inline::Link(target, title_of(&title), inner)),
                    None => words.extend(inner),
                }
            }
            Tag::Image { dest_url, title, .. } => {
                let at = self.address_at(&dest_url, range, inner_end);
                self.facts(&title, &at);
                match address::picture(&dest_url) {
                    Ok(path) => {
                        self.notes.asset(at, &path);
                        let path = format!("assets/{path}");
                        words.push(Inline::Image(path, title_of(&title), super::words(&inner)));
                    }
                    Err(why) => {
                        self.notes.find(at, |at| finding::bad_address(at, &dest_url, &why));
                        words.extend(inner);
                    }
                }
            }
            _ => words.extend(inner),
        }
    }

    /// Where the address of a link was written: behind its words, if it stands there as it is.
    fn address_at(&self, address: &str, link: Range<usize>, inner_end: usize) -> Range<usize> {
        let from = inner_end.max(link.start);
        let behind = self.text.get(from..link.end).unwrap_or_default();
        match behind.find(address).filter(|_| !address.is_empty()) {
            Some(at) => from + at..from + at + address.len(),
            None => link,
        }
    }

    /// Notes the facts of an address or a title.
    fn facts(&mut self, written: &str, at: &Range<usize>) {
        for (range, braces) in braces::all(written) {
            let inside = at.len() == written.len();
            let range = if inside { at.start + range.start..at.start + range.end } else { at.clone() };
            self.braces(&braces, range);
        }
    }

    /// Notes a fact, or what is wrong between braces. Whether it was a fact.
    fn braces(&mut self, braces: &Braces<'_>, at: Range<usize>) -> bool {
        match braces {
            Braces::Fact(name) => {
                self.notes.fact(at, name);
                return true;
            }
            Braces::List(_) => self.notes.find(at, finding::misplaced_list),
            Braces::Unknown(name) => self.notes.find(at, |at| finding::unknown_name(at, name)),
            Braces::BadList(list) => self.notes.find(at, |at| finding::bad_list(at, list)),
            Braces::Malformed => self.notes.find(at, finding::malformed_braces),
            Braces::Open => self.notes.find(at, finding::open_braces),
        }
        false
    }

    fn target(&mut self, written: &str, at: Range<usize>) -> Option<Target> {
        match address::link(written) {
            Ok(Destination::Url(url)) => {
                if address::is_path(&url) {
                    self.notes.path(at, &url);
                }
                Some(Target::Url(url))
            }
            Ok(Destination::Doc(link)) => {
                self.notes.link(at, &link);
                Some(Target::Doc(link))
            }
            Ok(Destination::Asset(path)) => {
                self.notes.asset(at, &path);
                Some(Target::Url(format!("assets/{path}")))
            }
            // A fragment does not know the page that it will stand on.
            Ok(Destination::Anchor(_)) if self.extent == Extent::Fragment => Some(Target::Url(written.to_owned())),
            Ok(Destination::Anchor(anchor)) if self.clauses.has_anchor(&anchor) => Some(Target::Here(anchor)),
            Ok(Destination::Anchor(anchor)) => {
                let clauses = &self.clauses;
                let known = self.notes.hints(clauses.anchors());
                self.notes.find(at, |at| finding::no_anchor(at, &anchor, &known));
                None
            }
            Err(why) => {
                self.notes.find(at, |at| finding::bad_address(at, written, &why));
                None
            }
        }
    }

    /// Moves a run into `words`.
    fn flush(&mut self, run: &mut Run, words: &mut Vec<Inline>, place: Place) {
        if run.text.is_empty() {
            return;
        }
        let mut done = 0;
        for (range, braces) in braces::all(&run.text) {
            if !run.opens_braces(range.start, self.text) {
                continue;
            }
            if let (Braces::Fact(name), true) = (&braces, in_address(&run.text[..range.start])) {
                self.notes.find(run.source(&range), |at| finding::spaces_in_address(at, name));
            }
            if self.braces(&braces, run.source(&range))
                && let Braces::Fact(name) = braces
            {
                self.plain(run, done..range.start, words, place);
                words.push(Inline::Fact(name.to_owned()));
                done = range.end;
            }
        }
        self.plain(run, done..run.text.len(), words, place);
        run.clear();
    }

    /// Words without facts; references become links.
    fn plain(&mut self, run: &Run, range: Range<usize>, words: &mut Vec<Inline>, place: Place) {
        let text = &run.text[range.clone()];
        let mut done = 0;
        if place != Place::Link && self.extent == Extent::Whole {
            for reference in references::all(text) {
                let at = range.start + reference.range.start..range.start + reference.range.end;
                let anchor = self.anchor(&reference, run, at);
                // The heading of an annex begins with the words that refer to it.
                let Some(anchor) = anchor.filter(|anchor| *anchor != self.own_anchor) else { continue };
                push_text(&text[done..reference.range.start], words);
                let mut inner = Vec::new();
                push_text(&text[reference.range.clone()], &mut inner);
                words.push(Inline::Link(Target::Here(anchor), None, inner));
                done = reference.range.end;
            }
        }
        push_text(&text[done..], words);
    }

    /// The anchor that a reference leads to. Where it surely means this text and leads nowhere, that is noted.
    fn anchor(&mut self, reference: &Reference, run: &Run, at: Range<usize>) -> Option<String> {
        let certain = reference.certain && self.quoted == 0;
        let clauses = &self.clauses;
        match &reference.to {
            Named::Clause(number, Some(annex)) => {
                clauses.annex(annex).and_then(|annex| clauses.clause_of(annex, number)).map(str::to_owned)
            }
            Named::Clause(number, None) => {
                let without_letter = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
                let found = clauses.clause(number, self.annex).or_else(|| clauses.clause(without_letter, self.annex));
                if found.is_none() && certain && clauses.has_clauses() {
                    let known = self.notes.hints(clauses.numbers());
                    self.notes.find(run.source(&at), |at| finding::no_clause(at, number, &known));
                }
                found.map(str::to_owned)
            }
            Named::Annex(name) => {
                let found = clauses.annex(name).map(|annex| clauses.annexes[annex].anchor.clone());
                if found.is_none() && certain && clauses.has_annexes_like(name) {
                    let known = self.notes.hints(clauses.annexes.iter().map(|annex| annex.name.label.as_str()));
                    self.notes.find(run.source(&at), |at| finding::no_annex(at, &name.label, &known));
                }
                found
            }
        }
    }
}

/// Whether the words before a fact are the beginning of a link's address.
fn in_address(before: &str) -> bool {
    let near = &before[before.floor_char_boundary(before.len().saturating_sub(LONGEST_ADDRESS))..];
    near.rfind("](").is_some_and(|at| !near[at..].contains(|c: char| c.is_whitespace() || c == ')'))
}

fn title_of(title: &str) -> Option<String> {
    (!title.is_empty()).then(|| title.to_owned())
}

fn push_text(text: &str, words: &mut Vec<Inline>) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            words.push(Inline::SoftBreak);
        }
        if !line.is_empty() {
            words.push(Inline::Text(line.to_owned()));
        }
    }
}
