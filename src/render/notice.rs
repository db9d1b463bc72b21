//! Notices at the top of a version's page: another version applies or will apply, another language prevails.

use super::Renderer;
use super::document::Address;
use super::redline;
use super::view::part::{Link, Notice, NoticeKind};
use super::voice::{Voice, last_day};
use crate::model::text::Lang;
use crate::model::version::ChangeClass;
use crate::resolve::overlap::{Overlap, overlaps};
use crate::resolve::{SiteDocument, Status};

impl<'a> Renderer<'a> {
    /// Notices at the top of a version's page; `shown` is the language of the text.
    pub(super) fn notices(
        &self,
        voice: &Voice<'a>,
        of: &SiteDocument,
        version: usize,
        at: Address,
        shown: Option<&Lang>,
    ) -> Vec<Notice> {
        let texts = &voice.texts.notices;
        let written = of.version(version);
        let dated = &of.versions[version];
        let binding = self.site.binding(of.settings(version));
        let link_to = |at: usize| {
            let label = voice.version(of.version(at));
            Link::new(label, self.routes.href(&self.version_path(voice.lang, of, at)))
        };
        let today = || {
            let title = of.document.settings.title.get(voice.lang, binding);
            Link::new(title, self.routes.href(&self.routes.document(voice.lang, &of.document)))
        };
        let changes = || redline::of_unpublished(&self.routes, voice, of, version);
        let notice = |kind, text, reason, links| Notice { kind, text, reason, links };
        let mut notices = Vec::new();
        match dated.status {
            Status::InForce => {}
            Status::Scheduled => {
                let text = texts.scheduled(&voice.date(written.announced.value));
                notices.push(notice(NoticeKind::Draft, text, None, changes().into_iter().chain([today()]).collect()));
            }
            Status::Draft => {
                let public = of.is_public().then(today);
                let links = changes().into_iter().chain(public).collect();
                notices.push(notice(NoticeKind::Draft, texts.draft(&written.label), None, links));
            }
            Status::Announced => {
                let text = texts.not_yet(&written.label, &voice.date(written.effective.value));
                let links = if at == Address::Permanent && of.in_force.is_some() { vec![today()] } else { Vec::new() };
                notices.push(notice(NoticeKind::Announced, text, None, links));
            }
            Status::Superseded => {
                let until = dated.ranges.last().and_then(|&(_, until)| until).unwrap_or(written.effective.value);
                let until = voice.date(last_day(until));
                let (text, mut links) = match dated.successor {
                    Some(next) => (texts.superseded(&until, &of.version(next).label), vec![link_to(next), today()]),
                    None => (texts.superseded_alone(&until), vec![today()]),
                };
                links.extend(redline::until_today(&self.routes, voice, of, version));
                notices.push(notice(NoticeKind::Superseded, text, None, links));
            }
            Status::Withdrawn => {
                if let Some(withdrawal) = &dated.withdrawal {
                    let reason = Some(voice.text(&withdrawal.reason, binding));
                    let text = texts.withdrawn(&voice.date(withdrawal.date.value));
                    notices.push(notice(NoticeKind::Withdrawn, text, reason, vec![today()]));
                }
            }
        }
        if dated.status == Status::InForce {
            for (next, announced) in of.versions.iter().enumerate().filter(|(_, v)| v.status == Status::Announced) {
                let version = &of.document.versions[announced.index];
                let text = texts.newer_announced(&version.label, &voice.date(version.effective.value));
                let links = std::iter::once(link_to(next)).chain(redline::since_before(&self.routes, voice, of, next));
                notices.push(notice(NoticeKind::Announced, text, None, links.collect()));
            }
        }
        if written.change.as_ref().is_some_and(|change| change.value == ChangeClass::Emergency) {
            let reason = written.justification.as_ref().map(|text| voice.text(text, binding));
            notices.push(notice(
                NoticeKind::Emergency,
                texts.emergency(&voice.date(written.effective.value)),
                reason,
                Vec::new(),
            ));
        }
        if at == Address::Permanent {
            notices.extend(self.overlap_notices(voice, of, version));
        }
        notices.extend(self.weakening_notice(voice, of, version, None));
        notices.extend(self.language_notice(voice, of, version, at, shown));
        notices
    }

    /// The list of this version is not the one that applied.
    fn overlap_notices(&self, voice: &Voice<'a>, of: &SiteDocument, version: usize) -> Vec<Notice> {
        let texts = &voice.texts.notices;
        let title = of.document.settings.title.get(voice.lang, self.site.binding(&of.document.settings));
        let today = Link::new(title, self.routes.href(&self.routes.document(voice.lang, &of.document)));
        let notice = |(other, overlap): (usize, Overlap)| {
            let label = &of.version(other).label;
            let from = voice.date(of.version(other).effective.value);
            let text = match overlap {
                Overlap::Overtaken => texts.overtaken(label, &from),
                Overlap::AheadOf => texts.ahead_of(label, &from),
                Overlap::MadeFromWithdrawn(day) => texts.made_from_withdrawn(label, &voice.date(day)),
            };
            let links = vec![self.version_link(voice, of, other), today.clone()];
            Notice { kind: NoticeKind::Overlap, text, reason: None, links }
        };
        overlaps(of, version).into_iter().map(notice).collect()
    }

    /// Another language prevails, or stands in for a translation that is missing.
    fn language_notice(
        &self,
        voice: &Voice<'a>,
        of: &SiteDocument,
        version: usize,
        at: Address,
        shown: Option<&Lang>,
    ) -> Option<Notice> {
        let texts = &voice.texts.notices;
        let binding = self.site.binding(of.settings(version));
        let name = |lang: &Lang| {
            voice.texts.terms.language(lang.as_str()).map_or_else(|| lang.to_string(), |name| name.text.clone())
        };
        let prevailing = |lang: &Lang| {
            let path = match at {
                Address::Document => self.routes.document(lang, &of.document),
                Address::Permanent => self.version_path(lang, of, version),
            };
            Link::new(name(lang), self.routes.href(&path))
        };
        let known = |lang: &Lang| self.site.languages.contains(lang);
        match shown {
            Some(shown) if shown.primary() != voice.lang.primary() => Some(Notice {
                kind: NoticeKind::Untranslated,
                text: texts.untranslated(&name(shown)),
                reason: None,
                links: Vec::new(),
            }),
            _ if binding.primary() != voice.lang.primary() && shown.is_some() => Some(Notice {
                kind: NoticeKind::NotBinding,
                text: texts.not_binding(&name(binding)),
                reason: None,
                links: if known(binding) { vec![prevailing(binding)] } else { Vec::new() },
            }),
            _ => None,
        }
    }
}
