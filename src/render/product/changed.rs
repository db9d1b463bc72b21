//! What a version of measures changes for customers of one product, measure by measure and word by word.
//!
//! The words of a change are found once for each language and version; what they mean for a product is decided for each.
//! Invariant: a measure is told only where something of it is otherwise for the product: whether it applies, under what,
//! who takes it, or what it says.

use std::collections::{BTreeMap, BTreeSet};

use super::Toms;
use crate::model::catalogue::Product;
use crate::model::measure::Responsibility;
use crate::model::text::Localized;
use crate::render::Renderer;
use crate::render::change::beginning;
use crate::render::condition::Words;
use crate::render::view::part::{Html, Text};
use crate::render::view::products::{ChangedFact, ChangedMeasure, ChangedMeasures};
use crate::render::voice::Voice;
use crate::resolve::inherited::Inherited;
use crate::resolve::numbers::Numbers;
use crate::resolve::scope::{Standing, Verdict};

/// Up to how many changes are shown open; more are folded, so that the list can be looked over.
const OPEN: usize = 4;

/// A measure, and where somebody stands to whom it may apply.
type Standpoint<'m, 's> = (&'m Inherited<'m>, &'m Standing<'s>);

/// What happened to a measure, as far as a product is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is new.
    Added,
    /// It was there and now applies to the product, too.
    Applies,
    /// It says something else, applies under something else, or somebody else takes it.
    Changed,
    /// It is still there and does not apply to the product any more.
    Elsewhere,
    /// It is gone.
    Removed,
}

/// A fate, and under what the measure applied and applies.
pub(super) struct Effect {
    fate: Fate,
    before: Verdict,
    after: Verdict,
}

/// What became of a measure for a product; `None` where nothing did.
pub(super) fn effect(was: Option<Standpoint<'_, '_>>, is: Option<Standpoint<'_, '_>>) -> Option<Effect> {
    let verdict = |of: Option<Standpoint<'_, '_>>| of.map_or(Verdict::Never, |(measure, at)| measure.verdict(at));
    let (before, after) = (verdict(was), verdict(is));
    let fate = match (before == Verdict::Never, after == Verdict::Never) {
        (true, true) => return None,
        (true, false) if was.is_some() => Fate::Applies,
        (true, false) => Fate::Added,
        (false, true) if is.is_some() => Fate::Elsewhere,
        (false, true) => Fate::Removed,
        (false, false) if before == after && says(was) == says(is) => return None,
        (false, false) => Fate::Changed,
    };
    Some(Effect { fate, before, after })
}

/// Whether something became of a measure for a product: whether there is an [`effect`], which costs more to find.
pub(super) fn has_effect(was: Option<Standpoint<'_, '_>>, is: Option<Standpoint<'_, '_>>) -> bool {
    let applies = |of: Option<Standpoint<'_, '_>>| of.is_some_and(|(measure, at)| at.can_hold(&measure.conditions));
    match (applies(was), applies(is)) {
        (true, true) => says(was) != says(is) || effect(was, is).is_some(),
        (before, after) => before != after,
    }
}

fn says<'m>(of: Option<Standpoint<'m, '_>>) -> Option<(Option<&'m Localized>, Responsibility)> {
    of.map(|(of, _)| (of.measure.text.as_ref(), of.responsibility))
}

/// The words of the changes of a version in a language.
pub(in crate::render) struct Reworded {
    /// The numbers of the version before, and of the version.
    numbers: (Numbers, Numbers),
    /// What the measures say that do not say the same any more, by their ids.
    texts: BTreeMap<String, Html>,
}

