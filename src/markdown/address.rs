//! Where links and pictures may lead.
//!
//! Only what is allowed is let through; an address that a browser would read in another way than it looks is refused.

use percent_encoding::percent_decode_str;

use crate::model::prose::DocLink;
use crate::model::text::is_id;
use crate::model::version::is_label;

/// The destination of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// An address as written.
    Url(String),
    /// A document of the site.
    Doc(DocLink),
    /// An anchor of this text.
    Anchor(String),
    /// A file below `content/assets/`.
    Asset(String),
}

/// Why an address is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// A scheme that texts may not use.
    Scheme(String),
    /// It does not have the form of an address.
    Malformed,
    /// A mail address without name or host.
    Mail,
    /// `doc:` with something that is no document, version and anchor.
    Doc,
    /// An address without a scheme that leads to another host.
    NoScheme,
    /// A picture from elsewhere.
    Picture,
}

/// What the address `written` of a link means.
pub(super) fn link(written: &str) -> Result<Destination, Refused> {
    if let Some(rest) = written.strip_prefix("doc:") {
        return doc(rest).map(Destination::Doc).ok_or(Refused::Doc);
    }
    if let Some(anchor) = written.strip_prefix('#').filter(|anchor| !anchor.is_empty()) {
        return Ok(Destination::Anchor(decode(anchor)));
    }
    if let Some(asset) = asset(written) {
        return Ok(Destination::Asset(asset));
    }
    allowed(written).map(|()| Destination::Url(written.to_owned()))
}

/// The path below `content/assets/` of the picture at `written`: the site loads nothing from elsewhere.
pub(super) fn picture(written: &str) -> Result<String, Refused> {
    asset(written).ok_or(Refused::Picture)
}

/// Where the value of a fact leads that is a mail or web address.
pub(crate) fn of_fact(name: &str, value: &str) -> Option<String> {
    let address = match name.rsplit('.').next().unwrap_or_default() {
        "email" => Some(format!("mailto:{value}")).filter(|_| value.contains('@')),
        "website" | "url" => Some(value.to_owned()).filter(|value| value.starts_with("http")),
        _ => None,
    };
    address.filter(|address| is_allowed(address))
}

/// Whether an address, with its facts filled in, may be written into a page.
pub(crate) fn is_allowed(url: &str) -> bool {
    allowed(url).is_ok()
}

/// Whether an address may lead to a page of this site: a path, or an address of the web, without facts in it.
pub(super) fn is_path(url: &str) -> bool {
    let head = &url[..url.find(['/', '?', '#']).unwrap_or(url.len())];
    let path = &url[..url.find(['?', '#']).unwrap_or(url.len())];
    let scheme = head.split_once(':').map(|(scheme, _)| scheme);
    let is_web =
        scheme.is_none_or(|scheme| scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"));
    !path.is_empty() && is_web && !url.starts_with("//") && !url.contains("{{")
}

fn allowed(written: &str) -> Result<(), Refused> {
    if written.chars().any(|c| c.is_control() || c == '\\') || written.trim() != written {
        return Err(Refused::Malformed);
    }
    if written.starts_with("//") {
        return Err(Refused::NoScheme);
    }
    let head = &written[..written.find(['/', '?', '#']).unwrap_or(written.len())];
    let Some((scheme, _)) = head.split_once(':') else { return Ok(()) };
    if scheme.starts_with("{{") {
        return Ok(());
    }
    let rest = &written[scheme.len() + 1..];
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => web(rest),
        "mailto" => mail(rest),
        "tel" if rest.is_empty() => Err(Refused::Malformed),
        "tel" => Ok(()),
        _ => Err(Refused::Scheme(scheme.to_owned())),
    }
}

fn web(rest: &str) -> Result<(), Refused> {
    let authority = rest.strip_prefix("//").map(|rest| &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())]);
    let well_formed = |host: &str| {
        host.contains("{{")
            || (host.chars().any(char::is_alphanumeric)
                && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':')))
    };
    authority.is_some_and(well_formed).then_some(()).ok_or(Refused::Malformed)
}

