//! Tag URIs (RFC 4151): the ids of feeds, entries and events. They outlive addresses, titles and texts.
//!
//! Invariant: two things never get one id. Ids of documents are kebab-case, labels have no slash, and what is no
//! document bears a colon.

use std::fmt;

use jiff::civil::Date;

use crate::model::text::Lang;

/// Who mints the ids, since when: `trust.example.com,2026`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagAuthority(String);

/// What the feed of an id is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope<'a> {
    /// The whole site.
    Site,
    /// The document of this id.
    Document(&'a str),
    /// The product of this id.
    Product(&'a str),
}

/// What the entry or event of an id tells about a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// It was announced.
    Announcement,
    /// It was withdrawn.
    Withdrawal,
    /// The last day to object.
    Objection,
    /// The day of effect.
    Effect,
}

impl TagAuthority {
    /// The authority that `text` names: a domain or an e-mail address, a comma, and a year, month or day on which it
    /// was the publisher's (RFC 4151, 2.1).
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let (name, since) = text.split_once(',')?;
        let (user, domain) = name.split_once('@').map_or((None, name), |(user, domain)| (Some(user), domain));
        let is_user =
            |user: &str| !user.is_empty() && user.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b));
        let is_label = |label: &str| {
            label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && label.starts_with(|c: char| c.is_ascii_alphanumeric())
                && label.ends_with(|c: char| c.is_ascii_alphanumeric())
        };
        let day = match since.len() {
            4 => format!("{since}-01-01"),
            7 => format!("{since}-01"),
            _ => since.to_owned(),
        };
        let plain = day.len() == 10 && day.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let is_day = plain && day.parse::<Date>().is_ok();
        (user.is_none_or(is_user) && domain.split('.').all(is_label) && is_day).then(|| Self(text.to_owned()))
    }

    /// The id of a feed.
    #[must_use]
    pub fn feed(&self, scope: Scope<'_>, lang: &Lang) -> String {
        match scope {
            Scope::Site => format!("tag:{self}:{lang}"),
            Scope::Document(id) => format!("tag:{self}:{id}/{lang}"),
            Scope::Product(id) => format!("tag:{self}:product:{id}/{lang}"),
        }
    }

    /// The id of what an entry or event tells `about` the version `label` of `document`, in `lang`. Readers keep
    /// entries by their ids across feeds, so each language needs its own.
    #[must_use]
    pub fn version(&self, document: &str, label: &str, lang: &Lang, about: About) -> String {
        let suffix = match about {
            About::Announcement => "",
            About::Withdrawal => "/withdrawn",
            About::Objection => "/objection",
            About::Effect => "/effective",
        };
        format!("tag:{self}:{document}/{label}/{lang}{suffix}")
    }
}

impl TagAuthority {
    /// The id of the end of a certificate on `day`, of the holder `entry` in the register `document`, in `lang`.
    #[must_use]
    pub fn certificate(&self, document: &str, entry: &str, name: &str, day: Date, lang: &Lang) -> String {
        // Letters, digits and hyphens: what else a name has stays apart through its place and day.
        let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        format!("tag:{self}:certificate:{document}/{entry}/{name}/{day}/{lang}")
    }
}

impl fmt::Display for TagAuthority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authority_is_a_name_and_a_date() {
        for right in ["trust.example.com,2026", "a.example,2026-11", "x_y.z@example.com,2026-11-20", "localhost,2026"] {
            assert!(TagAuthority::new(right).is_some(), "{right}");
        }
        for wrong in [
            "",
            "trust.example.com",
            "trust.example.com,",
            ",2026",
            "trust.example.com,26",
            "trust.example.com,2026-13",
            "trust.example.com,2026-02-30",
            "trust..example,2026",
            "-a.example,2026",
            "ä.example,2026",
            "a b.example,2026",
            "@example.com,2026",
            "a@b@example.com,2026",
            "example.com,2026,2027",
            "example.com,2026-1-1",
            "example.com,2026\n",
            "example.com/x,2026",
            "example.com,+026",
        ] {
            assert!(TagAuthority::new(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn ids_are_stable_and_differ() {
        let authority = TagAuthority::new("trust.example.com,2026").unwrap();
        let de = Lang::new("de").unwrap();
        let version = |about| authority.version("subprocessors", "2026-11-20", &de, about);
        let ids = [
            version(About::Announcement),
            version(About::Withdrawal),
            version(About::Objection),
            version(About::Effect),
            authority.feed(Scope::Site, &de),
            authority.feed(Scope::Document("subprocessors"), &de),
            authority.feed(Scope::Product("subprocessors"), &de),
        ];
        let expected = [
            "tag:trust.example.com,2026:subprocessors/2026-11-20/de",
            "tag:trust.example.com,2026:subprocessors/2026-11-20/de/withdrawn",
            "tag:trust.example.com,2026:subprocessors/2026-11-20/de/objection",
            "tag:trust.example.com,2026:subprocessors/2026-11-20/de/effective",
            "tag:trust.example.com,2026:de",
            "tag:trust.example.com,2026:subprocessors/de",
            "tag:trust.example.com,2026:product:subprocessors/de",
        ];
        assert_eq!(ids, expected);
    }
}
