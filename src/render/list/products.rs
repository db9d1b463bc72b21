//! `{{ products }}`: what is sold, with groups and sites.

use crate::model::catalogue::{Catalogue, Product};
use crate::model::text::{Lang, Localized};
use crate::render::view::pages::{ProductRow, ProductTable};
use crate::render::view::part::Text;
use crate::render::voice::Voice;

/// The product table in the words of a language; `href` gives the page of a product.
pub(in crate::render) fn view(
    catalogue: &Catalogue,
    voice: &Voice<'_>,
    binding: &Lang,
    href: &dyn Fn(&Product) -> Option<String>,
) -> ProductTable {
    let texts = &voice.texts.words.facts;
    let table = catalogue.table.as_ref();
    let heading = |column: &str, built_in: &str| {
        let own = table.and_then(|table| table.columns.get(column));
        own.map_or_else(|| Text::new(built_in), |own| voice.text(own, binding))
    };
    let rows: Vec<ProductRow> = catalogue
        .products
        .iter()
        .filter(|product| product.listed)
        .map(|product| ProductRow { href: href(product), ..row(catalogue, product, voice, binding) })
        .collect();
    let marked = rows.iter().any(|row| !row.processing);
    let footnote = table.and_then(|table| table.footnote.as_ref()).map(|text| voice.text(text, binding));
    ProductTable {
        lang: voice.tag(),
        caption: texts.product_caption.clone(),
        product: heading("product", &texts.product),
        group: heading("group", &texts.group),
        sites: heading("sites", &texts.sites),
        sign: marked.then(|| "*".to_owned()),
        footnote: marked.then(|| footnote.unwrap_or_else(|| Text::new(&texts.unprocessed))),
        rows,
    }
}

fn row(catalogue: &Catalogue, product: &Product, voice: &Voice<'_>, binding: &Lang) -> ProductRow {
    let name =
        |id: &str| catalogue.scope(id).map(|(_, name): (_, &Localized)| name.get(voice.lang, binding).to_owned());
    let own_join = catalogue.table.as_ref().and_then(|table| table.join.as_ref());
    let join = |ids: &[crate::source::Spanned<String>]| {
        let names: Vec<String> = ids.iter().filter_map(|id| name(id)).collect();
        match own_join {
            Some(join) => names.join(join),
            None => names.join(", "),
        }
    };
    ProductRow {
        id: product.id.value.clone(),
        name: voice.text(&product.name, binding),
        href: None,
        processing: product.processing,
        groups: join(&product.groups),
        sites: join(product.sites.as_deref().unwrap_or_default()),
        note: product.note.as_ref().map(|note| voice.text(note, binding)),
    }
}
