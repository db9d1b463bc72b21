//! `content/catalogue.yaml`: what is sold and where.
//!
//! Knows nothing of what the ids are used for, except that conditions name them. Whether they are unique, and whether
//! products name ones that exist, is asked when the site is resolved.

use std::collections::BTreeMap;

use super::condition::WORDS;
use super::countries::ADDRESS;
use super::countries::address;
use super::fields::Fields;
use super::forms::{DATE, ID, LINE, PROSE};
use super::localized::{localized, localized_line};
use super::reader::Reader;
use super::record::{Record, Shape, optional, required};
use super::values::{date, flag, id, line, prose};
use super::wrong;
use super::yaml::{Node, Value};
use crate::model::catalogue::{Catalogue, Certification, DataCategory, Named, OperationSite, Product, ProductTable};
use crate::source::Spanned;

/// `catalogue.yaml`.
pub static CATALOGUE: Record = Record::new(
    "the catalogue",
    &[
        optional("groups", Shape::ById(&Shape::Record(&NAMED)), "Groups of products."),
        optional("sites", Shape::ById(&Shape::Record(&SITE)), "Where it runs: data centers and offices."),
        optional("addons", Shape::ById(&Shape::Record(&NAMED)), "What can be bought with a product."),
        optional("products", Shape::ById(&Shape::Record(&PRODUCT)), "What is sold."),
        optional("table", Shape::Record(&TABLE), "The wording of the product table."),
        optional("data", Shape::ById(&Shape::Record(&DATA)), "Categories of personal data."),
        optional("subjects", Shape::ById(&Shape::Record(&NAMED)), "Categories of data subjects."),
    ],
);
static NAMED: Record = Record::new("the entry", &[required("name", Shape::Localized(&LINE), "What readers see.")]);
static SITE: Record = Record::new(
    "the site",
    &[
        required("name", Shape::Localized(&LINE), "What readers see."),
        optional("address", Shape::Record(&ADDRESS), "Where it is."),
        optional("certifications", Shape::List(&Shape::Record(&CERTIFICATION)), "Its certificates."),
    ],
);
/// A certificate, of a site or of a subprocessor.
pub static CERTIFICATION: Record = Record::new(
    "the certification",
    &[
        required("name", Shape::Text(&LINE), "The standard, such as ISO/IEC 27001."),
        optional("scope", Shape::Localized(&PROSE), "What it covers."),
        optional("valid_until", Shape::Text(&DATE), "Its last day."),
    ],
);
static PRODUCT: Record = Record::new(
    "the product",
    &[
        required("name", Shape::Localized(&LINE), "What readers see."),
        optional("groups", Shape::List(&Shape::Text(&ID)), "The groups to which it belongs."),
        optional(
            "sites",
            Shape::List(&Shape::Text(&ID)),
            "Where it can run: one of them. Without the key it is open where.",
        ),
        optional(
            "addons",
            Shape::List(&Shape::Text(&ID)),
            "What can be bought with it. Without the key it is open what.",
        ),
        optional("includes", Shape::List(&Shape::Text(&ID)), "Add-ons that always come with it."),
        optional(
            "processing",
            Shape::Flag,
            "Whether personal data are processed for the customer; they are unless it says `false`.",
        ),
        optional("listed", Shape::Flag, "Whether it stands in the product table; it does unless it says `false`."),
        optional("note", Shape::Localized(&PROSE), "What readers should know of it."),
    ],
);
static DATA: Record = Record::new(
    "the category",
    &[
        required("name", Shape::Localized(&LINE), "What readers see."),
        optional("special", Shape::Flag, "Whether it is a special category of Art. 9 GDPR."),
    ],
);
static TABLE: Record = Record::new(
    "the table",
    &[
        optional("columns", Shape::Record(&COLUMNS), "The headings of its columns."),
        optional("join", Shape::Text(&PROSE), "What stands between several names in one cell."),
        optional("footnote", Shape::Localized(&PROSE), "Explains the mark of products without processing."),
    ],
);
static COLUMNS: Record = Record::new(
    "the columns",
    &[
        optional("product", Shape::Localized(&LINE), "Heading of the products."),
        optional("group", Shape::Localized(&LINE), "Heading of the groups."),
        optional("sites", Shape::Localized(&LINE), "Heading of the sites."),
    ],
);

/// The catalogue; a file without any key is an empty one.
pub fn catalogue(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Catalogue> {
    if node.value == Value::Null {
        return Some(Catalogue { file: Some(reader.file), ..Catalogue::default() });
    }
    let fields = Fields::read(reader, node, &CATALOGUE)?;
    let catalogue = Catalogue {
        file: Some(reader.file),
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
        let headings = COLUMNS.names();
        Some(
            headings
                .filter_map(|key| Some((key.to_owned(), fields.one(reader, key, localized_line)?)))
                .collect::<BTreeMap<_, _>>(),
        )
    });
    Some(ProductTable {
        columns: columns.unwrap_or_default(),
        join: fields.one(reader, "join", prose),
        footnote: fields.one(reader, "footnote", localized),
    })
}
