//! The pages of a document: the version in force, every version for ever, the history.

use super::Renderer;
use super::body::{Shown, prose_for};
use super::change::Told;
use super::frame::{About, page_file};
use super::list::history;
use super::redline;
use super::view::View;
use super::view::changes::{Applied, Versions};
use super::view::document::{Changed, Document as DocumentView, Head, Tail};
use super::view::frame::{Frame, Relation};
use super::view::part::{Fact, Link, Value};
use super::voice::{Voice, last_day};
use crate::diagnostic::Diagnostic;
use crate::model::document::Kind;
use crate::model::text::Lang;
use crate::model::version::ChangeClass;
use crate::output::OutFile;
use crate::resolve::facts::Subject;
use crate::resolve::{SiteDocument, Status};

/// Where a version is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Address {
    /// At the document's own address: what holds today.
    Document,
    /// At the version's permanent address.
    Permanent,
}

impl<'a> Renderer<'a> {
    /// The version that the document's own address shows: the one in force, else the next to come, else the last.
    pub(super) fn current(of: &SiteDocument) -> Option<usize> {
        let announced = || of.versions.iter().position(|dated| dated.status == Status::Announced);
        let last_public = || of.versions.iter().rposition(|dated| dated.status.is_public());
        of.in_force.or_else(announced).or_else(last_public).or(of.versions.len().checked_sub(1))
    }

    /// The path of a version.
    pub(super) fn version_path(&self, lang: &Lang, of: &SiteDocument, version: usize) -> String {
        self.routes.below(lang, &of.document, &of.version(version).label)
    }

    /// A version at its permanent address, its text as written, and, where it is the current one, the document's own page.
    pub(super) fn version_files(
        &self,
        voice: &Voice<'a>,
        of: &'a SiteDocument,
        version: usize,
    ) -> Result<Vec<OutFile>, Box<Diagnostic>> {
        let binding = self.site.binding(of.settings(version));
        let edition = &of.version(version).edition;
        let prose = prose_for(&edition.prose, voice.lang, binding);
        let shown = Shown {
            subject: Subject::Version(&of.document, of.version(version)),
            of: Some(of),
            edition: Some(edition),
            binding,
            register: None,
        };
        let mut body = self.body(voice, shown, prose)?;
        let mut files = Vec::new();
        let mut view = DocumentView {
            page: self.document_frame(voice, of, version, Address::Document),
            head: self.head(voice, of, version, Address::Document, prose.map(|(lang, _)| lang)),
            changed: self.changed(voice, of, version),
            contents: std::mem::take(&mut body.contents),
            body: body.html,
            duties: Self::duties(voice, of, version, prose.map(|(_, prose)| prose)),
            tail: self.tail(voice, of, version, Address::Document),
        };
        if Self::current(of) == Some(version) {
            let path = self.routes.document(voice.lang, &of.document);
            let html = if of.document.settings.kind == Kind::Subprocessors {
                self.register_page(voice, of, version)?
            } else {
                self.theme.page(&View::Document(&view))?
            };
            files.push(page_file(&path, html));
        }
        view.page = self.document_frame(voice, of, version, Address::Permanent);
        view.head = self.head(voice, of, version, Address::Permanent, prose.map(|(lang, _)| lang));
        view.tail = self.tail(voice, of, version, Address::Permanent);
        let path = self.version_path(voice.lang, of, version);
        files.push(page_file(&path, self.theme.page(&View::Document(&view))?));
        if let Some((_, prose)) = prose {
            files.push(OutFile::new(format!("{path}source.md"), &*self.sources.get(prose.file).bytes));
        }
        Ok(files)
    }

    /// What a version of a register changes; nothing for the first one, in which everything is new.
    fn changed(&self, voice: &Voice<'a>, of: &SiteDocument, version: usize) -> Option<Changed> {
        of.base(version)?;
        let entries = self.entries_changed(voice, of, version, &|_| true);
        (!entries.is_empty()).then(|| Changed {
            entries,
            comparison: redline::since_before(&self.routes, voice, of, version),
            objection: self
                .objection(voice, of, version, Told::Today)
                .filter(|_| of.versions[version].withdrawal.is_none()),
        })
    }

