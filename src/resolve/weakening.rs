//! What the measures of a version protect less than those of the version before.
//!
//! Customers are promised that the level of protection does not fall. Decided by id, on facts alone: a measure that is
//! gone, says much less, no longer reaches somebody whom it reached, or is left to the customer. Whether it is justified
//! is not asked here; neither is what the words mean: a weaker measure of the same length is not recognised.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::catalogue::{Catalogue, Product};
use crate::model::condition::Condition;
use crate::model::measure::{Goal, Measure, Responsibility};
use crate::model::text::Lang;

use super::inherited::{Inherited, entries};
use super::scope::Standing;

/// A measure was shortened where less than this share of its words is left, in percent …
const WORDS_LEFT: usize = 80;
/// … and at least this many are gone: a turn of phrase is no protection.
const WORDS_GONE: usize = 3;

/// The measures of a version, and the catalogue that their conditions speak of.
#[derive(Clone, Copy, Debug)]
pub struct Measures<'a> {
    /// `measures.yaml`.
    pub goals: &'a [Goal],
    /// `catalogue.yaml`.
    pub catalogue: &'a Catalogue,
}

/// A measure that protects less than before.
#[derive(Clone, Debug)]
pub struct Weakening<'a> {
    /// Its id.
    pub id: &'a str,
    /// As it was.
    pub before: &'a Measure,
    /// Under what it applied: all of these.
    pub conditions: Vec<&'a Condition>,
    /// As it is; `None` where it is gone.
    pub after: Option<&'a Measure>,
    /// In what it is less.
    pub how: How,
}

/// In what a measure is less than it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// It is gone.
    Removed,
    /// Less than four fifths of its words in the binding language are left, and at least three are gone. What moved into new
    /// measures nested in it counts as left.
    Shortened {
        /// Words before.
        before: usize,
        /// Words after.
        after: usize,
    },
    /// Customers of products that both versions know had it and do not have it any more.
    Narrowed {
        /// The products by their ids, in the order of the catalogue; empty where the catalogue has no products.
        products: Vec<String>,
    },
    /// The customer has to take it, or to take part in it, and did not have to.
    Moved {
        /// Who took it.
        from: Responsibility,
        /// Who takes it.
        to: Responsibility,
    },
}

impl How {
    /// The word used in exports and for rules.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Shortened { .. } => "shortened",
            Self::Narrowed { .. } => "narrowed",
            Self::Moved { .. } => "moved",
        }
    }
}

/// What `new` protects less than `old`, in the order of the old list; `binding` is the language whose words are counted.
#[must_use]
pub fn weakened<'a>(old: Measures<'a>, new: Measures<'a>, binding: &Lang) -> Vec<Weakening<'a>> {
    let (before, after) = (by_id(old.goals), by_id(new.goals));
    let customers = customers(old.catalogue, new.catalogue);
    let mut found = Vec::new();
    for entry in entries(old.goals) {
        let Some(id) = id_of(&entry) else { continue };
        let Some(now) = after.get(id) else {
            let conditions = entry.conditions.clone();
            found.push(Weakening { id, before: entry.measure, conditions, after: None, how: How::Removed });
            continue;
        };
        let ways = [shortened(&entry, now, &before, binding), narrowed(&entry, now, &customers), moved(&entry, now)];
        let less = |how| {
            let conditions = entry.conditions.clone();
            Weakening { id, before: entry.measure, conditions, after: Some(now.measure), how }
        };
        found.extend(ways.into_iter().flatten().map(less));
    }
    found
}

fn id_of<'a>(entry: &Inherited<'a>) -> Option<&'a str> {
    entry.measure.id.as_ref().filter(|_| entry.is_measure()).map(|id| id.value.as_str())
}

fn by_id(goals: &[Goal]) -> BTreeMap<&str, Inherited<'_>> {
    entries(goals).into_iter().filter_map(|entry| Some((id_of(&entry)?, entry))).collect()
}

fn shortened(
    old: &Inherited<'_>,
    new: &Inherited<'_>,
    known: &BTreeMap<&str, Inherited<'_>>,
    binding: &Lang,
) -> Option<How> {
    let known: BTreeSet<&str> = known.keys().copied().collect();
    let (before, after) = (words(old.measure, &known, binding), words(new.measure, &known, binding));
    let less = after * 100 < before * WORDS_LEFT && after + WORDS_GONE <= before;
    less.then_some(How::Shortened { before, after })
}

/// Words of a measure and of what is nested in it, without nested measures that are compared by themselves.
fn words(measure: &Measure, known: &BTreeSet<&str>, binding: &Lang) -> usize {
    let count = |text: &str| text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    let own = measure.text.as_ref().map_or(0, |text| count(text.get(binding, binding)));
    let apart = |nested: &&Measure| nested.id.as_ref().is_none_or(|id| !known.contains(id.value.as_str()));
    own + measure.measures.iter().filter(apart).map(|nested| words(nested, known, binding)).sum::<usize>()
}

/// A product of both catalogues, and what was and is known of its customers.
type Customer<'a> = (&'a str, Standing<'a>, Standing<'a>);

fn customers<'a>(old: &'a Catalogue, new: &'a Catalogue) -> Vec<Customer<'a>> {
    let still = |product: &Product| new.products.iter().find(|of| of.id == product.id);
    let both = old.products.iter().filter_map(|before| Some((before, still(before)?)));
    both.map(|(before, after)| (before.id.as_str(), Standing::of(before, old), Standing::of(after, new))).collect()
}

