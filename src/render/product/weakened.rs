//! What a version protects less than the one before, shown as such and with the reason that the version gives.

use crate::model::catalogue::{Catalogue, Product};
use crate::render::Renderer;
use crate::render::change::beginning;
use crate::render::view::part::{Link, Notice, NoticeKind};
use crate::render::voice::Voice;
use crate::resolve::SiteDocument;
use crate::resolve::scope::{Standing, Verdict};
use crate::resolve::weakening::{How, Weakening};

impl<'a> Renderer<'a> {
    /// The notice that a version of measures protects less in places, or customers of a product less; `None` where it does
    /// not, or has no version before.
    pub(in crate::render) fn weakening_notice(
        &self,
        voice: &Voice<'a>,
        of: &SiteDocument,
        version: usize,
        product: Option<&Product>,
    ) -> Option<Notice> {
        let of = self.site.document(&of.document.id)?;
        let base = of.base(version)?;
        let (before, now) = (self.toms(of, base)?, self.toms(of, version)?);
        let less = self.weakened(&before, &now).iter();
        let less: Vec<_> = less.filter(|less| product.is_none_or(|of| concerns(less, of, before.catalogue))).collect();
        if less.is_empty() {
            return None;
        }
        let (old, new) = (self.version_path(voice.lang, of, base), self.version_path(voice.lang, of, version));
        let name_of = |id: &str| {
            let product = now.catalogue.products.iter().find(|product| product.id.value == id);
            product.map_or(id, |product| product.name.get(voice.lang, now.binding)).to_owned()
        };
        let texts = &voice.texts.products;
        let link = |of: &&Weakening<'_>| {
            let text = of.before.text.as_ref().map_or(of.id, |text| text.get(voice.lang, now.binding));
            let name = beginning(text);
            let label = match &of.how {
                How::Removed => texts.weakened_removed(&name),
                How::Shortened { .. } => texts.weakened_shortened(&name),
                How::Narrowed { products } if products.is_empty() => texts.weakened_narrower(&name),
                How::Narrowed { products } => {
                    let names: Vec<String> = products.iter().map(|id| name_of(id)).collect();
                    texts.weakened_narrowed(&name, &voice.texts.lists.and(&names))
                }
                How::Moved { from, to } => {
                    texts.weakened_moved(&name, &voice.responsibility(*from), &voice.responsibility(*to))
                }
            };
            // What is gone can be read in the version before only.
            let path = if of.after.is_some() { &new } else { &old };
            Link::new(label, format!("{}#{}", self.routes.href(path), of.id))
        };
        let reason = of.version(version).justification.as_ref().map(|text| voice.text(text, now.binding));
        Some(Notice {
            kind: NoticeKind::Weakened,
            text: match &reason {
                Some(_) => texts.weakened(&less.len().to_string()),
                None => texts.weakened_unexplained(&less.len().to_string()),
            },
            reason,
            links: less.iter().map(link).collect(),
        })
    }
}

/// Whether a weakening concerns customers of a product: they had the measure.
fn concerns(of: &Weakening<'_>, product: &Product, catalogue: &Catalogue) -> bool {
    match &of.how {
        How::Narrowed { products } => products.is_empty() || products.contains(&product.id.value),
        How::Removed | How::Shortened { .. } | How::Moved { .. } => {
            let known = catalogue.products.iter().find(|known| known.id == product.id);
            known.is_some_and(|known| {
                Standing::of(known, catalogue).verdict_of_all(&[], &of.conditions) != Verdict::Never
            })
        }
    }
}
