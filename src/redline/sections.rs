//! Clauses beside clauses: which became which, which moved, and what changed inside of them.

use std::collections::{BTreeMap, BTreeSet};

use super::part::Part;
use super::tokens::Numbering;
use super::weigh::WeighedPart;
use super::{Block, Change, Section, State, nodes};

/// Clauses of one number are at least this like if one became the other.
const SAME_NUMBER: f32 = 0.3;

/// Clauses that share neither number nor heading are at least this like if one became the other.
const SIMILAR: f32 = 0.5;

/// The most pairs of clauses that are weighed against each other; beyond, only near ones are.
const WEIGHED: usize = 100_000;

/// How far apart two clauses may be that are weighed in a text beyond [`WEIGHED`].
const NEAR: usize = 40;

/// The sections of both versions.
pub(super) fn compare(old: &[Part], new: &[Part]) -> Vec<Section> {
    let mut numbering = Numbering::default();
    let old: Vec<WeighedPart<'_>> = old.iter().map(|part| WeighedPart::of(part, &mut numbering)).collect();
    let new: Vec<WeighedPart<'_>> = new.iter().map(|part| WeighedPart::of(part, &mut numbering)).collect();
    let became = matched(&old, &new);
    let from: BTreeMap<usize, usize> = became.iter().map(|(&a, &b)| (b, a)).collect();
    let fixed = in_order(&became, &new);
    let mut assembly = Assembly { sections: Vec::new(), ids: BTreeSet::new(), away: Vec::new(), here: BTreeMap::new() };
    let (mut next_old, mut next_new) = (0, 0);
    // After the last pair comes what follows it in both.
    let pairs = fixed.into_iter().map(Some).chain([None]);
    for pair in pairs {
        let (a, b) = pair.unwrap_or((old.len(), new.len()));
        for (at, part) in old.iter().enumerate().take(a).skip(next_old) {
            assembly.leaves(part, became.get(&at).copied());
        }
        for (at, part) in new.iter().enumerate().take(b).skip(next_new) {
            assembly.comes(part, at, from.get(&at).map(|&a| &old[a]));
        }
        if pair.is_some() {
            assembly.stays(&old[a], &new[b]);
        }
        (next_old, next_new) = (a + 1, b + 1);
    }
    assembly.finish()
}

struct Assembly {
    sections: Vec<Section>,
    ids: BTreeSet<String>,
    /// Sections that moved away, and the new part that each became.
    away: Vec<(usize, usize)>,
    /// Where new parts that moved here stand.
    here: BTreeMap<usize, usize>,
}

impl Assembly {
    fn push(&mut self, part: &WeighedPart<'_>, before: Option<&WeighedPart<'_>>, state: State, blocks: Vec<Block>) {
        let of = part.part;
        let is_old = matches!(state, State::Removed | State::MovedAway(_));
        let stem = match (of.anchor.is_empty(), is_old) {
            (false, false) => of.anchor.clone(),
            (false, true) => format!("before-{}", of.anchor),
            (true, _) => format!("part-{}", self.sections.len() + 1),
        };
        let mut id = stem.clone();
        let mut count = 2;
        while !self.ids.insert(id.clone()) {
            id = format!("{stem}-{count}");
            count += 1;
        }
        let name = of.name();
        let old_name = before.map(|before| before.part.name()).filter(|old| *old != name);
        self.sections.push(Section { state, anchor: of.anchor.clone(), id, name, old_name, level: of.level, blocks });
    }

    fn leaves(&mut self, part: &WeighedPart<'_>, to: Option<usize>) {
        if let Some(to) = to {
            self.away.push((self.sections.len(), to));
            self.push(part, None, State::MovedAway(0), Vec::new());
        } else {
            let blocks = part.part.nodes.iter().map(|node| nodes::whole(node, Change::Deleted)).collect();
            self.push(part, None, State::Removed, blocks);
        }
    }

