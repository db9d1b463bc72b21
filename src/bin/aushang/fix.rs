//! `aushang check --fix`: puts right what needs no thought, and shows it.
//!
//! Released versions are never touched: what they say is what was agreed. Each file is replaced in one step.

use aushang::diagnostic::fix::fixed;
use aushang::emit::file::write;
use aushang::error::Result;
use aushang::load::load;
use aushang::parse::parse;
use similar::TextDiff;

use crate::args::{Common, FormatName};
use crate::terminal;

/// How often to look again: what was put right may show what else can be.
const ROUNDS: usize = 3;

/// Puts right what can be; what was done is shown as a diff, on standard error where a program reads the findings.
///
/// # Errors
/// Where a file cannot be read or written.
pub fn run(common: &Common, format: FormatName) -> Result<()> {
    for _ in 0..ROUNDS {
        let (sources, _) = load(&common.site)?;
        let (_, report) = parse(&sources);
        let mut any = false;
        for (file, source) in sources.below("") {
            let Some(old) = sources.text(file).filter(|_| !is_released(&source.path)) else { continue };
            let Some(new) = fixed(file, old, report.fixes()) else { continue };
            write(&common.site.join(&source.path), new.as_bytes())?;
            any = true;
            let diff = TextDiff::from_lines(old, new.as_str());
            let (before, after) = (format!("a/{}", source.path), format!("b/{}", source.path));
            let shown = diff.unified_diff().context_radius(1).header(&before, &after).to_string();
            match format {
                _ if common.quiet => {}
                FormatName::Text => terminal::result(&shown)?,
                FormatName::Json | FormatName::Sarif | FormatName::Github => terminal::aside(&shown),
            }
        }
        if !any {
            break;
        }
    }
    Ok(())
}

/// Whether a file is part of a released version.
fn is_released(path: &str) -> bool {
    let mut parts = path.split('/');
    parts.next() == Some("content") && parts.nth(1) == Some("versions")
}
