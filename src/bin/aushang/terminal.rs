//! The two streams: results on standard output, findings, progress and failures on standard error.
//!
//! Owns colors, width and what a closed stream means: nobody listens any more, which is no failure.

use std::io::{self, IsTerminal as _, Write};

use anstream::{AutoStream, ColorChoice};
use aushang::diagnostic::render::Paper;
use aushang::error::{Error, Result};

use crate::args::When;

/// Prints a result.
///
/// # Errors
/// Where standard output cannot be written to, for example because a disk is full.
pub fn result(text: &str) -> Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => Err(Error::io("write", "standard output", cause)),
        _ => Ok(()),
    }
}

/// Says something beside the result. What cannot be said is not worth a failure.
pub fn aside(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Says that the machine or the call failed.
pub fn failure(color: When, error: &Error) {
    let error = error.to_string().replace(|c: char| c.is_control(), "\u{fffd}");
    aside(&if paper(color).color {
        format!("\u{1b}[1m\u{1b}[91merror\u{1b}[0m\u{1b}[1m: {error}\u{1b}[0m\n")
    } else {
        format!("error: {error}\n")
    });
}

/// Whether results are colored.
pub fn colors_results(color: When) -> bool {
    match color {
        When::Always => true,
        When::Never => false,
        When::Auto => AutoStream::choice(&io::stdout()) != ColorChoice::Never,
    }
}

/// What standard error is written on.
pub fn paper(color: When) -> Paper {
    let stderr = io::stderr();
    let color = match color {
        When::Always => true,
        When::Never => false,
        When::Auto => AutoStream::choice(&stderr) != ColorChoice::Never,
    };
    let width = terminal_size::terminal_size_of(&stderr).map_or(Paper::PLAIN.width, |(width, _)| width.0.into());
    Paper { color, width }
}

/// A line that is written over again while something takes long; on a terminal only.
pub struct Progress {
    shown: bool,
}

impl Progress {
    /// Progress that is shown where standard error is a terminal and nobody asked for quiet.
    pub fn new(quiet: bool) -> Self {
        Self { shown: !quiet && io::stderr().is_terminal() }
    }

    /// Shows what is being done now.
    pub fn show(&self, what: &str) {
        if self.shown {
            aside(&format!("\r\u{1b}[2K{what} …"));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            aside("\r\u{1b}[2K");
        }
    }
}
