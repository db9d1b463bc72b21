//! `aushang schema`: what editors need to know of the files of a site.

use std::path::Path;

use aushang::diagnostic::format::nearest;
use aushang::emit::file::write;
use aushang::error::{Error, Result};
use aushang::parse::schema::{KINDS, Kind, bundle};

use crate::args::Schema;
use crate::outcome::Outcome;
use crate::terminal;

/// Prints the schema of a kind of file, or all of them in one; or writes each into a folder.
///
/// # Errors
/// Where there is no such kind, or where the schemas cannot be written.
pub fn run(args: &Schema) -> Result<Outcome> {
    let chosen: Vec<&Kind> = match &args.kind {
        Some(name) => vec![Kind::named(name).ok_or_else(|| unknown(name))?],
        None => KINDS.iter().collect(),
    };
    match (&args.output, &chosen[..]) {
        (Some(folder), _) => into_folder(folder, &chosen)?,
        (None, [kind]) => terminal::result(&kind.schema(None))?,
        (None, _) => terminal::result(&bundle())?,
    }
    Ok(Outcome::Done)
}

fn into_folder(folder: &Path, kinds: &[&Kind]) -> Result<()> {
    kinds.iter().try_for_each(|kind| write(&folder.join(format!("{}.json", kind.name)), kind.schema(None).as_bytes()))
}

fn unknown(name: &str) -> Error {
    let known: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    let near = nearest(name, known.iter().copied()).map_or_else(String::new, |near| format!("; did you mean {near}?"));
    Error::Refused(format!("there is no schema `{name}`{near}; there are {}", known.join(", ")))
}
