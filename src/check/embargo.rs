//! What is not to be known yet: versions before the day of their announcement, and drafts.
//!
//! The program publishes nothing of them by itself. What people copy by hand is held against them here: files among the
//! assets, and names in public texts. Silent about names that anybody may know already.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::finding::Findings;
use super::law::has_legal_form;
use super::subject::{Context, Subject};
use super::text::{Written, of_pages};
use super::words::whole;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Content;
use crate::model::document::{Document, Facts, Kind};
use crate::model::subprocessor::Subprocessor;
use crate::model::version::Version;
use crate::source::{Digest, FileId};

/// V13: a file among the assets that is, byte for byte, a text or the facts of a draft or of a version that is announced
/// later.
pub fn assets(context: &Context<'_>, findings: &mut Findings) {
    if context.content.assets.is_empty() {
        return;
    }
    let mut hidden: BTreeMap<Digest, FileId> = BTreeMap::new();
    let mut public: BTreeSet<Digest> = BTreeSet::new();
    let later = later_versions(context.content, context.today);
    // A contact without versions is published as it stands.
    let has_drafts = |of: &Document| of.settings.kind != Kind::Contact || !of.versions.is_empty();
    for document in context.content.documents.iter().filter(|document| has_drafts(document)) {
        for (file, source) in context.sources.below(&format!("content/{}/", document.id)) {
            let is_later = later.iter().any(|(of, version)| {
                **of == document.id && source.path.starts_with(&format!("content/{of}/versions/{}/", version.label))
            });
            let is_draft = !source.path.contains("/versions/") && !source.path.ends_with("/document.yaml");
            if is_later || is_draft {
                hidden.insert(source.digest, file);
            } else {
                public.insert(source.digest);
            }
        }
    }
    for (path, file) in &context.content.assets {
        let digest = context.sources.get(*file).digest;
        let Some(of) = hidden.get(&digest).filter(|_| !public.contains(&digest)) else { continue };
        let origin = &context.sources.get(*of).path;
        let finding = Diagnostic::new(
            Code::V13,
            crate::source::Span::start_of(*file),
            format!("`assets/{path}` is published, and is the same as {origin}, which is not public yet"),
        )
        .help("take the file away until the version is announced");
        findings.push(finding, &[path]);
    }
}

/// V13: a public text names a subprocessor that only versions have which are announced later.
pub fn names(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.is_published() {
        for text in
            subject.context.embargoed.iter().flat_map(|hidden| named(subject.written(), hidden, subject.context))
        {
            findings.push(text, &[]);
        }
    }
}

/// V13 in the pages without versions.
pub fn pages(context: &Context<'_>, findings: &mut Findings) {
    let hidden = &context.embargoed;
    if hidden.is_empty() {
        return;
    }
    let texts = of_pages(context);
    for finding in hidden.iter().flat_map(|hidden| named(&texts, hidden, context)) {
        findings.push(finding, &[]);
    }
}

/// An entry that nobody is to know yet, and the version that will announce it.
pub type Hidden<'a> = (&'a Subprocessor, &'a Version);

fn later_versions(content: &Content, today: Date) -> Vec<(&String, &Version)> {
    let documents = content.documents.iter();
    let all = documents.flat_map(|of| of.versions.iter().map(move |version| (&of.id, version)));
    all.filter(|(_, version)| version.announced.value > today).collect()
}

fn entries(version: &Version) -> &[Subprocessor] {
    match &version.edition.facts {
        Facts::Register(register) => register,
        _ => &[],
    }
}

/// The entries that only versions have which are announced later.
pub fn embargoed(content: &Content, today: Date) -> Vec<Hidden<'_>> {
    let later = later_versions(content, today);
    if later.is_empty() {
        return Vec::new();
    }
    let documents = content.documents.iter();
    let public = documents.flat_map(|of| &of.versions).filter(|version| version.announced.value <= today);
    let known: BTreeSet<&str> = public
        .flat_map(entries)
        .flat_map(|entry| entry.former_names.iter().chain([&entry.name]).map(|name| name.as_str()))
        .collect();
    let own = content.config.organisation.name.as_str();
    let mut hidden: BTreeMap<&str, Hidden<'_>> = BTreeMap::new();
    for (_, version) in later {
        for entry in entries(version) {
            let name = entry.name.as_str();
            // A name that is a word of every day may stand in a text for something else.
            if !known.contains(name) && name != own && name.len() >= 8 && has_legal_form(name) {
                hidden.entry(name).or_insert((entry, version));
            }
        }
    }
    hidden.into_values().collect()
}

fn named(texts: &[Written], (entry, version): &Hidden<'_>, context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for text in texts {
        for passage in &text.passages {
            let Some(at) = whole(&passage.text, &entry.name).next() else { continue };
            let message = format!(
                "`{}` is named here, and is to be announced on {} only",
                entry.name.value, version.announced.value
            );
            let finding = Diagnostic::new(Code::V13, text.span(context.sources, passage, at), message)
                .related(version.announced.span, "announced on this day")
                .help("leave the name out until then, or announce the version earlier");
            found.push(finding);
        }
    }
    found
}
