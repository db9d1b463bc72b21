//! The text of a version as HTML: prose, facts by name and lists by name. What a version holds beside its prose and the
//! prose does not call, follows at the end, so that nothing is lost.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::Renderer;
use super::contents;
use super::html::{self, ListPlace, Surroundings};
use super::list::{contact, history, measures, products, register};
use super::view::document::TocEntry;
use super::view::part::Html;
use super::view::{self, View};
use super::voice::Voice;
use crate::diagnostic::Diagnostic;
use crate::markdown::{self, Options};
use crate::model::catalogue::{Catalogue, Product};
use crate::model::document::{Document, Edition, Facts, Kind};
use crate::model::measure::Goal;
use crate::model::prose::{NamedList, Prose, Section};
use crate::model::subprocessor::Subprocessor;
use crate::model::text::Lang;
use crate::resolve::facts::{self, Subject};
use crate::resolve::numbers::numbers;
use crate::resolve::scope::{Standing, Verdict};
use crate::resolve::{RegisterState, SiteDocument};

/// A text and its contents.
pub(super) struct Body {
    /// The HTML.
    pub html: Html,
    /// Headings of the text.
    pub contents: Vec<TocEntry>,
}

/// Where a list stands that the prose has not called.
const AT_THE_END: ListPlace<'_> = ListPlace { under_heading: None, level: 2 };

/// What is shown: a version of a document, or a page.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    /// What facts are asked about.
    pub subject: Subject<'a>,
    /// The document, where it is one.
    pub of: Option<&'a SiteDocument>,
    /// Its text and facts.
    pub edition: Option<&'a Edition>,
    /// The language that prevails.
    pub binding: &'a Lang,
    /// The state of the register on the day, where that is shown and not what the version froze.
    pub register: Option<&'a RegisterState>,
}

/// The prose for a language: in that language or its primary one, else in the binding one, else the first there is.
pub(super) fn prose_for<'a>(
    prose: &'a std::collections::BTreeMap<Lang, Prose>,
    lang: &Lang,
    binding: &Lang,
) -> Option<(&'a Lang, &'a Prose)> {
    let primary = || prose.iter().find(|(l, _)| l.primary() == lang.primary());
    prose
        .get_key_value(lang)
        .or_else(primary)
        .or_else(|| prose.get_key_value(binding))
        .or_else(|| prose.first_key_value())
}

impl<'a> Renderer<'a> {
    /// The text of what is shown.
    pub(super) fn body(
        &self,
        voice: &Voice<'a>,
        shown: Shown<'_>,
        prose: Option<(&Lang, &Prose)>,
    ) -> Result<Body, Box<Diagnostic>> {
        self.body_for(voice, shown, prose, None)
    }

    /// The text of what is shown, its lists as far as they concern `product`.
    pub(super) fn body_for(
        &self,
        voice: &Voice<'a>,
        shown: Shown<'_>,
        prose: Option<(&Lang, &Prose)>,
        product: Option<&Product>,
    ) -> Result<Body, Box<Diagnostic>> {
        let writer = Writer { product, ..Writer::new(self, voice, shown, prose) };
        let mut html = prose.map(|(_, prose)| writer.text(prose)).unwrap_or_default();
        html.push_str(&writer.uncalled());
        let lang =
            prose.map(|(lang, _)| lang).filter(|lang| lang.primary() != voice.lang.primary()).map(ToString::to_string);
        let contents = prose.map(|(_, prose)| writer.contents(prose)).unwrap_or_default();
        match writer.failed.into_inner() {
            Some(failed) => Err(failed),
            None => Ok(Body { html: Html { html, lang }, contents }),
        }
    }

