//! What shall be published: paths, and how to make the bytes of each. Knows nothing of the disk or of the model.
//!
//! Invariant: every path is relative, has no empty, `.` or `..` part, and no character that a line of `sha256sum` would
//! have to escape. Who takes the bytes must see to it that no two tasks make one path.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;

/// A published file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutFile {
    /// Its path below the published folder, with `/` between the parts.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether the bytes are somebody else's and published as they are, even where they are HTML.
    pub verbatim: bool,
}

impl OutFile {
    /// The file of these bytes at `path`.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into(), verbatim: false }
    }

    /// The same file, its bytes not to be minified: an asset.
    #[must_use]
    pub fn verbatim(mut self) -> Self {
        self.verbatim = true;
        self
    }
}

type Make<'a> = Box<dyn Fn() -> Result<Vec<OutFile>, Box<Diagnostic>> + Send + Sync + 'a>;

/// Files that are made together because they share their work.
pub struct Task<'a> {
    paths: Vec<String>,
    make: Make<'a>,
}

impl<'a> Task<'a> {
    /// The task that makes just the files at `paths`, in this order. It fails where a template of the theme does.
    pub fn new(
        paths: Vec<String>,
        make: impl Fn() -> Result<Vec<OutFile>, Box<Diagnostic>> + Send + Sync + 'a,
    ) -> Self {
        assert!(
            paths.iter().all(|path| is_sound(path)),
            "paths are relative, without empty, `.` or `..` parts: {paths:?}"
        );
        Self { paths, make: Box::new(make) }
    }

    /// The paths of its files.
    #[must_use]
    pub fn paths(&self) -> &[String] {
        &self.paths
    }

    /// Makes the files.
    ///
    /// # Errors
    /// Where a template of the theme fails.
    pub fn run(&self) -> Result<Vec<OutFile>, Box<Diagnostic>> {
        let files = (self.make)()?;
        assert!(
            files.iter().map(|f| &f.path).eq(&self.paths),
            "a task makes the files that it announced: {:?}",
            self.paths
        );
        Ok(files)
    }
}

fn is_sound(path: &str) -> bool {
    path.split('/').all(|part| !matches!(part, "" | "." | "..")) && !path.contains(['\\', '\n', '\r', '\0'])
}

/// Everything that shall be published.
#[derive(Default)]
pub struct Output<'a> {
    tasks: Vec<Task<'a>>,
}

impl<'a> Output<'a> {
    /// The output of these tasks.
    #[must_use]
    pub fn new(tasks: Vec<Task<'a>>) -> Self {
        Self { tasks }
    }

    /// The same with more tasks.
    #[must_use]
    pub fn and(mut self, tasks: impl IntoIterator<Item = Task<'a>>) -> Self {
        self.tasks.extend(tasks);
        self
    }

    /// The tasks.
    #[must_use]
    pub fn tasks(&self) -> &[Task<'a>] {
        &self.tasks
    }

    /// Which task makes which path, in the order of the paths.
    #[must_use]
    pub fn paths(&self) -> BTreeMap<&str, &Task<'a>> {
        self.tasks.iter().flat_map(|task| task.paths.iter().map(move |path| (path.as_str(), task))).collect()
    }
}
