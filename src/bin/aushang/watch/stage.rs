//! What is shown at the moment, and who waits for the next.
//!
//! Invariant: whoever asks after a change was noticed gets what was built from it, or waits; nobody gets a mixture.

use std::collections::BTreeSet;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aushang::load::Look;

use super::snapshot::Snapshot;

/// How long a request waits for a build that goes on; then it gets what there is.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is shown.
#[derive(Default)]
pub struct Stage {
    state: Mutex<State>,
    turned: Condvar,
}

#[derive(Default)]
struct State {
    /// How many changes were noticed.
    noticed: u64,
    /// Where they were noticed since a build began last.
    places: BTreeSet<Place>,
    /// How many of them what is shown takes into account.
    done: u64,
    shown: Shown,
}

/// A place where something may have changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Anywhere.
    Anywhere,
    /// In the file or folder at this path below the site's folder.
    At(String),
}

/// What is shown, in one piece.
#[derive(Clone, Default)]
pub struct Shown {
    /// Counts what was shown so far.
    pub serial: u64,
    /// The last good state of the site; none where there has not been one yet.
    pub snapshot: Option<Arc<Snapshot>>,
    /// What is wrong at the moment, as the terminal tells it; none where `snapshot` is what the files say.
    pub trouble: Option<Arc<str>>,
    /// What is not wrong but wants a look; may be empty.
    pub warnings: Arc<str>,
    /// How many warnings and notes there are.
    pub warning_count: usize,
    /// How many findings beside those are of rules that do not stand in the way of looking at the site, but of publishing it.
    pub forbidding: usize,
    /// Where readers want to look.
    pub jumps: Arc<[Jump]>,
}

/// A clause that was edited.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Jump {
    /// What the paths of pages that show it begin with.
    pub below: String,
    /// Its anchor.
    pub anchor: String,
}

impl Stage {
    /// Something may have changed at these places.
    pub fn notice(&self, places: impl IntoIterator<Item = Place>) {
        let mut state = self.lock();
        state.noticed += 1;
        state.places.extend(places);
    }

    /// How many changes were noticed so far, which is what a build that begins now takes into account, and where it has
    /// to look for those that came since it was asked last.
    pub fn noticed(&self) -> (u64, Look) {
        let mut state = self.lock();
        let places = std::mem::take(&mut state.places).into_iter().map(|place| match place {
            Place::Anywhere => None,
            Place::At(path) => Some(path),
        });
        (state.noticed, places.collect::<Option<_>>().map_or(Look::Everywhere, Look::At))
    }

    /// A build has taken `noticed` changes into account, and nothing came of them.
    pub fn keep(&self, noticed: u64) {
        self.lock().done = noticed;
        self.turned.notify_all();
    }

    /// A build has taken `noticed` changes into account, and `change` is what came of them.
    pub fn turn(&self, noticed: u64, change: impl FnOnce(&mut Shown)) {
        let mut state = self.lock();
        change(&mut state.shown);
        state.shown.serial += 1;
        state.done = noticed;
        drop(state);
        self.turned.notify_all();
    }

    /// What is shown, as soon as it takes into account what has been noticed until now.
    pub fn now(&self) -> Shown {
        let state = self.lock();
        let wanted = state.noticed;
        let is_behind = |state: &mut State| state.done < wanted || state.shown.serial == 0;
        let turned = self.turned.wait_timeout_while(state, PATIENCE, is_behind);
        turned.unwrap_or_else(PoisonError::into_inner).0.shown.clone()
    }

    /// What is shown, even if it is about to change.
    pub fn now_without_waiting(&self) -> Shown {
        self.lock().shown.clone()
    }

    /// What is shown once it is not `serial` any more; none where that takes longer than `patience`.
    pub fn after(&self, serial: u64, patience: Duration) -> Option<Shown> {
        let state = self.lock();
        let waited = self.turned.wait_timeout_while(state, patience, |state| state.shown.serial == serial);
        let (state, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        (!timeout.timed_out()).then(|| state.shown.clone())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
