//! `{{ history }}`: the versions of a document.

use crate::model::text::Lang;
use crate::render::redline;
use crate::render::routes::Routes;
use crate::render::view::changes::{EarlierRow, HistoryTable, VersionRow};
use crate::render::view::part::Link;
use crate::render::voice::Voice;
use crate::resolve::SiteDocument;

/// The history of a document in the words of a language, newest first.
pub(in crate::render) fn view(
    of: &SiteDocument,
    voice: &Voice<'_>,
    routes: &Routes<'_>,
    binding: &Lang,
) -> HistoryTable {
    let settings = &of.document.settings;
    // A draft is no version yet.
    let written = (0..of.versions.len()).rev().filter(|&at| !of.version(at).is_draft());
    let rows = written.map(|at| {
        let version = of.version(at);
        let dated = &of.versions[at];
        let path = routes.below(voice.lang, &of.document, &version.label);
        let source = (!version.edition.prose.is_empty())
            .then(|| Link::new(&voice.texts.words.document.source, format!("{}source.md", routes.href(&path))));
        let comparisons = redline::links(routes, voice, of, at);
        VersionRow {
            version: Link::new(&version.label, routes.href(&path)),
            mark: voice.mark(dated.status),
            ranges: match &dated.withdrawal {
                Some(_) if dated.ranges.is_empty() => vec![voice.texts.status.range_never(&version.label)],
                _ => dated.ranges.iter().map(|&(from, until)| voice.range(from, until)).collect(),
            },
            announced: voice.day(version.announced.value),
            responsible: version.responsible.as_ref().map(|text| voice.text(text, binding)),
            note: voice.text(&version.note, binding),
            links: comparisons.into_iter().chain(source).collect(),
        }
    });
    let mut earlier: Vec<_> = settings.earlier_versions.iter().collect();
    earlier.sort_by_key(|old| std::cmp::Reverse(old.date.value));
    HistoryTable {
        lang: voice.tag(),
        caption: voice.texts.general.history_caption(settings.title.get(voice.lang, binding)),
        rows: rows.collect(),
        earlier: earlier
            .into_iter()
            .map(|old| EarlierRow {
                version: old.version.value.clone(),
                status: old.status.as_ref().map(|text| voice.text(text, binding)),
                date: voice.day(old.date.value),
                responsible: old.responsible.as_ref().map(|text| voice.text(text, binding)),
                note: old.note.as_ref().map(|text| voice.text(text, binding)),
            })
            .collect(),
    }
}
