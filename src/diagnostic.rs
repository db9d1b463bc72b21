//! What is wrong with the user's text: a code, a place, a sentence, a remedy.
//!
//! Owns the closed list of codes ([`code`]), the sentences about the format ([`format`]) and the ways to print them
//! ([`render`]). Knows nothing of the model and nothing of terminals. Invariant: a [`Report`] keeps every finding that
//! was put into it, once.

pub mod cause;
pub mod code;
pub mod explain;
pub mod fix;
pub mod format;
pub mod render;
mod synonyms;

use crate::source::{FileId, Sources, Span};
use cause::{Bond, Missed};
pub use code::{Code, Level};
use fix::Fix;

/// Where a finding points.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Into a file.
    At(Span),
    /// At a path below the site's folder that has no readable text: a folder, a missing or unreadable file.
    Path(String),
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::At(span)
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule is not met.
    pub code: Code,
    /// How grave it is here; the code's own level unless the context lowers it.
    pub level: Level,
    /// Where.
    pub place: Place,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// Words at the caret.
    pub label: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// Other places that explain it.
    pub related: Vec<(Place, String)>,
    /// Whether the user has waived the rule here, with a reason on record.
    pub waived: bool,
    /// What it has to do with other findings.
    pub bond: Option<Bond>,
}

impl Diagnostic {
    /// A finding of `code` at `place`.
    pub fn new(code: Code, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self {
            code,
            level: code.level(),
            place: place.into(),
            message: message.into(),
            label: None,
            help: None,
            related: Vec::new(),
            waived: false,
            bond: None,
        }
    }

    /// With a remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With words at the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// With another place that explains it.
    #[must_use]
    pub fn related(mut self, place: impl Into<Place>, label: impl Into<String>) -> Self {
        self.related.push((place.into(), label.into()));
        self
    }

    /// As one that says that something is not there.
    #[must_use]
    pub fn misses(mut self, missed: Missed) -> Self {
        self.bond = Some(Bond::Misses(missed));
        self
    }

    /// At another level than the code's own.
    #[must_use]
    pub fn at_level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    fn sort_key<'a>(&'a self, sources: &'a Sources) -> (&'a str, u32, Code, &'a str) {
        match &self.place {
            Place::At(span) => (&sources.get(span.file).path, span.start, self.code, &self.message),
            Place::Path(path) => (path, 0, self.code, &self.message),
        }
    }
}

/// How many findings of each level are not waived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// What blocks.
    pub errors: usize,
    /// What is legally incomplete.
    pub warnings: usize,
    /// What is worth knowing.
    pub notes: usize,
}

/// The findings of a run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    findings: Vec<Diagnostic>,
    fixes: Vec<Fix>,
}

impl Report {
    /// A report without findings.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding.
    pub fn push(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Adds something that can be put right without asking.
    pub fn fix(&mut self, fix: Fix) {
        self.fixes.push(fix);
    }

    /// What can be put right without asking.
    #[must_use]
    pub fn fixes(&self) -> &[Fix] {
        &self.fixes
    }

    /// Adds all findings of `other`.
    pub fn extend(&mut self, other: Report) {
        self.findings.extend(other.findings);
        self.fixes.extend(other.fixes);
    }

    /// Whether something blocks.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.summary().errors > 0
    }

    /// The findings, in the order in which they were put in (or of [`Report::sorted`]).
    #[must_use]
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// Counts what is not waived.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let count = |level| self.findings.iter().filter(|f| !f.waived && f.level == level).count();
        Summary { errors: count(Level::Error), warnings: count(Level::Warning), notes: count(Level::Note) }
    }

    /// The findings for which `keep` holds.
    #[must_use]
    pub fn retain(mut self, keep: impl FnMut(&Diagnostic) -> bool) -> Self {
        self.findings.retain(keep);
        self
    }

    /// The findings as `change` makes them, without those of which it makes none.
    #[must_use]
    pub fn filter_map(mut self, change: impl FnMut(Diagnostic) -> Option<Diagnostic>) -> Self {
        self.findings = self.findings.into_iter().filter_map(change).collect();
        self
    }

    /// The same findings in the order of file, place and code, each once.
    #[must_use]
    pub fn sorted(mut self, sources: &Sources) -> Self {
        self.findings.sort_by(|a, b| a.sort_key(sources).cmp(&b.sort_key(sources)));
        self.findings.dedup();
        self
    }
}

/// Line and column (both from 1; the column counts characters) of a byte in a file.
#[must_use]
pub fn line_and_column(sources: &Sources, file: FileId, byte: u32) -> (usize, usize) {
    let bytes = &sources.get(file).bytes;
    let before = &bytes[..(byte as usize).min(bytes.len())];
    let line_start = before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
    let line = before.split(|&b| b == b'\n').count();
    let column = String::from_utf8_lossy(&before[line_start..]).trim_start_matches('\u{feff}').chars().count() + 1;
    (line, column)
}
