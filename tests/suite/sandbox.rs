//! A folder of its own for every test, and the program run in it.
//!
//! Owns copying, running and comparing; knows nothing of what is tested.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The root of the repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The day on which tests look at sites, unless they say another.
pub const DAY: &str = "2026-11-21";

/// Whether expectations are written anew instead of compared.
pub fn update() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value != "0")
}

/// A folder that vanishes with the test.
pub struct Sandbox {
    folder: TempDir,
}

impl Sandbox {
    /// An empty sandbox.
    pub fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// A sandbox with the sample site of the repository.
    pub fn with_sample() -> Self {
        let sandbox = Self::new();
        for part in ["content", "themes"] {
            copy(&repository().join(part), &sandbox.path(part));
        }
        for part in ["site.yaml", "aushang.lock"] {
            fs::copy(repository().join(part), sandbox.path(part)).unwrap();
        }
        sandbox
    }

    /// A sandbox with the small valid site that cases of wrong configuration change.
    pub fn with_base() -> Self {
        let sandbox = Self::new();
        sandbox.add(&repository().join("tests/config/base"));
        sandbox
    }

    /// Adds the files of a folder, in place of those that have the same names.
    pub fn add(&self, folder: &Path) {
        copy(folder, self.folder.path());
    }

    /// A path in the sandbox.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Runs the program in the sandbox.
    pub fn run(&self, args: &[&str]) -> Run {
        Run::of(self.command(args).output().unwrap())
    }

    /// The program, to be run in the sandbox with these arguments and nothing of the caller's surroundings that could
    /// change what it prints.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aushang"));
        command.args(args).current_dir(self.folder.path()).stdin(Stdio::null());
        for name in [
            "AUSHANG_SIGN_KEY",
            "AUSHANG_SIGN_PASSWORD",
            "NO_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
            "RUST_BACKTRACE",
            "COLUMNS",
        ] {
            command.env_remove(name);
        }
        command
    }
}

/// What a run of the program gave.
#[derive(Debug)]
pub struct Run {
    /// The exit code; none where a signal ended it.
    pub code: Option<i32>,
    /// What it printed as result.
    pub stdout: String,
    /// What it said beside.
    pub stderr: String,
}

impl Run {
    /// What `output` says, as text.
    pub fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// The same run, which must have ended well.
    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!(self.code, Some(0), "{}{}", self.stdout, self.stderr);
        self
    }
}

/// All files below a folder, by their paths with `/`; symbolic links are not followed.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    entries(folder)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (relative(folder, entry.path()), fs::read(entry.path()).unwrap()))
        .collect()
}

/// Compares the files of `actual` with those of the folder `expected`, or writes them there where [`update`] says so.
/// Gives a sentence for each file that differs, is missing or is left over.
pub fn compare(actual: &BTreeMap<String, Vec<u8>>, expected: &Path) -> Vec<String> {
    if update() {
        let _ = fs::remove_dir_all(expected);
        for (path, bytes) in actual {
            let path = expected.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        return Vec::new();
    }
    let wanted = if expected.is_dir() { tree(expected) } else { BTreeMap::new() };
    let mut wrong = Vec::new();
    for (path, bytes) in actual {
        match wanted.get(path) {
            None => wrong.push(format!("{path} is new")),
            Some(other) if other != bytes => wrong.push(format!("{path} differs{}", first_difference(other, bytes))),
            Some(_) => {}
        }
    }
    wrong.extend(wanted.keys().filter(|path| !actual.contains_key(*path)).map(|path| format!("{path} is left over")));
    wrong
}

fn first_difference(expected: &[u8], actual: &[u8]) -> String {
    let (expected, actual) = (String::from_utf8_lossy(expected), String::from_utf8_lossy(actual));
    let lines = expected.lines().zip(actual.lines()).enumerate();
    let Some((at, (old, new))) = lines.into_iter().find(|(_, (old, new))| old != new) else { return String::new() };
    let cut = |line: &str| line.chars().take(300).collect::<String>();
    format!(" in line {}:\n    expected: {}\n    actual:   {}", at + 1, cut(old), cut(new))
}

fn copy(from: &Path, to: &Path) {
    if !from.exists() {
        return;
    }
    for entry in entries(from) {
        let target = to.join(relative(from, entry.path()));
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).unwrap();
        } else {
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            let _ = fs::remove_file(&target);
            if entry.path_is_symlink() {
                #[cfg(unix)]
                std::os::unix::fs::symlink(fs::read_link(entry.path()).unwrap(), &target).unwrap();
            } else {
                // Not `fs::copy`: a test may change a file that lies read-only in the repository.
                fs::File::create(&target).unwrap().write_all(&fs::read(entry.path()).unwrap()).unwrap();
            }
        }
    }
}

fn entries(folder: &Path) -> impl Iterator<Item = walkdir::DirEntry> {
    walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter().map(Result::unwrap)
}

fn relative(folder: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(folder).unwrap().components();
    parts.map(|part| part.as_os_str().to_str().expect("paths of tests are UTF-8")).collect::<Vec<_>>().join("/")
}

/// The folders directly in `folder`, by name.
pub fn cases(folder: &str) -> Vec<(String, PathBuf)> {
    let folder = repository().join(folder);
    let mut cases: Vec<(String, PathBuf)> = entries(&folder)
        .filter(|entry| entry.depth() == 1 && entry.file_type().is_dir())
        .map(|entry| (entry.file_name().to_str().unwrap().to_owned(), entry.path().to_owned()))
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "{} holds no case", folder.display());
    cases
}
