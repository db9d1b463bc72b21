//! To what a measure or a subprocessor applies.

use crate::source::Spanned;

/// A condition over the ids of groups, products, add-ons and sites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// This group, product, add-on or site.
    Is(Spanned<String>),
    /// Not so.
    Not(Box<Condition>),
    /// All of these; at least two.
    All(Vec<Condition>),
    /// Any of these; at least two.
    Any(Vec<Condition>),
}

impl Condition {
    /// The ids that it names, in the order of the text.
    #[must_use]
    pub fn ids(&self) -> Vec<&Spanned<String>> {
        match self {
            Self::Is(id) => vec![id],
            Self::Not(inner) => inner.ids(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::ids).collect(),
        }
    }
}
