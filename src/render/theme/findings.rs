//! What can be wrong with a theme, told with its place.

use std::collections::BTreeMap;
use std::ops::Range;

use tera::ErrorKind;

use super::files::ThemeFile;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::text::Lang;
use crate::source::Span;

/// Where a file of a theme stands in the user's folder; built-in files stand nowhere, so the theme's folder is named.
#[derive(Clone, Copy)]
pub struct At<'a> {
    /// The theme.
    pub theme: &'a str,
    /// The file's path in the theme.
    pub path: &'a str,
    /// The file.
    pub file: Option<&'a ThemeFile>,
}

impl At<'_> {
    fn finding(self, range: Range<usize>, message: &str) -> Diagnostic {
        let Self { theme, path, file } = self;
        let Some(id) = file.and_then(|file| file.file) else {
            let line = file
                .and_then(ThemeFile::text)
                .and_then(|text| text.get(..range.start))
                .map_or(1, |before| before.matches('\n').count() + 1);
            let message = format!("in the built-in file `{path}`, line {line}: {message}");
            return Diagnostic::new(Code::F16, Place::Path(format!("themes/{theme}")), message);
        };
        // Ranges are those of the text without its byte order mark.
        let mark = file.map_or(0, |file| file.bytes.len() - file.text().map_or(file.bytes.len(), str::len));
        let range = range.start + mark..range.end + mark;
        Diagnostic::new(Code::F16, Span::new(id, range), message)
    }
}

/// A file that is no text.
pub fn no_text(at: At<'_>) -> Diagnostic {
    at.finding(0..0, "this file is no text in UTF-8")
}

/// A name that stands for nothing, or for something that cannot be used so.
pub fn bad_name(at: At<'_>, finding: &super::names::Finding) -> Diagnostic {
    let told = at.finding(finding.start..finding.end, &finding.message);
    match &finding.help {
        Some(help) => told.help(help),
        None => told,
    }
}

/// Words that could not be read.
pub fn bad_words(at: At<'_>, why: &crate::render::texts::Unreadable) -> Diagnostic {
    let start = why.at.unwrap_or(0);
    at.finding(start..start, &why.message).help("compare the file with the built-in `i18n/en.yaml`")
}

/// A language without words.
pub fn no_words(at: Span, theme: &str, lang: &Lang) -> Diagnostic {
    let path = format!("themes/{theme}/i18n/{}.yaml", lang.primary());
    Diagnostic::new(Code::F16, at, format!("the theme has no words in the language `{lang}`"))
        .help(format!("write `{path}`, starting from a copy of the built-in `i18n/en.yaml`"))
}

/// A theme that is not there.
pub fn no_theme(at: Span, theme: &str) -> Diagnostic {
    Diagnostic::new(Code::F16, at, format!("there is no theme `{theme}`"))
        .help(format!("put its files into `themes/{theme}/`, or use the theme `default`"))
}

/// A folder that is none of a theme's.
pub fn stray(at: At<'_>) -> Diagnostic {
    at.finding(0..0, "this file is in none of a theme's folders")
        .help("a theme has the folders `templates/`, `assets/` and `i18n/`")
}

/// What the engine says, and about which template, as far as it is known: bad syntax, an unknown filter, a template that
/// is missing. `files` are those of the theme.
pub fn engine(theme: &str, files: &BTreeMap<String, ThemeFile>, error: &tera::Error) -> Vec<Diagnostic> {
    let told = |template: &str, place: &dyn Fn(&str) -> Range<usize>, message: &str| {
        let path = format!("templates/{template}");
        let file = files.get(&path);
        let range = place(file.and_then(ThemeFile::text).unwrap_or_default());
        At { theme, path: &path, file }.finding(range, message)
    };
    let start: &dyn Fn(&str) -> Range<usize> = &|_| 0..0;
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            vec![told(report.filename(), &|_| report.span().range.clone(), report.message())]
        }
        ErrorKind::MissingParent { current, parent } => {
            vec![told(current, start, &format!("it extends `{parent}`, which the theme does not have"))]
        }
        ErrorKind::CircularExtend { tpl, .. } => vec![told(tpl, start, "it extends itself")],
        ErrorKind::CircularInclude { tpl, .. } => vec![told(tpl, start, "it includes itself")],
        other => {
            let message = other.to_string();
            let reports: Vec<_> = message.split("\n\n").filter_map(Printed::read).collect();
            if reports.is_empty() {
                return vec![Diagnostic::new(Code::F16, Place::Path(format!("themes/{theme}")), message)];
            }
            reports.iter().map(|report| told(report.template, &|text| report.range(text), report.message)).collect()
        }
    }
}

/// What the engine gives only in print where it finds several mistakes: `error: …`, then `--> file:line:column`.
struct Printed<'m> {
    message: &'m str,
    template: &'m str,
    line: usize,
    column: usize,
}

impl<'m> Printed<'m> {
    fn read(report: &'m str) -> Option<Self> {
        let mut lines = report.lines();
        let message = lines.next()?.strip_prefix("error: ")?;
        let mut place = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let column = place.next()?.parse().ok()?;
        let line = place.next()?.parse().ok()?;
        Some(Self { message, template: place.next()?, line, column })
    }

    fn range(&self, text: &str) -> Range<usize> {
        let before: usize = text.split_inclusive('\n').take(self.line.saturating_sub(1)).map(str::len).sum();
        let line = text.get(before..).unwrap_or_default();
        let at = before + line.chars().take(self.column.saturating_sub(1)).map(char::len_utf8).sum::<usize>();
        at..at
    }
}
