//! Ids and what they name: unique where they must be, known where they are used.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostic::cause::Missed;
use crate::diagnostic::format::{clash, missing_key, nearest, not_one_of};
use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::model::Content;
use crate::model::catalogue::{Catalogue, Scope};
use crate::model::condition::Condition;
use crate::model::document::{Document, Edition, Facts};
use crate::model::measure::{CONTROLS, GOALS, Goal, Measure};
use crate::model::subprocessor::Subprocessor;
use crate::model::text::Localized;
use crate::source::{Span, Spanned};

/// What is wrong with ids, slugs and references by id.
#[must_use]
pub fn check(content: &Content) -> Report {
    let mut report = Report::new();
    catalogue(&content.catalogue, &mut report);
    slugs(content, &mut report);
    let known: BTreeMap<&str, &Document> = content.documents.iter().map(|d| (d.id.as_str(), &**d)).collect();
    let findings: Vec<Report> = content
        .documents
        .par_iter()
        .map(|of| {
            let mut report = Report::new();
            edition(&of.working, &content.catalogue, &mut report);
            for version in &of.versions {
                edition(&version.edition, &content.catalogue, &mut report);
            }
            annexes(of, &known, &mut report);
            labels(of, &mut report);
            report
        })
        .collect();
    for found in findings {
        report.extend(found);
    }
    report
}

/// Tells the second of two equal ids.
fn unique<'a>(ids: impl Iterator<Item = (&'a str, Span)>, report: &mut Report) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for (id, span) in ids {
        if let Some(&first) = seen.get(id) {
            report.push(clash(span, "id", id, first));
        } else {
            seen.insert(id, span);
        }
    }
}

fn catalogue(catalogue: &Catalogue, report: &mut Report) {
    unique(catalogue.scope_ids(), report);
    for product in &catalogue.products {
        let mut of_scope = |ids: &[Spanned<String>], scope, what: &str| {
            for id in ids {
                if catalogue.scope(id).is_none_or(|(found, _)| found != scope) {
                    let known: Vec<&str> = catalogue
                        .scope_ids()
                        .map(|(id, _)| id)
                        .filter(|id| catalogue.scope(id).is_some_and(|(found, _)| found == scope))
                        .collect();
                    report.push(defined(not_one_of(id.span, what, id, &known), id, catalogue));
                }
            }
        };
        of_scope(&product.groups, Scope::Group, "group of the catalogue");
        of_scope(product.sites.as_deref().unwrap_or_default(), Scope::Site, "site of the catalogue");
        of_scope(product.addons.as_deref().unwrap_or_default(), Scope::Addon, "add-on of the catalogue");
        of_scope(&product.includes, Scope::Addon, "add-on of the catalogue");
    }
}

/// Addresses of documents and pages are unique in each language.
fn slugs(content: &Content, report: &mut Report) {
    let default = content.config.default_language();
    for lang in content.config.languages.iter().map(|lang| &lang.value) {
        let mut taken: BTreeMap<String, Place> = BTreeMap::new();
        let mut take = |id: &str, slug: Option<&Localized>, span: Span| {
            let (slug, place) = match slug.map(|slug| slug.find(lang, default).text) {
                Some(text) => (text.value.clone(), Place::At(text.span)),
                None => (id.to_owned(), Place::At(span)),
            };
            if content.config.languages.iter().skip(1).any(|other| other.as_str() == slug) {
                report.push(crate::diagnostic::format::reserved(place, "address", &slug));
            } else if let Some(first) = taken.get(&slug) {
                report.push(clash(place, "address", &slug, first.clone()));
            } else {
                taken.insert(slug, place);
            }
        };
        for document in &content.documents {
            take(&document.id, document.settings.slug.as_ref(), Span::start_of(document.settings.file));
        }
        for page in &content.pages {
            take(&page.id, page.slug.as_ref(), page.span);
        }
    }
}

/// Labels are not taken by entries of the register, which have pages at the same place.
fn labels(of: &Document, report: &mut Report) {
    let editions = of.versions.iter().map(|v| &v.edition).chain([&of.working]);
    let entries: BTreeMap<&str, Span> = editions
        .filter_map(|edition| match &edition.facts {
            Facts::Register(register) => Some(register.iter().map(|e| (e.id.value.as_str(), e.id.span))),
            _ => None,
        })
        .flatten()
        .collect();
    for version in &of.versions {
        if let Some(&entry) = entries.get(version.label.as_str()) {
            report.push(clash(version.span, "label", &version.label, entry));
        }
    }
}

fn annexes(of: &Document, known: &BTreeMap<&str, &Document>, report: &mut Report) {
    let ids: Vec<&str> = known.keys().copied().filter(|id| *id != of.id).collect();
    for annex in of.settings.annexes.iter().filter(|annex| !ids.contains(&annex.as_str())) {
        report.push(no_document(annex.span, annex, &ids));
    }
    for version in &of.versions {
        for (annex, label) in &version.annexes {
            match known.get(annex.as_str()) {
                None => report.push(no_document(label.span, annex, &ids)),
                Some(document) if document.versions.iter().all(|v| v.label != label.value) => {
                    let labels: Vec<&str> = document.versions.iter().map(|v| v.label.as_str()).collect();
                    let finding = not_one_of(label.span, &format!("released version of `{annex}`"), label, &labels);
                    let missed = Missed::Version { document: annex.clone(), label: label.value.clone() };
                    report.push(finding.misses(missed));
                }
                Some(_) => {}
            }
        }
    }
}

fn no_document(at: Span, id: &str, known: &[&str]) -> Diagnostic {
    not_one_of(at, "document of this site", id, known).misses(Missed::Document(id.to_owned()))
}

