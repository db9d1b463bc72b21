//! All products, and all that concerns one.

use super::Toms;
use crate::diagnostic::Diagnostic;
use crate::model::catalogue::Product;
use crate::model::document::Kind;
use crate::model::text::Localized;
use crate::render::Renderer;
use crate::render::change::Told;
use crate::render::condition::Words;
use crate::render::frame::About;
use crate::render::list::products;
use crate::render::view::View;
use crate::render::view::part::{Fact, Html, Link, MarkKind, Text, Value};
use crate::render::view::products::{Concerned, Product as ProductView, ProductDocument, Products};
use crate::render::voice::Voice;
use crate::resolve::SiteDocument;
use crate::resolve::scope::{Standing, Verdict};
use crate::source::Spanned;

impl<'a> Renderer<'a> {
    /// `/products/`.
    pub(super) fn products_page(&self, voice: &Voice<'a>) -> Result<Vec<u8>, Box<Diagnostic>> {
        let words = &voice.texts.words.products;
        let path = |voice: &Voice<'_>| self.products_path(voice);
        let href = |product: &Product| self.routes.href(&self.product_path(voice, &product.id));
        let catalogue = &self.site.catalogue;
        let table = products::view(catalogue, voice, self.default(), &|product| Some(href(product)));
        let view = Products {
            page: self.frame(voice, about(&words.title, &path)),
            title: words.title.clone(),
            intro: words.intro.clone(),
            table: Html::new(self.theme.part(&View::ProductList(&table))?),
            others: self.unlisted(voice, &catalogue.products, &href),
        };
        self.theme.page(&View::Products(&view))
    }

    /// `/<measures>/products/`.
    pub(super) fn measures_products_page(
        &self,
        voice: &Voice<'a>,
        toms: &Toms<'a>,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let words = &voice.texts.words.products;
        let path = |voice: &Voice<'_>| self.routes.below(voice.lang, &toms.of.document, "products");
        let href = |product: &Product| self.routes.href(&self.measures_path(voice, toms, &product.id));
        let table = products::view(toms.catalogue, voice, toms.binding, &|product| Some(href(product)));
        let view = Products {
            page: self.frame(voice, About { document: Some(toms.of), ..about(&words.measures_title, &path) }),
            title: words.measures_title.clone(),
            intro: words.measures_intro.clone(),
            table: Html::new(self.theme.part(&View::ProductList(&table))?),
            others: self.unlisted(voice, &toms.catalogue.products, &href),
        };
        self.theme.page(&View::Products(&view))
    }

    fn unlisted(&self, voice: &Voice<'a>, products: &[Product], href: &dyn Fn(&Product) -> String) -> Vec<Link> {
        let hidden = products.iter().filter(|product| !product.listed);
        hidden.map(|of| Link::new(of.name.get(voice.lang, self.default()), href(of))).collect()
    }

    /// `/products/<id>/`.
    pub(super) fn product_page(&self, voice: &Voice<'a>, product: &Product) -> Result<Vec<u8>, Box<Diagnostic>> {
        let words = &voice.texts.words.products;
        let title = voice.text(&product.name, self.default());
        let path = |voice: &Voice<'_>| self.product_path(voice, &product.id);
        let mut page = self.frame(voice, about(&title.text, &path));
        let own = self.feeds_in(&path(voice), &self.product_feed_title(voice, product));
        page.feeds.splice(0..0, own.iter().cloned());
        let footnote = self.site.catalogue.table.as_ref().and_then(|table| table.footnote.as_ref());
        let unprocessed = || {
            footnote.map_or_else(
                || Text::new(&voice.texts.words.facts.unprocessed),
                |text| voice.text(text, self.default()),
            )
        };
        let view = ProductView {
            page,
            title,
            products: Link::new(&words.all, self.routes.href(&self.products_path(voice))),
            note: product.note.as_ref().map(|note| voice.text(note, self.default())),
            unprocessed: (!product.processing).then(unprocessed),
            facts: self.product_facts(voice, product),
            documents: self.product_documents(voice, product),
            subprocessors: self.product_subprocessors(voice, product),
            changes: self
                .changes_for(product)
                .iter()
                .map(|of| self.change_for(voice, of, Told::Today, product))
                .collect(),
            feeds: own,
        };
        self.theme.page(&View::Product(&view))
    }

