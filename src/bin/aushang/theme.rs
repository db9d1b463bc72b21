//! `aushang theme eject`: files of the built-in theme, for changing them.

use std::fs;

use aushang::diagnostic::format::nearest;
use aushang::emit::file::write;
use aushang::error::{Error, Result};
use aushang::parse::parse;
use aushang::render::theme::files;
use aushang::source::Sources;

use crate::args::Common;
use crate::outcome::Outcome;
use crate::pipeline;
use crate::terminal;

/// The theme's folder where `site.yaml` does not name another.
const USUAL: &str = "default";

/// Copies one file of the built-in theme, or all, below `themes/`. Files that are there already are left alone.
///
/// # Errors
/// Where the theme has no such file, and where one cannot be written.
pub fn eject(common: &Common, wanted: Option<&str>) -> Result<Outcome> {
    let (sources, _) = pipeline::read(common)?;
    let name = parse(&sources).0.map_or_else(|| USUAL.to_owned(), |content| content.config.theme.name.value.clone());
    let built_in = files(&Sources::default(), &name);
    if let Some(file) = wanted.filter(|file| !built_in.contains_key(*file)) {
        let near = nearest(file, built_in.keys().map(String::as_str));
        let near = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
        return Err(Error::Refused(format!("the theme has no file `{file}`{near}")));
    }
    let folder = common.site.join("themes").join(&name);
    for (path, file) in built_in.iter().filter(|(path, _)| wanted.is_none_or(|wanted| wanted == *path)) {
        let place = folder.join(path);
        if fs::exists(&place).map_err(|cause| Error::io("read", &place, cause))? {
            terminal::aside(&format!("{} is there already\n", place.display()));
            continue;
        }
        write(&place, &file.bytes)?;
        if !common.quiet {
            terminal::result(&format!("{}\n", place.display()))?;
        }
    }
    Ok(Outcome::Done)
}
