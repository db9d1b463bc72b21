//! What changed in a single text of a version's facts, for pages that tell it in a list of their own.

use super::html::Pen;
use crate::markdown;
use crate::redline::{Change, NO_HEADING, Node, Part, compare};
use crate::render::Renderer;
use crate::render::body::Shown;
use crate::render::voice::Voice;

impl<'a> Renderer<'a> {
    /// A text with its changes; one that is new or gone as a whole is inserted or deleted.
    pub(in crate::render) fn passage(
        &self,
        voice: &Voice<'a>,
        old: Option<(Shown<'_>, &str)>,
        new: Option<(Shown<'_>, &str)>,
    ) -> String {
        let part = |(shown, text): (Shown<'_>, &str)| {
            let writer = self.without_prose(voice, shown);
            Part::entry("passage", "", NO_HEADING, writer.nodes(&markdown::fragment(text, writer.options())))
        };
        let [old, new] = [old, new].map(|of| of.map(part).into_iter().collect::<Vec<Part>>());
        let found = compare(&old, &new);
        let mut pen = Pen::of(&found, self, voice);
        found.sections.iter().for_each(|section| pen.blocks(&section.blocks));
        pen.out
    }

    /// Words in the place of others.
    pub(in crate::render) fn replaced(&self, voice: &Voice<'a>, old: Option<&str>, new: Option<&str>) -> String {
        let nothing = crate::redline::Redline::default();
        let mut pen = Pen::of(&nothing, self, voice);
        if let Some(old) = old {
            pen.whole_words(Change::Deleted, old);
        }
        if old.is_some() && new.is_some() {
            pen.out.push(' ');
        }
        if let Some(new) = new {
            pen.whole_words(Change::Inserted, new);
        }
        pen.out
    }
}

/// Blocks of a text, as they are compared.
impl crate::render::body::Writer<'_, '_> {
    pub(super) fn nodes(&self, tree: &markdown::Tree) -> Vec<Node> {
        Node::of_tree(tree, &crate::redline::Expand { fact: &|name| self.fact(name), list: &|_, _| Vec::new() })
    }
}
