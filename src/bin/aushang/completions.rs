//! `aushang completions`: a script for a shell.

use aushang::error::Result;
use clap::CommandFactory as _;

use crate::args::{Args, Completions};
use crate::outcome::Outcome;
use crate::terminal;

/// Prints the script.
///
/// # Errors
/// Where standard output cannot be written to.
pub fn run(args: &Completions) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "aushang", &mut script);
    terminal::result(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}
