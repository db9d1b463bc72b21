//! What a release writes: texts with the values of their facts in the place of the names, and what changed in words.
//!
//! Invariant: a frozen text shows what the working copy showed under the same label and dates, and asks nothing of the
//! site any more but the lists that are pinned.

mod facts;

use std::collections::BTreeMap;
use std::ops::Range;

use super::Renderer;
use super::body::{Shown, Writer};
use super::change::Told;
use super::redline::{Copy, in_words};
use super::theme::Theme;
use super::voice::Voice;
use crate::markdown::{self, link_ranges};
use crate::model::document::{Document, Kind};
use crate::model::prose::Prose;
use crate::model::text::Lang;
use crate::model::version::Version;
use crate::redline::compare;
use crate::resolve::facts::Subject;
use crate::resolve::{Change, Event, Site, SiteDocument};
use crate::source::Sources;
pub use facts::facts;

/// The texts of `version` with the values of its facts, by language.
#[must_use]
pub fn texts(
    site: &Site,
    theme: &Theme,
    sources: &Sources,
    document: &Document,
    version: &Version,
) -> BTreeMap<Lang, String> {
    let renderer = Renderer::new(site, theme, sources);
    let binding = site.binding(version.edition.settings.as_deref().unwrap_or(&document.settings));
    let frozen = version.edition.prose.iter().map(|(lang, prose)| {
        let shown = Shown {
            subject: Subject::Version(document, version),
            of: None,
            edition: Some(&version.edition),
            binding,
            register: None,
        };
        let voice = renderer.voices.iter().find(|voice| voice.lang == lang).unwrap_or(&renderer.voices[0]);
        let writer = Writer::new(&renderer, voice, shown, Some((lang, prose)));
        let text = sources.text(prose.file).unwrap_or_default();
        (lang.clone(), written_in(text, prose, &|name| writer.fact(name)))
    });
    frozen.collect()
}

/// What changed between two versions, or what a first one is, in the words of each language.
#[must_use]
pub fn notes(
    site: &Site,
    theme: &Theme,
    sources: &Sources,
    of: &SiteDocument,
    (before, version): (Option<&Version>, &Version),
) -> BTreeMap<Lang, String> {
    let renderer = Renderer::new(site, theme, sources);
    let notes = renderer.voices.iter().map(|voice| {
        let words = before.map(|before| {
            let parts = |version| renderer.parts(voice, of, Copy::Version(version));
            in_words(&compare(&parts(before), &parts(version)), voice)
        });
        let settings = version.edition.settings.as_deref().unwrap_or(&of.document.settings);
        let title = settings.title.get(voice.lang, site.binding(settings));
        let words = words.filter(|words| !words.is_empty());
        (voice.lang.clone(), words.unwrap_or_else(|| format!("{}.", voice.texts.titles.first(title, &version.label))))
    });
    notes.collect()
}

/// What feeds and the change log will say of a version: its title, from when it applies and whom it concerns, and what it
/// changes, a line each. `None` where the version is not public on the site's day.
#[must_use]
pub fn announcement(
    site: &Site,
    theme: &Theme,
    sources: &Sources,
    (id, label): (&str, &str),
    lang: &Lang,
) -> Option<Vec<String>> {
    let renderer = Renderer::new(site, theme, sources);
    let voice = renderer.voices.iter().find(|voice| voice.lang == lang)?;
    let change = site.changes.iter().find(|change| {
        let of = &site.documents[change.document];
        change.event == Event::Announced && of.document.id == id && of.version(change.version).label == label
    })?;
    let entry = renderer.change(voice, change, Told::Then);
    let items = entry.items.into_iter().map(|item| format!("- {}", item.label));
    // Of measures it is said in the sentence already.
    let concerned = match site.documents[change.document].document.settings.kind {
        Kind::Subprocessors | Kind::Agreement => renderer.products_concerned(voice, change),
        Kind::Measures | Kind::Policy | Kind::Contact => None,
    };
    Some([entry.title].into_iter().chain(entry.sentence).chain(concerned).chain(items).collect())
}

impl<'a> Renderer<'a> {
    /// The products that a change concerns, in a sentence; `None` where there are none.
    fn products_concerned(&self, voice: &Voice<'a>, change: &Change) -> Option<String> {
        let products = &self.site.catalogue.products;
        let concerned = products.iter().filter(|product| self.changes_for(product).contains(&change));
        let mut names: Vec<String> =
            concerned.map(|product| product.name.get(voice.lang, self.default()).to_owned()).collect();
        names.sort_by(|a, b| voice.compare(a, b));
        let texts = &voice.texts.products;
        match names.len() {
            0 => None,
            all if all == products.len() => Some(texts.concerns_all(&all.to_string())),
            _ => Some(texts.concerns(&voice.texts.lists.and(&names))),
        }
    }
}

