//! Headings, clauses and annexes of a text with their anchors, found before the text is read in full, so that a
//! reference can lead forward.
//!
//! Invariant: no two anchors of a text are the same.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Extent;
use super::annex::{self, AnnexName, Counting};
use super::braces;
use super::number::{self, Number, Place};
use super::slug::slug;

/// A heading, or a paragraph with a number.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// The place of its first event.
    pub event: usize,
    /// Its number, if it is a clause.
    pub number: Option<Number>,
    /// Where its words begin: what stands before is the number.
    pub words: usize,
    /// What `#` in an address leads to.
    pub anchor: String,
    /// 1 to 6 for a heading, 0 for a paragraph.
    pub level: u8,
    /// The words of a heading.
    pub title: Option<String>,
    /// The number, or the heading's words.
    pub span: Range<usize>,
    /// The annex that it belongs to.
    pub annex: Option<usize>,
    given: Option<String>,
    opens: bool,
}

/// An annex.
#[derive(Clone, Debug)]
pub(super) struct Annex {
    /// What it is called; a nameless one is the only one of its kind.
    pub name: AnnexName,
    /// The anchor of its heading.
    pub anchor: String,
    /// Whether it numbers anew.
    pub anew: bool,
}

/// All headings and clauses of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Clauses {
    /// In the order of the text.
    pub heads: Vec<Head>,
    /// In the order of the text.
    pub annexes: Vec<Annex>,
    taken: BTreeSet<String>,
    annex_names: BTreeMap<AnnexName, usize>,
    annex_kinds: BTreeSet<(&'static str, Counting)>,
    /// Clauses by their numbers: in the main text, and in the annexes that number anew.
    main: BTreeMap<String, usize>,
    anew: BTreeMap<String, BTreeMap<usize, usize>>,
}

