//! Markdown within YAML: titles and texts of measures, which pages show as they show prose.
//!
//! Owns which texts of facts are Markdown. Knows nothing of what facts and links lead to: that is asked of their outlines
//! when the site is resolved. Only texts with a sign of markup are looked at, as most have none.

use std::sync::Arc;

use super::edition::Context;
use crate::diagnostic::Report;
use crate::markdown::outline_fragment;
use crate::model::document::Facts;
use crate::model::measure::Measure;
use crate::model::prose::Prose;
use crate::model::text::{Lang, Localized};
use crate::source::Spanned;

/// Above this many bytes a text is looked at whatever it holds: nesting may be too deep.
const SHORT: usize = 1000;

/// The outlines of the texts of `facts`, each with its language where it has one; what is wrong in them is added to
/// `report`.
pub fn fragments(context: &Context<'_>, facts: &Facts, report: &mut Report) -> Arc<[(Option<Lang>, Prose)]> {
    let mut outlines = Vec::new();
    let mut look = |lang: Option<&Lang>, text: &Spanned<String>| {
        if text.len() < SHORT && !text.contains(['<', '[', '{']) {
            return;
        }
        let written = context.sources.text(text.span.file).and_then(|source| source.get(text.span.range()));
        let (outline, found) = outline_fragment(text, written.unwrap_or_default(), context.prose);
        report.extend(found);
        if !outline.facts.is_empty()
            || !outline.links.is_empty()
            || !outline.assets.is_empty()
            || !outline.paths.is_empty()
        {
            outlines.push((lang.cloned(), outline));
        }
    };
    let mut each = |text: Option<&Localized>| match text {
        Some(Localized::Same(text)) => look(None, text),
        Some(Localized::Each(texts)) => texts.iter().for_each(|(lang, text)| look(Some(lang), text)),
        None => {}
    };
    if let Facts::Measures(goals) = facts {
        for goal in goals.iter() {
            each(goal.title.as_ref());
            each(goal.intro.as_ref());
            for control in &goal.controls {
                each(control.title.as_ref());
                each(control.intro.as_ref());
                measures(&control.measures, &mut each);
            }
        }
    }
    outlines.into()
}

fn measures(measures: &[Measure], each: &mut impl FnMut(Option<&Localized>)) {
    for measure in measures {
        each(measure.title.as_ref());
        each(measure.text.as_ref());
        self::measures(&measure.measures, each);
    }
}
