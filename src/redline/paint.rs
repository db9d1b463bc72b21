//! A redline as text for a terminal: what changed, with a few words around it.
//!
//! Knows of terminals the escape sequences of colors and nothing else. Without colors, deleted words stand in `[-…-]` and
//! inserted ones in `{+…+}`, as `wdiff` writes them.

use super::{Block, Change, Redline, Role, Run, State, What};

/// Letters of kept words that are shown on each side of a change.
const AROUND: usize = 60;

/// The changes of a redline, and nothing of what stayed but the words around them.
#[must_use]
pub fn paint(redline: &Redline, colored: bool) -> String {
    let mut brush = Brush { out: String::new(), colored };
    let counts: Vec<String> = What::NAMES
        .iter()
        .map(|(what, name)| (redline.summary.iter().filter(|entry| entry.what == *what).count(), name))
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    if counts.is_empty() {
        return "nothing changed\n".to_owned();
    }
    brush.out.push_str(&counts.join(", "));
    brush.out.push('\n');
    for section in &redline.sections {
        let (what, blocks) = match section.state {
            State::Same | State::MovedAway(_) => continue,
            State::Changed => ("changed", &section.blocks[..]),
            State::Renumbered => ("renumbered", &[][..]),
            State::Added => ("added", &section.blocks[..]),
            State::Removed => ("removed", &section.blocks[..]),
            State::MovedHere(_) => ("moved", &section.blocks[..]),
        };
        let name = match &section.old_name {
            Some(old) if section.state != State::Changed => format!("{old} -> {}", section.name),
            _ => section.name.clone(),
        };
        brush.heading(what, &name);
        for block in blocks {
            brush.block(block, "  ");
        }
    }
    brush.out
}

struct Brush {
    out: String,
    colored: bool,
}

impl Brush {
    fn heading(&mut self, what: &str, name: &str) {
        self.out.push('\n');
        let (begin, end) = if self.colored { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
        self.out.extend([begin, what, ": ", &shown(name), end, "\n"]);
    }

    /// A block and what it holds, as far as something changed in it.
    fn block(&mut self, block: &Block, indent: &str) {
        if !changed(block) {
            return;
        }
        let deeper = format!("{indent}  ");
        match &block.role {
            Role::Item(tick) => {
                self.out.extend([indent, "- "]);
                if let Some(ticked) = tick {
                    match block.ticked_before {
                        Some(before) => {
                            self.words(Change::Deleted, sign(before));
                            self.words(Change::Inserted, sign(*ticked));
                        }
                        None => self.words(block.change, sign(*ticked)),
                    }
                    self.out.push(' ');
                }
                let mut blocks = &block.blocks[..];
                if let Some((first, rest)) = blocks.split_first().filter(|(first, _)| first.role == Role::Paragraph) {
                    self.line(first);
                    blocks = rest;
                } else {
                    self.out.push('\n');
                }
                for inner in blocks {
                    self.block(inner, &deeper);
                }
            }
            Role::Row | Role::Head => {
                self.out.push_str(indent);
                for cell in &block.blocks {
                    self.out.push_str("| ");
                    self.runs(&cell.words);
                    self.out.push(' ');
                }
                self.out.push_str("|\n");
            }
            Role::Field(name) => {
                self.out.extend([indent, name, ":\n"]);
                block.blocks.iter().for_each(|value| self.block(value, &deeper));
            }
            Role::Rule => {
                self.out.push_str(indent);
                self.words(block.change, "---");
                self.out.push('\n');
            }
            _ if block.blocks.is_empty() => {
                self.out.push_str(indent);
                self.line(block);
            }
            _ => block.blocks.iter().for_each(|inner| self.block(inner, indent)),
        }
    }

    fn line(&mut self, block: &Block) {
        self.runs(&block.number);
        if !block.number.is_empty() {
            self.out.push(' ');
        }
        self.runs(&block.words);
        self.out.push('\n');
    }

    fn runs(&mut self, runs: &[Run]) {
        // Runs that differ in style only are one to the eye here.
        let joined: Vec<(Change, String)> = runs
            .chunk_by(|a, b| a.change == b.change)
            .map(|same| (same[0].change, same.iter().map(|run| run.text.as_str()).collect()))
            .collect();
        for (at, (change, text)) in joined.iter().enumerate() {
            match change {
                Change::Kept => {
                    let text = shortened(text, at > 0, at + 1 < joined.len());
                    self.out.push_str(&shown(&text));
                }
                _ => self.words(*change, text),
            }
        }
    }

    fn words(&mut self, change: Change, text: &str) {
        let (begin, end) = match (change, self.colored) {
            (Change::Kept, _) => ("", ""),
            (Change::Deleted, true) => ("\u{1b}[31;9m", "\u{1b}[0m"),
            (Change::Inserted, true) => ("\u{1b}[32;4m", "\u{1b}[0m"),
            (Change::Deleted, false) => ("[-", "-]"),
            (Change::Inserted, false) => ("{+", "+}"),
        };
        self.out.extend([begin, &shown(text), end]);
    }
}

fn changed(block: &Block) -> bool {
    block.change != Change::Kept
        || block.ticked_before.is_some()
        || block.number.iter().chain(&block.words).any(|run| run.change != Change::Kept)
        || block.blocks.iter().any(changed)
}

fn sign(ticked: bool) -> &'static str {
    if ticked { "[x]" } else { "[ ]" }
}

/// Text as a terminal may show it: no text of a site can steer it.
fn shown(text: &str) -> String {
    text.replace('\n', " ").replace(|c: char| c.is_control(), "\u{fffd}")
}

/// The words beside a change before and after; what lies between is left out.
fn shortened(text: &str, after_change: bool, before_change: bool) -> String {
    let count = text.chars().count();
    let sides = usize::from(after_change) + usize::from(before_change);
    if count <= AROUND * sides.max(1) + AROUND / 2 {
        return text.to_owned();
    }
    let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let space = |c: char| c.is_whitespace();
    let head = &text[..byte(AROUND)];
    let head = head.rfind(space).map_or(head, |end| &head[..end]);
    let tail = &text[byte(count - AROUND)..];
    let tail = tail.find(space).map_or(tail, |begin| &tail[begin..]);
    match (after_change, before_change) {
        (true, true) => format!("{head} …{tail}"),
        (false, true) => format!("…{tail}"),
        // Words in which nothing changed say which block it is that changed further down.
        _ => format!("{head} …"),
    }
}
