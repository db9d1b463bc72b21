//! A folder of `content/`: a document with its versions, or a page.
//!
//! Each is a pure function of the site's languages and of the folder's files, so that a preview can remember it.

use std::sync::Arc;

use super::edition::{Context, Known, facts, prose, record, require_text, strays};
use super::fragments::fragments;
use super::names::{is_reserved_label, is_reserved_slug};
use super::tree::Folder;
use super::{catalogue, document, page, version, wrong};
use crate::diagnostic::{Place, Report, format};
use crate::model::document::{Document, Edition, Kind, Settings};
use crate::model::site::Page;
use crate::model::text::{Lang, is_id};
use crate::model::version::{Version, compare_labels, is_label};
use crate::source::Span;

/// The document in `folder`; `None` where `document.yaml` is missing or cannot be read.
pub fn read_document(
    context: &Context<'_>,
    id: &str,
    folder: &Folder<'_>,
    known: &mut Known<'_>,
) -> (Option<Document>, Report) {
    let mut report = Report::new();
    let settings = if let Some(&file) = folder.files.get("document.yaml") {
        let settings = record(context, file, &mut report, document::document);
        settings.map(|settings| Arc::new(as_released(context, folder, settings, &mut report)))
    } else {
        let candidates = folder.files.keys().copied().filter(|name| name.strip_suffix(".md").is_none());
        let near = format::nearest("document.yaml", candidates);
        if near.is_none() && !looks_like_document(folder) {
            report.push(match format::nearest(id, ["pages", "assets"]) {
                Some(known) => wrong::misspelt_path(&folder.path, known),
                None => wrong::stray_in_content(&folder.path),
            });
            return (None, report);
        }
        report.push(wrong::no_document(&folder.path, near));
        None
    };
    check_id(context, id, folder, &mut report);
    let kind = settings.as_ref().map(|settings| settings.kind);
    let facts = facts(context, folder, kind, &mut report).unwrap_or_default();
    let working = Edition {
        prose: prose(context, folder, known, &mut report),
        texts: fragments(context, &facts, &mut report),
        facts,
        settings: None,
        catalogue: None,
    };
    check_text(context, folder, settings.as_deref(), &mut report);
    // Without document.yaml one cannot say which file is out of place; the missing one is the mistake to mend.
    if folder.files.contains_key("document.yaml") {
        let files: Vec<&str> = ["document.yaml"].into_iter().chain(kind.and_then(Kind::facts_file)).collect();
        strays(folder, &files, &["versions"], kind, &mut report);
    }
    let versions = versions(context, folder, settings.as_deref(), known, &mut report);
    let document = settings.map(|settings| Document { id: id.to_owned(), settings, working, versions });
    (document, report)
}

/// The settings with the kind that all released versions have. A document keeps its kind, so one that is another kind
/// than all of them is told once, and not at each of them.
fn as_released(context: &Context<'_>, folder: &Folder<'_>, settings: Settings, report: &mut Report) -> Settings {
    let versions = folder.folders.get("versions").into_iter().flat_map(|past| past.folders.values());
    let mut kinds = versions.filter_map(|version| {
        let &file = version.files.get("document.yaml")?;
        record(context, file, &mut Report::new(), document::document).map(|frozen| frozen.kind)
    });
    let Some(kind) = kinds.next().filter(|kind| *kind != settings.kind) else { return settings };
    if kinds.any(|other| other != kind) {
        return settings;
    }
    report.push(wrong::another_kind_than_versions(settings.kind_at, settings.kind.name(), kind.name()));
    Settings { kind, ..settings }
}

/// The page in `folder`; `None` where `page.yaml` is missing or cannot be read.
pub fn read_page(
    context: &Context<'_>,
    id: &str,
    folder: &Folder<'_>,
    known: &mut Known<'_>,
) -> (Option<Page>, Report) {
    let mut report = Report::new();
    check_id(context, id, folder, &mut report);
    let page = if let Some(&file) = folder.files.get("page.yaml") {
        record(context, file, &mut report, |reader, node| page::page(reader, node, id))
    } else {
        report.push(format::missing_file(folder.path_of("page.yaml"), "it gives the page its title"));
        None
    };
    let texts = prose(context, folder, known, &mut report);
    require_text(folder, context.languages.first(), &mut report);
    strays(folder, &["page.yaml"], &[], None, &mut report);
    (page.map(|page| Page { prose: texts, ..page }), report)
}

