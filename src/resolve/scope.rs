//! Whether a condition holds for a product: always, never, or only under a remainder that its customer decides.
//!
//! Owns the meaning of `applies_to`. Conditions are propositional: ids are known or open, of the open sites exactly one
//! holds, and everything else follows. Knows nothing of measures or of words. Invariant: `Always` is true and `Never`
//! false however sites and add-ons are chosen; a remainder is true exactly where the condition is, as far as the
//! conditions of what holds it are true, and no part of it could be left out.

mod diagram;
mod expr;
mod simplify;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeMap;

use crate::model::catalogue::{Catalogue, Product};
use crate::model::condition::Condition;
use crate::source::{Span, Spanned};
use diagram::{Diagram, FALSE, Node, TRUE};
use expr::Expr;
use simplify::Simplifier;

/// What a condition comes out as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds however the customer chooses.
    Always,
    /// It cannot hold.
    Never,
    /// It holds where this does; simplified, without what the parents already say.
    Remainder(Condition),
}

/// What is known of an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Value {
    Known(bool),
    OpenSite,
    OpenAddon,
}

/// What is known and what is open for somebody who reads: for one product, or for nobody in particular.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    values: BTreeMap<&'a str, Value>,
    /// In the order of the catalogue, at least two, or none.
    open_sites: Vec<&'a str>,
    open_addons: Vec<&'a str>,
    /// Ids without a value are open: nothing is known.
    free: bool,
}

impl<'a> Standing<'a> {
    /// For nobody in particular: every id is open, and nothing follows from anything.
    #[must_use]
    pub fn open() -> Self {
        Self { values: BTreeMap::new(), open_sites: Vec::new(), open_addons: Vec::new(), free: true }
    }

    /// For a product: its id, its groups and what it includes hold, other products and groups do not. One of its sites
    /// holds, or one of all where it does not name any; its add-ons, or all where it does not name any, are open.
    #[must_use]
    pub fn of(product: &'a Product, catalogue: &'a Catalogue) -> Self {
        let listed = |list: &Option<Vec<Spanned<String>>>, id: &str| match list {
            Some(list) => list.iter().any(|of| of.value == id),
            None => true,
        };
        let sites = catalogue.sites.iter().map(|site| site.id.as_str()).filter(|id| listed(&product.sites, id));
        let addons = catalogue.addons.iter().map(|addon| addon.id.as_str()).filter(|id| listed(&product.addons, id));
        let known = std::iter::once(&product.id).chain(&product.groups).chain(&product.includes);
        let mut standing = Self { free: false, ..Self::open() };
        standing.open_addons = addons.filter(|id| product.includes.iter().all(|of| of.value != *id)).collect();
        standing.values.extend(standing.open_addons.iter().map(|id| (*id, Value::OpenAddon)));
        standing.values.extend(known.map(|id| (id.as_str(), Value::Known(true))));
        standing.set_sites(sites.collect());
        standing
    }

    fn set_sites(&mut self, sites: Vec<&'a str>) {
        let value = if sites.len() == 1 { Value::Known(true) } else { Value::OpenSite };
        self.values.extend(sites.iter().map(|id| (*id, value)));
        self.open_sites = if sites.len() == 1 { Vec::new() } else { sites };
    }

    /// The same where the customer has chosen a site; unchanged where that is not open.
    #[must_use]
    pub fn at(mut self, site: &str) -> Self {
        if let Some(chosen) = self.open_sites.iter().copied().find(|id| *id == site) {
            for id in std::mem::take(&mut self.open_sites) {
                self.values.insert(id, Value::Known(id == chosen));
            }
        }
        self
    }

    /// The same where the customer has chosen an add-on or has decided against it; unchanged where that is not open.
    #[must_use]
    pub fn addon(mut self, addon: &str, chosen: bool) -> Self {
        if let Some(at) = self.open_addons.iter().position(|id| *id == addon) {
            let id = self.open_addons.remove(at);
            self.values.insert(id, Value::Known(chosen));
        }
        self
    }

    /// The sites of which exactly one holds: at least two, or none where the site is known.
    #[must_use]
    pub fn open_sites(&self) -> &[&'a str] {
        &self.open_sites
    }

    /// The add-ons of which each may hold or not.
    #[must_use]
    pub fn open_addons(&self) -> &[&'a str] {
        &self.open_addons
    }

    fn value(&self, id: &str) -> Value {
        let unknown = if self.free { Value::OpenAddon } else { Value::Known(false) };
        self.values.get(id).copied().unwrap_or(unknown)
    }

    /// What `own` comes out as below `parents`: the conditions of everything that holds it.
    #[must_use]
    pub fn verdict(&self, parents: &[&Condition], own: Option<&Condition>) -> Verdict {
        self.verdict_of_all(parents, own.as_slice())
    }

    /// What all of `own` come out as below `parents`.
    #[must_use]
    pub fn verdict_of_all(&self, parents: &[&Condition], own: &[&Condition]) -> Verdict {
        let mut atoms = Atoms::default();
        let parent = Expr::all(parents.iter().map(|of| self.expr(of, true, &mut atoms)));
        let own = Expr::all(own.iter().map(|of| self.expr(of, true, &mut atoms)));
        match (&parent, &own) {
            (Expr::False, _) | (_, Expr::False) => return Verdict::Never,
            (Expr::True, Expr::True) => return Verdict::Always,
            // A single id that is open needs no proof.
            (Expr::True, Expr::Is { atom, wanted }) if *wanted || self.value(&atoms.ids[*atom]) != Value::OpenSite => {
                return Verdict::Remainder(own.condition(&atoms));
            }
            _ => {}
        }
        let mut diagram = Diagram::default();
        let (sites, choices) = self.choices(&atoms, &mut diagram);
        let above = parent.node(&mut diagram);
        let care = diagram.and(choices, above);
        let holds = own.node(&mut diagram);
        let target = diagram.and(care, holds);
        if target == FALSE {
            Verdict::Never
        } else if target == care {
            Verdict::Always
        } else {
            let said = Simplifier { care, target, sites: &sites, diagram: &mut diagram }.simplify(&own);
            Verdict::Remainder(said.condition(&atoms))
        }
    }