    fn comes(&mut self, part: &WeighedPart<'_>, at: usize, from: Option<&WeighedPart<'_>>) {
        if let Some(old) = from {
            self.here.insert(at, self.sections.len());
            self.push(part, Some(old), State::MovedHere(0), nodes::section(&old.nodes, &part.nodes));
        } else {
            let blocks = part.part.nodes.iter().map(|node| nodes::whole(node, Change::Inserted)).collect();
            self.push(part, None, State::Added, blocks);
        }
    }

    fn stays(&mut self, old: &WeighedPart<'_>, new: &WeighedPart<'_>) {
        let blocks = nodes::section(&old.nodes, &new.nodes);
        let state = match blocks.split_first() {
            Some((first, rest)) if !rest.iter().any(changed) => {
                let number = first.number.iter().any(|run| run.change != Change::Kept);
                let others = Block { number: Vec::new(), ..first.clone() };
                match (changed(&others), number) {
                    (true, _) => State::Changed,
                    (false, true) => State::Renumbered,
                    (false, false) => State::Same,
                }
            }
            Some(_) => State::Changed,
            None => State::Same,
        };
        self.push(new, Some(old), state, blocks);
    }

    fn finish(mut self) -> Vec<Section> {
        for (place, part) in self.away {
            let here = self.here.get(&part).copied().expect("a section that moved away has come somewhere else");
            self.sections[place].state = State::MovedAway(here);
            self.sections[here].state = State::MovedHere(place);
        }
        self.sections
    }
}

/// Whether anything in a block changed.
fn changed(block: &Block) -> bool {
    block.change != Change::Kept
        || block.ticked_before.is_some()
        || block.number.iter().chain(&block.words).any(|run| run.change != Change::Kept)
        || block.blocks.iter().any(changed)
}

/// Which old part became which new one.
fn matched(old: &[WeighedPart<'_>], new: &[WeighedPart<'_>]) -> BTreeMap<usize, usize> {
    let mut pairs = Pairs { became: BTreeMap::new(), taken: BTreeSet::new() };
    let ids: BTreeMap<&str, usize> =
        new.iter().enumerate().filter_map(|(at, part)| Some((part.part.id.as_deref()?, at))).collect();
    for (at, part) in old.iter().enumerate() {
        if let Some(&to) = part.part.id.as_deref().and_then(|id| ids.get(id)) {
            pairs.add(at, to);
        }
    }
    same_words(old, new, &mut pairs);
    // What begins a text without number or heading is the same beginning, whatever became of it.
    let headless = |parts: &[WeighedPart<'_>]| {
        parts.first().is_some_and(|of| of.part.id.is_none() && of.part.anchor.is_empty() && of.part.heading.is_empty())
    };
    if headless(old) && headless(new) {
        pairs.add(0, 0);
    }
    alike(old, new, &mut pairs);
    pairs.became
}

struct Pairs {
    became: BTreeMap<usize, usize>,
    taken: BTreeSet<usize>,
}

impl Pairs {
    fn add(&mut self, old: usize, new: usize) {
        if self.is_free(old, new) {
            self.became.insert(old, new);
            self.taken.insert(new);
        }
    }

    fn is_free(&self, old: usize, new: usize) -> bool {
        !self.became.contains_key(&old) && !self.taken.contains(&new)
    }
}

/// Pairs of the same words: those of one number first, then in their order.
fn same_words(old: &[WeighedPart<'_>], new: &[WeighedPart<'_>], pairs: &mut Pairs) {
    let mut groups: BTreeMap<u64, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, part) in old.iter().enumerate().filter(|(_, part)| part.part.id.is_none()) {
        groups.entry(part.measure.digest).or_default().0.push(at);
    }
    for (at, part) in new.iter().enumerate().filter(|(_, part)| part.part.id.is_none()) {
        groups.entry(part.measure.digest).or_default().1.push(at);
    }
    for (before, after) in groups.values() {
        for &a in before {
            let same_number = |b: &&usize| old[a].part.anchor == new[**b].part.anchor;
            if let Some(&b) = after.iter().filter(same_number).find(|b| pairs.is_free(a, **b)) {
                pairs.add(a, b);
            }
        }
        for &a in before {
            if let Some(&b) = after.iter().find(|b| pairs.is_free(a, **b)) {
                pairs.add(a, b);
            }
        }
    }
}

