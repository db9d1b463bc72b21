//! The shortest way to say a condition where something is known already.
//!
//! Three forms are tried: the author's own with every part left out that says nothing new, the shortest list of
//! alternatives, and the shortest list of requirements. The author's wins where it is no longer than the others, so that
//! a remainder reads like what was written.

use super::diagram::{Diagram, Node};
use super::expr::Expr;

/// Above this many names only the author's form is tried: lists of alternatives grow fast.
const NAMES_IN_LISTS: usize = 16;

/// What is to be said.
pub(super) struct Simplifier<'a> {
    /// Where it matters what is said: not never.
    pub care: Node,
    /// Where it must be true; implies `care`.
    pub target: Node,
    /// The atoms of the open sites, of which exactly one holds wherever it matters.
    pub sites: &'a [usize],
    /// Holds both.
    pub diagram: &'a mut Diagram,
}

impl Simplifier<'_> {
    /// The shortest form of `own`, which is neither always nor never true where it matters.
    pub fn simplify(&mut self, own: &Expr) -> Expr {
        let written = own.literals();
        let mut forms = vec![own.clone()];
        if own.size() <= NAMES_IN_LISTS {
            let elsewhere = self.diagram.not(self.care);
            let allowed = self.diagram.or(self.target, elsewhere);
            forms.push(Expr::factored(self.diagram.alternatives(self.target, allowed)));
            let (refused, open) = (self.diagram.not(allowed), self.diagram.not(self.target));
            forms.push(Expr::factored(self.diagram.alternatives(refused, open)).not());
        }
        let forms = forms.into_iter().map(|form| {
            let form = self.without_idle_parts(form);
            let form = self.with_fewer_sites(form);
            self.without_idle_parts(form)
        });
        // "At Dresden or Leipzig" is not to become "not at Vienna": what the author did not negate, nobody else does.
        let as_positive = |form: &Expr| form.literals().iter().all(|of| of.1 || written.contains(of));
        forms.filter(as_positive).min_by_key(Expr::cost).expect("the author's own form negates nothing else")
    }

    fn fits(&mut self, expr: &Expr) -> bool {
        let node = expr.node(self.diagram);
        self.diagram.and(self.care, node) == self.target
    }

    /// Leaves out parts as long as one can be: long ones first, negations before names, later ones before earlier ones.
    fn without_idle_parts(&mut self, mut expr: Expr) -> Expr {
        loop {
            let mut shorter = shortened(&expr);
            shorter.sort_by_key(Expr::cost);
            match shorter.into_iter().find(|candidate| self.fits(candidate)) {
                Some(found) => expr = found,
                None => return expr,
            }
        }
    }

    /// Says "at one of the others" where that is shorter than "at none of these".
    fn with_fewer_sites(&self, expr: Expr) -> Expr {
        match expr {
            Expr::Is { atom, wanted: false } => self.but(&[atom]).unwrap_or(expr),
            Expr::All(parts) => {
                let excluded = |part: &Expr| match part {
                    Expr::Is { atom, wanted: false } => self.sites.contains(atom).then_some(*atom),
                    _ => None,
                };
                let atoms: Vec<usize> = parts.iter().filter_map(excluded).collect();
                let others = self.but(&atoms);
                let first = parts.iter().position(|part| excluded(part).is_some());
                let said = parts.into_iter().enumerate().filter_map(|(at, part)| match (&others, excluded(&part)) {
                    (Some(others), Some(_)) => (Some(at) == first).then(|| others.clone()),
                    (None, Some(_)) => Some(part),
                    (_, None) => Some(self.with_fewer_sites(part)),
                });
                Expr::all(said)
            }
            Expr::Any(parts) => Expr::any(parts.into_iter().map(|part| self.with_fewer_sites(part))),
            other => other,
        }
    }

    /// The sites but `excluded`, where these are no more.
    fn but(&self, excluded: &[usize]) -> Option<Expr> {
        let all_sites = !excluded.is_empty() && excluded.iter().all(|atom| self.sites.contains(atom));
        let others: Vec<usize> = self.sites.iter().copied().filter(|atom| !excluded.contains(atom)).collect();
        (all_sites && !others.is_empty() && others.len() <= excluded.len())
            .then(|| Expr::any(others.into_iter().map(|atom| Expr::Is { atom, wanted: true })))
    }
}

/// The expression with one part left out, for each part, the last first.
fn shortened(expr: &Expr) -> Vec<Expr> {
    let (parts, join): (_, fn(Vec<Expr>) -> Expr) = match expr {
        Expr::All(parts) => (parts, Expr::all),
        Expr::Any(parts) => (parts, Expr::any),
        Expr::True | Expr::False | Expr::Is { .. } => return Vec::new(),
    };
    let mut shorter = Vec::new();
    for at in (0..parts.len()).rev() {
        let with = |replaced: Option<Expr>| {
            let before = parts[..at].iter().cloned();
            join(before.chain(replaced).chain(parts[at + 1..].iter().cloned()).collect())
        };
        shorter.push(with(None));
        shorter.extend(shortened(&parts[at]).into_iter().map(|inner| with(Some(inner))));
    }
    shorter
}
