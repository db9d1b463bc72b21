//! The order of a text: numbers of clauses, and the table of contents.

use std::collections::BTreeMap;

use crate::check::finding::Findings;
use crate::check::subject::Subject;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::markdown::passages::{Passage, PassageKind};
use crate::model::prose::{Prose, Section};
use crate::source::Span;

/// The numbers below one clause, of an annex or of the text itself, in their order.
type Siblings<'a> = BTreeMap<(Option<&'a str>, &'a str), Vec<(u32, &'a Section)>>;

/// V08: a clause number that is left out, stands twice or in the wrong order. Each annex numbers anew.
pub fn numbers(subject: &Subject<'_>, findings: &mut Findings) {
    for prose in subject.edition.prose.values() {
        let mut siblings: Siblings<'_> = BTreeMap::new();
        for section in &prose.sections {
            let Some(number) = &section.number else { continue };
            let (parent, own) = number.rsplit_once('.').unwrap_or(("", number));
            // Letters and roman numbers have an order of their own.
            if let Ok(own) = own.parse::<u32>() {
                siblings.entry((section.annex.as_deref(), parent)).or_default().push((own, section));
            }
        }
        // A text may begin with any clause: an extract is no gap.
        let first = prose.sections.iter().find_map(|section| section.number.as_deref());
        let first = first.map(|number| number.rsplit_once('.').map_or("", |(parent, _)| parent));
        for ((_, parent), of) in &siblings {
            in_order(parent, of, first != Some(*parent), findings);
        }
    }
}

/// The same among siblings. What follows from one mistake is told once.
fn in_order(parent: &str, siblings: &[(u32, &Section)], from_one: bool, findings: &mut Findings) {
    let name = |own: u32| if parent.is_empty() { own.to_string() } else { format!("{parent}.{own}") };
    let is_there = |own: u32| siblings.iter().any(|(of, _)| *of == own);
    let mut leaps_from: Option<u32> = None;
    if let Some((own, section)) = siblings.first()
        && from_one
        && !parent.is_empty()
        && *own > 1
        && !is_there(own - 1)
    {
        findings.push(gap(section.span, &name(*own), &name(own - 1)), &[&name(*own)]);
    }
    for pair in siblings.windows(2) {
        let [(previous, before), (own, section)] = pair else { continue };
        let number = name(*own);
        let told = if own == previous {
            Some(repeat(section.span, &number, before.span))
        } else if own < previous {
            // 6, 9, 8: the 9 was told, and 8 goes on behind 6.
            let goes_on = leaps_from.is_some_and(|from| from < *own);
            (!goes_on).then(|| backwards(section.span, &number, &name(*previous), before.span))
        } else if *own > previous + 1 && !is_there(previous + 1) {
            Some(gap(section.span, &number, &name(previous + 1)))
        } else {
            None
        };
        leaps_from = (*own > previous + 1 && told.is_some()).then_some(*previous);
        if let Some(finding) = told {
            findings.push(finding, &[&number]);
        }
    }
}

fn gap(at: Span, number: &str, missing: &str) -> Diagnostic {
    Diagnostic::new(Code::V08, at, format!("clause {missing} is missing before clause {number}"))
        .at_level(Level::Warning)
        .help("correct the number, or say at the missing one that it was dropped")
}

fn repeat(at: Span, number: &str, first: Span) -> Diagnostic {
    Diagnostic::new(Code::V08, at, format!("the clause number {number} stands twice"))
        .at_level(Level::Warning)
        .related(first, "first here")
        .help("give the later clause another number: readers cite clauses by it")
}

fn backwards(at: Span, number: &str, previous: &str, before: Span) -> Diagnostic {
    Diagnostic::new(Code::V08, at, format!("clause {number} stands after clause {previous}"))
        .at_level(Level::Warning)
        .related(before, "this one stands before it")
        .help("correct the number or the order")
}

/// V08: a table of contents that names a heading by another title than it has, or one that is not there.
pub fn contents(subject: &Subject<'_>, findings: &mut Findings) {
    let sources = subject.context.sources;
    for text in subject.written() {
        let prose = subject.edition.prose.values().find(|prose| Some(prose.file) == text.prose);
        let Some(prose) = prose else { continue };
        let lines = lines_of_contents(&text.passages);
        // Without numbers, as in a list that numbers itself, a title counts where most lines are titles of headings.
        let bare = || lines.iter().filter(|line| entry(&line.text).is_none());
        let known = bare().filter(|line| is_heading(prose, &line.text)).count();
        let are_titles = known * 2 > bare().count();
        for line in &lines {
            let (number, message) = match entry(&line.text) {
                Some((number, title)) => (number, mismatch(prose, number, title)),
                None if are_titles && !is_heading(prose, &line.text) => {
                    ("", Some(format!("the contents name `{}`, which has no heading", line.text.trim())))
                }
                None => continue,
            };
            if let Some(message) = message {
                let at = text.span(sources, line, 0..line.text.len());
                let found = Diagnostic::new(Code::V08, at, message)
                    .at_level(Level::Warning)
                    .help("write the title as the heading has it, or leave the contents to the site, which makes one");
                findings.push(found, &[number]);
            }
        }
    }
}

/// The lines below a heading such as "Inhalt", up to the next one.
fn lines_of_contents(passages: &[Passage]) -> Vec<&Passage> {
    let mut inside = false;
    let lines = passages.iter().filter(|passage| match passage.kind {
        PassageKind::Heading(_) => {
            let title = passage.text.trim().trim_end_matches(':').to_lowercase();
            inside = matches!(title.as_str(), "inhalt" | "inhaltsverzeichnis" | "contents" | "table of contents");
            false
        }
        PassageKind::Item | PassageKind::Paragraph | PassageKind::Cell { .. } => inside,
    });
    lines.collect()
}

/// Letters and digits, in lower case.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

/// Whether a heading has this title, with or without its number.
fn is_heading(prose: &Prose, line: &str) -> bool {
    let wanted = plain(line);
    let titles =
        prose.sections.iter().filter_map(|section| Some((section.title.as_deref()?, section.number.as_deref())));
    titles.map(|(title, number)| (plain(title), plain(number.unwrap_or_default()))).any(|(title, number)| {
        title.starts_with(&wanted) || format!("{number}{title}").starts_with(&wanted) || wanted.starts_with(&title)
    })
}

/// Number and title of a line of a table of contents, without dots and page number.
fn entry(line: &str) -> Option<(&str, &str)> {
    let (number, title) = line.trim().trim_start_matches('§').trim_start().split_once(' ')?;
    let number = number.trim_end_matches('.');
    let is_number = !number.is_empty()
        && number.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    let title =
        title.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | '…' | '·'));
    (is_number && !title.is_empty()).then_some((number, title.trim()))
}

fn mismatch(prose: &Prose, number: &str, title: &str) -> Option<String> {
    let headings: Vec<&Section> =
        prose.sections.iter().filter(|s| s.title.is_some() && s.number.as_deref() == Some(number)).collect();
    let same = |section: &&Section| {
        section.title.as_deref().is_some_and(|of| plain(of) == plain(title) || plain(of).starts_with(&plain(title)))
    };
    if headings.iter().any(same) {
        return None;
    }
    match headings.first().and_then(|section| section.title.as_deref()) {
        Some(of) => Some(format!("the contents name {number} `{title}`, the heading says `{of}`")),
        None => Some(format!("the contents name {number} `{title}`, which has no heading")),
    }
}
