//! Two rows side by side: what belongs together, in the order of both.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Two are at least this like if one became the other.
pub(super) const LIKE: f32 = 0.4;

/// The most pairs that are weighed against each other in one gap between equals.
const WEIGHED: usize = 4096;

/// A step through both rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// These two belong together.
    Pair(usize, usize),
    /// Only the old row has it.
    Old(usize),
    /// Only the new row has it.
    New(usize),
}

/// The steps through two rows, given by digests: equal ones first, then the likest in the gaps between.
pub(super) fn align(old: &[u64], new: &[u64], likeness: &dyn Fn(usize, usize) -> f32) -> Vec<Step> {
    let mut steps = Vec::with_capacity(old.len().max(new.len()));
    let (mut done_old, mut done_new) = (0, 0);
    for op in capture_diff_slices(Algorithm::Histogram, old, new) {
        let DiffOp::Equal { old_index, new_index, len } = op else { continue };
        gap(done_old..old_index, done_new..new_index, likeness, &mut steps);
        steps.extend((0..len).map(|at| Step::Pair(old_index + at, new_index + at)));
        (done_old, done_new) = (old_index + len, new_index + len);
    }
    gap(done_old..old.len(), done_new..new.len(), likeness, &mut steps);
    steps
}

/// What lies between two equals: the pairs that are the likest together, in order.
fn gap(old: Range<usize>, new: Range<usize>, likeness: &dyn Fn(usize, usize) -> f32, steps: &mut Vec<Step>) {
    let (rows, columns) = (old.len(), new.len());
    if rows == 0 || columns == 0 {
        steps.extend(old.map(Step::Old).chain(new.map(Step::New)));
    } else if rows * columns > WEIGHED {
        halves(old, new, likeness, steps);
    } else {
        weighed(old, new, likeness, steps);
    }
}

/// A gap that is too large to be weighed in full, in two pieces.
fn halves(old: Range<usize>, new: Range<usize>, likeness: &dyn Fn(usize, usize) -> f32, steps: &mut Vec<Step>) {
    let middle_old = old.start + old.len() / 2;
    let middle_new = new.start + new.len() / 2;
    gap(old.start..middle_old, new.start..middle_new, likeness, steps);
    gap(middle_old..old.end, middle_new..new.end, likeness, steps);
}

/// The best way through a gap, by dynamic programming.
fn weighed(old: Range<usize>, new: Range<usize>, likeness: &dyn Fn(usize, usize) -> f32, steps: &mut Vec<Step>) {
    let (rows, columns) = (old.len(), new.len());
    let width = columns + 1;
    // The best sum from a cell to the end, and the likeness of each pair.
    let mut best = vec![0.0_f32; (rows + 1) * width];
    let mut like = vec![0.0_f32; rows * columns];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let pair = likeness(old.start + row, new.start + column);
            like[row * columns + column] = pair;
            let without = best[(row + 1) * width + column].max(best[row * width + column + 1]);
            let paired = if pair >= LIKE { pair + best[(row + 1) * width + column + 1] } else { 0.0 };
            best[row * width + column] = paired.max(without);
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        let here = best[row * width + column];
        let pair = like[row * columns + column];
        let paired = pair + best[(row + 1) * width + column + 1];
        if pair >= LIKE && paired.total_cmp(&here).is_eq() {
            steps.push(Step::Pair(old.start + row, new.start + column));
            row += 1;
            column += 1;
        } else if best[(row + 1) * width + column].total_cmp(&here).is_eq() {
            steps.push(Step::Old(old.start + row));
            row += 1;
        } else {
            steps.push(Step::New(new.start + column));
            column += 1;
        }
    }
    steps.extend((old.start + row..old.end).map(Step::Old));
    steps.extend((new.start + column..new.end).map(Step::New));
}
