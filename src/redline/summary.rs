//! What changed, in a list: each clause or entry once.

use super::{Section, State};

/// What happened to a clause or entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// It is new.
    Added,
    /// Its words changed.
    Changed,
    /// It is gone.
    Removed,
    /// It stands elsewhere, with its words as they were or changed.
    Moved,
    /// Only its number is another one.
    Renumbered,
}

impl What {
    /// All, with the word used in exports.
    pub const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Added, "added"),
        (Self::Changed, "changed"),
        (Self::Removed, "removed"),
        (Self::Moved, "moved"),
        (Self::Renumbered, "renumbered"),
    ];

    /// The word used in exports.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(what, _)| *what == self).map_or("changed", |(_, name)| name)
    }
}

/// A line of the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What happened.
    pub what: What,
    /// The section: an index into the sections of the redline.
    pub section: usize,
    /// How many sections below it share its fate and are not told by themselves.
    pub below: usize,
}

/// The sections that changed; what lies below a section of the same fate is told with it.
pub(super) fn summary(sections: &[Section]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        let Some(what) = what(section.state) else { continue };
        let together = entries.last_mut().filter(|last| {
            // A change of words is told of each section, a fate of the whole only once.
            last.what == what
                && what != What::Changed
                && last.section + last.below + 1 == at
                && sections[last.section].level < section.level
        });
        match together {
            Some(last) => last.below += 1,
            None => entries.push(Entry { what, section: at, below: 0 }),
        }
    }
    entries
}

fn what(state: State) -> Option<What> {
    match state {
        State::Same | State::MovedAway(_) => None,
        State::Changed => Some(What::Changed),
        State::Renumbered => Some(What::Renumbered),
        State::Added => Some(What::Added),
        State::Removed => Some(What::Removed),
        State::MovedHere(_) => Some(What::Moved),
    }
}
