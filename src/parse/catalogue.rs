//! `content/catalogue.yaml`: what is sold and where.
//!
//! Knows nothing of what the ids are used for, except that conditions name them. Whether they are unique, and whether
//! products name ones that exist, is asked when the site is resolved.

use std::collections::BTreeMap;

use super::condition::WORDS;
use super::countries::address;
use super::fields::{Fields, Record};
use super::localized::{localized, localized_line};
use super::reader::Reader;
use super::values::{date, flag, id, line, prose};
use super::wrong;
use super::yaml::{Node, Value};
use crate::model::catalogue::{Catalogue, Certification, DataCategory, Named, OperationSite, Product, ProductTable};
use crate::source::Spanned;

const CATALOGUE: Record = Record {
    what: "the catalogue",
    required: &[],
    optional: &["groups", "sites", "addons", "products", "table", "data", "subjects"],
};
const NAMED: Record = Record { what: "the entry", required: &["name"], optional: &[] };
const SITE: Record = Record { what: "the site", required: &["name"], optional: &["address", "certifications"] };
const CERTIFICATION: Record =
    Record { what: "the certification", required: &["name"], optional: &["scope", "valid_until"] };
const PRODUCT: Record = Record {
    what: "the product",
    required: &["name"],
    optional: &["groups", "sites", "addons", "includes", "processing", "listed", "note"],
};
const DATA: Record = Record { what: "the category", required: &["name"], optional: &["special"] };
const TABLE: Record = Record { what: "the table", required: &[], optional: &["columns", "join", "footnote"] };
const COLUMNS: Record = Record { what: "the columns", required: &[], optional: &["product", "group", "sites"] };

/// The catalogue; a file without any key is an empty one.
pub fn catalogue(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Catalogue> {
    if node.value == Value::Null {
        return Some(Catalogue::default());
    }
    let fields = Fields::read(reader, node, &CATALOGUE)?;
    let catalogue = Catalogue {
        groups: fields.by_id(reader, "groups", named),
        sites: fields.by_id(reader, "sites", site),
        addons: fields.by_id(reader, "addons", named),
        products: fields.by_id(reader, "products", product),
        data: fields.by_id(reader, "data", |reader, id, node| {
            let fields = Fields::read(reader, node, &DATA)?;
            let name = fields.one(reader, "name", localized_line);
            let special = fields.one(reader, "special", flag).is_some_and(|special| special.value);
            Some(DataCategory { id, name: name?, special })
        }),
        subjects: fields.by_id(reader, "subjects", named),
        table: fields.one(reader, "table", table),
    };
    for (id, at) in catalogue.scope_ids().filter(|(id, _)| WORDS.contains(id)) {
        reader.push(wrong::word_of_conditions(at, id));
    }
    Some(catalogue)
}

fn named(reader: &mut Reader<'_>, id: Spanned<String>, node: &Node<'_>) -> Option<Named> {
    let fields = Fields::read(reader, node, &NAMED)?;
    Some(Named { id, name: fields.one(reader, "name", localized_line)? })
}

fn site(reader: &mut Reader<'_>, id: Spanned<String>, node: &Node<'_>) -> Option<OperationSite> {
    let fields = Fields::read(reader, node, &SITE)?;
    let name = fields.one(reader, "name", localized_line);
    let address = fields.one(reader, "address", address);
    let certifications = fields.list(reader, "certifications", certification);
    Some(OperationSite { id, name: name?, address, certifications })
}

/// A certificate, of a site or of a subprocessor.
pub fn certification(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Certification> {
    let fields = Fields::read(reader, node, &CERTIFICATION)?;
    let name = fields.one(reader, "name", line);
    let scope = fields.one(reader, "scope", localized);
    let valid_until = fields.one(reader, "valid_until", date);
    Some(Certification { name: name?, scope, valid_until })
}

fn product(reader: &mut Reader<'_>, own: Spanned<String>, node: &Node<'_>) -> Option<Product> {
    let fields = Fields::read(reader, node, &PRODUCT)?;
    let name = fields.one(reader, "name", localized_line);
    let groups = fields.list(reader, "groups", id);
    // An empty list says "none", a missing key "not said"; a key without a value says neither and is a mistake.
    let sites = fields.one(reader, "sites", |reader, node| Some(super::fields::list(reader, node, id)));
    let addons = fields.one(reader, "addons", |reader, node| Some(super::fields::list(reader, node, id)));
    let includes = fields.list(reader, "includes", id);
    let processing = fields.one(reader, "processing", flag).is_none_or(|processing| processing.value);
    let listed = fields.one(reader, "listed", flag).is_none_or(|listed| listed.value);
    let note = fields.one(reader, "note", localized);
    Some(Product { id: own, name: name?, groups, sites, addons, includes, processing, listed, note })
}

fn table(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<ProductTable> {
    let fields = Fields::read(reader, node, &TABLE)?;
    let columns = fields.one(reader, "columns", |reader, node| {
        let fields = Fields::read(reader, node, &COLUMNS)?;
        let headings = COLUMNS.optional.iter();
        Some(
            headings
                .filter_map(|key| Some(((*key).to_owned(), fields.one(reader, key, localized_line)?)))
                .collect::<BTreeMap<_, _>>(),
        )
    });
    Some(ProductTable {
        columns: columns.unwrap_or_default(),
        join: fields.one(reader, "join", prose),
        footnote: fields.one(reader, "footnote", localized),
    })
}
