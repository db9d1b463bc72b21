//! The stages in their order, for every command alike. The only place that asks the clock.

use std::sync::Arc;
use std::time::SystemTime;

use aushang::diagnostic::Report;
use aushang::error::Result;
use aushang::load::load;
use aushang::model::Content;
use aushang::parse::memory::Memory as Parsed;
use aushang::parse::parse_again;
use aushang::render::theme::Theme;
use aushang::resolve::{Site, resolve};
use aushang::source::{Digest, FileId, Sources};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::args::Common;
use crate::terminal::Progress;

/// What was read and what came of it.
pub struct Understood {
    pub sources: Sources,
    /// What was written; none where not even `site.yaml` could be understood.
    pub content: Option<Content>,
    /// The site on the day and its theme; none where something in the content or the theme is wrong.
    pub site: Option<(Site, Arc<Theme>)>,
    /// All findings, in the order of their places.
    pub report: Report,
    /// Whether the site asks that warnings block.
    pub strict: bool,
}

/// What was understood last, so that a preview understands only what changed.
#[derive(Default)]
pub struct Memory {
    parsed: Parsed,
    theme: Option<KnownTheme>,
}

/// A theme, and the files that it was made of.
struct KnownTheme {
    files: Vec<(FileId, Digest)>,
    theme: Option<Arc<Theme>>,
    report: Report,
}

/// Reads the site and understands it; `base_url` (which ends in a slash) takes the place of the one in `site.yaml`.
///
/// # Errors
/// Where a file or folder cannot be read.
pub fn understand(common: &Common, base_url: Option<&str>) -> Result<Understood> {
    let mut progress = Progress::new(common);
    progress.show("reading");
    let (sources, report) = load(&common.site)?;
    progress.show("checking");
    Ok(understand_again(sources, report, common.as_of, base_url, &mut Memory::default()))
}

/// Understands what was read; `report` holds what was found while reading.
pub fn understand_again(
    sources: Sources,
    mut report: Report,
    as_of: Option<Date>,
    base_url: Option<&str>,
    memory: &mut Memory,
) -> Understood {
    let (content, found) = parse_again(&sources, &mut memory.parsed);
    report.extend(found);
    let strict = content.as_ref().is_some_and(|content| content.config.strict);
    let content = content.map(|content| match base_url {
        Some(url) => served_at(content, url),
        None => content,
    });
    let site = content.as_ref().and_then(|content| {
        let day = as_of.unwrap_or_else(|| today(content));
        let (site, found) = resolve(content, day);
        report.extend(found);
        let (theme, found) = memory.theme(&sources, content);
        report.extend(found);
        site.zip(theme)
    });
    // Findings of an earlier stage forbid what a later one made in spite of them.
    let site = site.filter(|_| !report.has_errors());
    let report = report.sorted(&sources);
    Understood { sources, content, site, report, strict }
}

impl Memory {
    /// The theme and what is wrong with it: a function of the theme's files and of `site.yaml`.
    fn theme(&mut self, sources: &Sources, content: &Content) -> (Option<Arc<Theme>>, Report) {
        let files = sources.below("themes/").map(|(file, source)| (file, source.digest));
        let config = content.config.file;
        let files: Vec<_> = files.chain([(config, sources.get(config).digest)]).collect();
        let known = self.theme.take().filter(|known| known.files == files).unwrap_or_else(|| {
            let (theme, report) = Theme::load(sources, &content.config.theme, &content.config.languages);
            KnownTheme { files, theme: theme.map(Arc::new), report }
        });
        let known = self.theme.insert(known);
        (known.theme.clone(), known.report.clone())
    }
}

/// The same content, served at `url`, which ends in a slash.
pub fn served_at(mut content: Content, url: &str) -> Content {
    let config = Arc::make_mut(&mut content.config);
    url.clone_into(&mut config.base_url.value);
    content
}

/// The day that it is where the site is at home.
#[expect(clippy::disallowed_methods, reason = "the one place that asks the clock; everything else takes the day")]
pub fn today(content: &Content) -> Date {
    Timestamp::now().to_zoned(content.config.timezone.clone()).date()
}

/// The time that file systems compare with.
#[expect(clippy::disallowed_methods, reason = "tells fresh files from settled ones; nothing of it reaches the site")]
pub fn now() -> SystemTime {
    SystemTime::now()
}
