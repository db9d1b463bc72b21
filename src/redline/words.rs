//! Words and how they are set. Emphasis is kept apart from the words, so that it does not stand in the way of comparing.

use std::ops::Range;

use crate::markdown::{self, Inline, Target};

/// How words are set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style {
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck out by the author.
    Strike,
    /// Code.
    Code,
    /// A link and its title.
    Link(Target, Option<String>),
    /// A picture: its path; the words are its alternative text.
    Image(String),
    /// The mark of a footnote; the words are its label in brackets.
    Footnote(String),
    /// A line break that is meant; the words are a line break, too.
    Break,
    /// Raw HTML, where the site allows it.
    Html,
}

impl Style {
    /// Whether another style here is another meaning.
    fn matters(&self) -> bool {
        !matches!(self, Self::Emphasis | Self::Strong)
    }
}

/// Whether the style is a link that leads where its words say. Written without being a link they mean the same.
fn says_itself(style: &Style, words: &str) -> bool {
    matches!(style, Style::Link(Target::Url(url), None) if url == words || url.strip_prefix("mailto:") == Some(words))
}

/// A run of text with its styles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    text: String,
    /// Where each style ends, in bytes, in their order; they leave no gap.
    spans: Vec<(usize, Vec<Style>)>,
}

impl Words {
    /// Words without any style.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        let mut words = Self::default();
        words.push(&text.into(), &[]);
        words
    }

    /// Words of prose; `fact` gives the values of facts by name.
    #[must_use]
    pub fn of(inlines: &[Inline], fact: &dyn Fn(&str) -> Option<String>) -> Self {
        let mut words = Self::default();
        words.inlines(inlines, &mut Vec::new(), fact);
        words
    }

    /// The words alone.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The pieces of a range of bytes, each with its style.
    pub(super) fn pieces(&self, range: Range<usize>) -> impl Iterator<Item = (&str, &[Style])> {
        let first = self.spans.partition_point(|(end, _)| *end <= range.start);
        let mut start = range.start;
        self.spans[first..].iter().map_while(move |(end, style)| {
            let from = start;
            start = (*end).min(range.end);
            (from < start).then(|| (&self.text[from..start], style.as_slice()))
        })
    }

    /// The styles at a byte, as far as another one would be another meaning.
    pub(super) fn meaning_at(&self, at: usize) -> impl Iterator<Item = &Style> {
        let span = self.spans.partition_point(|(end, _)| *end <= at);
        let start = span.checked_sub(1).map_or(0, |before| self.spans[before].0);
        self.spans.get(span).into_iter().flat_map(move |(end, styles)| {
            styles.iter().filter(move |style| style.matters() && !says_itself(style, &self.text[start..*end]))
        })
    }

    /// Adds words.
    pub fn push(&mut self, text: &str, style: &[Style]) {
        if text.is_empty() {
            return;
        }
        // A space at which no line breaks is a space: that is no difference between two texts.
        for (at, piece) in text.split(['\u{a0}', '\u{202f}']).enumerate() {
            if at > 0 {
                self.text.push(' ');
            }
            self.text.push_str(piece);
        }
        match self.spans.last_mut().filter(|(_, last)| last == style) {
            Some((end, _)) => *end = self.text.len(),
            None => self.spans.push((self.text.len(), style.to_vec())),
        }
    }

    fn inlines(&mut self, inlines: &[Inline], style: &mut Vec<Style>, fact: &dyn Fn(&str) -> Option<String>) {
        for inline in inlines {
            let mut inside = |outer: Style, inner: &[Inline]| {
                style.push(outer);
                self.inlines(inner, style, fact);
                style.pop();
            };
            match inline {
                Inline::Emphasis(inner) => inside(Style::Emphasis, inner),
                Inline::Strong(inner) => inside(Style::Strong, inner),
                Inline::Strike(inner) => inside(Style::Strike, inner),
                Inline::Link(target, title, inner) => {
                    let target = match target {
                        Target::Url(url) => Target::Url(markdown::fill(url, fact)),
                        other => other.clone(),
                    };
                    let words = if inner.is_empty() { vec![Inline::Text(address(&target))] } else { inner.clone() };
                    inside(Style::Link(target, title.clone()), &words);
                }
                Inline::Text(text) => self.push(text, style),
                Inline::Code(code) => self.push_one(code, style, Style::Code),
                Inline::Image(path, _, words) => {
                    self.push_one(&markdown::fill(words, fact), style, Style::Image(path.clone()));
                }
                Inline::SoftBreak => self.push(" ", style),
                Inline::HardBreak => self.push_one("\n", style, Style::Break),
                Inline::Footnote(label) => {
                    self.push_one(&format!("[{label}]"), style, Style::Footnote(label.clone()));
                }
                Inline::Fact(name) => match fact(name) {
                    Some(value) => {
                        // As on a page, an address is a link, unless it stands in one.
                        let linked = style.iter().any(|style| matches!(style, Style::Link(..)));
                        match markdown::address_of_fact(name, &value).filter(|_| !linked) {
                            Some(address) => self.push_one(&value, style, Style::Link(Target::Url(address), None)),
                            None => self.push(&value, style),
                        }
                    }
                    None => self.push(&format!("{{{{ {name} }}}}"), style),
                },
                Inline::Html(html) => self.push_one(html, style, Style::Html),
            }
        }
    }

    fn push_one(&mut self, text: &str, style: &mut Vec<Style>, inner: Style) {
        style.push(inner);
        self.push(text, style);
        style.pop();
    }
}

/// A target as the user writes it.
pub(super) fn address(target: &Target) -> String {
    match target {
        Target::Url(url) => url.clone(),
        Target::Doc(link) => {
            let label = link.label.as_ref().map(|label| format!("/{label}")).unwrap_or_default();
            let anchor = link.anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
            format!("doc:{}{label}{anchor}", link.document)
        }
        Target::Here(anchor) => format!("#{anchor}"),
    }
}
