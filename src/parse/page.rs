//! `pages/<id>/page.yaml`: a page without versions.

use std::collections::BTreeMap;

use super::fields::{Fields, Record};
use super::localized::localized_line;
use super::names::slug;
use super::reader::Reader;
use super::values::{choice, integer};
use super::yaml::Node;
use crate::model::site::{Menu, Page};

const PAGE: Record = Record { what: "the page", required: &["title"], optional: &["slug", "order", "menu"] };

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
