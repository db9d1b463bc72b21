//! The theme: templates, style, words. The built-in one, with the site's own files in the place of its files.
//!
//! Owns the template engine and everything that can be wrong with a theme. Knows of the site only the theme's settings
//! and the languages. Invariant: a theme that was loaded without an error renders every view; what a template prints is
//! what its view holds.

mod accent;
mod assets;
mod breaks;
mod files;
mod findings;
mod names;
mod origin;
mod phrases;
mod shape;
mod soft;
#[cfg(test)]
mod tests;
mod tokens;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use tera::{Kwargs, State, Tera, Value};

use crate::diagnostic::{Diagnostic, Report};
use crate::model::site::Theme as Settings;
use crate::model::text::Lang;
use crate::output::OutFile;
use crate::render::html::citation::bound;
use crate::render::texts::{Texts, Words};
use crate::render::view::View;
use crate::render::well_known;
use crate::source::{Sources, Spanned};
use assets::Assets;
pub use files::{ThemeFile, files};
use findings::At;

type Files = BTreeMap<String, ThemeFile>;

/// How many bytes most pages need, so that they are not moved as they grow.
const ROOM: usize = 32 << 10;

/// A theme, ready to render. What is built in is known to be right and is read when it is first asked for: a check that
/// renders nothing need not wait for it.
pub struct Theme {
    name: String,
    files: Files,
    engine: OnceLock<Tera>,
    words: BTreeMap<String, Spoken>,
    assets: Assets,
}

/// The words of a language, for the program and for templates.
#[derive(Clone)]
struct Spoken {
    /// The path of its words in the theme.
    path: String,
    /// The path of its names of countries, if there are any.
    countries: Option<String>,
    read: OnceLock<(Texts, Value)>,
}

impl Theme {
    /// Loads the theme that `settings` ask for with the words of all `languages`, and everything that is wrong with it.
    /// `base_url`, the address of the site, is what style sheets add to links on paper. There is a theme where the report
    /// has no errors.
    #[must_use]
    pub fn load(
        sources: &Sources,
        settings: &Settings,
        languages: &[Spanned<Lang>],
        base_url: &str,
    ) -> (Option<Self>, Report) {
        let mut report = Report::new();
        let name = settings.name.value.clone();
        if name != "default" && sources.below(&format!("themes/{name}/")).next().is_none() {
            report.push(findings::no_theme(settings.name.span, &name));
        }
        let files = files(sources, &name);
        let at = |path| At { theme: &name, path, file: files.get(path) };
        for path in files.keys().filter(|path| path.contains('/')) {
            if !["templates/", "assets/", "i18n/"].iter().any(|folder| path.starts_with(folder)) {
                report.push(findings::stray(at(path)));
            }
        }
        let words = words(&files, &name, languages, &mut report);
        let accent = settings.accent.as_ref().and_then(|accent| accent::Color::from_hex(accent)).map(accent::style);
        let assets = Assets::of(&files, &format!("{}{}", accent.unwrap_or_default(), origin::style(base_url)));
        let engine = if files::has_own_templates(&files) {
            let templates = read_templates(&files, &name, &assets, &mut report);
            if templates.is_some() {
                check_names(&files, &name, &mut report);
            }
            templates.map(OnceLock::from).unwrap_or_default()
        } else {
            OnceLock::new()
        };
        let is_right = !report.has_errors();
        (is_right.then(|| Self { name, files, engine, words, assets }), report)
    }

    fn engine(&self) -> &Tera {
        let read = || read_templates(&self.files, &self.name, &self.assets, &mut Report::new());
        self.engine.get_or_init(|| read().expect("templates of the site's own are read when the theme is loaded"))
    }

    fn words(&self, lang: &str) -> Option<&(Texts, Value)> {
        let spoken = self.words.get(lang)?;
        let read = || read_words(&self.files, &self.name, spoken, &mut Report::new());
        Some(spoken.read.get_or_init(|| read().expect("words of the site's own are read when the theme is loaded")))
    }

