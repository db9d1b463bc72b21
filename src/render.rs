//! Which pages exist, and how each is made from a [`Site`].
//!
//! [`render`] is cheap: it names every path and how to make its bytes ([`Task`]); bytes are made when a task is run. A
//! task is what shares its work: a version's page and the document's own page show the same text. Pure: the same site,
//! theme and sources give the same bytes. Knows nothing of YAML and of the disk.

mod body;
pub mod calendar;
mod change;
pub mod collate;
mod condition;
mod contents;
pub mod data;
mod document;
mod duties;
mod entry;
mod events;
mod export;
pub mod feed;
mod following;
mod frame;
pub mod freeze;
pub mod html;
pub mod instant;
pub mod json_ld;
pub mod letter;
mod linked_data;
mod list;
mod machine;
mod notice;
pub mod opml;
mod overview;
pub mod paths;
pub mod plain;
mod printed;
mod product;
pub mod redline;
mod register;
pub mod routes;
pub mod sitemap;
mod subprocessor;
pub mod table;
pub mod texts;
pub mod theme;
mod title;
pub mod view;
mod voice;
pub mod well_known;
mod xml;

use std::sync::Arc;

use crate::model::text::Lang;
use crate::output::{OutFile, Output, Task};
use crate::resolve::{Change, Site};
use crate::source::Sources;
use html::Words;
use routes::{Routes, file};
use theme::Theme;
use voice::Voice;

/// What all pages are made from.
struct Renderer<'a> {
    site: &'a Site,
    theme: &'a Theme,
    sources: &'a Sources,
    routes: Routes<'a>,
    /// One for each language of the site, in their order.
    voices: Vec<Voice<'a>>,
    /// Files of `content/assets/`: path below it, and their bytes.
    assets: &'a [(String, crate::source::FileId)],
    /// The changes of each document, newest first.
    changes: Vec<Vec<&'a Change>>,
    /// What was found out about versions of measures.
    found: product::Found<'a>,
    /// What was found out about versions of texts.
    told: redline::Told,
}

/// All files of the published site.
#[must_use]
pub fn render<'a>(site: &'a Site, theme: &'a Theme, sources: &'a Sources) -> Output<'a> {
    let renderer = Arc::new(Renderer::new(site, theme, sources));
    let mut tasks = Vec::new();
    let plan = Arc::new(renderer.product_plan());
    for at in 0..renderer.voices.len() {
        language(&renderer, at, &mut tasks);
        product::tasks(&renderer, &plan, at, &mut tasks);
    }
    whole_site(&renderer, &plan, &mut tasks);
    Output::new(tasks)
}

/// The pages and feeds of one language.
fn language<'a>(renderer: &Arc<Renderer<'a>>, at: usize, tasks: &mut Vec<Task<'a>>) {
    let voice = &renderer.voices[at];
    let routes = &renderer.routes;
    let on = || Arc::clone(renderer);
    let r = on();
    tasks.push(Task::new(vec![file(&routes.home(voice.lang))], move || Ok(vec![r.home_page(&r.voices[at])?])));
    let r = on();
    tasks.push(Task::new(vec![file(&routes.fixed(voice.lang, "changes"))], move || {
        Ok(vec![r.changes_page(&r.voices[at])?])
    }));
    let r = on();
    let subscribe = routes.fixed(voice.lang, "subscribe");
    tasks.push(Task::new(vec![file(&subscribe), format!("{subscribe}feeds.opml")], move || {
        r.subscribe_page(&r.voices[at])
    }));
    for page in &renderer.site.pages {
        let r = on();
        tasks.push(Task::new(vec![file(&routes.page(voice.lang, page))], move || {
            Ok(vec![r.unversioned_page(&r.voices[at], page)?])
        }));
    }
    let r = on();
    tasks.push(Task::new(renderer.feed_paths(voice, None, renderer.site.changes.len()), move || {
        r.feed_files(&r.voices[at], None)
    }));
    if !renderer.site.changes.is_empty() {
        let r = on();
        let path = format!("{}{}", routes.home(voice.lang), events::FILE);
        tasks.push(Task::new(vec![path], move || Ok(vec![r.calendar_of(&r.voices[at], None)])));
    }
    for (place, of) in renderer.site.documents.iter().enumerate().filter(|(_, of)| !of.versions.is_empty()) {
        for version in 0..of.versions.len() {
            let r = on();
            tasks.push(Task::new(renderer.version_paths(voice, of, version), move || {
                r.version_files(&r.voices[at], of, version)
            }));
        }
        for pair in redline::pairs(of) {
            let r = on();
            let path = file(&redline::path(routes, voice.lang, of, pair));
            tasks.push(Task::new(vec![path], move || Ok(vec![r.comparison_page(&r.voices[at], of, pair)?])));
        }
        let r = on();
        let history = routes.below(voice.lang, &of.document, "versions");
        tasks.push(Task::new(vec![file(&history)], move || {
            let voice = &r.voices[at];
            let path = r.routes.below(voice.lang, &of.document, "versions");
            Ok(vec![frame::page_file(&path, r.history_page(voice, of)?)])
        }));
        let r = on();
        let changes = renderer.changes[place].len();
        tasks.push(Task::new(renderer.feed_paths(voice, Some(of), changes), move || {
            r.feed_files(&r.voices[at], Some(place))
        }));
        let r = on();
        let path = format!("{}{}", routes.document(voice.lang, &of.document), events::FILE);
        tasks.push(Task::new(vec![path], move || Ok(vec![r.calendar_of(&r.voices[at], Some(place))])));
        if of.register.is_some() && of.is_public() {
            let r = on();
            let folder = routes.document(voice.lang, &of.document);
            tasks.push(Task::new(renderer.register_paths(voice, &folder), move || {
                Ok(r.register_files(&r.voices[at], of))
            }));
            let r = on();
            tasks.push(Task::new(vec![renderer.fragment_path(voice, of)], move || {
                Ok(vec![r.fragment_file(&r.voices[at], of)?])
            }));
            for version in of.public() {
                let r = on();
                let folder = renderer.version_path(voice.lang, of, version);
                tasks.push(Task::new(renderer.register_paths(voice, &folder), move || {
                    Ok(r.register_version_files(&r.voices[at], of, version))
                }));
            }
        }
        for (entry, kind) in Renderer::entries(of) {
            let r = on();
            let path = file(&renderer.entry_path(voice, of, &entry.id));
            tasks.push(Task::new(vec![path], move || Ok(vec![r.entry_file(&r.voices[at], of, &entry, kind)?])));
        }
    }
}

