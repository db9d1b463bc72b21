//! Translations: whether they are there, and built like the binding text.

use std::collections::BTreeSet;

use super::{each_measure, forms};
use crate::check::finding::Findings;
use crate::check::subject::Subject;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::Facts;
use crate::model::prose::Prose;
use crate::model::text::{Lang, Localized};
use crate::source::Span;

/// V09: a language of the site in which the text, or a text of the facts, is missing. Texts of one file are told together.
pub fn missing(subject: &Subject<'_>, findings: &mut Findings) {
    let languages: Vec<&Lang> = subject.context.content.config.languages.iter().map(|lang| &lang.value).collect();
    for lang in &languages {
        let texts = &subject.edition.prose;
        if let Some(binding) = texts.get(subject.binding()).or_else(|| texts.values().next())
            && texts.keys().all(|has| has.primary() != lang.primary())
        {
            let path = &subject.context.sources.get(binding.file).path;
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            // A file that is there and could not be read was told.
            if subject.context.sources.find(&format!("{folder}/{lang}.md")).is_some() {
                continue;
            }
            let finding = Diagnostic::new(
                Code::V09,
                Place::Path(format!("{folder}/{lang}.md")),
                format!("the text is not there in `{lang}`"),
            )
            .related(Span::start_of(binding.file), "this is the binding text")
            .help("translate it; until then readers are shown the binding text and told so");
            findings.push(finding, &[lang.as_str()]);
        }
        let mut untranslated: Vec<Span> = Vec::new();
        facts(subject, &mut |text| {
            let has = forms(text).any(|(of, _)| of.is_none_or(|of| of.primary() == lang.primary()));
            untranslated.extend(forms(text).next().filter(|_| !has).map(|(_, text)| text.span));
        });
        if let Some(first) = untranslated.first() {
            let message = match untranslated.len() {
                1 => format!("a text is not there in `{lang}`"),
                count => format!("{count} texts are not there in `{lang}`, the first of them here"),
            };
            let finding = Diagnostic::new(Code::V09, *first, message)
                .help(format!("write them as `{{…, {lang}: …}}`, or without languages where they are the same in all"));
            findings.push(finding, &[lang.as_str()]);
        }
    }
}

/// The texts of the facts that readers see.
fn facts<'a>(subject: &Subject<'a>, with: &mut impl FnMut(&'a Localized)) {
    match &subject.edition.facts {
        Facts::Measures(goals) => {
            for goal in goals.iter() {
                goal.title.iter().chain(&goal.intro).for_each(&mut *with);
                for control in &goal.controls {
                    control.title.iter().chain(&control.intro).for_each(&mut *with);
                    each_measure(&control.measures, &mut |measure| {
                        measure.title.iter().chain(&measure.text).for_each(&mut *with);
                    });
                }
            }
        }
        Facts::Register(register) => register.iter().filter_map(|entry| entry.service.as_ref()).for_each(with),
        Facts::None | Facts::Contact(_) => {}
    }
}

/// V09: the numbers of the clauses of a translation differ from those of the binding text.
pub fn structure(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(binding) = subject.edition.prose.get(subject.binding()) else { return };
    // Anchors of annexes differ from language to language: only clauses outside of them are compared, by number.
    let plain = |prose: &Prose| -> BTreeSet<Box<str>> {
        let outside = prose.sections.iter().filter(|section| section.annex.is_none());
        outside.filter_map(|section| section.number.clone()).collect()
    };
    let expected = plain(binding);
    for (lang, prose) in subject.edition.prose.iter().filter(|(lang, _)| *lang != subject.binding()) {
        let found = plain(prose);
        let (lacks, extra) = (expected.difference(&found).next(), found.difference(&expected).next());
        let section = |of: &Prose, number: &str| of.clause(number).map(|section| section.span);
        let finding = match (lacks, extra) {
            (Some(number), _) => Diagnostic::new(
                Code::V09,
                Span::start_of(prose.file),
                format!("the text in `{lang}` lacks clause {number}"),
            )
            .related(section(binding, number).unwrap_or(Span::start_of(binding.file)), "the binding text has it here"),
            (None, Some(number)) => {
                let at = section(prose, number).unwrap_or(Span::start_of(prose.file));
                Diagnostic::new(
                    Code::V09,
                    at,
                    format!("the text in `{lang}` has clause {number}, the binding text has not"),
                )
                .related(Span::start_of(binding.file), "this is the binding text")
            }
            (None, None) => continue,
        };
        findings.push(finding.help("bring the translation to the structure of the binding text"), &[lang.as_str()]);
    }
}
