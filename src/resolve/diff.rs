//! Differences between two states of a register, by id and field, and applying them to a third.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::subprocessor::{Subprocessor, Transfer};

/// A register as a map, which is how it is compared.
pub type Entries = BTreeMap<String, Arc<Subprocessor>>;

/// What a change is, for readers and feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// A company is engaged.
    Added,
    /// A company takes the place of others.
    Replaced,
    /// A company is not engaged any more.
    Removed,
    /// The name changed.
    Renamed,
    /// The seat changed.
    Moved,
    /// Places of processing or access changed.
    Location,
    /// The basis of a transfer, or the controlling company, changed.
    Transfer,
    /// What it does changed.
    Service,
    /// Which data or whose changed.
    Data,
    /// For which products it works, or through whom, changed.
    Scope,
    /// Whom to ask changed.
    Contact,
    /// Something that changes nothing for the customer.
    Editorial,
}

impl ChangeKind {
    /// All kinds, with the word used in feeds and exports.
    pub const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Added, "added"),
        (Self::Replaced, "replaced"),
        (Self::Removed, "removed"),
        (Self::Renamed, "renamed"),
        (Self::Moved, "moved"),
        (Self::Location, "location"),
        (Self::Transfer, "transfer"),
        (Self::Service, "service"),
        (Self::Data, "data"),
        (Self::Scope, "scope"),
        (Self::Contact, "contact"),
        (Self::Editorial, "editorial"),
    ];

    /// The word used in feeds and exports.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(kind, _)| *kind == self).map_or("editorial", |(_, name)| name)
    }
}

/// What a version changes about one subprocessor.
#[derive(Clone, Debug)]
pub struct EntryChange {
    /// The id; of a replacement, the new one.
    pub id: String,
    /// What kinds of change; never empty.
    pub kinds: BTreeSet<ChangeKind>,
    /// The entry before; of a replacement, the first replaced one.
    pub before: Option<Arc<Subprocessor>>,
    /// The entry after.
    pub after: Option<Arc<Subprocessor>>,
    /// Of a replacement, the entries that go.
    pub replaced: Vec<Arc<Subprocessor>>,
}

/// A contradiction found while applying a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The entry.
    pub id: String,
    /// What stands against it, as a clause of a sentence.
    pub why: &'static str,
}

macro_rules! fields {
    ($($field:ident => $kind:expr;)+) => {
        /// The kinds of change between two states of one entry.
        fn kinds(before: &Subprocessor, after: &Subprocessor) -> BTreeSet<ChangeKind> {
            let mut kinds = BTreeSet::new();
            $(if before.$field != after.$field { kinds.extend($kind(before, after)); })+
            kinds
        }

        /// Applies the fields that differ between `before` and `after` to `current`; false if it has something else there.
        fn merge(current: &mut Subprocessor, before: &Subprocessor, after: &Subprocessor) -> bool {
            let mut fits = true;
            $(if before.$field != after.$field {
                if current.$field == before.$field {
                    current.$field = after.$field.clone();
                } else if current.$field != after.$field {
                    fits = false;
                }
            })+
            fits
        }
    };
}

fields! {
    name => just(ChangeKind::Renamed);
    former_names => just(ChangeKind::Editorial);
    address => just(ChangeKind::Moved);
    contact => just(ChangeKind::Contact);
    website => just(ChangeKind::Editorial);
    parent => just(ChangeKind::Transfer);
    service => just(ChangeKind::Service);
    data => just(ChangeKind::Data);
    subjects => just(ChangeKind::Data);
    locations => just(ChangeKind::Location);
    transfer => transfer_kind;
    applies_to => just(ChangeKind::Scope);
    engaged_by => just(ChangeKind::Scope);
    replaces => just(ChangeKind::Editorial);
    since => just(ChangeKind::Editorial);
    certifications => just(ChangeKind::Editorial);
    subprocessor_list => just(ChangeKind::Editorial);
    ai => just(ChangeKind::Data);
    reviewed => just(ChangeKind::Editorial);
}