/// What there is once for all languages.
fn whole_site<'a>(renderer: &Arc<Renderer<'a>>, plan: &Arc<product::Plan<'a>>, tasks: &mut Vec<Task<'a>>) {
    let r = Arc::clone(renderer);
    tasks.push(Task::new(vec!["404.html".into()], move || Ok(vec![r.not_found_page()?])));
    for (path, make) in renderer.well_known_files() {
        let r = Arc::clone(renderer);
        tasks.push(Task::new(vec![path.into()], move || Ok(vec![OutFile::new(path, make(&r))])));
    }
    let (r, of) = (Arc::clone(renderer), Arc::clone(plan));
    tasks.push(Task::new(renderer.sitemap_paths(plan, tasks), move || {
        Ok(sitemap::write(&r.sitemap(&of), &r.routes.url("")))
    }));
    for redirect in renderer.redirects() {
        let r = Arc::clone(renderer);
        let path = redirect.page_path();
        tasks.push(Task::new(vec![path], move || Ok(vec![r.redirect_page(&redirect)?])));
    }
    for form in data::Form::ALL {
        let r = Arc::clone(renderer);
        tasks.push(Task::new(vec![form.path()], move || Ok(vec![r.schema_file(form)])));
    }
    let r = Arc::clone(renderer);
    tasks.push(Task::new(vec!["trust.json".into()], move || {
        Ok(vec![OutFile::new("trust.json", data::text(&r.trust()))])
    }));
    for asset in renderer.theme.assets() {
        tasks.push(Task::new(vec![asset.path.clone()], move || Ok(vec![asset.clone()])));
    }
    for (path, id) in renderer.assets {
        let r = Arc::clone(renderer);
        let path = format!("assets/{path}");
        tasks.push(Task::new(vec![path.clone()], move || {
            Ok(vec![OutFile::new(&path, &*r.sources.get(*id).bytes).verbatim()])
        }));
    }
}

impl<'a> Renderer<'a> {
    fn new(site: &'a Site, theme: &'a Theme, sources: &'a Sources) -> Self {
        let voices = site.languages.iter().map(|lang| {
            let texts = theme.texts(lang);
            let other = &texts.words.other;
            Voice {
                lang,
                texts,
                prose_words: Words {
                    footnotes: other.footnotes.clone(),
                    back_to_text: other.back_to_text.clone(),
                    link_to_clause: other.link_to_clause.clone(),
                    table: other.table.clone(),
                    ticked: other.ticked.clone(),
                    not_ticked: other.not_ticked.clone(),
                },
                names: collate::Names::of(lang),
            }
        });
        let mut changes = vec![Vec::new(); site.documents.len()];
        for change in site.changes.iter().rev() {
            changes[change.document].push(change);
        }
        Self {
            site,
            theme,
            sources,
            routes: Routes::new(site),
            voices: voices.collect(),
            assets: &site.assets,
            changes,
            found: product::Found::new(site),
            told: redline::Told::new(site),
        }
    }

    /// The default language.
    fn default(&self) -> &'a Lang {
        &self.site.languages[0]
    }
}
