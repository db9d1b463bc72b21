//! From a tree of prose to HTML.

use crate::markdown::Tree;
use crate::model::prose::{DocLink, NamedList};

/// What the writer must ask about the page that the text is shown on.
pub struct Surroundings<'a> {
    /// The address of a document, version and anchor.
    pub link: &'a dyn Fn(&DocLink) -> String,
    /// The value of a fact, as text; `None` where the site has none (which `resolve` has reported).
    pub fact: &'a dyn Fn(&str) -> Option<String>,
    /// The HTML of a list by name; the numbers of the heading directly above, as [`crate::model::prose::ListUse`] tells.
    pub list: &'a dyn Fn(&NamedList, Option<&str>) -> String,
    /// Level of the first heading of the text on this page: 1 where the text has the page's title, else 2.
    pub first_level: u8,
    /// Words of the interface.
    pub words: &'a Words,
}

/// Words of the interface that appear in texts.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Heading of the footnotes.
    pub footnotes: String,
    /// Name of the link from a footnote back to the text; `{number}` is the footnote's.
    pub back_to_text: String,
    /// Name of the link to a clause; `{number}` is the clause's.
    pub link_to_clause: String,
    /// For a tick box that is ticked.
    pub ticked: String,
    /// For a tick box that is not.
    pub not_ticked: String,
}

/// The HTML of `tree`.
#[must_use]
pub fn write(tree: &Tree, surroundings: &Surroundings<'_>) -> String {
    let _ = (tree, surroundings);
    todo!()
}
