//! What the law and good order ask of the content, as far as it can be decided from what is written.
//!
//! Owns the closed list of rules; each is a function of its own module, which says what it decides and when it is silent.
//! Pure: the day is an argument. Must not know how anything was parsed or will look. Invariant: no rule guesses. What
//! [`mod@crate::resolve`] tells is not told again here.

mod agreement;
pub mod assume;
mod contact;
mod finding;
pub mod law;
mod measures;
mod subject;
mod subprocessors;
mod text;
mod waiver;
mod words;

use std::collections::BTreeSet;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::{Level, Place, Report};
use crate::model::Content;
use crate::resolve::Site;
use crate::source::{FileId, Sources};
use finding::{Findings, told_once};
use law::Law;
use subject::{Context, Subject, sealed_files, subjects};
pub use waiver::can_be_waived as waivable;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everything, drafts included.
    Everything,
    /// What a build publishes.
    Published,
}

/// The rules that look at one edition of a document: its text and facts.
const OF_EDITIONS: &[fn(&Subject<'_>, &mut Findings)] = &[
    agreement::covers,
    agreement::measures,
    agreement::notice,
    agreement::form,
    agreement::third_countries,
    agreement::named,
    contact::officer,
    contact::authority,
    contact::differing,
    measures::coverage::letters,
    measures::coverage::controls,
    measures::coverage::topics,
    measures::coverage::examples_of_annex,
    measures::scope::products,
    measures::wording::too_general,
    measures::wording::duties_of_customers,
    measures::weakening::weakening,
    subprocessors::identity::names,
    subprocessors::identity::addresses,
    subprocessors::identity::contacts,
    subprocessors::identity::duplicates,
    subprocessors::identity::lists,
    subprocessors::history::ids,
    subprocessors::history::notice_period,
    subprocessors::history::reviews,
    subprocessors::service::services,
    subprocessors::service::special_categories,
    subprocessors::service::unnamed_in_agreement,
    subprocessors::transfer::places,
    subprocessors::transfer::parents,
    subprocessors::transfer::bases,
    subprocessors::certificates,
    text::dates::impossible,
    text::dates::stated,
    text::words::placeholders,
    text::words::replaced,
    text::internal::details,
    text::order::numbers,
    text::order::contents,
    text::translation::missing,
    text::translation::structure,
];

/// The rules that look at the site as a whole.
const OF_SITES: &[fn(&Context<'_>, &mut Findings)] =
    &[contact::published, contact::imprint, contact::security, contact::sites, contact::pages];

/// What is found in `content` on `today`. `site` is there where nothing of the content's form is wrong; rules that need
/// it are silent without.
#[must_use]
pub fn check(content: &Content, site: Option<&Site>, sources: &Sources, today: Date, reach: Reach) -> Report {
    check_under(content, site, sources, today, reach, &law_of(content))
}

/// The built-in law with the rows of the site.
#[must_use]
pub fn law_of(content: &Content) -> Law {
    let mut law = Law::built_in();
    law.add(&content.law);
    law
}

/// What is found under another law than today's.
#[must_use]
pub fn check_under(
    content: &Content,
    site: Option<&Site>,
    sources: &Sources,
    today: Date,
    reach: Reach,
    law: &Law,
) -> Report {
    let around = Context { content, site, sources, today, law, sealed: sealed_files(sources) };
    let subjects = content.documents.iter().flat_map(|of| subjects(&around, of));
    let subjects: Vec<Subject<'_>> =
        subjects.filter(|subject| reach == Reach::Everything || subject.is_published()).collect();
    let found: Vec<Findings> = subjects
        .par_iter()
        .map(|subject| {
            let mut findings = Findings::of(subject);
            for rule in OF_EDITIONS {
                rule(subject, &mut findings);
            }
            findings
        })
        .collect();
    let mut of_site = Findings::of_site();
    for rule in OF_SITES {
        rule(&around, &mut of_site);
    }
    let mut findings = told_once(found);
    findings.extend(of_site.into_vec());
    let mut report = waiver::apply(&around, &mut findings);
    for finding in findings {
        if reach == Reach::Everything || finding.published {
            report.push(finding.diagnostic);
        }
    }
    report
}

/// The findings of `rules` that can be relied upon beside `earlier`, what earlier stages found: what could not be read
/// seems to be missing, so of a file with errors nothing more is told.
#[must_use]
pub fn beside(rules: &Report, earlier: &Report) -> Report {
    let errors = || earlier.findings().iter().filter(|finding| finding.level == Level::Error);
    let files: BTreeSet<FileId> = errors()
        .filter_map(|finding| match finding.place {
            Place::At(span) => Some(span.file),
            Place::Path(_) => None,
        })
        .collect();
    let paths: BTreeSet<&Place> = errors().map(|finding| &finding.place).collect();
    let mut kept = Report::new();
    for finding in rules.findings() {
        let known = match &finding.place {
            Place::At(span) => files.contains(&span.file),
            path @ Place::Path(_) => paths.contains(path),
        };
        if !known {
            kept.push(finding.clone());
        }
    }
    kept
}
