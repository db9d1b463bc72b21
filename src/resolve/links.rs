//! Facts, lists and links of prose lead to something that the site has.

use rayon::prelude::*;

use super::facts::{NAMES, Subject, value};
use super::{Site, SiteDocument};
use crate::diagnostic::cause::{Bond, Missed};
use crate::diagnostic::format::nearest;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::document::{Document, Edition, Facts, Kind};
use crate::model::prose::{DocLink, ListUse, NamedList, Prose};
use crate::model::text::Lang;
use crate::source::Spanned;

/// What leads nowhere.
#[must_use]
pub fn check(site: &Site) -> Report {
    let mut report = Report::new();
    let of_documents: Vec<Report> = site.documents.par_iter().map(|of| document(site, of)).collect();
    for found in of_documents {
        report.extend(found);
    }
    for page in &site.pages {
        for (lang, prose) in &page.prose {
            text(site, Subject::Page, None, lang, prose, &mut report);
        }
    }
    report
}

fn document(site: &Site, of: &SiteDocument) -> Report {
    let mut report = Report::new();
    let document = &*of.document;
    let drafts = [(Subject::Draft(document), &document.working)];
    let versions = document.versions.iter().map(|v| (Subject::Version(document, v), &v.edition));
    for (subject, edition) in versions.chain(drafts) {
        for (lang, prose) in &edition.prose {
            text(site, subject, Some((document, edition)), lang, prose, &mut report);
        }
        for (lang, outline) in edition.texts.iter() {
            let lang = lang.as_ref().unwrap_or_else(|| site.binding(&document.settings));
            text(site, subject, Some((document, edition)), lang, outline, &mut report);
        }
    }
    report
}

type Owner<'a> = Option<(&'a Document, &'a Edition)>;

fn text(site: &Site, subject: Subject<'_>, owner: Owner<'_>, lang: &Lang, prose: &Prose, report: &mut Report) {
    for name in prose.facts.iter().filter(|name| value(site, subject, name).is_none()) {
        report.extend(unknown_fact(name));
    }
    for link in &prose.links {
        report.extend(target(site, matches!(subject, Subject::Draft(_)), lang, link));
    }
    for path in prose.assets.iter().filter(|path| !has_asset(site, path)) {
        report.push(no_asset(site, path));
    }
    for list in &prose.lists {
        report.extend(available(site, owner, list));
    }
}

/// Whether there is such a file below `content/assets/`; the site has them in the order of their paths.
fn has_asset(site: &Site, path: &str) -> bool {
    site.assets.binary_search_by(|(known, _)| known.as_str().cmp(path)).is_ok()
}

fn no_asset(site: &Site, path: &Spanned<String>) -> Diagnostic {
    let message = format!("there is no file content/assets/{}", path.value);
    let finding = Diagnostic::new(Code::V10, path.span, message);
    match nearest(path, site.assets.iter().map(|(known, _)| known.as_str())) {
        Some(meant) => finding.help(format!("did you mean `assets/{meant}`?")),
        None => finding.help("put the file there, or correct the name; capital and small letters count"),
    }
}

fn unknown_fact(name: &Spanned<String>) -> Report {
    let mut report = Report::new();
    let finding = if NAMES.contains(&name.as_str()) {
        Diagnostic::new(Code::F11, name.span, format!("the site does not have the fact `{}` here", name.value))
            .misses(Missed::Fact(name.value.clone()))
            .help("write it into site.yaml or the document that holds it, or leave the reference out")
    } else {
        let finding = Diagnostic::new(Code::F11, name.span, format!("no fact is called `{}`", name.value));
        match nearest(name, NAMES.iter().copied()) {
            Some(meant) => finding.help(format!("did you mean `{meant}`?")),
            None => finding.help(format!("known facts: {}", NAMES.join(", "))),
        }
    };
    report.push(finding);
    report
}