/// A finding about an id that `catalogue` does not have, with the place of the one that is nearest to it.
fn defined(finding: Diagnostic, id: &str, catalogue: &Catalogue) -> Diagnostic {
    let missed = Missed::Named { catalogue: catalogue.file, id: id.to_owned() };
    let near = nearest(id, catalogue.scope_ids().map(|(id, _)| id));
    let near = near.and_then(|near| catalogue.scope_ids().find(|(id, _)| *id == near));
    let finding = match near {
        Some((near, at)) => finding.related(at, format!("`{near}` is named here")),
        None => finding,
    };
    finding.misses(missed)
}

fn edition(edition: &Edition, current: &Catalogue, report: &mut Report) {
    let catalogue = edition.catalogue.as_deref().unwrap_or(current);
    match &edition.facts {
        Facts::Measures(goals) => measures(goals, catalogue, report),
        Facts::Register(register) => entries(register, catalogue, report),
        Facts::None | Facts::Contact(_) => {}
    }
}

/// What is wrong within measures; their ids are added to `ids`.
fn walk<'a>(measures: &'a [Measure], catalogue: &Catalogue, ids: &mut Vec<(&'a str, Span)>, report: &mut Report) {
    for measure in measures {
        ids.extend(measure.id.iter().map(|id| (id.value.as_str(), id.span)));
        condition(measure.applies_to.as_ref(), catalogue, report);
        walk(&measure.measures, catalogue, ids, report);
    }
}

fn measures(goals: &[Goal], catalogue: &Catalogue, report: &mut Report) {
    let mut ids: Vec<(&str, Span)> = Vec::new();
    for goal in goals {
        titled(&goal.id, goal.title.as_ref(), GOALS, "goal", report);
        for control in &goal.controls {
            let built_in: Vec<&str> = CONTROLS.iter().map(|(id, _)| *id).collect();
            titled(&control.id, control.title.as_ref(), &built_in, "control", report);
            condition(control.applies_to.as_ref(), catalogue, report);
            walk(&control.measures, catalogue, &mut ids, report);
        }
    }
    unique(ids.into_iter(), report);
    unique(goals.iter().map(|goal| (goal.id.as_str(), goal.id.span)), report);
}

/// An id of one's own has a title; only the built-in ones have a name without.
fn titled(id: &Spanned<String>, title: Option<&Localized>, built_in: &[&str], what: &str, report: &mut Report) {
    if title.is_none() && !built_in.contains(&id.as_str()) {
        let finding =
            missing_key(id.span, "title", &format!("the {what} `{}`, which is not a built-in one,", id.value));
        report.push(match nearest(id, built_in.iter().copied()) {
            Some(meant) => finding.help(format!("add a title, or did you mean `{meant}`?")),
            None => finding,
        });
    }
}

fn condition(condition: Option<&Condition>, catalogue: &Catalogue, report: &mut Report) {
    for id in condition.iter().flat_map(|condition| condition.ids()) {
        if catalogue.scope(id).is_none() {
            let message = format!("`{}` is no group, product, add-on or site of the catalogue", id.value);
            let finding = Diagnostic::new(Code::S20, id.span, message);
            let finding = match nearest(id, catalogue.scope_ids().map(|(id, _)| id)) {
                Some(meant) => finding.help(format!("did you mean `{meant}`?")),
                None => finding.help("name it in content/catalogue.yaml, or correct the id"),
            };
            report.push(defined(finding, id, catalogue));
        }
    }
}

fn entries(register: &[Subprocessor], catalogue: &Catalogue, report: &mut Report) {
    let data: Vec<&str> = catalogue.data.iter().map(|d| d.id.as_str()).collect();
    let subjects: Vec<&str> = catalogue.subjects.iter().map(|s| s.id.as_str()).collect();
    for entry in register {
        condition(entry.applies_to.as_ref(), catalogue, report);
        for id in entry.data.iter().filter(|id| !data.contains(&id.as_str())) {
            let missed = Missed::Named { catalogue: catalogue.file, id: id.value.clone() };
            report.push(not_one_of(id.span, "category of data of the catalogue", id, &data).misses(missed));
        }
        for id in entry.subjects.iter().filter(|id| !subjects.contains(&id.as_str())) {
            let missed = Missed::Named { catalogue: catalogue.file, id: id.value.clone() };
            report
                .push(not_one_of(id.span, "category of data subjects of the catalogue", id, &subjects).misses(missed));
        }
        chain(entry, register, report);
    }
}

/// Follows `engaged_by` to its end.
fn chain(entry: &Subprocessor, register: &[Subprocessor], report: &mut Report) {
    let mut seen = vec![entry.id.as_str()];
    let mut next = entry.engaged_by.as_ref();
    while let Some(id) = next {
        let Some(above) = register.iter().find(|e| e.id.value == id.value) else {
            // A link further up that leads nowhere is told at its own entry.
            if seen.len() == 1 {
                let known: Vec<&str> = register.iter().map(|e| e.id.as_str()).collect();
                let finding =
                    Diagnostic::new(Code::S23, id.span, format!("`{}` is no entry of this register", id.value));
                report.push(match nearest(id, known) {
                    Some(meant) => finding.help(format!("did you mean `{meant}`?")),
                    None => finding.help("name the entry that engages this one, or leave the key out"),
                });
            }
            return;
        };
        if above.id.value == entry.id.value {
            report.push(
                Diagnostic::new(
                    Code::S23,
                    id.span,
                    format!(
                        "the chain of `{}` leads back to itself: {} → {}",
                        entry.id.value,
                        seen.join(" → "),
                        above.id.value
                    ),
                )
                .help("one of these is engaged directly: leave out its `engaged_by`"),
            );
            return;
        }
        if seen.contains(&above.id.as_str()) {
            return;
        }
        seen.push(&above.id);
        next = above.engaged_by.as_ref();
    }
}
