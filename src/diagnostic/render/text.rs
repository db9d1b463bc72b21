//! Findings in rustc's form: the line of source, a caret under the very value, what explains it, what to do.

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level as Weight, Origin, Padding, Renderer, Snippet,
};

use super::place::Places;
use super::{Paper, path_from};
use crate::diagnostic::{Diagnostic, Level, Place, Report, Summary};
use crate::source::Span;

/// The longest sentence that is printed, in characters: a value may be quoted in it that has no end.
const LONGEST_SENTENCE: usize = 1000;

/// The longest line of source that is shown, in bytes; of a longer one only the place is told.
const LONGEST_LINE: usize = 1 << 16;

pub fn render(report: &Report, places: &Places<'_>, folder: &str, paper: Paper) -> String {
    let renderer = if paper.color { Renderer::styled() } else { Renderer::plain() };
    // The gutter with the line's number stands before the source.
    let renderer = renderer.term_width(paper.width.saturating_sub(8).max(40));
    let mut text = String::new();
    for found in report.findings().iter().filter(|found| !found.waived) {
        let group = group(found, places, folder, paper);
        text.push_str(&renderer.render(&[group]));
        text.push_str("\n\n");
    }
    text.push_str(&summary(report.summary()));
    text
}

fn group<'a>(found: &'a Diagnostic, places: &Places<'a>, folder: &str, paper: Paper) -> Group<'a> {
    let weight = match found.level {
        Level::Error => Weight::ERROR,
        Level::Warning => Weight::WARNING,
        Level::Note => Weight::NOTE,
    };
    let title = weight.primary_title(sentence(&found.message)).id(found.code.name());
    let mut elements = Vec::new();

    // Other places in the same line are shown in it, others behind it.
    let line = line_number(&found.place, places);
    let beside = |place: &Place| line.is_some() && place_in(place, &found.place) && line_number(place, places) == line;
    let (same_line, elsewhere): (Vec<_>, Vec<_>) = found.related.iter().partition(|(place, _)| beside(place));
    let mut marks = vec![(&found.place, AnnotationKind::Primary, found.label.as_deref())];
    marks.extend(same_line.iter().map(|(place, label)| (place, AnnotationKind::Context, Some(label.as_str()))));
    show(&mut elements, &marks, places, folder, paper);
    for (place, label) in elsewhere {
        show(&mut elements, &[(place, AnnotationKind::Context, Some(label))], places, folder, paper);
        if matches!(place, Place::Path(_)) {
            elements.extend([Padding.into(), Weight::NOTE.message(sentence(label)).into()]);
        }
    }

    let more = found.code.source().is_some() || found.help.is_some();
    if let (Some(Element::Origin(_)), true) = (elements.last(), more) {
        elements.push(Padding.into());
    }
    if let Some(source) = found.code.source() {
        elements.push(Weight::NOTE.message(source).into());
    }
    if let Some(help) = &found.help {
        elements.push(Weight::HELP.message(sentence(help)).into());
    }
    title.elements(elements)
}

fn place_in(place: &Place, other: &Place) -> bool {
    matches!((place, other), (Place::At(a), Place::At(b)) if a.file == b.file)
}

fn line_number(place: &Place, places: &Places<'_>) -> Option<usize> {
    places.region(place).map(|at| at.line)
}

/// Adds the line in which the first mark stands, with all marks; all of them stand in that line.
fn show<'a>(
    elements: &mut Vec<Element<'a>>,
    marks: &[(&Place, AnnotationKind, Option<&str>)],
    places: &Places<'a>,
    folder: &str,
    paper: Paper,
) {
    let Some(&(first, ..)) = marks.first() else { return };
    let path = path_from(folder, &visible(places.file(first)));
    let (Place::At(span), Some(region)) = (first, places.region(first)) else {
        elements.push(Origin::path(path).into());
        return;
    };
    let (bytes, line_start) = places.line(*span);
    if bytes.len() > LONGEST_LINE {
        elements.push(Origin::path(path).line(region.line).char_column(region.column).into());
        return;
    }
    let line = Line::new(bytes, line_start);
    let annotations: Vec<Annotation<'_>> = marks
        .iter()
        .filter_map(|(place, kind, label)| {
            let Place::At(span) = place else { return None };
            Some(kind.span(line.range(*span, paper.width / 2)).label(label.map(sentence)))
        })
        .collect();
    elements.push(Snippet::source(line.text).path(path).line_start(region.line).annotations(annotations).into());
}

/// A line made fit for a terminal: character by character, so that columns stay.
struct Line<'a> {
    bytes: &'a [u8],
    start: usize,
    text: String,
}

impl<'a> Line<'a> {
    /// The line of these bytes, the first of which stands at `start` in its file.
    fn new(bytes: &'a [u8], start: usize) -> Self {
        let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let start = start + bytes.len() - text.len();
        Self { bytes: text, start, text: visible(&String::from_utf8_lossy(text)) }
    }

    /// Where `span` stands in the text; it ends with the line, and after `longest` characters.
    fn range(&self, span: Span, longest: usize) -> std::ops::Range<usize> {
        let offset = |byte: u32| {
            let at = (byte as usize).saturating_sub(self.start).min(self.bytes.len());
            let offset = visible(&String::from_utf8_lossy(&self.bytes[..at])).len();
            self.text.floor_char_boundary(offset)
        };
        let (start, end) = (offset(span.start), offset(span.end.max(span.start)));
        let longest = self.text[start..].char_indices().nth(longest).map_or(end, |(at, _)| start + at);
        start..end.min(longest)
    }
}

/// `text` with a visible stand-in for everything that a terminal would obey instead of show.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => c,
            '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
            '\u{7f}' => '\u{2421}',
            // Second control set, line separators, and marks that turn the direction of writing.
            '\u{80}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// A message on one line, cut where it is longer than anybody reads.
fn sentence(text: &str) -> String {
    let mut kept: String = text.chars().take(LONGEST_SENTENCE).collect();
    if kept.len() < text.len() {
        kept.push('…');
    }
    visible(&kept).replace('\t', " ")
}

/// One line of counts; nothing where nothing was found.
fn summary(counts: Summary) -> String {
    let parts = [(counts.errors, "error"), (counts.warnings, "warning"), (counts.notes, "note")];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| format!("{count} {noun}{}", if *count == 1 { "" } else { "s" }))
        .collect();
    if parts.is_empty() { String::new() } else { format!("{}\n", parts.join(", ")) }
}
