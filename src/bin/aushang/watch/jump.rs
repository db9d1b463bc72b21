//! Which clause was edited: the first whose words differ from before, so that open pages can show it.

use std::collections::BTreeMap;

use aushang::model::Content;
use aushang::model::prose::Prose;
use aushang::render::routes::Routes;
use aushang::resolve::Site;
use aushang::source::{Digest, Sources};

use super::stage::Jump;

/// The headings and clauses of a text: the anchor of each, and the digest of all that belongs to it.
type Outline = Vec<(String, Digest)>;

/// The outlines of texts that were edited, as they were when there was last something in them: an editor may empty a
/// file before it fills it.
#[derive(Default)]
pub struct Outlines(BTreeMap<String, Outline>);

impl Outlines {
    /// Where the changes of the files `changed` can be seen.
    pub fn jumps(
        &mut self,
        (old, before): (&Sources, &Content),
        (new, after): (&Sources, &Content),
        site: &Site,
        changed: &[String],
    ) -> Vec<Jump> {
        let mut jumps = Vec::new();
        for path in changed {
            let outline = prose_at(new, after, path).map(|prose| outline(new, prose)).unwrap_or_default();
            if outline.is_empty() {
                if let Some(was) = prose_at(old, before, path) {
                    self.0.entry(path.clone()).or_insert_with(|| self::outline(old, was));
                }
                continue;
            }
            let known = self.0.remove(path);
            let was = known.or_else(|| prose_at(old, before, path).map(|prose| self::outline(old, prose)));
            let edited = was.and_then(|was| outline.into_iter().find(|section| !was.contains(section)));
            if let Some((anchor, _)) = edited {
                jumps.extend(addresses(site, path).into_iter().map(|below| Jump { below, anchor: anchor.clone() }));
            }
        }
        jumps
    }
}

/// What the addresses of pages begin with that can show the file at `path`.
fn addresses(site: &Site, path: &str) -> Vec<String> {
    let routes = Routes::new(site);
    let mut parts = path.split('/').skip(1);
    let (Some(id), Some(rest)) = (parts.next(), parts.next()) else { return Vec::new() };
    let page = (id == "pages").then(|| site.pages.iter().find(|page| page.id == rest)).flatten();
    let address = |lang| match (page, site.document(id)) {
        (Some(page), _) => Some(routes.page(lang, page)),
        (None, Some(of)) => Some(routes.document(lang, &of.document)),
        (None, None) => None,
    };
    site.languages.iter().filter_map(address).map(|below| routes.href(&below)).collect()
}

/// The text that was read from the file at `path`.
fn prose_at<'a>(sources: &Sources, content: &'a Content, path: &str) -> Option<&'a Prose> {
    let file = sources.find(path)?;
    let id = path.split('/').nth(1)?;
    let documents = content.documents.iter().filter(|document| document.id == id);
    let editions = documents.flat_map(|of| of.versions.iter().map(|version| &version.edition).chain([&of.working]));
    let pages = content.pages.iter().filter(|_| id == "pages").map(|page| &page.prose);
    editions.map(|edition| &edition.prose).chain(pages).flat_map(|texts| texts.values()).find(|p| p.file == file)
}

fn outline(sources: &Sources, prose: &Prose) -> Outline {
    let bytes = &sources.get(prose.file).bytes;
    let starts = prose.sections.iter().map(|section| section.span.range().start);
    let ends = starts.clone().skip(1).chain([bytes.len()]);
    let digests = starts.zip(ends).map(|(start, end)| Digest::of(bytes.get(start..end).unwrap_or_default()));
    prose.sections.iter().map(|section| section.anchor.to_string()).zip(digests).collect()
}
