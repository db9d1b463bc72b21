//! Blocks beside blocks: paragraphs and items by likeness, tables by row and cell, fields by name.

use super::align::{LIKE, Step, align};
use super::clean::{self, Text};
use super::part::Node;
use super::weigh::Weighed;
use super::{Block, Change, Role, Run};

/// The blocks of a section. Where both begin alike, with a heading or with words, the first ones belong together however
/// much they changed: they bear the number.
pub(super) fn section(old: &[Weighed<'_>], new: &[Weighed<'_>]) -> Vec<Block> {
    match (old.split_first(), new.split_first()) {
        (Some((a, old)), Some((b, new))) if fits(&a.node.role, &b.node.role) => {
            let mut blocks = vec![pair(a, b)];
            blocks.extend(row(old, new));
            blocks
        }
        _ => row(old, new),
    }
}

/// A block that stands in one version only.
pub(super) fn whole(node: &Node, change: Change) -> Block {
    Block {
        role: node.role.clone(),
        change,
        ticked_before: None,
        number: clean::whole(&node.number, change),
        words: clean::whole(&node.words, change),
        blocks: node.nodes.iter().map(|inner| whole(inner, change)).collect(),
    }
}

fn row(old: &[Weighed<'_>], new: &[Weighed<'_>]) -> Vec<Block> {
    let digests = |of: &[Weighed<'_>]| of.iter().map(|node| node.measure.digest).collect::<Vec<_>>();
    let steps = align(&digests(old), &digests(new), &|a, b| likeness(&old[a], &new[b]));
    blocks(&steps, old, new)
}

fn blocks(steps: &[Step], old: &[Weighed<'_>], new: &[Weighed<'_>]) -> Vec<Block> {
    let block = |step: &Step| match *step {
        Step::Pair(a, b) => pair(&old[a], &new[b]),
        Step::Old(a) => whole(old[a].node, Change::Deleted),
        Step::New(b) => whole(new[b].node, Change::Inserted),
    };
    steps.iter().map(block).collect()
}

/// A block that stands in both versions.
fn pair(old: &Weighed<'_>, new: &Weighed<'_>) -> Block {
    let blocks = match (&old.node.role, &new.node.role) {
        (Role::Table(_), Role::Table(_)) => table(&old.nodes, &new.nodes),
        _ => row(&old.nodes, &new.nodes),
    };
    let ticked_before = match (&old.node.role, &new.node.role) {
        (Role::Item(before), Role::Item(after)) if before != after => *before,
        _ => None,
    };
    Block {
        role: new.node.role.clone(),
        change: Change::Kept,
        ticked_before,
        number: number(old, new),
        words: clean::runs(
            Text { words: &old.node.words, tokens: &old.words },
            Text { words: &new.node.words, tokens: &new.words },
        ),
        blocks,
    }
}

fn number(old: &Weighed<'_>, new: &Weighed<'_>) -> Vec<Run> {
    clean::runs(
        Text { words: &old.node.number, tokens: &old.number },
        Text { words: &new.node.number, tokens: &new.number },
    )
}

/// Whether a block of one role can have become one of the other.
fn fits(old: &Role, new: &Role) -> bool {
    match (old, new) {
        (Role::Item(a), Role::Item(b)) => a.is_some() == b.is_some(),
        (Role::Field(a), Role::Field(b)) => a == b,
        _ => std::mem::discriminant(old) == std::mem::discriminant(new),
    }
}

fn likeness(old: &Weighed<'_>, new: &Weighed<'_>) -> f32 {
    if !fits(&old.node.role, &new.node.role) {
        return 0.0;
    }
    let like = old.measure.likeness(&new.measure);
    match new.node.role {
        Role::Field(_) | Role::Head | Role::Fields => 1.0,
        // The first cell names a row.
        Role::Row => match (old.nodes.first(), new.nodes.first()) {
            (Some(a), Some(b)) if a.measure.digest == b.measure.digest && !a.words.keys.is_empty() => {
                like.max(2.0 * LIKE)
            }
            _ => like,
        },
        // A box that was ticked is no other item.
        Role::Item(Some(_)) if old.measure.bag == new.measure.bag => 1.0,
        _ => like,
    }
}

/// Tables: columns by their headings, rows by likeness, and cells by both.
fn table(old: &[Weighed<'_>], new: &[Weighed<'_>]) -> Vec<Block> {
    let (Some((old_head, old_rows)), Some((new_head, new_rows))) = (old.split_first(), new.split_first()) else {
        return row(old, new);
    };
    let columns = columns(old_head, new_head);
    let cells = |old: &Weighed<'_>, new: &Weighed<'_>| Block {
        role: new.node.role.clone(),
        change: Change::Kept,
        ticked_before: None,
        number: Vec::new(),
        words: Vec::new(),
        blocks: cells(&columns, old, new),
    };
    let digests = |of: &[Weighed<'_>]| of.iter().map(|node| node.measure.digest).collect::<Vec<_>>();
    let steps = align(&digests(old_rows), &digests(new_rows), &|a, b| likeness(&old_rows[a], &new_rows[b]));
    let rows = steps.iter().map(|step| match *step {
        Step::Pair(a, b) => cells(&old_rows[a], &new_rows[b]),
        Step::Old(a) => placed(&columns, old_rows[a].node, Change::Deleted),
        Step::New(b) => placed(&columns, new_rows[b].node, Change::Inserted),
    });
    std::iter::once(cells(old_head, new_head)).chain(rows).collect()
}

/// The columns of both tables: by their headings; what is left over between two that are known, by place.
fn columns(old: &Weighed<'_>, new: &Weighed<'_>) -> Vec<Step> {
    let digests = |of: &Weighed<'_>| of.nodes.iter().map(|node| node.measure.digest).collect::<Vec<_>>();
    let steps = align(&digests(old), &digests(new), &|a, b| likeness(&old.nodes[a], &new.nodes[b]));
    let mut columns: Vec<Step> = Vec::new();
    let (mut gone, mut come): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut settle = |gone: &mut Vec<usize>, come: &mut Vec<usize>, next: Option<Step>| {
        if gone.len() == come.len() {
            columns.extend(gone.drain(..).zip(come.drain(..)).map(|(a, b)| Step::Pair(a, b)));
        }
        columns.extend(gone.drain(..).map(Step::Old));
        columns.extend(come.drain(..).map(Step::New));
        columns.extend(next);
    };
    for step in steps {
        match step {
            Step::Old(a) => gone.push(a),
            Step::New(b) => come.push(b),
            Step::Pair(..) => settle(&mut gone, &mut come, Some(step)),
        }
    }
    settle(&mut gone, &mut come, None);
    columns
}

/// The cells of two rows, column by column; what a row has beyond the columns follows by place.
fn cells(columns: &[Step], old: &Weighed<'_>, new: &Weighed<'_>) -> Vec<Block> {
    let mut steps: Vec<Step> = columns.to_vec();
    let known = |side: fn(&Step) -> Option<usize>| columns.iter().filter_map(side).count();
    let first_old = known(|step| match step {
        Step::Pair(a, _) | Step::Old(a) => Some(*a),
        Step::New(_) => None,
    });
    let first_new = known(|step| match step {
        Step::Pair(_, b) | Step::New(b) => Some(*b),
        Step::Old(_) => None,
    });
    steps.extend((first_old..old.nodes.len()).map(Step::Old));
    steps.extend((first_new..new.nodes.len()).map(Step::New));
    blocks(&steps, &old.nodes, &new.nodes)
}

/// A row of one version, with a place for each column of both.
fn placed(columns: &[Step], node: &Node, change: Change) -> Block {
    let known = columns.iter().filter(|step| {
        matches!(
            (step, change),
            (Step::Pair(..), _) | (Step::Old(_), Change::Deleted) | (Step::New(_), Change::Inserted)
        )
    });
    let width = known.count();
    let empty = |missing: Change| Block {
        role: Role::Cell,
        change: missing,
        ticked_before: None,
        number: Vec::new(),
        words: Vec::new(),
        blocks: Vec::new(),
    };
    let cell = |at: usize| node.nodes.get(at).map(|cell| whole(cell, change));
    let mut blocks: Vec<Block> = columns
        .iter()
        .filter_map(|step| match (*step, change) {
            (Step::Pair(a, _) | Step::Old(a), Change::Deleted) => cell(a),
            (Step::Pair(_, b) | Step::New(b), Change::Inserted) => cell(b),
            (Step::Old(_), _) => Some(empty(Change::Deleted)),
            _ => Some(empty(Change::Inserted)),
        })
        .collect();
    blocks.extend(node.nodes.iter().skip(width).map(|cell| whole(cell, change)));
    Block { blocks, ..whole(&Node::holding(node.role.clone(), Vec::new()), change) }
}
