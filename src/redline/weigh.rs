//! Blocks with what comparing asks of them again and again: their tokens, their words as a bag, whether they are the same.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::Role;
use super::part::{Node, Part};
use super::tokens::{Numbering, Tokens};

/// A block and what is known of it.
pub(super) struct Weighed<'a> {
    pub node: &'a Node,
    pub number: Tokens,
    pub words: Tokens,
    pub nodes: Vec<Weighed<'a>>,
    pub measure: Measure,
}

/// What tells how like two blocks or sections are.
#[derive(Default)]
pub(super) struct Measure {
    /// The words with all that is nested, sorted; numbers of clauses are not among them.
    pub bag: Vec<u32>,
    /// Two of the same digest say the same, numbers of clauses aside.
    pub digest: u64,
}

/// A section and what is known of it.
pub(super) struct WeighedPart<'a> {
    pub part: &'a Part,
    pub nodes: Vec<Weighed<'a>>,
    pub measure: Measure,
}

impl<'a> WeighedPart<'a> {
    pub fn of(part: &'a Part, numbering: &mut Numbering) -> Self {
        let nodes = weigh(&part.nodes, numbering);
        let mut hasher = DefaultHasher::new();
        let measure = Measure::gather(nodes.iter(), Vec::new(), &mut hasher);
        Self { part, nodes, measure }
    }
}

fn weigh<'a>(nodes: &'a [Node], numbering: &mut Numbering) -> Vec<Weighed<'a>> {
    nodes.iter().map(|node| Weighed::of(node, numbering)).collect()
}

impl<'a> Weighed<'a> {
    fn of(node: &'a Node, numbering: &mut Numbering) -> Self {
        let (number, words) = (numbering.tokens(&node.number), numbering.tokens(&node.words));
        let nodes = weigh(&node.nodes, numbering);
        let mut hasher = DefaultHasher::new();
        std::mem::discriminant(&node.role).hash(&mut hasher);
        match &node.role {
            Role::Item(tick) => tick.hash(&mut hasher),
            Role::Field(name) => name.hash(&mut hasher),
            _ => {}
        }
        words.keys.hash(&mut hasher);
        let own = words.keys.iter().zip(&words.is_word).filter(|(_, word)| **word).map(|(key, _)| *key).collect();
        let measure = Measure::gather(nodes.iter(), own, &mut hasher);
        Self { node, number, words, nodes, measure }
    }
}

impl Measure {
    fn gather<'n, 'a: 'n>(
        nodes: impl Iterator<Item = &'n Weighed<'a>>,
        own: Vec<u32>,
        hasher: &mut DefaultHasher,
    ) -> Self {
        let mut bag = own;
        for node in nodes {
            node.measure.digest.hash(hasher);
            bag.extend(&node.measure.bag);
        }
        bag.sort_unstable();
        Self { bag, digest: hasher.finish() }
    }

    /// How like two are, from 0 to 1: the share of words that they have in common (Dice).
    pub fn likeness(&self, other: &Self) -> f32 {
        if self.digest == other.digest {
            return 1.0;
        }
        let (mut a, mut b, mut common) = (0, 0, 0_u16);
        while let (Some(x), Some(y)) = (self.bag.get(a), other.bag.get(b)) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => a += 1,
                std::cmp::Ordering::Greater => b += 1,
                std::cmp::Ordering::Equal => {
                    common = common.saturating_add(1);
                    a += 1;
                    b += 1;
                }
            }
        }
        let all = u16::try_from(self.bag.len() + other.bag.len()).unwrap_or(u16::MAX);
        if all == 0 { 0.0 } else { 2.0 * f32::from(common) / f32::from(all) }
    }
}
