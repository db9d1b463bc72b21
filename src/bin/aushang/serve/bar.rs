//! What the preview adds to a page: a bar with drafts, day and warnings, and, while something is wrong, what it is.
//!
//! It is put into pages when they are served, never into the output. Everything works without JavaScript but reloading.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use crate::watch::snapshot::View;
use crate::watch::stage::Shown;

/// Keeps open pages right.
pub const SCRIPT: &str = include_str!("preview.js");

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
        let trouble = self.shown.trouble.as_deref().map(|why| self.trouble(why)).unwrap_or_default();
        let bar = self.bar();
        Some([&html[..head], &self.links(), &html[head..end], &bar, &trouble, &html[end..]].concat())
    }

    /// A page of its own that says what is wrong.
    pub fn alone(&self, why: &str) -> String {
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Preview</title>\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n{}</head>\n<body>\n{}{}</body>\n</html>\n",
            self.links(),
            self.bar(),
            self.trouble(why),
        )
    }

    fn links(&self) -> String {
        format!(
            "<link rel=\"stylesheet\" href=\"/__aushang/preview.css\">\n\
             <script src=\"/__aushang/preview.js\" data-generation=\"{}\" defer></script>\n",
            self.generation
        )
    }

    fn bar(&self) -> String {
        let mut html =
            "<aside id=\"aushang-preview\" lang=\"en\" dir=\"ltr\" aria-label=\"Preview\">\n<strong>Preview</strong>\n"
                .to_owned();
        let shown = self.shown;
        if let (Some((view, path)), Some(snapshot)) = (self.at, &shown.snapshot) {
            let today = snapshot.today();
            let below = path.strip_prefix(&view.base).unwrap_or_default();
            // Writing to a string does not fail.
            let _ = writeln!(
                html,
                "<form action=\"/__aushang/as-of\" method=\"get\"><label>as of <input type=\"date\" name=\"day\" \
                 value=\"{}\" required></label><input type=\"hidden\" name=\"page\" value=\"{}\">\
                 <button>Show</button></form>",
                view.day,
                escape(below)
            );
            if view.base != today.base {
                let _ =
                    writeln!(html, "<a href=\"{}{}\">back to {}</a>", escape(&today.base), escape(below), today.day);
            }
        }
        if let Some((view, _)) = self.at.filter(|(view, _)| !view.drafts.is_empty()) {
            let count = view.drafts.len();
            let _ = write!(html, "<details id=\"aushang-drafts\"><summary>{count} not public</summary><ul>");
            for draft in &view.drafts {
                let _ = write!(html, "<li><a href=\"{}\">{}</a></li>", escape(&*draft.href), escape(&*draft.name));
            }
            html += "</ul></details>\n";
        }
        if shown.warning_count > 0 && shown.trouble.is_none() {
            let count = shown.warning_count;
            let words = if count == 1 { "1 remark".to_owned() } else { format!("{count} remarks") };
            let _ = writeln!(
                html,
                "<details id=\"aushang-remarks\"><summary>{words}</summary><pre>{}</pre></details>",
                escape(&*shown.warnings)
            );
        }
        html + "</aside>\n"
    }

    fn trouble(&self, why: &str) -> String {
        let state = match self.shown.snapshot {
            Some(_) => "The files are wrong at the moment. This page shows the last state that was right.",
            None => "The site cannot be shown before this is mended. The page will then appear by itself.",
        };
        format!(
            "<section id=\"aushang-trouble\" lang=\"en\" dir=\"ltr\" role=\"alert\" aria-labelledby=\"aushang-wrong\">\n\
             <h2 id=\"aushang-wrong\">Something is wrong</h2>\n<p>{state}</p>\n<pre>{}</pre>\n</section>\n",
            escape(why)
        )
    }
}
