//! Which files are read, and what is told of those that are not.

use std::fs;
use std::os::unix::ffi::OsStringExt as _;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::SystemTime;

use tempfile::TempDir;

use super::memory::Memory;
use super::{LARGEST_FILE, Look, load, load_again};
use crate::diagnostic::Code;
use crate::source::{Digest, Source, Sources};

fn site(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    folder
}

fn write(folder: &Path, path: &str, text: &str) {
    let place = folder.join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, text).unwrap();
}

fn paths(sources: &Sources) -> Vec<&str> {
    sources.below("").map(|(_, file)| file.path.as_str()).collect()
}

fn codes_and_messages(folder: &Path) -> Vec<(Code, String)> {
    let (_, report) = load(folder).unwrap();
    report.findings().iter().map(|finding| (finding.code, finding.message.clone())).collect()
}

#[test]
fn only_what_belongs_to_the_site_is_read() {
    let folder = site(&[
        ("site.yaml", "a"),
        ("aushang.lock", ""),
        ("README.md", "not ours"),
        ("content/avv/de.md", "text"),
        ("content/avv/versions/1.0/de.md", "text"),
        ("content/avv/.hidden", ""),
        ("content/.git/config", ""),
        ("content/avv/de.md~", ""),
        ("content/avv/.de.md.swp", ""),
        ("content/avv/de.swp", ""),
        ("content/avv/#de.md#", ""),
        ("themes/own/templates/page.html", "html"),
        ("public/index.html", ""),
    ]);
    symlink("me@host.1:2", folder.path().join("content/avv/.#de.md")).unwrap();
    let (sources, report) = load(folder.path()).unwrap();
    assert_eq!(
        paths(&sources),
        [
            "aushang.lock",
            "content/avv/de.md",
            "content/avv/versions/1.0/de.md",
            "site.yaml",
            "themes/own/templates/page.html"
        ]
    );
    assert!(report.findings().is_empty(), "{:?}", report.findings());
    let text = sources.get(sources.find("content/avv/de.md").unwrap());
    assert_eq!(text.digest, Digest::of(b"text"));
}

#[test]
fn links_may_lead_about_the_site_but_not_out_of_it() {
    let elsewhere = site(&[("secret/key.md", "secret")]);
    let folder = site(&[("content/avv/de.md", "text"), ("content/dpo/document.yaml", "")]);
    let content = folder.path().join("content");
    symlink("../avv/de.md", content.join("dpo/de.md")).unwrap();
    symlink("avv", content.join("dpa")).unwrap();
    symlink(elsewhere.path().join("secret"), content.join("out")).unwrap();
    symlink(elsewhere.path().join("secret/key.md"), content.join("avv/en.md")).unwrap();
    symlink("missing", content.join("nowhere")).unwrap();
    symlink("..", content.join("avv/circle")).unwrap();
    symlink("itself", content.join("itself")).unwrap();
    let (sources, _) = load(folder.path()).unwrap();
    assert_eq!(
        paths(&sources),
        ["content/avv/de.md", "content/dpa/de.md", "content/dpo/de.md", "content/dpo/document.yaml"]
    );
    let found = codes_and_messages(folder.path());
    assert!(found.iter().all(|(code, _)| *code == Code::F15), "{found:?}");
    let told = |words: &str| found.iter().any(|(_, message)| message.contains(words));
    assert!(told("`content/out` is a symbolic link that leads out"), "{found:?}");
    assert!(told("`content/avv/en.md` is a symbolic link that leads out"), "{found:?}");
    assert!(told("`content/nowhere` is a symbolic link that leads nowhere"), "{found:?}");
    assert!(told("`content/itself` is a symbolic link that leads nowhere"), "{found:?}");
    assert!(told("`content/avv/circle` is a symbolic link to a folder that holds it"), "{found:?}");
}

