//! `{{ measures }}`: goals, controls, blocks and measures.

use std::collections::BTreeMap;

use crate::model::catalogue::Catalogue;
use crate::model::condition::Condition;
use crate::model::measure as model;
use crate::model::measure::Responsibility;
use crate::model::text::{Lang, Localized};
use crate::render::condition;
use crate::render::view::measures::{Control, Goal, Heading, Measure, Measures, Reference, Tag};
use crate::render::view::part::{Html, Text};
use crate::render::voice::Voice;
use crate::resolve::numbers::{Numbered, Numbers};
use crate::resolve::scope::{Standing, Verdict};
use crate::source::Spanned;

/// For whom measures are shown.
pub(in crate::render) enum Audience<'a> {
    /// Whoever reads: all measures, with their conditions as written.
    Everybody,
    /// Customers of a product: what applies to them, with what is left of the conditions.
    Product(Standing<'a>),
}

/// What is to be said of the scope of an entry.
enum Scope {
    /// Nothing: it applies wherever what holds it does.
    Plain,
    /// It applies under this only, in words.
    Only(String),
    /// It does not apply, and is not shown.
    Elsewhere,
}

/// What is asked of the page that the measures are shown on.
pub(in crate::render) struct Frame<'a> {
    /// The words of the page.
    pub voice: &'a Voice<'a>,
    /// The language in which the measures prevail.
    pub binding: &'a Lang,
    /// What conditions name.
    pub catalogue: &'a Catalogue,
    /// For whom: a product, or nobody in particular.
    pub audience: &'a Audience<'a>,
    /// Markdown to HTML: blocks.
    pub blocks: &'a dyn Fn(&str) -> String,
    /// Markdown to HTML: a run of words.
    pub words: &'a dyn Fn(&str) -> String,
    /// Markdown to words without markup.
    pub plain: &'a dyn Fn(&str) -> String,
}

/// The chosen `goals` (indices) in the words of a language, with headings from the rank `level` on. The heading of a goal
/// is left out where it is `headed`: where one of the prose stands directly above.
pub(in crate::render) fn view(
    goals: &[model::Goal],
    chosen: &[usize],
    numbers: &Numbers,
    level: u8,
    headed: bool,
    frame: &Frame<'_>,
) -> Measures {
    let below = if headed { level } else { level + 1 };
    let goals = chosen.iter().map(|&at| {
        let goal = &goals[at];
        let (number, controls) = &numbers.goals[at];
        let built_in = frame.voice.texts.terms.goal(&goal.id);
        Goal {
            heading: (!headed).then(|| frame.heading(level, &goal.id, number.as_ref(), goal.title.as_ref(), built_in)),
            intro: goal.intro.as_ref().map(|text| frame.blocks(text)),
            controls: goal
                .controls
                .iter()
                .zip(controls)
                .filter_map(|(of, number)| control(of, number, below, frame))
                .collect(),
        }
    });
    Measures { lang: frame.voice.tag(), goals: goals.collect() }
}

fn control(of: &model::Control, number: &Numbered, level: u8, frame: &Frame<'_>) -> Option<Control> {
    let built_in = frame.voice.texts.terms.control(&of.id);
    let scope = frame.scope(&[], of.applies_to.as_ref());
    if matches!(scope, Scope::Elsewhere) {
        return None;
    }
    let parents: Vec<&Condition> = of.applies_to.iter().collect();
    let measures = measures(&of.measures, number, &parents, frame);
    // Without a measure there is nothing to say, unless the control says something itself.
    if measures.is_empty() && !of.measures.is_empty() && of.intro.is_none() {
        return None;
    }
    Some(Control {
        heading: frame.heading(level.min(6), &of.id, number.number.as_ref(), of.title.as_ref(), built_in),
        intro: of.intro.as_ref().map(|text| frame.blocks(text)),
        tags: frame.tags(scope, of.responsibility.as_ref()),
        references: frame.references(&of.art32, &of.crosswalks),
        measures,
    })
}

fn measures(of: &[model::Measure], numbers: &Numbered, above: &[&Condition], frame: &Frame<'_>) -> Vec<Measure> {
    of.iter().zip(&numbers.nested).filter_map(|(of, number)| measure(of, number, above, frame)).collect()
}

