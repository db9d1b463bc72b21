//! A page for every code: what is checked, why, a wrong and a right example, how to waive.
//!
//! The pages are Markdown files beside this one; that none is missing is held by the compiler. Examples are files or
//! changes to files of a small valid site, and the tests run them. Knows nothing of rules.

use super::Code;

macro_rules! pages {
    ($($code:ident)+) => {
        /// The page of `code`, as Markdown without a title.
        #[must_use]
        pub fn page(code: Code) -> &'static str {
            match code { $(Code::$code => include_str!(concat!("explain/", stringify!($code), ".md"))),+ }
        }
    };
}

pages! {
    F01 F02 F03 F04 F05 F06 F07 F08 F09 F10 F11 F12 F13 F14 F15 F16 F17 F18 F19 A01 A02 A03 A04 A05 A06 A07
    A08 A09 A10 A11 A12 A13 A14 A15 A16 A17 A18 A19 A20 A23 S01 S02 S03 S04 S05 S06 S07 S08 S09 S10 S11 S12
    S14 S15 S16 S17 S19 S20 S21 S22 S23 S24 T01 T02 T03 T04 T05 T06 T07 T08 T10 T11 T12 T13 T14 T15 P01 P03
    P04 P06 P07 V01 V02 V03 V04 V05 V06 V07 V08 V09 V10 V12 V13 W01 W02 W03 W04 W07 W08
}

/// The page of `code` with a title, its level and its source.
#[must_use]
pub fn explain(code: Code) -> String {
    let source = code.source().map_or_else(String::new, |source| format!("\nSource: {source}\n"));
    format!("# {code}: {}\n\nLevel: {}\n{source}\n{}", code.title(), code.level().name(), page(code))
}

/// All pages in one, with a list of the rules before them.
#[must_use]
pub fn book() -> String {
    let mut book =
        "# Rules\n\nWhat `aushang check` asks, and why; `aushang explain S12` prints one page. This file is made of \
        those pages.\n\n| code | level | what is checked |\n|---|---|---|\n"
            .to_owned();
    for code in Code::ALL {
        book += &format!("| [{code}](#{}) | {} | {} |\n", anchor(*code), code.level().name(), code.title());
    }
    for &code in Code::ALL {
        book.push('\n');
        let page = explain(code);
        let mut in_example = false;
        for line in page.trim_end().lines() {
            in_example ^= line.starts_with("```");
            // A page is a chapter here, and its title no longer the first heading; what examples show stays as it is.
            let deeper = if line.starts_with('#') && !in_example { "#" } else { "" };
            book += &format!("{deeper}{line}\n");
        }
    }
    book
}

/// What renderers of Markdown make of the heading of a page.
fn anchor(code: Code) -> String {
    let kept = |c: char| match c {
        ' ' | '-' => Some('-'),
        c if c.is_alphanumeric() || c == '_' => Some(c.to_ascii_lowercase()),
        _ => None,
    };
    format!("{code}: {}", code.title()).chars().filter_map(kept).collect()
}

/// A list of all codes, a line each.
#[must_use]
pub fn index() -> String {
    let width = 8;
    Code::ALL.iter().map(|code| format!("{code}  {:width$} {}\n", code.level().name(), code.title())).collect()
}

/// What an example does to the small valid site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<'a> {
    /// Writes a file: path and text.
    Write(&'a str, &'a str),
    /// Takes lines of a file for others: path, the lines as they were, as they shall be.
    Replace(&'a str, String, String),
    /// Copies files from the folder of the document into a folder of a version: the folder, names of files.
    Copy(&'a str, &'a str),
}

/// The changes of the section `heading` (`Wrong` or `Right`) of a page; empty where it has none.
#[must_use]
pub fn example<'a>(page: &'a str, heading: &str) -> Vec<Change<'a>> {
    let title = format!("## {heading}\n");
    let Some((_, section)) = page.split_once(title.as_str()) else { return Vec::new() };
    let section = section.split("\n## ").next().unwrap_or_default();
    let mut changes = Vec::new();
    let mut blocks = section.split("```");
    blocks.next();
    while let Some(block) = blocks.next() {
        blocks.next();
        let Some((info, text)) = block.split_once('\n') else { continue };
        let Some((kind, path)) = info.split_once(' ') else { continue };
        changes.push(match kind {
            "diff" => Change::Replace(path, side(text, '-'), side(text, '+')),
            "copy" => Change::Copy(path, text.trim_end()),
            _ => Change::Write(path, text),
        });
    }
    changes
}

/// The lines of a diff that are on one side: those without a sign, and those with `sign`.
fn side(diff: &str, sign: char) -> String {
    let kept = diff.lines().filter_map(|line| line.strip_prefix(' ').or_else(|| line.strip_prefix(sign)));
    kept.map(|line| format!("{line}\n")).collect()
}
