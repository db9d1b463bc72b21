//! One build after the other: reads what changed, understands it, and says what came of it.
//!
//! Invariant: a build that looks everywhere sees the files as they are, whatever was noticed; what is remembered only
//! saves work.

use std::collections::BTreeMap;
use std::path::PathBuf;

use aushang::check::Reach;
use aushang::diagnostic::render::{Format, Paper, render};
use aushang::diagnostic::{Level, Report};
use aushang::load::memory::Memory as Read;
use aushang::load::{Look, load_again};
use aushang::model::Content;
use aushang::source::{Digest, Sources};
use jiff::civil::Date;

use super::jump::Outlines;
use super::pages::Stock;
use super::snapshot::{Drafts, Snapshot};
use super::stage::Jump;
use crate::args::Common;
use crate::pipeline::{self, Depth, Memory, understand_again};

/// Builds again and again.
pub struct Builder<'a> {
    common: &'a Common,
    /// The site's folder, by its whole path: another one may take its place, and the working directory with it.
    site: PathBuf,
    /// The same as the reader names it.
    folder: String,
    drafts: Drafts,
    read: Read,
    understood: Memory,
    outlines: Outlines,
    last: Option<Last>,
    /// The last failure of the machine, if that is what the last build ended with.
    failure: Option<String>,
}

/// What the last build read.
struct Last {
    sources: Sources,
    found: Report,
    content: Option<Content>,
    day: Option<Date>,
}

/// What came of a build.
pub struct Built {
    /// The files that changed since the last one.
    pub changed: Vec<String>,
    /// The site, or why there is none.
    pub outcome: Result<Snapshot, Wrong>,
    /// Everything that was found, for the terminal.
    pub report: Report,
    /// The files, for the places in the report.
    pub sources: Sources,
    /// Where the change can be seen.
    pub jumps: Vec<Jump>,
}

/// Why there is no site.
pub enum Wrong {
    /// The report says it.
    Content,
    /// The machine failed, or two parts of the site are in each other's way.
    Machine(String),
}

impl<'a> Builder<'a> {
    /// A builder of the site in `site`, which is what `common` names.
    pub fn new(common: &'a Common, site: PathBuf, drafts: Drafts) -> Self {
        let folder = common.site.to_string_lossy().into_owned();
        Self {
            common,
            site,
            folder,
            drafts,
            read: Read::default(),
            understood: Memory::default(),
            outlines: Outlines::default(),
            last: None,
            failure: None,
        }
    }

    /// Builds the site from the files, which are looked at again where `look` says; none where nothing changed since the
    /// last time.
    pub fn build(&mut self, look: &Look) -> Option<Built> {
        let (sources, found) = match load_again(&self.site, &mut self.read, pipeline::now(), look) {
            Ok(read) => read,
            Err(error) => return self.fail(error.to_string()),
        };
        let failed_before = self.failure.take().is_some();
        if let Some(last) = &self.last
            && !failed_before
            && last.found.findings() == found.findings()
            && last.day == self.day(last.content.as_ref())
            && digests(&last.sources).eq(digests(&sources))
        {
            return None;
        }
        let changed = self.last.as_ref().map_or_else(Vec::new, |last| changes(&last.sources, &sources));
        let understood = understand_again(
            sources.clone(),
            found.clone(),
            self.common.as_of,
            None,
            Reach::Everything,
            Depth::Sources,
            &mut self.understood,
        );
        let jumps = match (&self.last, &understood.content, &understood.site) {
            (Some(Last { sources: old, content: Some(before), .. }), Some(after), Some((site, _))) => {
                self.outlines.jumps((old, before), (&sources, after), site, &changed)
            }
            _ => Vec::new(),
        };
        let outcome = match (understood.site, &understood.content) {
            (Some((site, theme)), Some(content)) => {
                let stock = Stock { sources: sources.clone(), theme };
                Snapshot::of(content.clone(), site, stock, self.drafts, self.folder.clone())
                    .map_err(|error| Wrong::Machine(error.to_string()))
            }
            _ => Err(Wrong::Content),
        };
        let day = self.day(understood.content.as_ref());
        self.last = Some(Last { sources: sources.clone(), found, content: understood.content, day });
        Some(Built { changed, outcome, report: understood.report, sources, jumps })
    }

    /// A failure of the machine is told once, and tried again with the next change.
    fn fail(&mut self, why: String) -> Option<Built> {
        if self.failure.as_ref() == Some(&why) {
            return None;
        }
        self.failure = Some(why.clone());
        Some(Built {
            changed: Vec::new(),
            outcome: Err(Wrong::Machine(why)),
            report: Report::new(),
            sources: Sources::default(),
            jumps: Vec::new(),
        })
    }

    /// The day that the site is built for; it changes at midnight unless one was asked for.
    fn day(&self, content: Option<&Content>) -> Option<Date> {
        self.common.as_of.or_else(|| content.map(|content| pipeline::today_in(&content.config.timezone)))
    }

    /// The findings as people read them, in the order of their places.
    pub fn told(&self, built: &Built, paper: Paper) -> String {
        self.tell(built, &built.report, paper)
    }

    /// The findings on a page, which shows the first of them only: errors before all others.
    pub fn told_on_a_page(&self, built: &Built) -> String {
        let findings = built.report.findings().iter();
        let (errors, others): (Vec<_>, Vec<_>) = findings.partition(|finding| finding.level == Level::Error);
        let mut report = Report::new();
        for finding in errors.into_iter().chain(others) {
            report.push(finding.clone());
        }
        self.tell(built, &report, Paper::PLAIN)
    }

    fn tell(&self, built: &Built, report: &Report, paper: Paper) -> String {
        let text = render(report, &built.sources, &self.folder, Format::Text(paper));
        match &built.outcome {
            Err(Wrong::Machine(why)) => format!("{text}error: {why}\n"),
            _ => text,
        }
    }
}

fn digests(sources: &Sources) -> impl Iterator<Item = (&str, Digest)> {
    sources.below("").map(|(_, source)| (source.path.as_str(), source.digest))
}

/// The paths of files that are new, gone or different.
fn changes(old: &Sources, new: &Sources) -> Vec<String> {
    let before: BTreeMap<&str, Digest> = digests(old).collect();
    let after: BTreeMap<&str, Digest> = digests(new).collect();
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    let other = after.iter().filter(|(path, digest)| before.get(*path) != Some(*digest)).map(|(path, _)| path);
    let mut paths: Vec<String> = gone.chain(other).map(|path| (*path).to_owned()).collect();
    paths.sort();
    paths
}