    /// Whether all of `conditions` hold for some choice: whether their verdict is another than `Never`.
    #[must_use]
    pub fn can_hold(&self, conditions: &[&Condition]) -> bool {
        let mut atoms = Atoms::default();
        let all = Expr::all(conditions.iter().map(|of| self.expr(of, true, &mut atoms)));
        if matches!(all, Expr::True | Expr::False) {
            return all == Expr::True;
        }
        let mut diagram = Diagram::default();
        let choices = self.choices(&atoms, &mut diagram).1;
        let holds = all.node(&mut diagram);
        diagram.and(choices, holds) != FALSE
    }

    /// The open sites among `atoms`, and that exactly one of them is chosen.
    fn choices(&self, atoms: &Atoms, diagram: &mut Diagram) -> (Vec<usize>, Node) {
        let sites: Vec<usize> =
            atoms.all().filter(|(_, id)| self.value(id) == Value::OpenSite).map(|(at, _)| at).collect();
        let one = if sites.is_empty() { TRUE } else { diagram.exactly_one(&sites) };
        (sites, one)
    }

    /// Whether somebody for whom all of `conditions` hold can be left without all of `new_conditions`, once `new` is what
    /// is known of him: whether there is a choice, possible before and after, for which the first hold and the second do not.
    #[must_use]
    pub fn loses(&self, conditions: &[&Condition], new: &Standing<'_>, new_conditions: &[&Condition]) -> bool {
        let mut atoms = Atoms::default();
        let before = Expr::all(conditions.iter().map(|of| self.expr(of, true, &mut atoms)));
        let after = Expr::all(new_conditions.iter().map(|of| new.expr(of, true, &mut atoms)));
        if before == Expr::False || after == Expr::True {
            return false;
        }
        let mut diagram = Diagram::default();
        let lost = before.node(&mut diagram);
        let kept = after.node(&mut diagram);
        let not_kept = diagram.not(kept);
        let mut lost = diagram.and(lost, not_kept);
        let named: Vec<(usize, Spanned<String>)> = atoms.all().map(|(at, id)| (at, id.clone())).collect();
        if let Some((_, site)) =
            named.iter().find(|(_, id)| [self, new].map(|of| of.value(id)).contains(&Value::OpenSite))
        {
            for standing in [self, new].into_iter().filter(|of| !of.open_sites.is_empty()) {
                let sites: Vec<usize> = standing.open_sites.iter().map(|id| atoms.add(id, site.span)).collect();
                let one = diagram.exactly_one(&sites);
                lost = diagram.and(lost, one);
            }
        }
        // What is open in one of the two only is as the other knows it.
        let known: Vec<(usize, bool)> = atoms
            .all()
            .flat_map(|(at, id)| [self, new].map(|of| (at, of.value(id))))
            .filter_map(|(at, value)| if let Value::Known(value) = value { Some((at, value)) } else { None })
            .collect();
        for literal in known {
            let fact = diagram.literal(literal);
            lost = diagram.and(lost, fact);
        }
        lost != FALSE
    }

    /// The condition with what is known filled in, negations at the ids only.
    fn expr(&self, of: &Condition, wanted: bool, atoms: &mut Atoms) -> Expr {
        match of {
            Condition::Is(id) => match self.value(id) {
                Value::Known(value) => Expr::constant(value == wanted),
                Value::OpenAddon => Expr::Is { atom: atoms.of(id), wanted },
                Value::OpenSite => {
                    let atom = atoms.of(id);
                    // Which sites remain can be said only where all of them are known to the proof.
                    self.open_sites.iter().for_each(|other| {
                        atoms.add(other, id.span);
                    });
                    Expr::Is { atom, wanted }
                }
            },
            Condition::Not(of) => self.expr(of, !wanted, atoms),
            Condition::All(parts) | Condition::Any(parts) => {
                let parts: Vec<Expr> = parts.iter().map(|part| self.expr(part, wanted, atoms)).collect();
                if matches!(of, Condition::All(_)) == wanted { Expr::all(parts) } else { Expr::any(parts) }
            }
        }
    }
}

/// The open ids that conditions name, in the order in which they do first, and the sites beside a site.
#[derive(Default)]
struct Atoms {
    ids: Vec<Spanned<String>>,
    known: BTreeMap<String, usize>,
}

impl Atoms {
    fn all(&self) -> impl Iterator<Item = (usize, &Spanned<String>)> {
        self.ids.iter().enumerate()
    }

    fn of(&mut self, id: &Spanned<String>) -> usize {
        self.add(&id.value, id.span)
    }

    /// The number of `id`, which stands at `span` or follows from what does.
    fn add(&mut self, id: &str, span: Span) -> usize {
        *self.known.entry(id.to_owned()).or_insert_with(|| {
            self.ids.push(Spanned::new(id.to_owned(), span));
            self.ids.len() - 1
        })
    }
}
