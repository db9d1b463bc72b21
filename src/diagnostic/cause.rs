//! How findings hang together: what one of them misses may be there, and only could not be read.
//!
//! Plain data; [`crate::check::follow_ups`] says which findings follow from others.

use crate::source::FileId;

/// What a finding has to do with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bond {
    /// It says that something is not there.
    Misses(Missed),
    /// It says that the file or folder of this path lies there under another name.
    Misnames(String),
}

/// Something that is referred to and seems not to be there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missed {
    /// A document, by its id.
    Document(String),
    /// A released version.
    Version {
        /// The id of its document.
        document: String,
        /// Its label.
        label: String,
    },
    /// A fact, by its name.
    Fact(String),
    /// Any document of some kind.
    Kind(&'static str),
    /// Something that a catalogue defines.
    Named {
        /// The catalogue; `None` where there is none that could be read.
        catalogue: Option<FileId>,
        /// The id.
        id: String,
    },
    /// A goal of the measures that lie beside the text.
    Goal(String),
    /// A language of the site.
    Language(String),
    /// A file, by its path.
    File(String),
}
