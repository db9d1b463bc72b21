//! The record of a withdrawal in `document.yaml`, outside of the sealed folder.
//!
//! Owns how an entry is added to a list in a file that people write, comments and layout left as they are. Invariant:
//! what is given back reads as the file before plus the entry.

use jiff::civil::Date;

use super::record::Text;

/// A withdrawal to be put on record.
#[derive(Clone, Debug)]
pub struct Withdrawing {
    /// The version's label.
    pub label: String,
    /// From this day.
    pub date: Date,
    /// Why.
    pub reason: Text,
}

/// `document.yaml` with the withdrawal under `withdrawn`. Whoever calls reads the result and makes sure that it says so:
/// a layout that nobody uses may ask for a human hand.
#[must_use]
pub fn withdrawing(yaml: &str, of: &Withdrawing) -> String {
    let line_end = if yaml.contains("\r\n") { "\r\n" } else { "\n" };
    let label = serde_json::to_string(&of.label).unwrap_or_default();
    let entry = format!("{{version: {label}, date: {}, reason: {}}}", of.date, of.reason.flow());
    let lines: Vec<&str> = yaml.split_inclusive('\n').collect();
    let Some(key) = lines.iter().position(|line| line.trim_start_matches('\u{feff}').starts_with("withdrawn:")) else {
        let gap = if yaml.is_empty() || yaml.ends_with('\n') { "" } else { line_end };
        return format!("{yaml}{gap}{line_end}withdrawn:{line_end}  - {entry}{line_end}");
    };
    // What belongs to the key: indented lines, items, and blank or comment lines before such.
    let belongs = |line: &&str| line.starts_with([' ', '\t', '-', ']']);
    let below =
        lines[key + 1..].iter().take_while(|line| belongs(line) || line.trim().is_empty() || line.starts_with('#'));
    let below: Vec<&&str> = below.collect();
    let end = key + 1 + below.iter().rposition(|line| belongs(line) && !line.trim().is_empty()).map_or(0, |at| at + 1);
    let own = lines[key..end].concat();
    let changed = if let Some(close) = own.rfind(']').filter(|_| own.contains("withdrawn: [")) {
        let comma = if own[..close].trim_end().ends_with(['[', ',']) { "" } else { ", " };
        format!("{}{comma}{entry}{}", own[..close].trim_end(), &own[close..])
    } else {
        let indent = below.iter().find_map(|line| line.find("- ").filter(|at| line[..*at].trim().is_empty()));
        let gap = if own.ends_with('\n') { "" } else { line_end };
        format!("{own}{gap}{}- {entry}{line_end}", " ".repeat(indent.unwrap_or(2)))
    };
    [lines[..key].concat(), changed, lines[end..].concat()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::text::Lang;

    fn with(yaml: &str) -> String {
        let reason = Text::Each([(Lang::new("de").unwrap(), "Irrtum: \"falsch\"".to_owned())].into());
        withdrawing(yaml, &Withdrawing { label: "1.10".into(), date: jiff::civil::date(2026, 11, 27), reason })
    }

    const ENTRY: &str = r#"{version: "1.10", date: 2026-11-27, reason: {"de":"Irrtum: \"falsch\""}}"#;

    #[test]
    fn the_first_withdrawal_is_written_below_all_else() {
        assert_eq!(with("kind: policy\n"), format!("kind: policy\n\nwithdrawn:\n  - {ENTRY}\n"));
        assert_eq!(with("kind: policy"), format!("kind: policy\n\nwithdrawn:\n  - {ENTRY}\n"));
    }

    #[test]
    fn another_one_stands_behind_those_before_in_their_layout() {
        let block = "withdrawn:\n- version: a # why\n  date: 2026-01-01\n\n# next\norder: 1\n";
        assert_eq!(
            with(block),
            format!("withdrawn:\n- version: a # why\n  date: 2026-01-01\n- {ENTRY}\n\n# next\norder: 1\n")
        );
        let flow = "withdrawn: [{version: a}]\norder: 1\n";
        assert_eq!(with(flow), format!("withdrawn: [{{version: a}}, {ENTRY}]\norder: 1\n"));
        assert_eq!(with("withdrawn: []\n"), format!("withdrawn: [{ENTRY}]\n"));
    }
}
