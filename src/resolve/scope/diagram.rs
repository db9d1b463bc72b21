//! Binary decision diagrams, reduced and ordered (Bryant, 1986): two conditions are equivalent where their nodes are equal.
//!
//! Knows nothing of ids. Invariant: equal functions have equal nodes within one diagram.

use std::collections::{BTreeMap, BTreeSet};

/// A function of atoms, by its place in the diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Node(u32);

/// True nowhere.
pub(super) const FALSE: Node = Node(0);
/// True everywhere.
pub(super) const TRUE: Node = Node(1);

/// An atom and whether it must hold.
pub(super) type Literal = (usize, bool);

/// Literals that must all hold.
pub(super) type Cube = BTreeSet<Literal>;

/// The functions built so far.
#[derive(Debug, Default)]
pub(super) struct Diagram {
    /// Atom, function where it does not hold, function where it does; the constants are not in it.
    branches: Vec<(usize, Node, Node)>,
    known: BTreeMap<(usize, Node, Node), Node>,
    decided: BTreeMap<(Node, Node, Node), Node>,
}

impl Diagram {
    fn branch(&mut self, atom: usize, low: Node, high: Node) -> Node {
        if low == high {
            return low;
        }
        let next = self.branches.len();
        *self.known.entry((atom, low, high)).or_insert_with(|| {
            self.branches.push((atom, low, high));
            Node(u32::try_from(next + 2).expect("a condition is too short for four billion cases"))
        })
    }

    /// The atom that decides first; constants have none.
    fn top(&self, node: Node) -> Option<usize> {
        Some(self.branches.get((node.0 as usize).checked_sub(2)?)?.0)
    }

    /// What is left of `node` where `atom`, which is not below its top, is decided.
    fn decide(&self, node: Node, atom: usize) -> (Node, Node) {
        match (node.0 as usize).checked_sub(2).map(|at| self.branches[at]) {
            Some((top, low, high)) if top == atom => (low, high),
            _ => (node, node),
        }
    }

    /// Where `literal` holds.
    pub fn literal(&mut self, (atom, wanted): Literal) -> Node {
        if wanted { self.branch(atom, FALSE, TRUE) } else { self.branch(atom, TRUE, FALSE) }
    }

    /// `then` where `of` holds, else `otherwise`.
    fn choose(&mut self, of: Node, then: Node, otherwise: Node) -> Node {
        match (of, then, otherwise) {
            (TRUE, _, _) => return then,
            (FALSE, _, _) => return otherwise,
            (_, TRUE, FALSE) => return of,
            _ if then == otherwise => return then,
            _ => {}
        }
        if let Some(&known) = self.decided.get(&(of, then, otherwise)) {
            return known;
        }
        let tops = [of, then, otherwise].into_iter().filter_map(|node| self.top(node));
        let atom = tops.min().expect("the condition is no constant here");
        let (of_low, of_high) = self.decide(of, atom);
        let (then_low, then_high) = self.decide(then, atom);
        let (otherwise_low, otherwise_high) = self.decide(otherwise, atom);
        let low = self.choose(of_low, then_low, otherwise_low);
        let high = self.choose(of_high, then_high, otherwise_high);
        let node = self.branch(atom, low, high);
        self.decided.insert((of, then, otherwise), node);
        node
    }

    /// Where both hold.
    pub fn and(&mut self, a: Node, b: Node) -> Node {
        self.choose(a, b, FALSE)
    }

    /// Where one of them holds.
    pub fn or(&mut self, a: Node, b: Node) -> Node {
        self.choose(a, TRUE, b)
    }

    /// Where `node` does not hold.
    pub fn not(&mut self, node: Node) -> Node {
        self.choose(node, FALSE, TRUE)
    }

    /// Where exactly one of `atoms` holds.
    pub fn exactly_one(&mut self, atoms: &[usize]) -> Node {
        let mut atoms = atoms.to_vec();
        atoms.sort_unstable();
        let (mut none, mut one) = (TRUE, FALSE);
        for atom in atoms.into_iter().rev() {
            one = self.branch(atom, one, none);
            none = self.branch(atom, none, FALSE);
        }
        one
    }

    /// A function that holds wherever `at_least` does and nowhere where `at_most` does not, as alternatives of which none
    /// can be left out (Minato, 1993). `at_least` must imply `at_most`.
    pub fn alternatives(&mut self, at_least: Node, at_most: Node) -> Vec<Cube> {
        self.cover(at_least, at_most).0
    }

    fn cover(&mut self, at_least: Node, at_most: Node) -> (Vec<Cube>, Node) {
        if at_least == FALSE {
            return (Vec::new(), FALSE);
        }
        if at_most == TRUE {
            return (vec![Cube::new()], TRUE);
        }
        let tops = [at_least, at_most].into_iter().filter_map(|node| self.top(node));
        let atom = tops.min().expect("a constant that is needed somewhere is allowed everywhere");
        let (least_low, least_high) = self.decide(at_least, atom);
        let (most_low, most_high) = self.decide(at_most, atom);
        let mut needed = |of: Node, covered: Node| {
            let rest = self.not(covered);
            self.and(of, rest)
        };
        let only_low = needed(least_low, most_high);
        let only_high = needed(least_high, most_low);
        let (low_cubes, low) = self.cover(only_low, most_low);
        let (high_cubes, high) = self.cover(only_high, most_high);
        let mut needed = |of: Node, covered: Node| {
            let rest = self.not(covered);
            self.and(of, rest)
        };
        let (rest_low, rest_high) = (needed(least_low, low), needed(least_high, high));
        let (rest, allowed) = (self.or(rest_low, rest_high), self.and(most_low, most_high));
        let (free_cubes, free) = self.cover(rest, allowed);
        let with = |cubes: Vec<Cube>, wanted| {
            cubes.into_iter().map(move |mut cube| {
                cube.insert((atom, wanted));
                cube
            })
        };
        let cubes = with(high_cubes, true).chain(with(low_cubes, false)).chain(free_cubes).collect();
        let (low, high) = (self.or(low, free), self.or(high, free));
        (cubes, self.branch(atom, low, high))
    }
}
