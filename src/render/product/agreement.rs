//! Agreements read for one product: the version that the agreement's own address shows, with the measures and
//! subprocessors of the annexes that it pins as far as they concern the product.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::catalogue::{Catalogue, Product};
use crate::model::document::{Edition, Facts, Kind};
use crate::output::Task;
use crate::render::Renderer;
use crate::render::body::{Shown, prose_for};
use crate::render::document::Address;
use crate::render::frame::{About, page_file};
use crate::render::routes::file;
use crate::render::view::View;
use crate::render::view::document::Document;
use crate::render::view::part::{Link, Notice, NoticeKind, Value};
use crate::render::voice::Voice;
use crate::resolve::SiteDocument;
use crate::resolve::facts::Subject;
use crate::resolve::inherited::{Inherited, entries};
use crate::resolve::scope::{Standing, Verdict};

impl<'a> Renderer<'a> {
    fn agreement_path(&self, voice: &Voice<'_>, of: &SiteDocument, product: &str) -> String {
        format!("{}{product}/", self.routes.below(voice.lang, &of.document, "products"))
    }

    /// The page of an agreement for one product, where it reads otherwise than for all.
    pub(super) fn agreement_for(&self, voice: &Voice<'_>, of: &SiteDocument, product: &Product) -> Option<String> {
        self.reads_otherwise(of, product).then(|| self.agreement_path(voice, of, &product.id))
    }

    /// An agreement for each product for which it reads otherwise.
    pub(super) fn agreement_views(&self, voice: &Voice<'a>, of: &SiteDocument) -> Vec<Link> {
        let links = self.site.catalogue.products.iter().filter_map(|product| {
            let path = self.agreement_for(voice, of, product)?;
            let name = product.name.get(voice.lang, self.default());
            Some(Link::new(voice.texts.products.for_product(name), self.routes.href(&path)))
        });
        links.collect()
    }

    fn reads_otherwise(&self, of: &SiteDocument, product: &Product) -> bool {
        let is_agreed =
            of.document.settings.kind == Kind::Agreement && of.is_public() && product.processing && product.listed;
        let Some(version) = Self::current(of).filter(|_| is_agreed) else { return false };
        self.annexes(of, version).any(|(annex, at)| {
            let edition = &annex.version(at).edition;
            is_part(edition, self.catalogue_of(edition), product)
        })
    }

    fn catalogue_of(&self, edition: &'a Edition) -> &'a Catalogue {
        edition.catalogue.as_deref().unwrap_or(&self.site.catalogue)
    }

    /// The annexes that a version pins: the document and the place of the version.
    fn annexes(&self, of: &SiteDocument, version: usize) -> impl Iterator<Item = (&'a SiteDocument, usize)> {
        of.version(version).annexes.iter().filter_map(|(id, label)| {
            let annex = self.site.document(id)?;
            let at = (0..annex.versions.len()).find(|&at| annex.version(at).label == label.value)?;
            Some((annex, at))
        })
    }

    fn agreement_page(
        &self,
        voice: &Voice<'a>,
        of: &'a SiteDocument,
        version: usize,
        product: &Product,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let settings = of.settings(version);
        let binding = self.site.binding(settings);
        let edition = &of.version(version).edition;
        let prose = prose_for(&edition.prose, voice.lang, binding);
        let subject = Subject::Version(&of.document, of.version(version));
        let shown = Shown { subject, of: Some(of), edition: Some(edition), binding, register: None };
        let body = self.body_for(voice, shown, prose, Some(product))?;
        let name = product.name.get(voice.lang, self.default());
        let title = voice.texts.products.agreement_of(settings.title.get(voice.lang, binding), name);
        let path = |voice: &Voice<'_>| self.agreement_path(voice, of, &product.id);
        let mut head = self.head(voice, of, version, Address::Document, prose.map(|(lang, _)| lang));
        head.title.text.clone_from(&title);
        let whole = self.routes.href(&self.routes.document(voice.lang, &of.document));
        let only = Notice {
            kind: NoticeKind::Product,
            text: voice.texts.products.only_for(name),
            reason: None,
            links: vec![Link::new(&voice.texts.words.products.whole, whole)],
        };
        head.notices.insert(0, only);
        // Measures that stand in an annex of their own are read there, for the same product.
        let annexes = &voice.texts.words.facts.annexes;
        if let Some(fact) = head.facts.iter_mut().find(|fact| fact.label == *annexes) {
            fact.values = self.annexes_for(voice, of, version, product);
        }
        let mut tail = self.tail(voice, of, version, Address::Document);
        tail.views.clear();
        let page = self.frame(
            voice,
            About {
                title: Some(title),
                description: None,
                path: &path,
                document: Some(of),
                version: None,
                noindex: !of.versions[version].status.is_public(),
                relations: Vec::new(),
            },
        );
        let duties = Self::duties(voice, of, version, prose.map(|(_, prose)| prose));
        let view = Document { page, head, contents: body.contents, body: body.html, changed: None, duties, tail };
        self.theme.page(&View::Document(&view))
    }

    fn annexes_for(&self, voice: &Voice<'a>, of: &SiteDocument, version: usize, product: &Product) -> Vec<Value> {
        let values = self.annexes(of, version).map(|(annex, at)| {
            let settings = annex.settings(at);
            let title = settings.title.get(voice.lang, self.site.binding(settings));
            let title = voice.texts.general.document_version(title, &annex.version(at).label);
            let is_known = |toms: &super::Toms<'_>| toms.catalogue.products.iter().any(|known| known.id == product.id);
            let path = match self.toms(annex, at).filter(is_known) {
                Some(toms) => self.version_measures_path(voice, &toms, &product.id),
                None => self.version_path(voice.lang, annex, at),
            };
            Value::link(title, self.routes.href(&path))
        });
        values.collect()
    }
}

/// Whether an annex has conditions that read otherwise for customers of a product.
fn is_part(edition: &Edition, catalogue: &Catalogue, product: &Product) -> bool {
    let Some(known) = catalogue.products.iter().find(|known| known.id == product.id) else { return false };
    match &edition.facts {
        // What applies always says so without its condition.
        Facts::Measures(goals) => entries(goals).iter().filter(|of| of.is_measure()).any(has_conditions),
        Facts::Register(register) => {
            let standing = Standing::of(known, catalogue);
            let all = |of| standing.verdict(&[], Some(of)) == Verdict::Always;
            register.iter().filter_map(|entry| entry.applies_to.as_ref()).any(|of| !all(of))
        }
        Facts::None | Facts::Contact(_) => false,
    }
}

fn has_conditions(of: &Inherited<'_>) -> bool {
    !of.conditions.is_empty()
}

/// The pages of one language, given by its place.
pub(super) fn tasks<'a>(renderer: &Arc<Renderer<'a>>, at: usize, tasks: &mut Vec<Task<'a>>) {
    let voice = &renderer.voices[at];
    for of in renderer.public_documents() {
        let Some(version) = Renderer::current(of) else { continue };
        for product in &renderer.site.catalogue.products {
            let Some(path) = renderer.agreement_for(voice, of, product) else { continue };
            let r = Arc::clone(renderer);
            tasks.push(Task::new(vec![file(&path)], move || {
                Ok(vec![page_file(&path, r.agreement_page(&r.voices[at], of, version, product)?)])
            }));
        }
    }
}
