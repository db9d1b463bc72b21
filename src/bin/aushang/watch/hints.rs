//! Hints that something may have changed. They say when to look, never what is there.
//!
//! Owns what is watched. Where the system has no room for more watches, nothing is watched and the caller has to look by
//! itself every so often. Invariant: whatever happens to the watched folders, [`Hints::follow`] makes the watches right
//! again.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;

use notify::event::EventKind;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use same_file::Handle;

use super::stage::{Place, Stage};

/// The folders of a site that are watched with all that is in them.
const DEEP: [&str; 2] = ["content", "themes"];

/// The files of a site that lie beside those folders.
const FILES: [&str; 2] = ["site.yaml", "aushang.lock"];

/// Watches a site.
pub struct Hints {
    site: PathBuf,
    watcher: Option<RecommendedWatcher>,
    /// The site's folder, then [`DEEP`]: what was there when it was last looked at.
    watched: [Option<Handle>; 3],
    /// Whether there was no room for the watch of a folder that is new in a watched one.
    full: Arc<AtomicBool>,
}

impl Hints {
    /// Watches the site in `site`, which is absolute. Each hint is noted on the `stage` and wakes up `wake`. The
    /// sentence says why nothing can be watched.
    pub fn begin(site: PathBuf, stage: Arc<Stage>, wake: SyncSender<()>) -> (Self, Option<String>) {
        let of = site.clone();
        let full = Arc::new(AtomicBool::new(false));
        let is_full = Arc::clone(&full);
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if let Err(notify::Error { kind: notify::ErrorKind::MaxFilesWatch, .. }) = &event {
                is_full.store(true, Ordering::Relaxed);
            }
            let places = event.map_or_else(|_| vec![Place::Anywhere], |event| places(&of, &event));
            if !places.is_empty() {
                stage.notice(places);
                // A full channel means that a hint is waiting already.
                let _ = wake.try_send(());
            }
        });
        let (watcher, mut trouble) = match watcher {
            Ok(watcher) => (Some(watcher), None),
            Err(error) => {
                let remedy = "on Linux raise fs.inotify.max_user_instances or close other programs";
                (None, Some(format!("{} ({remedy})", said(&error))))
            }
        };
        let mut hints = Self { site, watcher, watched: [None, None, None], full };
        trouble = trouble.or_else(|| hints.follow());
        (hints, trouble)
    }

    /// Whether changes are told by the system; otherwise somebody has to look.
    pub fn are_told(&self) -> bool {
        self.watcher.is_some()
    }

    /// Watches what is there now, where it is not what was there before. The sentence says why nothing can be watched
    /// any more.
    pub fn follow(&mut self) -> Option<String> {
        let watcher = self.watcher.as_mut()?;
        if self.full.load(Ordering::Relaxed) {
            self.watcher = None;
            return Some(said(&notify::Error::new(notify::ErrorKind::MaxFilesWatch)));
        }
        let places = [self.site.clone(), self.site.join(DEEP[0]), self.site.join(DEEP[1])];
        for (at, place) in places.iter().enumerate() {
            let there = Handle::from_path(place).ok();
            if there == self.watched[at] {
                continue;
            }
            if self.watched[at].is_some() {
                // The folder that was watched is gone, mostly together with its watch.
                let _ = watcher.unwatch(place);
            }
            let mode = if at == 0 { RecursiveMode::NonRecursive } else { RecursiveMode::Recursive };
            self.watched[at] = match watcher.watch(place, mode) {
                Ok(()) => there,
                Err(error) if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) => {
                    self.watcher = None;
                    return Some(said(&error));
                }
                // It is not there, or not any more: the next time finds it.
                Err(_) => None,
            };
        }
        None
    }
}

fn said(error: &notify::Error) -> String {
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "the system watches no more files (raise fs.inotify.max_user_watches or close other programs)".to_owned()
        }
        _ => format!("the system does not tell what changes: {error}"),
    }
}

/// Where an event can have changed the site; nowhere, mostly. Reading changes nothing, or each build would call for the
/// next.
fn places(site: &Path, event: &Event) -> Vec<Place> {
    if event.need_rescan() {
        return vec![Place::Anywhere];
    }
    if matches!(event.kind, EventKind::Access(_)) {
        return Vec::new();
    }
    if event.paths.is_empty() {
        return vec![Place::Anywhere];
    }
    event.paths.iter().filter_map(|path| place(site, path)).collect()
}

/// The place at `path`, if it belongs to the site.
fn place(site: &Path, path: &Path) -> Option<Place> {
    let Ok(below) = path.strip_prefix(site) else { return Some(Place::Anywhere) };
    let Some(first) = below.iter().next() else { return Some(Place::Anywhere) };
    let parts: Option<Vec<&str>> = below.iter().map(OsStr::to_str).collect();
    let ours = DEEP.iter().chain(&FILES).any(|name| first == *name);
    ours.then(|| parts.map_or(Place::Anywhere, |parts| Place::At(parts.join("/"))))
}
