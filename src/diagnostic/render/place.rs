//! From bytes to lines and columns as people count them.
//!
//! Owns the counting: lines and columns from 1, a column is a character, a byte order mark is none. Knows nothing of any
//! form of output. Invariant: the end of a region is not before its beginning.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::diagnostic::Place;
use crate::source::{FileId, Sources, Span};

/// A region of a text: lines and columns from 1, the end column behind the last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

/// The places of findings. The lines of a file are counted once, however many findings point into it.
pub struct Places<'a> {
    sources: &'a Sources,
    line_starts: RefCell<BTreeMap<FileId, Rc<[usize]>>>,
}

impl<'a> Places<'a> {
    pub fn new(sources: &'a Sources) -> Self {
        Self { sources, line_starts: RefCell::default() }
    }

    /// The path of the file below the site's folder.
    pub fn file<'b>(&self, place: &'b Place) -> &'b str
    where
        'a: 'b,
    {
        match place {
            Place::At(span) => &self.sources.get(span.file).path,
            Place::Path(path) => path,
        }
    }

    /// Lines and columns; none for a path.
    pub fn region(&self, place: &Place) -> Option<Region> {
        let Place::At(span) = place else { return None };
        let (line, column) = self.position(span.file, span.start as usize);
        let (end_line, end_column) = self.position(span.file, span.end.max(span.start) as usize);
        Some(Region { line, column, end_line, end_column })
    }

    /// The bytes of the line in which `span` begins, without its end, and where they begin in the file.
    pub fn line(&self, span: Span) -> (&'a [u8], usize) {
        let bytes = &*self.sources.get(span.file).bytes;
        let starts = self.line_starts(span.file);
        let line = line_of(&starts, (span.start as usize).min(bytes.len()));
        let end = starts.get(line + 1).map_or(bytes.len(), |next| next - 1);
        let text = &bytes[starts[line]..end];
        (text.strip_suffix(b"\r").unwrap_or(text), starts[line])
    }

    fn position(&self, file: FileId, byte: usize) -> (usize, usize) {
        let bytes = &*self.sources.get(file).bytes;
        let byte = byte.min(bytes.len());
        let starts = self.line_starts(file);
        let line = line_of(&starts, byte);
        let before = String::from_utf8_lossy(&bytes[starts[line]..byte]);
        (line + 1, before.trim_start_matches('\u{feff}').chars().count() + 1)
    }

    fn line_starts(&self, file: FileId) -> Rc<[usize]> {
        let mut known = self.line_starts.borrow_mut();
        let starts = known.entry(file).or_insert_with(|| {
            let bytes = self.sources.get(file).bytes.iter().enumerate();
            std::iter::once(0).chain(bytes.filter(|&(_, &byte)| byte == b'\n').map(|(at, _)| at + 1)).collect()
        });
        Rc::clone(starts)
    }
}

/// The index of the line that holds `byte`.
fn line_of(starts: &[usize], byte: usize) -> usize {
    starts.partition_point(|&start| start <= byte) - 1
}