    /// The measures that a version holds, without its prose, for `audience`; empty where none applies.
    pub(super) fn measures_for(
        &self,
        voice: &Voice<'a>,
        shown: Shown<'_>,
        audience: &measures::Audience<'_>,
    ) -> Result<String, Box<Diagnostic>> {
        let Some(Edition { facts: Facts::Measures(goals), prose, .. }) = shown.edition else {
            return Ok(String::new());
        };
        let writer = self.without_prose(voice, shown);
        let chosen: Vec<usize> = (0..goals.len()).collect();
        let mut view = writer.measures_view(goals, &chosen, AT_THE_END, audience);
        let prose = prose_for(prose, voice.lang, shown.binding).map(|(_, prose)| prose);
        for (goal, written) in view.goals.iter_mut().zip(&goals[..]) {
            // Where the document shows the goal below a heading of its prose, that heading's anchor is the goal's.
            if let (Some(heading), Some(above)) =
                (&mut goal.heading, prose.and_then(|of| heading_above(of, &written.id)))
            {
                heading.id = above.anchor.to_string();
            }
        }
        view.goals.retain(|goal| !goal.controls.is_empty());
        if view.goals.is_empty() { Ok(String::new()) } else { self.theme.part(&View::MeasuresList(&view)) }
    }

    /// A text of a version's facts as HTML.
    pub(super) fn fragment(&self, voice: &Voice<'a>, shown: Shown<'_>, text: &str) -> String {
        let writer = self.without_prose(voice, shown);
        let tree = markdown::fragment(text, writer.options());
        writer.with_surroundings(&|_, _| String::new(), |surroundings| html::write_compact(&tree, surroundings))
    }

    pub(super) fn without_prose<'b>(&'b self, voice: &'b Voice<'a>, shown: Shown<'b>) -> Writer<'a, 'b> {
        let (failed, called) = (RefCell::default(), RefCell::default());
        Writer { renderer: self, voice, shown, prose: None, product: None, failed, called }
    }
}

/// The heading that the list of a goal stands below.
fn heading_above<'p>(prose: &'p Prose, goal: &str) -> Option<&'p Section> {
    let list = prose.lists.iter().find(|list| match &list.list {
        NamedList::Measures(Some(named)) => named.as_str() == goal,
        _ => false,
    })?;
    list.under_heading.as_ref()?;
    prose.sections.iter().rfind(|section| section.level > 0 && section.span.start < list.span.start)
}

/// What writes a text: it answers for facts and lists by name, and knows which lists were shown.
pub(super) struct Writer<'a, 'b> {
    pub renderer: &'b Renderer<'a>,
    pub voice: &'b Voice<'a>,
    pub shown: Shown<'b>,
    pub prose: Option<(&'b Lang, &'b Prose)>,
    /// The product that lists are for, where they are for one.
    product: Option<&'b Product>,
    failed: RefCell<Option<Box<Diagnostic>>>,
    pub called: RefCell<Called>,
}

/// Which lists the prose has shown so far.
#[derive(Default)]
pub(super) struct Called {
    pub goals: BTreeSet<usize>,
    pub register: bool,
    pub contact: bool,
    /// The headings of each list, in the order of the lists.
    pub headings: Vec<contents::OfList>,
}

impl<'a, 'b> Writer<'a, 'b> {
    /// A writer that has shown nothing yet.
    pub fn new(
        renderer: &'b Renderer<'a>,
        voice: &'b Voice<'a>,
        shown: Shown<'b>,
        prose: Option<(&'b Lang, &'b Prose)>,
    ) -> Self {
        Self { renderer, voice, shown, prose, product: None, failed: RefCell::default(), called: RefCell::default() }
    }
}

impl Writer<'_, '_> {
    fn text(&self, prose: &Prose) -> String {
        let text = self.renderer.sources.text(prose.file).unwrap_or_default();
        let tree = markdown::tree_of(prose, text, self.options());
        self.with_surroundings(&|list, place| self.list(list, place), |surroundings| html::write(&tree, surroundings))
    }

    pub fn options(&self) -> Options {
        Options { raw_html: self.renderer.site.config.raw_html, ..Options::default() }
    }

