//! Whether a build has anything to do: the same program, call, day and files made what stands in the published folder.
//!
//! Only builds without findings are remembered, as findings are told each time.

use std::env;
use std::fmt::Write as _;
use std::path::Path;

use aushang::emit::{Published, Standing};
use aushang::source::{Digest, Sources};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::args::{Build, Common};
use crate::pipeline;

/// What is remembered beside the digests.
pub struct Notes {
    /// What the site holds, for the line that tells what was done.
    pub contents: String,
    /// When time alone will change it, for the same line.
    pub next: String,
}

/// The digest of all that a build depends on but the day; `None` where this program cannot be told from others.
pub fn made_of(args: &Build, sources: &Sources) -> Option<Digest> {
    let program = env::current_exe().and_then(std::fs::metadata).ok()?;
    let modified = program.modified().ok()?;
    let mut all = format!(
        "{} {} {modified:?}\n{} {} {:?}\n",
        env!("CARGO_PKG_VERSION"),
        program.len(),
        args.no_minify,
        args.drafts,
        args.base_url,
    );
    for (_, source) in sources.below("") {
        let _ = writeln!(all, "{} {}", source.digest, source.path);
    }
    Some(Digest::of(all.as_bytes()))
}

/// What stands in `folder`, if this build would publish just that.
pub fn recall(common: &Common, memory: &Path, folder: &Path, made_of: Digest) -> Option<(Published, Notes)> {
    let standing = Standing::recall(memory)?;
    let [day, timezone, contents, next] = &standing.notes[..] else { return None };
    let today = || TimeZone::get(timezone).ok().map(|zone| pipeline::today_in(&zone));
    let same_day = common.as_of.or_else(today).is_some_and(|today| today.to_string() == *day);
    if !same_day || standing.made_of != made_of.to_string() {
        return None;
    }
    let published = standing.found_in(folder, Some(&common.site))?;
    Some((published, Notes { contents: contents.clone(), next: next.clone() }))
}

/// Remembers what was published.
pub fn keep(memory: &Path, made_of: Digest, day: Date, zone: &TimeZone, published: &Published, notes: Notes) {
    let Some(zone) = zone.iana_name() else { return };
    let notes = vec![day.to_string(), zone.to_owned(), notes.contents, notes.next];
    Standing { made_of: made_of.to_string(), sums: published.sums.to_string(), notes }.keep(memory);
}
