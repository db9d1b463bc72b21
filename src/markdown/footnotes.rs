//! The order of footnotes.

use std::collections::BTreeMap;

use super::Block;

/// A footnote with its label, its blocks and the labels that it refers to.
pub(super) struct Footnote {
    pub label: String,
    pub blocks: Vec<Block>,
    pub uses: Vec<String>,
}

/// Footnotes in the order of their first use, in the text or in a footnote before them.
pub(super) fn in_order(footnotes: Vec<Footnote>, mut uses: Vec<String>) -> Vec<(String, Vec<Block>)> {
    let mut waiting: BTreeMap<String, Footnote> = BTreeMap::new();
    let mut unused = Vec::new();
    for footnote in footnotes {
        // Of two with one label the reader of Markdown takes the first.
        if waiting.contains_key(&footnote.label) {
            unused.push((footnote.label, footnote.blocks));
        } else {
            waiting.insert(footnote.label.clone(), footnote);
        }
    }
    let mut ordered = Vec::new();
    let mut at = 0;
    while let Some(label) = uses.get(at) {
        if let Some(footnote) = waiting.remove(label) {
            uses.extend(footnote.uses);
            ordered.push((footnote.label, footnote.blocks));
        }
        at += 1;
    }
    ordered.extend(waiting.into_values().map(|footnote| (footnote.label, footnote.blocks)));
    ordered.extend(unused);
    ordered
}
