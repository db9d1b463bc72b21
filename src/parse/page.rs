//! `pages/<id>/page.yaml`: a page without versions.

use std::collections::BTreeMap;

use super::fields::Fields;
use super::forms::{ID, LINE};
use super::localized::localized_line;
use super::names::slug;
use super::reader::Reader;
use super::record::{Record, Shape, optional, required, words};
use super::values::{choice, integer};
use super::yaml::Node;
use crate::model::site::{Menu, Page};

/// `page.yaml`.
pub static PAGE: Record = Record::new(
    "the page",
    &[
        required("title", Shape::Localized(&LINE), "Its name."),
        optional("slug", Shape::Localized(&ID), "The last part of its address; without it, the name of the folder."),
        optional("order", Shape::Number(i64::MIN, i64::MAX), "Its place among the pages; the lowest comes first."),
        optional(
            "menu",
            Shape::Word(|| words(MENUS)),
            "Which menu leads to it; without it, the one at the foot of every page.",
        ),
    ],
);

const MENUS: &[(&str, Menu)] = &[("header", Menu::Header), ("footer", Menu::Footer), ("none", Menu::None)];

/// Where documents and pages stand that do not say it: after those that do.
pub const LAST: i64 = i64::MAX;

/// The page that `page.yaml` describes, still without its text. Without `menu` the foot of every page links it: a page
/// that nobody finds is rarely meant.
pub fn page(reader: &mut Reader<'_>, node: &Node<'_>, folder: &str) -> Option<Page> {
    let fields = Fields::read(reader, node, &PAGE)?;
    let title = fields.one(reader, "title", localized_line);
    let slug = fields.one(reader, "slug", slug);
    let order = fields.one(reader, "order", integer);
    let menu = fields.one(reader, "menu", choice("menu", MENUS));
    Some(Page {
        id: folder.to_owned(),
        span: node.span,
        title: title?,
        slug,
        order: order.map_or(LAST, |order| order.value),
        menu: menu.map_or(Menu::Footer, |menu| menu.value),
        prose: BTreeMap::new(),
    })
}