    /// The same theme with its own words and assets in the built-in templates.
    #[must_use]
    pub fn with_built_in_templates(&self) -> Self {
        let files = files::with_built_in_templates(&self.files);
        Self {
            name: self.name.clone(),
            files,
            engine: OnceLock::new(),
            words: self.words.clone(),
            assets: self.assets.clone(),
        }
    }

    /// Whether pages are made by other templates than the built-in ones.
    #[must_use]
    pub fn has_own_templates(&self) -> bool {
        files::has_own_templates(&self.files)
    }

    /// The words in a language of the site.
    ///
    /// # Panics
    /// Where the site does not have the language.
    #[must_use]
    pub fn texts(&self, lang: &Lang) -> &Texts {
        &self.words(lang.as_str()).expect("a theme is loaded with the words of all languages of its site").0
    }

    /// The files that the theme publishes, style sheets among them.
    #[must_use]
    pub fn assets(&self) -> &[OutFile] {
        &self.assets.files
    }

    /// The path of the style sheet in the published site.
    #[must_use]
    pub fn stylesheet(&self) -> &str {
        self.assets.published.get("site.css").expect("`site.css` is built in")
    }

    /// The HTML of a part of a page.
    ///
    /// # Errors
    /// As of [`Theme::page`].
    ///
    /// # Panics
    /// Never: templates and values are text.
    pub fn part(&self, view: &View<'_>) -> Result<String, Box<Diagnostic>> {
        Ok(String::from_utf8(self.page(view)?).expect("templates and values are text"))
    }

    /// The HTML of a page, in UTF-8.
    ///
    /// # Errors
    /// Where the engine fails, which loading cannot foresee in full: an index out of bounds, a filter that refuses a
    /// value.
    pub fn page(&self, view: &View<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut values = view.context();
        if let Some((_, words)) = self.words(view.lang()) {
            values.insert_value("words", words.clone());
        }
        let mut html = Vec::with_capacity(ROOM);
        match self.engine().render_to(view.template(), &values, &mut html) {
            Ok(()) => Ok(html),
            Err(error) => Err(Box::new(findings::engine(&self.name, &self.files, &error).swap_remove(0))),
        }
    }
}

/// The words of each language of the site: of the very tag, else of its primary language.
fn words(files: &Files, name: &str, languages: &[Spanned<Lang>], report: &mut Report) -> BTreeMap<String, Spoken> {
    let mut words = BTreeMap::new();
    for lang in languages {
        let mut tags = [lang.as_str(), lang.primary()].into_iter();
        let Some(tag) = tags.find(|tag| files.contains_key(&format!("i18n/{tag}.yaml"))) else {
            report.push(findings::no_words(lang.span, name, lang));
            continue;
        };
        let countries = Some(format!("i18n/countries/{tag}.yaml")).filter(|path| files.contains_key(path));
        let mut spoken = Spoken { path: format!("i18n/{tag}.yaml"), countries, read: OnceLock::new() };
        let is_built_in = |path: &String| files.get(path).is_some_and(|file| file.is_built_in);
        if ![Some(&spoken.path), spoken.countries.as_ref()].into_iter().flatten().all(is_built_in) {
            let Some(read) = read_words(files, name, &spoken, report) else { continue };
            spoken.read = OnceLock::from(read);
        }
        words.insert(lang.as_str().to_owned(), spoken);
    }
    words
}

fn read_words(files: &Files, name: &str, spoken: &Spoken, report: &mut Report) -> Option<(Texts, Value)> {
    let mut read = |path: &str, read: &dyn Fn(&str) -> Result<Texts, _>| {
        let at = At { theme: name, path, file: files.get(path) };
        let Some(text) = at.file.and_then(ThemeFile::text) else {
            report.push(findings::no_text(at));
            return None;
        };
        read(text).map_err(|why| report.push(findings::bad_words(at, &why))).ok()
    };
    let mut texts = read(&spoken.path, &Texts::read)?;
    if let Some(countries) = &spoken.countries {
        texts = read(countries, &|text| texts.clone().with_countries(text))?;
    }
    let value = Value::from_serializable(&texts.words);
    Some((texts, value))
}

