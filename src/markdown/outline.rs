//! The outline of a text: what the rest of the site must know of it.

use std::sync::Arc;

use super::clauses::Head;
use super::notes::{Notes, Origin};
use super::read::read;
use super::{Extent, Options, finding};
use crate::diagnostic::Report;
use crate::model::prose::{Outline, Prose, Section};
use crate::source::FileId;

/// The longest text, in bytes.
const LONGEST: usize = 4 << 20;

/// The outline of a text that comes from `origin`.
pub(super) fn outline(
    file: FileId,
    text: &str,
    options: Options,
    extent: Extent,
    origin: Origin<'_>,
) -> (Prose, Report) {
    if text.len() > LONGEST {
        let mut notes = Notes::of(origin);
        notes.find(0..0, |at| finding::too_long(at, LONGEST));
        return (Prose { file, outline: Arc::default() }, notes.report);
    }
    let (tree, notes, clauses) = read(text, options, extent, Notes::of(origin));
    let annexes = &clauses.annexes;
    let section = |head: Head| Section {
        anchor: head.anchor.into(),
        number: head.number.map(|number| number.text.into()),
        title: head.title.map(Into::into),
        level: head.level,
        annex: head.annex.map(|annex| annexes[annex].anchor.as_str().into()),
        span: origin.span(head.span),
    };
    let outline = Outline {
        sections: clauses.heads.into_iter().map(section).collect(),
        lists: notes.lists.into(),
        facts: notes.facts.into(),
        links: notes.links.into(),
        assets: notes.assets.into(),
        paths: notes.paths.into(),
        tree: options.keeps_tree.then_some(tree),
    };
    (Prose { file, outline: Arc::new(outline) }, notes.report)
}
