//! Which answer a request gets.
//!
//! Invariant: whatever is answered comes from one snapshot. Nothing is answered to who does not name this server.

use std::sync::Arc;

use aushang::diagnostic::Report;
use aushang::diagnostic::render::{Format, Paper, render};
use aushang::output::OutFile;
use aushang::source::{Digest, Sources};
use jiff::civil::Date;
use percent_encoding::percent_decode_str;

use super::bar::{self, Bar};
use super::events::Audience;
use super::host::Hosts;
use super::request::Request;
use super::response::{Body, Response};
use super::site::{self, Found};
use super::{Manner, TcpStream};
use crate::watch::snapshot::View;
use crate::watch::stage::{Shown, Stage};
use crate::watch::{Page, Unmade};

/// What the preview adds to a site stands below this.
const OWN: &str = "/__aushang/";

/// What the preview's pages may do beside what published ones may: send the form of their bar.
const POLICY: &[(&str, &str)] = &[("form-action", "'self'")];

/// Answers requests.
pub struct Desk {
    stage: Arc<Stage>,
    manner: Manner,
    hosts: Hosts,
    audience: Arc<Audience>,
}

impl Desk {
    /// A desk that answers with what is on the stage.
    pub fn new(stage: Arc<Stage>, manner: Manner, hosts: Hosts, audience: Arc<Audience>) -> Self {
        Self { stage, manner, hosts, audience }
    }

    /// Whether a request is that of a page which wants to be told of changes.
    pub fn is_for_events(&self, request: &Request) -> bool {
        self.manner == Manner::Preview
            && request.method == "GET"
            && request.target.split('?').next() == Some("/__aushang/events")
            && self.is_for_us(request)
    }

    /// Lets a page wait for changes.
    pub fn admit(&self, connection: TcpStream) {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
                    X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";
        self.audience.admit(connection, head);
    }

    fn is_for_us(&self, request: &Request) -> bool {
        request.host.as_deref().is_some_and(|host| self.hosts.know(host))
    }

    /// The answer to a request.
    pub fn answer(&self, request: &Request) -> Response {
        if !self.is_for_us(request) {
            return Response::plain(403, "this server answers to its own name and port only");
        }
        if !matches!(request.method.as_str(), "GET" | "HEAD") {
            return Response::plain(405, "a preview can only be read").with("Allow", "GET, HEAD");
        }
        let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
        let Ok(path) = percent_decode_str(path).decode_utf8() else {
            return Response::plain(400, "the address is not UTF-8");
        };
        if !path.starts_with('/') || path.contains(|c: char| c.is_control()) {
            return Response::plain(400, "this is no address of this server");
        }
        if self.manner == Manner::Preview
            && let Some(name) = path.strip_prefix(OWN)
        {
            return self.own(request, name, query);
        }
        let shown = self.stage.now();
        let Some(snapshot) = &shown.snapshot else { return self.nothing_yet(&shown, &path) };
        let today = snapshot.today();
        let other = path.strip_prefix(&today.base).and_then(other_day).filter(|_| self.manner == Manner::Preview);
        match other {
            None => self.page(request, &shown, today, &path),
            Some(day) => match snapshot.on(day) {
                Ok(view) => self.page(request, &shown, &view, &path),
                Err(why) => self.trouble(&shown, Some((today, &path)), 500, &why),
            },
        }
    }

    fn page(&self, request: &Request, shown: &Shown, view: &View, path: &str) -> Response {
        let (status, page) = match site::find(view, path) {
            Found::File(status, page) => (status, page),
            Found::Elsewhere(status, to) => return Response::redirect(status, to),
            Found::Nothing => return Response::plain(404, "there is nothing at this address"),
            Found::Unmade(unmade) => return self.trouble(shown, Some((view, path)), 500, &told(unmade)),
        };
        let (file, tag) = match self.bar(shown, Some((view, path))) {
            Some(bar) => dressed(&page, &bar),
            None => (Arc::clone(&page.file), page.digest),
        };
        let mut response = site::file(request, status, &file, &tag.to_string()[..32]);
        if self.manner == Manner::Preview {
            response.policy = POLICY;
        }
        response
    }

