//! The texts of measures with the values of facts in the place of their names.
//!
//! Owns how a text within YAML is written anew: as a text in quotation marks, which reads the same wherever in the file
//! it stands. Where a fact has another value in each language, a text that was the same in all of them becomes one of
//! each. Knows nothing of other files with facts: their texts are no Markdown, and braces in them are braces.

use std::collections::BTreeMap;
use std::ops::Range;

use super::written_in;
use crate::markdown;
use crate::model::document::{Document, Facts};
use crate::model::measure::{Goal, Measure};
use crate::model::text::{Lang, Localized};
use crate::model::version::Version;
use crate::render::Renderer;
use crate::render::body::{Shown, Writer};
use crate::render::theme::Theme;
use crate::resolve::Site;
use crate::resolve::facts::Subject;
use crate::source::{Sources, Spanned};

/// The facts of a version's YAML file, which holds `yaml`, with the values of facts by name.
#[must_use]
pub fn facts(
    site: &Site,
    theme: &Theme,
    sources: &Sources,
    document: &Document,
    version: &Version,
    yaml: &str,
) -> String {
    let Facts::Measures(goals) = &version.edition.facts else { return yaml.to_owned() };
    let renderer = Renderer::new(site, theme, sources);
    let binding = site.binding(version.edition.settings.as_deref().unwrap_or(&document.settings));
    let shown =
        Shown { subject: Subject::Version(document, version), of: None, edition: None, binding, register: None };
    let filled = |text: &Spanned<String>, lang: &Lang| {
        let voice = renderer.voices.iter().find(|voice| voice.lang == lang).unwrap_or(&renderer.voices[0]);
        let writer = Writer::new(&renderer, voice, shown, None);
        let (prose, _) = markdown::outline(text.span.file, text, writer.options());
        written_in(text, &prose, &|name| writer.fact(name))
    };
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut edit = |text: &Spanned<String>, written: String| {
        let range = text.span.range();
        edits.push((beginning(yaml, range.start)..range.end, written));
    };
    for text in texts(goals) {
        match text {
            Localized::Each(forms) => {
                for (lang, text) in forms.iter().filter(|(_, text)| text.contains("{{")) {
                    edit(text, quoted(&filled(text, lang)));
                }
            }
            Localized::Same(text) if text.contains("{{") => {
                let forms: BTreeMap<&str, String> =
                    site.languages.iter().map(|lang| (lang.as_str(), filled(text, lang))).collect();
                let first = forms.values().next().cloned().unwrap_or_default();
                let same = forms.values().all(|form| *form == first);
                edit(text, if same { quoted(&first) } else { quoted(&forms) });
            }
            Localized::Same(_) => {}
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut written = String::with_capacity(yaml.len());
    let mut done = 0;
    for (range, text) in edits {
        let Some(before) = yaml.get(done..range.start) else { continue };
        written.push_str(before);
        written.push_str(&text);
        done = range.end;
    }
    written + yaml.get(done..).unwrap_or_default()
}

/// Where a text begins whose words begin at `start`: at the sign of a block (`|`, `>-`), where one stands above them.
fn beginning(yaml: &str, start: usize) -> usize {
    let before = yaml.get(..start).unwrap_or_default();
    let above = before.trim_end_matches([' ', '\t', '\r', '\n']);
    if !before[above.len()..].contains('\n') {
        return start;
    }
    let line = above.rfind('\n').map_or(0, |at| at + 1);
    let is_sign = |at: usize| {
        let (key, rest) = above.split_at(at);
        let mut words = rest.split([' ', '\t', '\r']).filter(|word| !word.is_empty());
        let signs = words.next().unwrap_or_default();
        let follows = key.trim_end().ends_with([':', '-']) && key.ends_with([' ', '\t']);
        let further = signs[1..].chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-'));
        follows && further && words.next().is_none_or(|word| word.starts_with('#'))
    };
    let signs = above[line..].match_indices(['|', '>']).map(|(at, _)| line + at);
    signs.into_iter().find(|&at| is_sign(at)).unwrap_or(start)
}

/// JSON is YAML, and escapes whatever needs it.
fn quoted(text: &(impl serde::Serialize + ?Sized)) -> String {
    serde_json::to_string(text).expect("texts and maps of texts are JSON")
}

/// All texts that are Markdown.
fn texts(goals: &[Goal]) -> Vec<&Localized> {
    fn below<'a>(measures: &'a [Measure], texts: &mut Vec<&'a Localized>) {
        for measure in measures {
            texts.extend(measure.title.iter().chain(&measure.text));
            below(&measure.measures, texts);
        }
    }
    let mut texts = Vec::new();
    for goal in goals {
        texts.extend(goal.title.iter().chain(&goal.intro));
        for control in &goal.controls {
            texts.extend(control.title.iter().chain(&control.intro));
            below(&control.measures, &mut texts);
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_begins_at_its_sign_and_other_texts_where_their_words_do() {
        for (yaml, found) in [
            ("text: |\n  {{ x }}\n", "|\n  "),
            ("- text: >-2 # why | so\n\n    {{ x }}\n", ">-2 # why | so\n\n    "),
            ("- >\r\n  {{ x }}", ">\r\n  "),
            ("text:\n  {{ x }}\n", ""),
            ("a: b |\ntext: {{ x }}\n", ""),
            ("text: # see: | there\n  '{{ x }}'\n", ""),
        ] {
            let start = yaml.find("{{").unwrap() - usize::from(yaml.contains('\''));
            let at = beginning(yaml, start);
            assert_eq!(&yaml[at..start], found, "{yaml}");
        }
    }
}
