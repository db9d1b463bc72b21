//! What all XML of ours has in common. Escaping is the library's; here is what escaping cannot mend.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

/// `text` with line ends as XML readers see them (XML 1.0, 2.11), and U+FFFD in place of each character that no XML
/// document may hold, not even escaped (2.2).
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let allowed = |c: char| matches!(c, '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'..);
    // Most texts hold none of the bytes that a forbidden character begins with, which is asked of many bytes at once.
    let suspicious = |b: u8| (b < b' ' && b != b'\t' && b != b'\n') || b == 0xef;
    if !text.bytes().fold(false, |found, b| found | suspicious(b)) || text.chars().all(allowed) {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(lines.chars().map(|c| if allowed(c) { c } else { char::REPLACEMENT_CHARACTER }).collect())
}

/// A document of the elements that `write` writes, one below the other.
pub(super) fn document(write: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))
        .and_then(|()| write(&mut writer))
        .expect("memory takes every byte");
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_replaced_and_nothing_else() {
        assert_eq!(clean("a\u{0}b\u{b}c\u{ffff}d\u{fffe}"), "a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}");
        assert_eq!(clean("one\r\ntwo\rthree\tfour\n"), "one\ntwo\nthree\tfour\n");
        let fine = "Ünïcödé \u{202e}ابج 😀 ]]> <script>&amp; \u{85}\u{a0}";
        assert!(matches!(clean(fine), Cow::Borrowed(_)));
    }
}
