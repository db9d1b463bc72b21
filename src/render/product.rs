//! Pages about products, and the views of measures: who takes them, other catalogues, as data.
//!
//! Which product a measure, a subprocessor or a change concerns is decided by [`crate::resolve::scope`]; here it is shown.
//! Invariant: numbers and anchors are those of the whole document.

mod agreement;
mod changed;
mod choice;
mod concerns;
mod crosswalk;
mod export;
mod feeds;
mod measures;
mod overview;
mod responsibilities;
mod toms;
mod weakened;

use std::sync::Arc;

use rayon::prelude::*;

use super::Renderer;
use super::frame::page_file;
use super::routes::file;
use super::view::part::Link;
use super::voice::Voice;
use crate::model::catalogue::Product;
use crate::model::document::{Facts, Kind};
use crate::output::Task;
use crate::resolve::SiteDocument;
use crate::resolve::scope::Standing;
use choice::{Choice, Choices};
pub(super) use concerns::Found;
use toms::Toms;

/// The choices of each product of the current version of each document of measures.
pub(super) struct Plan<'a> {
    current: Vec<(Toms<'a>, Vec<Choices>)>,
}

impl<'a> Renderer<'a> {
    /// The measures of a version, where it has any.
    fn toms(&self, of: &'a SiteDocument, version: usize) -> Option<Toms<'a>> {
        let edition = &of.version(version).edition;
        let Facts::Measures(goals) = &edition.facts else { return None };
        let catalogue = edition.catalogue.as_deref().unwrap_or(&self.site.catalogue);
        let place = self.site.place(&of.document.id)?;
        Some(Toms { of, place, version, goals, catalogue, binding: self.site.binding(of.settings(version)) })
    }

    /// The documents of measures with the versions that their own addresses show.
    fn current_toms(&self) -> impl Iterator<Item = Toms<'a>> {
        let of_measures = self.public_documents().filter(|of| of.document.settings.kind == Kind::Measures);
        of_measures.filter_map(|of| self.toms(of, Self::current(of)?))
    }

    /// What there is to choose, found out once for all languages.
    pub(super) fn product_plan(&self) -> Plan<'a> {
        let of = |toms: Toms<'a>| {
            let measures = self.measures(&toms);
            let choices = |product: &Product| Choices::of(&Standing::of(product, toms.catalogue), measures);
            (toms, toms.catalogue.products.par_iter().map(choices).collect())
        };
        Plan { current: self.current_toms().map(of).collect() }
    }

    fn products_path(&self, voice: &Voice<'_>) -> String {
        self.routes.fixed(voice.lang, "products")
    }

    pub(super) fn product_path(&self, voice: &Voice<'_>, product: &str) -> String {
        format!("{}{product}/", self.products_path(voice))
    }

    /// The page of a product, where it is still sold.
    pub(super) fn product_href(&self, voice: &Voice<'_>, product: &Product) -> Option<String> {
        let known = self.site.catalogue.products.iter().any(|known| known.id == product.id);
        known.then(|| self.routes.href(&self.product_path(voice, &product.id)))
    }

    /// The measures of a product in the version that the document's own address shows.
    fn measures_path(&self, voice: &Voice<'_>, toms: &Toms<'_>, product: &str) -> String {
        format!("{}{product}/", self.routes.below(voice.lang, &toms.of.document, "products"))
    }

    /// The measures of a product in a version.
    fn version_measures_path(&self, voice: &Voice<'_>, toms: &Toms<'_>, product: &str) -> String {
        format!("{}products/{product}/", self.version_path(voice.lang, toms.of, toms.version))
    }

    fn choice_path(&self, voice: &Voice<'_>, toms: &Toms<'_>, product: &str, choice: &Choice) -> String {
        let path = self.measures_path(voice, toms, product);
        if *choice == Choice::default() { path } else { format!("{path}{}/", choice.slug()) }
    }

    /// What else there is to a document of measures.
    pub(super) fn measures_views(&self, voice: &Voice<'a>, of: &SiteDocument) -> Vec<Link> {
        let Some(of) = self.site.document(&of.document.id) else { return Vec::new() };
        if of.document.settings.kind == Kind::Agreement {
            return self.agreement_views(voice, of);
        }
        let Some(toms) = Self::current(of).and_then(|version| self.toms(of, version)) else { return Vec::new() };
        let words = &voice.texts.words.products;
        let link = |name: &str, label: &str| {
            Link::new(label, self.routes.href(&self.routes.below(voice.lang, &of.document, name)))
        };
        let products = (!toms.catalogue.products.is_empty()).then(|| link("products", &words.measures_title));
        let others = [link("responsibilities", &words.responsibilities), link("crosswalk", &words.crosswalk)];
        products.into_iter().chain(others).collect()
    }

    /// The page of all products, where there are any.
    pub(super) fn products_link(&self, voice: &Voice<'_>) -> Option<Link> {
        let some = !self.site.catalogue.products.is_empty();
        some.then(|| Link::new(&voice.texts.words.products.title, self.routes.href(&self.products_path(voice))))
    }

    /// The addresses of pages that search engines may list, by language.
    pub(super) fn product_pages(&self, voice: &Voice<'_>, plan: &Plan<'a>) -> Vec<String> {
        let mut pages = Vec::new();
        let catalogue = &self.site.catalogue;
        if !catalogue.products.is_empty() {
            pages.push(self.products_path(voice));
            pages.extend(catalogue.products.iter().map(|product| self.product_path(voice, &product.id)));
        }
        for (toms, choices) in &plan.current {
            let below = |name| self.routes.below(voice.lang, &toms.of.document, name);
            pages.extend(["responsibilities", "crosswalk"].map(below));
            if !toms.catalogue.products.is_empty() {
                pages.push(below("products"));
            }
            for (product, choices) in toms.catalogue.products.iter().zip(choices) {
                pages.push(self.measures_path(voice, toms, &product.id));
                pages.extend(choices.pages.iter().map(|choice| self.choice_path(voice, toms, &product.id, choice)));
            }
        }
        for of in self.public_documents() {
            pages.extend(catalogue.products.iter().filter_map(|product| self.agreement_for(voice, of, product)));
            for toms in of.public().filter_map(|version| self.toms(of, version)) {
                let products = toms.catalogue.products.iter();
                pages.extend(products.map(|product| self.version_measures_path(voice, &toms, &product.id)));
            }
        }
        pages
    }
}

