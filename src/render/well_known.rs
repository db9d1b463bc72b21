//! Small files at places that programs know: `robots.txt`, `security.txt`, `llms.txt`, `_redirects`, and `_headers`
//! below.
//!
//! Knows nothing of the site: addresses and texts are given. Invariant: no text that is given begins a line of its own.

pub mod headers;

use std::fmt::Write as _;

use jiff::civil::Date;
use quick_xml::escape::escape;

use crate::model::text::Lang;

/// `robots.txt` (RFC 9309): everything may be read, and `sitemap` (absolute) lists it.
#[must_use]
pub fn robots(sitemap: &str) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", line(sitemap))
}

/// What `.well-known/security.txt` says (RFC 9116).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityTxt {
    /// Where to report: `mailto:`, `tel:` or `https:` address.
    pub contact: String,
    /// The last day on which the file may be relied upon.
    pub expires: Date,
    /// Languages in which reports are read.
    pub languages: Vec<Lang>,
    /// The address of the file itself.
    pub canonical: String,
    /// The disclosure policy, absolute.
    pub policy: Option<String>,
}

impl SecurityTxt {
    /// The text of the file.
    #[must_use]
    pub fn write(&self) -> String {
        let languages: Vec<&str> = self.languages.iter().map(Lang::as_str).collect();
        let mut text = format!(
            "Contact: {}\nExpires: {}T23:59:59Z\nPreferred-Languages: {}\nCanonical: {}\n",
            line(&self.contact),
            self.expires,
            languages.join(", "),
            line(&self.canonical),
        );
        if let Some(policy) = &self.policy {
            let _ = writeln!(text, "Policy: {}", line(policy));
        }
        text
    }
}

/// What `llms.txt` says (llmstxt.org): Markdown for language models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LlmsTxt {
    /// The site's title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// Paragraphs.
    pub details: Vec<String>,
    /// Headings and the links below each.
    pub sections: Vec<(String, Vec<Link>)>,
}

/// A link in `llms.txt`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The name of what it leads to.
    pub name: String,
    /// Where, absolute.
    pub url: String,
    /// What is found there; may be empty.
    pub note: String,
}

impl LlmsTxt {
    /// The text of the file.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = format!("# {}\n", markdown(&self.title));
        if !self.summary.is_empty() {
            let _ = write!(text, "\n> {}\n", markdown(&self.summary));
        }
        for paragraph in &self.details {
            let _ = write!(text, "\n{}\n", markdown(paragraph));
        }
        for (heading, links) in &self.sections {
            let _ = write!(text, "\n## {}\n\n", markdown(heading));
            for link in links {
                let url = line(&link.url).replace(' ', "%20").replace('(', "%28").replace(')', "%29");
                let _ = write!(text, "- [{}]({url})", markdown(&link.name));
                if !link.note.is_empty() {
                    let _ = write!(text, ": {}", markdown(&link.note));
                }
                text.push('\n');
            }
        }
        text
    }
}

/// An address that leads to another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The path that is asked for, with a slash at the start and none at the end: `/legal/subprocessors`.
    pub from: String,
    /// Where it leads: a path or an absolute address.
    pub to: String,
    /// 301 for ever, 302 for now.
    pub status: u16,
}

impl Redirect {
    /// The path of the page that redirects where the host does not read `_redirects`.
    #[must_use]
    pub fn page_path(&self) -> String {
        format!("{}/index.html", self.from.trim_matches('/'))
    }

    /// That page: it forwards at once, search engines leave it out, and without forwarding `title` links to the target.
    #[must_use]
    pub fn page(&self, lang: &Lang, title: &str) -> String {
        let (title, to) = (escape(title), escape(line(&self.to)));
        format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"robots\" content=\"noindex\">\n\
             <meta http-equiv=\"refresh\" content=\"0; url={to}\">\n</head>\n\
             <body>\n<main><h1><a href=\"{to}\">{title}</a></h1></main>\n</body>\n</html>\n"
        )
    }
}

/// `_redirects` of a site below `root`, the path of its base address with a slash at both ends, as static hosts read it:
/// one line for each, in the order given.
#[must_use]
pub fn redirects(root: &str, redirects: &[Redirect]) -> String {
    let word = |text: &str| line(text).replace(' ', "%20");
    let mut text = String::new();
    for redirect in redirects {
        let from = redirect.from.trim_matches('/');
        let _ = writeln!(text, "{root}{} {} {}", word(from), word(&redirect.to), redirect.status);
    }
    text
}

/// `text` on one line.
pub(super) fn line(text: &str) -> String {
    text.split(|c: char| c.is_control() || c == ' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `text` on one line of Markdown that shows it as it is: what could mark something up is escaped, and at the beginning
/// whatever could begin a list, a quote or a rule.
pub(super) fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in line(text).char_indices() {
        let special = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '#')
            || (at == 0 && c.is_ascii_punctuation())
            || (matches!(c, '.' | ')') && escaped.bytes().all(|b| b.is_ascii_digit()));
        if special {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests;
