//! What can be put right without asking: bytes of a file that take the place of others and mean what was meant.
//!
//! Owns how changes are put into a text. Knows nothing of why they are made. Invariant: changes that overlap are not made
//! together; the first one in the text is.

use crate::source::{FileId, Span};

/// A change that is safe.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// Which bytes.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// `text`, the text of `file`, with those of `fixes` that concern it; `None` where nothing changes.
#[must_use]
pub fn fixed(file: FileId, text: &str, fixes: &[Fix]) -> Option<String> {
    let mut of_file: Vec<&Fix> = fixes.iter().filter(|fix| fix.span.file == file).collect();
    of_file.sort();
    let mut changed = String::with_capacity(text.len());
    let mut done = 0;
    for fix in of_file {
        let range = fix.span.range();
        let Some(before) = text.get(done..range.start).filter(|_| text.is_char_boundary(range.end)) else { continue };
        changed.push_str(before);
        changed.push_str(&fix.text);
        done = range.end;
    }
    changed.push_str(&text[done..]);
    (changed != text).then_some(changed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn changes_are_made_in_their_order_and_never_over_each_other() {
        let sources = Sources::new([("a".to_owned(), b"one two three".to_vec())]);
        let file = sources.find("a").unwrap();
        let fix = |range, text: &str| Fix { span: Span::new(file, range), text: text.to_owned() };
        let fixes = [fix(8..13, "3"), fix(0..3, "1"), fix(2..6, "no")];
        assert_eq!(fixed(file, "one two three", &fixes).as_deref(), Some("1 two 3"));
        assert_eq!(fixed(file, "one two three", &[fix(0..3, "one")]), None);
        assert_eq!(fixed(file, "one", &[fix(2..9, "x")]), None);
    }
}