impl Clauses {
    /// The headings and clauses of `text`, whose events these are.
    pub fn of(text: &str, events: &[(Event<'_>, Range<usize>)], extent: Extent) -> Self {
        let mut found = Finder { text, events, clauses: Self::default(), open: Vec::new(), tops: BTreeMap::new() };
        found.run(extent);
        found.clauses.name();
        found.clauses
    }

    /// Whether the text has this anchor.
    pub fn has_anchor(&self, anchor: &str) -> bool {
        self.taken.contains(anchor)
    }

    /// All anchors.
    pub fn anchors(&self) -> impl Iterator<Item = &str> {
        self.taken.iter().map(String::as_str)
    }

    /// All numbers of clauses, in the order of the text.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        self.heads.iter().filter_map(|head| head.number.as_ref()).map(|number| number.text.as_str())
    }

    /// The anchor of the clause `number` as it is meant in the annex `within`: its own clauses come first, then those
    /// of the main text, then those of the one annex that has such a clause.
    pub fn clause(&self, number: &str, within: Option<usize>) -> Option<&str> {
        let annexes = self.anew.get(number);
        let own = || within.and_then(|annex| annexes?.get(&annex));
        let only = || annexes.filter(|annexes| annexes.len() == 1)?.values().next();
        let at = *own().or_else(|| self.main.get(number)).or_else(only)?;
        Some(&self.heads[at].anchor)
    }

    /// The anchor of the clause `number` of an annex itself.
    pub fn clause_of(&self, annex: usize, number: &str) -> Option<&str> {
        let own = self.anew.get(number).and_then(|annexes| annexes.get(&annex));
        let head = &self.heads[*own.or_else(|| self.main.get(number))?];
        (head.annex == Some(annex)).then_some(&head.anchor)
    }

    /// The annex that is called so.
    pub fn annex(&self, name: &AnnexName) -> Option<usize> {
        self.annex_names.get(name).copied()
    }

    /// Whether the text has an annex that is called and counted in the same way.
    pub fn has_annexes_like(&self, name: &AnnexName) -> bool {
        self.annex_kinds.contains(&(name.kind, name.counting()))
    }

    /// Whether the text has clauses.
    pub fn has_clauses(&self) -> bool {
        !(self.main.is_empty() && self.anew.is_empty())
    }

    /// Gives every head its anchor. What is written or counted comes before what is made of words, so that a heading
    /// never takes the anchor of a clause.
    fn name(&mut self) {
        let mut clauses = vec![(0_usize, None); self.annexes.len()];
        let mut all = 0_usize;
        for head in &self.heads {
            let Some(number) = &head.number else { continue };
            all += 1;
            if let Some(annex) = head.annex {
                let (count, first) = &mut clauses[annex];
                *count += 1;
                first.get_or_insert(number.first);
            }
        }
        for (at, (annex, (count, first))) in self.annexes.iter_mut().zip(clauses).enumerate() {
            annex.anew = first == Some(1) && count < all;
            self.annex_names.entry(annex.name.clone()).or_insert(at);
            if !annex.name.label.is_empty() {
                self.annex_kinds.insert((annex.name.kind, annex.name.counting()));
            }
        }
        let mut names = Names::default();
        for head in &mut self.heads {
            if let Some(given) = &head.given {
                head.anchor = names.free(given);
            }
        }
        for head in self.heads.iter_mut().filter(|head| head.opens) {
            let Some(annex) = head.annex else { continue };
            let name = &self.annexes[annex].name;
            if head.given.is_none() {
                head.anchor = names.free(&name.anchor());
            }
            self.annexes[annex].anchor.clone_from(&head.anchor);
        }
        for (at, head) in self.heads.iter_mut().enumerate() {
            let Some(number) = &head.number else { continue };
            let anew = head.annex.filter(|&annex| self.annexes[annex].anew);
            if head.given.is_none() {
                let wanted = anew.map(|annex| format!("{}-{}", self.annexes[annex].anchor, number.text));
                head.anchor = names.free(&wanted.unwrap_or_else(|| number.text.clone()));
            }
            match anew {
                Some(annex) => {
                    self.anew.entry(number.text.clone()).or_default().entry(annex).or_insert(at);
                }
                None => {
                    self.main.entry(number.text.clone()).or_insert(at);
                }
            }
        }
        for head in self.heads.iter_mut().filter(|head| head.anchor.is_empty()) {
            let words = slug(&braces::fill(head.title.as_deref().unwrap_or_default(), &|_| Some(String::new())));
            head.anchor = names.free(if words.is_empty() { "section" } else { &words });
        }
        self.taken = names.taken;
    }
}

/// The anchors that are given away.
#[derive(Default)]
struct Names {
    taken: BTreeSet<String>,
    next: BTreeMap<String, u32>,
}

impl Names {
    /// `wanted`, or with the first number behind it that nobody has.
    fn free(&mut self, wanted: &str) -> String {
        if self.taken.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let next = self.next.entry(wanted.to_owned()).or_insert(1);
        loop {
            *next += 1;
            let name = format!("{wanted}-{next}");
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

struct Finder<'a, 't> {
    text: &'t str,
    events: &'a [(Event<'t>, Range<usize>)],
    clauses: Clauses,
    /// The annexes whose headings are open, with their levels.
    open: Vec<(usize, u8)>,
    /// The first part of the last number of each annex and of the main text.
    tops: BTreeMap<Option<usize>, u8>,
}

impl Finder<'_, '_> {
    fn run(&mut self, extent: Extent) {
        // Quotations, notes and definitions are not clauses of this text, whatever number they begin with.
        let mut foreign = usize::from(extent == Extent::Fragment);
        for at in 0..self.events.len() {
            match &self.events[at].0 {
                Event::Start(Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) | Tag::DefinitionListDefinition) => {
                    foreign += 1;
                }
                Event::End(TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition | TagEnd::DefinitionListDefinition) => {
                    foreign -= 1;
                }
                Event::Start(Tag::Heading { level, id, .. }) => {
                    let given = id.as_deref().filter(|id| !id.is_empty()).map(own_id);
                    self.heading(at, *level as u8, given, foreign > 0);
                }
                Event::Start(Tag::Paragraph | Tag::Item) if foreign == 0 => self.paragraph(at),
                _ => {}
            }
        }
    }

