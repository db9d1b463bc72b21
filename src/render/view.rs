//! What the templates of a theme may print: one struct for each template, and nothing else.
//!
//! Owns the contract between the program and every theme. The structs are plain data in the words of the page's
//! language: a template prints, it does not compose sentences, sort or count. Knows nothing of the model, of dates or of
//! templates' syntax. Invariant: every field is written on every page (an absent value is null, never a missing name),
//! so that the names a template uses can be held against [`View::schema`] when the theme is loaded.

pub mod changes;
pub mod contact;
pub mod document;
pub mod frame;
pub mod measures;
pub mod pages;
pub mod part;
pub mod register;

use schemars::Schema;
use serde::Serialize;

pub use changes::{ChangeEntry, Changes, HistoryTable, Versions};
pub use contact::Contact;
pub use document::Document;
pub use frame::Frame;
pub use measures::Measures;
pub use pages::{Home, NotFound, Page, ProductTable, Redirect, Subscribe};
pub use part::{Day, Fact, Html, Link, Mark, MarkKind, Notice, NoticeKind, Text, Value};
pub use register::{Register, RegisterTable, SubprocessorPage};

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
                match template { $($file => Some(schemars::schema_for!($of)),)+ _ => None }
            }

            /// The values as the template engine takes them.
            pub(super) fn context(&self) -> tera::Context {
                fn of(view: &impl Serialize) -> tera::Context {
                    tera::Context::from_serialize(view).expect("a view is a struct of texts, numbers, lists and structs")
                }
                match self { $(Self::$view(view) => of(view)),+ }
            }

            /// The language of the interface's words around it.
            #[must_use]
            pub fn lang(&self) -> &str {
                match self { $(Self::$view(view) => views!(@lang view $page)),+ }
            }
        }
    };
    (@lang $view:ident page) => { &$view.page.lang };
    (@lang $view:ident part) => { &$view.lang };
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
    /// `/changes/`.
    Changes(Changes) "changes.html" page;
    /// `/subscribe/`.
    Subscribe(Subscribe) "subscribe.html" page;
    /// An unversioned page.
    Page(Page) "page.html" page;
    /// `/404.html`.
    NotFound(NotFound) "not_found.html" page;
    /// A page that leads elsewhere.
    Redirect(Redirect) "redirect.html" page;
    /// `{{ subprocessors }}` in prose.
    RegisterList(RegisterTable) "lists/subprocessors.html" part;
    /// `{{ measures }}` in prose.
    MeasuresList(Measures) "lists/measures.html" part;
    /// `{{ contact }}` in prose.
    ContactList(Contact) "lists/contact.html" part;
    /// `{{ history }}` in prose.
    HistoryList(HistoryTable) "lists/history.html" part;
    /// `{{ products }}` in prose.
    ProductList(ProductTable) "lists/products.html" part;
}
