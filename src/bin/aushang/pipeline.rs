//! The stages in their order, for every command alike. The only place that asks the clock.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::SystemTime;

use aushang::check::memory::Memory as Checked;
use aushang::check::pages::Pages;
use aushang::check::{Reach, beside, check_again, without_follow_ups};
use aushang::diagnostic::Report;
use aushang::error::Result;
use aushang::load::load;
use aushang::model::Content;
use aushang::output::{OutFile, Output, Task};
use aushang::parse::memory::Memory as Parsed;
use aushang::parse::parse_again;
use aushang::parse::schema::KINDS;
use aushang::render::theme::Theme;
use aushang::render::{paths, render};
use aushang::resolve::{Site, resolve};
use aushang::source::{Digest, FileId, Sources};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use crate::args::Common;
use crate::terminal::Progress;

/// What was read and what came of it.
pub struct Understood {
    pub sources: Sources,
    /// What was written; none where not even `site.yaml` could be understood.
    pub content: Option<Content>,
    /// The day that it is looked at; none where there is nothing to be looked at.
    pub day: Option<Date>,
    /// The site on the day and its theme; none where something in the content or the theme is wrong.
    pub site: Option<(Site, Arc<Theme>)>,
    /// All findings, in the order of their places.
    pub report: Report,
    /// Whether the site asks that warnings block.
    pub strict: bool,
}

/// How deep is looked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// At what was written.
    Sources,
    /// At the finished pages, too, where a site adds to them what can break them.
    Pages,
}

/// What was understood last, so that a preview understands only what changed.
#[derive(Default)]
pub struct Memory {
    parsed: Parsed,
    checked: Checked,
    theme: Option<KnownTheme>,
}

/// A theme, and the files that it was made of.
struct KnownTheme {
    files: Vec<(FileId, Digest)>,
    theme: Option<Arc<Theme>>,
    report: Report,
}

/// Reads the site, understands it and holds the rules against it as far as `reach` says; `base_url` (which ends in a
/// slash) takes the place of the one in `site.yaml`.
///
/// # Errors
/// Where a file or folder cannot be read.
pub fn understand(common: &Common, base_url: Option<&str>, reach: Reach) -> Result<Understood> {
    let (sources, report) = read(common)?;
    Ok(understood(common, sources, report, base_url, reach))
}

/// Understands what was read, as [`understand`] does.
pub fn understood(
    common: &Common,
    sources: Sources,
    report: Report,
    base_url: Option<&str>,
    reach: Reach,
) -> Understood {
    let mut progress = Progress::new(common);
    progress.show("checking");
    understand_again(sources, report, common.as_of, base_url, reach, Depth::Pages, &mut Memory::default())
}

/// Reads the site, without asking what is in its files.
///
/// # Errors
/// Where a file or folder cannot be read.
pub fn read(common: &Common) -> Result<(Sources, Report)> {
    let mut progress = Progress::new(common);
    progress.show("reading");
    load(&common.site)
}

/// Understands what was read; `report` holds what was found while reading.
pub fn understand_again(
    sources: Sources,
    mut report: Report,
    as_of: Option<Date>,
    base_url: Option<&str>,
    reach: Reach,
    depth: Depth,
    memory: &mut Memory,
) -> Understood {
    let (content, found) = parse_again(&sources, &mut memory.parsed);
    report.extend(found);
    let strict = content.as_ref().is_some_and(|content| content.config.strict);
    let content = content.map(|content| match base_url {
        Some(url) => served_at(content, url),
        None => content,
    });
    let day = content.as_ref().map(|content| as_of.unwrap_or_else(|| today_in(&content.config.timezone)));
    let dated = || content.as_ref().zip(day);
    let mut site = dated().and_then(|(content, day)| {
        let (site, found) = resolve(content, day);
        report.extend(found);
        let (theme, found) = memory.theme(&sources, content);
        report.extend(found);
        site.zip(theme)
    });
    // Findings of an earlier stage forbid what a later one made in spite of them. A rule that is not met does not stand
    // in the way of looking at a draft, but of publishing.
    let well_formed = !report.has_errors();
    if let Some((content, day)) = dated() {
        let looks = depth == Depth::Pages && well_formed;
        let pages = site.as_ref().filter(|_| looks).and_then(|(site, theme)| finished(site, theme, &sources));
        let site = site.as_ref().map(|(site, _)| site);
        let rules = check_again(content, site, &sources, day, reach, pages.as_ref(), &mut memory.checked);
        report.extend(beside(&rules, &report, &sources));
    }
    if let Some((site, theme)) = &site {
        let found = paths::check(site, &sources, || published(site, theme, &sources));
        report.extend(found);
    }
    if !well_formed || reach == Reach::Published && report.has_errors() {
        site = None;
    }
    let report = without_follow_ups(report, &sources).sorted(&sources);
    Understood { sources, content, day, site, report, strict }
}

