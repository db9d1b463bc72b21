//! Runs of text in HTML.

use super::Writer;
use super::citation::bound;
use super::escape::{push_address, push_text, push_value};
use crate::markdown::{self, Block, BlockKind, Inline, Target};

impl Writer<'_> {
    pub(super) fn text(&mut self, words: &str) {
        push_text(&mut self.out, &bound(words));
    }

    /// What is shown sign by sign.
    pub(super) fn verbatim(&mut self, code: &str) {
        push_text(&mut self.out, code);
    }

    /// The attribute `id`.
    pub(super) fn id(&mut self, anchor: &str) {
        self.out.push_str(" id=\"");
        push_value(&mut self.out, self.surroundings.ids);
        push_value(&mut self.out, anchor);
        self.out.push('"');
    }

    /// The attribute `href` that leads to an id of this text.
    pub(super) fn here(&mut self, anchor: &str) {
        let address = format!("#{}{anchor}", self.surroundings.ids);
        self.href(&address);
    }

    fn href(&mut self, address: &str) {
        self.out.push_str(" href=\"");
        push_address(&mut self.out, address);
        self.out.push('"');
    }

    pub(super) fn inlines(&mut self, words: &[Inline]) {
        for inline in words {
            match inline {
                Inline::Text(text) => self.text(text),
                Inline::Emphasis(inner) => self.marked("em", inner),
                Inline::Strong(inner) => self.marked("strong", inner),
                Inline::Strike(inner) => self.marked("s", inner),
                Inline::Code(code) => {
                    self.out.push_str("<code>");
                    self.verbatim(code);
                    self.out.push_str("</code>");
                }
                Inline::Link(target, title, inner) => self.link(target, title.as_deref(), inner),
                Inline::Image(path, title, words) => self.image(path, title.as_deref(), words),
                Inline::SoftBreak => self.out.push('\n'),
                Inline::HardBreak => self.out.push_str("<br>\n"),
                Inline::Footnote(label) => self.footnote_mark(label),
                Inline::Fact(name) => self.fact(name),
                Inline::Html(html) => self.out.push_str(html),
            }
        }
    }

    fn marked(&mut self, element: &str, inner: &[Inline]) {
        self.out.extend(["<", element, ">"]);
        self.inlines(inner);
        self.out.extend(["</", element, ">"]);
    }

    /// A link. Where the address, with its facts filled in, may not be followed, its words alone.
    fn link(&mut self, target: &Target, title: Option<&str>, inner: &[Inline]) {
        if self.in_link {
            return self.inlines(inner);
        }
        let address = match target {
            Target::Url(url) => {
                let filled = markdown::fill(url, self.surroundings.fact);
                if !markdown::is_allowed(&filled) {
                    return self.inlines(inner);
                }
                if filled.starts_with("assets/") || filled.starts_with('/') {
                    (self.surroundings.path)(filled.trim_start_matches('/'))
                } else {
                    filled
                }
            }
            Target::Doc(link) => (self.surroundings.link)(link),
            Target::Here(anchor) => format!("#{}{anchor}", self.surroundings.ids),
        };
        self.out.push_str("<a");
        self.href(&address);
        self.title(title);
        let bare = match inner {
            [] => true,
            [Inline::Text(words)] => *words == address,
            _ => false,
        };
        self.bare(bare && is_web(&address));
        self.out.push('>');
        if inner.is_empty() {
            self.text(&address);
        } else {
            self.in_link = true;
            self.inlines(inner);
            self.in_link = false;
        }
        self.out.push_str("</a>");
    }

    /// Says of a link that its words are its address, which paper need not repeat.
    fn bare(&mut self, bare: bool) {
        if bare {
            self.out.push_str(" class=\"bare\"");
        }
    }

    fn image(&mut self, path: &str, title: Option<&str>, words: &str) {
        self.out.push_str("<img src=\"");
        push_address(&mut self.out, &(self.surroundings.path)(path));
        self.out.push_str("\" alt=\"");
        push_value(&mut self.out, &markdown::fill(words, self.surroundings.fact));
        self.out.push_str("\" loading=\"lazy\"");
        self.title(title);
        self.out.push('>');
    }

    fn title(&mut self, title: Option<&str>) {
        if let Some(title) = title {
            self.out.push_str(" title=\"");
            push_value(&mut self.out, &markdown::fill(title, self.surroundings.fact));
            self.out.push('"');
        }
    }

    /// The value of a fact; mail and web addresses are links.
    fn fact(&mut self, name: &str) {
        let Some(value) = (self.surroundings.fact)(name) else {
            return self.text(&format!("{{{{ {name} }}}}"));
        };
        let address = markdown::address_of_fact(name, &value).filter(|_| !self.in_link);
        if let Some(address) = &address {
            self.out.push_str("<a");
            self.href(address);
            self.bare(*address == value && is_web(address));
            self.out.push('>');
        }
        for (at, line) in value.split('\n').enumerate() {
            if at > 0 {
                self.out.push_str("<br>");
            }
            self.text(line);
        }
        if address.is_some() {
            self.out.push_str("</a>");
        }
    }

    /// The words of blocks, one after the other.
    pub(super) fn only_words(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                self.out.push(' ');
            }
            match &block.kind {
                BlockKind::Paragraph(words) | BlockKind::Heading { text: words, .. } => {
                    if let Some(clause) = &block.clause {
                        self.text(&format!("{} ", clause.label));
                    }
                    self.inlines(words);
                }
                BlockKind::List { items, .. } => items.iter().for_each(|item| {
                    self.only_words(&item.blocks);
                    self.out.push(' ');
                }),
                BlockKind::Quote(inner) => self.only_words(inner),
                BlockKind::Code(code, _) => self.text(code),
                BlockKind::Table { head, rows, .. } => {
                    for cell in std::iter::once(head).chain(rows).flatten() {
                        self.inlines(cell);
                        self.out.push(' ');
                    }
                }
                BlockKind::Definitions(definitions) => {
                    for (term, of_term) in definitions {
                        self.inlines(term);
                        for blocks in of_term {
                            self.out.push(' ');
                            self.only_words(blocks);
                        }
                        self.out.push(' ');
                    }
                }
                BlockKind::Rule | BlockKind::NamedList(_) => {}
                BlockKind::Html(html) => self.out.push_str(html),
            }
        }
    }
}

fn is_web(address: &str) -> bool {
    address.starts_with("http")
}
