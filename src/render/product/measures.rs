//! The measures that apply to one product, with the conditions that stay open in words, and what a choice changes.

use super::Toms;
use super::choice::{Choice, Choices as Options, KeepSite};
use crate::diagnostic::Diagnostic;
use crate::model::catalogue::Product;
use crate::render::Renderer;
use crate::render::body::prose_for;
use crate::render::condition::Words;
use crate::render::document::Address;
use crate::render::frame::About;
use crate::render::list::measures::Audience;
use crate::render::redline;
use crate::render::view::View;
use crate::render::view::part::{Html, Link, NoticeKind};
use crate::render::view::products::{Choices, MeasureRow, Narrowed, ProductMeasures};
use crate::render::voice::Voice;
use crate::resolve::inherited::Inherited;
use crate::resolve::numbers::Numbers;
use crate::resolve::scope::{Standing, Verdict};

impl<'a> Renderer<'a> {
    /// `/<measures>/products/<id>/`, narrowed down to a choice.
    pub(super) fn measures_page(
        &self,
        voice: &Voice<'a>,
        toms: &Toms<'a>,
        product: &Product,
        options: &Options,
        choice: &Choice,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let path = |voice: &Voice<'_>| self.choice_path(voice, toms, &product.id, choice);
        let open = Standing::of(product, toms.catalogue);
        let standing = options.standing(&open, choice);
        let mut view = self.product_measures(voice, toms, product, &standing, Address::Document, &path)?;
        let narrowed = *choice != Choice::default();
        if narrowed {
            // The changes stand on the page of the product.
            let page = self.routes.href(&self.measures_path(voice, toms, &product.id));
            view.changes_at = view.changes.take().map(|_| format!("{page}#changes"));
            let named = format!("{}, {}", view.title, toms.choice(voice, choice));
            let site = self.site.config.title.get(voice.lang, self.default());
            view.page.title = voice.texts.general.page_title(&named, site);
        }
        view.choices = self.choices(voice, toms, product, options, choice);
        view.narrowed = narrowed.then(|| Narrowed {
            sentence: voice.texts.products.narrowed(&toms.choice(voice, choice)),
            ..self.changed_by(voice, toms, &open, &standing)
        });
        self.theme.page(&View::ProductMeasures(&view))
    }

    /// `/<measures>/<label>/products/<id>/`.
    pub(super) fn version_measures_page(
        &self,
        voice: &Voice<'a>,
        toms: &Toms<'a>,
        product: &Product,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let path = |voice: &Voice<'_>| self.version_measures_path(voice, toms, &product.id);
        let standing = Standing::of(product, toms.catalogue);
        let view = self.product_measures(voice, toms, product, &standing, Address::Permanent, &path)?;
        self.theme.page(&View::ProductMeasures(&view))
    }

    fn product_measures(
        &self,
        voice: &Voice<'a>,
        toms: &Toms<'a>,
        product: &Product,
        standing: &Standing<'_>,
        at: Address,
        path: &dyn Fn(&Voice<'_>) -> String,
    ) -> Result<ProductMeasures, Box<Diagnostic>> {
        let texts = &voice.texts.products;
        let name = product.name.get(voice.lang, toms.binding);
        let label = &toms.of.version(toms.version).label;
        let title = match at {
            Address::Document => texts.measures_of(name),
            Address::Permanent => texts.measures_of_version(name, label),
        };
        let body = self.measures_for(voice, toms.shown(), &Audience::Product(standing.clone()))?;
        let shown = prose_for(&toms.edition().prose, voice.lang, toms.binding).map(|(lang, _)| lang);
        let known = self.site.catalogue.products.iter().any(|of| of.id == product.id);
        let document = match at {
            Address::Document => self.routes.document(voice.lang, &toms.of.document),
            Address::Permanent => self.version_path(voice.lang, toms.of, toms.version),
        };
        // Of what the version protects less, only what concerns the product.
        let mut notices = self.notices(voice, toms.of, toms.version, at, shown);
        notices.retain(|notice| notice.kind != NoticeKind::Weakened);
        notices.extend(self.weakening_notice(voice, toms.of, toms.version, Some(product)));
        let before = toms.of.base(toms.version).map(|before| &toms.of.version(before).label);
        Ok(ProductMeasures {
            page: self.frame(
                voice,
                About {
                    title: Some(title.clone()),
                    description: None,
                    path,
                    document: Some(toms.of),
                    version: None,
                    noindex: !toms.of.versions[toms.version].status.is_public(),
                    relations: Vec::new(),
                },
            ),
            title,
            product: Link::new(
                name,
                self.routes.href(&if known {
                    self.product_path(voice, &product.id)
                } else {
                    self.products_path(voice)
                }),
            ),
            document: Link::new(toms.title(voice), self.routes.href(&document)),
            version: voice.texts.status.version(label),
            mark: voice.mark(toms.of.versions[toms.version].status),
            sentence: Self::status_sentence(voice, toms.of, toms.version),
            notices,
            counts: Toms::counts(voice, self.measures(toms), standing),
            choices: Vec::new(),
            narrowed: None,
            changed_since: before.map(|label| texts.changed_since(name, label)),
            changes: self.changes_of_measures(voice, toms, product),
            changes_at: None,
            comparison: redline::since_before(&self.routes, voice, toms.of, toms.version),
            body: Html::new(body),
            versions: self.other_versions(voice, toms, product),
        })
    }

    fn other_versions(&self, voice: &Voice<'a>, toms: &Toms<'a>, product: &Product) -> Vec<Link> {
        let versions = (0..toms.of.versions.len()).rev().filter_map(|version| self.toms(toms.of, version));
        let versions = versions.filter(|of| of.catalogue.products.iter().any(|known| known.id == product.id));
        let link = |of: Toms<'a>| Link {
            label: voice.texts.status.version(&of.of.version(of.version).label),
            href: self.routes.href(&self.version_measures_path(voice, &of, &product.id)),
            current: of.version == toms.version,
        };
        versions.map(link).collect()
    }

