//! Numbers of goals, controls and measures: those that the user gave, else by position.
//!
//! In a list in which nothing has a number, each gets its place below its parent's number. The number of a goal whose
//! list stands directly below a numbered heading of the prose is that heading's, so that both count alike.

use std::collections::BTreeMap;

use crate::model::measure::{Goal, Measure};
use crate::model::prose::{NamedList, Prose};

/// Numbers of the goals with their controls, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// The number of each goal, and of each of its controls.
    pub goals: Vec<(Option<String>, Vec<Numbered>)>,
}

/// The number of a control or measure, and of what is nested in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbered {
    /// The number; a block without one has none.
    pub number: Option<String>,
    /// What is nested.
    pub nested: Vec<Numbered>,
}

/// The numbers of `goals` as they are shown in the text `prose`.
#[must_use]
pub fn numbers(goals: &[Goal], prose: Option<&Prose>) -> Numbers {
    let headings: BTreeMap<&str, &str> = prose
        .iter()
        .flat_map(|prose| prose.lists.iter())
        .filter_map(|list| match (&list.list, list.under_heading.as_deref()) {
            (NamedList::Measures(Some(goal)), Some(number)) if !number.is_empty() => Some((goal.as_str(), number)),
            _ => None,
        })
        .collect();
    let any = goals.iter().any(|goal| goal.number.is_some());
    let goals = goals
        .iter()
        .enumerate()
        .map(|(at, goal)| {
            let given = goal.number.as_ref().map(|number| number.value.clone());
            let of_heading = || headings.get(goal.id.as_str()).map(|number| (*number).to_owned());
            let number = given.or_else(of_heading).or_else(|| (!any).then(|| (at + 1).to_string()));
            let any = goal.controls.iter().any(|control| control.number.is_some());
            let controls = goal
                .controls
                .iter()
                .enumerate()
                .map(|(at, control)| {
                    let given = control.number.as_ref().map(|n| n.value.clone());
                    let number = given.or_else(|| by_position(number.as_deref(), at, any));
                    Numbered { nested: nested(&control.measures, number.as_deref()), number }
                })
                .collect();
            (number, controls)
        })
        .collect();
    Numbers { goals }
}

fn nested(measures: &[Measure], parent: Option<&str>) -> Vec<Numbered> {
    let any = measures.iter().any(|measure| measure.number.is_some());
    measures
        .iter()
        .enumerate()
        .map(|(at, measure)| {
            let given = measure.number.as_ref().map(|n| n.value.clone());
            let number = given.or_else(|| by_position(parent, at, any));
            Numbered { nested: nested(&measure.measures, number.as_deref()), number }
        })
        .collect()
}

fn by_position(parent: Option<&str>, at: usize, any: bool) -> Option<String> {
    (!any).then(|| parent.map_or_else(|| (at + 1).to_string(), |parent| format!("{parent}.{}", at + 1)))
}
