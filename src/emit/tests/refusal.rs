//! Folders that are not to be touched.

use std::os::unix::fs::symlink;

use super::*;

fn refusal(target: &Path, site: Option<&Path>) -> String {
    let (files, _) = before_and_after();
    match publish(target, &output(&files), &Options { site, ..Options::default() }) {
        Err(PublishError::Machine(Error::Refused(why))) => why,
        other => panic!("{}: {other:?}", target.display()),
    }
}

#[test]
fn a_folder_that_somebody_else_filled_is_never_emptied() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("public");
    fs::create_dir(&target).unwrap();
    for foreign in ["holiday.jpg", ".hidden", MARKER, SUMS] {
        fs::write(target.join(foreign), "mine").unwrap();
        let as_it_was = tree(folder.path());
        let why = refusal(&target, None);
        assert!(why.contains("is not empty, and no `aushang.txt` in it says that Aushang made it"), "{why}");
        assert_eq!(tree(folder.path()), as_it_was);
        fs::remove_file(target.join(foreign)).unwrap();
    }
    publish(&target, &output(&before_and_after().0), &Options::default()).unwrap();
    fs::create_dir(target.join(".git")).unwrap();
    assert!(refusal(&target, None).contains("holds a Git repository"));
}

#[test]
fn what_cannot_be_replaced_is_refused_with_a_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    fs::create_dir_all(site.join("content/assets")).unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    symlink("missing", folder.path().join("dangling")).unwrap();
    symlink("content", site.join("alias")).unwrap();
    let as_it_was = tree(folder.path());
    for (target, words) in [
        (&*site, "holds the site's own files"),
        (folder.path(), "holds the site's own files"),
        (&site.join("content"), "is where the site is written"),
        (&site.join("content/out"), "is where the site is written"),
        (&site.join("alias/out"), "is where the site is written"),
        (&site.join("themes"), "is where the site is written"),
        (&folder.path().join("file"), "is not a folder"),
        (&folder.path().join("dangling"), "is a symbolic link that leads nowhere"),
    ] {
        let why = refusal(target, Some(&site));
        assert!(why.contains(words) && why.contains("; "), "{}: {why}", target.display());
    }
    assert!(refusal(Path::new("/"), None).contains("is the root"));
    #[cfg(target_os = "linux")]
    assert!(refusal(Path::new("/proc"), None).contains("is a mount point"));
    assert_eq!(tree(folder.path()), as_it_was);
}

#[test]
fn a_link_to_a_folder_stays_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let real = folder.path().join("srv/www");
    fs::create_dir_all(&real).unwrap();
    let link = folder.path().join("public");
    symlink(&real, &link).unwrap();
    let (before, after) = before_and_after();
    for files in [before, after] {
        publish(&link, &output(&files), &Options::default()).unwrap();
        assert_eq!(bytes_of(&tree(&real)), fresh(&files));
        assert!(link.is_symlink());
    }
}

#[test]
fn the_second_of_two_builds_at_once_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("public");
    let (before, _) = before_and_after();
    let reentrant = Task::new(vec!["page".into()], || {
        let why = refusal(&target, None);
        assert!(why.starts_with("another build is publishing into "), "{why}");
        Ok(vec![OutFile::new("page", "text")])
    });
    publish(&target, &Output::new(vec![reentrant]), &Options::default()).unwrap();
    publish(&target, &output(&before), &Options::default()).unwrap();
    assert_eq!(bytes_of(&tree(&target)), fresh(&before));
}
