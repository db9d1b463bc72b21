//! Single values: texts, ids, numbers, dates, words of closed sets.
//!
//! Each function reads a node as what it is named for, or reports and gives `None`. A scalar means what is written,
//! whether in quotes or not. Knows nothing of records.

use jiff::civil::Date;

use super::reader::Reader;
use super::yaml::{Node, Value};
use super::{tidy, wrong};
use crate::diagnostic::format;
use crate::model::text::is_id;
use crate::model::version::is_label;
use crate::source::Spanned;

/// A text of any number of lines, not empty, without the line breaks at its end.
pub fn prose(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let text = match &node.value {
        Value::Scalar(text) if !text.trim().is_empty() => text,
        Value::Refused => return None,
        _ => {
            reader.push(format::wrong_type(node.span, "a text", &node.describe()));
            return None;
        }
    };
    if let Some(bad) = text.chars().find(|&c| is_unprintable(c)) {
        reader.push(wrong::control_character(node.span, bad));
        return None;
    }
    Some(Spanned::new(text.trim_end_matches('\n').to_owned(), node.span))
}

// XML 1.0 (section 2.2) has no place for these, and HTML calls them errors; feeds and pages hold every text.
fn is_unprintable(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// A text of one line, not empty.
pub fn line(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let text = prose(reader, node)?;
    if text.contains('\n') {
        reader.push(wrong::several_lines(node.span));
        return None;
    }
    Some(text)
}

/// An id in lower-case kebab-case.
pub fn id(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let text = line(reader, node)?;
    if !is_id(&text) {
        reader.push(format::bad_id(node.span, &wrong::shortened(&text)));
        return None;
    }
    Some(text)
}

/// The label of a version.
pub fn label(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let text = line(reader, node)?;
    if !is_label(&text) {
        reader.push(wrong::bad_label(node.span, &text));
        return None;
    }
    tidy::quote_number(reader, node);
    Some(text)
}

/// A text of one line that looks like a number and is none: the number of a clause, a postal code.
pub fn numeral(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let text = line(reader, node)?;
    tidy::quote_number(reader, node);
    Some(text)
}

/// `true` or `false`, and no other spelling of them.
pub fn flag(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<bool>> {
    let value = match &node.value {
        Value::Scalar(text) if text == "true" => true,
        Value::Scalar(text) if text == "false" => false,
        Value::Refused => return None,
        _ => {
            let help = match reader.written(node.span).to_lowercase().as_str() {
                "yes" | "ja" | "on" | "true" | "wahr" | "y" | "j" => "write `true`",
                "no" | "nein" | "off" | "false" | "falsch" | "n" => "write `false`",
                _ => "write `true` or `false`",
            };
            reader.push(wrong::wrong_type(node.span, "true or false", &node.describe(), help));
            return None;
        }
    };
    Some(Spanned::new(value, node.span))
}

/// A whole number.
pub fn integer(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<i64>> {
    let number = match &node.value {
        Value::Scalar(text) => text.parse().ok(),
        Value::Refused => return None,
        _ => None,
    };
    if number.is_none() {
        let help = "write it in digits";
        reader.push(wrong::wrong_type(node.span, "a whole number", &node.describe(), help));
    }
    number.map(|number| Spanned::new(number, node.span))
}

/// A day of the calendar, written as ISO 8601 does: year, month and day with hyphens.
pub fn date(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<Date>> {
    let text = line(reader, node)?;
    let day = parse_date(&text);
    if day.is_none() {
        let meant = tidy::meant_date(&text).map(|day| day.to_string());
        // What is likely is only said; what is certain is put right where that is asked for.
        let said = meant.clone().or_else(|| tidy::likely_date(&text).map(|day| day.to_string()));
        reader.push(format::bad_date(node.span, &wrong::shortened(&text), said.as_deref()));
        if let Some(meant) = meant {
            reader.fix(node.span, meant);
        }
    }
    day.map(|day| Spanned::new(day, node.span))
}

/// The day that `text` spells as `####-##-##`. The shape is checked first, because the calendar's own reader takes
/// `20261121` and times of the day, too.
pub fn parse_date(text: &str) -> Option<Date> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, b)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    if shape { text.parse().ok() } else { None }
}

/// A word of a closed set; `what` names the set in a sentence, such as "kind of document".
pub fn choice<T: Copy>(
    what: &'static str,
    names: &'static [(&'static str, T)],
) -> impl Fn(&mut Reader<'_>, &Node<'_>) -> Option<Spanned<T>> {
    move |reader, node| {
        let text = line(reader, node)?;
        let found = names.iter().find(|(name, _)| *name == text.value);
        if found.is_none() {
            let known: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
            reader.push(format::not_one_of(node.span, what, &wrong::shortened(&text), &known));
        }
        found.map(|&(_, value)| Spanned::new(value, node.span))
    }
}

/// A word of a closed set of words.
pub fn word(
    what: &'static str,
    known: &'static [&'static str],
) -> impl Fn(&mut Reader<'_>, &Node<'_>) -> Option<Spanned<String>> {
    move |reader, node| {
        let text = line(reader, node)?;
        if !known.contains(&text.as_str()) {
            reader.push(format::not_one_of(node.span, what, &wrong::shortened(&text), known));
            return None;
        }
        Some(text)
    }
}
