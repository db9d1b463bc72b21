//! Which changes concern which products.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::Toms;
use super::changed::{Reworded, has_effect, same};
use crate::model::catalogue::{Catalogue, Product};
use crate::model::document::Kind;
use crate::model::subprocessor::Subprocessor;
use crate::render::Renderer;
use crate::render::body::prose_for;
use crate::render::change::{Part, Told};
use crate::render::view::changes::ChangeEntry;
use crate::render::voice::Voice;
use crate::resolve::compare;
use crate::resolve::diff::EntryChange;
use crate::resolve::inherited::Inherited;
use crate::resolve::scope::Standing;
use crate::resolve::weakening::{Measures, Weakening, weakened};
use crate::resolve::{Change, Event, Site, SiteDocument};

/// What was found out about products and versions of measures, so that it is found out once.
pub(in crate::render) struct Found<'a> {
    /// By document and version.
    versions: Vec<Vec<FoundOf<'a>>>,
    /// What concerns customers of each product, by its id.
    changes: BTreeMap<&'a str, OnceLock<Vec<&'a Change>>>,
}

/// What was found out about one version.
#[derive(Default)]
struct FoundOf<'a> {
    concern: OnceLock<Concern>,
    weakened: OnceLock<Vec<Weakening<'a>>>,
    measures: OnceLock<Vec<Inherited<'a>>>,
    /// By language.
    reworded: Vec<OnceLock<Reworded>>,
}

/// Whom a version of measures concerns.
#[derive(Default)]
struct Concern {
    /// Everybody: its text changed, or it is the first.
    everybody: bool,
    /// Products by the measures that changed for them; both by their ids.
    measures: BTreeMap<String, BTreeSet<String>>,
}

impl<'a> Found<'a> {
    /// Nothing is found out yet.
    pub fn new(site: &'a Site) -> Self {
        let languages = || site.languages.iter().map(|_| OnceLock::new()).collect();
        let version = || FoundOf { reworded: languages(), ..FoundOf::default() };
        let of = |of: &SiteDocument| of.versions.iter().map(|_| version()).collect();
        let products = site.catalogue.products.iter();
        Self {
            versions: site.documents.iter().map(of).collect(),
            changes: products.map(|product| (product.id.as_str(), OnceLock::new())).collect(),
        }
    }

    /// The words of a version's changes in a language.
    pub(super) fn reworded(&self, document: usize, version: usize, lang: usize) -> &OnceLock<Reworded> {
        &self.versions[document][version].reworded[lang]
    }
}

impl<'a> Renderer<'a> {
    /// What concerns customers of a product, newest first.
    pub(in crate::render) fn changes_for(&self, product: &Product) -> &[&'a Change] {
        let changes =
            || self.site.changes.iter().rev().filter(|change| self.change_concerns(change, product)).collect();
        self.found.changes.get(product.id.as_str()).map_or(&[], |found| found.get_or_init(changes))
    }

    /// A change as far as it concerns customers of a product.
    pub(super) fn change_for(&self, voice: &Voice<'a>, change: &Change, told: Told, product: &Product) -> ChangeEntry {
        self.change_where(voice, change, told, &|part| self.part_concerns(change, part, product))
    }

    /// Whether a part of a change concerns customers of a product.
    pub(super) fn part_concerns(&self, change: &Change, part: Part<'_>, product: &Product) -> bool {
        match part {
            Part::Entry(of) => entry_concerns(of, &Standing::of(product, &self.site.catalogue)),
            Part::Clause => true,
            Part::Measure(id) => {
                let concern = self.concern(change.document, change.version);
                concern.measures.get(id).is_some_and(|products| products.contains(&product.id.value))
            }
        }
    }

    /// The products that a change of measures concerns, in a sentence.
    pub(in crate::render) fn concerned_sentence(&self, voice: &Voice<'a>, change: &Change) -> Option<String> {
        let of = &self.site.documents[change.document];
        let toms = self.toms(of, change.version)?;
        if toms.catalogue.products.is_empty() {
            return None;
        }
        let concern = self.concern(change.document, change.version);
        let ids: BTreeSet<&String> = concern.measures.values().flatten().collect();
        let concerned = |product: &&Product| ids.contains(&product.id.value);
        let texts = &voice.texts.products;
        let all = toms.catalogue.products.len();
        if concern.everybody || toms.catalogue.products.iter().filter(concerned).count() == all {
            return Some(texts.concerns_all(&all.to_string()));
        }
        let name = |product: &Product| product.name.get(voice.lang, toms.binding).to_owned();
        let mut names: Vec<String> = toms.catalogue.products.iter().filter(concerned).map(name).collect();
        names.sort_by(|a, b| voice.compare(a, b));
        (!names.is_empty()).then(|| texts.concerns(&voice.texts.lists.and(&names)))
    }

