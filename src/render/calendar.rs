//! Calendars (RFC 5545, with the names of RFC 7986): whole days that matter to a customer.
//!
//! The writer is our own because those of the registry put the clock and random numbers into alarms. Invariants: no
//! line is longer than 75 octets, none splits a character, and the bytes depend on the content alone.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::instant::Instant;

/// A calendar to subscribe to. Some clients refuse one that became empty, so past events stay in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Its name.
    pub name: String,
    /// Its own address, absolute.
    pub source: String,
    /// The events, in a fixed order.
    pub events: Vec<Event>,
}

/// Something that happens on a whole day, whatever the time zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// A tag URI, the same for ever ([`super::feed::tag::TagAuthority`]).
    pub id: String,
    /// The day.
    pub day: Date,
    /// When the event became what it is: its announcement, or its cancellation.
    pub changed: Instant,
    /// How often it has changed since its announcement.
    pub sequence: u32,
    /// Whether it still holds.
    pub state: State,
    /// The title, plain text.
    pub summary: String,
    /// Plain text; may have several lines.
    pub description: String,
    /// Kinds, for people.
    pub categories: Vec<String>,
    /// The page about it, absolute.
    pub url: String,
}

/// Whether an event still holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It does; an alarm reminds of it three days before.
    Confirmed,
    /// What it was about was taken back.
    Cancelled,
}

/// The bytes of `calendar`.
#[must_use]
pub fn write(calendar: &Calendar) -> Vec<u8> {
    let mut lines = Lines::default();
    lines.push("BEGIN:VCALENDAR");
    lines.push("VERSION:2.0");
    lines.push("PRODID:-//Aushang//Aushang//EN");
    lines.push("CALSCALE:GREGORIAN");
    // The names of RFC 7986, and those that clients knew before it.
    lines.text("NAME", &calendar.name);
    lines.text("X-WR-CALNAME", &calendar.name);
    lines.uri("SOURCE;VALUE=URI", &calendar.source);
    lines.push("REFRESH-INTERVAL;VALUE=DURATION:PT12H");
    lines.push("X-PUBLISHED-TTL:PT12H");
    for event in &calendar.events {
        lines.event(event);
    }
    lines.push("END:VCALENDAR");
    lines.0.into_bytes()
}

