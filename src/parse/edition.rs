//! What lies in one folder beside its first file: the text in each language, the facts, and what does not belong there.
//!
//! Owns the order "open, read the tree, read the record" for YAML files. Knows nothing of versions.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::reader::Reader;
use super::tree::Folder;
use super::yaml::{self, Node};
use super::{contact, measures, register, wrong};
use crate::diagnostic::{Report, format};
use crate::markdown;
use crate::model::document::{Facts, Kind};
use crate::model::prose::Prose;
use crate::model::text::Lang;
use crate::source::{Digest, FileId, Sources};

/// What reading a folder needs to know of the site.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// All files.
    pub sources: &'a Sources,
    /// The languages of the site; empty where they could not be read, and then every language is accepted.
    pub languages: Arc<[Lang]>,
    /// How prose is read.
    pub prose: markdown::Options,
}

/// The record in a YAML file, as `read` understands it; everything that is wrong is added to `report`.
pub fn record<T>(
    context: &Context<'_>,
    file: FileId,
    report: &mut Report,
    read: impl FnOnce(&mut Reader<'_>, &Node<'_>) -> Option<T>,
) -> Option<T> {
    let mut reader = match Reader::open(context.sources, file, &context.languages) {
        Ok(reader) => reader,
        Err(finding) => {
            report.push(*finding);
            return None;
        }
    };
    let value = yaml::read(&mut reader).and_then(|node| read(&mut reader, &node));
    report.extend(reader.into_report());
    value
}

/// Texts with the digests of their bytes and what is wrong with them.
pub type Texts = Vec<(Prose, Digest, Report)>;

/// The texts of a document that are known.
#[derive(Debug)]
pub struct Known<'a> {
    /// Those of the last time, which are not read again.
    before: &'a [(Prose, Digest, Report)],
    /// Those of this time.
    pub read: Texts,
    /// The same by their digests alone: a version is often the working copy, byte for byte, and what is wrong in both is
    /// told once.
    told: BTreeMap<Digest, Prose>,
}

impl<'a> Known<'a> {
    /// Nothing but what was read last time.
    pub fn before(before: &'a [(Prose, Digest, Report)]) -> Self {
        Self { before, read: Texts::new(), told: BTreeMap::new() }
    }
}

/// The texts `<lang>.md` of a folder. Markdown files of another name are reported.
pub fn prose(
    context: &Context<'_>,
    folder: &Folder<'_>,
    known: &mut Known<'_>,
    report: &mut Report,
) -> BTreeMap<Lang, Prose> {
    let mut texts = BTreeMap::new();
    for (name, &file) in &folder.files {
        let Some(tag) = name.strip_suffix(".md") else { continue };
        let Some(lang) = Lang::new(tag) else {
            let known: Vec<String> = context.languages.iter().map(|lang| format!("{lang}.md")).collect();
            let near = format::nearest(name, known.iter().map(String::as_str));
            report.push(wrong::unnamed_prose(&folder.path_of(name), near));
            continue;
        };
        if !context.languages.is_empty() && !context.languages.contains(&lang) {
            report.push(wrong::foreign_prose(&folder.path_of(name), tag));
            continue;
        }
        let digest = context.sources.get(file).digest;
        if let Some(same) = known.told.get(&digest) {
            texts.insert(lang, Prose { file, outline: Arc::clone(&same.outline) });
            continue;
        }
        let is_same = |(prose, of, _): &&(Prose, Digest, Report)| prose.file == file && *of == digest;
        let before = known.before.iter().find(is_same).map(|(prose, _, report)| Ok((prose.clone(), report.clone())));
        let outline = |reader: Reader<'_>| markdown::outline(file, reader.source, context.prose);
        match before.unwrap_or_else(|| Reader::open(context.sources, file, &context.languages).map(outline)) {
            Ok((prose, findings)) => {
                report.extend(findings.clone());
                known.told.insert(digest, prose.clone());
                texts.insert(lang, prose.clone());
                known.read.push((prose, digest, findings));
            }
            Err(finding) => report.push(*finding),
        }
    }
    texts
}

/// Reports that a folder lacks the text in `lang`, where it does.
pub fn require_text(folder: &Folder<'_>, lang: Option<&Lang>, report: &mut Report) {
    if let Some(lang) = lang {
        let name = format!("{lang}.md");
        if !folder.files.contains_key(name.as_str()) {
            report.push(format::missing_file(folder.path_of(&name), "it is the text in the binding language"));
        }
    }
}

/// The facts in a folder of a document of this kind; `None` where they are missing or cannot be read. Where the kind is
/// not known, whatever facts there are are read for their mistakes.
pub fn facts(context: &Context<'_>, folder: &Folder<'_>, kind: Option<Kind>, report: &mut Report) -> Option<Facts> {
    let Some(kind) = kind else {
        for &(_, kind) in Kind::NAMES {
            if kind.facts_file().is_some_and(|name| folder.files.contains_key(name)) {
                facts(context, folder, Some(kind), report);
            }
        }
        return None;
    };
    let Some(name) = kind.facts_file() else { return Some(Facts::None) };
    let Some(&file) = folder.files.get(name) else {
        report.push(format::missing_file(folder.path_of(name), wrong::facts_of(kind.name())));
        return None;
    };
    match kind {
        Kind::Agreement | Kind::Policy => Some(Facts::None),
        Kind::Measures => record(context, file, report, measures::measures).map(|goals| Facts::Measures(goals.into())),
        Kind::Subprocessors => {
            record(context, file, report, register::register).map(|entries| Facts::Register(entries.into()))
        }
        Kind::Contact => {
            record(context, file, report, contact::contact).map(|contact| Facts::Contact(Arc::new(contact)))
        }
    }
}

/// The name that a text with another ending should have.
fn text_of(name: &str) -> Option<String> {
    let (lang, ending) = name.rsplit_once('.')?;
    let is_text = matches!(ending, "markdown" | "mdown" | "mkd" | "mdx" | "txt") && Lang::new(lang).is_some();
    is_text.then(|| format!("{lang}.md"))
}

/// Reports the files and folders of `folder` that have no meaning there. Texts are not asked for: [`prose`] does.
pub fn strays(folder: &Folder<'_>, files: &[&str], folders: &[&str], kind: Option<Kind>, report: &mut Report) {
    for name in folder.files.keys().filter(|name| name.strip_suffix(".md").is_none() && !files.contains(name)) {
        let path = folder.path_of(name);
        let is_facts = Kind::NAMES.iter().any(|(_, kind)| kind.facts_file().is_some_and(|facts| facts == *name));
        let absent = files.iter().copied().filter(|known| !folder.files.contains_key(known));
        report.push(match (format::nearest(name, absent), kind) {
            _ if is_facts && kind.is_none() => continue,
            _ if text_of(name).is_some_and(|text| !folder.files.contains_key(&*text)) => {
                wrong::misspelt_path(&path, &text_of(name).unwrap_or_default())
            }
            (_, Some(kind)) if is_facts => wrong::foreign_facts(&path, kind.name(), kind.facts_file()),
            (Some(known), _) => wrong::misspelt_path(&path, known),
            _ => wrong::stray_file(&path, files),
        });
    }
    for name in folder.folders.keys().filter(|name| !folders.contains(name)) {
        let path = folder.path_of(name);
        let absent = folders.iter().copied().filter(|known| !folder.folders.contains_key(known));
        report.push(match format::nearest(name, absent) {
            Some(known) => wrong::misspelt_path(&path, known),
            None => wrong::stray_folder(&path),
        });
    }
}