/// Whether a folder without `document.yaml` has something that only documents have.
fn looks_like_document(folder: &Folder<'_>) -> bool {
    let is_part = |name: &&&str| {
        name.strip_suffix(".md").is_some_and(|tag| Lang::new(tag).is_some())
            || Kind::NAMES.iter().any(|(_, kind)| kind.facts_file().is_some_and(|facts| facts == **name))
    };
    folder.folders.contains_key("versions") || folder.files.keys().any(|name| is_part(&name))
}

fn check_id(context: &Context<'_>, id: &str, folder: &Folder<'_>, report: &mut Report) {
    let place = Place::Path(folder.path.clone());
    if !is_id(id) {
        report.push(format::bad_id(place, &wrong::shortened(id)));
    } else if is_reserved_slug(id, &context.languages) {
        report.push(format::reserved(place, "id", id));
    }
}

/// Agreements and policies are nothing without their text; the others may be facts alone.
fn check_text(context: &Context<'_>, folder: &Folder<'_>, settings: Option<&Settings>, report: &mut Report) {
    if let Some(settings) = settings.filter(|settings| matches!(settings.kind, Kind::Agreement | Kind::Policy)) {
        let binding = settings.binding_language.as_ref().map(|lang| &lang.value);
        require_text(folder, binding.or(context.languages.first()), report);
    }
}

fn versions(
    context: &Context<'_>,
    folder: &Folder<'_>,
    settings: Option<&Settings>,
    known: &mut Known<'_>,
    report: &mut Report,
) -> Vec<Version> {
    let Some(past) = folder.folders.get("versions") else { return Vec::new() };
    for name in past.files.keys() {
        report.push(wrong::file_among_versions(&past.path_of(name)));
    }
    let read =
        past.folders.iter().filter_map(|(label, folder)| read_version(context, label, folder, settings, known, report));
    let mut versions: Vec<Version> = read.collect();
    versions.sort_by(|a, b| a.announced.cmp(&b.announced).then_with(|| compare_labels(&a.label, &b.label)));
    versions
}

fn read_version(
    context: &Context<'_>,
    label: &str,
    folder: &Folder<'_>,
    settings: Option<&Settings>,
    known: &mut Known<'_>,
    report: &mut Report,
) -> Option<Version> {
    let place = Place::Path(folder.path.clone());
    if !is_label(label) {
        report.push(wrong::bad_label(place, label));
    } else if is_reserved_label(label) {
        report.push(format::reserved(place, "label", label));
    }
    let version = if let Some(&file) = folder.files.get("version.yaml") {
        record(context, file, report, |reader, node| version::version(reader, node, label))
    } else {
        let why = "it says when the version was announced and takes effect";
        report.push(format::missing_file(folder.path_of("version.yaml"), why));
        None
    };
    let kind = settings.map(|settings| settings.kind);
    let frozen = folder.files.get("document.yaml").map(|&file| {
        let frozen = record(context, file, report, document::document)?;
        if let Some(kind) = kind.filter(|kind| *kind != frozen.kind) {
            report.push(wrong::another_kind(Span::start_of(file), frozen.kind.name(), kind.name()));
        }
        Some(Arc::new(frozen))
    });
    let catalogue = folder.files.get("catalogue.yaml");
    let catalogue = catalogue.map(|&file| record(context, file, report, catalogue::catalogue).map(Arc::new));
    let facts = facts(context, folder, kind, report);
    let fragments = facts.as_ref().map(|facts| fragments(context, facts, report)).unwrap_or_default();
    let prose = prose(context, folder, known, report);
    check_text(context, folder, frozen.as_ref().and_then(Option::as_deref).or(settings), report);
    let own = ["version.yaml", "document.yaml", "catalogue.yaml"];
    let files: Vec<&str> = own.into_iter().chain(kind.and_then(Kind::facts_file)).collect();
    strays(folder, &files, &[], kind, report);
    // A version whose frozen files cannot be read would show something else than was released: it is left out.
    let edition = Edition {
        prose,
        facts: facts?,
        texts: fragments,
        settings: all_read(frozen)?,
        catalogue: all_read(catalogue)?,
    };
    Some(Version { edition, ..version? })
}

/// `Some(None)` where there is no file, `None` where there is one that could not be read.
#[expect(clippy::option_option, reason = "a file can be absent, unreadable or read")]
fn all_read<T>(file: Option<Option<T>>) -> Option<Option<T>> {
    match file {
        None => Some(None),
        Some(read) => read.map(Some),
    }
}