    /// The paths of [`Renderer::version_files`].
    pub(super) fn version_paths(&self, voice: &Voice<'a>, of: &SiteDocument, version: usize) -> Vec<String> {
        let mut paths = Vec::new();
        if Self::current(of) == Some(version) {
            paths.push(super::routes::file(&self.routes.document(voice.lang, &of.document)));
        }
        let path = self.version_path(voice.lang, of, version);
        paths.push(super::routes::file(&path));
        if !of.version(version).edition.prose.is_empty() {
            paths.push(format!("{path}source.md"));
        }
        paths
    }

    pub(super) fn document_frame(&self, voice: &Voice<'a>, of: &SiteDocument, version: usize, at: Address) -> Frame {
        let settings = of.settings(version);
        let binding = self.site.binding(settings);
        let title = settings.title.get(voice.lang, binding);
        let label = &of.version(version).label;
        let path = |voice: &Voice<'_>| match at {
            Address::Document => self.routes.document(voice.lang, &of.document),
            Address::Permanent => self.version_path(voice.lang, of, version),
        };
        self.frame(
            voice,
            About {
                title: Some(match at {
                    Address::Document => title.to_owned(),
                    Address::Permanent if of.version(version).is_draft() => {
                        format!("{title} ({})", voice.mark(Status::Draft).label)
                    }
                    Address::Permanent => voice.texts.general.document_version(title, label),
                }),
                description: settings.summary.as_ref().map(|summary| summary.get(voice.lang, binding).to_owned()),
                path: &path,
                document: Some(of),
                version: (at == Address::Permanent).then_some(version),
                noindex: !of.versions[version].status.is_public(),
                relations: self.relations(voice, of, version),
            },
        )
    }

    /// Relations between versions, RFC 5829.
    fn relations(&self, voice: &Voice<'a>, of: &SiteDocument, version: usize) -> Vec<Relation> {
        let to = |rel: &str, path: String| Relation { rel: rel.to_owned(), href: self.routes.href(&path) };
        let mut relations = vec![
            to("version-history", self.routes.below(voice.lang, &of.document, "versions")),
            to("latest-version", self.routes.document(voice.lang, &of.document)),
        ];
        if let Some(before) = version.checked_sub(1) {
            relations.push(to("predecessor-version", self.version_path(voice.lang, of, before)));
        }
        if version + 1 < of.versions.len() {
            relations.push(to("successor-version", self.version_path(voice.lang, of, version + 1)));
        }
        relations
    }

    pub(super) fn head(
        &self,
        voice: &Voice<'a>,
        of: &SiteDocument,
        version: usize,
        at: Address,
        shown: Option<&Lang>,
    ) -> Head {
        let settings = of.settings(version);
        let binding = self.site.binding(settings);
        let written = of.version(version);
        let short = settings.short.as_ref().map(|short| voice.text(short, binding));
        let title = voice.text(&settings.title, binding);
        let notices = self.notices(voice, of, version, at, shown);
        let mut facts = self.version_facts(voice, of, version);
        // What a notice gives as its reason is not said twice.
        let said = |text: &str| notices.iter().any(|notice| notice.reason.as_ref().is_some_and(|of| of.text == text));
        facts.retain(|fact| !fact.values.iter().any(|value| said(&value.text)));
        Head {
            kind: voice.texts.terms.kind(settings.kind.name()).unwrap_or_default().to_owned(),
            short: short.filter(|short| !title.text.contains(&short.text)),
            title,
            summary: settings.summary.as_ref().map(|summary| voice.text(summary, binding)),
            version: voice.version(written),
            mark: voice.mark(of.versions[version].status),
            sentence: Self::status_sentence(voice, of, version),
            notices,
            facts,
            note: (!written.is_draft()).then(|| voice.text(&written.note, binding)),
            printed: self.printed(voice, of, version),
        }
    }

    /// The status of a version in a sentence.
    pub(super) fn status_sentence(voice: &Voice<'a>, of: &SiteDocument, version: usize) -> String {
        let status = &voice.texts.status;
        let written = of.version(version);
        let dated = &of.versions[version];
        let label = &written.label;
        let from = voice.date(dated.ranges.first().map_or(written.effective.value, |&(from, _)| from));
        let end = dated.ranges.last().and_then(|&(_, until)| until).map(|end| voice.date(last_day(end)));
        match (dated.status, end) {
            (Status::InForce, None) => status.in_force(label, &from),
            (Status::InForce, Some(until)) => status.in_force_until(label, &from, &until),
            (Status::Announced, _) => {
                status.announced(label, &voice.date(written.announced.value), &voice.date(written.effective.value))
            }
            (Status::Superseded, Some(until)) => status.superseded(label, &from, &until),
            (Status::Superseded, None) => status.range_never(label),
            (Status::Scheduled, _) => {
                status.scheduled(label, &voice.date(written.announced.value), &voice.date(written.effective.value))
            }
            (Status::Draft, _) => status.draft(label),
            (Status::Withdrawn, _) => {
                let day = dated.withdrawal.as_ref().map_or(written.effective.value, |w| w.date.value);
                status.withdrawn(label, &voice.date(day))
            }
        }
    }

    fn version_facts(&self, voice: &Voice<'a>, of: &SiteDocument, version: usize) -> Vec<Fact> {
        let names = &voice.texts.words.facts;
        let written = of.version(version);
        let binding = self.site.binding(of.settings(version));
        if written.is_draft() {
            return Vec::new();
        }
        let dated = &of.versions[version];
        let mut facts = vec![Fact::new(&names.announced, voice.day(written.announced.value))];
        // What was taken back before it applied is shown with no day on which it would have.
        if dated.withdrawal.is_none() || !dated.ranges.is_empty() {
            facts.push(Fact::new(&names.effective, voice.day(written.effective.value)));
            if let Some(day) = &written.effective_for_new {
                facts.push(Fact::new(&names.effective_for_new, voice.day(day.value)));
            }
        }
        if let Some((_, Some(end))) = dated.ranges.last() {
            facts.push(Fact::new(&names.until, voice.day(last_day(*end))));
        }
        if let Some(withdrawal) = &dated.withdrawal {
            facts.push(Fact::new(&names.withdrawn, voice.day(withdrawal.date.value)));
        } else if let Some(last) = self.site.last_day_to_object(of, version).filter(|_| version > 0) {
            facts.push(Fact::new(&names.objection, voice.day(last)));
        }
        if let Some(responsible) = written.responsible.as_ref().or(of.settings(version).responsible.as_ref()) {
            facts.push(Fact::new(&names.responsible, voice.text(responsible, binding)));
        }
        if !written.approved_by.is_empty() {
            let values = written.approved_by.iter().map(|who| voice.text(who, binding).into()).collect();
            facts.push(Fact { label: names.approved_by.clone(), values });
        }
        if let Some(change) = &written.change {
            let word = ChangeClass::NAMES.iter().find(|(_, class)| *class == change.value).map_or("", |(word, _)| word);
            facts.push(Fact::new(&names.change, Value::new(voice.texts.terms.class(word).unwrap_or(word))));
        }
        if let Some(justification) = &written.justification {
            facts.push(Fact::new(&names.justification, voice.text(justification, binding)));
        }
        let annexes: Vec<Value> = written
            .annexes
            .iter()
            .filter_map(|(id, label)| {
                let annex = self.site.document(id)?;
                let settings = &annex.document.settings;
                let title = settings.title.get(voice.lang, self.site.binding(settings));
                let title = voice.texts.general.document_version(title, label);
                // A pinned version is public before the agreement that pins it is; else its name has to do.
                let public = (0..annex.versions.len()).find(|&at| annex.version(at).label == label.value)?;
                Some(Value::link(title, self.routes.href(&self.version_path(voice.lang, annex, public))))
            })
            .collect();
        if !annexes.is_empty() {
            facts.push(Fact { label: names.annexes.clone(), values: annexes });
        }
        facts
    }

    pub(super) fn tail(&self, voice: &Voice<'a>, of: &SiteDocument, version: usize, at: Address) -> Tail {
        let words = &voice.texts.words.document;
        let href = |path: String| self.routes.href(&path);
        let named = |at: usize| {
            let label = voice.version(of.version(at));
            Link::new(label, href(self.version_path(voice.lang, of, at)))
        };
        let binding = self.site.binding(of.settings(version));
        let prose = prose_for(&of.version(version).edition.prose, voice.lang, binding);
        let source = prose.map(|_| {
            Link::new(&words.source, format!("{}source.md", href(self.version_path(voice.lang, of, version))))
        });
        let exports = match at {
            Address::Document => self.export_links(voice, of, None),
            Address::Permanent if of.versions[version].status.is_public() => {
                self.export_links(voice, of, Some(version))
            }
            Address::Permanent => Vec::new(),
        };
        let title = self.document_feed_title(voice, of);
        Tail {
            permanent: (at == Address::Document).then(|| named(version)),
            history: Some(Link::new(&words.versions, href(self.routes.below(voice.lang, &of.document, "versions")))),
            views: self.measures_views(voice, of),
            comparisons: redline::links(&self.routes, voice, of, version),
            downloads: exports.into_iter().chain(source).collect(),
            feeds: self.feeds_in(&self.routes.document(voice.lang, &of.document), &title),
            subscribe: Some(Link::new(
                &voice.texts.words.subscribe.title,
                href(self.routes.fixed(voice.lang, "subscribe")),
            )),
            previous: version.checked_sub(1).map(named),
            next: (version + 1 < of.versions.len()).then(|| named(version + 1)),
            digest: prose.map(|(_, prose)| self.sources.get(prose.file).digest.to_string()),
            day: (!of.version(version).is_draft()).then(|| voice.day(of.version(version).announced.value)),
        }
    }

    /// The history of a document.
    pub(super) fn history_page(&self, voice: &Voice<'a>, of: &SiteDocument) -> Result<Vec<u8>, Box<Diagnostic>> {
        let settings = &of.document.settings;
        let binding = self.site.binding(settings);
        let title = settings.title.get(voice.lang, binding);
        let path = |voice: &Voice<'_>| self.routes.below(voice.lang, &of.document, "versions");
        let mut applied: Vec<Applied> = (0..of.versions.len())
            .flat_map(|at| {
                let label = voice.version(of.version(at));
                let link = Link::new(label, self.routes.href(&self.version_path(voice.lang, of, at)));
                of.versions[at].ranges.iter().map(move |&(from, until)| Applied {
                    from: voice.day(from),
                    until: until.map(|end| voice.day(last_day(end))),
                    version: link.clone(),
                })
            })
            .collect();
        applied.sort_by(|a, b| b.from.iso.cmp(&a.from.iso));
        let heading = voice.texts.general.versions_of(title);
        let view = Versions {
            page: self.frame(
                voice,
                About {
                    title: Some(heading.clone()),
                    description: None,
                    path: &path,
                    document: Some(of),
                    version: None,
                    noindex: false,
                    relations: vec![Relation {
                        rel: "latest-version".to_owned(),
                        href: self.routes.href(&self.routes.document(voice.lang, &of.document)),
                    }],
                },
            ),
            title: heading,
            document: Link::new(title, self.routes.href(&self.routes.document(voice.lang, &of.document))),
            intro: Some(voice.texts.words.history.intro.clone()),
            applied,
            history: history::view(of, voice, &self.routes, binding),
        };
        self.theme.page(&View::Versions(&view))
    }
}
