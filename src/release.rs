//! From a working copy to a released version: what its files say.
//!
//! Owns what is frozen and what `version.yaml` says. Pure: what is made here is looked at as if it lay on the disk
//! already, and written by `emit` when nothing is wrong with it. Invariant: a frozen version asks nothing of the site's
//! other files any more, but the versions of its annexes that it names.

mod pins;
mod record;
mod seal;
mod withdraw;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::document::{Edition, Kind};
use crate::model::prose::NamedList;
use crate::model::text::{Lang, Localized};
use crate::model::version::{ChangeClass, Version, compare_labels, is_label};
use crate::render::freeze;
use crate::render::redline::{Copy, redline};
use crate::render::theme::Theme;
use crate::resolve::{Site, SiteDocument, released};
use crate::seal::Released;
use crate::source::{Digest, Source, Sources, Span, Spanned, without_schema_line};
pub use record::Text;
pub use seal::sealing;
pub use withdraw::{Withdrawing, withdrawing};

/// What a release is told beside the document.
#[derive(Clone, Debug)]
pub struct Request {
    /// The label of the new version.
    pub label: String,
    /// From this day it is public.
    pub announced: Date,
    /// From this day it applies.
    pub effective: Date,
    /// From this day it applies to new customers.
    pub effective_for_new: Option<Date>,
    /// What changed and why; where it is not said, what changed is told in short.
    pub note: Option<Text>,
    /// How grave the change is.
    pub change: Option<ChangeClass>,
    /// Why a weakened measure or a short notice is right.
    pub justification: Option<Text>,
    /// Who answers for it.
    pub responsible: Option<Text>,
    /// Who approved it.
    pub approved_by: Vec<String>,
}

/// Files below the site's folder: path and bytes.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What a release would be.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The version, its text still the working copy's.
    pub version: Version,
    /// The version before it.
    pub before: Option<Version>,
    /// The version under the label and the dates of the one before: what differs from that is what changed.
    again: Option<Version>,
}

/// Why a version cannot be released, whatever its content is; `None` where nothing speaks against it.
#[must_use]
pub fn refusal(of: &SiteDocument, request: &Request) -> Option<String> {
    let (id, label) = (&of.document.id, &request.label);
    if !is_label(label) {
        return Some(format!("`{label}` is no label: letters, digits, `.`, `-` and `_` may stand in it"));
    }
    if crate::parse::is_reserved_label(label) {
        return Some(format!("`{label}` cannot be a label: the site has a page of that name"));
    }
    let versions = &of.document.versions;
    if versions.iter().any(|version| version.label.eq_ignore_ascii_case(label)) {
        return Some(format!("`{id}` has a version {label} already: what was released never changes"));
    }
    if request.effective < request.announced {
        return Some(format!(
            "version {label} cannot take effect on {}, before it is announced on {}",
            request.effective, request.announced
        ));
    }
    let before = versions.last()?;
    if request.announced < before.announced.value {
        return Some(format!(
            "version {label} cannot be announced on {}, before version {} was on {}",
            request.announced, before.label, before.announced.value
        ));
    }
    if compare_labels(&before.label, label).is_ge() {
        return Some(format!(
            "`{label}` does not come after {}, the version before: give it a higher label",
            before.label
        ));
    }
    let withdrawn =
        |version: &&Version| of.document.settings.withdrawn.iter().any(|gone| gone.version.value == version.label);
    // Announcements of a register may overlap and take effect in another order than they were announced.
    let applies =
        versions.iter().filter(|version| !withdrawn(version)).max_by_key(|version| version.effective.value)?;
    (of.document.settings.kind != Kind::Subprocessors && request.effective <= applies.effective.value).then(|| {
        format!(
            "version {label} cannot take effect on {}, as version {} does on {}: choose a later day",
            request.effective, applies.label, applies.effective.value
        )
    })
}