    fn change_concerns(&self, change: &Change, product: &Product) -> bool {
        let of = &self.site.documents[change.document];
        if change.event == Event::Withdrawn && of.document.settings.kind != Kind::Agreement {
            // Whom the announcement concerned, the withdrawal does.
            let announced = Change { event: Event::Announced, ..change.clone() };
            return self.change_concerns(&announced, product);
        }
        match of.document.settings.kind {
            Kind::Agreement => product.processing,
            Kind::Policy | Kind::Contact => true,
            Kind::Measures => {
                let concern = self.concern(change.document, change.version);
                concern.everybody || concern.measures.values().any(|products| products.contains(&product.id.value))
            }
            Kind::Subprocessors => {
                let standing = Standing::of(product, &self.site.catalogue);
                let changes = of.register.iter().flat_map(|of_day| &of_day.changes[of.versions[change.version].index]);
                changes.into_iter().any(|change| entry_concerns(change, &standing))
            }
        }
    }

    fn concern(&self, document: usize, version: usize) -> &Concern {
        self.found.versions[document][version].concern.get_or_init(|| {
            let of = &self.site.documents[document];
            let (Some(before), Some(now)) = (of.base(version), self.toms(of, version)) else {
                return Concern { everybody: true, ..Concern::default() };
            };
            let Some(before) = self.toms(of, before) else { return Concern::default() };
            let measures = changed_for(&before, &now);
            // A version that changes nothing has its note to tell, and that is for everybody.
            Concern { everybody: measures.is_empty() || self.text_changed(&before, &now), measures }
        })
    }

    /// The measures of a version, without blocks.
    pub(super) fn measures(&self, toms: &Toms<'a>) -> &[Inherited<'a>] {
        self.found.versions[toms.place][toms.version].measures.get_or_init(|| toms.measures())
    }

    /// What a version protects less than the one before.
    pub(super) fn weakened(&self, before: &Toms<'a>, now: &Toms<'a>) -> &[Weakening<'a>] {
        self.found.versions[now.place][now.version].weakened.get_or_init(|| {
            let old = Measures { goals: before.goals, catalogue: before.catalogue };
            weakened(old, Measures { goals: now.goals, catalogue: now.catalogue }, now.binding)
        })
    }

    fn text_changed(&self, before: &Toms<'a>, now: &Toms<'a>) -> bool {
        let text = |of: &Toms<'a>| {
            let (_, prose) = prose_for(&of.edition().prose, of.binding, of.binding)?;
            Some((prose, self.sources.text(prose.file)?))
        };
        match (text(before), text(now)) {
            (Some(old), Some(new)) => !compare::sections(old, new).is_empty(),
            _ => false,
        }
    }
}

/// The measures that are new, gone or different, each with the products that have or had it.
fn changed_for(before: &Toms<'_>, now: &Toms<'_>) -> BTreeMap<String, BTreeSet<String>> {
    let (old, new) = (before.measures(), now.measures());
    let id = |of: &Inherited<'_>| of.measure.id.as_ref().map_or_else(String::new, |id| id.value.clone());
    let old: BTreeMap<String, &Inherited<'_>> = old.iter().map(|of| (id(of), of)).collect();
    let new: BTreeMap<String, &Inherited<'_>> = new.iter().map(|of| (id(of), of)).collect();
    let ids: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let (standing_before, standing_now) = (standings(before.catalogue), standings(now.catalogue));
    let mut changed = BTreeMap::new();
    for id in ids {
        let (was, is) = (old.get(id).copied(), new.get(id).copied());
        if was.zip(is).is_some_and(|(was, is)| same(was, is)) {
            continue;
        }
        let known: BTreeSet<&str> = standing_before.keys().chain(standing_now.keys()).copied().collect();
        let concerned = known.into_iter().filter(|product| {
            let was = was.zip(standing_before.get(product));
            has_effect(was, is.zip(standing_now.get(product)))
        });
        changed.insert(id.clone(), concerned.map(str::to_owned).collect());
    }
    changed
}

/// Where each product stands.
fn standings(catalogue: &Catalogue) -> BTreeMap<&str, Standing<'_>> {
    catalogue.products.iter().map(|product| (product.id.as_str(), Standing::of(product, catalogue))).collect()
}

/// Whether a change of a register concerns somebody: the entry works or worked for him.
fn entry_concerns(change: &EntryChange, standing: &Standing<'_>) -> bool {
    let works = |entry: &Subprocessor| standing.can_hold(entry.applies_to.as_ref().as_slice());
    let entries = change.before.iter().chain(&change.after).chain(&change.replaced);
    entries.into_iter().any(|entry| works(entry))
}