#[test]
fn a_file_of_a_gigabyte_is_told_and_not_read() {
    let folder = site(&[("site.yaml", "")]);
    fs::File::create(folder.path().join("site.yaml")).unwrap().set_len(1 << 30).unwrap();
    let exactly = folder.path().join("content/assets/large.bin");
    fs::create_dir_all(exactly.parent().unwrap()).unwrap();
    fs::File::create(exactly).unwrap().set_len(LARGEST_FILE).unwrap();
    let (sources, _) = load(folder.path()).unwrap();
    assert_eq!(paths(&sources), ["content/assets/large.bin"]);
    let found = codes_and_messages(folder.path());
    assert_eq!(found, [(Code::F14, "`site.yaml` is larger than 64 MiB, and was not read".to_owned())]);
}

#[test]
fn odd_names_and_odd_files_are_told() {
    let folder = site(&[("content/assets/a:b.png", ""), ("content/assets/line\nbreak.png", "")]);
    let latin1 = std::ffi::OsString::from_vec(b"gr\xfc\xdfe.md".to_vec());
    fs::write(folder.path().join("content").join(latin1), "").unwrap();
    // A socket stands for everything whose reading might never end.
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("content/socket")).unwrap();
    fs::create_dir(folder.path().join("site.yaml")).unwrap();
    fs::write(folder.path().join("themes"), "").unwrap();
    let found = codes_and_messages(folder.path());
    let messages: Vec<&str> = found.iter().map(|(_, message)| message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "\"content/assets/a:b.png\" is a name that not every system can hold",
            "\"content/assets/line\\nbreak.png\" is a name that not every system can hold",
            "the name of `content/gr\u{fffd}\u{fffd}e.md` is not UTF-8",
            "`content/socket` is not a file or folder",
            "`site.yaml` is not a file",
            "`themes` is not a folder",
        ]
    );
}

#[test]
fn a_folder_that_is_not_there_is_the_machines_failure() {
    let folder = site(&[]);
    assert!(load(&folder.path().join("missing")).unwrap_err().to_string().starts_with("cannot read "));
    let (sources, report) = load(folder.path()).unwrap();
    assert!(sources.is_empty() && report.findings().is_empty());
}

#[test]
fn looking_where_hints_lead_gives_what_looking_everywhere_gives() {
    let folder = site(&[("site.yaml", "a"), ("content/avv/de.md", "b"), ("content/avv/en.md", "c")]);
    let elsewhere = site(&[("secret", "s")]);
    let (root, mut memory) = (folder.path(), Memory::default());
    let look = |paths: &[&str]| Look::At(paths.iter().map(|path| (*path).to_owned()).collect());
    let mut seen = |hints: &[&str]| {
        let (again, told) = load_again(root, &mut memory, SystemTime::UNIX_EPOCH, &look(hints)).unwrap();
        let (anew, report) = load(root).unwrap();
        let files = |of: &Sources| of.below("").map(|(_, file)| file.clone()).collect::<Vec<_>>();
        let same = |a: &Source, b: &Source| (&a.path, a.digest) == (&b.path, b.digest);
        let (again, anew) = (files(&again), files(&anew));
        assert!(again.len() == anew.len() && again.iter().zip(&anew).all(|(a, b)| same(a, b)), "{hints:?}");
        assert_eq!(told.findings(), report.findings(), "{hints:?}");
    };
    seen(&[]);
    write(root, "content/avv/de.md", "b2");
    seen(&["content/avv/de.md"]);
    write(root, "content/avv/fr.md", "new");
    seen(&["content/avv/fr.md"]);
    fs::remove_file(root.join("content/avv/en.md")).unwrap();
    seen(&["content/avv/en.md"]);
    fs::remove_file(root.join("content/avv/fr.md")).unwrap();
    symlink(elsewhere.path().join("secret"), root.join("content/avv/fr.md")).unwrap();
    seen(&["content/avv/fr.md"]);
    fs::rename(root.join("content/avv"), root.join("content/dpa")).unwrap();
    seen(&["content/avv", "content/dpa"]);
    fs::remove_dir_all(root.join("content")).unwrap();
    seen(&["content"]);
}
