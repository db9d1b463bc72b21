//! Conditions: how they are understood, where their ids stand, what is wrong with them.

use super::{Condition, condition, fields, with_tree};
use crate::diagnostic::Place;

/// The condition at `applies_to` with all its parentheses, and what is written at the place of each id; or the finding.
fn understood(yaml: &str) -> (String, Vec<String>) {
    with_tree(yaml, |reader, node| {
        let node = node.expect("the row is well-formed YAML");
        let value = fields::entries(reader, &node)[0].value.clone();
        match condition::condition(reader, &value) {
            Some(found) => {
                let places = found.ids().iter().map(|id| reader.written(id.span).to_owned()).collect();
                (shown(&found), places)
            }
            None => (String::new(), Vec::new()),
        }
    })
}

fn finding(yaml: &str) -> String {
    let sources = crate::source::Sources::new([("f".to_owned(), yaml.as_bytes().to_vec())]);
    let file = sources.find("f").expect("the file was put in above");
    let mut reader = super::Reader::open(&sources, file, &super::languages()).expect("the row is UTF-8");
    let node = super::yaml::read(&mut reader).expect("the row is well-formed YAML");
    let value = fields::entries(&mut reader, &node)[0].value.clone();
    assert!(condition::condition(&mut reader, &value).is_none(), "{yaml} was understood");
    let report = reader.into_report();
    let [found] = report.findings() else { panic!("one finding, not {report:?}") };
    let Place::At(span) = found.place else { panic!("a condition stands in a file") };
    let help = found.help.as_deref().unwrap_or("");
    format!("{} `{}` {}; {help}", span.start, &yaml[span.range()], found.message)
}

fn shown(condition: &Condition) -> String {
    let join = |parts: &[Condition], word: &str| {
        let parts: Vec<String> = parts.iter().map(shown).collect();
        format!("({})", parts.join(word))
    };
    match condition {
        Condition::Is(id) => id.value.clone(),
        Condition::Not(inner) => format!("!{}", shown(inner)),
        Condition::All(parts) => join(parts, " & "),
        Condition::Any(parts) => join(parts, " | "),
    }
}

#[test]
fn conditions_are_understood_by_precedence_and_their_ids_have_places() {
    for (yaml, expected) in [
        ("a: x", "x"),
        ("a: [x, y-1]", "(x | y-1)"),
        ("a: [x]", "x"),
        ("a: x and y or not z and w", "((x & y) | (!z & w))"),
        ("a: (x or y) and not (z or not w)", "((x | y) & !(z | !w))"),
        ("a: ((x))", "x"),
        ("a: \"x and (y)\"", "(x & y)"),
        ("a: 'or-x and not-y'", "(or-x & not-y)"),
    ] {
        let (found, places) = understood(yaml);
        assert_eq!(found, expected, "{yaml}");
        let ids = expected.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|id| !id.is_empty());
        assert_eq!(places, ids.collect::<Vec<_>>(), "{yaml}");
    }
    let (found, places) = understood("a: >-\n  x and\n  y\n");
    assert_eq!((found.as_str(), places[0].as_str()), ("(x & y)", "x and\n  y"));
}

#[test]
fn wrong_conditions_are_told_at_the_wrong_word() {
    for (yaml, expected) in [
        ("a: x y", "5 `y` expected `and` or `or`, found `y`; write `and` or `or` before `y`"),
        ("a: x and or y", "9 `or` expected an id, `not` or `(`, found `or`"),
        ("a: x AND y", "5 `AND` expected `and` or `or`, found `AND`; write `and`"),
        ("a: x && y", "5 `&&` expected `and` or `or`, found `&&`; write `and`"),
        ("a: x, y", "4 `,` expected `and` or `or`, found `,`; write `or`"),
        ("a: x and", "7 `d` expected an id, `not` or `(`, found the end"),
        ("a: (x or y", "3 `(` this parenthesis is not closed; add `)`"),
        ("a: x)", "4 `)` this parenthesis closes nothing"),
        (
            "a: Webhosting or x",
            "3 `Webhosting` expected an id, `not` or `(`, found `Webhosting`; ids are lower-case: write `webhosting`",
        ),
        ("a: \"!x\"", "4 `!` expected an id, `not` or `(`, found `!`; write `not`"),
        ("a: [x and y]", "4 `x and y` `x and y` is no id, and a list holds ids only; write a condition"),
    ] {
        let found = finding(yaml);
        assert!(found.starts_with(expected), "{yaml}\nfound    {found}\nexpected {expected}");
    }
    let deep = finding(&format!("a: {}x", "not ".repeat(100_000)));
    assert!(deep.contains("nests deeper than 32 levels"), "{deep}");
}
