//! Publishing, as a whole: what is written, kept, removed and told.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use tempfile::TempDir;

use super::disk::Disk;
use super::{MARKER, Options, PublishError, Published, SUMS, publish, publish_with};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::Error;
use crate::output::{OutFile, Output, Task};
use crate::source::Digest;

mod archive;
mod damage;
mod kill;
mod refusal;
mod standing;

/// Which operation on a test's disk fails.
#[derive(Default)]
pub(super) struct Faults {
    /// The number of the first one that fails, from 1; 0 for none.
    first: usize,
    /// Whether all that follow fail as well, as after a kill.
    onwards: bool,
    /// Whether the system cannot exchange two folders in one step.
    pub(super) no_exchange: bool,
    count: AtomicUsize,
}

impl Faults {
    pub(super) fn next(&self) -> io::Result<()> {
        let number = self.count.fetch_add(1, Ordering::SeqCst) + 1;
        let fails = number == self.first || (self.onwards && self.first > 0 && number > self.first);
        if fails { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

type Files = BTreeMap<String, Vec<u8>>;

fn files(list: &[(&str, &str)]) -> Files {
    list.iter().map(|&(path, text)| (path.to_owned(), text.into())).collect()
}

fn output(files: &Files) -> Output<'_> {
    let task = |(path, bytes): (&String, &Vec<u8>)| {
        let file = OutFile::new(path.clone(), bytes.clone());
        Task::new(vec![path.clone()], move || Ok(vec![file.clone()]))
    };
    Output::new(files.iter().map(task).collect())
}

/// A site before and after an edit: something of every fate.
fn before_and_after() -> (Files, Files) {
    let before = files(&[
        ("index.html", "<!doctype html><title>a</title><p>one"),
        ("avv/index.html", "<!doctype html><title>b</title><p>same"),
        ("avv/1.0/source.md", "same"),
        ("old/deep/page.html", "gone"),
        ("feed.atom", "<feed/>"),
    ]);
    let after = files(&[
        ("index.html", "<!doctype html><title>a</title><p>two"),
        ("avv/index.html", "<!doctype html><title>b</title><p>same"),
        ("avv/1.0/source.md", "same"),
        ("avv/1.1/source.md", "new"),
        ("feed.atom", "<feed>x</feed>"),
    ]);
    (before, after)
}

type Tree = BTreeMap<String, (Vec<u8>, SystemTime)>;

/// All that a folder holds, with times; folders are paths that end in `/`.
fn tree(folder: &Path) -> Tree {
    walkdir::WalkDir::new(folder)
        .min_depth(1)
        .into_iter()
        .map(|entry| {
            let entry = entry.unwrap();
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            let time = entry.metadata().unwrap().modified().unwrap();
            if entry.file_type().is_dir() {
                (format!("{path}/"), (Vec::new(), time))
            } else if entry.path_is_symlink() {
                (path, (fs::read_link(entry.path()).unwrap().into_os_string().into_encoded_bytes(), time))
            } else {
                (path, (fs::read(entry.path()).unwrap(), time))
            }
        })
        .collect()
}

fn bytes_of(tree: &Tree) -> Files {
    tree.iter().map(|(path, (bytes, _))| (path.clone(), bytes.clone())).collect()
}

/// What a fresh build of `files` publishes.
fn fresh(files: &Files) -> Files {
    let folder = tempfile::tempdir().unwrap();
    publish(&folder.path().join("public"), &output(files), &Options::default()).unwrap();
    bytes_of(&tree(&folder.path().join("public")))
}

fn names_in(folder: &TempDir) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_published_folder_holds_the_output_its_marker_and_the_digests_of_all() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("deep/public");
    let (before, _) = before_and_after();
    let done = publish(&target, &output(&before), &Options::default()).unwrap();
    let mut found = tree(&target);
    let length: usize = found.values().map(|(bytes, _)| bytes.len()).sum();
    assert_eq!(
        done,
        Published { written: before.len() + 2, bytes: length as u64, sums: done.sums, ..Published::default() }
    );
    assert!(String::from_utf8(found[MARKER].0.clone()).unwrap().starts_with("This folder was made by Aushang"));
    let sums = String::from_utf8(found.remove(SUMS).unwrap().0).unwrap();
    assert_eq!(done.sums, Digest::of(sums.as_bytes()));
    let files = found.iter().filter(|(path, _)| !path.ends_with('/'));
    let expected: Vec<String> = files.map(|(path, (bytes, _))| format!("{}  {path}", Digest::of(bytes))).collect();
    assert_eq!(sums.lines().collect::<Vec<_>>(), expected);
    found.retain(|path, _| !path.ends_with('/') && path != MARKER);
    assert_eq!(bytes_of(&found), before);
    assert_eq!(names_in(&folder), ["deep"]);
    assert_eq!(fs::read_dir(folder.path().join("deep")).unwrap().count(), 1);
}

#[test]
fn a_build_without_changes_touches_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("public");
    let memory = folder.path().join("memory");
    fs::create_dir(&memory).unwrap();
    let (before, _) = before_and_after();
    for minify in [false, true] {
        let options = Options { minify, memory: Some(&memory), ..Options::default() };
        publish(&target, &output(&before), &options).unwrap();
        let times = (tree(&target), fs::metadata(&target).unwrap().modified().unwrap(), tree(&memory));
        let done = publish(&target, &output(&before), &options).unwrap();
        assert_eq!((done.written, done.unchanged, done.removed), (0, before.len() + 2, 0));
        assert_eq!((tree(&target), fs::metadata(&target).unwrap().modified().unwrap(), tree(&memory)), times);
    }
}

