//! `aushang build`: the site as of a day, into a folder.

use std::fmt::Write as _;
use std::time::Instant;

use aushang::check::Reach;
use aushang::emit::{Options, PublishError, Published, publish};
use aushang::error::Result;
use aushang::output::{Output, Task};
use aushang::render::render;
use aushang::resolve::Site;
use aushang::resolve::drafts::with_drafts;
use aushang::resolve::next::next_change;

use crate::args::{Build, Common, FormatName};
use crate::findings::Judge;
use crate::outcome::Outcome;
use crate::pipeline;
use crate::terminal::{self, Progress};

/// Where minified pages are remembered, below the site's folder.
const MEMORY: &str = ".aushang";

/// Makes the site and publishes it.
///
/// # Errors
/// Where a file cannot be read or written, and where the folder is not one that may be replaced.
pub fn run(common: &Common, args: &Build) -> Result<Outcome> {
    let begin = Instant::now();
    let understood = pipeline::understand(common, args.base_url.as_deref(), Reach::Published)?;
    let (judge, report) = (Judge::new(common, &args.findings, &understood), &understood.report);
    let (Outcome::Done, Some((site, theme))) = (judge.outcome(report), &understood.site) else {
        return judge.print(report);
    };

    let mut progress = Progress::new(common);
    progress.show("publishing");
    let drafts = args.drafts.then(|| with_drafts(site, &understood.sources));
    let output = render(drafts.as_ref().unwrap_or(site), theme, &understood.sources);
    let published = publish_to_folder(common, args, &output);
    drop(progress);
    match published {
        Ok(published) => {
            let outcome = judge.print(report)?;
            print_summary(common, args, &summary(site, &output, published, begin))?;
            Ok(outcome)
        }
        Err(PublishError::Template(finding)) => {
            let mut report = report.clone();
            report.push(*finding);
            judge.print(&report.sorted(&understood.sources))
        }
        Err(PublishError::Machine(error)) => {
            judge.print(report)?;
            Err(error)
        }
    }
}

fn publish_to_folder(common: &Common, args: &Build, output: &Output<'_>) -> Result<Published, PublishError> {
    let memory = common.site.join(MEMORY);
    let options = Options { minify: !args.no_minify, memory: Some(&memory), site: Some(&common.site) };
    let folder = args.output.clone().unwrap_or_else(|| common.site.join("public"));
    publish(&folder, output, &options)
}

/// The line that says what was done is a result, unless a program reads the findings there.
fn print_summary(common: &Common, args: &Build, line: &str) -> Result<()> {
    match (common.quiet, args.findings.format) {
        (true, _) => Ok(()),
        (false, FormatName::Text) => terminal::result(line),
        (false, FormatName::Json | FormatName::Sarif | FormatName::Github) => {
            terminal::aside(line);
            Ok(())
        }
    }
}

/// What a build did, and when time alone will change the site, in one line.
fn summary(site: &Site, output: &Output<'_>, published: Published, begin: Instant) -> String {
    let versions = site.documents.iter().map(|document| document.versions.len()).sum();
    let paths = output.tasks().iter().flat_map(Task::paths);
    let pages = paths.filter(|path| path.rsplit('.').next() == Some("html")).count();
    let mut line = format!(
        "{}, {}, {}; files: {} written, {} unchanged, {} removed; {:.2} s",
        count(site.documents.len(), "document"),
        count(versions, "version"),
        count(pages, "page"),
        published.written,
        published.unchanged,
        published.removed,
        begin.elapsed().as_secs_f64(),
    );
    if let Some(next) = next_change(site) {
        let _ = write!(line, "; rebuild on {}: {}", next.date, next.events.join(", "));
    }
    line.push('\n');
    line
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
