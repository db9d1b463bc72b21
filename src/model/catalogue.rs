//! What is sold and where: groups, products, add-ons, sites, categories of data and of data subjects.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::site::Address;
use super::text::Localized;
use crate::source::{FileId, Span, Spanned};

/// `catalogue.yaml`. Maps keep the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// The file; `None` where there is none.
    pub file: Option<FileId>,
    /// Groups of products.
    pub groups: Vec<Named>,
    /// Places of operation.
    pub sites: Vec<OperationSite>,
    /// What can be bought on top of a product.
    pub addons: Vec<Named>,
    /// What is sold.
    pub products: Vec<Product>,
    /// Categories of personal data.
    pub data: Vec<DataCategory>,
    /// Categories of data subjects.
    pub subjects: Vec<Named>,
    /// Wording of the product table.
    pub table: Option<ProductTable>,
}

/// An id and its name.
#[derive(Clone, Debug)]
pub struct Named {
    /// The id.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Localized,
}

/// A place of operation, such as a data center.
#[derive(Clone, Debug)]
pub struct OperationSite {
    /// The id.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Localized,
    /// Where it is.
    pub address: Option<Address>,
    /// What it is certified for.
    pub certifications: Vec<Certification>,
}

/// A certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certification {
    /// The standard.
    pub name: Spanned<String>,
    /// What it covers.
    pub scope: Option<Localized>,
    /// Its last day.
    pub valid_until: Option<Spanned<Date>>,
}

/// Something that is sold.
#[derive(Clone, Debug)]
pub struct Product {
    /// The id.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Localized,
    /// The groups that it belongs to.
    pub groups: Vec<Spanned<String>>,
    /// Where it can run; `None`: not said, so everything is open.
    pub sites: Option<Vec<Spanned<String>>>,
    /// What can be bought on top; `None`: not said, so everything is open.
    pub addons: Option<Vec<Spanned<String>>>,
    /// Add-ons that always come with it.
    pub includes: Vec<Spanned<String>>,
    /// Whether personal data are processed on behalf of the customer.
    pub processing: bool,
    /// Whether the product table shows it.
    pub listed: bool,
    /// A remark.
    pub note: Option<Localized>,
}

/// A category of personal data.
#[derive(Clone, Debug)]
pub struct DataCategory {
    /// The id.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Localized,
    /// Whether it is a special category (Art. 9 GDPR).
    pub special: bool,
}

/// Wording of the product table.
#[derive(Clone, Debug)]
pub struct ProductTable {
    /// Headings by column: `product`, `group`, `sites`.
    pub columns: BTreeMap<String, Localized>,
    /// What stands between several sites or groups.
    pub join: Option<Spanned<String>>,
    /// What the mark at products without processing means.
    pub footnote: Option<Localized>,
}

/// What an id of the catalogue names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// A group of products.
    Group,
    /// A place of operation.
    Site,
    /// An add-on.
    Addon,
    /// A product.
    Product,
}

impl Catalogue {
    /// What `id` names in conditions, and its name.
    #[must_use]
    pub fn scope(&self, id: &str) -> Option<(Scope, &Localized)> {
        let named = |list: &'_ [Named], scope| list.iter().position(|n| n.id.value == id).map(|at| (scope, at));
        named(&self.groups, Scope::Group)
            .map(|(scope, at)| (scope, &self.groups[at].name))
            .or_else(|| named(&self.addons, Scope::Addon).map(|(scope, at)| (scope, &self.addons[at].name)))
            .or_else(|| self.sites.iter().find(|s| s.id.value == id).map(|s| (Scope::Site, &s.name)))
            .or_else(|| self.products.iter().find(|p| p.id.value == id).map(|p| (Scope::Product, &p.name)))
    }

    /// All ids that a condition may name, and where each stands.
    pub fn scope_ids(&self) -> impl Iterator<Item = (&str, Span)> {
        let groups = self.groups.iter().map(|n| &n.id);
        let sites = self.sites.iter().map(|s| &s.id);
        let addons = self.addons.iter().map(|n| &n.id);
        let products = self.products.iter().map(|p| &p.id);
        groups.chain(sites).chain(addons).chain(products).map(|id| (id.value.as_str(), id.span))
    }
}
