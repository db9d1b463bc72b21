//! What stands in the folder is believed only as long as every byte of it is as it was.

use std::fs;
use std::path::Path;

use super::{Files, Options, before_and_after, output, publish};
use crate::emit::{SUMS, Standing};

type Touch = fn(&Path);

fn published(files: &Files) -> (tempfile::TempDir, Standing) {
    let folder = tempfile::tempdir().unwrap();
    let done = publish(&folder.path().join("public"), &output(files), &Options::default()).unwrap();
    (folder, Standing { made_of: "x".to_owned(), sums: done.sums.to_string(), notes: vec!["a note".to_owned()] })
}

#[test]
fn what_was_published_is_found_again_and_remembered() {
    let (before, _) = before_and_after();
    let (folder, standing) = published(&before);
    let found = standing.found_in(&folder.path().join("public"), None).unwrap();
    assert_eq!((found.written, found.unchanged, found.removed), (0, before.len() + 2, 0));
    let again = publish(&folder.path().join("public"), &output(&before), &Options::default()).unwrap();
    assert_eq!(found, again);

    let memory = folder.path().join("memory");
    assert_eq!(Standing::recall(&memory), None);
    standing.keep(&memory);
    assert_eq!(Standing::recall(&memory), Some(standing));
    fs::write(memory.join("published.json"), "{\"made_of\":").unwrap();
    assert_eq!(Standing::recall(&memory), None);
}

#[test]
fn a_folder_that_was_touched_is_made_again() {
    let (before, _) = before_and_after();
    let touches: [(&str, Touch); 6] = [
        ("a byte of the same length", |at| fs::write(at.join("avv/1.0/source.md"), "sane").unwrap()),
        ("a file less", |at| fs::remove_file(at.join("feed.atom")).unwrap()),
        ("a file more", |at| fs::write(at.join("avv/more.html"), "").unwrap()),
        ("a folder more", |at| fs::create_dir(at.join("more")).unwrap()),
        ("other checksums", |at| fs::write(at.join(SUMS), "").unwrap()),
        ("another build at work", |at| fs::create_dir(at.with_file_name(".public.aushang")).unwrap()),
    ];
    for (name, touch) in touches {
        let (folder, standing) = published(&before);
        let target = folder.path().join("public");
        touch(&target);
        assert_eq!(standing.found_in(&target, None), None, "{name}");
    }
}
