//! Exports as CSV that no spreadsheet runs.
//!
//! Invariant: no cell begins with a character that makes a formula of it; every row has as many cells as the header.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};

/// Who shall read the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dialect {
    /// Programs: commas, UTF-8, CRLF (RFC 4180).
    Plain,
    /// Excel where the comma separates decimals: semicolons, and a byte order mark, without which it does not see
    /// UTF-8.
    GermanExcel,
}

/// The table of `rows` below `header`.
#[must_use]
pub fn write<const N: usize>(dialect: Dialect, header: [&str; N], rows: &[[String; N]]) -> Vec<u8> {
    columns(dialect, header, rows, &[true; N])
}

/// The same without the columns that no row has anything in.
#[must_use]
pub fn write_filled<const N: usize>(dialect: Dialect, header: [&str; N], rows: &[[String; N]]) -> Vec<u8> {
    let filled = std::array::from_fn(|at| rows.iter().any(|row| !row[at].trim().is_empty()));
    // A table without rows has all of its columns.
    columns(dialect, header, rows, if rows.is_empty() { &[true; N] } else { &filled })
}

fn columns<const N: usize>(dialect: Dialect, header: [&str; N], rows: &[[String; N]], shown: &[bool; N]) -> Vec<u8> {
    let (mark, delimiter): (&[u8], u8) = match dialect {
        Dialect::Plain => (b"", b','),
        Dialect::GermanExcel => ("\u{feff}".as_bytes(), b';'),
    };
    let mut writer = WriterBuilder::new().delimiter(delimiter).terminator(Terminator::CRLF).from_writer(mark.to_vec());
    let mut record = |cells: &mut dyn Iterator<Item = &str>| {
        let cells = cells.zip(shown).filter(|(_, shown)| **shown).map(|(cell, _)| harmless(cell).into_owned());
        writer.write_record(cells).expect(MEMORY);
    };
    record(&mut header.into_iter());
    for row in rows {
        record(&mut row.iter().map(String::as_str));
    }
    writer.into_inner().expect(MEMORY)
}

const MEMORY: &str = "memory takes every byte, and the types make all rows of one length";

/// `cell` with an apostrophe before it where spreadsheets would take it for a formula ("CSV injection"): they do after
/// these characters, some after their wide forms, and some skip white space at the start.
fn harmless(cell: &str) -> Cow<'_, str> {
    let formula = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}');
    if cell.starts_with(['\t', '\r', '\n']) || cell.trim_start().starts_with(formula) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn both_dialects_quote_what_needs_it_and_disarm_formulas() {
        let rows = || {
            [
                ["nord".to_owned(), "Nord GmbH; \"Kiel\"".to_owned(), "DE, PL".to_owned()],
                ["süd".to_owned(), "=1+1".to_owned(), "two\nlines".to_owned()],
            ]
        };
        let header = ["id", "name", "countries"];
        let plain = "id,name,countries\r\nnord,\"Nord GmbH; \"\"Kiel\"\"\",\"DE, PL\"\r\nsüd,'=1+1,\"two\nlines\"\r\n";
        assert_eq!(String::from_utf8(write(Dialect::Plain, header, &rows())).unwrap(), plain);
        let german =
            "\u{feff}id;name;countries\r\nnord;\"Nord GmbH; \"\"Kiel\"\"\";DE, PL\r\nsüd;'=1+1;\"two\nlines\"\r\n";
        assert_eq!(String::from_utf8(write(Dialect::GermanExcel, header, &rows())).unwrap(), german);
    }

    proptest! {
        #[test]
        fn any_table_is_read_back_and_holds_no_formula(
            rows in prop::collection::vec(prop::array::uniform2("[=+@\t\r\n\" ;,-]{0,2}\\PC*"), 0..5),
        ) {
            for (dialect, delimiter, skip) in [(Dialect::Plain, b',', 0), (Dialect::GermanExcel, b';', 3)] {
                let bytes = write(dialect, ["a", "b"], &rows);
                let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(&bytes[skip..]);
                let read: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
                prop_assert_eq!(read.len(), rows.len());
                prop_assert!(read.iter().all(|row| row.len() == 2));
                for (cell, written) in read.iter().flatten().zip(rows.as_flattened()) {
                    prop_assert!(cell == *written || cell.strip_prefix('\'') == Some(written.as_str()));
                    prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
                }
            }
        }
    }
}