/// The version that `request` asks for, with the working copy as its text.
#[must_use]
pub fn draft(site: &Site, of: &SiteDocument, request: &Request) -> Draft {
    let document = &of.document;
    let span = Span::start_of(document.settings.file);
    let text = |text: &Text| text.localized(site.binding(&document.settings), span);
    let note = request.note.as_ref().map_or_else(|| Localized::Same(Spanned::new(String::new(), span)), text);
    let version = Version {
        label: request.label.clone(),
        span,
        announced: Spanned::new(request.announced, span),
        effective: Spanned::new(request.effective, span),
        effective_for_new: request.effective_for_new.map(|day| Spanned::new(day, span)),
        responsible: request.responsible.as_ref().map(text).or_else(|| document.settings.responsible.clone()),
        note,
        change: request.change.map(|change| Spanned::new(change, span)),
        justification: request.justification.as_ref().map(text),
        approved_by: request.approved_by.iter().map(|who| Localized::Same(Spanned::new(who.clone(), span))).collect(),
        annexes: pins::pins(site, of, &document.working, request.announced, request.effective)
            .into_iter()
            .map(|(id, label)| (id, Spanned::new(label, span)))
            .collect(),
        edition: Edition {
            settings: Some(Arc::clone(&document.settings)),
            catalogue: Some(Arc::clone(&site.catalogue)),
            ..document.working.clone()
        },
    };
    let before = document.newest().cloned();
    let again = before.as_ref().map(|before| Version {
        edition: version.edition.clone(),
        annexes: version.annexes.clone(),
        ..before.clone()
    });
    Draft { version, before, again }
}

/// Whether the version says something else than the one before it. That it would have another label and other dates is
/// no change.
#[must_use]
pub fn is_changed(site: &Site, theme: &Theme, sources: &Sources, of: &SiteDocument, draft: &Draft) -> bool {
    let (Some(before), Some(again)) = (&draft.before, &draft.again) else { return true };
    if released::differs(&of.document, sources) {
        return true;
    }
    site.languages
        .iter()
        .any(|lang| !redline(site, theme, sources, of, (Copy::Version(before), Copy::Version(again)), lang).is_empty())
}

/// All files of the version, below the site's folder; without a note, what changed is told in it in short.
#[must_use]
pub fn files(
    site: &Site,
    theme: &Theme,
    sources: &Sources,
    of: &SiteDocument,
    draft: &Draft,
    request: &Request,
) -> Files {
    let document = &of.document;
    let version = &draft.version;
    let from = format!("content/{}/", document.id);
    let folder = Released::new(&document.id, &request.label).folder();
    let mut files = Files::new();
    for (lang, text) in freeze::texts(site, theme, sources, document, version) {
        files.insert(format!("{folder}{lang}.md"), text.into_bytes());
    }
    if let Some(name) = document.settings.kind.facts_file()
        && let Some(yaml) = sources.find(&format!("{from}{name}")).and_then(|file| sources.text(file))
    {
        let yaml = freeze::facts(site, theme, sources, document, version, yaml);
        files.insert(format!("{folder}{name}"), without_schema_line(&yaml).into_bytes());
    }
    files.extend(surroundings(sources, of, &version.edition, &folder));
    let note = request.note.clone().unwrap_or_else(|| {
        let notes =
            freeze::notes(site, theme, sources, of, (draft.before.as_ref(), draft.again.as_ref().unwrap_or(version)));
        Text::Each(notes)
    });
    let responsible = request.responsible.is_none().then_some(version.responsible.as_ref()).flatten();
    let record = record::write(request, &note, responsible, &version.annexes);
    files.insert(format!("{folder}version.yaml"), record.into_bytes());
    files
}

/// `document.yaml`, and `catalogue.yaml` where the version shows or is judged by it.
fn surroundings(sources: &Sources, of: &SiteDocument, edition: &Edition, folder: &str) -> Files {
    let shows_products =
        edition.prose.values().any(|prose| prose.lists.iter().any(|list| list.list == NamedList::Products));
    let asks = matches!(of.document.settings.kind, Kind::Measures | Kind::Subprocessors) || shows_products;
    let mut files = Files::new();
    let mut copy = |from: String, name: &str| {
        if let Some(text) = sources.find(&from).and_then(|file| sources.text(file)) {
            files.insert(format!("{folder}{name}"), without_schema_line(text).into_bytes());
        }
    };
    copy(format!("content/{}/document.yaml", of.document.id), "document.yaml");
    if asks {
        copy("content/catalogue.yaml".to_owned(), "catalogue.yaml");
    }
    files
}

/// The sources as they will be when `files` have been written.
#[must_use]
pub fn with_files(sources: &Sources, files: &Files) -> Sources {
    let old = sources.below("").map(|(_, source)| source.clone());
    let new = files.iter().map(|(path, bytes)| Source {
        path: path.clone(),
        bytes: bytes.clone().into(),
        digest: Digest::of(bytes),
    });
    Sources::from_read(old.chain(new))
}

/// The languages that have a text of their own in `text`, of those that the site has not.
#[must_use]
pub fn foreign<'t>(text: &'t Text, languages: &[Lang]) -> Option<&'t Lang> {
    match text {
        Text::Same(_) => None,
        Text::Each(texts) => texts.keys().find(|lang| !languages.contains(lang)),
    }
}
