//! `aushang build`: the site as of a day, into a folder.

use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::time::Instant;

use aushang::check::Reach;
use aushang::emit::{Options, PublishError, Published, publish};
use aushang::error::{Error, Result};
use aushang::load::published::text;
use aushang::output::{Output, Task};
use aushang::resolve::Site;
use aushang::resolve::drafts::with_drafts;
use aushang::resolve::next::next_change;
use aushang::sign::Key;

use crate::args::{Build, Common, FormatName};
use crate::findings::Judge;
use crate::outcome::Outcome;
use crate::pipeline;
use crate::standing::{self, Notes};
use crate::terminal::{self, Progress};

/// Where minified pages are remembered, below the site's folder.
const MEMORY: &str = ".aushang";

/// The environment's name for the secret key that signs SHA256SUMS.
const KEY: &str = "AUSHANG_SIGN_KEY";

/// The environment's name for its password.
const PASSWORD: &str = "AUSHANG_SIGN_PASSWORD";

/// Makes the site and publishes it.
///
/// # Errors
/// Where a file cannot be read or written, and where the folder is not one that may be replaced.
pub fn run(common: &Common, args: &Build) -> Result<Outcome> {
    let begin = Instant::now();
    let (sources, report) = pipeline::read(common)?;
    let (memory, folder) = (common.site.join(MEMORY), folder(common, args));
    let key = signing_key(args)?;
    // Whether a signature holds is found out where one is asked for.
    let made_of = if key.is_none() { standing::made_of(args, &sources) } else { None };
    if let (Some(made_of), true, FormatName::Text) = (made_of, report.findings().is_empty(), args.findings.format)
        && let Some((published, notes)) = standing::recall(common, &memory, &folder, made_of)
    {
        print_summary(common, args, &summary(&notes, &published, begin))?;
        return Ok(Outcome::Done);
    }
    // The process ends with the command: a large site is not taken apart piece by piece first.
    let understood = pipeline::understood(common, sources, report, args.base_url.as_deref(), Reach::Published);
    let mut understood = ManuallyDrop::new(understood);
    if let Some((site, _)) = &mut understood.site {
        site.public_key = key.as_ref().map(Key::public);
    }
    let (judge, report) = (Judge::new(common, &args.findings, &understood), &understood.report);
    let (Outcome::Done, Some((site, theme))) = (judge.outcome(report), &understood.site) else {
        return judge.print(report);
    };

    let mut progress = Progress::new(common);
    progress.show("publishing");
    let drafts = args.drafts.then(|| with_drafts(site, &understood.sources));
    let output = pipeline::published(drafts.as_ref().unwrap_or(site), theme, &understood.sources);
    let output = ManuallyDrop::new(output);
    let options =
        Options { minify: !args.no_minify, memory: Some(&memory), site: Some(&common.site), key: key.as_ref() };
    let published = publish(&folder, &output, &options);
    drop(progress);
    match published {
        Ok(published) => {
            let outcome = judge.print(report)?;
            let notes = notes(site, &output);
            print_summary(common, args, &summary(&notes, &published, begin))?;
            if let (Some(made_of), true) = (made_of, report.findings().is_empty()) {
                standing::keep(&memory, made_of, site.today, &site.config.timezone, &published, notes);
            }
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

/// The folder that is published.
fn folder(common: &Common, args: &Build) -> PathBuf {
    args.output.clone().unwrap_or_else(|| common.site.join("public"))
}

/// The key that the call names, else that of the environment.
fn signing_key(args: &Build) -> Result<Option<Key>> {
    let text = match &args.sign_key {
        Some(path) => text(path)?.ok_or_else(|| Error::io("read", path, std::io::ErrorKind::NotFound.into()))?,
        None => match std::env::var(KEY) {
            Ok(text) if !text.trim().is_empty() => text,
            _ => return Ok(None),
        },
    };
    let password = std::env::var(PASSWORD).ok();
    Key::read(&text, password.as_deref()).map(Some).map_err(|why| Error::Refused(format!("cannot sign: {why}")))
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

/// What the site holds, and when time alone will change it.
fn notes(site: &Site, output: &Output<'_>) -> Notes {
    let versions = site.documents.iter().map(|document| document.versions.len()).sum();
    let paths = output.tasks().iter().flat_map(Task::paths);
    let pages = paths.filter(|path| path.rsplit('.').next() == Some("html")).count();
    let contents = format!(
        "{}, {}, {}",
        count(site.documents.len(), "document"),
        count(versions, "version"),
        count(pages, "page")
    );
    let next = next_change(site)
        .map_or_else(String::new, |next| format!("; rebuild on {}: {}", next.date, next.events.join(", ")));
    Notes { contents, next }
}

/// What a build did, in one line.
fn summary(notes: &Notes, published: &Published, begin: Instant) -> String {
    format!(
        "{}; files: {} written, {} unchanged, {} removed; {:.2} s{}\n",
        notes.contents,
        published.written,
        published.unchanged,
        published.removed,
        begin.elapsed().as_secs_f64(),
        notes.next,
    )
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
