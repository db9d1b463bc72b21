//! `aushang explain`: what a rule asks, why, and how its examples look.

use aushang::diagnostic::Code;
use aushang::diagnostic::explain::{explain, index};
use aushang::diagnostic::format::nearest;
use aushang::error::{Error, Result};

use crate::args::Explain;
use crate::outcome::Outcome;
use crate::terminal;

/// Prints the page of a code, or a list of all codes.
///
/// # Errors
/// Where there is no such code, or standard output cannot be written to.
pub fn run(args: &Explain) -> Result<Outcome> {
    let Some(written) = &args.code else {
        terminal::result(&index())?;
        return Ok(Outcome::Done);
    };
    let wanted = written.to_uppercase();
    let Some(code) = Code::ALL.iter().copied().find(|code| code.name() == wanted) else {
        let near = nearest(&wanted, Code::ALL.iter().map(|code| code.name()));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
        return Err(Error::Refused(format!("there is no code `{written}`{hint}; `aushang explain` lists all")));
    };
    terminal::result(&explain(code))?;
    Ok(Outcome::Done)
}
