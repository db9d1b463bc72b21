//! Letters to customers about a version, ready to be sent by whoever sends mail: e-mail, text, Markdown, chat.
//!
//! The words are those of the change log and of the feeds; what is around them stands in the theme's `letters/`. Nothing
//! is sent here, nobody is addressed, and no clock is asked: the same version gives the same bytes.

use mail_builder::headers::HeaderType;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text;
use mail_builder::mime::MimePart;
use serde::Serialize;

use super::Renderer;
use super::change::Told;
use super::instant::Instant;
use super::list::contact;
use super::theme::Theme;
use super::view::View;
use super::view::letter::Letter;
use super::view::part::Link;
use super::voice::Voice;
use super::well_known;
use crate::diagnostic::Diagnostic;
use crate::model::text::Lang;
use crate::output::OutFile;
use crate::resolve::{Change, Event, Site};
use crate::source::{Digest, Sources};

/// A form of the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// RFC 5322: text and HTML in one message without recipient.
    Mail,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// JSON for the incoming webhooks of chats.
    Chat,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 4] = [Self::Mail, Self::Text, Self::Markdown, Self::Chat];

    /// The ending of file names.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Mail => "eml",
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Chat => "json",
        }
    }
}

/// What the incoming webhooks of Slack, Mattermost, Rocket.Chat and others take.
#[derive(Serialize)]
struct Message {
    text: String,
}

/// The letter about a version, given by the places of its document and of itself, in each of `forms`. Names are
/// `<document>-<label>.<language>.<ending>`.
///
/// # Errors
/// Where a template of the theme fails.
pub fn letter(
    site: &Site,
    theme: &Theme,
    sources: &Sources,
    (document, version): (usize, usize),
    lang: &Lang,
    forms: &[Form],
) -> Result<Vec<OutFile>, Box<Diagnostic>> {
    let renderer = Renderer::new(site, theme, sources);
    let voice = renderer.voices.iter().find(|voice| voice.lang == lang).unwrap_or(&renderer.voices[0]);
    let view = renderer.letter(voice, document, version);
    let of = &site.documents[document];
    let name = format!("{}-{}.{lang}", of.document.id, of.version(version).label);
    let form = |form: &Form| {
        let bytes = match form {
            Form::Mail => renderer.mail(&view, of.version(version).announced.value)?,
            Form::Text => lines(&theme.part(&View::LetterText(&view))?).into_bytes(),
            Form::Markdown => lines(&theme.part(&View::LetterMarkdown(&view))?).into_bytes(),
            Form::Chat => super::data::text(&Message { text: chat(&lines(&theme.part(&View::LetterChat(&view))?)) }),
        };
        Ok(OutFile::new(format!("{name}.{}", form.extension()), bytes))
    };
    forms.iter().map(form).collect()
}

impl<'a> Renderer<'a> {
    fn letter(&self, voice: &Voice<'a>, document: usize, version: usize) -> Letter {
        let of = &self.site.documents[document];
        let written = of.version(version);
        let settings = of.settings(version);
        let binding = self.site.binding(settings);
        let withdrawal = of.versions[version].withdrawal.as_ref();
        let (event, date) = match withdrawal {
            Some(withdrawal) => (Event::Withdrawn, withdrawal.date.value),
            None => (Event::Announced, written.announced.value),
        };
        let change = Change { date, place_in_day: 0, document, version, event };
        let mut entry = self.change(voice, &change, Told::Then);
        let frame = self.version_frame(voice, of, version);
        let changes = of.register.iter().flat_map(|register| &register.changes[of.versions[version].index]);
        for (view, change) in entry.entries.iter_mut().zip(changes) {
            // Whoever keeps records needs the whole entry as it will be, not only what is different.
            if let (false, Some(after)) = (view.fields.is_empty(), &change.after) {
                view.facts = frame.facts(after).into_iter().map(|(_, fact)| fact).collect();
            }
        }
        self.make_absolute(&mut entry);
        let title = settings.title.get(voice.lang, binding);
        let letters = &voice.texts.letters;
        let intro = match (event, &of.register) {
            (Event::Withdrawn, _) => letters.withdrawn(title, &written.label),
            (Event::Announced, Some(_)) if version > 0 => letters.register(title),
            (Event::Announced, _) => letters.document(title),
        };
        let mut site = self.site_frame(voice);
        site.home = self.routes.absolute(&site.home);
        site.logo = None;
        let officer = self
            .site
            .contact()
            .map(|of| contact::view(of, &self.site.config.organisation.name, voice, self.default(), 2));
        Letter {
            lang: voice.tag(),
            dir: voice.texts.language.dir.name().to_owned(),
            subject: well_known::line(&entry.title),
            intro,
            version: Link::new(voice.version(written), self.routes.url(&self.version_path(voice.lang, of, version))),
            announced: voice.day(written.announced.value),
            effective: voice.day(written.effective.value),
            effective_for_new: written.effective_for_new.as_ref().map(|day| voice.day(day.value)),
            period: settings.notice.as_ref().filter(|_| version > 0).map(|of| voice.period(of.period.value)),
            contact: officer.and_then(|of| of.officer.or(of.controller)),
            subscribe: Link::new(
                &voice.texts.words.subscribe.title,
                self.routes.url(&self.routes.fixed(voice.lang, "subscribe")),
            ),
            site,
            entry,
        }
    }

    /// The e-mail: no recipient, and none of the values that other writers draw by lot or from the clock.
    fn mail(&self, view: &Letter, announced: jiff::civil::Date) -> Result<Vec<u8>, Box<Diagnostic>> {
        let text = lines(&self.theme.part(&View::LetterText(view))?);
        let html = self.theme.part(&View::LetterHtml(view))?;
        let organisation = &self.site.config.organisation;
        // Quoted-printable never has "=_", and no text holds its own digest.
        let digest = Digest::of(format!("{}\0{text}\0{html}", view.subject).as_bytes()).to_string();
        let boundary = format!("=_{}", &digest[..32]);
        let part = |media_type, body: String| {
            let content = ContentType::new(media_type).attribute("charset", "utf-8");
            MimePart::new(content, body).language(view.lang.clone())
        };
        let body = MimePart::new(
            ContentType::new("multipart/alternative").attribute("boundary", boundary),
            vec![part("text/plain", text), part("text/html", html)],
        );
        let from = Address::new_address(Some(organisation.name.value.clone()), organisation.email.value.clone());
        let date = Instant::new(announced, 0).rfc822();
        let mut headers: Vec<(std::borrow::Cow<'_, str>, HeaderType<'_>)> = vec![
            ("From".into(), from.into()),
            ("Subject".into(), Text::new(view.subject.clone()).into()),
            ("Date".into(), Raw::new(date).into()),
            ("MIME-Version".into(), Raw::new("1.0").into()),
            ("Content-Language".into(), Raw::new(view.lang.clone()).into()),
            // Programs that know it open the message as a draft.
            ("X-Unsent".into(), Raw::new("1").into()),
        ];
        headers.extend(body.headers);
        let mut bytes = Vec::new();
        MimePart { headers, contents: body.contents }.write_part(&mut bytes);
        Ok(bytes)
    }
}

/// The text without spaces at the ends of lines, with one empty line at the most between two others, and one line end
/// at its end: templates need not care.
fn lines(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut empty = true;
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && empty) {
            tidy.push_str(line);
            tidy.push('\n');
        }
        empty = line.is_empty();
    }
    tidy.truncate(tidy.trim_end().len());
    tidy.push('\n');
    tidy
}

/// The text with the three characters escaped that chats take for links and calls to everybody.
fn chat(text: &str) -> String {
    text.trim_end().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
