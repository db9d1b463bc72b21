//! Rules about words: dates, placeholders, replaced laws, internal details, order, translations.
//!
//! Owns where the words of an edition stand, in Markdown and in the texts of YAML files. Knows nothing of Markdown's
//! syntax. Invariant: what is found is pointed at where it was written, or at the text that holds it.

pub mod around;
pub mod dates;
pub mod days;
pub mod internal;
pub mod order;
pub mod over;
pub mod translation;
pub mod words;

use std::ops::Range;

use jiff::civil::Date;

use super::subject::{Context, Subject};
use crate::markdown::passages::{Passage, passages};
use crate::model::document::{Facts, Settings};
use crate::model::measure::Measure;
use crate::model::prose::Prose;
use crate::model::text::{Lang, Localized};
use crate::source::{FileId, Sources, Span, Spanned};

/// A text as plain words.
#[derive(Debug)]
pub struct Written {
    /// Its passages.
    pub passages: Vec<Passage>,
    /// The language, where it is known.
    pub lang: Option<Lang>,
    /// What it is about: the id of an entry, measure or control.
    pub about: Vec<String>,
    /// The file, where it is prose.
    pub prose: Option<FileId>,
    /// The words of what holds it: of the measure above.
    pub above: Option<String>,
    /// The day that it speaks of, where that is another than that of its edition: that of a note on a version.
    pub day: Option<Date>,
    /// The value, where it is a text of a YAML file.
    pub value: Option<Span>,
}

impl Written {
    /// The prose of a file.
    pub fn prose(sources: &Sources, lang: &Lang, prose: &Prose) -> Self {
        Self {
            passages: passages(sources.text(prose.file).unwrap_or_default()),
            lang: Some(lang.clone()),
            about: Vec::new(),
            prose: Some(prose.file),
            above: None,
            day: None,
            value: None,
        }
    }

    fn value(lang: Option<&Lang>, text: &Spanned<String>, about: &[&str]) -> Self {
        Self {
            passages: passages(&text.value),
            lang: lang.cloned(),
            about: about.iter().map(|id| (*id).to_owned()).collect(),
            prose: None,
            above: None,
            day: None,
            value: Some(text.span),
        }
    }

    /// Where the bytes `range` of a passage's words were written.
    pub fn span(&self, sources: &Sources, passage: &Passage, range: Range<usize>) -> Span {
        if let Some(file) = self.prose {
            return Span::new(file, passage.origin(range));
        }
        let value = self.value.unwrap_or_else(|| unreachable!("a text is prose or a value"));
        // The value may be folded, indented or escaped: the words are looked for in it as they were written.
        let source = sources.text(value.file).and_then(|text| text.get(value.range())).unwrap_or_default();
        let words: Vec<&str> = passage.text[range].split_whitespace().collect();
        match find_words(source, &words) {
            Some(found) => {
                let start = value.start as usize;
                Span::new(value.file, start + found.start..start + found.end)
            }
            None => value,
        }
    }

    /// What a waiver can be narrowed to.
    pub fn about(&self) -> Vec<&str> {
        self.about.iter().map(String::as_str).collect()
    }

    /// Whether it is German or English, the languages that the rules know words of.
    pub fn is_understood(&self) -> bool {
        self.lang.as_ref().is_none_or(|lang| matches!(lang.primary(), "de" | "en"))
    }
}

/// Where `words` stand in `source` with nothing but white space between them.
fn find_words(source: &str, words: &[&str]) -> Option<Range<usize>> {
    let first = words.first()?;
    source.match_indices(first).find_map(|(start, _)| {
        let mut end = start;
        for word in words {
            let rest = &source[end..];
            let gap = rest.len() - rest.trim_start().len();
            end += gap;
            end += source[end..].starts_with(word).then_some(word.len())?;
        }
        Some(start..end)
    })
}