    /// What the preview adds to a page; nothing where the site is shown as published.
    fn bar<'a>(&self, shown: &'a Shown, at: Option<(&'a View, &'a str)>) -> Option<Bar<'a>> {
        (self.manner == Manner::Preview).then(|| Bar { shown, generation: self.audience.generation(shown.serial), at })
    }

    /// There has not been a good site yet.
    fn nothing_yet(&self, shown: &Shown, path: &str) -> Response {
        if path.ends_with('/') || is_html(path) {
            self.trouble(shown, None, 503, "")
        } else {
            Response::plain(503, "the site cannot be built; the terminal says why")
        }
    }

    /// A page that says what is wrong.
    fn trouble(&self, shown: &Shown, at: Option<(&View, &str)>, status: u16, why: &str) -> Response {
        let why = if why.is_empty() { shown.trouble.as_deref().unwrap_or_default() } else { why };
        let text = match self.bar(shown, at) {
            Some(bar) => bar.alone(why),
            None => return Response::plain(status, why),
        };
        Response { policy: POLICY, ..Response::new(status, "text/html; charset=utf-8", Body::Text(text)) }
    }

    /// The preview's own files.
    fn own(&self, request: &Request, name: &str, query: &str) -> Response {
        let file = |name: &str, text: &str| {
            let file = Arc::new(OutFile::new(name, text));
            site::file(request, 200, &file, &Digest::of(text.as_bytes()).to_string()[..32])
        };
        match name {
            "preview.js" => file(name, bar::SCRIPT),
            "listener.js" => file(name, bar::LISTENER),
            "preview.css" => file(name, bar::STYLE),
            "as-of" => self.as_of(query),
            _ => Response::plain(404, "there is nothing at this address"),
        }
    }

    /// The way to the same page on the day that the bar's form asks for.
    fn as_of(&self, query: &str) -> Response {
        let shown = self.stage.now();
        let base = shown.snapshot.as_ref().map_or("/", |snapshot| &snapshot.today().base);
        let field = |name: &str| {
            let value = query.split('&').find_map(|field| field.strip_prefix(name)?.strip_prefix('='))?;
            percent_decode_str(value).decode_utf8().ok().map(std::borrow::Cow::into_owned)
        };
        // Only what follows the base is taken from the query, so that it cannot lead to another server.
        let below = field("page").unwrap_or_default();
        let below = below.trim_start_matches(['/', '\\']);
        match field("day").as_deref() {
            None | Some("") => Response::redirect(303, site::encoded(&format!("{base}{below}"))),
            Some(day) => match day.parse::<Date>() {
                Ok(day) => Response::redirect(303, site::encoded(&format!("{base}@{day}/{below}"))),
                Err(_) => Response::plain(400, "write the day as year-month-day, such as 2026-11-21"),
            },
        }
    }
}

/// The day in the path of a page on another day, which begins with `@`.
fn other_day(below: &str) -> Option<Date> {
    let (day, _) = below.strip_prefix('@')?.split_once('/')?;
    day.parse().ok().filter(|date: &Date| date.to_string() == day)
}

/// Whether the program's own pages end like this; assets that end in `.HTML` are somebody else's.
fn is_html(path: &str) -> bool {
    std::path::Path::new(path).extension().is_some_and(|extension| extension == "html")
}

/// A page with the preview's bar, and its tag; other files as they are.
fn dressed(page: &Page, bar: &Bar<'_>) -> (Arc<OutFile>, Digest) {
    let is_page = is_html(&page.file.path) && !page.file.verbatim;
    let dressed = std::str::from_utf8(&page.file.bytes).ok().filter(|_| is_page).and_then(|html| bar.dress(html));
    match dressed {
        Some(html) => {
            let digest = Digest::of(html.as_bytes());
            (Arc::new(OutFile::new(&page.file.path, html)), digest)
        }
        None => (Arc::clone(&page.file), page.digest),
    }
}

/// Why a page could not be made, in words.
fn told(unmade: Unmade) -> String {
    match unmade {
        Unmade::Template(finding) => {
            let mut report = Report::new();
            report.push(*finding);
            render(&report, &Sources::default(), "", Format::Text(Paper::PLAIN))
        }
        Unmade::Bug => "The page cannot be made, and this is a bug of Aushang; the terminal says more.".to_owned(),
    }
}
