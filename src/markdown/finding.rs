//! What can be wrong in prose, each a function of the facts.

use super::address::Refused;
use super::braces::{LISTS, SHORT_FACTS};
use crate::diagnostic::format::nearest;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

fn did_you_mean(finding: Diagnostic, meant: Option<&str>, else_say: &str) -> Diagnostic {
    match meant {
        Some(meant) => finding.help(format!("did you mean `{meant}`?")),
        None => finding.help(else_say),
    }
}

/// Raw HTML where the site does not allow it.
pub(super) fn raw_html(at: Span) -> Diagnostic {
    Diagnostic::new(Code::F10, at, "raw HTML is not allowed in prose")
        .help("write it in Markdown, or put a backslash before `<` to show it as text")
}

/// A word between braces that is neither a fact nor a list.
pub(super) fn unknown_name(at: Span, name: &str) -> Diagnostic {
    let known = || LISTS.iter().chain(SHORT_FACTS).copied();
    let all: Vec<&str> = known().collect();
    let finding = Diagnostic::new(Code::F11, at, format!("nothing is called `{name}`"));
    did_you_mean(
        finding,
        nearest(name, known()),
        &format!(
            "lists: {}; short facts: {}; other facts have a dot in their names",
            LISTS.join(", "),
            all[LISTS.len()..].join(", ")
        ),
    )
}

/// A list by name where it cannot be shown.
pub(super) fn misplaced_list(at: Span) -> Diagnostic {
    Diagnostic::new(Code::F11, at, "a list by name stands in the middle of a text")
        .help("put it alone on a line of a Markdown file, outside of headings and tables")
}

/// A list by name with words that it does not take.
pub(super) fn bad_list(at: Span, list: &str) -> Diagnostic {
    let finding = Diagnostic::new(Code::F11, at, format!("the list `{list}` is not called with these words"));
    match list {
        "measures" => finding.help("name one goal by its id, as in `{{ measures confidentiality }}`, or none"),
        _ => finding.help(format!("write `{{{{ {list} }}}}`")),
    }
}

/// Braces around something that is no name.
pub(super) fn malformed_braces(at: Span) -> Diagnostic {
    Diagnostic::new(Code::F11, at, "there is no name between the braces").help(
        "write the name of a fact, as in `{{ organisation.name }}`, or a backslash before `{{` to show it as text",
    )
}

/// Braces that are not closed on their line.
pub(super) fn open_braces(at: Span) -> Diagnostic {
    Diagnostic::new(Code::F11, at, "`{{` is not closed on its line")
        .help("close it with `}}`, or put a backslash before `{{` to show it as text")
}

/// A fact with spaces in the address of a link, which then is none.
pub(super) fn spaces_in_address(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::F11, at, "spaces end the address of a link, so that this is no link")
        .help(format!("write `{{{{{name}}}}}` without spaces"))
}

/// A reference to a clause that the text does not have; some of those that it has.
pub(super) fn no_clause(at: Span, number: &str, known: &[&str]) -> Diagnostic {
    let finding = Diagnostic::new(Code::V08, at, format!("there is no clause {number}"));
    match known.iter().min_by_key(|clause| distance(number, clause)) {
        Some(nearest) => finding.help(format!("the nearest clause is {nearest}")),
        None => finding.help("write the number of a clause of this text"),
    }
}

/// How far a clause is from another one: first by how many parts of their numbers are not the same, then by how much
/// the first of these differs.
fn distance(number: &str, clause: &str) -> (usize, u64) {
    let parts = |number: &str| number.split('.').map(|part| part.parse().unwrap_or(0)).collect::<Vec<u64>>();
    let (number, clause) = (parts(number), parts(clause));
    let same = number.iter().zip(&clause).take_while(|(a, b)| a == b).count();
    let at = |parts: &[u64]| parts.get(same).copied().unwrap_or(0);
    (number.len().max(clause.len()) - same, at(&number).abs_diff(at(&clause)))
}

/// A reference to an annex that the text does not have; some of those that it has.
pub(super) fn no_annex(at: Span, label: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::new(Code::V08, at, format!("there is no annex {label}"))
        .help(format!("the annexes of this text are called {}", known.join(", ")))
}

/// A link to an anchor that the text does not have; some of those that it has.
pub(super) fn no_anchor(at: Span, anchor: &str, known: &[&str]) -> Diagnostic {
    let finding = Diagnostic::new(Code::V10, at, format!("this text has no heading or clause `{anchor}`"));
    match nearest(anchor, known.iter().copied()) {
        Some(meant) => finding.help(format!("did you mean `#{meant}`?")),
        None => finding.help("write the number of a clause, or the words of a heading in lower case with hyphens"),
    }
}

/// An address that is refused.
pub(super) fn bad_address(at: Span, written: &str, why: &Refused) -> Diagnostic {
    let (message, help) = match why {
        Refused::Scheme(scheme) => (
            format!("an address must not begin with `{}:`", scheme.escape_debug()),
            "use https, http, mailto, tel or doc, a path, or `#` and an anchor",
        ),
        Refused::Malformed => (
            format!("`{}` is no address", written.escape_debug()),
            "write it as in `https://example.org/page`, `tel:+4935112345`, `/path/` or `#4.2`",
        ),
        Refused::Mail => {
            (format!("`{}` is no mail address", written.escape_debug()), "write it as in `mailto:name@example.org`")
        }
        Refused::Doc => (
            format!("`{}` is no link to a document", written.escape_debug()),
            "write it as in `doc:avv`, `doc:avv#4.2` or `doc:avv/1.5#4.2`",
        ),
        Refused::NoScheme => ("an address of another host lacks its scheme".to_owned(), "put `https:` before it"),
        Refused::Picture => (
            "a picture must come from the site itself".to_owned(),
            "put it into content/assets/ and write `assets/` and its name",
        ),
    };
    Diagnostic::new(Code::V10, at, message).help(help)
}

/// Markup within markup, beyond every sensible depth.
pub(super) fn too_deep(at: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(Code::F14, at, format!("lists, quotations and emphasis are nested more than {limit} deep"))
        .help("write it flatter")
}

/// A text that is too long.
pub(super) fn too_long(at: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(Code::F14, at, format!("a text has at most {} MiB", limit >> 20))
        .help("split it into several documents")
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn the_nearest_clause_is_of_the_same_chapter() {
        let known = ["1.7", "4", "4.1", "4.6", "5.1"];
        let nearest = |number: &str| known.iter().copied().min_by_key(|clause| distance(number, clause));
        assert_eq!(nearest("4.7"), Some("4.6"));
        assert_eq!(nearest("4.7.1"), Some("4.6"));
        assert_eq!(nearest("9"), Some("4"));
    }
}
