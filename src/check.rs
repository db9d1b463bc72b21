//! What the law and good order ask of the content, as far as it can be decided from what is written.
//!
//! Owns the closed list of rules; each is a function of its own module, which says what it decides and when it is silent.
//! Pure: the day is an argument. Must not know how anything was parsed or will look. Invariant: no rule guesses. What
//! [`mod@crate::resolve`] tells is not told again here.

mod agreement;
pub mod assume;
mod beside;
mod contact;
mod embargo;
mod finding;
mod follow_ups;
pub mod law;
mod measures;
pub mod memory;
pub mod pages;
mod published;
mod seals;
mod subject;
mod subprocessors;
mod text;
mod waiver;
mod words;

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::Report;
use crate::model::Content;
use crate::model::document::Document;
use crate::resolve::Site;
use crate::seal::Seals;
use crate::source::Sources;
pub use beside::beside;
use finding::{Findings, told_once};
pub use follow_ups::without_follow_ups;
use law::Law;
use memory::Memory;
use pages::Pages;
use subject::{Context, Subject, subjects};
pub use waiver::can_be_waived as waivable;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everything, drafts included.
    Everything,
    /// What a build publishes.
    Published,
}

/// The rules that look at one edition of a document, and know nothing of other documents but the contact.
const OF_EDITIONS: &[fn(&Subject<'_>, &mut Findings)] = &[
    agreement::covers,
    agreement::notice,
    agreement::form,
    contact::officer,
    contact::authority,
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
    subprocessors::transfer::places,
    subprocessors::transfer::parents,
    subprocessors::transfer::bases,
    subprocessors::certificates,
    contact::differing::differing,
    measures::catalogues::mixed,
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

/// The rules that hold one edition of a document against other documents.
const BETWEEN_DOCUMENTS: &[fn(&Subject<'_>, &mut Findings)] = &[
    agreement::measures,
    agreement::third_countries,
    agreement::named,
    subprocessors::service::unnamed_in_agreement,
    embargo::names,
];

/// The rules that look at the site as a whole.
const OF_SITES: &[fn(&Context<'_>, &mut Findings)] = &[
    contact::published,
    contact::imprint,
    contact::security,
    contact::sites,
    contact::pages,
    seals::seals,
    embargo::assets,
    embargo::pages,
    published::theme,
    published::raw_html,
    pages::pages,
];

/// What is found in `content` on `today`. `site` is there where nothing of the content's form is wrong; rules that need
/// it are silent without.
#[must_use]
pub fn check(content: &Content, site: Option<&Site>, sources: &Sources, today: Date, reach: Reach) -> Report {
    check_again(content, site, sources, today, reach, None, &mut Memory::default())
}

/// The same as [`check`], on the finished pages, too, where there are any, and looking again only at documents that are
/// not as `memory` has them.
pub fn check_again(
    content: &Content,
    site: Option<&Site>,
    sources: &Sources,
    today: Date,
    reach: Reach,
    pages: Option<&Pages>,
    memory: &mut Memory,
) -> Report {
    let law = law_of(content);
    let around = Context {
        content,
        site,
        sources,
        today,
        law: &law,
        seals: Seals::read(sources),
        pages,
        embargoed: embargo::embargoed(content, today),
        agreements: OnceLock::new(),
    };
    check_around(&around, reach, memory)
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
    let around = Context {
        content,
        site,
        sources,
        today,
        law,
        seals: Seals::read(sources),
        pages: None,
        embargoed: embargo::embargoed(content, today),
        agreements: OnceLock::new(),
    };
    check_around(&around, reach, &mut Memory::default())
}

fn check_around(around: &Context<'_>, reach: Reach, memory: &mut Memory) -> Report {
    memory.expect(around, reach);
    // A document at a time: the words of all of them at once would fill the memory.
    let found: Vec<(Vec<Findings>, Vec<Findings>)> =
        around.content.documents.par_iter().map(|document| of_document(around, document, reach, memory)).collect();
    let (alone, found): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    memory.keep(around.content.documents.iter().cloned().zip(alone));
    let mut of_site = Findings::of_site();
    for rule in OF_SITES {
        rule(around, &mut of_site);
    }
    let mut findings = told_once(found.into_iter().flatten());
    findings.extend(of_site.into_vec());
    let mut report = waiver::apply(around, &mut findings);
    for finding in findings {
        if reach == Reach::Everything || finding.published {
            report.push(finding.diagnostic);
        }
    }
    report
}

/// What is found in the document's editions alone, and that with what is found between documents.
fn of_document(
    around: &Context<'_>,
    document: &Arc<Document>,
    reach: Reach,
    memory: &Memory,
) -> (Vec<Findings>, Vec<Findings>) {
    let subjects = subjects(around, document).into_iter();
    let subjects: Vec<_> = subjects.filter(|subject| reach == Reach::Everything || subject.is_published()).collect();
    let alone = memory.recalled(document).map_or_else(
        || subjects.iter().map(|subject| held_against(OF_EDITIONS, subject, Findings::of(subject))).collect(),
        <[Findings]>::to_vec,
    );
    let with_others = subjects.iter().zip(&alone);
    let all = with_others.map(|(subject, found)| held_against(BETWEEN_DOCUMENTS, subject, found.clone())).collect();
    (alone, all)
}

fn held_against(rules: &[fn(&Subject<'_>, &mut Findings)], subject: &Subject<'_>, mut findings: Findings) -> Findings {
    for rule in rules {
        rule(subject, &mut findings);
    }
    findings
}
