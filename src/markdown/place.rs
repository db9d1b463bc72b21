//! Where a part of a value stands as it was written: YAML folds lines, takes away indentation and quotes, and knows
//! escapes.
//!
//! Knows as much of YAML's scalars as is needed to walk through both texts side by side. Invariant: what cannot be
//! followed has no place of its own, and then the whole value is the place.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

/// The bytes of `written` that the bytes `part` of `text` were written as. `written` is the scalar with its quotes or the
/// sign of its block.
pub(super) fn of_part(written: &str, text: &str, part: &Range<usize>) -> Option<Range<usize>> {
    let style = written.chars().next()?;
    let body = match style {
        '"' | '\'' => 1,
        '|' | '>' => written.find('\n')? + 1,
        _ => 0,
    };
    let mut source = written[body..].char_indices().peekable();
    let (mut start, mut end) = (None, None);
    for (at, wanted) in text.char_indices() {
        if at >= part.end {
            break;
        }
        let place =
            if wanted.is_whitespace() { space(&mut source, wanted) } else { Some(letter(&mut source, wanted, style)?) };
        if at >= part.start {
            start = start.or(place.as_ref().map(|place| place.start));
            end = place.map(|place| place.end).or(end);
        }
    }
    Some(body + start?..body + end?)
}

/// The next letter of the source behind white space, which must be the one of the text.
fn letter(source: &mut Peekable<CharIndices<'_>>, wanted: char, style: char) -> Option<Range<usize>> {
    while source.next_if(|(_, c)| c.is_whitespace()).is_some() {}
    let (start, mut found) = source.next()?;
    let mut end = start + found.len_utf8();
    if style == '"' && found == '\\' {
        // Only signs that stand for themselves; `\u00e4` and its like are not followed.
        (end, found) = source.next().map(|(at, c)| (at + c.len_utf8(), c)).filter(|(_, c)| !c.is_alphanumeric())?;
    } else if style == '\'' && found == '\'' {
        end = source.next_if(|(_, c)| *c == '\'').map(|(at, _)| at + 1)?;
    }
    (found == wanted).then_some(start..end)
}

/// White space of the text; in the source it may be another one, more of it, or (where lines were folded) less.
fn space(source: &mut Peekable<CharIndices<'_>>, wanted: char) -> Option<Range<usize>> {
    source
        .next_if(|(_, c)| c.is_whitespace() && (*c == wanted || *c == '\n' || *c == '\r'))
        .map(|(at, c)| at..at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_found_where_it_was_written() {
        for (written, text) in [
            ("a <b> c", "a <b> c"),
            ("\"a \\\"q\\\" <b> c\"", "a \"q\" <b> c"),
            ("'it''s <b> c'", "it's <b> c"),
            ("|\n    one\n    two <b>\n    c\n", "one\ntwo <b>\nc"),
            (">-\n  one\n  two <b>\n  c", "one two <b> c"),
            ("one\n   two\n\n   <b> c", "one two\n<b> c"),
            ("\"ä\\\\ö <b>\"", "ä\\ö <b>"),
        ] {
            let at = text.find("<b>").unwrap();
            let found = of_part(written, text, &(at..at + 3)).map(|range| &written[range]);
            assert_eq!(found, Some("<b>"), "{written}");
        }
        assert_eq!(of_part("\"\\u00e4 <b>\"", "ä <b>", &(3..6)), None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_the_walk(written in ".{0,20}", text in ".{0,20}", start in 0_usize..30, length in 0_usize..30) {
            if let Some(range) = of_part(&written, &text, &(start..start + length)) {
                proptest::prop_assert!(written.get(range).is_some());
            }
        }
    }
}
