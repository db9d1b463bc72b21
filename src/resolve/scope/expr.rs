//! Conditions over numbered atoms, with negations at the atoms only.
//!
//! Invariant: built by [`Expr::all`] and [`Expr::any`], an expression has no constant inside, no part twice side by side,
//! and no conjunction directly in a conjunction or alternative directly in an alternative.

use std::collections::BTreeMap;

use super::Atoms;
use super::diagram::{Cube, Diagram, FALSE, Literal, Node, TRUE};
use crate::model::condition::Condition;

/// A condition over atoms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expr {
    True,
    False,
    Is { atom: usize, wanted: bool },
    All(Vec<Self>),
    Any(Vec<Self>),
}

impl Expr {
    pub fn constant(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }

    /// All of `parts`.
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut kept: Vec<Self> = Vec::new();
        for part in parts {
            match part {
                Self::True => {}
                Self::False => return Self::False,
                Self::All(inner) => inner.into_iter().for_each(|part| push(&mut kept, part)),
                other => push(&mut kept, other),
            }
        }
        match kept.len() {
            0 => Self::True,
            1 => kept.remove(0),
            _ => Self::All(kept),
        }
    }

    /// Any of `parts`.
    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut kept: Vec<Self> = Vec::new();
        for part in parts {
            match part {
                Self::False => {}
                Self::True => return Self::True,
                Self::Any(inner) => inner.into_iter().for_each(|part| push(&mut kept, part)),
                other => push(&mut kept, other),
            }
        }
        match kept.len() {
            0 => Self::False,
            1 => kept.remove(0),
            _ => Self::Any(kept),
        }
    }

    /// The opposite.
    pub fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Is { atom, wanted } => Self::Is { atom, wanted: !wanted },
            Self::All(parts) => Self::any(parts.into_iter().map(Self::not)),
            Self::Any(parts) => Self::all(parts.into_iter().map(Self::not)),
        }
    }

    /// How many atoms it names, one as often as it does.
    pub fn size(&self) -> usize {
        match self {
            Self::True | Self::False => 0,
            Self::Is { .. } => 1,
            Self::All(parts) | Self::Any(parts) => parts.iter().map(Self::size).sum(),
        }
    }

    /// The atoms that it names, with their negations.
    pub fn literals(&self) -> Cube {
        match self {
            Self::True | Self::False => Cube::new(),
            Self::Is { atom, wanted } => Cube::from([(*atom, *wanted)]),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::literals).collect(),
        }
    }

    /// How hard it is to read: names first, then negations, then nesting.
    pub fn cost(&self) -> usize {
        match self {
            Self::True | Self::False => 0,
            Self::Is { wanted, .. } => {
                if *wanted {
                    10
                } else {
                    12
                }
            }
            Self::All(parts) | Self::Any(parts) => 1 + parts.iter().map(Self::cost).sum::<usize>(),
        }
    }

    /// The function that it is.
    pub fn node(&self, diagram: &mut Diagram) -> Node {
        match self {
            Self::True => TRUE,
            Self::False => FALSE,
            Self::Is { atom, wanted } => diagram.literal((*atom, *wanted)),
            Self::All(parts) => parts.iter().fold(TRUE, |so_far, part| {
                let part = part.node(diagram);
                diagram.and(so_far, part)
            }),
            Self::Any(parts) => parts.iter().fold(FALSE, |so_far, part| {
                let part = part.node(diagram);
                diagram.or(so_far, part)
            }),
        }
    }

    /// The alternatives `cubes`, with what several of them share said once.
    pub fn factored(cubes: Vec<Cube>) -> Self {
        let mut uses: BTreeMap<Literal, usize> = BTreeMap::new();
        for literal in cubes.iter().flatten() {
            *uses.entry(*literal).or_default() += 1;
        }
        // Of those used most the first, so that the result does not depend on chance.
        let shared = uses
            .iter()
            .filter(|(_, count)| **count > 1)
            .max_by_key(|(literal, count)| (**count, std::cmp::Reverse(**literal)));
        let Some((&shared, _)) = shared else {
            return Self::any(cubes.into_iter().map(|cube| Self::all(cube.into_iter().map(Self::from))));
        };
        let (with, without): (Vec<Cube>, Vec<Cube>) = cubes.into_iter().partition(|cube| cube.contains(&shared));
        let with = with.into_iter().map(|mut cube| {
            cube.remove(&shared);
            cube
        });
        let with = Self::all([Self::from(shared), Self::factored(with.collect())]);
        if without.is_empty() { with } else { Self::any([with, Self::factored(without)]) }
    }

    /// As a condition over ids.
    pub fn condition(self, atoms: &Atoms) -> Condition {
        let parts = |parts: Vec<Self>| parts.into_iter().map(|part| part.condition(atoms)).collect();
        match self {
            Self::Is { atom, wanted } => {
                let is = Condition::Is(atoms.ids[atom].clone());
                if wanted { is } else { Condition::Not(Box::new(is)) }
            }
            Self::All(inner) => Condition::All(parts(inner)),
            Self::Any(inner) => Condition::Any(parts(inner)),
            Self::True | Self::False => unreachable!("only what is neither always nor never is said as a condition"),
        }
    }
}

impl From<Literal> for Expr {
    fn from((atom, wanted): Literal) -> Self {
        Self::Is { atom, wanted }
    }
}

fn push(parts: &mut Vec<Expr>, part: Expr) {
    if !parts.contains(&part) {
        parts.push(part);
    }
}
