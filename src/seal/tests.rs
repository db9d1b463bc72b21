//! Seals hold, and whatever breaks them is told.

use proptest::prelude::*;

use super::*;
use crate::diagnostic::Level;

const FILES: &[(&str, &str)] = &[
    ("content/avv/de.md", "Entwurf\n"),
    ("content/avv/versions/1.0/de.md", "# Vertrag\n\n1.1 Gegenstand.\n"),
    ("content/avv/versions/1.0/version.yaml", "announced: 2026-01-01\n"),
    ("content/avv/versions/1.10/de.md", "# Vertrag\n\n1.1 Gegenstand und Dauer.\n"),
    ("content/avv/versions/1.10/version.yaml", "announced: 2026-02-01\n"),
];

fn files() -> Vec<(String, Vec<u8>)> {
    FILES.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

fn sealed(labels: &[&str]) -> Vec<(String, Vec<u8>)> {
    let sources = Sources::new(files());
    let seals =
        labels.iter().fold(Seals::read(&sources), |seals, label| seals.with(&Released::new("avv", *label), &sources));
    files().into_iter().chain([(FILE.to_owned(), seals.text().into_bytes())]).collect()
}

fn found(files: Vec<(String, Vec<u8>)>) -> Vec<(String, Level)> {
    let sources = Sources::new(files);
    let findings = Seals::read(&sources).check(&sources);
    findings.into_iter().map(|finding| (finding.message, finding.level)).collect()
}

#[test]
fn what_was_sealed_and_left_alone_gives_no_finding_and_is_written_as_it_was_read() {
    let files = sealed(&["1.10", "1.0"]);
    let sources = Sources::new(files.clone());
    let seals = Seals::read(&sources);
    assert_eq!(seals.text().as_bytes(), files.last().unwrap().1);
    assert_eq!(seals.lines().map(|(path, _)| path).collect::<Vec<_>>().len(), 4, "the draft is not sealed");
    assert_eq!(found(files), []);
}

#[test]
fn versions_without_any_seal_are_a_warning_and_one_among_sealed_ones_is_an_error() {
    assert!(matches!(&found(files())[..], [(message, Level::Warning)] if message.contains("avv 1.0, avv 1.10")));
    assert!(
        matches!(&found(sealed(&["1.0"]))[..], [(message, Level::Error)] if message == "version 1.10 was never sealed")
    );
}

#[test]
fn a_file_that_is_missing_or_was_added_is_told() {
    let mut gone = sealed(&["1.0", "1.10"]);
    gone.remove(1);
    assert_eq!(found(gone), [("this file was released and is missing".to_owned(), Level::Error)]);
    let mut added = sealed(&["1.0", "1.10"]);
    added.push(("content/avv/versions/1.0/en.md".into(), Vec::new()));
    assert_eq!(found(added).len(), 1);
}

proptest! {
    #[test]
    fn any_byte_of_a_released_file_or_of_the_seals_that_is_another_one_is_told(
        file in 1_usize..6, at in any::<prop::sample::Index>(), other in any::<u8>(),
    ) {
        let mut files = sealed(&["1.0", "1.10"]);
        let bytes = &mut files[file].1;
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != other);
        // Of the seals, an end of line that sha256sum reads alike is no damage.
        prop_assume!(file != 5 || other != b'\r' && bytes[at] != b'\r');
        bytes[at] = other;
        prop_assert!(found(files).iter().any(|(_, level)| *level == Level::Error));
    }
}
