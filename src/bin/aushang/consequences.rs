//! What follows from a release: until when customers can object, whom it concerns, what it protects less.

use std::fmt::Write as _;

use aushang::model::document::Facts;
use aushang::model::version::Version;
use aushang::release::Files;
use aushang::render::freeze::announcement;
use aushang::resolve::weakening::{Measures, weakened};
use aushang::resolve::{Site, SiteDocument, deadline};
use aushang::source::Sources;
use jiff::civil::Date;

use crate::archive::foreseen;
use crate::args::Release;

/// The consequences in some lines, as they are on the day of the announcement; `now` is the site without the version.
/// Where the version contradicts what is there, they are until when customers can object.
pub fn consequences(sources: &Sources, files: &Files, args: &Release, announced: Date, now: &Site) -> String {
    let found = foreseen(sources, files, Some(announced));
    let mut text = String::new();
    let notice = |of: &SiteDocument| notice(now, of, announced, args.effective);
    let Some((site, theme)) = &found.site else {
        return now
            .document(&args.document)
            .filter(|of| !of.document.versions.is_empty())
            .map(notice)
            .unwrap_or_default();
    };
    let Some(of) = site.document(&args.document) else { return text };
    let Some(index) = of.document.versions.iter().position(|version| version.label == args.label) else { return text };
    text.push('\n');
    for line in
        announcement(site, theme, &found.sources, (&args.document, &args.label), &site.languages[0]).iter().flatten()
    {
        let _ = writeln!(text, "{line}");
    }
    if index > 0 {
        text += &notice(of);
    }
    text + &weaker(site, of, index)
}

/// The notice clock of a register.
fn notice(site: &Site, of: &SiteDocument, announced: Date, effective: Date) -> String {
    let Some(notice) = &of.document.settings.notice else { return String::new() };
    let last = deadline::last_day_to_object(announced, notice.period.value, &site.holidays());
    let earliest = deadline::earliest_effect(announced, notice.period.value, &site.holidays());
    let (Some(last), Some(earliest)) = (last, earliest) else { return String::new() };
    let judged = if effective < earliest { "too early" } else { "late enough" };
    format!(
        "announced on {announced}, the last day to object is {last}; the earliest lawful day of effect is {earliest}: \
         {effective} is {judged}\n"
    )
}

/// Measures that protect less than those of the version before.
fn weaker(site: &Site, of: &SiteDocument, index: usize) -> String {
    let versions = &of.document.versions;
    let Some(before) = index.checked_sub(1).map(|before| &versions[before]) else { return String::new() };
    let measures = |version: &'_ Version| match &version.edition.facts {
        Facts::Measures(goals) => Some(goals.clone()),
        _ => None,
    };
    let (Some(old), Some(new)) = (measures(before), measures(&versions[index])) else { return String::new() };
    let catalogue = |version: &Version| version.edition.catalogue.clone().unwrap_or_else(|| site.catalogue.clone());
    let (old_catalogue, new_catalogue) = (catalogue(before), catalogue(&versions[index]));
    let binding = site.binding(&of.document.settings);
    weakened(
        Measures { goals: &old, catalogue: &old_catalogue },
        Measures { goals: &new, catalogue: &new_catalogue },
        binding,
    )
    .iter()
    .map(|weaker| format!("protects less than before: measure `{}` ({})\n", weaker.id, weaker.how.name()))
    .collect()
}