/// All texts of an edition.
pub fn written(subject: &Subject<'_>) -> Vec<Written> {
    let sources = subject.context.sources;
    let mut texts: Vec<Written> =
        subject.edition.prose.iter().map(|(lang, prose)| Written::prose(sources, lang, prose)).collect();
    match &subject.edition.facts {
        Facts::Measures(goals) => {
            for goal in goals.iter() {
                add(&mut texts, goal.title.as_ref(), &[&goal.id]);
                add(&mut texts, goal.intro.as_ref(), &[&goal.id]);
                for control in &goal.controls {
                    add(&mut texts, control.title.as_ref(), &[&control.id]);
                    add(&mut texts, control.intro.as_ref(), &[&control.id]);
                    of_measures(&control.measures, &control.id, None, &mut texts);
                }
            }
        }
        Facts::Register(register) => {
            for entry in register.iter() {
                add(&mut texts, entry.service.as_ref(), &[&entry.id]);
                add(&mut texts, entry.transfer.as_ref().and_then(|transfer| transfer.fallback.as_ref()), &[&entry.id]);
                add(&mut texts, entry.ai.as_ref().and_then(|ai| ai.note.as_ref()), &[&entry.id]);
            }
        }
        Facts::None | Facts::Contact(_) => {}
    }
    if let Some(version) = subject.version {
        let from = texts.len();
        add(&mut texts, Some(&version.note), &[]);
        add(&mut texts, version.justification.as_ref(), &[]);
        texts[from..].iter_mut().for_each(|text| text.day = Some(version.announced.value));
    }
    if subject.version.is_none() || subject.edition.settings.is_some() {
        of_settings(subject.settings, &mut texts);
    }
    texts
}

fn add(texts: &mut Vec<Written>, text: Option<&Localized>, about: &[&str]) {
    texts.extend(text.into_iter().flat_map(forms).map(|(lang, text)| Written::value(lang, text, about)));
}

fn of_measures(measures: &[Measure], control: &str, above: Option<&Localized>, texts: &mut Vec<Written>) {
    for measure in measures {
        let id = measure.id.as_ref().map_or(control, |id| id.as_str());
        let from = texts.len();
        add(texts, measure.title.as_ref(), &[id, control]);
        add(texts, measure.text.as_ref(), &[id, control]);
        for text in &mut texts[from..] {
            let same = |of: Option<&Lang>| of.is_none() || text.lang.is_none() || of == text.lang.as_ref();
            text.above =
                above.and_then(|above| forms(above).find(|(of, _)| same(*of))).map(|(_, form)| form.value.clone());
        }
        of_measures(&measure.measures, control, measure.text.as_ref().or(measure.title.as_ref()), texts);
    }
}

fn of_settings(settings: &Settings, texts: &mut Vec<Written>) {
    add(texts, Some(&settings.title), &[]);
    add(texts, settings.summary.as_ref(), &[]);
    let objection = settings.notice.as_ref().and_then(|notice| notice.objection.as_ref());
    add(texts, objection.and_then(|objection| objection.consequence.as_ref()), &[]);
}

/// The texts of the pages without versions.
pub fn of_pages(context: &Context<'_>) -> Vec<Written> {
    let pages = context.content.pages.iter().flat_map(|page| {
        page.prose.iter().map(move |(lang, prose)| {
            let mut written = Written::prose(context.sources, lang, prose);
            written.about.push(page.id.clone());
            written
        })
    });
    pages.collect()
}

/// The forms of a text, each with its language where it has one.
pub fn forms(text: &Localized) -> impl Iterator<Item = (Option<&Lang>, &Spanned<String>)> {
    let (same, each) = match text {
        Localized::Same(text) => (Some((None, text)), None),
        Localized::Each(texts) => (None, Some(texts.iter().map(|(lang, text)| (Some(lang), text)))),
    };
    same.into_iter().chain(each.into_iter().flatten())
}

/// Calls `with` for each measure and block, those that hold others first.
pub fn each_measure<'a>(measures: &'a [Measure], with: &mut impl FnMut(&'a Measure)) {
    for measure in measures {
        with(measure);
        each_measure(&measure.measures, with);
    }
}
