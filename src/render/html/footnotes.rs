//! Footnotes: marks in the text, the notes below it, and links both ways.
//!
//! Ids are `fn_1` and `fnref_1`, for a further mark of the same note `fnref_1_2`: no heading has an anchor that begins so.

use std::collections::BTreeMap;

use super::Writer;
use super::escape::push_value;
use crate::markdown::Tree;

/// The numbers of the footnotes, and how many marks of each have been written.
#[derive(Default)]
pub(super) struct Footnotes<'a> {
    by_label: BTreeMap<&'a str, usize>,
    marks: Vec<usize>,
}

impl<'a> Footnotes<'a> {
    pub fn of(tree: &'a Tree) -> Self {
        let mut by_label = BTreeMap::new();
        for (at, (label, _)) in tree.footnotes.iter().enumerate() {
            by_label.entry(label.as_str()).or_insert(at);
        }
        Self { by_label, marks: vec![0; tree.footnotes.len()] }
    }
}

impl Writer<'_> {
    /// The mark of a footnote; in a link it is no link itself.
    pub(super) fn footnote_mark(&mut self, label: &str) {
        let Some(&at) = self.footnotes.by_label.get(label) else {
            // Where footnotes are left out altogether, so are their marks.
            if !self.footnotes.marks.is_empty() {
                self.text(&format!("[^{label}]"));
            }
            return;
        };
        self.footnotes.marks[at] += 1;
        let id = mark_id(at, self.footnotes.marks[at]);
        self.out.push_str("<sup class=\"footnote\"");
        self.id(&id);
        self.out.push('>');
        let number = (at + 1).to_string();
        if self.in_link {
            self.out.push_str(&number);
        } else {
            self.out.push_str("<a");
            self.here(&format!("fn_{number}"));
            self.out.extend([">", &number, "</a>"]);
        }
        self.out.push_str("</sup>");
    }

    /// The notes of the text.
    pub(super) fn footnotes(&mut self, tree: &Tree) {
        if tree.footnotes.is_empty() {
            return;
        }
        // Notes can have marks, too: all are written before the links back to them.
        let text = std::mem::take(&mut self.out);
        let mut notes = Vec::new();
        for (_, blocks) in &tree.footnotes {
            self.blocks(blocks);
            notes.push(std::mem::take(&mut self.out));
        }
        self.out = text;
        let level = self.surroundings.first_level.clamp(2, 6);
        self.out.push_str("<section class=\"footnotes\" aria-labelledby=\"");
        push_value(&mut self.out, self.surroundings.ids);
        let element = format!("h{level}");
        self.out.extend(["fn_notes\">\n<", &element]);
        self.id("fn_notes");
        self.out.push('>');
        let words = self.surroundings.words;
        self.text(&words.footnotes);
        self.out.extend(["</", &element, ">\n<ol>\n"]);
        for (at, note) in notes.iter().enumerate() {
            self.out.push_str("<li");
            self.id(&format!("fn_{}", at + 1));
            self.out.push('>');
            let (note, end) = match note.strip_suffix("</p>\n") {
                Some(open) => (open, "</p>\n"),
                None => (note.as_str(), ""),
            };
            self.out.push_str(note);
            for mark in 1..=self.footnotes.marks[at] {
                self.out.push_str(" <a class=\"footnote-back\"");
                self.here(&mark_id(at, mark));
                self.out.push_str(" aria-label=\"");
                push_value(&mut self.out, &words.back_to_text.replace("{number}", &(at + 1).to_string()));
                // The selector keeps the arrow from being shown as a picture.
                self.out.push_str("\">↩\u{fe0e}</a>");
            }
            self.out.push_str(end);
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }
}

fn mark_id(note: usize, mark: usize) -> String {
    if mark == 1 { format!("fnref_{}", note + 1) } else { format!("fnref_{}_{mark}", note + 1) }
}