/// The pages of one language, given by its place.
pub(super) fn tasks<'a>(renderer: &Arc<Renderer<'a>>, plan: &Arc<Plan<'a>>, at: usize, tasks: &mut Vec<Task<'a>>) {
    let voice = &renderer.voices[at];
    let site = renderer.site;
    if !site.catalogue.products.is_empty() {
        let (r, path) = (Arc::clone(renderer), renderer.products_path(voice));
        tasks.push(Task::new(vec![file(&path)], move || Ok(vec![page_file(&path, r.products_page(&r.voices[at])?)])));
    }
    for product in &site.catalogue.products {
        let (r, path) = (Arc::clone(renderer), renderer.product_path(voice, &product.id));
        let paths = std::iter::once(file(&path)).chain(renderer.product_feed_paths(voice, product));
        tasks.push(Task::new(paths.collect(), move || {
            let voice = &r.voices[at];
            let mut files = vec![page_file(&path, r.product_page(voice, product)?)];
            files.extend(r.product_feed_files(voice, product)?);
            Ok(files)
        }));
    }
    agreement::tasks(renderer, at, tasks);
    for place in 0..plan.current.len() {
        views(renderer, plan, place, at, tasks);
    }
    for of in renderer.public_documents() {
        for toms in (0..of.versions.len()).filter_map(|version| renderer.toms(of, version)) {
            for product in &toms.catalogue.products {
                let (r, path) = (Arc::clone(renderer), renderer.version_measures_path(voice, &toms, &product.id));
                tasks.push(Task::new(vec![file(&path)], move || {
                    let html = r.version_measures_page(&r.voices[at], &toms, product)?;
                    Ok(vec![page_file(&path, html)])
                }));
            }
        }
    }
}

/// The pages below the address of a document of measures: one for each product and choice, and the views of all measures.
fn views<'a>(renderer: &Arc<Renderer<'a>>, plan: &Arc<Plan<'a>>, place: usize, at: usize, tasks: &mut Vec<Task<'a>>) {
    let voice = &renderer.voices[at];
    let (toms, choices) = &plan.current[place];
    let toms = *toms;
    let below = |name| renderer.routes.below(voice.lang, &toms.of.document, name);
    let (r, path) = (Arc::clone(renderer), below("responsibilities"));
    tasks.push(Task::new(vec![file(&path)], move || {
        Ok(vec![page_file(&path, r.responsibilities_page(&r.voices[at], &toms)?)])
    }));
    let (r, path) = (Arc::clone(renderer), below("crosswalk"));
    tasks.push(Task::new(vec![file(&path)], move || {
        Ok(vec![page_file(&path, r.crosswalk_page(&r.voices[at], &toms)?)])
    }));
    let (r, folder) = (Arc::clone(renderer), renderer.routes.document(voice.lang, &toms.of.document));
    tasks.push(Task::new(["measures.json", "measures.csv"].map(|name| format!("{folder}{name}")).into(), move || {
        Ok(r.measures_files(&r.voices[at], &toms, &folder))
    }));
    if toms.catalogue.products.is_empty() {
        return;
    }
    let (r, path) = (Arc::clone(renderer), below("products"));
    tasks.push(Task::new(vec![file(&path)], move || {
        Ok(vec![page_file(&path, r.measures_products_page(&r.voices[at], &toms)?)])
    }));
    for (index, product) in toms.catalogue.products.iter().enumerate() {
        for choice in std::iter::once(Choice::default()).chain(choices[index].pages.iter().cloned()) {
            let (r, plan) = (Arc::clone(renderer), Arc::clone(plan));
            let path = renderer.choice_path(voice, &toms, &product.id, &choice);
            tasks.push(Task::new(vec![file(&path)], move || {
                let choices = &plan.current[place].1[index];
                Ok(vec![page_file(&path, r.measures_page(&r.voices[at], &toms, product, choices, &choice)?)])
            }));
        }
    }
}