impl<'a> Renderer<'a> {
    /// What a version changes for customers of a product; `None` for the first version, and where the product is new in it.
    pub(super) fn changes_of_measures(
        &self,
        voice: &Voice<'a>,
        now: &Toms<'a>,
        product: &Product,
    ) -> Option<ChangedMeasures> {
        let before = self.toms(now.of, now.of.base(now.version)?)?;
        let known = before.catalogue.products.iter().find(|known| known.id == product.id)?;
        let (at_before, at_now) = (Standing::of(known, before.catalogue), Standing::of(product, now.catalogue));
        let reworded = self.reworded(voice, &before, now);
        let (old, new) = (by_id(self.measures(&before)), by_id(self.measures(now)));
        let ids: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
        let same_standing = at_before == at_now;
        let page = Page { renderer: self, voice, before: &before, now, reworded };
        let (mut added, mut changed, mut removed) = (Vec::new(), Vec::new(), Vec::new());
        for id in ids {
            let (was, is) = (old.get(id).copied(), new.get(id).copied());
            // What nobody changed is asked only where the product itself is another one.
            if same_standing && was.zip(is).is_some_and(|(was, is)| same(was, is)) {
                continue;
            }
            let of = (was.map(|of| (of, &at_before)), is.map(|of| (of, &at_now)));
            let Some(effect) = effect(of.0, of.1) else { continue };
            let list = match effect.fate {
                Fate::Added | Fate::Applies => &mut added,
                Fate::Changed => &mut changed,
                Fate::Elsewhere | Fate::Removed => &mut removed,
            };
            list.extend(page.change(id, was, is, &effect));
        }
        let open = added.len() + changed.len() + removed.len() <= OPEN;
        for list in [&mut added, &mut changed, &mut removed] {
            // In the order of the documents, in which readers look for them.
            list.sort_by_key(|(place, _)| *place);
        }
        let measures = |of: Vec<(Order, ChangedMeasure)>| {
            of.into_iter().map(|(_, measure)| ChangedMeasure { open, ..measure }).collect()
        };
        Some(ChangedMeasures { added: measures(added), changed: measures(changed), removed: measures(removed) })
    }

    fn reworded(&self, voice: &Voice<'a>, before: &Toms<'a>, now: &Toms<'a>) -> &Reworded {
        let lang = self.site.languages.iter().position(|lang| lang == voice.lang).unwrap_or_default();
        self.found.reworded(now.place, now.version, lang).get_or_init(|| {
            let (old, new) = (by_id(self.measures(before)), by_id(self.measures(now)));
            let ids: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
            let texts = ids.into_iter().filter_map(|id| {
                let was = old.get(id).and_then(|of| of.measure.text.as_ref());
                let is = new.get(id).and_then(|of| of.measure.text.as_ref());
                (was != is).then(|| (id.to_owned(), self.reworded_text(voice, (before, was), (now, is))))
            });
            Reworded { texts: texts.collect(), numbers: (before.numbers(), now.numbers()) }
        })
    }

