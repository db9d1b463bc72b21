//! What is added to a version that was written by hand when it is sealed.

use super::pins::pins;
use super::{Files, surroundings};
use crate::model::document::Edition;
use crate::model::version::Version;
use crate::render::freeze;
use crate::render::theme::Theme;
use crate::resolve::{Site, SiteDocument};
use crate::seal::Released;
use crate::source::Sources;

/// The files that the version lacks, those that name facts, with the values of these, and `version.yaml` with the versions
/// of the annexes as they stood where it names none. The site must not be able to change what a sealed version says.
#[must_use]
pub fn sealing(site: &Site, theme: &Theme, sources: &Sources, of: &SiteDocument, version: &Version) -> Files {
    let folder = Released::new(&of.document.id, &version.label).folder();
    let Edition { settings, catalogue, .. } = &version.edition;
    let mut files = surroundings(sources, of, &version.edition, &folder);
    if settings.is_some() {
        files.remove(&format!("{folder}document.yaml"));
    }
    if catalogue.is_some() {
        files.remove(&format!("{folder}catalogue.yaml"));
    }
    for (lang, text) in freeze::texts(site, theme, sources, &of.document, version) {
        files.insert(format!("{folder}{lang}.md"), text.into_bytes());
    }
    if let Some(name) = of.document.settings.kind.facts_file()
        && let Some(yaml) = sources.find(&format!("{folder}{name}")).and_then(|file| sources.text(file))
    {
        let yaml = freeze::facts(site, theme, sources, &of.document, version, yaml);
        files.insert(format!("{folder}{name}"), yaml.into_bytes());
    }
    let record = format!("{folder}version.yaml");
    if let Some(yaml) = sources.find(&record).and_then(|file| sources.text(file)) {
        files.insert(record, with_annexes(site, of, version, yaml).into_bytes());
    }
    // What stays as it is need not be written.
    files.retain(|path, bytes| sources.find(path).is_none_or(|file| *sources.get(file).bytes != bytes[..]));
    files
}

/// `version.yaml` with the annexes as they stood on the day of its announcement. What its author wrote of them stays.
fn with_annexes(site: &Site, of: &SiteDocument, version: &Version, yaml: &str) -> String {
    let (announced, effective) = (version.announced.value, version.effective.value);
    let pins = pins(site, of, &version.edition, announced, effective);
    // A file in braces has no line to add one to.
    if !version.annexes.is_empty()
        || pins.is_empty()
        || yaml.trim_start_matches('\u{feff}').trim_start().starts_with('{')
    {
        return yaml.to_owned();
    }
    let written = serde_json::to_string(&pins).expect("texts are JSON, and JSON is YAML");
    let line_end = if yaml.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if yaml.ends_with('\n') { "" } else { line_end };
    format!("{yaml}{gap}annexes: {written}{line_end}")
}
