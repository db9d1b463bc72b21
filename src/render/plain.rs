//! From a tree of prose to plain text, for letters, feeds and everything that shows no markup.

use crate::markdown::{self, Block, BlockKind, Inline, Item, Target, Tree};
use crate::model::prose::{DocLink, NamedList};

/// What the writer must ask about the place that the text is shown in.
pub struct Surroundings<'a> {
    /// The address of a document, version and anchor.
    pub link: &'a dyn Fn(&DocLink) -> String,
    /// The value of a fact; `None` where the site has none.
    pub fact: &'a dyn Fn(&str) -> Option<String>,
    /// The text of a list by name.
    pub list: &'a dyn Fn(&NamedList) -> String,
}

/// The text of `tree`: blocks set apart by empty lines, no line broken for its length, no line break at the end.
#[must_use]
pub fn write(tree: &Tree, surroundings: &Surroundings<'_>) -> String {
    let writer = Writer { tree, surroundings };
    let mut parts = vec![writer.blocks(&tree.blocks, "\n\n")];
    for (at, (_, blocks)) in tree.footnotes.iter().enumerate() {
        let mark = format!("[{}] ", at + 1);
        parts.push(indented(&writer.blocks(blocks, "\n\n"), &mark, "    "));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

struct Writer<'a> {
    tree: &'a Tree,
    surroundings: &'a Surroundings<'a>,
}

impl Writer<'_> {
    fn blocks(&self, blocks: &[Block], between: &str) -> String {
        let parts: Vec<String> =
            blocks.iter().map(|block| self.block(block)).filter(|part| !part.trim().is_empty()).collect();
        parts.join(between)
    }

    fn block(&self, block: &Block) -> String {
        let number = block.clause.as_ref().map(|clause| format!("{} ", clause.label)).unwrap_or_default();
        match &block.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => number + &self.words(text),
            BlockKind::List { start, items } => {
                let mut parts = Vec::new();
                for (at, item) in items.iter().enumerate() {
                    let first = start.map(|start| format!("{}. ", start.saturating_add(at as u64)));
                    parts.push(self.item(&first.unwrap_or_else(|| "- ".to_owned()), item));
                }
                parts.join("\n")
            }
            BlockKind::Quote(blocks) => indented(&self.blocks(blocks, "\n\n"), "> ", "> "),
            BlockKind::Code(code, _) => indented(code.trim_end(), "    ", "    "),
            BlockKind::Table { head, rows, .. } => {
                let row =
                    |cells: &Vec<Vec<Inline>>| cells.iter().map(|c| self.words(c)).collect::<Vec<_>>().join(" | ");
                std::iter::once(head).chain(rows).map(row).collect::<Vec<_>>().join("\n")
            }
            BlockKind::Definitions(definitions) => {
                let mut lines = Vec::new();
                for (term, of_term) in definitions {
                    lines.push(self.words(term));
                    lines.extend(of_term.iter().map(|blocks| indented(&self.blocks(blocks, "\n"), "    ", "    ")));
                }
                lines.join("\n")
            }
            BlockKind::Rule => "* * *".to_owned(),
            BlockKind::Html(_) => String::new(),
            BlockKind::NamedList(list) => (self.surroundings.list)(list),
        }
    }

    fn item(&self, mark: &str, item: &Item) -> String {
        let tick = match item.task {
            Some(true) => "[x] ",
            Some(false) => "[ ] ",
            None => "",
        };
        let text = self.blocks(&item.blocks, if item.tight { "\n" } else { "\n\n" });
        indented(&format!("{tick}{text}"), mark, &" ".repeat(mark.len()))
    }

    fn words(&self, inlines: &[Inline]) -> String {
        let mut words = String::new();
        self.push_words(inlines, &mut words);
        words
    }

    fn push_words(&self, inlines: &[Inline], words: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Code(text) => words.push_str(text),
                Inline::Image(_, _, text) => words.push_str(&markdown::fill(text, self.surroundings.fact)),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => {
                    self.push_words(inner, words);
                }
                Inline::Link(target, _, inner) => self.push_link(target, inner, words),
                Inline::SoftBreak => words.push(' '),
                Inline::HardBreak => words.push('\n'),
                Inline::Footnote(label) => {
                    let number = self.tree.footnotes.iter().position(|(known, _)| known == label);
                    words.extend(number.map(|at| format!("[{}]", at + 1)));
                }
                Inline::Fact(name) => match (self.surroundings.fact)(name) {
                    Some(value) => words.push_str(&value),
                    None => words.extend(["{{ ", name, " }}"]),
                },
                Inline::Html(_) => {}
            }
        }
    }

    /// The words of a link, and its address where they do not tell it.
    fn push_link(&self, target: &Target, inner: &[Inline], words: &mut String) {
        let text = self.words(inner);
        words.push_str(&text);
        let address = match target {
            Target::Url(url) => markdown::fill(url, self.surroundings.fact),
            Target::Doc(link) => (self.surroundings.link)(link),
            Target::Here(_) => return,
        };
        let is_elsewhere = ["http://", "https://", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
        if is_elsewhere && address.trim_start_matches("mailto:") != text {
            words.extend([" <", &address, ">"]);
        }
    }
}

/// `text` with `first` before its first line and `rest` before every other one that is not empty.
fn indented(text: &str, first: &str, rest: &str) -> String {
    let mut out = String::new();
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        if at == 0 {
            out.push_str(first);
        } else if !line.is_empty() || rest.starts_with('>') {
            out.push_str(rest);
        }
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{Options, tree};

    #[test]
    fn a_text_reads_well_without_markup() {
        let text = "## 4 Rechte\n\n4.1 Der *Kunde* {{ organisation.name }} nach\nZiffer 4.1[^a], [AVV](doc:avv).\n\n\
                    - [x] ja\n- [ ] nein\n\n3. c\n   - d\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nT\n: d\n\n> q\n\n\
                    <https://x.example> [y](https://y.example)\n\n{{ history }}\n\n[^a]: Note.\n";
        let surroundings = Surroundings {
            link: &|link| format!("https://trust.example/{}/", link.document),
            fact: &|name| (name == "organisation.name").then(|| "Lindwurm".to_owned()),
            list: &|_| "LIST".to_owned(),
        };
        assert_eq!(
            write(&tree(text, Options::default()), &surroundings),
            "4 Rechte\n\n4.1 Der Kunde Lindwurm nach Ziffer 4.1[1], AVV <https://trust.example/avv/>.\n\n\
             - [x] ja\n- [ ] nein\n\n3. c\n   - d\n\na | b\n1 | 2\n\nT\n    d\n\n> q\n\n\
             https://x.example y <https://y.example>\n\nLIST\n\n[1] Note."
        );
    }
}
