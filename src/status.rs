//! Where a site stands on its day: what holds, what comes, what waits, and when time alone will change it.
//!
//! Owns what `aushang status` tells, as plain data that is printed or written as JSON: names may be added, never changed.
//! Knows nothing of terminals.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::document::Waiver;
use crate::model::text::Lang;
use crate::resolve::next::next_change;
use crate::resolve::released::differs;
use crate::resolve::{Site, SiteDocument, Status as State};
use crate::seal::{Released, Seals};
use crate::source::Sources;

/// A site on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// The version of this form.
    pub version: u32,
    /// The day.
    pub as_of: String,
    /// The documents, in the order of the site.
    pub documents: Vec<Document>,
    /// Announcements that customers can object to, the first to end first.
    pub objections: Vec<Objection>,
    /// Rules that are waived.
    pub waivers: Vec<Waived>,
    /// The next day on which the site changes by itself.
    pub next: Option<Next>,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Its id.
    pub id: String,
    /// Its title in the language that prevails.
    pub title: String,
    /// The version that applies.
    pub in_force: Option<Version>,
    /// Public versions that will apply.
    pub announced: Vec<Version>,
    /// Versions that are not public yet.
    pub scheduled: Vec<Version>,
    /// Whether the working copy says something else than the last version.
    pub draft_changed: bool,
    /// The last version, with which the working copy is compared.
    pub draft_since: Option<String>,
    /// Versions that have no seal.
    pub unsealed: Vec<String>,
}

/// A version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// Its label.
    pub label: String,
    /// From when it is public.
    pub announced: String,
    /// From when it applies.
    pub effective: String,
}

/// An announcement that customers can object to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Objection {
    /// The document's id.
    pub document: String,
    /// The version's label.
    pub label: String,
    /// The last day to object.
    pub until: String,
    /// How many days are left, the last one included: 1 on the last day.
    pub days_left: i32,
}

/// A rule that is waived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waived {
    /// The document's id.
    pub document: String,
    /// The rule's code.
    pub rule: String,
    /// What it is narrowed to; all where empty.
    #[serde(rename = "for")]
    pub narrowed_to: Vec<String>,
    /// Why.
    pub reason: String,
    /// The last day on which it holds.
    pub until: Option<String>,
    /// Whether that is over.
    pub expired: bool,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Next {
    /// The day.
    pub date: String,
    /// How many days are left until then.
    pub days_left: i32,
    /// What happens on it.
    pub events: Vec<String>,
}

/// Where `site` stands on its day.
#[must_use]
pub fn status(site: &Site, sources: &Sources) -> Status {
    let seals = Seals::read(sources);
    let mut objections: Vec<Objection> = site.documents.iter().flat_map(|of| objections(site, of)).collect();
    objections.sort_by(|a, b| a.until.cmp(&b.until));
    Status {
        version: 1,
        as_of: site.today.to_string(),
        documents: site.documents.iter().map(|of| document(site, of, sources, &seals)).collect(),
        objections,
        waivers: site.documents.iter().flat_map(|of| waivers(site, of)).collect(),
        next: next_change(site).map(|next| Next {
            date: next.date.to_string(),
            days_left: days(site.today, next.date),
            events: next.events,
        }),
    }
}

fn document(site: &Site, of: &SiteDocument, sources: &Sources, seals: &Seals) -> Document {
    let document = &of.document;
    let public = |state| {
        let dated = of.versions.iter().filter(move |dated| dated.status == state);
        dated.map(|dated| version(&document.versions[dated.index])).collect::<Vec<_>>()
    };
    let scheduled = document.versions.iter().filter(|version| version.announced.value > site.today);
    let unsealed = document.versions.iter().filter(|version| !seals.hold(&Released::new(&document.id, &version.label)));
    Document {
        id: document.id.clone(),
        title: document.settings.title.get(site.binding(&document.settings), &site.languages[0]).to_owned(),
        in_force: of.in_force.map(|at| version(of.version(at))),
        announced: public(State::Announced),
        scheduled: scheduled.map(version).collect(),
        draft_changed: differs(document, sources),
        draft_since: document.newest().map(|version| version.label.clone()),
        unsealed: unsealed.map(|version| version.label.clone()).collect(),
    }
}

fn version(of: &crate::model::version::Version) -> Version {
    Version {
        label: of.label.clone(),
        announced: of.announced.value.to_string(),
        effective: of.effective.value.to_string(),
    }
}

/// The open windows of a register. Nobody can object to the first list: it is part of the agreement.
fn objections(site: &Site, of: &SiteDocument) -> Vec<Objection> {
    if of.register.is_none() {
        return Vec::new();
    }
    let open = (1..of.versions.len()).filter(|&at| of.versions[at].status == State::Announced).filter_map(|at| {
        let until = site.last_day_to_object(of, at).filter(|&until| until >= site.today)?;
        Some(Objection {
            document: of.document.id.clone(),
            label: of.version(at).label.clone(),
            until: until.to_string(),
            days_left: days(site.today, until) + 1,
        })
    });
    open.collect()
}

fn waivers(site: &Site, of: &SiteDocument) -> Vec<Waived> {
    let lang = site.binding(&of.document.settings);
    of.document.settings.waive.iter().map(|waiver| waived(waiver, &of.document.id, lang, site.today)).collect()
}

fn waived(of: &Waiver, document: &str, lang: &Lang, today: Date) -> Waived {
    Waived {
        document: document.to_owned(),
        rule: of.rule.value.clone(),
        narrowed_to: of.narrowed_to.iter().map(|about| about.value.clone()).collect(),
        reason: of.reason.get(lang, lang).to_owned(),
        until: of.until.as_ref().map(|day| day.value.to_string()),
        expired: of.until.as_ref().is_some_and(|day| day.value < today),
    }
}

/// The days from one day to another.
fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}
