//! The register of subprocessors on the day of the build: announced, in force, ended.

use super::Renderer;
use super::body::{Shown, prose_for};
use super::change::Told;
use super::document::Address;
use super::list::register::Frame;
use super::redline;
use super::view::View;
use super::view::part::Link;
use super::view::register::{Announced, EndedRow, Objection, Register};
use super::voice::Voice;
use crate::diagnostic::Diagnostic;
use crate::model::document::Notice;
use crate::resolve::facts::Subject;
use crate::resolve::{RegisterState, SiteDocument, Upcoming};

impl<'a> Renderer<'a> {
    /// What the words and addresses of a register's entries need.
    pub(super) fn register_frame<'b>(&'b self, voice: &'b Voice<'a>, of: &'b SiteDocument) -> Frame<'a, 'b> {
        let document = &*of.document;
        let binding = self.site.binding(&document.settings);
        Frame { renderer: self, voice, document, catalogue: &self.site.catalogue, binding, standing: None }
    }

    /// The same for what a version says: with the catalogue that is frozen with it.
    pub(super) fn version_frame<'b>(
        &'b self,
        voice: &'b Voice<'a>,
        of: &'b SiteDocument,
        version: usize,
    ) -> Frame<'a, 'b> {
        let frozen = of.version(version).edition.catalogue.as_deref();
        let binding = self.site.binding(of.settings(version));
        Frame { catalogue: frozen.unwrap_or(&self.site.catalogue), binding, ..self.register_frame(voice, of) }
    }

    /// The register's own page.
    pub(super) fn register_page(
        &self,
        voice: &Voice<'a>,
        of: &'a SiteDocument,
        version: usize,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let nobody = RegisterState::default();
        let state = of.register.as_ref().unwrap_or(&nobody);
        let edition = &of.version(version).edition;
        let binding = self.site.binding(of.settings(version));
        let prose = prose_for(&edition.prose, voice.lang, binding);
        let shown = Shown {
            subject: Subject::Version(&of.document, of.version(version)),
            of: Some(of),
            edition: Some(edition),
            binding,
            register: Some(state),
        };
        let body = self.body(voice, shown, prose)?;
        let frame = self.register_frame(voice, of);
        let view = Register {
            page: self.document_frame(voice, of, version, Address::Document),
            head: self.head(voice, of, version, Address::Document, prose.map(|(lang, _)| lang)),
            announced: state.announced.iter().map(|upcoming| self.announced(voice, of, upcoming)).collect(),
            contents: body.contents,
            body: body.html,
            table: None,
            ended: state
                .ended
                .iter()
                .map(|ended| EndedRow {
                    name: ended.entry.name.value.clone(),
                    href: Some(self.entry_href(voice, of, &ended.entry.id)),
                    service: ended.entry.service.as_ref().map(|service| voice.text(service, frame.binding)),
                    since: voice.day(ended.since),
                    version: self.version_link(voice, of, ended.version),
                })
                .collect(),
            tail: self.tail(voice, of, version, Address::Document),
        };
        self.theme.page(&View::Register(&view))
    }

    pub(super) fn entry_path(&self, voice: &Voice<'_>, of: &SiteDocument, id: &str) -> String {
        self.routes.below(voice.lang, &of.document, id)
    }

    pub(super) fn entry_href(&self, voice: &Voice<'_>, of: &SiteDocument, id: &str) -> String {
        self.routes.href(&self.entry_path(voice, of, id))
    }

    /// A link to a version by its name.
    pub(super) fn version_link(&self, voice: &Voice<'_>, of: &SiteDocument, version: usize) -> Link {
        let label = voice.version(of.version(version));
        Link::new(label, self.routes.href(&self.version_path(voice.lang, of, version)))
    }

    /// An announced version of a register.
    pub(super) fn announced(&self, voice: &Voice<'a>, of: &SiteDocument, upcoming: &Upcoming) -> Announced {
        let version = of.version(upcoming.version);
        let frame = self.version_frame(voice, of, upcoming.version);
        let effective = voice.date(version.effective.value);
        Announced {
            version: self.version_link(voice, of, upcoming.version),
            mark: voice.mark(of.versions[upcoming.version].status),
            sentence: voice.texts.changes.announced(&voice.date(version.announced.value), &effective),
            note: voice.text(&version.note, frame.binding),
            entries: upcoming.changes.iter().map(|change| frame.change(change)).collect(),
            comparison: redline::since_before(&self.routes, voice, of, upcoming.version),
            objection: self.objection(voice, of, upcoming.version, Told::Today),
        }
    }

    /// Until when and how to object to a version of a register.
    pub(super) fn objection(
        &self,
        voice: &Voice<'a>,
        of: &SiteDocument,
        version: usize,
        told: Told,
    ) -> Option<Objection> {
        let last = self.site.last_day_to_object(of, version)?;
        let settings = of.settings(version);
        let how = settings.notice.as_ref().and_then(|Notice { objection, .. }| objection.as_ref());
        let open = told == Told::Then || last >= self.site.today;
        let day = voice.date(last);
        let texts = &voice.texts.changes;
        Some(Objection {
            deadline: voice.day(last),
            open,
            sentence: if open { texts.objection_open(&day) } else { texts.objection_over(&day) },
            email: how.and_then(|how| how.email.as_ref()).map(|email| email.value.clone()),
            url: how.and_then(|how| how.url.as_ref()).map(|url| url.value.clone()),
            consequence: how
                .and_then(|how| how.consequence.as_ref())
                .map(|text| voice.text(text, self.site.binding(settings))),
        })
    }
}
