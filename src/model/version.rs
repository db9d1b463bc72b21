//! A released version.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::document::Edition;
use super::text::Localized;
use crate::source::{Span, Spanned};

/// What the working copy is called among versions. No released version can be: the parser refuses the label.
pub const DRAFT: &str = "draft";

/// `versions/<label>/`.
#[derive(Clone, Debug)]
pub struct Version {
    /// The folder's name.
    pub label: String,
    /// Where `version.yaml` begins.
    pub span: Span,
    /// From this day it is public.
    pub announced: Spanned<Date>,
    /// From this day it applies.
    pub effective: Spanned<Date>,
    /// From this day it applies to new customers.
    pub effective_for_new: Option<Spanned<Date>>,
    /// Who answers for it.
    pub responsible: Option<Localized>,
    /// What changed and why.
    pub note: Localized,
    /// How grave the change is.
    pub change: Option<Spanned<ChangeClass>>,
    /// Why a weakened measure or a short notice is right.
    pub justification: Option<Localized>,
    /// Who approved it.
    pub approved_by: Vec<Localized>,
    /// Agreements: the versions of the annexes as they stood, by document.
    pub annexes: BTreeMap<String, Spanned<String>>,
    /// The frozen text and facts.
    pub edition: Edition,
}

impl Version {
    /// Whether it is the working copy, which stands among versions in a preview only.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.label == DRAFT
    }
}

/// How grave a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeClass {
    /// Spelling and layout.
    Editorial,
    /// The same said more clearly.
    Clarifying,
    /// Rights, duties or facts change.
    Material,
    /// Material, and too urgent for the notice period.
    Emergency,
}

impl ChangeClass {
    /// All classes, with the word of the format.
    pub const NAMES: &'static [(&'static str, Self)] = &[
        ("editorial", Self::Editorial),
        ("clarifying", Self::Clarifying),
        ("material", Self::Material),
        ("emergency", Self::Emergency),
    ];
}

/// Whether `label` may name a version: letters, digits, `.`, `-` and `_`, not starting with a dot.
#[must_use]
pub fn is_label(label: &str) -> bool {
    !label.starts_with('.')
        && !label.is_empty()
        && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
}

/// The order of labels: digits by their value, the rest as text, so that 1.9 comes before 1.10.
#[must_use]
pub fn compare_labels(a: &str, b: &str) -> Ordering {
    fn pieces(label: &str) -> impl Iterator<Item = &str> {
        label.as_bytes().chunk_by(|x, y| x.is_ascii_digit() == y.is_ascii_digit()).scan(0, |at, piece| {
            let start = *at;
            *at += piece.len();
            label.get(start..*at)
        })
    }
    let value = |piece: &str| piece.trim_start_matches('0').len();
    let (mut left, mut right) = (pieces(a), pieces(b));
    loop {
        let order = match (left.next(), right.next()) {
            (None, None) => return a.cmp(b),
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(x), Some(y)) if x.as_bytes()[0].is_ascii_digit() && y.as_bytes()[0].is_ascii_digit() => {
                (value(x), x.trim_start_matches('0')).cmp(&(value(y), y.trim_start_matches('0')))
            }
            (Some(x), Some(y)) => x.cmp(y),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}