    /// Gives `write` what it must know about the page; `list` makes the lists by name.
    fn with_surroundings<T>(
        &self,
        list: &dyn Fn(&NamedList, ListPlace<'_>) -> String,
        write: impl FnOnce(&Surroundings<'_>) -> T,
    ) -> T {
        write(&Surroundings {
            link: &|link| self.renderer.routes.link(self.voice.lang, link),
            path: &|path| self.renderer.routes.href(path),
            fact: &|name| self.fact(name),
            list,
            first_level: 2,
            ids: "",
            words: &self.voice.prose_words,
        })
    }

    pub fn fact(&self, name: &str) -> Option<String> {
        let value = facts::value(self.renderer.site, self.shown.subject, name)?;
        // A fact speaks the language of the text that it stands in.
        let lang = self.prose.map_or(self.voice.lang, |(lang, _)| lang);
        let voice = self.renderer.voices.iter().find(|voice| voice.lang == lang).unwrap_or(self.voice);
        Some(voice.fact(value, self.shown.binding))
    }

    fn print(&self, view: View<'_>) -> String {
        match self.renderer.theme.part(&view) {
            Ok(html) => html,
            Err(failed) => {
                self.failed.borrow_mut().get_or_insert(failed);
                String::new()
            }
        }
    }

    fn list(&self, list: &NamedList, place: ListPlace<'_>) -> String {
        if !matches!(list, NamedList::Measures(_)) {
            self.called.borrow_mut().headings.push(Vec::new());
        }
        match list {
            NamedList::Measures(goal) => self.measures(goal.as_deref(), place),
            NamedList::Subprocessors => self.register(),
            NamedList::Contact => self.contact(place),
            NamedList::History => self.shown.of.map_or_else(String::new, |of| {
                self.print(View::HistoryList(&history::view(of, self.voice, &self.renderer.routes, self.shown.binding)))
            }),
            NamedList::Products => {
                let catalogue = self.catalogue(self.shown.edition);
                self.print(View::ProductList(&products::view(catalogue, self.voice, self.shown.binding, &|product| {
                    self.renderer.product_href(self.voice, product)
                })))
            }
        }
    }

    /// Lists that the facts of the version hold and its prose has not called.
    fn uncalled(&self) -> String {
        let Some(edition) = self.shown.edition else { return String::new() };
        let called = |of: fn(&Called) -> bool| of(&self.called.borrow());
        match &edition.facts {
            Facts::Measures(goals) if self.called.borrow().goals.len() < goals.len() => self.measures(None, AT_THE_END),
            Facts::Register(_) if !called(|c| c.register) => self.register(),
            Facts::Contact(_) if !called(|c| c.contact) => self.contact(AT_THE_END),
            _ => String::new(),
        }
    }

    pub fn catalogue<'s>(&'s self, edition: Option<&'s Edition>) -> &'s Catalogue {
        edition.and_then(|edition| edition.catalogue.as_deref()).unwrap_or(&self.renderer.site.catalogue)
    }

    /// The edition whose facts of a kind are shown: the version's own, that of the annex which it pins, or what is in force.
    pub fn source(&self, kind: Kind) -> Option<(&Document, &Edition)> {
        if let (Some(of), Some(edition)) = (self.shown.of, self.shown.edition)
            && of.document.settings.kind == kind
        {
            return Some((&of.document, edition));
        }
        if let Subject::Version(_, version) = self.shown.subject {
            let pinned = version.annexes.iter().find_map(|(id, label)| {
                let of = self.renderer.site.document(id).filter(|of| of.document.settings.kind == kind)?;
                let version = of.document.versions.iter().find(|v| v.label == label.value)?;
                Some((&*of.document, &version.edition))
            });
            if pinned.is_some() {
                return pinned;
            }
        }
        let of = self.renderer.site.document_of(kind)?;
        Some((&of.document, of.in_force.map_or(&of.document.working, |at| &of.version(at).edition)))
    }

    fn register(&self) -> String {
        self.called.borrow_mut().register = true;
        let Some((document, edition)) = self.source(Kind::Subprocessors) else { return String::new() };
        let Facts::Register(entries) = &edition.facts else { return String::new() };
        let mut entries: Vec<&Subprocessor> = match self.shown.register {
            Some(state) => state.in_force.iter().map(|entry| &**entry).collect(),
            None => entries.iter().collect(),
        };
        let standing = self.standing(self.catalogue(Some(edition)));
        if let Some(standing) = &standing {
            entries.retain(|entry| standing.verdict(&[], entry.applies_to.as_ref()) != Verdict::Never);
        }
        let page = register::Frame {
            renderer: self.renderer,
            voice: self.voice,
            document,
            catalogue: self.catalogue(Some(edition)),
            binding: self.renderer.site.binding(&document.settings),
            standing: standing.as_ref(),
        };
        self.print(View::RegisterList(&register::view(&entries, &page)))
    }

    /// What is known of customers of the product that lists are for, where it is one of `catalogue`.
    fn standing<'s>(&self, catalogue: &'s Catalogue) -> Option<Standing<'s>> {
        let product = self.product?;
        let known = catalogue.products.iter().find(|known| known.id == product.id)?;
        Some(Standing::of(known, catalogue))
    }

