//! The two streams: results on standard output, findings, progress and failures on standard error.
//!
//! Owns colors, width and what a closed stream means: nobody listens any more, which is no failure.

use std::io::{self, IsTerminal as _, Write};
use std::time::Instant;

use anstream::{AutoStream, ColorChoice};
use aushang::diagnostic::render::Paper;
use aushang::error::{Error, Result};

use crate::args::{Common, When};

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

/// Whether somebody watches who wants to know how it goes.
pub fn is_watched(common: &Common) -> bool {
    !common.quiet && io::stderr().is_terminal()
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

/// What takes long: shown in a line that is written over again, on a terminal only, or told with the time it took where
/// somebody asked for that.
pub struct Progress {
    shown: Shown,
    now: Option<(&'static str, Instant)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    InOneLine,
    LineByLine,
    Nothing,
}

impl Progress {
    /// Progress as the call asks for it.
    pub fn new(common: &Common) -> Self {
        let shown = match common.verbose {
            true => Shown::LineByLine,
            false if is_watched(common) => Shown::InOneLine,
            false => Shown::Nothing,
        };
        Self { shown, now: None }
    }

    /// From here on this is being done.
    pub fn show(&mut self, what: &'static str) {
        self.tell_last();
        self.now = Some((what, Instant::now()));
        if self.shown == Shown::InOneLine {
            aside(&format!("\r\u{1b}[2K{what} …"));
        }
    }

    fn tell_last(&mut self) {
        if let (Shown::LineByLine, Some((what, begin))) = (self.shown, self.now.take()) {
            aside(&format!("{what}: {:.3} s\n", begin.elapsed().as_secs_f64()));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.tell_last();
        if self.shown == Shown::InOneLine {
            aside("\r\u{1b}[2K");
        }
    }
}
