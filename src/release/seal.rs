//! What is added to a version that was written by hand when it is sealed.

use super::{Files, surroundings};
use crate::model::document::Edition;
use crate::model::version::Version;
use crate::render::freeze;
use crate::render::theme::Theme;
use crate::resolve::{Site, SiteDocument};
use crate::seal::Released;
use crate::source::Sources;

/// The files that the version lacks, and those that name facts, with the values of these. The site must not be able to
/// change what a sealed version says.
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
    // What stays as it is need not be written.
    files.retain(|path, bytes| sources.find(path).is_none_or(|file| *sources.get(file).bytes != bytes[..]));
    files
}
