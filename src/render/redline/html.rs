//! A redline as HTML: `ins` and `del` around the words, each announced in words that are heard and not seen.
//!
//! Invariant: every element that is opened is closed; no two ids are the same; a link within the text has its target.

use std::collections::{BTreeMap, BTreeSet};

use crate::markdown::{self, Align, Target};
use crate::redline::{Block, Change, Redline, Role, Run, Section, State, Style, What};
use crate::render::Renderer;
use crate::render::html::citation::bound;
use crate::render::html::escape::{push_address, push_text, push_value};
use crate::render::voice::Voice;

/// The addresses of the two versions that are compared.
pub(super) struct Sides {
    pub old: String,
    pub new: String,
}

/// The text with all changes.
pub(super) fn write<'a>(redline: &Redline, renderer: &Renderer<'a>, voice: &Voice<'a>, sides: &Sides) -> String {
    let mut pen = Pen { sides: Some(sides), ..Pen::of(redline, renderer, voice) };
    for (at, section) in redline.sections.iter().enumerate() {
        pen.section(at, section);
    }
    pen.out
}

/// Whether a section has a place in the page: what moved away with its heading has none.
fn is_shown(section: &Section) -> bool {
    !matches!(section.state, State::MovedAway(_))
}

pub(super) struct Pen<'p, 'a> {
    pub out: String,
    renderer: &'p Renderer<'a>,
    voice: &'p Voice<'a>,
    /// Where numbers lead, on the page of a comparison.
    sides: Option<&'p Sides>,
    redline: &'p Redline,
    /// The sections whose fate is told.
    heads: BTreeMap<usize, What>,
    ids: BTreeSet<&'p str>,
    /// The headings that are open: level in the text, level on the page.
    levels: Vec<(u8, u8)>,
    tables: usize,
}

impl<'p, 'a> Pen<'p, 'a> {
    /// One that has written nothing yet.
    pub fn of(redline: &'p Redline, renderer: &'p Renderer<'a>, voice: &'p Voice<'a>) -> Self {
        let heads = redline.summary.iter().map(|entry| (entry.section, entry.what)).collect();
        let shown = redline.sections.iter().filter(|section| is_shown(section));
        let ids = shown.map(|section| section.id.as_str()).collect();
        Self { out: String::new(), renderer, voice, sides: None, redline, heads, ids, levels: Vec::new(), tables: 0 }
    }

    fn section(&mut self, at: usize, section: &Section) {
        let words = &self.voice.texts.words.compare;
        let class = match section.state {
            State::Same => "same",
            State::Changed => "changed",
            State::Renumbered => "renumbered",
            State::Added => "added",
            State::Removed => "removed",
            State::MovedHere(_) => "moved",
            State::MovedAway(to) => return self.moved_away(section, to),
        };
        self.out.extend(["<div class=\"part ", class, "\" id=\""]);
        push_value(&mut self.out, &section.id);
        self.out.push_str("\">\n");
        if let (Some(what), true) = (self.heads.get(&at), section.state != State::Changed) {
            let fate = match what {
                What::Added => words.added.clone(),
                What::Removed => words.removed.clone(),
                What::Renumbered => words.renumbered.clone(),
                What::Changed => words.changed.clone(),
                What::Moved => {
                    let before = section.old_name.as_ref().unwrap_or(&section.name);
                    self.voice.texts.redlines.moved_here(before)
                }
            };
            self.out.push_str("<p class=\"fate\">");
            push_text(&mut self.out, &fate);
            self.out.push_str("</p>\n");
        }
        let link = self.sides.filter(|_| !section.anchor.is_empty()).map(|sides| match section.state {
            State::Removed => format!("{}#{}", sides.old, section.anchor),
            _ => format!("{}#{}", sides.new, section.anchor),
        });
        for (at, block) in section.blocks.iter().enumerate() {
            self.block(block, link.as_deref().filter(|_| at == 0));
        }
        self.out.push_str("</div>\n");
    }

    /// Where a clause stood; it is told of the first one of those that moved together.
    fn moved_away(&mut self, section: &Section, to: usize) {
        if self.heads.get(&to) != Some(&What::Moved) {
            return;
        }
        self.out.push_str("<p class=\"fate moved-away\" id=\"");
        push_value(&mut self.out, &section.id);
        self.out.push_str("\"><del>");
        self.announce(Change::Deleted);
        push_text(&mut self.out, &section.name);
        self.out.push_str("</del> <a href=\"");
        push_address(&mut self.out, &format!("#{}", self.redline.sections[to].id));
        self.out.push_str("\">");
        push_text(&mut self.out, &self.voice.texts.redlines.moved_away(&self.redline.sections[to].name));
        self.out.push_str("</a></p>\n");
    }

