//! What can be put right in a YAML file without asking: dates in another spelling, numbers that are texts without quotes,
//! days out of order.
//!
//! Owns what is safe. Invariant: what is read from the file afterwards is what was meant before; where that is not plain,
//! nothing is changed.

use jiff::civil::Date;

use super::reader::Reader;
use super::yaml::{Node, Value};
use crate::source::{Span, Spanned};

/// The day that is meant by another spelling than `2026-11-21`: with dots the day comes first, otherwise the year. With
/// slashes and two digits before them nobody knows which is the month.
pub fn meant_date(text: &str) -> Option<Date> {
    let numbers = |sign: char| -> Option<[i16; 3]> {
        let parts: Vec<&str> = text.trim().split(sign).collect();
        let [first, second, third] = parts[..] else { return None };
        let number = |part: &str| {
            let part = part.trim();
            let digits = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            if digits { part.parse().ok() } else { None }
        };
        Some([number(first)?, number(second)?, number(third)?])
    };
    let day = |year: i16, month: i16, day: i16| {
        let in_use = (1900..2200).contains(&year);
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().filter(|_| in_use)
    };
    if let Some([d, m, y]) = numbers('.')
        && let Some(date) = day(y, m, d)
    {
        return Some(date);
    }
    let mut year_first = ['-', '.', '/'].into_iter().filter_map(numbers);
    year_first.find_map(|[y, m, d]| day(y, m, d))
}

/// The day that is likely meant by a spelling that only people read: with the month in words, two digits for the year,
/// long hyphens, a time behind it, or the month first.
pub fn likely_date(text: &str) -> Option<Date> {
    const FORMS: &[&str] = &["%d. %B %Y", "%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d.%m.%y", "%d-%m-%Y", "%d,%m,%Y"];
    let plain = text.trim().replace(['–', '—', '‐', '‑', '−'], "-");
    let plain = [("Januar", "January"), ("Februar", "February"), ("März", "March"), ("Mai", "May"), ("Juni", "June")]
        .into_iter()
        .chain([("Juli", "July"), ("Oktober", "October"), ("Dezember", "December")])
        .find(|(german, english)| plain.contains(german) && !plain.contains(english))
        .map_or(plain.clone(), |(german, english)| plain.replace(german, english));
    let day_first = |text: &str| {
        let (one, two) = (Date::strptime("%d/%m/%Y", text).ok(), Date::strptime("%m/%d/%Y", text).ok());
        // Where both can be read, nobody knows which is meant.
        if one.is_some() && two.is_some() { None } else { one.or(two) }
    };
    let of_day = plain.split_once(['T', ' ']).filter(|(_, time)| time.contains(':')).map(|(day, _)| day);
    let in_use = |day: &Date| (1900..2200).contains(&day.year());
    FORMS
        .iter()
        .find_map(|form| Date::strptime(form, &plain).ok())
        .or_else(|| day_first(&plain))
        .or_else(|| super::values::parse_date(of_day.unwrap_or(&plain)))
        .filter(in_use)
}

/// Puts quotes around a label or number that other readers of YAML would take for a number: 1.10 is not 1.1.
pub fn quote_number(reader: &mut Reader<'_>, node: &Node<'_>) {
    let written = reader.written(node.span);
    let is_number =
        written.bytes().all(|b| b.is_ascii_digit() || b == b'.') && written.bytes().any(|b| b.is_ascii_digit());
    let is_read_otherwise = written.matches('.').count() <= 1;
    if is_number && is_read_otherwise {
        reader.fix(node.span, format!("\"{written}\""));
    }
}

/// Puts days whose order means nothing into the order of the calendar. A list with comments in it is left alone, as they
/// may belong to what stands beside them.
pub fn sort_days(reader: &mut Reader<'_>, node: &Node<'_>, days: &[Spanned<Date>]) {
    let Value::List(items) = &node.value else { return };
    let (Some(first), Some(last)) = (items.first(), items.last()) else { return };
    let whole = Span::new(node.span.file, first.span.range().start..last.span.range().end);
    let is_sorted = days.is_sorted_by_key(|day| day.value);
    if is_sorted || items.len() != days.len() || reader.written(whole).contains('#') {
        return;
    }
    let mut sorted: Vec<&Spanned<Date>> = days.iter().collect();
    sorted.sort_by_key(|day| day.value);
    for (item, day) in items.iter().zip(sorted) {
        let text = reader.written(day.span).to_owned();
        reader.fix(item.span, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_plain_is_understood() {
        for (text, meant) in [
            ("1.2.2026", "2026-02-01"),
            ("01.02.2026", "2026-02-01"),
            ("2026-2-1", "2026-02-01"),
            ("2026/02/01", "2026-02-01"),
            ("2026.2.1", "2026-02-01"),
            (" 24. 12. 2026 ", "2026-12-24"),
        ] {
            assert_eq!(meant_date(text).map(|day| day.to_string()).as_deref(), Some(meant), "{text}");
        }
        for text in
            ["1/2/2026", "31.02.2026", "2026-02-30", "1.2.26", "2026-1", "1.2.3.2026", "x", "21.03.202418", "-1.2.2026"]
        {
            assert_eq!(meant_date(text), None, "{text}");
        }
    }
}
