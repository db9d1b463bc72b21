//! Files that are no part of the published site: each written whole or not at all, in place of the one before.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::disk::Disk;
use crate::error::{Error, Result};
use crate::output::OutFile;

/// Writes `files` into `folder`, which is made where it is missing, and gives their paths.
///
/// # Errors
/// Where the folder cannot be made or a file not be written.
pub fn write_beside(folder: &Path, files: &[OutFile]) -> Result<Vec<PathBuf>> {
    Disk::default().make_folder(folder)?;
    let write = |file: &OutFile| {
        let path = folder.join(&file.path);
        let written = NamedTempFile::new_in(folder).and_then(|mut whole| {
            whole.write_all(&file.bytes)?;
            whole.persist(&path)?;
            Ok(())
        });
        written.map_err(|cause| Error::io("write", &path, cause))?;
        Ok(path)
    };
    files.iter().map(write).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_takes_the_place_of_the_one_before() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("a/b");
        for text in ["one", "two"] {
            let paths = write_beside(&below, &[OutFile::new("x.txt", text)]).unwrap();
            assert_eq!(paths, [below.join("x.txt")]);
            assert_eq!(fs::read_to_string(&paths[0]).unwrap(), text);
        }
        assert_eq!(fs::read_dir(&below).unwrap().count(), 1, "nothing else is left");
    }
}
