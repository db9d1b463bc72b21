//! What a measure has from what holds it: scope, responsibility, letters of Art. 32(1), other catalogues.
//!
//! Invariant: a measure's own word counts before that of its block, and that before its control's; conditions add up.

use std::collections::BTreeMap;

use super::numbers::Numbers;
use super::scope::{Standing, Verdict};
use crate::model::condition::Condition;
use crate::model::crosswalk;
use crate::model::measure::{CONTROLS, Control, Goal, Measure, Responsibility};
use crate::source::Spanned;

/// An entry of `measures.yaml` with what it inherits.
#[derive(Clone, Debug)]
pub struct Inherited<'a> {
    /// The goal: an index into the list.
    pub goal: usize,
    /// The control: an index into those of the goal.
    pub control: usize,
    /// The entry: indices from the control's measures down.
    pub path: Vec<usize>,
    /// What was written.
    pub measure: &'a Measure,
    /// To what it applies: every condition from the control's down to its own; all of them must hold.
    pub conditions: Vec<&'a Condition>,
    /// Who takes it.
    pub responsibility: Responsibility,
    /// Letters of Art. 32(1) GDPR.
    pub art32: Vec<&'a str>,
    /// Other catalogues, by name: those that were written, and for the standard data protection model and ISO/IEC
    /// 27001:2022 those of a built-in control where none were.
    pub crosswalks: BTreeMap<&'a str, Vec<&'a str>>,
}

impl Inherited<'_> {
    /// Whether it is a measure itself, and not only a heading above some.
    #[must_use]
    pub fn is_measure(&self) -> bool {
        self.measure.text.is_some()
    }

    /// Whether it applies to somebody, and under what.
    #[must_use]
    pub fn verdict(&self, standing: &Standing<'_>) -> Verdict {
        standing.verdict_of_all(&[], &self.conditions)
    }

    /// Its number.
    #[must_use]
    pub fn number<'n>(&self, numbers: &'n Numbers) -> Option<&'n str> {
        let control = numbers.goals.get(self.goal)?.1.get(self.control)?;
        let entry = self.path.iter().try_fold(control, |at, place| at.nested.get(*place))?;
        entry.number.as_deref()
    }
}

/// All blocks and measures of `goals`, in the order of the file.
#[must_use]
pub fn entries(goals: &[Goal]) -> Vec<Inherited<'_>> {
    let mut entries = Vec::new();
    for (at, goal) in goals.iter().enumerate() {
        for (place, control) in goal.controls.iter().enumerate() {
            let above = of_control(control);
            nested(&control.measures, &Place { goal: at, control: place, path: Vec::new() }, &above, &mut entries);
        }
    }
    entries
}

/// The letters of Art. 32(1) that a control answers: those that were written, else the built-in ones.
#[must_use]
pub fn letters(control: &Control) -> Vec<&str> {
    if !control.art32.is_empty() {
        return values(&control.art32);
    }
    let built_in = CONTROLS.iter().find(|(id, _)| *id == control.id.value);
    built_in.map(|(_, letters)| letters.to_vec()).unwrap_or_default()
}

struct Place {
    goal: usize,
    control: usize,
    path: Vec<usize>,
}

#[derive(Clone)]
struct Above<'a> {
    conditions: Vec<&'a Condition>,
    responsibility: Responsibility,
    art32: Vec<&'a str>,
    crosswalks: BTreeMap<&'a str, Vec<&'a str>>,
}

fn of_control(control: &Control) -> Above<'_> {
    let mut crosswalks: BTreeMap<&str, Vec<&str>> =
        crosswalk::of_control(&control.id).map(|(name, numbers)| (name, numbers.to_vec())).collect();
    crosswalks.extend(written(&control.crosswalks));
    Above {
        conditions: control.applies_to.iter().collect(),
        responsibility: control.responsibility.as_ref().map_or_else(Responsibility::default, |of| of.value),
        art32: letters(control),
        crosswalks,
    }
}

fn nested<'a>(measures: &'a [Measure], place: &Place, above: &Above<'a>, entries: &mut Vec<Inherited<'a>>) {
    for (at, measure) in measures.iter().enumerate() {
        let mut here = above.clone();
        here.conditions.extend(&measure.applies_to);
        here.responsibility = measure.responsibility.as_ref().map_or(above.responsibility, |of| of.value);
        if !measure.art32.is_empty() {
            here.art32 = values(&measure.art32);
        }
        here.crosswalks.extend(written(&measure.crosswalks));
        let path = place.path.iter().copied().chain([at]).collect();
        let place = Place { path, ..*place };
        entries.push(Inherited {
            goal: place.goal,
            control: place.control,
            path: place.path.clone(),
            measure,
            conditions: here.conditions.clone(),
            responsibility: here.responsibility,
            art32: here.art32.clone(),
            crosswalks: here.crosswalks.clone(),
        });
        nested(&measure.measures, &place, &here, entries);
    }
}

fn values(of: &[Spanned<String>]) -> Vec<&str> {
    of.iter().map(|value| value.value.as_str()).collect()
}

fn written(crosswalks: &BTreeMap<String, Vec<Spanned<String>>>) -> impl Iterator<Item = (&str, Vec<&str>)> {
    crosswalks.iter().filter(|(_, numbers)| !numbers.is_empty()).map(|(name, numbers)| (name.as_str(), values(numbers)))
}