fn just(kind: ChangeKind) -> impl Fn(&Subprocessor, &Subprocessor) -> [ChangeKind; 1] {
    move |_, _| [kind]
}

/// A basis that was only checked again is the same basis.
fn transfer_kind(before: &Subprocessor, after: &Subprocessor) -> [ChangeKind; 1] {
    let basis = |s: &Subprocessor| s.transfer.clone().map(|t| Transfer { checked: None, ..t });
    [if basis(before) == basis(after) { ChangeKind::Editorial } else { ChangeKind::Transfer }]
}

/// The register as a map.
#[must_use]
pub fn entries(register: &[Subprocessor]) -> Entries {
    register.iter().map(|entry| (entry.id.value.clone(), Arc::new(entry.clone()))).collect()
}

/// What leads from `old` to `new`, in the order of the ids. A company that names those it replaces is one change with them.
#[must_use]
pub fn diff(old: &Entries, new: &Entries) -> Vec<EntryChange> {
    let gone = |id: &str| old.contains_key(id) && !new.contains_key(id);
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let mut changes = Vec::new();
    for (id, after) in new {
        let change = |kinds, before, replaced| EntryChange {
            id: id.clone(),
            kinds,
            before,
            after: Some(Arc::clone(after)),
            replaced,
        };
        if let Some(before) = old.get(id) {
            let kinds = kinds(before, after);
            if !kinds.is_empty() {
                changes.push(change(kinds, Some(Arc::clone(before)), Vec::new()));
            }
            continue;
        }
        let replaced: Vec<Arc<Subprocessor>> = after
            .replaces
            .iter()
            .filter(|id| gone(id) && taken.insert(id))
            .filter_map(|id| old.get(&id.value).cloned())
            .collect();
        let kind = if replaced.is_empty() { ChangeKind::Added } else { ChangeKind::Replaced };
        changes.push(change(BTreeSet::from([kind]), replaced.first().cloned(), replaced));
    }
    for (id, before) in old.iter().filter(|(id, _)| gone(id) && !taken.contains(id.as_str())) {
        changes.push(EntryChange {
            id: id.clone(),
            kinds: BTreeSet::from([ChangeKind::Removed]),
            before: Some(Arc::clone(before)),
            after: None,
            replaced: Vec::new(),
        });
    }
    changes.sort_by(|a, b| a.id.cmp(&b.id));
    changes
}

/// Applies `changes` to `state`, and tells what contradicts it. Contradicting parts are left out.
pub fn apply(state: &mut Entries, changes: &[EntryChange]) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    let mut conflict = |id: &str, why| conflicts.push(Conflict { id: id.to_owned(), why });
    for change in changes {
        for old in &change.replaced {
            if state.remove(&old.id.value).is_none() {
                conflict(&old.id, "it replaces an entry that another announcement adds only later");
            }
        }
        match (&change.before, &change.after) {
            (Some(before), Some(after)) if change.replaced.is_empty() => match state.get_mut(&change.id) {
                None => conflict(&change.id, "it changes an entry that another announcement removes"),
                Some(current) => {
                    if !merge(Arc::make_mut(current), before, after) {
                        conflict(&change.id, "both announcements change the same field to different values");
                    }
                }
            },
            (_, Some(after)) => match state.get(&change.id) {
                Some(current) if !kinds(current, after).is_empty() => {
                    conflict(&change.id, "it adds an entry that another announcement adds in another form");
                }
                Some(_) => conflict(&change.id, "it adds an entry that another announcement removes only later"),
                None => {
                    state.insert(change.id.clone(), Arc::clone(after));
                }
            },
            (_, None) => {
                if state.remove(&change.id).is_none() {
                    conflict(&change.id, "it removes an entry that another announcement adds only later");
                }
            }
        }
    }
    conflicts
}