impl Memory {
    /// The theme and what is wrong with it: a function of the theme's files and of `site.yaml`.
    fn theme(&mut self, sources: &Sources, content: &Content) -> (Option<Arc<Theme>>, Report) {
        let files = sources.below("themes/").map(|(file, source)| (file, source.digest));
        let config = content.config.file;
        let files: Vec<_> = files.chain([(config, sources.get(config).digest)]).collect();
        let known = self.theme.take().filter(|known| known.files == files).unwrap_or_else(|| {
            let (theme, report) =
                Theme::load(sources, &content.config.theme, &content.config.languages, &content.config.base_url);
            KnownTheme { files, theme: theme.map(Arc::new), report }
        });
        let known = self.theme.insert(known);
        (known.theme.clone(), known.report.clone())
    }
}

/// The finished pages of a site with templates of its own or raw HTML; `None` for others, whose pages are made by nothing
/// that could break them, and where a template fails, which is told when it does.
fn finished(site: &Site, theme: &Theme, sources: &Sources) -> Option<Pages> {
    let has_own_templates = theme.has_own_templates();
    if !has_own_templates && !site.config.raw_html {
        return None;
    }
    let output = published(site, theme, sources);
    let mut pages = Pages { paths: BTreeSet::new(), html: html(&output)?, built_in: BTreeMap::new() };
    pages.paths.extend(output.tasks().iter().flat_map(Task::paths).cloned());
    if has_own_templates {
        pages.built_in = html(&published(site, &theme.with_built_in_templates(), sources))?;
    }
    Some(pages)
}

fn is_page(path: &str) -> bool {
    path.rsplit('.').next() == Some("html")
}

fn html(output: &Output<'_>) -> Option<BTreeMap<String, String>> {
    let has_pages = |task: &&Task<'_>| task.paths().iter().any(|path| is_page(path));
    let tasks: Vec<&Task<'_>> = output.tasks().iter().filter(has_pages).collect();
    let made: Option<Vec<Vec<OutFile>>> = tasks.par_iter().map(|task| task.run().ok()).collect();
    let pages = made?.into_iter().flatten().filter(|file| is_page(&file.path) && !file.verbatim);
    Some(pages.map(|file| (file.path, String::from_utf8_lossy(&file.bytes).into_owned())).collect())
}

/// All files of the published site: its pages, and the schemas of the files that it is made from.
pub fn published<'a>(site: &'a Site, theme: &'a Theme, sources: &'a Sources) -> Output<'a> {
    let base_url: &str = &site.config.base_url;
    let schemas = KINDS.iter().map(|kind| {
        let path = kind.path();
        Task::new(vec![path.clone()], move || Ok(vec![OutFile::new(&path, kind.schema(Some(base_url)))]))
    });
    render(site, theme, sources).and(schemas)
}

/// The same content, served at `url`, which ends in a slash.
pub fn served_at(mut content: Content, url: &str) -> Content {
    let config = Arc::make_mut(&mut content.config);
    url.clone_into(&mut config.base_url.value);
    content
}

/// The day that it is in `zone`, which is where the site is at home.
#[expect(clippy::disallowed_methods, reason = "the one place that asks the clock; everything else takes the day")]
pub fn today_in(zone: &TimeZone) -> Date {
    Timestamp::now().to_zoned(zone.clone()).date()
}

/// The time that file systems compare with.
#[expect(clippy::disallowed_methods, reason = "tells fresh files from settled ones; nothing of it reaches the site")]
pub fn now() -> SystemTime {
    SystemTime::now()
}