fn measure(of: &model::Measure, number: &Numbered, above: &[&Condition], frame: &Frame<'_>) -> Option<Measure> {
    let scope = frame.scope(above, of.applies_to.as_ref());
    if matches!(scope, Scope::Elsewhere) {
        return None;
    }
    let parents: Vec<&Condition> = above.iter().copied().chain(&of.applies_to).collect();
    let measures = measures(&of.measures, number, &parents, frame);
    if of.text.is_none() && measures.is_empty() && !of.measures.is_empty() {
        return None;
    }
    Some(Measure {
        id: of.id.as_ref().map(|id| id.value.clone()),
        number: number.number.clone(),
        title: of.title.as_ref().map(|title| frame.words(title)),
        text: of.text.as_ref().map(|text| frame.blocks(text)),
        tags: frame.tags(scope, of.responsibility.as_ref()),
        references: frame.references(&of.art32, &of.crosswalks),
        measures,
    })
}

/// Scope and responsibility, and numbers of other catalogues.
pub(in crate::render) type Remarks = (Vec<Tag>, Vec<Reference>);

impl Frame<'_> {
    /// What is remarked on a control.
    pub(in crate::render) fn of_control(&self, of: &model::Control) -> Remarks {
        let scope = self.scope(&[], of.applies_to.as_ref());
        (self.tags(scope, of.responsibility.as_ref()), self.references(&of.art32, &of.crosswalks))
    }

    /// What is remarked on a measure below others.
    pub(in crate::render) fn of_measure(&self, above: &[&Condition], of: &model::Measure) -> Remarks {
        let scope = self.scope(above, of.applies_to.as_ref());
        (self.tags(scope, of.responsibility.as_ref()), self.references(&of.art32, &of.crosswalks))
    }

    fn heading(
        &self,
        level: u8,
        id: &str,
        number: Option<&String>,
        title: Option<&Localized>,
        built_in: Option<&str>,
    ) -> Heading {
        let (title, written) = match (title, built_in) {
            (Some(title), _) => (self.words(title), title.find(self.voice.lang, self.binding).text.as_str()),
            (None, name) => (Html::new((self.words)(name.unwrap_or(id))), name.unwrap_or(id)),
        };
        Heading { level, id: id.to_owned(), number: number.cloned(), title, name: (self.plain)(written) }
    }

    fn blocks(&self, text: &Localized) -> Html {
        let found = text.find(self.voice.lang, self.binding);
        Html { html: (self.blocks)(found.text), lang: found.instead.map(ToString::to_string) }
    }

    fn words(&self, text: &Localized) -> Html {
        let found = text.find(self.voice.lang, self.binding);
        Html { html: (self.words)(found.text), lang: found.instead.map(ToString::to_string) }
    }

    /// What is to be said of the scope of an entry below others.
    fn scope(&self, above: &[&Condition], own: Option<&Condition>) -> Scope {
        let Some(own) = own else { return Scope::Plain };
        let words = condition::Words::of(self.voice, self.catalogue, self.binding);
        match self.audience {
            Audience::Everybody => words.only_below(above, own).map_or(Scope::Plain, Scope::Only),
            Audience::Product(standing) => match standing.verdict(above, Some(own)) {
                Verdict::Always => Scope::Plain,
                Verdict::Never => Scope::Elsewhere,
                Verdict::Remainder(rest) => Scope::Only(words.only(&rest)),
            },
        }
    }

    fn tags(&self, scope: Scope, responsibility: Option<&Spanned<Responsibility>>) -> Vec<Tag> {
        let scope = match scope {
            Scope::Only(words) => Some(Tag { kind: "scope".into(), text: Text::new(words) }),
            Scope::Plain | Scope::Elsewhere => None,
        };
        let whose = responsibility.filter(|of| of.value != Responsibility::Provider).map(|of| Tag {
            kind: Responsibility::NAMES.iter().find(|(_, r)| *r == of.value).map_or("", |(name, _)| name).to_owned(),
            text: Text::new(self.voice.responsibility(of.value)),
        });
        scope.into_iter().chain(whose).collect()
    }

    fn references(
        &self,
        art32: &[Spanned<String>],
        crosswalks: &BTreeMap<String, Vec<Spanned<String>>>,
    ) -> Vec<Reference> {
        let numbers = |of: &[Spanned<String>]| of.iter().map(|n| n.value.as_str()).collect::<Vec<_>>().join(", ");
        let name = |catalogue: &str| self.voice.texts.terms.catalogue(catalogue).unwrap_or(catalogue).to_owned();
        let letters = (!art32.is_empty()).then(|| Reference { catalogue: name("art32"), numbers: numbers(art32) });
        let others = crosswalks.iter().filter(|(_, of)| !of.is_empty());
        letters
            .into_iter()
            .chain(others.map(|(catalogue, of)| Reference { catalogue: name(catalogue), numbers: numbers(of) }))
            .collect()
    }
}
