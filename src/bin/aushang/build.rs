//! `aushang build`: the site as of a day, into a folder.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use aushang::diagnostic::Report;
use aushang::emit::{Options, PublishError, Published, publish};
use aushang::error::{Error, Result};
use aushang::render::render;
use aushang::resolve::next::next_change;
use aushang::resolve::{Site, SiteDocument};

use crate::args::{Build, Common};
use crate::findings;
use crate::outcome::Outcome;
use crate::pipeline;
use crate::terminal::{self, Progress};

/// Where minified pages are remembered, below the site's folder.
const MEMORY: &str = ".aushang";

/// Makes the site and publishes it.
///
/// # Errors
/// Where a file cannot be read or written.
pub fn run(common: &Common, args: &Build) -> Result<Outcome> {
    if args.drafts {
        let why = "--drafts comes with the preview, which this version does not have yet; build without it";
        return Err(Error::Refused(why.to_owned()));
    }
    let begin = Instant::now();
    let understood = pipeline::understand(common, args.base_url.as_deref())?;
    let outcome = findings::print(common, &args.findings, &understood.sources, &understood.report)?;
    let (Outcome::Done, Some((site, theme))) = (outcome, &understood.site) else { return Ok(Outcome::ContentWrong) };
    let progress = Progress::new(common.quiet);
    progress.show("publishing");
    let output = render(site, theme, &understood.sources);
    let memory = common.site.join(MEMORY);
    let options = Options { minify: !args.no_minify, memory: Some(&memory), site: Some(&common.site) };
    let target: PathBuf = args.output.clone().unwrap_or_else(|| common.site.join("public"));
    let published = match publish(&target, &output, &options) {
        Ok(published) => published,
        Err(PublishError::Machine(error)) => return Err(error),
        Err(PublishError::Template(finding)) => {
            let mut report = Report::new();
            report.push(*finding);
            return findings::print(common, &args.findings, &understood.sources, &report);
        }
    };
    drop(progress);
    if !common.quiet {
        let pages = output
            .paths()
            .into_keys()
            .filter(|path| Path::new(path).extension().is_some_and(|ending| ending == "html"))
            .count();
        terminal::result(&summary(site, pages, &published, begin.elapsed().as_secs_f64()))?;
    }
    Ok(Outcome::Done)
}

/// What was done, in one line, and when time alone will change the site, in another.
fn summary(site: &Site, pages: usize, published: &Published, seconds: f64) -> String {
    let versions: usize = site.documents.iter().map(|of: &SiteDocument| of.versions.len()).sum();
    let documents = site.documents.iter().filter(|of| !of.versions.is_empty()).count();
    let mut text = format!(
        "{documents} documents, {versions} versions, {pages} pages; {} files written, {} unchanged, {} removed; {seconds:.2} s\n",
        published.written, published.unchanged, published.removed,
    );
    if let Some(next) = next_change(site) {
        // Writing to a string does not fail.
        let _ = writeln!(text, "rebuild on {}: {}", next.date, next.events.join("; "));
    }
    text
}
