//! The stages in their order, for every command alike. The only place that asks the clock.

use std::sync::Arc;

use aushang::diagnostic::Report;
use aushang::error::Result;
use aushang::load::load;
use aushang::model::Content;
use aushang::parse::parse;
use aushang::render::theme::Theme;
use aushang::resolve::{Site, resolve};
use aushang::source::Sources;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::args::Common;
use crate::terminal::Progress;

/// What was read and what came of it.
pub struct Understood {
    pub sources: Sources,
    /// The site on the day and its theme; none where something in the content or the theme is wrong.
    pub site: Option<(Site, Theme)>,
    /// All findings, in the order of their places.
    pub report: Report,
    /// Whether the site asks that warnings block.
    pub strict: bool,
}

/// Reads the site and understands it; `base_url` (which ends in a slash) takes the place of the one in `site.yaml`.
///
/// # Errors
/// Where a file or folder cannot be read.
pub fn understand(common: &Common, base_url: Option<&str>) -> Result<Understood> {
    let progress = Progress::new(common.quiet);
    progress.show("reading");
    let (sources, mut report) = load(&common.site)?;
    progress.show("checking");
    let (content, found) = parse(&sources);
    report.extend(found);
    let strict = content.as_ref().is_some_and(|content| content.config.strict);
    let site = content.and_then(|content| {
        let content = served_at(content, base_url);
        let day = common.as_of.unwrap_or_else(|| today(&content));
        let (site, found) = resolve(&content, day);
        report.extend(found);
        let (theme, found) = Theme::load(&sources, &content.config.theme, &content.config.languages);
        report.extend(found);
        site.zip(theme)
    });
    // Findings of an earlier stage forbid what a later one made in spite of them.
    let site = site.filter(|_| !report.has_errors());
    let report = report.sorted(&sources);
    Ok(Understood { sources, site, report, strict })
}

fn served_at(mut content: Content, base_url: Option<&str>) -> Content {
    if let Some(url) = base_url {
        let config = Arc::make_mut(&mut content.config);
        url.clone_into(&mut config.base_url.value);
    }
    content
}

/// The day that it is where the site is at home.
#[expect(clippy::disallowed_methods, reason = "the one place that asks the clock; everything else takes the day")]
fn today(content: &Content) -> Date {
    Timestamp::now().to_zoned(content.config.timezone.clone()).date()
}
