//! One file while it is read: its text, the languages of the site, what is wrong so far.
//!
//! Owns the limits of a file (size, number of findings). Knows nothing of YAML and of what the file means. Invariant:
//! the text is UTF-8 and not larger than [`MAX_BYTES`], so that spans fit and memory stays bounded.

use std::ops::Range;
use std::sync::Arc;

use super::wrong;
use crate::diagnostic::fix::Fix;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::text::Lang;
use crate::source::{FileId, Sources, Span};

/// The largest text that is read, in bytes: a hundred times the largest register or agreement known.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;

/// How many findings of one file are kept: nobody reads more, and a hostile file must not fill the memory with them.
const MAX_FINDINGS: usize = 1000;

/// A file that is being read.
#[derive(Debug)]
pub struct Reader<'a> {
    /// Which file.
    pub file: FileId,
    /// All of its text, a byte order mark included, so that offsets are those of the file.
    pub source: &'a str,
    /// The languages of the site; empty where they are not known, and then every language is accepted.
    pub languages: Arc<[Lang]>,
    report: Report,
    found: usize,
}

impl<'a> Reader<'a> {
    /// Opens `file` for reading.
    ///
    /// # Errors
    /// Where it is too large (F14) or not UTF-8 (F01).
    pub fn open(sources: &'a Sources, file: FileId, languages: &Arc<[Lang]>) -> Result<Self, Box<Diagnostic>> {
        let bytes = &sources.get(file).bytes;
        if bytes.len() > MAX_BYTES {
            return Err(Box::new(wrong::too_large(Span::start_of(file), bytes.len(), MAX_BYTES)));
        }
        let source = std::str::from_utf8(bytes).map_err(|error| {
            let at = error.valid_up_to();
            let length = error.error_len().unwrap_or(bytes.len() - at);
            Box::new(wrong::not_utf8(Span::new(file, at..at + length), bytes[at]))
        })?;
        Ok(Self { file, source, languages: Arc::clone(languages), report: Report::new(), found: 0 })
    }

    /// Keeps a finding. After the first thousand one says that there are more.
    pub fn push(&mut self, finding: Diagnostic) {
        self.found += 1;
        if self.found <= MAX_FINDINGS {
            self.report.push(finding);
        } else if self.found == MAX_FINDINGS + 1 {
            self.report.push(wrong::too_many_findings(Span::start_of(self.file), MAX_FINDINGS));
        }
    }

    /// Keeps what can be put right without asking.
    pub fn fix(&mut self, span: Span, text: String) {
        self.report.fix(Fix { span, text });
    }

    /// The place of these bytes.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    /// The text as it is written at a place of this file, quotes and escapes included.
    #[must_use]
    pub fn written(&self, span: Span) -> &'a str {
        self.source.get(span.range()).unwrap_or("")
    }

    /// What is wrong in the file.
    #[must_use]
    pub fn into_report(self) -> Report {
        self.report
    }
}