    fn choices(
        &self,
        voice: &Voice<'a>,
        toms: &Toms<'a>,
        product: &Product,
        options: &Options,
        chosen: &Choice,
    ) -> Vec<Choices> {
        let words = &voice.texts.words.products;
        let link = |label: String, to: Choice, keep_site| {
            let to = options.nearest(&to, keep_site);
            let current = to == *chosen;
            Link { label, href: self.routes.href(&self.choice_path(voice, toms, &product.id, &to)), current }
        };
        let mut choices = Vec::new();
        if !options.sites.is_empty() {
            let site = |site: Option<&String>| {
                let label = site.map_or_else(|| words.open.clone(), |id| toms.name(voice, id));
                let to = Choice { site: site.cloned(), addons: chosen.addons.clone() };
                let current = to.site == chosen.site;
                Link { current, ..link(label, to, KeepSite::Yes) }
            };
            let links = std::iter::once(None).chain(options.sites.iter().map(Some)).map(site).collect();
            choices.push(Choices { title: words.site.clone(), links });
        }
        let mut sets: Vec<_> = options.pages.iter().map(|page| page.addons.clone()).collect();
        sets.sort();
        sets.dedup();
        if !options.addons.is_empty() && !sets.is_empty() {
            let addons = sets.into_iter().map(|addons| {
                let label = match &addons {
                    None => words.open.clone(),
                    Some(none) if none.is_empty() => words.no_addons.clone(),
                    Some(booked) => {
                        let names: Vec<String> = booked.iter().map(|id| toms.name(voice, id)).collect();
                        voice.texts.lists.and(&names)
                    }
                };
                let to = Choice { site: chosen.site.clone(), addons };
                let current = to.addons == chosen.addons;
                Link { current, ..link(label, to, KeepSite::No) }
            });
            choices.push(Choices { title: words.addon.clone(), links: addons.collect() });
        }
        choices
    }

    /// What somebody of whom `chosen` is known sees otherwise than somebody of whom only `open` is.
    fn changed_by(&self, voice: &Voice<'a>, toms: &Toms<'a>, open: &Standing<'_>, chosen: &Standing<'_>) -> Narrowed {
        let numbers = toms.numbers();
        let mut narrowed = Narrowed::default();
        for measure in self.measures(toms) {
            match (measure.verdict(open), measure.verdict(chosen)) {
                (Verdict::Remainder(_), Verdict::Always) => {
                    let row = self.measure_row(voice, toms, measure, &numbers);
                    let id = measure.measure.id.as_ref().map_or("", |id| id.value.as_str());
                    let label = row.number.map_or_else(|| row.control.clone(), |of| format!("{of} {}", row.control));
                    narrowed.certain.push(Link::new(label, format!("#{id}")));
                }
                (Verdict::Remainder(_), Verdict::Never) => {
                    narrowed.gone.push(self.measure_row(voice, toms, measure, &numbers));
                }
                _ => {}
            }
        }
        narrowed
    }

    /// A measure in a few words, with its place in the whole document.
    pub(super) fn measure_row(
        &self,
        voice: &Voice<'a>,
        toms: &Toms<'a>,
        measure: &Inherited<'a>,
        numbers: &Numbers,
    ) -> MeasureRow {
        let id = measure.measure.id.as_ref().map_or("", |id| id.value.as_str());
        let document = self.routes.href(&self.routes.document(voice.lang, &toms.of.document));
        let text = measure.measure.text.as_ref().map(|text| {
            let found = text.find(voice.lang, toms.binding);
            let html = self.fragment(voice, toms.shown(), found.text);
            Html { html, lang: found.instead.map(ToString::to_string) }
        });
        let words = Words::of(voice, toms.catalogue, toms.binding);
        let all = match measure.conditions.as_slice() {
            [] => None,
            [one] => Some((*one).clone()),
            several => Some(crate::model::condition::Condition::All(several.iter().map(|of| (*of).clone()).collect())),
        };
        MeasureRow {
            number: measure.number(numbers).map(str::to_owned),
            href: format!("{document}#{id}"),
            control: toms.control(voice, measure),
            text: text.unwrap_or_default(),
            scope: all.map(|of| words.only(&of)),
        }
    }
}
