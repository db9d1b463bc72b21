//! The pages of a site on a day, each made when it is asked for, and once.
//!
//! The output borrows the site that it is made from, so both live on a thread of their own, which ends when the last
//! owner of [`Pages`] lets go. Invariant: all pages are made from one and the same site; there is no mixture.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, OnceLock};
use std::thread;

use crate::pipeline;
use aushang::diagnostic::Diagnostic;
use aushang::emit::{marker_file, minified, sums_file};
use aushang::error::{Error, Result};
use aushang::output::OutFile;
use aushang::render::theme::Theme;
use aushang::resolve::Site;
use aushang::source::{Digest, Sources};

/// What pages are made from beside the site.
pub struct Stock {
    pub sources: Sources,
    pub theme: Arc<Theme>,
}

/// Which bytes a page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Those that its template gave, which are there sooner.
    AsMade,
    /// Those that `build` publishes.
    AsPublished,
}

/// The pages of one site.
pub struct Pages {
    /// Which task makes a path, and as which of its files.
    places: BTreeMap<String, (usize, usize)>,
    made: Vec<OnceLock<Made>>,
    jobs: Sender<Job>,
    sums: OnceLock<Page>,
}

/// A file that was made, and its digest.
#[derive(Clone)]
pub struct Page {
    pub file: Arc<OutFile>,
    pub digest: Digest,
}

/// Why a page could not be made.
#[derive(Clone)]
pub enum Unmade {
    /// A template of the theme failed.
    Template(Box<Diagnostic>),
    /// The program failed, and has said so on standard error.
    Bug,
}

type Made = Result<Vec<Page>, Unmade>;

struct Job {
    task: usize,
    reply: SyncSender<Made>,
}

impl Pages {
    /// The pages of `site`, in this form.
    ///
    /// # Errors
    /// Where two parts of the site want to be at one path, or the system has no thread left.
    pub fn of(site: Site, stock: Arc<Stock>, form: Form) -> Result<Self> {
        let (jobs, inbox) = channel();
        let (announce, announced) = sync_channel(1);
        thread::Builder::new()
            .name("pages".to_owned())
            .spawn(move || make(&site, &stock, form, &announce, &inbox))
            .map_err(|cause| Error::io("start", "a thread", cause))?;
        let bug = || Error::Refused("the pages of the site cannot be named; see above".to_owned());
        let paths: Vec<Vec<String>> = announced.recv().map_err(|_| bug())?;
        let made = paths.iter().map(|_| OnceLock::new()).collect();
        let mut places = BTreeMap::new();
        for (task, paths) in paths.into_iter().enumerate() {
            for (at, path) in paths.into_iter().enumerate() {
                if places.contains_key(&path) {
                    let why = format!("two parts of the site want to be published at `{path}`: rename one of them");
                    return Err(Error::Refused(why));
                }
                places.insert(path, (task, at));
            }
        }
        Ok(Self { places, made, jobs, sums: OnceLock::new() })
    }

    /// Whether there is a file at `path`.
    pub fn has(&self, path: &str) -> bool {
        self.places.contains_key(path) || is_added(path)
    }

    /// The file at `path`; none where there is none.
    pub fn get(&self, path: &str) -> Option<Result<Page, Unmade>> {
        match self.places.get(path) {
            Some(&(task, at)) => Some(self.made_by(task).map(|files| files[at].clone())),
            None if path == marker_file().path => Some(Ok(Page::of(marker_file()))),
            None if is_added(path) => Some(self.sums()),
            None => None,
        }
    }

    fn made_by(&self, task: usize) -> Result<&[Page], Unmade> {
        let made = self.made[task].get_or_init(|| self.ask(task).recv().unwrap_or(Err(Unmade::Bug)));
        made.as_ref().map(Vec::as_slice).map_err(Clone::clone)
    }

    /// Has a task done; where it cannot be, no answer comes.
    fn ask(&self, task: usize) -> Receiver<Made> {
        let (reply, answer) = sync_channel(1);
        let _ = self.jobs.send(Job { task, reply });
        answer
    }

    /// The checksums of all files, for which all of them are made, side by side.
    fn sums(&self) -> Result<Page, Unmade> {
        if let Some(sums) = self.sums.get() {
            return Ok(sums.clone());
        }
        let open = self.made.iter().enumerate().filter(|(_, made)| made.get().is_none());
        let asked: Vec<_> = open.map(|(task, made)| (made, self.ask(task))).collect();
        for (made, answer) in asked {
            made.get_or_init(|| answer.recv().unwrap_or(Err(Unmade::Bug)));
        }
        let marker = marker_file();
        let mut digests = BTreeMap::from([(marker.path.as_str(), Digest::of(&marker.bytes))]);
        for (path, &(task, at)) in &self.places {
            digests.insert(path, self.made_by(task)?[at].digest);
        }
        Ok(self.sums.get_or_init(|| Page::of(sums_file(digests))).clone())
    }
}

/// Whether publishing adds the file to what a site has.
fn is_added(path: &str) -> bool {
    path == marker_file().path || path == sums_file([]).path
}

impl Form {
    fn of(self, file: OutFile) -> OutFile {
        match self {
            Self::AsMade => file,
            Self::AsPublished => minified(file),
        }
    }
}

impl Page {
    fn of(file: OutFile) -> Self {
        let digest = Digest::of(&file.bytes);
        Self { file: Arc::new(file), digest }
    }
}

/// Names all paths, then makes what is asked for until nobody can ask any more.
fn make(site: &Site, stock: &Stock, form: Form, announce: &SyncSender<Vec<Vec<String>>>, inbox: &Receiver<Job>) {
    let output = pipeline::published(site, &stock.theme, &stock.sources);
    let tasks = output.tasks();
    if announce.send(tasks.iter().map(|task| task.paths().to_vec()).collect()).is_err() {
        return;
    }
    rayon::in_place_scope(|scope| {
        for Job { task, reply } in inbox {
            scope.spawn(move |_| {
                let made = tasks[task].run().map_err(Unmade::Template);
                // Whoever asked may have gone.
                let _ = reply.send(made.map(|files| files.into_iter().map(|file| Page::of(form.of(file))).collect()));
            });
        }
    });
}
