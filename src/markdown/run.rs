//! A run of words between two marks, and where each of its bytes was written.

use std::ops::Range;

/// Words that stand together though the reader of Markdown gives them in pieces. A line break is `\n`.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// The words.
    pub text: String,
    pieces: Vec<Piece>,
}

#[derive(Debug)]
struct Piece {
    /// Where it begins in the run.
    at: usize,
    /// Where it was written.
    source: Range<usize>,
    /// Whether it was written as it reads: no escape, no entity.
    verbatim: bool,
}

impl Run {
    /// Leaves nothing, and keeps the room.
    pub fn clear(&mut self) {
        self.text.clear();
        self.pieces.clear();
    }

    /// Adds `words`, written at `source` of `text`.
    pub fn push(&mut self, words: &str, source: Range<usize>, text: &str) {
        let verbatim = text.get(source.clone()) == Some(words);
        self.pieces.push(Piece { at: self.text.len(), source, verbatim });
        self.text.push_str(words);
    }

    /// Where a range of the run was written.
    pub fn source(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.piece(range.start).map_or(0, |piece| {
            if piece.verbatim { piece.source.start + range.start - piece.at } else { piece.source.start }
        });
        let end = self.piece(range.end.saturating_sub(1)).map_or(start, |piece| {
            if piece.verbatim { piece.source.start + range.end - piece.at } else { piece.source.end }
        });
        start..end.max(start)
    }

    /// Whether `{{` at this place of the run was written so, without an escape or an entity.
    pub fn opens_braces(&self, at: usize, text: &str) -> bool {
        let Some(index) = self.pieces.partition_point(|piece| piece.at <= at).checked_sub(1) else { return false };
        let piece = &self.pieces[index];
        let source = self.source(&(at..at + 2));
        let before = index.checked_sub(1).map_or(0, |before| self.pieces[before].source.end);
        let escaped = piece.at == at && before < piece.source.start && text[..piece.source.start].ends_with('\\');
        text.get(source) == Some("{{") && !escaped
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.partition_point(|piece| piece.at <= at).checked_sub(1).map(|index| &self.pieces[index])
    }
}