fn mail(rest: &str) -> Result<(), Refused> {
    let to = rest.split('?').next().unwrap_or_default();
    let well_formed = |address: &str| {
        let parts = address.rsplit_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && !host.is_empty()
                && !host.starts_with('.')
                && !host.ends_with('.')
                && !name.contains('@')
        });
        address.contains("{{") || (parts && !address.contains(char::is_whitespace))
    };
    to.split(',').all(well_formed).then_some(()).ok_or(Refused::Mail)
}

fn doc(rest: &str) -> Option<DocLink> {
    let (path, anchor) = rest.split_once('#').map_or((rest, None), |(path, anchor)| (path, Some(anchor)));
    let (document, label) = path.split_once('/').map_or((path, None), |(id, label)| (id, Some(label)));
    let well_formed = is_id(document) && label.is_none_or(is_label) && anchor.is_none_or(|anchor| !anchor.is_empty());
    well_formed.then(|| DocLink {
        document: document.to_owned(),
        label: label.map(str::to_owned),
        anchor: anchor.map(decode),
    })
}

/// A path below `content/assets/`, however the way there from the text is written.
fn asset(written: &str) -> Option<String> {
    let mut rest = written.strip_prefix('/').unwrap_or(written);
    while let Some(below) = rest.strip_prefix("../").or_else(|| rest.strip_prefix("./")) {
        rest = below;
    }
    let path = decode(rest.strip_prefix("assets/")?);
    let inside = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    (inside && !path.contains(|c: char| c.is_control() || c == '\\')).then_some(path)
}

/// Percent-encoded bytes as characters; what is not UTF-8 then stays as it is.
fn decode(written: &str) -> String {
    percent_decode_str(written).decode_utf8().map_or_else(|_| written.to_owned(), Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_schemes_are_let_through() {
        for url in [
            "https://example.org/a?b#c",
            "HTTP://example.org",
            "mailto:a@example.org?subject=x",
            "mailto:{{dpo.email}}",
            "{{organisation.website}}",
            "tel:+49351",
            "/avv/",
            "../x:y",
            "a/b",
            "",
            "#",
        ] {
            assert!(is_allowed(url), "{url}");
        }
        for url in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            " javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.example",
            "/\\evil.example",
            "https://",
            "https:example.org",
            "https://a b/",
            "mailto:",
            "mailto:a@@b",
            "tel:",
            "foo bar:baz",
        ] {
            assert!(!is_allowed(url), "{url}");
        }
    }

    #[test]
    fn links_to_documents_name_document_version_and_anchor() {
        let part = |text: Option<&str>| text.map(str::to_owned);
        for (written, expected) in [
            ("doc:toms", Some(("toms", None, None))),
            ("doc:avv#4.2", Some(("avv", None, Some("4.2")))),
            ("doc:avv/1.5#anlage-a-1", Some(("avv", Some("1.5"), Some("anlage-a-1")))),
            ("doc:", None),
            ("doc:AVV", None),
            ("doc:avv/", None),
            ("doc:avv#", None),
            ("doc:avv/1.5/2", None),
        ] {
            let expected = expected.map(|(document, label, anchor)| {
                Destination::Doc(DocLink { document: document.into(), label: part(label), anchor: part(anchor) })
            });
            assert_eq!(link(written), expected.ok_or(Refused::Doc), "{written}");
        }
    }

    #[test]
    fn pictures_come_from_the_site_itself() {
        for (written, expected) in [
            ("assets/a.png", Some("a.png")),
            ("/assets/a.png", Some("a.png")),
            ("../assets/x/a%20b.png", Some("x/a b.png")),
            ("https://example.org/a.png", None),
            ("assets/../site.yaml", None),
            ("assets/%2e%2e/site.yaml", None),
            ("logo.png", None),
            ("data:image/png;base64,AA", None),
        ] {
            assert_eq!(picture(written).ok().as_deref(), expected, "{written}");
        }
    }
}
