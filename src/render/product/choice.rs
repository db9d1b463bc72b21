//! What the customer of a product can choose, as far as it decides a measure; each choice has a page.

use std::collections::BTreeSet;

use crate::model::condition::Condition;
use crate::resolve::inherited::Inherited;
use crate::resolve::scope::{Standing, Verdict};

/// Pages that a product has for its choices at the most.
const MOST_PAGES: usize = 24;

/// A site, the add-ons that are booked, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render) struct Choice {
    /// The site; open where it is `None`.
    pub site: Option<String>,
    /// The add-ons that are booked, of those that matter; open where it is `None`.
    pub addons: Option<BTreeSet<String>>,
}

/// All that can be chosen for a product.
#[derive(Clone, Debug, Default)]
pub(in crate::render) struct Choices {
    /// Open sites, where a measure depends on one.
    pub sites: Vec<String>,
    /// Open add-ons on which a measure depends.
    pub addons: Vec<String>,
    /// Which choices have a page.
    pub pages: Vec<Choice>,
}

impl Choice {
    /// The last part of the address of its page; ids have neither dots nor underscores.
    pub fn slug(&self) -> String {
        let addons = match &self.addons {
            Some(none) if none.is_empty() => vec!["no_addons".to_owned()],
            Some(booked) => booked.iter().cloned().collect(),
            None => Vec::new(),
        };
        self.site.iter().cloned().chain(addons).collect::<Vec<_>>().join(".")
    }
}

impl Choices {
    /// What matters to `entries` for somebody of whom no more is known than `standing`.
    pub fn of(standing: &Standing<'_>, entries: &[Inherited<'_>]) -> Self {
        let mut named: BTreeSet<String> = BTreeSet::new();
        for entry in entries.iter().filter(|entry| !entry.conditions.is_empty()) {
            if let Verdict::Remainder(rest) = entry.verdict(standing) {
                named.extend(Condition::ids(&rest).into_iter().map(|id| id.value.clone()));
            }
        }
        let known = |of: &[&str]| of.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        let sites = standing.open_sites();
        let sites = if sites.iter().any(|id| named.contains(*id)) { known(sites) } else { Vec::new() };
        let mut addons = known(standing.open_addons());
        addons.retain(|id| named.contains(id));
        let pages = pages(&sites, &addons);
        Self { sites, addons, pages }
    }

    /// What is known once `choice` is made.
    pub fn standing<'s>(&self, standing: &Standing<'s>, choice: &Choice) -> Standing<'s> {
        let mut chosen = standing.clone();
        if let Some(site) = &choice.site {
            chosen = chosen.at(site);
        }
        if let Some(booked) = &choice.addons {
            for addon in &self.addons {
                chosen = chosen.addon(addon, booked.contains(addon));
            }
        }
        chosen
    }

    /// The page of a choice, or of the part of it that has one.
    pub fn nearest(&self, choice: &Choice, keep_site: KeepSite) -> Choice {
        if self.pages.contains(choice) || *choice == Choice::default() {
            return choice.clone();
        }
        match keep_site {
            KeepSite::Yes => Choice { addons: None, ..choice.clone() },
            KeepSite::No => Choice { site: None, ..choice.clone() },
        }
    }
}

/// Which half of a choice counts where not both can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum KeepSite {
    /// The site.
    Yes,
    /// The add-ons.
    No,
}

/// Every site with every set of add-ons; where these are too many, with every single one; where these are, sites and
/// add-ons apart.
fn pages(sites: &[String], addons: &[String]) -> Vec<Choice> {
    let at: Vec<Option<String>> = std::iter::once(None).chain(sites.iter().cloned().map(Some)).collect();
    let none = std::iter::once(BTreeSet::new());
    let single: Vec<BTreeSet<String>> = none.chain(addons.iter().map(|id| BTreeSet::from([id.clone()]))).collect();
    let few = addons.len() < usize::BITS as usize && addons.len() <= MOST_PAGES.ilog2() as usize;
    let sets: Vec<BTreeSet<String>> = if few {
        let booked = |mask: usize| addons.iter().enumerate().filter(move |(at, _)| mask >> at & 1 == 1);
        (0..1usize << addons.len()).map(|mask| booked(mask).map(|(_, id)| id.clone()).collect()).collect()
    } else {
        single.clone()
    };
    let with = |sets: &[BTreeSet<String>]| {
        let sets: Vec<Option<BTreeSet<String>>> = if addons.is_empty() {
            vec![None]
        } else {
            std::iter::once(None).chain(sets.iter().cloned().map(Some)).collect()
        };
        let all = at
            .iter()
            .flat_map(|site| sets.iter().map(move |addons| Choice { site: site.clone(), addons: addons.clone() }));
        all.filter(|choice| *choice != Choice::default()).collect::<Vec<_>>()
    };
    let fits = |pages: &Vec<Choice>| pages.len() <= MOST_PAGES;
    Some(with(&sets)).filter(fits).or_else(|| Some(with(&single)).filter(fits)).unwrap_or_else(|| {
        let mut apart = with(&single);
        apart.retain(|choice| choice.site.is_none() || choice.addons.is_none());
        apart.truncate(MOST_PAGES);
        apart
    })
}