/// Where a link to a document leads, as far as it does not.
fn target(site: &Site, in_draft: bool, lang: &Lang, link: &Spanned<DocLink>) -> Report {
    let mut report = Report::new();
    let mut fail = |missed: Option<Missed>, message: String, help: String| {
        let finding = Diagnostic::new(Code::V10, link.span, message).help(help);
        report.push(Diagnostic { bond: missed.map(Bond::Misses), ..finding });
    };
    let Some(of) = site.document(&link.document) else {
        let known: Vec<&str> = site.documents.iter().map(|d| d.document.id.as_str()).collect();
        let help = nearest(&link.document, known.iter().copied());
        fail(
            Some(Missed::Document(link.document.clone())),
            format!("the link leads to the document `{}`, which the site does not have", link.document),
            help.map_or_else(
                || "write the name of a folder of content/".into(),
                |meant| format!("did you mean `{meant}`?"),
            ),
        );
        return report;
    };
    let edition = match &link.label {
        Some(label) => {
            let Some(index) = of.document.versions.iter().position(|v| v.label == *label) else {
                let known: Vec<&str> = of.document.versions.iter().map(|v| v.label.as_str()).collect();
                fail(
                    Some(Missed::Version { document: link.document.clone(), label: label.clone() }),
                    format!("the link leads to version {label} of `{}`, which has not been released", link.document),
                    format!("released versions: {}", known.join(", ")),
                );
                return report;
            };
            if !in_draft && of.versions.iter().all(|dated| dated.index != index) {
                let day = of.document.versions[index].announced.value;
                fail(
                    None,
                    format!(
                        "the link leads to version {label} of `{}`, which is not public before {day}",
                        link.document
                    ),
                    "announce the version before the text that links to it".into(),
                );
                return report;
            }
            Some(&of.document.versions[index].edition)
        }
        None => match of.in_force.or(of.versions.len().checked_sub(1)) {
            Some(at) => Some(&of.version(at).edition),
            None if in_draft => Some(&of.document.working),
            None => {
                fail(
                    Some(Missed::Version { document: link.document.clone(), label: String::new() }),
                    format!("the link leads to `{}`, which has no public version", link.document),
                    "release a version of it, or leave the link out".into(),
                );
                return report;
            }
        },
    };
    if let (Some(anchor), Some(edition)) = (&link.anchor, edition) {
        let prose = edition.prose.get(lang).or_else(|| edition.prose.get(site.binding(&of.document.settings)));
        if prose.is_none_or(|prose| prose.anchor(anchor).is_none()) && !names_fact(edition, anchor) {
            let known: Vec<&str> = prose.iter().flat_map(|p| p.sections.iter()).map(|s| &*s.anchor).collect();
            fail(
                None,
                format!("`{}` has no clause or heading `{anchor}`", link.document),
                nearest(anchor, known)
                    .map_or_else(|| "write the number of a clause".into(), |meant| format!("did you mean `#{meant}`?")),
            );
        }
    }
    report
}

/// Whether an anchor is the id of a measure, control, goal or entry.
fn names_fact(edition: &Edition, anchor: &str) -> bool {
    fn measured(measures: &[crate::model::measure::Measure], anchor: &str) -> bool {
        measures.iter().any(|m| m.id.as_ref().is_some_and(|id| id.value == anchor) || measured(&m.measures, anchor))
    }
    match &edition.facts {
        Facts::Measures(goals) => goals.iter().any(|goal| {
            goal.id.value == anchor
                || goal.controls.iter().any(|c| c.id.value == anchor || measured(&c.measures, anchor))
        }),
        Facts::Register(register) => register.iter().any(|entry| entry.id.value == anchor),
        Facts::None | Facts::Contact(_) => false,
    }
}

/// Whether what a list shows is there.
fn available(site: &Site, owner: Owner<'_>, list: &ListUse) -> Report {
    let mut report = Report::new();
    let mut fail = |missed: Missed, what: &str, help: &str| {
        let finding = Diagnostic::new(Code::F11, list.span, format!("there is no {what} to show here"));
        report.push(finding.help(help).misses(missed));
    };
    let of_kind = |kind: Kind| Missed::Kind(kind.name());
    let has = |kind| site.document_of(kind).is_some();
    match &list.list {
        NamedList::Subprocessors if !has(Kind::Subprocessors) => {
            fail(
                of_kind(Kind::Subprocessors),
                "register of subprocessors",
                "add a document of the kind `subprocessors`, or leave the list out",
            );
        }
        NamedList::Contact if !has(Kind::Contact) => {
            fail(
                of_kind(Kind::Contact),
                "contact of a data protection officer",
                "add a document of the kind `contact`, or leave the list out",
            );
        }
        NamedList::History if owner.is_none() => {
            let finding = Diagnostic::new(Code::F11, list.span, "there is no history to show here");
            report.push(finding.help("only documents have versions"));
        }
        NamedList::Products if site.catalogue.products.is_empty() => {
            let missed = Missed::Named { catalogue: site.catalogue.file, id: "products".to_owned() };
            fail(missed, "product table", "name the products in content/catalogue.yaml, or leave the list out");
        }
        NamedList::Measures(goal) => {
            let own = owner.and_then(|(_, edition)| match &edition.facts {
                Facts::Measures(goals) => Some(goals),
                _ => None,
            });
            if own.is_none() && !has(Kind::Measures) {
                fail(
                    of_kind(Kind::Measures),
                    "list of measures",
                    "add a document of the kind `measures`, or leave the list out",
                );
            } else if let (Some(goal), Some(goals)) = (goal, own)
                && goals.iter().all(|g| g.id.value != *goal)
            {
                let known: Vec<&str> = goals.iter().map(|g| g.id.as_str()).collect();
                let finding = crate::diagnostic::format::not_one_of(list.span, "goal of measures.yaml", goal, &known);
                report.push(Diagnostic { code: Code::F11, ..finding }.misses(Missed::Goal(goal.clone())));
            }
        }
        NamedList::Subprocessors | NamedList::Contact | NamedList::History | NamedList::Products => {}
    }
    report
}