    fn contact(&self, place: ListPlace<'_>) -> String {
        self.called.borrow_mut().contact = true;
        let Some((document, edition)) = self.source(Kind::Contact) else { return String::new() };
        let Facts::Contact(of) = &edition.facts else { return String::new() };
        let binding = self.renderer.site.binding(&document.settings);
        let company = &self.renderer.site.config.organisation.name;
        self.print(View::ContactList(&contact::view(of, company, self.voice, binding, place.level)))
    }

    fn measures(&self, goal: Option<&str>, place: ListPlace<'_>) -> String {
        let Some((_, edition @ Edition { facts: Facts::Measures(goals), .. })) = self.source(Kind::Measures) else {
            self.called.borrow_mut().headings.push(Vec::new());
            return String::new();
        };
        let chosen = self.choose(goals, goal);
        self.called.borrow_mut().goals.extend(&chosen);
        let standing = self.standing(self.catalogue(Some(edition)));
        let is_part = standing.is_some();
        let audience = standing.map_or(measures::Audience::Everybody, measures::Audience::Product);
        let mut view = self.measures_view(goals, &chosen, place, &audience);
        if is_part {
            view.goals.retain(|goal| goal.heading.is_none() || !goal.controls.is_empty());
        }
        self.called.borrow_mut().headings.push(contents::of_measures(&view, place.level));
        self.print(View::MeasuresList(&view))
    }

    fn measures_view(
        &self,
        goals: &[Goal],
        chosen: &[usize],
        place: ListPlace<'_>,
        audience: &measures::Audience<'_>,
    ) -> view::Measures {
        let Some((document, edition)) = self.source(Kind::Measures) else { return view::Measures::default() };
        let binding = self.renderer.site.binding(&document.settings);
        let numbered_by = prose_for(&edition.prose, binding, binding).map(|(_, prose)| prose);
        let numbers = numbers(goals, numbered_by);
        // The heading above stands for one goal; a list of several has its own headings.
        let headed = place.under_heading.is_some() && chosen.len() == 1;
        let no_lists = |_: &NamedList, _: ListPlace<'_>| String::new();
        self.with_surroundings(&no_lists, |surroundings| {
            let frame = measures::Frame {
                voice: self.voice,
                binding,
                catalogue: self.catalogue(Some(edition)),
                audience,
                blocks: &|text| html::write_compact(&markdown::fragment(text, self.options()), surroundings),
                words: &|text| html::write_inline(&markdown::fragment(text, self.options()), surroundings),
                plain: &|text| self.plain(text),
            };
            measures::view(goals, chosen, &numbers, place.level, headed, &frame)
        })
    }

    /// The goal that is asked for, or all that have not been shown and are not asked for further down.
    pub fn choose(&self, goals: &[Goal], goal: Option<&str>) -> Vec<usize> {
        if let Some(id) = goal {
            return goals.iter().position(|g| g.id.value == id).into_iter().collect();
        }
        let named: BTreeSet<&str> = self
            .prose
            .iter()
            .flat_map(|(_, prose)| prose.lists.iter())
            .filter_map(|list| match &list.list {
                NamedList::Measures(Some(goal)) => Some(goal.as_str()),
                _ => None,
            })
            .collect();
        let called = self.called.borrow();
        (0..goals.len()).filter(|at| !called.goals.contains(at) && !named.contains(goals[*at].id.as_str())).collect()
    }
}