    fn heading(&mut self, at: usize, level: u8, given: Option<String>, foreign: bool) {
        let mut title = String::new();
        let mut content: Option<Range<usize>> = None;
        for (event, range) in &self.events[at + 1..] {
            match event {
                Event::End(TagEnd::Heading(_)) => break,
                Event::Text(words) | Event::Code(words) => title.push_str(words),
                Event::SoftBreak | Event::HardBreak => title.push(' '),
                _ => {}
            }
            let start = content.as_ref().map_or(range.start, |content| content.start);
            content = Some(start..range.end);
        }
        let content = content.unwrap_or_else(|| self.events[at].1.start..self.events[at].1.start);
        let mut opens = false;
        let mut number = None;
        if !foreign {
            while self.open.last().is_some_and(|&(_, open)| open >= level) {
                self.open.pop();
            }
            if let Some(name) = annex::heading(&title) {
                opens = true;
                self.open.push((self.clauses.annexes.len(), level));
                self.clauses.annexes.push(Annex { name, anchor: String::new(), anew: false });
            }
        }
        let annex = self.open.last().map(|&(annex, _)| annex);
        if !foreign {
            number = (!opens).then(|| self.number(content.clone(), Place::Heading, annex)).flatten();
        }
        if let Some(number) = &number {
            title = without_number(&title, number);
        }
        self.clauses.heads.push(Head {
            event: at,
            words: number.as_ref().map_or(content.start, |number| number.words),
            span: number.as_ref().map_or(content, |number| number.span.clone()),
            number,
            anchor: String::new(),
            level,
            title: Some(title.trim().to_owned()),
            annex,
            given,
            opens,
        });
    }

    /// A paragraph, or an item that holds its words without one.
    fn paragraph(&mut self, at: usize) {
        let is_item = matches!(self.events[at].0, Event::Start(Tag::Item));
        let end = self.events[at].1.end;
        let mut first = at + 1;
        if let Some((Event::TaskListMarker(_), _)) = self.events.get(first) {
            first += 1;
        }
        let Some((event, range)) = self.events.get(first) else { return };
        let inline = matches!(event, Event::Text(_) | Event::Start(Tag::Strong | Tag::Emphasis));
        let annex = self.open.last().map(|&(annex, _)| annex);
        let Some(number) = inline.then(|| self.number(range.start..end, Place::Paragraph, annex)).flatten() else {
            return;
        };
        self.clauses.heads.push(Head {
            event: if is_item { first } else { at },
            words: number.words,
            span: number.span.clone(),
            number: Some(number),
            anchor: String::new(),
            level: 0,
            title: None,
            annex,
            given: None,
            opens: false,
        });
    }

    /// The number at the beginning of `content`, in bytes of the text.
    fn number(&mut self, content: Range<usize>, place: Place, annex: Option<usize>) -> Option<Number> {
        let source = self.text.get(content.clone())?;
        let mut number = number::leading(source, place, self.tops.get(&annex).copied())?;
        self.tops.insert(annex, number.first);
        number.span = number.span.start + content.start..number.span.end + content.start;
        number.words += content.start;
        Some(number)
    }
}

/// An id that the user gave; those of footnotes, such as `fn_1` and `fnref_1`, are kept free.
fn own_id(id: &str) -> String {
    let id = id.replace(':', "-");
    if id.starts_with("fn_") || id.starts_with("fnref_") { id.replacen('_', "-", 1) } else { id }
}

fn without_number(title: &str, number: &Number) -> String {
    let behind = title.split_once(&number.text).map_or(title, |(_, behind)| behind);
    let behind = behind.trim_start_matches(['.', ')', ':']).trim_start();
    let dash = behind.trim_start_matches(['-', '–', '—']);
    if dash.len() < behind.len() && dash.starts_with(char::is_whitespace) { dash.to_owned() } else { behind.to_owned() }
}