    fn product_facts(&self, voice: &Voice<'a>, product: &Product) -> Vec<Fact> {
        let words = &voice.texts.words.products;
        let catalogue = &self.site.catalogue;
        let name = |id: &str| {
            let name = catalogue.scope(id).map(|(_, name): (_, &Localized)| name.get(voice.lang, self.default()));
            Value::new(name.unwrap_or(id))
        };
        let names = |ids: &[Spanned<String>]| ids.iter().map(|id| name(id)).collect::<Vec<_>>();
        let sites = match &product.sites {
            Some(sites) => names(sites),
            None if catalogue.sites.is_empty() => Vec::new(),
            None => vec![Value::new(&words.any_site)],
        };
        let facts = [
            (&words.groups, names(&product.groups)),
            (&words.sites, sites),
            (&words.includes, names(&product.includes)),
            (&words.addons, product.addons.as_deref().map(names).unwrap_or_default()),
        ];
        let told = facts.into_iter().filter(|(_, values)| !values.is_empty());
        told.map(|(label, values)| Fact { label: label.clone(), values }).collect()
    }

    /// The agreements, where there is something to agree on, the measures that apply, and the registers.
    fn product_documents(&self, voice: &Voice<'a>, product: &Product) -> Vec<ProductDocument> {
        let mut documents = Vec::new();
        for of in self.public_documents() {
            let Some(current) = Self::current(of) else { continue };
            let settings = of.settings(current);
            let title = settings.title.get(voice.lang, self.site.binding(settings));
            let own = self.routes.document(voice.lang, &of.document);
            let (path, counts) = match of.document.settings.kind {
                Kind::Agreement if product.processing => (self.agreement_for(voice, of, product).unwrap_or(own), None),
                Kind::Subprocessors => (own, None),
                Kind::Measures => {
                    let Some(toms) = self.toms(of, current) else { continue };
                    let Some(known) = toms.catalogue.products.iter().find(|known| known.id == product.id) else {
                        continue;
                    };
                    let counts = Toms::counts(voice, self.measures(&toms), &Standing::of(known, toms.catalogue));
                    (self.measures_path(voice, &toms, &product.id), Some(counts))
                }
                Kind::Agreement | Kind::Policy | Kind::Contact => continue,
            };
            documents.push(ProductDocument {
                link: Link::new(title, self.routes.href(&path)),
                mark: voice.mark(of.versions[current].status),
                sentence: Self::status_sentence(voice, of, current),
                counts,
            });
        }
        documents
    }

    /// Who is engaged and who is to be, as far as it concerns the product.
    fn product_subprocessors(&self, voice: &Voice<'a>, product: &Product) -> Vec<Concerned> {
        let standing = Standing::of(product, &self.site.catalogue);
        let registers = self.public_documents().filter(|of| of.register.is_some());
        registers.flat_map(|of| self.concerned(voice, of, &standing)).collect()
    }

    fn concerned(&self, voice: &Voice<'a>, of: &SiteDocument, standing: &Standing<'_>) -> Vec<Concerned> {
        let binding = self.site.binding(&of.document.settings);
        let words = Words::of(voice, &self.site.catalogue, binding);
        let mut concerned = Vec::new();
        for (entry, kind) in Self::entries(of) {
            if !matches!(kind, MarkKind::InForce | MarkKind::Announced) {
                continue;
            }
            let scope = match standing.verdict(&[], entry.applies_to.as_ref()) {
                Verdict::Never => continue,
                Verdict::Always => None,
                Verdict::Remainder(rest) => Some(words.only(&rest)),
            };
            concerned.push(Concerned {
                link: Link::new(&entry.name.value, self.entry_href(voice, of, &entry.id)),
                service: entry.service.as_ref().map(|service| voice.text(service, binding)),
                scope,
                mark: (kind == MarkKind::Announced).then(|| voice.mark_of(kind)),
            });
        }
        concerned.sort_by(|a, b| voice.compare(&a.link.label, &b.link.label));
        concerned
    }
}

/// A page whose path has one name in every language.
pub(super) fn about<'p>(title: &str, path: &'p dyn Fn(&Voice<'_>) -> String) -> About<'p> {
    About {
        title: Some(title.to_owned()),
        description: None,
        path,
        document: None,
        version: None,
        noindex: false,
        relations: Vec::new(),
    }
}