#[test]
fn only_what_changed_gets_a_new_time_and_what_no_longer_belongs_goes() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("public");
    let (before, after) = before_and_after();
    publish(&target, &output(&before), &Options::default()).unwrap();
    for path in ["avv/index.html", "avv/1.0/source.md"] {
        fs::File::open(target.join(path)).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
    }
    // What somebody put there by hand, or a browser's test left behind.
    fs::create_dir(target.join("empty")).unwrap();
    fs::write(target.join("avv/notes.txt"), "by hand").unwrap();
    std::os::unix::fs::symlink("/etc", target.join("link")).unwrap();
    let done = publish(&target, &output(&after), &Options::default()).unwrap();
    assert_eq!((done.written, done.unchanged, done.removed), (4, 3, 2));
    let found = tree(&target);
    assert_eq!(bytes_of(&found), fresh(&after));
    let untouched: Vec<&str> =
        found.iter().filter(|(_, (_, time))| *time == SystemTime::UNIX_EPOCH).map(|(path, _)| path.as_str()).collect();
    assert_eq!(untouched, ["avv/1.0/source.md", "avv/index.html"]);
    assert_eq!(names_in(&folder), ["public"]);
}

#[test]
fn a_template_that_fails_leaves_the_folder_and_is_told_in_the_order_of_the_pages() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("public");
    let (before, _) = before_and_after();
    publish(&target, &output(&before), &Options::default()).unwrap();
    let as_it_was = tree(&target);
    let task = |number: usize| {
        let path = format!("page{number:03}.html");
        Task::new(vec![path.clone()], move || match number {
            100.. => Err(Box::new(Diagnostic::new(Code::F16, Place::Path(path.clone()), "no such name"))),
            _ => Ok(vec![OutFile::new(path.clone(), "page")]),
        })
    };
    for _ in 0..20 {
        let broken = Output::new((0..200).map(task).collect());
        match publish(&target, &broken, &Options::default()) {
            Err(PublishError::Template(finding)) => assert_eq!(finding.place, Place::Path("page100.html".into())),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(tree(&target), as_it_was);
    assert_eq!(names_in(&folder), ["public"]);
}

#[test]
fn bytes_do_not_depend_on_the_number_of_threads() {
    let pages: Files = (0..300).map(|n| (format!("{n}/index.html"), format!("<p>  {n}").into_bytes())).collect();
    let published = [1, 2, 7].map(|threads| {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("public");
        let options = Options { minify: true, ..Options::default() };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| publish(&target, &output(&pages), &options)).unwrap();
        bytes_of(&tree(&target))
    });
    assert!(published.iter().all(|one| *one == published[0]));
}

#[test]
fn two_pages_of_one_path_are_refused() {
    for clash in [&["a/b", "a/b"][..], &["a", "a/b"], &[SUMS], &["aushang.txt/x"]] {
        let folder = tempfile::tempdir().unwrap();
        let task = |path: &&str| {
            let path = (*path).to_owned();
            Task::new(vec![path.clone()], move || Ok(vec![OutFile::new(path.clone(), "")]))
        };
        let output = Output::new(clash.iter().map(task).collect());
        let refused = publish(&folder.path().join("public"), &output, &Options::default()).unwrap_err();
        assert!(matches!(refused, PublishError::Machine(Error::Refused(_))), "{clash:?}: {refused}");
        assert!(names_in(&folder).is_empty());
    }
}

#[test]
fn assets_are_published_as_they_are_and_pages_minified() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("public");
    let page = "<p>a   b</p>\n";
    let task = Task::new(vec!["assets/a.html".into(), "b.html".into(), "c.txt".into()], || {
        Ok(vec![
            OutFile::new("assets/a.html", page).verbatim(),
            OutFile::new("b.html", page),
            OutFile::new("c.txt", page),
        ])
    });
    publish(&target, &Output::new(vec![task]), &Options { minify: true, ..Options::default() }).unwrap();
    let found = ["assets/a.html", "b.html", "c.txt"].map(|path| fs::read_to_string(target.join(path)).unwrap());
    assert_eq!(found, [page, "<p>a b</p>", page]);
}
