//! The page of a comparison: what is compared, the summary, the text with all changes, the choice of other versions.

use super::html::{self, Sides};
use super::{Copy, pairs};
use crate::diagnostic::Diagnostic;
use crate::output::OutFile;
use crate::redline::{Redline, State, What, compare};
use crate::render::body::prose_for;
use crate::render::change::beginning;
use crate::render::frame::{About, page_file};
use crate::render::view::View;
use crate::render::view::compare::{Choice, Compare, Group, Line, Side};
use crate::render::view::part::{Html, Link, Notice, NoticeKind};
use crate::render::voice::Voice;
use crate::render::{Renderer, redline};
use crate::resolve::SiteDocument;

/// How many versions before and after each of the two that are shown are offered for another comparison.
const AROUND: usize = 6;

impl<'a> Renderer<'a> {
    /// The page that compares two versions.
    pub(in crate::render) fn comparison_page(
        &self,
        voice: &Voice<'a>,
        of: &SiteDocument,
        pair: (usize, usize),
    ) -> Result<OutFile, Box<Diagnostic>> {
        let (old, new) = pair;
        let parts = |at: usize| self.parts(voice, of, Copy::Version(of.version(at)));
        let found = compare(&parts(old), &parts(new));
        let binding = self.site.binding(of.settings(new));
        let title = of.settings(new).title.get(voice.lang, binding);
        let titles = &voice.texts.redlines;
        let heading = if of.version(new).is_draft() {
            titles.draft_title(title, &of.version(old).label)
        } else {
            titles.title(title, &of.version(old).label, &of.version(new).label)
        };
        let path = |voice: &Voice<'_>| redline::path(&self.routes, voice.lang, of, pair);
        let public = [old, new].iter().all(|&at| of.versions[at].status.is_public());
        let address = |at: usize| self.routes.href(&self.version_path(voice.lang, of, at));
        let sides = Sides { old: address(old), new: address(new) };
        let shown = prose_for(&of.version(new).edition.prose, voice.lang, binding).map(|(lang, _)| lang);
        let view = Compare {
            page: self.frame(
                voice,
                About {
                    title: Some(heading.clone()),
                    description: public.then(|| of.version(new).note.get(voice.lang, binding).to_owned()),
                    path: &path,
                    document: Some(of),
                    version: None,
                    noindex: !public,
                    relations: Vec::new(),
                },
            ),
            title: heading,
            document: Link::new(title, self.routes.href(&self.routes.document(voice.lang, &of.document))),
            old: self.side(voice, of, old),
            new: self.side(voice, of, new),
            notices: shown
                .filter(|shown| shown.primary() != voice.lang.primary())
                .and_then(|shown| {
                    let name = voice.texts.terms.language(shown.as_str())?;
                    let text = voice.texts.notices.untranslated(&name.text);
                    Some(Notice { kind: NoticeKind::Untranslated, text, reason: None, links: Vec::new() })
                })
                .into_iter()
                .collect(),
            note: (!of.version(new).is_draft()).then(|| voice.text(&of.version(new).note, binding)),
            groups: groups(&found, voice),
            body: Html {
                html: html::write(&found, self, voice, &sides),
                lang: shown.filter(|shown| shown.primary() != voice.lang.primary()).map(ToString::to_string),
            },
            choices: self.comparisons(voice, of, pair),
            history: Link::new(
                &voice.texts.words.document.versions,
                self.routes.href(&self.routes.below(voice.lang, &of.document, "versions")),
            ),
        };
        let html = self.theme.page(&View::Compare(&view))?;
        Ok(page_file(&redline::path(&self.routes, voice.lang, of, pair), html))
    }

    fn side(&self, voice: &Voice<'a>, of: &SiteDocument, version: usize) -> Side {
        Side {
            version: self.version_link(voice, of, version),
            mark: voice.mark(of.versions[version].status),
            sentence: Self::status_sentence(voice, of, version),
        }
    }

    /// Comparisons of the document, by the earlier version, newest first: those around the two that are shown, so that
    /// the pages of a long history do not grow with its square. The history has the links to all.
    fn comparisons(&self, voice: &Voice<'a>, of: &SiteDocument, shown: (usize, usize)) -> Vec<Choice> {
        let all = pairs(of);
        let choice = |old: usize| {
            let mut later: Vec<usize> = all.iter().filter(|pair| pair.0 == old).map(|pair| pair.1).collect();
            later.sort_unstable();
            let links = later.into_iter().map(|new| Link {
                label: voice.version(of.version(new)),
                href: self.routes.href(&redline::path(&self.routes, voice.lang, of, (old, new))),
                current: (old, new) == shown,
            });
            Choice { old: self.version_link(voice, of, old), links: links.collect() }
        };
        let near = |old: &usize| old.abs_diff(shown.0).min(old.abs_diff(shown.1)) <= AROUND;
        (0..of.versions.len()).rev().filter(near).map(choice).filter(|choice| !choice.links.is_empty()).collect()
    }
}

/// What tells an old name from the new one: its number alone, where the words are the same.
fn number_of<'n>(old: &'n str, new: &str) -> &'n str {
    match (old.split_once(' '), new.split_once(' ')) {
        (Some((number, words)), Some((_, same))) if words == same => number,
        _ => old,
    }
}

/// The summary as a text: each kind of change with the clauses and entries that it befell, the first of them where they
/// are many. Empty where nothing changed.
pub(in crate::render) fn in_words(redline: &Redline, voice: &Voice<'_>) -> String {
    const NAMED: usize = 8;
    let sentences = groups(redline, voice).into_iter().map(|group| {
        let mut names: Vec<String> = group.lines.iter().take(NAMED).map(|line| beginning(&line.link.label)).collect();
        if group.lines.len() > NAMED {
            names.push("…".to_owned());
        }
        let text = voice.texts.changes.field(&group.label, &names.join("; "));
        if text.ends_with('…') { text } else { text + "." }
    });
    sentences.collect::<Vec<_>>().join(" ")
}

/// The summary, by what happened.
fn groups(redline: &Redline, voice: &Voice<'_>) -> Vec<Group> {
    let words = &voice.texts.words.compare;
    let texts = &voice.texts.redlines;
    let labels = [
        (What::Added, &words.added),
        (What::Changed, &words.changed),
        (What::Removed, &words.removed),
        (What::Moved, &words.moved),
        (What::Renumbered, &words.renumbered),
    ];
    let group = |(what, label): (What, &String)| {
        let lines = redline.summary.iter().filter(|entry| entry.what == what).map(|entry| {
            let section = &redline.sections[entry.section];
            let name = if section.name.is_empty() { &words.text } else { &section.name };
            let renamed = section.old_name.as_ref().filter(|_| !matches!(section.state, State::Changed));
            let name = renamed.map_or_else(|| name.clone(), |old| texts.renamed(number_of(old, name), name));
            let name = if entry.below == 0 { name } else { texts.with_below(&name, &entry.below.to_string()) };
            Line { link: Link::new(name, format!("#{}", section.id)) }
        });
        Group { kind: what.name().to_owned(), label: label.clone(), lines: lines.collect() }
    };
    labels.into_iter().map(group).filter(|group| !group.lines.is_empty()).collect()
}
