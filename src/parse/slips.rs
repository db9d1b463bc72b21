//! Slips of the pen in a line of YAML, which its reader notices only later: told where they were made.

use std::ops::Range;

/// Where it was made, what it is, and what to write.
pub struct Slip {
    /// The bytes of it.
    pub range: Range<usize>,
    /// In a sentence.
    pub message: &'static str,
    /// The remedy.
    pub help: String,
}

/// The slip in the line of `at` or in the one above by which the reader may have lost its way at `at`.
pub fn slip(source: &str, at: usize) -> Option<Slip> {
    let at = source.floor_char_boundary(at.min(source.len()));
    let begin = source[..at].rfind('\n').map_or(0, |end| end + 1);
    let above = source[..begin].trim_end_matches(['\n', '\r']).rfind('\n').map_or(0, |end| end + 1);
    let lines = [above..begin, begin..source[begin..].find('\n').map_or(source.len(), |end| begin + end)];
    lines
        .into_iter()
        .filter(|line| !line.is_empty())
        .find_map(|line| in_line(source[line.clone()].trim_end(), line.start))
}

fn in_line(line: &str, start: usize) -> Option<Slip> {
    let words = line.trim_start();
    let from = start + line.len() - words.len();
    let found = |length: usize, message, help| Some(Slip { range: from..from + length, message, help });
    if words.starts_with("//") {
        return found(2, "a comment does not begin with `//`", "begin it with `#`".to_owned());
    }
    if let Some(rest) = words.strip_prefix('-')
        && rest.starts_with(|c: char| c == '{' || c.is_alphabetic())
    {
        return found(1, "a space is missing after the dash", "write `- ` before each entry of a list".to_owned());
    }
    let words = words.strip_prefix("- ").unwrap_or(words);
    let from = start + line.len() - words.len();
    let key = words.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))).filter(|end| *end > 0)?;
    let (name, rest) = words.split_at(key);
    let found = |length: usize, message, help| Some(Slip { range: from..from + length, message, help });
    match rest.as_bytes() {
        [b':', next, ..] if next.is_ascii_alphanumeric() || matches!(next, b'[' | b'{' | b'"' | b'\'') => {
            found(key + 1, "a space is missing after the colon", format!("write `{name}: ` with a space behind"))
        }
        _ if rest.trim_start().starts_with("= ") => found(
            rest.len() - rest.trim_start().len() + key + 1,
            "a key ends with a colon",
            format!("write `{name}: `"),
        ),
        _ => None,
    }
}
