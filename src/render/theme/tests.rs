//! What a theme may do and what it is told when it does something else.

use super::*;
use crate::diagnostic::{Code, Place};
use crate::render::view::{self, Html, Text};
use crate::source::{FileId, Span};

fn load(files: &[(&str, &str)], languages: &[&str]) -> (Sources, Option<Theme>, Vec<String>) {
    let files = files.iter().map(|(path, text)| (format!("themes/own/{path}"), text.as_bytes().to_vec()));
    let sources = Sources::new(files.chain([("site.yaml".to_owned(), Vec::new())]));
    let here = Span::start_of(sources.find("site.yaml").unwrap());
    let name = if sources.len() > 1 { "own" } else { "default" };
    let settings = Settings { name: Spanned::new(name.to_owned(), here), accent: None, logo: None };
    let languages: Vec<_> = languages.iter().map(|tag| Spanned::new(Lang::new(tag).unwrap(), here)).collect();
    let (theme, report) = Theme::load(&sources, &settings, &languages, "https://a.example/");
    let told = report.sorted(&sources).findings().iter().map(|finding| tell(&sources, finding)).collect();
    (sources, theme, told)
}

fn tell(sources: &Sources, finding: &Diagnostic) -> String {
    assert_eq!(finding.code, Code::F16);
    let text = |file: FileId| sources.text(file).unwrap_or_default();
    let place = match &finding.place {
        Place::At(span) => format!("{}[{}]", sources.get(span.file).path, &text(span.file)[span.range()]),
        Place::Path(path) => path.clone(),
    };
    format!("{place}: {}", finding.message)
}

#[test]
fn the_built_in_theme_uses_no_name_that_its_views_lack() {
    let (_, theme, told) = load(&[], &["de", "en", "de-AT"]);
    assert_eq!(told, [""; 0]);
    let theme = theme.unwrap();
    assert!(["de", "en", "de-AT"].iter().all(|lang| theme.words(lang).is_some()));
    assert!(theme.engine().get_template_names().count() >= View::TEMPLATES.len());
    let mut report = Report::new();
    check_names(&theme.files, "default", &mut report);
    assert_eq!(report.findings().len(), 0);
}

#[test]
fn a_copy_of_a_built_in_file_is_as_good_as_the_file() {
    let built_in = include_str!("../../../themes/default/templates/page.html");
    let (_, theme, told) = load(&[("templates/page.html", built_in)], &["de"]);
    assert_eq!(told, [""; 0]);
    let theme = theme.unwrap();
    assert!(!theme.has_own_templates());
    assert!(theme.files["templates/page.html"].file.is_some(), "it is the site's file that mistakes are told of");
}

#[test]
fn a_name_that_a_view_lacks_is_told_with_its_place_wherever_it_stands() {
    let template = "{% component c(of) %}{{ of.txet }}{% endcomponent c %}{{ <c of={title}/> }}{{ page.nope }}\
        {% for a in page.alternates %}{{ a.hreff }}{% endfor %}{% if words.frame.skp %}{% endif %}{{ page }}\
        {% for a in page.lang %}{% endfor %}{{ title.text | upper }}{{ nobody }}{{ a }}";
    let (_, theme, told) = load(&[("templates/page.html", template)], &["de"]);
    assert!(theme.is_none());
    let at = |place: &str, message: &str| format!("themes/own/templates/page.html[{place}]: {message}");
    let expected = [
        at("txet", "`of` has no `txet`"),
        at("nope", "`page` has no `nope`"),
        at("hreff", "`a` has no `hreff`"),
        at("skp", "`words.frame` has no `skp`"),
        at("page", "`page` is a group of values and cannot be printed as it is"),
        at("page.lang", "`page.lang` is no list"),
        at("nobody", "there is no `nobody` here"),
        at("a", "there is no `a` here"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn all_mistakes_of_syntax_are_told_and_so_is_a_filter_or_parent_that_is_not_there() {
    let broken = [("templates/a.html", "ä {% if %}"), ("templates/home.html", "{{ title")];
    let (_, _, told) = load(&broken, &["de"]);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("themes/own/templates/a.html[") && told[1].contains("home.html["), "{told:?}");

    let (_, _, told) = load(&[("templates/home.html", "ä\nö {{ title | shout }}{{ <nothing/> }}")], &["de"]);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].ends_with("Unknown filter `shout`"), "{told:?}");

    let (_, _, told) = load(&[("templates/home.html", "{% extends \"lost.html\" %}")], &["de"]);
    assert_eq!(told, ["themes/own/templates/home.html[]: it extends `lost.html`, which the theme does not have"]);
}

#[test]
fn a_language_without_words_and_a_folder_without_meaning_are_told() {
    let (_, _, told) = load(&[("template/home.html", "x"), ("LICENSE", "x")], &["de", "fr"]);
    let expected = [
        "site.yaml[]: the theme has no words in the language `fr`",
        "themes/own/template/home.html[]: this file is in none of a theme's folders",
    ];
    assert_eq!(told, expected);
}

#[test]
fn words_of_users_are_escaped_and_html_is_not() {
    let (_, theme, _) = load(&[], &["en"]);
    let mut page = view::Page { title: Text::new("<b>\"A\" & B</b>"), ..view::Page::default() };
    page.page.lang = "en".to_owned();
    page.body = Html::new("<p>C</p>");
    let html = theme.unwrap().part(&View::Page(&page)).unwrap();
    assert!(html.contains("&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;") && html.contains("<p>C</p>"), "{html}");
}

#[test]
fn an_asset_is_published_under_its_digest_and_found_by_styles_and_templates() {
    let files = [
        ("assets/site.css", "a{background:url(dot.svg)}b{background:url('dot.svg')}"),
        ("assets/dot.svg", "<svg/>"),
        ("templates/redirect.html", "{{ asset(name=\"dot.svg\") }}"),
    ];
    let (_, theme, told) = load(&files, &["de"]);
    assert_eq!(told, [""; 0]);
    let theme = theme.unwrap();
    let dot = &theme.assets.published["dot.svg"];
    let style = theme.assets().iter().find(|file| file.path == theme.stylesheet()).unwrap();
    let name = dot.trim_start_matches("theme/");
    assert_eq!(
        String::from_utf8_lossy(&style.bytes),
        format!("a{{background:url({name})}}b{{background:url('{name}')}}:root{{--origin:\"https://a.example\"}}\n")
    );
    assert_eq!(theme.part(&View::Redirect(&view::Redirect::default())).unwrap(), *dot);
}