fn narrowed(old: &Inherited<'_>, new: &Inherited<'_>, customers: &[Customer<'_>]) -> Option<How> {
    if old.conditions == new.conditions {
        return None;
    }
    let loses = |before: &Standing<'_>, after: &Standing<'_>| before.loses(&old.conditions, after, &new.conditions);
    if customers.is_empty() {
        let open = Standing::open();
        return loses(&open, &open).then(|| How::Narrowed { products: Vec::new() });
    }
    let products: Vec<String> =
        customers.iter().filter(|(_, before, after)| loses(before, after)).map(|(id, ..)| (*id).to_owned()).collect();
    (!products.is_empty()).then_some(How::Narrowed { products })
}

fn moved(old: &Inherited<'_>, new: &Inherited<'_>) -> Option<How> {
    let burden = |of: Responsibility| match of {
        Responsibility::Provider | Responsibility::Subprocessor => 0,
        Responsibility::Shared => 1,
        Responsibility::Customer => 2,
    };
    let (from, to) = (old.responsibility, new.responsibility);
    (burden(to) > burden(from)).then_some(How::Moved { from, to })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Facts;
    use crate::source::Sources;

    const CATALOGUE: &str = "
sites: {wien-1: {name: Wien 1}, graz-1: {name: Graz 1}}
addons: {managed: {name: Managed}}
groups: {server: {name: Server}}
products:
  line: {name: Line, groups: [server], sites: [wien-1, graz-1], addons: [managed]}
  only-wien: {name: Wien, groups: [server], sites: [wien-1]}
";

    /// The weakenings between two lists of measures of one control, as `id: how`.
    fn between(old: &str, new: &str) -> Vec<String> {
        let read = |measures: &str| {
            let mut yaml =
                "- goal: confidentiality\n  controls:\n    - control: physical-access\n      measures:".to_owned();
            for line in measures.lines() {
                yaml.push_str("\n        ");
                yaml.push_str(line);
            }
            let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
            let sources = Sources::new([
                file("site.yaml", include_str!("../../site.yaml")),
                file("content/assets/logo.svg", "<svg/>"),
                file("content/catalogue.yaml", CATALOGUE),
                file("content/toms/document.yaml", "kind: measures\ntitle: TOMs\n"),
                file("content/toms/measures.yaml", &yaml),
            ]);
            let (content, report) = crate::parse::parse(&sources);
            content.unwrap_or_else(|| panic!("{report:?}"))
        };
        let (old, new) = (read(old), read(new));
        let measures = |content: &'_ crate::model::Content| match &content.documents[0].working.facts {
            Facts::Measures(goals) => goals.clone(),
            other => panic!("{other:?}"),
        };
        let (before, after) = (measures(&old), measures(&new));
        let found = weakened(
            Measures { goals: &before, catalogue: &old.catalogue },
            Measures { goals: &after, catalogue: &new.catalogue },
            &Lang::new("de").expect("a language"),
        );
        found.iter().map(|of| format!("{}: {:?}", of.id, of.how)).collect()
    }

    #[test]
    fn a_measure_that_is_gone_is_a_weakening_and_one_that_moved_or_is_new_is_none() {
        let found = between(
            "- {id: a, text: Eins}\n- {id: b, text: Zwei}",
            "- {title: Block, measures: [{id: b, text: Zwei}]}\n- {id: c, text: Drei}",
        );
        assert_eq!(found, ["a: Removed"]);
    }

    #[test]
    fn a_measure_that_lost_many_words_is_a_weakening_and_one_that_was_polished_is_none() {
        let long = "- {id: a, text: Backups werden täglich verschlüsselt und an einen zweiten Standort kopiert}";
        assert_eq!(
            between(long, "- {id: a, text: Backups werden täglich kopiert}"),
            ["a: Shortened { before: 10, after: 4 }"]
        );
        assert!(
            between(long, "- {id: a, text: Backups werden täglich verschlüsselt an einen zweiten Standort kopiert}")
                .is_empty()
        );
        let split = "- {id: a, text: Backups werden täglich, measures: [{id: b, text: verschlüsselt und an einen zweiten Standort kopiert}]}";
        assert!(between(long, split).is_empty());
    }

    #[test]
    fn a_narrower_scope_names_the_products_that_lose_the_measure() {
        let now = |applies_to: &str| format!("- {{id: a, text: Eins, applies_to: {applies_to}}}");
        let everywhere = "- {id: a, text: Eins}";
        assert_eq!(between(everywhere, &now("wien-1")), ["a: Narrowed { products: [\"line\"] }"]);
        assert_eq!(between(everywhere, &now("managed")), ["a: Narrowed { products: [\"line\", \"only-wien\"] }"]);
        assert!(between(everywhere, &now("server")).is_empty());
        assert!(between(&now("wien-1"), &now("not graz-1")).is_empty());
        assert!(between(&now("wien-1"), everywhere).is_empty());
        assert_eq!(between(&now("wien-1"), &now("graz-1")), ["a: Narrowed { products: [\"line\", \"only-wien\"] }"]);
        assert_eq!(
            between(&now("wien-1 or managed"), &now("wien-1 and managed")),
            ["a: Narrowed { products: [\"line\", \"only-wien\"] }"]
        );
    }

    #[test]
    fn a_measure_left_to_the_customer_is_a_weakening_and_one_taken_over_is_none() {
        let by = |who: &str| format!("- {{id: a, text: Eins, responsibility: {who}}}");
        assert_eq!(between(&by("provider"), &by("customer")), ["a: Moved { from: Provider, to: Customer }"]);
        assert_eq!(between(&by("subprocessor"), &by("shared")), ["a: Moved { from: Subprocessor, to: Shared }"]);
        assert!(between(&by("customer"), &by("provider")).is_empty());
        assert!(between(&by("provider"), &by("subprocessor")).is_empty());
    }
}
