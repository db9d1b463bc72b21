//! Names that a site uses itself, and names of files that mean nothing to it.
//!
//! Owns what may not be an id, a slug or a label because a published address has it already. Knows nothing of files'
//! contents.

use super::localized::localized_line;
use super::reader::Reader;
use super::wrong;
use super::yaml::Node;
use crate::diagnostic::format;
use crate::model::text::{Lang, Localized, is_id};

/// Folders that the site itself has below a document.
const BELOW_A_DOCUMENT: &[&str] = &["versions", "compare", "draft", "products", "responsibilities", "crosswalk"];

/// Folders that the site itself has at its top.
const AT_THE_TOP: &[&str] = &["changes", "subscribe", "products", "assets", "schema", "theme"];

/// Whether a version cannot have this label, because its document has a page of that name.
#[must_use]
pub fn is_reserved_label(label: &str) -> bool {
    BELOW_A_DOCUMENT.contains(&label)
}

/// Whether a document or page cannot have this id or slug, because the site has a page of that name.
pub fn is_reserved_slug(slug: &str, languages: &[Lang]) -> bool {
    AT_THE_TOP.contains(&slug)
        || BELOW_A_DOCUMENT.contains(&slug)
        || languages.iter().any(|lang| lang.as_str().eq_ignore_ascii_case(slug))
}

/// The last part of the address of a document or page, in each language.
pub fn slug(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Localized> {
    let slugs = localized_line(reader, node)?;
    for form in slugs.forms() {
        if !is_id(form) {
            reader.push(wrong::bad_slug(form.span, form));
        } else if is_reserved_slug(form, &reader.languages) {
            reader.push(format::reserved(form.span, "slug", form));
        }
    }
    Some(slugs)
}

/// Whether a file or folder of this name was left by an editor or an operating system. Such names are passed over
/// everywhere, silently.
pub fn is_leftover(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    name.starts_with('.')
        || name.ends_with('~')
        || name.starts_with("~$")
        || ["___jb_tmp___", "___jb_old___"].iter().any(|ending| name.ends_with(ending))
        || (name.starts_with('#') && name.ends_with('#'))
        || name.contains(".tmp.")
        || matches!(ending, "swp" | "swo" | "bak" | "orig" | "tmp")
        || matches!(name, "Thumbs.db" | "desktop.ini" | "4913")
}
