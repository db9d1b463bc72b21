//! Minified pages remembered between builds: which digest a page had before and after.
//!
//! Owns the file and its form: a key, pairs of digests in ascending order, the digest of all that. Invariant: what it
//! says is true or it says nothing. A file that is missing, damaged or of another minifier is one that says nothing, and
//! one that cannot be written is no failure.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::minify;
use crate::source::Digest;

/// The file's name.
const NAME: &str = "minified";

/// What marks a folder as one that backups may leave out.
const CACHEDIR_TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
                            # What Aushang remembers between builds. It may be deleted at any time.\n";

const LENGTH: usize = 32;

/// What is remembered.
pub(super) struct Memory {
    folder: Option<PathBuf>,
    known: BTreeMap<Digest, Digest>,
}

impl Memory {
    /// What the memory in `folder` says; nothing, where there is no folder.
    pub fn recall(folder: Option<&Path>) -> Self {
        let known = folder.and_then(|folder| parse(&fs::read(folder.join(NAME)).ok()?)).unwrap_or_default();
        Self { folder: folder.map(Path::to_owned), known }
    }

    /// The digest of the minified page, if it was made before.
    pub fn recalled(&self, page: Digest) -> Option<Digest> {
        self.known.get(&page).copied()
    }

    /// Remembers `pages`, before and after, and nothing else.
    pub fn keep(&self, pages: impl Iterator<Item = (Digest, Digest)>) {
        let Some(folder) = &self.folder else { return };
        let pages: BTreeMap<Digest, Digest> = pages.collect();
        if pages != self.known {
            // The next build minifies again: slower, and the same bytes.
            let _ = save(folder, &pages);
        }
    }
}

fn key() -> Digest {
    Digest::of(&minify::KEY.concat())
}

fn parse(bytes: &[u8]) -> Option<BTreeMap<Digest, Digest>> {
    let (content, sum) = bytes.split_last_chunk::<LENGTH>()?;
    let (found, pairs) = content.split_first_chunk::<LENGTH>()?;
    let (pairs, rest) = pairs.as_chunks::<{ 2 * LENGTH }>();
    if Digest(*found) != key() || Digest::of(content) != Digest(*sum) || !rest.is_empty() {
        return None;
    }
    let digest = |half: &[u8]| half.try_into().ok().map(Digest);
    pairs.iter().map(|pair| Some((digest(&pair[..LENGTH])?, digest(&pair[LENGTH..])?))).collect()
}

/// Makes the folder, if it is not there, and tells version control and backups to leave it out.
pub(super) fn prepare(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, text) in [(".gitignore", "*\n"), ("CACHEDIR.TAG", CACHEDIR_TAG)] {
        if !fs::exists(folder.join(name))? {
            fs::write(folder.join(name), text)?;
        }
    }
    Ok(())
}

fn save(folder: &Path, pages: &BTreeMap<Digest, Digest>) -> io::Result<()> {
    prepare(folder)?;
    let mut content = key().0.to_vec();
    content.extend(pages.iter().flat_map(|(page, minified)| [page.0, minified.0]).flatten());
    content.extend(Digest::of(&content).0);
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&content)?;
    file.persist(folder.join(NAME))?;
    Ok(())
}