    fn reworded_text(
        &self,
        voice: &Voice<'a>,
        (before, was): (&Toms<'a>, Option<&Localized>),
        (now, is): (&Toms<'a>, Option<&Localized>),
    ) -> Html {
        let was = was.map(|text| text.find(voice.lang, before.binding));
        let is = is.map(|text| text.find(voice.lang, now.binding));
        let lang = is.as_ref().or(was.as_ref()).and_then(|found| found.instead).map(ToString::to_string);
        let old = was.map(|found| (before.shown(), found.text.as_str()));
        let new = is.map(|found| (now.shown(), found.text.as_str()));
        Html { html: self.passage(voice, old, new), lang }
    }
}

/// The place of a measure: its goal, its control, its path below.
type Order = (usize, usize, [usize; 4]);

struct Page<'p, 'a> {
    renderer: &'p Renderer<'a>,
    voice: &'p Voice<'a>,
    before: &'p Toms<'a>,
    now: &'p Toms<'a>,
    reworded: &'p Reworded,
}

impl<'a> Page<'_, 'a> {
    fn change(
        &self,
        id: &str,
        was: Option<&Inherited<'a>>,
        is: Option<&Inherited<'a>>,
        effect: &Effect,
    ) -> Option<(Order, ChangedMeasure)> {
        let (voice, words) = (self.voice, &self.voice.texts.words.products);
        let gone = effect.fate == Fate::Removed;
        let (toms, numbers) =
            if gone { (self.before, &self.reworded.numbers.0) } else { (self.now, &self.reworded.numbers.1) };
        let measure = is.or(was)?;
        let text = measure.measure.text.as_ref()?.find(voice.lang, toms.binding);
        let href = match effect.fate {
            Fate::Added | Fate::Applies | Fate::Changed => format!("#{id}"),
            Fate::Elsewhere | Fate::Removed => {
                let path = self.renderer.version_path(voice.lang, toms.of, toms.version);
                format!("{}#{id}", self.renderer.routes.href(&path))
            }
        };
        let mut path = [0; 4];
        path.iter_mut().zip(&measure.path).for_each(|(place, at)| *place = at + 1);
        let order = (measure.goal, measure.control, path);
        let changed = ChangedMeasure {
            // No id has two hyphens in a row.
            id: format!("change--{id}"),
            number: measure.number(numbers).map(str::to_owned),
            name: Text { text: beginning(text.text), lang: text.instead.map(ToString::to_string) },
            href,
            fate: match effect.fate {
                Fate::Applies => Some(words.applies_now.clone()),
                Fate::Elsewhere => Some(words.applies_no_more.clone()),
                Fate::Added | Fate::Changed | Fate::Removed => None,
            },
            facts: self.scope(effect).into_iter().chain(self.responsibility(was, is)).collect(),
            // What does not apply any more is somewhere else now, and what it says there concerns others.
            text: self.reworded.texts.get(id).filter(|_| effect.fate != Fate::Elsewhere).cloned(),
            open: false,
        };
        Some((order, changed))
    }

    /// Under what the measure applied and applies, where that changed and is not plain.
    fn scope(&self, effect: &Effect) -> Option<ChangedFact> {
        let in_words = |verdict: &Verdict, toms: &Toms<'a>| match verdict {
            Verdict::Never => None,
            Verdict::Always => Some(self.voice.texts.words.products.unrestricted.clone()),
            Verdict::Remainder(rest) => Some(Words::of(self.voice, toms.catalogue, toms.binding).only(rest)),
        };
        let plain = |verdict: &Verdict| !matches!(verdict, Verdict::Remainder(_));
        if effect.before == effect.after || plain(&effect.before) && plain(&effect.after) {
            return None;
        }
        let (old, new) = (in_words(&effect.before, self.before), in_words(&effect.after, self.now));
        Some(self.fact(&self.voice.texts.words.measures.scope, old.as_deref(), new.as_deref()))
    }

    /// Who took the measure and who takes it, where that changed.
    fn responsibility(&self, was: Option<&Inherited<'a>>, is: Option<&Inherited<'a>>) -> Option<ChangedFact> {
        let (was, is) = was.zip(is).filter(|(was, is)| was.responsibility != is.responsibility)?;
        let [old, new] = [was, is].map(|of| self.voice.responsibility(of.responsibility));
        Some(self.fact(&self.voice.texts.words.measures.responsibility, Some(&old), Some(&new)))
    }

    fn fact(&self, label: &str, old: Option<&str>, new: Option<&str>) -> ChangedFact {
        ChangedFact { label: label.to_owned(), value: Html::new(self.renderer.replaced(self.voice, old, new)) }
    }
}

/// Measures by their ids.
fn by_id<'m, 'a>(measures: &'m [Inherited<'a>]) -> BTreeMap<&'m str, &'m Inherited<'a>> {
    measures.iter().filter_map(|of| Some((of.measure.id.as_ref()?.value.as_str(), of))).collect()
}

/// Whether nothing is written otherwise that could change something for a product.
pub(super) fn same(was: &Inherited<'_>, is: &Inherited<'_>) -> bool {
    was.measure.text == is.measure.text && was.conditions == is.conditions && was.responsibility == is.responsibility
}
