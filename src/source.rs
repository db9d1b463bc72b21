//! Bytes and places: what was read, and where in it something stands.
//!
//! Owns the identity of files ([`FileId`]), places in them ([`Span`]) and their digests. Knows nothing of what the
//! bytes mean. Invariant: a span lies inside of its file and on character boundaries.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

/// The number of a file in [`Sources`]; valid for the [`Sources`] that gave it only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end` of `file`.
    #[must_use]
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: clamp(range.start), end: clamp(range.end) }
    }

    /// The beginning of `file`: the place of what is missing from it.
    #[must_use]
    pub fn start_of(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }

    /// The range as indices of bytes.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and the place where the user wrote it. Two are equal when their values are.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with the value changed.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

impl<T: PartialOrd> PartialOrd for Spanned<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        self.value.partial_cmp(&other.value)
    }
}

impl<T: Ord> Ord for Spanned<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.value.cmp(&other.value)
    }
}

/// The text of a YAML file without the line that tells editors its schema, which means nothing to anybody else.
#[must_use]
pub fn without_schema_line(yaml: &str) -> String {
    yaml.split_inclusive('\n').filter(|line| !line.starts_with("# yaml-language-server:")).collect()
}

/// A SHA-256 digest, shown in lower-case hexadecimal as `sha256sum` does.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The digest of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The digest that `hex` spells in 64 hexadecimal digits.
    #[must_use]
    pub fn from_hex(hex: &str) -> Option<Self> {
        let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
        if pairs.len() != 32 || !rest.is_empty() {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(pairs) {
            let digit = |d: u8| char::from(d).to_digit(16);
            *byte = u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut hex = String::with_capacity(64);
        for byte in self.0 {
            hex.extend([byte >> 4, byte & 15].map(|digit| char::from(DIGITS[usize::from(digit)])));
        }
        f.write_str(&hex)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// One file as it was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path below the site's folder, with `/` between the parts.
    pub path: String,
    /// Its bytes; files of the same bytes share them.
    pub bytes: Arc<[u8]>,
    /// The digest of the bytes.
    pub digest: Digest,
}

/// All files of a site, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// The sources made of `files` (path and bytes), whatever their order; of two with one path the later counts.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let mut shared: BTreeMap<Digest, Arc<[u8]>> = BTreeMap::new();
        let read = files.into_iter().map(|(path, bytes)| {
            let digest = Digest::of(&bytes);
            let bytes = Arc::clone(shared.entry(digest).or_insert_with(|| bytes.into()));
            Source { path, bytes, digest }
        });
        Self::from_read(read)
    }

    /// The sources made of files whose digests are known; of two with one path the later counts.
    #[must_use]
    pub fn from_read(read: impl IntoIterator<Item = Source>) -> Self {
        let mut files: Vec<Source> = read.into_iter().collect();
        files.reverse();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|later, kept| later.path == kept.path);
        Self { files }
    }

    /// The file with this number.
    #[must_use]
    pub fn get(&self, file: FileId) -> &Source {
        &self.files[file.0 as usize]
    }

    /// The number of the file at `path`.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<FileId> {
        let at = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        Some(Self::id(at))
    }

    /// The text of a file, without its byte order mark; `None` where it is not UTF-8 (which `parse` reports).
    #[must_use]
    pub fn text(&self, file: FileId) -> Option<&str> {
        std::str::from_utf8(&self.get(file).bytes).ok()
    }

    /// All files below the folder `prefix` (which ends in `/`, or is empty for all), in the order of their paths.
    pub fn below<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (FileId, &'a Source)> {
        let first = self.files.partition_point(|file| file.path.as_str() < prefix);
        let below = self.files[first..].iter().take_while(move |file| file.path.starts_with(prefix));
        below.enumerate().map(move |(at, file)| (Self::id(first + at), file))
    }

    fn id(at: usize) -> FileId {
        FileId(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
