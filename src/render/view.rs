//! What the templates of a theme may print: one struct for each template, and nothing else.
//!
//! Owns the contract between the program and every theme. The structs are plain data in the words of the page's
//! language: a template prints, it does not compose sentences, sort or count. Knows nothing of the model, of dates or of
//! templates' syntax. Invariant: every field is written on every page (an absent value is null, never a missing name),
//! so that the names a template uses can be held against [`View::schema`] when the theme is loaded.

pub mod changes;
pub mod compare;
pub mod contact;
pub mod document;
pub mod duties;
pub mod frame;
pub mod letter;
pub mod measures;
pub mod pages;
pub mod part;
pub mod products;
pub mod register;

use schemars::{JsonSchema, Schema};
use serde::Serialize;

pub use changes::{ChangeEntry, Changes, FeedEntry, HistoryTable, Versions};
pub use compare::Compare;
pub use contact::Contact;
pub use document::Document;
pub use frame::Frame;
pub use measures::Measures;
pub use pages::{Home, NotFound, Page, ProductTable, Redirect, Subscribe};
pub use part::{Day, Fact, Html, Link, Mark, MarkKind, Notice, NoticeKind, Text, Value};
pub use register::{Register, RegisterTable, SubprocessorPage};

/// A list by name has its view under the name `list`, so that templates can hand it on as one thing.
#[derive(Serialize, JsonSchema)]
struct List<T> {
    list: T,
}

fn values(view: &impl Serialize) -> tera::Context {
    tera::Context::from_serialize(view).expect("a view is a struct of texts, numbers, lists and structs")
}

macro_rules! views {
    ($($(#[$doc:meta])* $view:ident($of:ty) $file:literal $page:tt;)+) => {
        /// What a template prints, by template.
        #[derive(Clone, Copy, Debug)]
        pub enum View<'a> { $($(#[$doc])* $view(&'a $of)),+ }

        impl View<'_> {
            /// The templates that a theme must have, below its folder `templates/`.
            pub const TEMPLATES: &'static [&'static str] = &[$($file),+];

            /// The template that prints it.
            #[must_use]
            pub fn template(&self) -> &'static str {
                match self { $(Self::$view(_) => $file),+ }
            }

            /// The names that a template may use, as JSON Schema; `None` for a template that is none of [`Self::TEMPLATES`].
            #[must_use]
            pub fn schema(template: &str) -> Option<Schema> {
                match template { $($file => Some(views!(@schema $of, $page)),)+ _ => None }
            }

            /// The values as the template engine takes them.
            pub(super) fn context(&self) -> tera::Context {
                match self { $(Self::$view(view) => views!(@context view $page)),+ }
            }

            /// The language of the interface's words around it.
            #[must_use]
            pub fn lang(&self) -> &str {
                match self { $(Self::$view(view) => views!(@lang view $page)),+ }
            }
        }
    };
    (@lang $view:ident page) => { &$view.page.lang };
    (@lang $view:ident list) => { &$view.lang };
    (@lang $view:ident letter) => { &$view.lang };
    (@schema $of:ty, page) => { schemars::schema_for!($of) };
    (@schema $of:ty, letter) => { schemars::schema_for!($of) };
    (@schema $of:ty, list) => { schemars::schema_for!(List<$of>) };
    (@context $view:ident page) => { values($view) };
    (@context $view:ident letter) => { values($view) };
    (@context $view:ident list) => { values(&List { list: $view }) };
}

views! {
    /// `/`.
    Home(Home) "home.html" page;
    /// `/<doc>/` and `/<doc>/<label>/` of every kind but a register in force.
    Document(Document) "document.html" page;
    /// `/<doc>/` of a register: announced, in force, ended.
    Register(Register) "register.html" page;
    /// `/<register>/<id>/`.
    Subprocessor(SubprocessorPage) "subprocessor.html" page;
    /// `/<doc>/versions/`.
    Versions(Versions) "versions.html" page;
    /// `/<doc>/compare/<a>...<b>/`.
    Compare(Compare) "compare.html" page;
    /// `/changes/`.
    Changes(Changes) "changes.html" page;
    /// `/subscribe/`.
    Subscribe(Subscribe) "subscribe.html" page;
    /// `/products/` and `/<measures>/products/`.
    Products(products::Products) "products.html" page;
    /// `/products/<id>/`.
    Product(products::Product) "product.html" page;
    /// `/<measures>/products/<id>/`.
    ProductMeasures(products::ProductMeasures) "product_measures.html" page;
    /// `/<measures>/responsibilities/`.
    Responsibilities(products::Responsibilities) "responsibilities.html" page;
    /// `/<measures>/crosswalk/`.
    Crosswalk(products::Crosswalk) "crosswalk.html" page;
    /// An unversioned page.
    Page(Page) "page.html" page;
    /// `/404.html`.
    NotFound(NotFound) "not_found.html" page;
    /// A page that leads elsewhere.
    Redirect(Redirect) "redirect.html" page;
    /// `{{ subprocessors }}` in prose. This and the following print one thing, which templates know as `list`.
    RegisterList(RegisterTable) "lists/subprocessors.html" list;
    /// `{{ measures }}` in prose.
    MeasuresList(Measures) "lists/measures.html" list;
    /// `{{ contact }}` in prose.
    ContactList(Contact) "lists/contact.html" list;
    /// `{{ history }}` in prose.
    HistoryList(HistoryTable) "lists/history.html" list;
    /// `{{ products }}` in prose.
    ProductList(ProductTable) "lists/products.html" list;
    /// The content of an entry of a feed.
    FeedEntry(FeedEntry) "lists/feed_entry.html" list;
    /// A letter about a version, in HTML. The four forms of the letter print one thing, whose fields templates know.
    LetterHtml(letter::Letter) "letters/notice.html" letter;
    /// The same in plain text.
    LetterText(letter::Letter) "letters/notice.txt" letter;
    /// The same in Markdown.
    LetterMarkdown(letter::Letter) "letters/notice.md" letter;
    /// The same as a short message to a chat.
    LetterChat(letter::Letter) "letters/chat.txt" letter;
}
