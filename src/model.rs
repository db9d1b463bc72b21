//! What a trust center is made of, as plain data. Knows nothing of YAML, Markdown syntax, HTML or the disk.
//!
//! Two stages of the same things live here: what was written ([`Content`], which may be wrong) and the records it
//! holds. The linked, ordered, dated form is made by [`crate::resolve`].

pub mod catalogue;
pub mod condition;
pub mod contact;
pub mod crosswalk;
pub mod document;
pub mod law;
pub mod measure;
pub mod prose;
pub mod site;
pub mod subprocessor;
pub mod text;
pub mod version;

use std::sync::Arc;

use crate::source::FileId;
use catalogue::Catalogue;
use document::Document;
use site::{Page, SiteConfig};

/// Everything that was written, typed, each part with its places.
#[derive(Clone, Debug)]
pub struct Content {
    /// `site.yaml`.
    pub config: Arc<SiteConfig>,
    /// `content/catalogue.yaml`; empty where there is none.
    pub catalogue: Arc<Catalogue>,
    /// `content/law.yaml`; empty where there is none.
    pub law: Arc<law::Rows>,
    /// The documents, by id.
    pub documents: Vec<Arc<Document>>,
    /// The unversioned pages, by id.
    pub pages: Vec<Arc<Page>>,
    /// Files that are copied as they are: path below `assets/` and the file.
    pub assets: Vec<(String, FileId)>,
}
