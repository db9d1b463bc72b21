//! Word by word: the runs that lead from one sentence to another, put so that people can read them.
//!
//! Tiny equal islands between changes are given up, insertions and deletions begin where sentences and words do, and
//! where hardly a word stays, the whole is replaced.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::tokens::Tokens;
use super::words::Words;
use super::{Change, Run};

/// An equal island of more words than this is always kept.
const ISLAND: usize = 3;

/// Where fewer than one of so many words stays, nothing does.
const HARDLY: usize = 5;

/// One of the two texts.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub words: &'a Words,
    pub tokens: &'a Tokens,
}

/// Tokens of both texts that are the same, or stand for each other.
#[derive(Clone, Debug)]
struct Stretch {
    equal: bool,
    old: Range<usize>,
    new: Range<usize>,
}

/// The runs that lead from `old` to `new`.
pub(super) fn runs(old: Text<'_>, new: Text<'_>) -> Vec<Run> {
    let mut runs = Vec::new();
    if old.tokens.keys == new.tokens.keys {
        push(&mut runs, Change::Kept, new, 0..new.tokens.keys.len());
        return runs;
    }
    let mut stretches = stretches(old, new);
    join_islands(&mut stretches, old, new);
    if hardly_anything_stays(&stretches, old, new) {
        stretches = vec![Stretch { equal: false, old: 0..old.tokens.keys.len(), new: 0..new.tokens.keys.len() }];
    }
    slide(&mut stretches, old, new);
    for stretch in stretches {
        if stretch.equal {
            push(&mut runs, Change::Kept, new, stretch.new);
        } else {
            push(&mut runs, Change::Deleted, old, stretch.old);
            push(&mut runs, Change::Inserted, new, stretch.new);
        }
    }
    runs
}

/// All of a text with one fate.
pub(super) fn whole(words: &Words, change: Change) -> Vec<Run> {
    let pieces = words.pieces(0..words.text().len());
    pieces.map(|(text, style)| Run { change, text: text.to_owned(), style: style.to_vec() }).collect()
}

fn push(runs: &mut Vec<Run>, change: Change, of: Text<'_>, tokens: Range<usize>) {
    let bytes = of.tokens.start(tokens.start)..of.tokens.start(tokens.end);
    runs.extend(of.words.pieces(bytes).map(|(text, style)| Run {
        change,
        text: text.to_owned(),
        style: style.to_vec(),
    }));
}

fn stretches(old: Text<'_>, new: Text<'_>) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for op in capture_diff_slices(Algorithm::Histogram, &old.tokens.keys, &new.tokens.keys) {
        let equal = matches!(op, DiffOp::Equal { .. });
        let (old, new) = (op.old_range(), op.new_range());
        match stretches.last_mut().filter(|last| last.equal == equal) {
            Some(last) => {
                last.old.end = old.end;
                last.new.end = new.end;
            }
            None => stretches.push(Stretch { equal, old, new }),
        }
    }
    stretches
}

/// The letters in a range, which is what the eye sees.
fn size(of: Text<'_>, range: &Range<usize>) -> usize {
    let bytes = of.tokens.start(range.start)..of.tokens.start(range.end);
    of.words.text()[bytes].chars().filter(|c| !c.is_whitespace()).count()
}

fn words_in(of: Text<'_>, range: &Range<usize>) -> usize {
    of.tokens.is_word[range.clone()].iter().filter(|word| **word).count()
}

/// Gives up islands of white space and punctuation, and of few words where both changes around are larger.
fn join_islands(stretches: &mut Vec<Stretch>, old: Text<'_>, new: Text<'_>) {
    let weight = |stretch: &Stretch| size(old, &stretch.old).max(size(new, &stretch.new));
    let mut at = 1;
    while at + 1 < stretches.len() {
        let island = &stretches[at];
        let tiny = island.equal && {
            let words = words_in(new, &island.new);
            let letters = size(new, &island.new);
            words == 0
                || (words <= ISLAND && letters <= weight(&stretches[at - 1]) && letters <= weight(&stretches[at + 1]))
        };
        if tiny {
            let end = stretches[at + 1].clone();
            let joined = &mut stretches[at - 1];
            joined.old.end = end.old.end;
            joined.new.end = end.new.end;
            stretches.drain(at..at + 2);
            // The change has grown, so that the island before it may be small beside it now.
            at = at.saturating_sub(2).max(1);
        } else {
            at += 1;
        }
    }
}

fn hardly_anything_stays(stretches: &[Stretch], old: Text<'_>, new: Text<'_>) -> bool {
    let kept: usize = stretches.iter().filter(|s| s.equal).map(|s| words_in(new, &s.new)).sum();
    let all = |of: Text<'_>| words_in(of, &(0..of.tokens.keys.len()));
    let changes = stretches.iter().filter(|s| !s.equal).count();
    changes > 1 && kept * HARDLY < all(old).max(all(new))
}

/// Moves insertions and deletions along words that repeat, to where sentences, words or lines begin.
fn slide(stretches: &mut [Stretch], old: Text<'_>, new: Text<'_>) {
    for at in 1..stretches.len().saturating_sub(1) {
        let change = &stretches[at];
        let (of, range) = match (change.old.is_empty(), change.new.is_empty()) {
            (true, false) => (new, change.new.clone()),
            (false, true) => (old, change.old.clone()),
            _ => continue,
        };
        if change.equal {
            continue;
        }
        let keys = &of.tokens.keys;
        let room_before = stretches[at - 1].new.len();
        let room_after = stretches[at + 1].new.len();
        let back = (0..room_before).take_while(|s| keys[range.start - 1 - s] == keys[range.end - 1 - s]).count();
        let forth = (0..room_after).take_while(|s| keys[range.start + s] == keys[range.end + s]).count();
        // As starts: where the change would begin if it were moved.
        let candidates = range.start - back..=range.start + forth;
        let quality = |start: usize| boundary(of, start) + boundary(of, start + range.len());
        let Some(start) = candidates.max_by_key(|&start| (quality(start), usize::MAX - start.abs_diff(range.start)))
        else {
            continue;
        };
        let moved = |place: usize| place + start - range.start;
        let [before, change, after] = &mut stretches[at - 1..=at + 1] else { continue };
        for (end, change, begin) in [
            (&mut before.old.end, &mut change.old, &mut after.old.start),
            (&mut before.new.end, &mut change.new, &mut after.new.start),
        ] {
            *end = moved(*end);
            *change = moved(change.start)..moved(change.end);
            *begin = moved(*begin);
        }
    }
}

/// How well a change begins or ends before the token at `at`.
fn boundary(of: Text<'_>, at: usize) -> u8 {
    let token = |at: usize| of.words.text().get(of.tokens.start(at)..of.tokens.ends[at]).unwrap_or_default();
    let is_space = |token: &str| token.chars().all(char::is_whitespace);
    if at == 0 || at == of.tokens.keys.len() {
        return 6;
    }
    let before = token(at - 1);
    if is_space(before) {
        let sentence_ends = at > 1 && token(at - 2).ends_with(['.', '!', '?', ';', ':']);
        return if sentence_ends { 5 } else { 4 };
    }
    match (is_space(token(at)), of.tokens.is_word[at - 1] && of.tokens.is_word[at]) {
        (true, _) => 2,
        (false, false) => 1,
        (false, true) => 0,
    }
}
