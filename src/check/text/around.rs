//! What stands around a passage and says how it is meant: the heading above, the sentence that introduces a list, the
//! row of a table.
//!
//! Asked only where a finding is at hand. Knows no rule.

use super::Written;
use crate::markdown::passages::{Passage, PassageKind};

/// Words of headings under which a text tells its own history, in lower case.
const HISTORY: &[&str] = &[
    "histor",
    "änderungsverlauf",
    "versionsverlauf",
    "änderungsübersicht",
    "versionen",
    "änderungen",
    "version control",
    "revision",
    "changelog",
    "change log",
    "changes",
];

/// Whether `heading` stands above a history of the text.
pub fn is_of_history(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    HISTORY.iter().any(|word| lower.contains(word))
}

/// The heading above the passage at `at`.
pub fn heading(passages: &[Passage], at: usize) -> Option<&str> {
    let mut above = passages[..at].iter().rev();
    above.find(|passage| matches!(passage.kind, PassageKind::Heading(_))).map(|passage| passage.text.as_str())
}

/// The heading of the column in which the passage at `at` is a cell.
pub fn column(passages: &[Passage], at: usize) -> Option<&str> {
    let PassageKind::Cell { row: 1.., column } = passages[at].kind else { return None };
    let is_heading = |passage: &&Passage| passage.kind == (PassageKind::Cell { row: 0, column });
    passages[..at].iter().rev().find(is_heading).map(|passage| passage.text.as_str())
}

/// All that says how the passage at `at` is meant, beside its own words: the heading above; what introduces it with a
/// colon, where it is an item of a list; its row and the heading of its column, where it is a cell; the measure that
/// holds it.
pub fn around(text: &Written, at: usize) -> String {
    let passages = &text.passages;
    let mut parts: Vec<&str> = heading(passages, at).into_iter().collect();
    parts.extend(text.above.as_deref());
    match passages[at].kind {
        PassageKind::Item => {
            let before = || passages[..at].iter().rev();
            let outside = before().find(|passage| passage.kind != PassageKind::Item);
            let nested = before().find(|passage| passage.kind == PassageKind::Item && introduces(passage));
            parts.extend(outside.filter(|passage| introduces(passage)).map(|passage| passage.text.as_str()));
            parts.extend(nested.map(|passage| passage.text.as_str()));
        }
        PassageKind::Cell { row, .. } => {
            let in_row = |passage: &&Passage| matches!(passage.kind, PassageKind::Cell { row: of, .. } if of == row);
            parts.extend(passages[..at].iter().rev().take_while(in_row).map(|passage| passage.text.as_str()));
            parts.extend(passages[at + 1..].iter().take_while(in_row).map(|passage| passage.text.as_str()));
            parts.extend(column(passages, at));
        }
        PassageKind::Heading(_) | PassageKind::Paragraph => {}
    }
    parts.join(" ; ")
}

fn introduces(passage: &Passage) -> bool {
    passage.text.trim_end().ends_with(':')
}
