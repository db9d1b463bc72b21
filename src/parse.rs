//! From bytes to [`Content`]: typed, with places, and every mistake told.
//!
//! Owns which path is read as what. [`yaml`] makes a tree with places of a file, [`fields`] and [`values`] read records
//! from it by hand, so that all mistakes of a run are found at once; each kind of record has a module of its own.
//! Knows nothing of the date, and of what is linked with what. Invariant: whatever is left out of [`Content`] is
//! reported as an error.

#![allow(clippy::similar_names, reason = "a note is no node, and both are words of the format and of YAML")]

mod catalogue;
mod condition;
mod contact;
mod countries;
mod document;
mod edition;
mod fields;
mod folder;
mod forms;
mod fragments;
mod languages;
mod law;
mod link;
mod localized;
mod measures;
pub mod memory;
mod names;
mod page;
mod reader;
mod record;
mod register;
pub mod schema;
mod site;
mod slips;
mod syntax;
mod tidy;
mod tree;
mod values;
mod version;
mod wrong;
mod yaml;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Report, format};
use crate::markdown;
use crate::model::Content;
use crate::model::site::SiteConfig;
use crate::model::text::Lang;
use crate::source::Sources;
use edition::{Context, Known, record};
use folder::{read_document, read_page};
pub use link::base_address;
use memory::{Folders, Memory, One};
pub use names::is_reserved_label;
use tree::Folder;

/// The files that `content/` holds beside folders.
const TOP_FILES: &[&str] = &["catalogue.yaml", "law.yaml"];

/// Up to how many bytes of Markdown trees are kept; a tree takes up to five times the room of its text.
const KEPT: usize = 32 << 20;

fn markdown_bytes(sources: &Sources) -> usize {
    let texts = sources.below("content/").filter(|(_, source)| source.path.rsplit('.').next() == Some("md"));
    texts.map(|(_, source)| source.bytes.len()).sum()
}

/// Reads all files of a site. `Content` is there when enough could be understood to go on checking; it may be wrong
/// where the report has errors. Without a `site.yaml` that names its languages there is none, but the other files are
/// read all the same, for their mistakes.
#[must_use]
pub fn parse(sources: &Sources) -> (Option<Content>, Report) {
    parse_again(sources, &mut Memory::default())
}

/// The same as [`parse`], reading only folders that are not as `memory` has them.
#[must_use]
pub fn parse_again(sources: &Sources, memory: &mut Memory) -> (Option<Content>, Report) {
    let mut report = Report::new();
    let config = read_site(sources, &mut memory.site, &mut report);
    let context = Context {
        sources,
        languages: config.iter().flat_map(|config| &config.languages).map(|lang| lang.value.clone()).collect(),
        prose: markdown::Options {
            raw_html: config.as_ref().is_some_and(|config| config.raw_html),
            keeps_tree: markdown_bytes(sources) <= KEPT,
        },
    };
    memory.expect(&context);
    let top = Folder::of(sources, "content/");
    for name in top.files.keys().filter(|name| !TOP_FILES.contains(name)) {
        let near = format::nearest(name, TOP_FILES.iter().copied()).filter(|known| !top.files.contains_key(known));
        report.push(wrong::file_in_content(&top.path_of(name), near));
    }
    let catalogue = top.files.get("catalogue.yaml");
    let catalogue = catalogue.and_then(|&file| {
        let read = |report: &mut Report| record(&context, file, report, catalogue::catalogue);
        memory.catalogue.recall(file, sources, &mut report, read)
    });
    let law = top.files.get("law.yaml").and_then(|&file| {
        memory.law.recall(file, sources, &mut report, |report| record(&context, file, report, law::law))
    });
    let documents = read_all(
        &top,
        |id| !matches!(id, "pages" | "assets"),
        (sources, &mut memory.documents, &mut report),
        |id, folder, known| read_document(&context, id, folder, known),
    );
    let mut pages = Vec::new();
    if let Some(folder) = top.folders.get("pages") {
        folder.files.keys().for_each(|name| report.push(wrong::file_among_pages(&folder.path_of(name))));
        let told = (sources, &mut memory.pages, &mut report);
        pages = read_all(folder, |_| true, told, |id, folder, known| read_page(&context, id, folder, known));
    }
    let assets = sources.below("content/assets/").filter_map(|(file, source)| {
        let below = source.path.strip_prefix("content/assets/")?;
        (!below.split('/').any(names::is_leftover)).then(|| (below.to_owned(), file))
    });
    let assets = assets.collect();
    let content = config.map(|config| Content {
        config,
        catalogue: catalogue.unwrap_or_default(),
        law: law.unwrap_or_default(),
        documents,
        pages,
        assets,
    });
    (content, report)
}

fn read_site(sources: &Sources, known: &mut One<SiteConfig>, report: &mut Report) -> Option<Arc<SiteConfig>> {
    let Some(file) = sources.find("site.yaml") else {
        let missing = format::missing_file("site.yaml", "it says who publishes, where and in which languages");
        report.push(match sources.find("site.yml") {
            Some(_) => missing.help("rename `site.yml`"),
            None => missing,
        });
        return None;
    };
    let unknown: Arc<[Lang]> = Arc::new([]);
    let context = Context { sources, languages: unknown, prose: markdown::Options::default() };
    let config = known.recall(file, sources, report, |report| record(&context, file, report, site::site))?;
    if let Some(logo) = &config.theme.logo
        && sources.find(&format!("content/{}", logo.value)).is_none()
    {
        report.push(wrong::missing_logo(logo.span, logo));
    }
    Some(config)
}

/// What `read` makes of each folder in `parent`, in parallel, unless it is remembered; results and findings in the order
/// of the folders' names.
fn read_all<T: Send + Sync>(
    parent: &Folder<'_>,
    wanted: impl Fn(&str) -> bool,
    (sources, memory, report): (&Sources, &mut Folders<T>, &mut Report),
    read: impl Fn(&str, &Folder<'_>, &mut Known<'_>) -> (Option<T>, Report) + Sync,
) -> Vec<Arc<T>> {
    let folders: Vec<_> = parent.folders.iter().filter(|(id, _)| wanted(id)).collect();
    let known = &*memory;
    let read: Vec<_> = folders
        .par_iter()
        .map(|(id, folder)| known.recall(id, folder, sources, |texts| read(id, folder, texts)))
        .collect();
    let mut kept = Vec::new();
    let mut remembered = Folders::default();
    for ((id, _), of) in folders.into_iter().zip(read) {
        report.extend(of.report.clone());
        kept.extend(of.value.clone());
        remembered.keep(id, of);
    }
    *memory = remembered;
    kept
}