/// The engine with all templates, each of them read.
fn read_templates(files: &Files, name: &str, assets: &Assets, report: &mut Report) -> Option<Tera> {
    for (path, file) in files {
        if path.starts_with("templates/") && file.text().is_none() {
            report.push(findings::no_text(At { theme: name, path, file: Some(file) }));
        }
    }
    let templates: Vec<_> = templates(files).collect();
    let mut tell = |error: &tera::Error| {
        for finding in findings::engine(name, files, error) {
            report.push(finding);
        }
    };
    let mut tera = with_functions(assets);
    if let Err(error) = tera.add_raw_templates(templates.iter().copied()) {
        // Alone, a template may lack what it builds upon; its syntax is told all the same, and that of all at once.
        let mut well_formed = true;
        for &(template, text) in &templates {
            if let Err(error) = Tera::new().add_raw_template(template, text)
                && matches!(error.kind(), tera::ErrorKind::SyntaxError(_))
            {
                well_formed = false;
                tell(&error);
            }
        }
        if well_formed {
            tell(&error);
        }
        return None;
    }
    Some(tera)
}

/// The templates among the files, by their names.
fn templates(files: &Files) -> impl Iterator<Item = (&str, &str)> {
    files.iter().filter_map(|(path, file)| Some((path.strip_prefix("templates/")?, file.text()?)))
}

/// Holds the names that templates use against the views.
fn check_names(files: &Files, name: &str, report: &mut Report) {
    let words = schemars::schema_for!(Words).to_value();
    let schemas: Vec<_> = View::TEMPLATES.iter().filter_map(|t| Some((*t, View::schema(t)?.to_value()))).collect();
    let all = names::Templates::new(templates(files));
    let mut findings = std::collections::BTreeSet::new();
    for (template, schema) in &schemas {
        let view = shape::Shape::of(schema);
        let mut roots: Vec<_> = view.fields().into_iter().flatten().collect();
        roots.push(("words", shape::Shape::of(&words)));
        findings.extend(all.check(template, &roots));
    }
    for finding in findings {
        let path = format!("templates/{}", finding.template);
        report.push(findings::bad_name(At { theme: name, path: &path, file: files.get(&path) }, &finding));
    }
}

/// The engine with what this program adds: the function `asset(name="…")` gives the published path of an asset of the
/// theme, `integrity(name="…")` the digest that browsers hold it to; the filter `soft(lang="…")` puts soft hyphens into long words, `address` says where an address may go on in the
/// next line, `line` puts a text on one line, and `md` writes one
/// line of Markdown that shows it as it is.
fn with_functions(assets: &Assets) -> Tera {
    let mut tera = Tera::new();
    tera.set_escape_fn(|text, out| tera::escape_html(&bound(text), out));
    let paths = assets.published.clone();
    tera.register_function("asset", move |arguments: Kwargs, _: &State<'_>| {
        let name: String = arguments.must_get("name")?;
        paths.get(&name).cloned().ok_or_else(|| tera::Error::message(format!("the theme has no asset `{name}`")))
    });
    let digests = assets.integrity.clone();
    tera.register_function("integrity", move |arguments: Kwargs, _: &State<'_>| {
        let name: String = arguments.must_get("name")?;
        digests.get(&name).cloned().ok_or_else(|| tera::Error::message(format!("the theme has no asset `{name}`")))
    });
    tera.register_filter("line", |text: &str, _: Kwargs, _: &State<'_>| well_known::line(text));
    tera.register_filter("md", |text: &str, _: Kwargs, _: &State<'_>| well_known::markdown(text));
    tera.register_filter("address", |text: &str, _: Kwargs, _: &State<'_>| {
        Value::safe_string(&breaks::in_address(text))
    });
    tera.register_filter("soft", |text: &str, arguments: Kwargs, _: &State<'_>| -> tera::TeraResult<String> {
        Ok(soft::hyphenated(text, arguments.must_get("lang")?))
    });
    tera
}
