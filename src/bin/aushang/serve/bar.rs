//! What the preview adds to a page: a bar with drafts, day and warnings, and, while something is wrong, what it is.
//!
//! It is put into pages when they are served, never into the output. Everything works without JavaScript but reloading.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::words::Words;
use crate::watch::snapshot::View;
use crate::watch::stage::Shown;

/// Keeps open pages right.
pub const SCRIPT: &str = include_str!("preview.js");

/// Listens for them all.
pub const LISTENER: &str = include_str!("listener.js");

/// The look of the bar.
pub const STYLE: &str = include_str!("preview.css");

/// What a bar is about.
pub struct Bar<'a> {
    pub shown: &'a Shown,
    /// What the page is called that shows it.
    pub generation: String,
    /// The page: a view of the site and the path; none where there is no site.
    pub at: Option<(&'a View, &'a str)>,
}

impl Bar<'_> {
    /// The page with the bar; none where the text is no whole page.
    pub fn dress(&self, html: &str) -> Option<String> {
        let head = html.find("</head>")?;
        let end = html.rfind("</body>").filter(|&end| end > head)?;
        let words = Words::of_page(html);
        let trouble = self.shown.trouble.as_deref().map(|why| trouble(words, &words.stays, why)).unwrap_or_default();
        let bar = self.bar(words);
        Some([&html[..head], &self.links(), &html[head..end], &bar, &trouble, &html[end..]].concat())
    }

    /// A page of its own that says what is wrong.
    pub fn alone(&self, why: &str) -> String {
        let view = self.at.map(|(view, _)| view);
        let words = Words::of(view.map_or("", View::lang));
        let state = if self.shown.snapshot.is_some() { &words.unmade } else { &words.nothing_yet };
        format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n{}</head>\n<body class=\"aushang-alone\">\n{}{}</body>\n</html>\n",
            words.lang,
            words.preview,
            self.links(),
            self.bar(words),
            trouble(words, state, why),
        )
    }

    fn links(&self) -> String {
        format!(
            "<link rel=\"stylesheet\" href=\"/__aushang/preview.css\">\n\
             <script src=\"/__aushang/preview.js\" data-generation=\"{}\" defer></script>\n",
            self.generation
        )
    }

    fn bar(&self, words: &Words) -> String {
        let mut html = format!(
            "<aside id=\"aushang-preview\" lang=\"{}\" dir=\"ltr\" aria-label=\"{1}\">\n<strong>{1}</strong>\n",
            words.lang, words.preview
        );
        let shown = self.shown;
        if let (Some((view, path)), Some(snapshot)) = (self.at, &shown.snapshot) {
            let today = snapshot.today();
            let below = path.strip_prefix(&view.base).unwrap_or_default();
            // Writing to a string does not fail.
            let _ = writeln!(
                html,
                "<form action=\"/__aushang/as-of\" method=\"get\"><label>{} <input type=\"date\" name=\"day\" \
                 value=\"{}\" required></label><input type=\"hidden\" name=\"page\" value=\"{}\">\
                 <button>{}</button></form>",
                words.as_of,
                view.day,
                escape(below),
                words.show
            );
            if view.base != today.base {
                let (base, below) = (escape(&today.base), escape(below));
                let _ = writeln!(html, "<a href=\"{base}{below}\">{}</a>", words.back(today.day));
            }
        }
        let drafts = self.at.map_or(&[][..], |(view, _)| view.drafts(&words.lang));
        if !drafts.is_empty() {
            let summary = words.unpublished(drafts.len());
            let _ = write!(html, "<details id=\"aushang-drafts\"><summary>{summary}</summary><ul>");
            for draft in drafts {
                let name = match &draft.scheduled {
                    None => words.draft(&draft.name),
                    Some((version, day)) => words.scheduled(&draft.name, version, *day),
                };
                let _ = write!(html, "<li><a href=\"{}\">{}</a></li>", escape(&*draft.href), escape(&name));
            }
            html += "</ul></details>\n";
        }
        if shown.warning_count + shown.forbidding > 0 && shown.trouble.is_none() {
            let summary = match shown.forbidding {
                0 => words.remarks(shown.warning_count),
                errors => format!("<strong>{}</strong>", words.forbidden(errors)),
            };
            let _ = writeln!(
                html,
                "<details id=\"aushang-remarks\"><summary>{summary}</summary><pre lang=\"en\">{}</pre></details>",
                escape(&*shown.warnings)
            );
        }
        html + "</aside>\n"
    }
}

/// What is wrong, above the page; findings are in English everywhere.
fn trouble(words: &Words, state: &str, why: &str) -> String {
    format!(
        "<section id=\"aushang-trouble\" lang=\"{}\" dir=\"ltr\" role=\"alert\" aria-labelledby=\"aushang-wrong\">\n\
         <details id=\"aushang-findings\" open><summary id=\"aushang-wrong\">{}</summary>\n<p>{state}</p>\n\
         <pre lang=\"en\">{}</pre></details>\n</section>\n",
        words.lang,
        words.wrong,
        escape(why)
    )
}
