//! Text and addresses as they may stand in HTML. What HTML forbids altogether becomes U+FFFD.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use pulldown_cmark_escape::{escape_html, escape_html_body_text};

/// What must not stand in the path or query of an address as it is.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b']')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The same for the part behind `#`.
const FRAGMENT: &AsciiSet = &PATH.add(b'#');

/// Adds words to the text of an element.
pub(crate) fn push_text(out: &mut String, words: &str) {
    // Writing to a string does not fail.
    let _ = escape_html_body_text(out, &allowed(words));
}

/// Adds words to the value of an attribute in double quotes.
pub(crate) fn push_value(out: &mut String, words: &str) {
    let _ = escape_html(out, &allowed(words));
}

/// Adds an address to the value of an attribute in double quotes; what is encoded already stays so.
pub(crate) fn push_address(out: &mut String, address: &str) {
    let host_end = match address.split_once("://") {
        Some((scheme, rest)) if scheme.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            scheme.len() + 3 + rest.find(['/', '?', '#']).unwrap_or(rest.len())
        }
        _ => 0,
    };
    let (host, rest) = address.split_at(host_end);
    push_value(out, host);
    let (path, fragment) = rest.split_once('#').map_or((rest, None), |(path, fragment)| (path, Some(fragment)));
    push_value(out, &encoded(path, PATH));
    if let Some(fragment) = fragment {
        out.push('#');
        push_value(out, &encoded(fragment, FRAGMENT));
    }
}

fn encoded(part: &str, set: &'static AsciiSet) -> String {
    let mut encoded = String::with_capacity(part.len());
    for (at, piece) in part.split('%').enumerate() {
        if at > 0 {
            let is_code = piece.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
            encoded.push_str(if is_code { "%" } else { "%25" });
        }
        encoded.extend(utf8_percent_encode(piece, set));
    }
    encoded
}

/// Words without the characters that an HTML document must not contain.
fn allowed(words: &str) -> Cow<'_, str> {
    // Most words hold none of the bytes that a forbidden character begins with.
    let suspicious = |b: u8| (b < b' ' && b != b'\t' && b != b'\n') || matches!(b, 0x7f | 0xc2 | 0xef..);
    // Asked without leaving early: that takes many bytes at once.
    if words.bytes().fold(false, |found, b| found | suspicious(b)) && words.contains(is_forbidden) {
        words.replace(is_forbidden, "\u{fffd}").into()
    } else {
        words.into()
    }
}

/// Control characters that are no white space, and noncharacters (HTML Standard, 13.2.3.5).
fn is_forbidden(c: char) -> bool {
    let code = u32::from(c);
    (c.is_control() && !matches!(c, '\t' | '\n')) || (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}
