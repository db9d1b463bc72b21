//! The order of a text: numbers of clauses, and the table of contents.

use std::collections::BTreeMap;

use crate::check::finding::Findings;
use crate::check::subject::Subject;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::markdown::passages::PassageKind;
use crate::model::prose::{Prose, Section};
use crate::source::Span;

/// V08: a clause number that is left out, stands twice or in the wrong order. Each annex numbers anew.
pub fn numbers(subject: &Subject<'_>, findings: &mut Findings) {
    for prose in subject.edition.prose.values() {
        let mut last: BTreeMap<(Option<&str>, &str), (u32, &Section)> = BTreeMap::new();
        for section in prose.sections.iter() {
            let Some(number) = &section.number else { continue };
            let (parent, own) = number.rsplit_once('.').unwrap_or(("", number));
            // Letters and roman numbers have an order of their own.
            let Ok(own) = own.parse::<u32>() else { continue };
            let key = (section.annex.as_deref(), parent);
            let before = last.insert(key, (own, section));
            let Some((previous, at)) = before else {
                // A text may begin with any clause: an extract is no gap.
                if own > 1 && last.len() > 1 && !parent.is_empty() {
                    let missing = format!("{parent}.{}", own - 1);
                    findings.push(gap(section.span, number, &missing), &[number]);
                }
                continue;
            };
            let name = |own: u32| if parent.is_empty() { own.to_string() } else { format!("{parent}.{own}") };
            if own == previous {
                findings.push(repeat(section.span, number, at.span), &[number]);
            } else if own < previous {
                findings.push(backwards(section.span, number, &name(previous), at.span), &[number]);
            } else if own > previous + 1 {
                findings.push(gap(section.span, number, &name(previous + 1)), &[number]);
            }
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

/// V08: a table of contents that names a numbered heading by another title than it has, or one that is not there.
pub fn contents(subject: &Subject<'_>, findings: &mut Findings) {
    let sources = subject.context.sources;
    for text in subject.written() {
        let prose = subject.edition.prose.values().find(|prose| Some(prose.file) == text.prose);
        let Some(prose) = prose else { continue };
        let mut inside = false;
        for passage in &text.passages {
            match passage.kind {
                PassageKind::Heading(_) => {
                    let title = passage.text.trim().trim_end_matches(':').to_lowercase();
                    inside =
                        matches!(title.as_str(), "inhalt" | "inhaltsverzeichnis" | "contents" | "table of contents");
                }
                PassageKind::Item | PassageKind::Paragraph | PassageKind::Cell { .. } if inside => {
                    if let Some((number, title)) = entry(&passage.text)
                        && let Some(finding) = mismatch(prose, number, title)
                    {
                        let at = text.span(sources, passage, 0..passage.text.len());
                        let found = Diagnostic::new(Code::V08, at, finding).at_level(Level::Warning).help(
                            "write the title as the heading has it, or leave the contents to the site, which makes one",
                        );
                        findings.push(found, &[number]);
                    }
                }
                _ => {}
            }
        }
    }
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
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
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