/// Pairs of those that are left, the best ones first: number, heading and likeness together.
fn alike(old: &[WeighedPart<'_>], new: &[WeighedPart<'_>], pairs: &mut Pairs) {
    let free_old: Vec<usize> =
        (0..old.len()).filter(|at| old[*at].part.id.is_none() && !pairs.became.contains_key(at)).collect();
    let free_new: Vec<usize> =
        (0..new.len()).filter(|at| new[*at].part.id.is_none() && !pairs.taken.contains(at)).collect();
    let many = free_old.len() * free_new.len() > WEIGHED;
    let (old_headings, new_headings) = (headings(old), headings(new));
    let mut candidates = Vec::new();
    for &a in &free_old {
        for &b in &free_new {
            let (before, after) = (old[a].part, new[b].part);
            let number = before.anchor == after.anchor && !after.anchor.is_empty();
            let heading = before.heading == after.heading && !after.heading.is_empty();
            if many && !number && !heading && a.abs_diff(b) > NEAR {
                continue;
            }
            let like = old[a].measure.likeness(&new[b].measure);
            let only = heading
                && old_headings.get(before.heading.as_str()) == Some(&1)
                && new_headings.get(after.heading.as_str()) == Some(&1);
            if only || ((number || heading) && like >= SAME_NUMBER) || like >= SIMILAR {
                let bonus = if number { 0.25 } else { 0.0 } + if heading { 0.3 } else { 0.0 };
                candidates.push((like + bonus, a, b));
            }
        }
    }
    candidates.sort_by(|(x, a, b), (y, c, d)| {
        y.total_cmp(x).then_with(|| (a.abs_diff(*b), a, b).cmp(&(c.abs_diff(*d), c, d)))
    });
    for (_, a, b) in candidates {
        pairs.add(a, b);
    }
}

/// How often each heading stands in a text.
fn headings<'a>(parts: &[WeighedPart<'a>]) -> BTreeMap<&'a str, usize> {
    let mut headings = BTreeMap::new();
    for part in parts {
        *headings.entry(part.part.heading.as_str()).or_default() += 1;
    }
    headings
}

/// The pairs that did not move: those that stand in the same order in both and hold the most words.
fn in_order(became: &BTreeMap<usize, usize>, new: &[WeighedPart<'_>]) -> Vec<(usize, usize)> {
    let pairs: Vec<(usize, usize)> = became.iter().map(|(&a, &b)| (a, b)).collect();
    let weight = |at: usize| new[pairs[at].1].measure.bag.len() + 1;
    // The heaviest row of pairs that ends with each, and the pair before it in that row.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(pairs.len());
    // Of the rows so far those that no other one beats: by their last new index, ever heavier.
    let mut fronts: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, &(_, place)) in pairs.iter().enumerate() {
        let before = fronts.range(..place).next_back().map(|(_, &row)| row);
        let sum = weight(at) + before.map_or(0, |row: usize| best[row].0);
        best.push((sum, before));
        let beaten: Vec<usize> =
            fronts.range(place..).take_while(|(_, row)| best[**row].0 <= sum).map(|(key, _)| *key).collect();
        for key in beaten {
            fronts.remove(&key);
        }
        fronts.insert(place, at);
    }
    let mut last = (0..pairs.len()).max_by_key(|&at| (best[at].0, usize::MAX - at));
    let mut fixed = Vec::new();
    while let Some(at) = last {
        fixed.push(pairs[at]);
        last = best[at].1;
    }
    fixed.reverse();
    fixed
}