    pub fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block, None);
        }
    }

    fn block(&mut self, block: &Block, link: Option<&str>) {
        match &block.role {
            Role::Heading(level) => {
                let shown = self.level(*level);
                self.element(["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(shown) - 1], "", block, link);
            }
            Role::Paragraph => self.element("p", "", block, link),
            Role::Code => {
                self.out.push_str("<pre tabindex=\"0\"><code>");
                self.runs(&block.words);
                self.out.push_str("</code></pre>\n");
            }
            Role::Rule => self.whole(block.change, "<hr>"),
            Role::List(start) => {
                let element = if start.is_some() { "ol" } else { "ul" };
                self.out.extend(["<", element]);
                if let Some(first) = start.filter(|first| *first != 1) {
                    self.out.extend([" start=\"", &first.to_string(), "\""]);
                }
                if block.blocks.iter().any(|item| matches!(item.role, Role::Item(Some(_)))) {
                    self.out.push_str(" class=\"ticks\"");
                }
                self.out.push_str(">\n");
                self.blocks(&block.blocks);
                self.out.extend(["</", element, ">\n"]);
            }
            Role::Item(tick) => self.item(*tick, block),
            Role::Quote => self.around("blockquote", block),
            Role::Table(align) => self.table(align, block),
            Role::Head | Role::Row => self.around("tr", block),
            Role::Cell => self.element("td", "", block, None),
            Role::Definitions => self.around("dl", block),
            Role::Term => self.element("dt", "", block, None),
            Role::Definition => self.around("dd", block),
            Role::Fields => {
                self.out.push_str("<dl class=\"facts\">\n");
                self.blocks(&block.blocks);
                self.out.push_str("</dl>\n");
            }
            Role::Field(name) => {
                self.out.push_str("<div><dt>");
                self.whole_words(block.change, name);
                self.out.push_str("</dt>");
                for value in &block.blocks {
                    self.element("dd", "", value, None);
                }
                self.out.push_str("</div>\n");
            }
        }
    }

    fn around(&mut self, element: &str, block: &Block) {
        self.out.extend(["<", element, ">\n"]);
        self.blocks(&block.blocks);
        self.out.extend(["</", element, ">\n"]);
    }

    /// An element with the words of a block, after its number.
    fn element(&mut self, element: &str, attributes: &str, block: &Block, link: Option<&str>) {
        self.out.extend(["<", element, attributes, ">"]);
        self.numbered(block, link);
        self.out.extend(["</", element, ">\n"]);
    }

    fn numbered(&mut self, block: &Block, link: Option<&str>) {
        if !block.number.is_empty() {
            if let Some(link) = link {
                self.out.push_str("<a class=\"clause-number\" href=\"");
                push_address(&mut self.out, link);
                self.out.push_str("\">");
                self.runs(&block.number);
                self.out.push_str("</a> ");
            } else {
                self.out.push_str("<span class=\"clause-number\">");
                self.runs(&block.number);
                self.out.push_str("</span> ");
            }
        }
        self.runs(&block.words);
    }

    /// The level of a heading on the page: none is left out below those of the page.
    fn level(&mut self, level: u8) -> u8 {
        while self.levels.last().is_some_and(|&(open, _)| open >= level) {
            self.levels.pop();
        }
        let shown = self.levels.last().map_or(3, |&(_, above)| above + 1).clamp(1, 6);
        self.levels.push((level, shown));
        shown
    }

    fn item(&mut self, tick: Option<bool>, block: &Block) {
        self.out.push_str("<li>");
        if let Some(ticked) = tick {
            if let Some(before) = block.ticked_before {
                self.open(Change::Deleted);
                self.box_of(before);
                self.close(Change::Deleted);
                self.open(Change::Inserted);
                self.box_of(ticked);
                self.close(Change::Inserted);
            } else {
                self.open(block.change);
                self.box_of(ticked);
                self.close(block.change);
            }
            self.out.push(' ');
        }
        match block.blocks.split_first() {
            // The words of an item stand beside its sign.
            Some((first, rest)) if first.role == Role::Paragraph => {
                self.numbered(first, None);
                if !rest.is_empty() {
                    self.out.push('\n');
                }
                self.blocks(rest);
            }
            _ => self.blocks(&block.blocks),
        }
        self.out.push_str("</li>\n");
    }

    fn box_of(&mut self, ticked: bool) {
        let other = &self.voice.prose_words;
        let (name, sign) = if ticked { (&other.ticked, "☑") } else { (&other.not_ticked, "☐") };
        self.out.push_str("<span class=\"tick\" role=\"img\" aria-label=\"");
        push_value(&mut self.out, name);
        self.out.extend(["\">", sign, "</span>"]);
    }

    fn table(&mut self, align: &[Align], block: &Block) {
        self.tables += 1;
        let name = self.voice.prose_words.table.replace("{number}", &self.tables.to_string());
        self.out.push_str("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"");
        push_value(&mut self.out, &name);
        self.out.push_str("\"><table>\n");
        let known = block.blocks.first().is_some_and(|head| head.blocks.iter().all(|c| c.change == Change::Kept));
        for (at, row) in block.blocks.iter().enumerate() {
            match at {
                0 => self.out.push_str("<thead>\n"),
                1 => self.out.push_str("<tbody>\n"),
                _ => {}
            }
            self.out.push_str("<tr>");
            for (column, cell) in row.blocks.iter().enumerate() {
                // Where columns came or went, places do not tell the alignment any more.
                let class = match align.get(column).filter(|_| known) {
                    None | Some(Align::None) => "",
                    Some(Align::Left) => " class=\"align-left\"",
                    Some(Align::Center) => " class=\"align-center\"",
                    Some(Align::Right) => " class=\"align-right\"",
                };
                let heading = row.role == Role::Head && !cell.words.is_empty();
                let attributes = if heading { format!(" scope=\"col\"{class}") } else { class.to_owned() };
                self.element(if heading { "th" } else { "td" }, &attributes, cell, None);
            }
            self.out.push_str("</tr>\n");
            if at == 0 {
                self.out.push_str("</thead>\n");
            }
        }
        if block.blocks.len() > 1 {
            self.out.push_str("</tbody>\n");
        }
        self.out.push_str("</table></div>\n");
    }

    /// Markup with one fate.
    fn whole(&mut self, change: Change, html: &str) {
        self.open(change);
        self.out.push_str(html);
        self.close(change);
        self.out.push('\n');
    }

    pub fn whole_words(&mut self, change: Change, words: &str) {
        self.open(change);
        push_text(&mut self.out, &bound(words));
        self.close(change);
    }

    fn open(&mut self, change: Change) {
        match change {
            Change::Kept => return,
            Change::Inserted => self.out.push_str("<ins>"),
            Change::Deleted => self.out.push_str("<del>"),
        }
        self.announce(change);
    }

    fn close(&mut self, change: Change) {
        match change {
            Change::Kept => {}
            Change::Inserted => self.out.push_str("</ins>"),
            Change::Deleted => self.out.push_str("</del>"),
        }
    }

    /// Says what happened, for those who hear the page: few screen readers announce `ins` and `del` by themselves.
    fn announce(&mut self, change: Change) {
        let words = &self.voice.texts.words.compare;
        let said = if change == Change::Deleted { &words.deleted } else { &words.inserted };
        self.out.push_str("<span class=\"heard\">");
        push_text(&mut self.out, said);
        self.out.push_str(" </span>");
    }

    fn runs(&mut self, runs: &[Run]) {
        for same in runs.chunk_by(|a, b| a.change == b.change) {
            self.open(same[0].change);
            for run in same {
                self.run(run.change, &run.text, &run.style);
            }
            self.close(same[0].change);
        }
    }

    fn run(&mut self, change: Change, text: &str, style: &[Style]) {
        let Some((outer, inner)) = style.split_first() else { return push_text(&mut self.out, &bound(text)) };
        let element = match outer {
            Style::Emphasis => "em",
            Style::Strong => "strong",
            Style::Strike => "s",
            Style::Code | Style::Html => "code",
            Style::Footnote(_) => "sup",
            Style::Break => return self.out.push_str("<br>\n"),
            Style::Image(path) => {
                self.out.push_str("<img src=\"");
                push_address(&mut self.out, &self.renderer.routes.href(path));
                self.out.push_str("\" alt=\"");
                push_value(&mut self.out, text);
                return self.out.push_str("\" loading=\"lazy\">");
            }
            // A reference that is gone leads nowhere any more.
            Style::Link(..) if change == Change::Deleted => return self.run(change, text, inner),
            Style::Link(target, _) => {
                let Some(address) = self.address(target) else { return self.run(change, text, inner) };
                self.out.push_str("<a href=\"");
                push_address(&mut self.out, &address);
                self.out.push_str("\">");
                self.run(change, text, inner);
                return self.out.push_str("</a>");
            }
        };
        self.out.extend(["<", element, ">"]);
        self.run(change, text, inner);
        self.out.extend(["</", element, ">"]);
    }

    /// Where a link leads from this page; nowhere where its target is not on it.
    fn address(&self, target: &Target) -> Option<String> {
        match target {
            Target::Url(url) if !markdown::is_allowed(url) => None,
            Target::Url(url) if url.starts_with("assets/") || url.starts_with('/') => {
                Some(self.renderer.routes.href(url.trim_start_matches('/')))
            }
            Target::Url(url) => Some(url.clone()),
            Target::Doc(link) => Some(self.renderer.routes.link(self.voice.lang, link)),
            Target::Here(anchor) => self.ids.contains(anchor.as_str()).then(|| format!("#{anchor}")),
        }
    }
}