/// `text` with the value of each fact in the place of its name.
fn written_in(text: &str, prose: &Prose, value: &dyn Fn(&str) -> Option<String>) -> String {
    let links = link_ranges(text);
    let mut places: Vec<(Range<usize>, &str)> =
        prose.facts.iter().map(|fact| (fact.span.range(), fact.value.as_str())).collect();
    places.sort_by_key(|(range, _)| range.start);
    places.dedup_by_key(|(range, _)| range.start);
    let mut frozen = String::with_capacity(text.len());
    let mut done = 0;
    for (range, name) in places {
        let Some(written) = text.get(range.clone()).filter(|_| range.start >= done) else { continue };
        frozen.push_str(&text[done..range.start]);
        done = range.end;
        let in_link = links.iter().any(|link| link.start <= range.start && range.end <= link.end);
        if !written.starts_with("{{") {
            // A title or an address of which the place of the fact inside is not known.
            frozen.push_str(&markdown::fill(written, &|name| value(name).map(|value| escaped(&value))));
            continue;
        }
        let Some(value) = value(name) else {
            frozen.push_str(written);
            continue;
        };
        // As a fact, an address is a link; as words between angle brackets it is one, too.
        let is_address = markdown::address_of_fact(name, &value).is_some();
        if is_address && !in_link && value.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '\\')) {
            frozen.extend(["<", &value, ">"]);
        } else {
            frozen.push_str(&escaped(&value));
        }
    }
    frozen.push_str(&text[done..]);
    frozen
}

/// Words as Markdown reads them as words: what could be markup there has a backslash before it.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut before = None;
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let begins = before.is_none() || before == Some('\n');
        let markup = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '{' | '}' | '&' | '^' => true,
            '_' => !(word(before) && word(rest.peek().copied())),
            '#' | '+' | '-' | '=' | ':' | '(' => begins,
            _ => false,
        };
        if markup {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
        before = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{Options, outline, tree, words};

    /// The words of the first paragraph.
    fn shown(text: &str) -> String {
        let tree = tree(text, Options::default());
        match &tree.blocks[0].kind {
            markdown::BlockKind::Paragraph(inlines) | markdown::BlockKind::Heading { text: inlines, .. } => {
                words(inlines)
            }
            other => panic!("{other:?}"),
        }
    }

    fn frozen(text: &str, value: &str) -> String {
        let sources = Sources::new([("x.md".to_owned(), text.as_bytes().to_vec())]);
        let file = sources.find("x.md").unwrap();
        let (prose, report) = outline(file, text, Options::default());
        assert_eq!(report.summary().errors, 0, "{:?}", report.findings());
        written_in(text, &prose, &|_| Some(value.to_owned()))
    }

    #[test]
    fn a_value_that_looks_like_markup_stays_what_it_says() {
        for value in
            ["A*B* & Co. <KG> [x](y) `z` a_b _c_ ~~d~~ \\ | {e} &amp; ![i](j)", "# Post", "- Post", "+49 351", "> x"]
        {
            let text = frozen("Firma {{ organisation.name }}, Dresden\n", value);
            assert_eq!(shown(&text), format!("Firma {value}, Dresden"), "{text}");
            let text = frozen("{{ organisation.name }}, Dresden\n", value);
            assert_eq!(shown(&text), format!("{value}, Dresden"), "{text}");
        }
    }

    #[test]
    fn an_address_is_a_link_as_before_unless_it_stands_in_one() {
        assert_eq!(frozen("An {{ dpo.email }}.\n", "a@b.example"), "An <a@b.example>.\n");
        assert_eq!(
            frozen("[{{ dpo.email }}](mailto:{{dpo.email}})\n", "a@b.example"),
            "[a@b.example](mailto:a@b.example)\n"
        );
        assert_eq!(
            frozen("`{{ dpo.email }}` und {{ measures x }}\n".split(" und").next().unwrap(), "a"),
            "`{{ dpo.email }}`"
        );
    }

    #[test]
    fn what_stands_around_facts_and_lists_by_name_stays_byte_for_byte() {
        let text = "\u{feff}# T\r\n\r\nä {{ title }}\r\n\r\n{{ subprocessors }}\r\n";
        assert_eq!(frozen(text, "Ö"), "\u{feff}# T\r\n\r\nä Ö\r\n\r\n{{ subprocessors }}\r\n");
    }
}