/// Content lines (RFC 5545, 3.1).
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn event(&mut self, event: &Event) {
        self.push("BEGIN:VEVENT");
        self.text("UID", &event.id);
        self.push(&format!("DTSTAMP:{}", event.changed.rfc5545()));
        self.push(&format!("DTSTART;VALUE=DATE:{}", event.day.strftime("%Y%m%d")));
        // The end is the day after the last; the last day that there is has none, and lasts a day without it.
        if let Ok(end) = event.day.tomorrow() {
            self.push(&format!("DTEND;VALUE=DATE:{}", end.strftime("%Y%m%d")));
        }
        self.push(&format!("SEQUENCE:{}", event.sequence));
        self.push(match event.state {
            State::Confirmed => "STATUS:CONFIRMED",
            State::Cancelled => "STATUS:CANCELLED",
        });
        // A deadline does not make its reader busy.
        self.push("TRANSP:TRANSPARENT");
        self.text("SUMMARY", &event.summary);
        if !event.description.is_empty() {
            self.text("DESCRIPTION", &event.description);
        }
        if !event.categories.is_empty() {
            let escaped: Vec<String> = event.categories.iter().map(|category| escape(category)).collect();
            self.push(&format!("CATEGORIES:{}", escaped.join(",")));
        }
        self.uri("URL", &event.url);
        if event.state == State::Confirmed {
            self.push("BEGIN:VALARM");
            self.push("ACTION:DISPLAY");
            self.push("TRIGGER:-P3D");
            self.text("DESCRIPTION", &event.summary);
            self.push("END:VALARM");
        }
        self.push("END:VEVENT");
    }

    fn text(&mut self, name: &str, value: &str) {
        self.push(&format!("{name}:{}", escape(value)));
    }

    /// Addresses are written as they are; a line break in one must not begin a property.
    fn uri(&mut self, name: &str, value: &str) {
        self.push(&format!("{name}:{}", value.replace(char::is_control, "")));
    }

    /// Folds `line` to at most 75 octets, the space that begins a continuation included (RFC 5545, 3.1).
    fn push(&mut self, line: &str) {
        let mut width = 0;
        for c in line.chars() {
            if width + c.len_utf8() > 75 {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(c);
            width += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// `text` as a value of the type TEXT (RFC 5545, 3.3.11), which has no control characters but the tab.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => {
                let _ = write!(escaped, "\\{c}");
            }
            '\n' | '\r' => escaped.push_str("\\n"),
            '\t' => escaped.push(c),
            c if c.is_control() => escaped.push(char::REPLACEMENT_CHARACTER),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn calendar() -> Calendar {
        let event = Event {
            id: "tag:a.example,2026:subprocessors/2026-11-20/de/objection".into(),
            day: date(2026, 12, 18),
            changed: Instant::new(date(2026, 11, 20), 1),
            sequence: 0,
            state: State::Confirmed,
            summary: "Letzter Tag für den Widerspruch: Rechenzentrum Nord GmbH; Größe \u{1f600}".into(),
            description: "Eine Zeile\nund C:\\noch eine".into(),
            categories: vec!["Neu".into(), "a, b".into()],
            url: "https://a.example/subprocessors/2026-11-20/".into(),
        };
        let withdrawn = Event {
            id: "tag:a.example,2026:subprocessors/2026-11-20/de/effective".into(),
            day: date(2026, 12, 31),
            changed: Instant::new(date(2026, 11, 27), 0),
            sequence: 1,
            state: State::Cancelled,
            summary: "Gilt".into(),
            description: String::new(),
            categories: Vec::new(),
            url: "https://a.example/x/".into(),
        };
        Calendar {
            name: "Trust Center, Fristen".into(),
            source: "https://a.example/calendar.ics".into(),
            events: vec![event, withdrawn],
        }
    }

    #[test]
    fn a_calendar_has_these_bytes() {
        let expected = "BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Aushang//Aushang//EN
CALSCALE:GREGORIAN
NAME:Trust Center\\, Fristen
X-WR-CALNAME:Trust Center\\, Fristen
SOURCE;VALUE=URI:https://a.example/calendar.ics
REFRESH-INTERVAL;VALUE=DURATION:PT12H
X-PUBLISHED-TTL:PT12H
BEGIN:VEVENT
UID:tag:a.example\\,2026:subprocessors/2026-11-20/de/objection
DTSTAMP:20261120T000001Z
DTSTART;VALUE=DATE:20261218
DTEND;VALUE=DATE:20261219
SEQUENCE:0
STATUS:CONFIRMED
TRANSP:TRANSPARENT
SUMMARY:Letzter Tag für den Widerspruch: Rechenzentrum Nord GmbH\\; Größe
  \u{1f600}
DESCRIPTION:Eine Zeile\\nund C:\\\\noch eine
CATEGORIES:Neu,a\\, b
URL:https://a.example/subprocessors/2026-11-20/
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-P3D
DESCRIPTION:Letzter Tag für den Widerspruch: Rechenzentrum Nord GmbH\\; Gr
 öße \u{1f600}
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:tag:a.example\\,2026:subprocessors/2026-11-20/de/effective
DTSTAMP:20261127T000000Z
DTSTART;VALUE=DATE:20261231
DTEND;VALUE=DATE:20270101
SEQUENCE:1
STATUS:CANCELLED
TRANSP:TRANSPARENT
SUMMARY:Gilt
URL:https://a.example/x/
END:VEVENT
END:VCALENDAR
";
        assert_eq!(String::from_utf8(write(&calendar())).unwrap(), expected.replace('\n', "\r\n"));
    }

    /// The value of the first property `name`, unfolded and unescaped as RFC 5545 says.
    fn read(bytes: &[u8], name: &str) -> String {
        let unfolded = std::str::from_utf8(bytes).unwrap().replace("\r\n ", "");
        let line = unfolded.split("\r\n").find_map(|line| line.strip_prefix(name)).unwrap().to_owned();
        let mut chars = line.chars();
        let mut value = String::new();
        while let Some(c) = chars.next() {
            value.push(match c {
                '\\' => match chars.next().unwrap() {
                    'n' => '\n',
                    c => c,
                },
                c => c,
            });
        }
        value
    }

    proptest! {
        #[test]
        fn any_text_is_folded_and_read_back(summary in "\\PC*", description in "([ -~]|\\PC|[\n\t;,\\\\]){1,300}") {
            let mut calendar = calendar();
            calendar.events[0].summary.clone_from(&summary);
            calendar.events[0].description.clone_from(&description);
            let bytes = write(&calendar);
            prop_assert!(bytes.split(|&b| b == b'\n').all(|line| line.len() <= 76 && std::str::from_utf8(line).is_ok()));
            prop_assert_eq!(read(&bytes, "SUMMARY:"), summary);
            prop_assert_eq!(read(&bytes, "DESCRIPTION:"), description);
        }
    }

    #[test]
    fn an_address_cannot_begin_a_property() {
        let mut calendar = calendar();
        calendar.events[0].url = "https://a.example/\r\nATTACH:https://b.example/".into();
        calendar.events[0].summary = "x\r\nATTACH:y\u{0}".into();
        let text = String::from_utf8(write(&calendar)).unwrap();
        assert!(!text.contains("\nATTACH"));
        assert!(text.contains("SUMMARY:x\\nATTACH:y\u{fffd}\r\n"));
    }
}
