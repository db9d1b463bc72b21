//! Where links and pictures stand in a text.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

/// The ranges of all links and pictures of `text`, from the first sign to the last, in the order of the text.
#[must_use]
pub fn link_ranges(text: &str) -> Vec<Range<usize>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let skipped = text.len() - body.len();
    let events = Parser::new_ext(body, options).into_offset_iter();
    let links = events.filter(|(event, _)| matches!(event, Event::Start(Tag::Link { .. } | Tag::Image { .. })));
    links.map(|(_, range)| range.start + skipped..range.end + skipped).collect()
}
