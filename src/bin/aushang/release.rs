//! `aushang release`: the working copy becomes a version, or what that would mean is shown.

use std::fmt::Write as _;

use aushang::check::Reach;
use aushang::error::{Error, Result};
use aushang::redline::paint;
use aushang::release::{Draft, Request, draft, files, is_changed, refusal};
use aushang::render::redline::{Copy, redline};
use aushang::resolve::SiteDocument;
use aushang::seal::{Released, Seals, released};

use crate::archive::{self, AS_TEXT};
use crate::args::{Common, Release};
use crate::consequences::consequences;
use crate::findings::Judge;
use crate::outcome::Outcome;
use crate::pipeline::{self, Understood};
use crate::seal;
use crate::terminal;

/// Releases, or with `--dry-run` shows what would be released.
///
/// # Errors
/// Where a file cannot be read or written, and where the document cannot be released under this label and these dates.
pub fn run(common: &Common, args: &Release) -> Result<Outcome> {
    let understood = pipeline::understand(common, None, Reach::Everything)?;
    let (Some((site, theme)), Some(today)) = (&understood.site, understood.day) else {
        return Judge::new(common, &AS_TEXT, &understood).print(&understood.report);
    };
    let of = archive::document(site, &args.document)?;
    let binding = site.binding(&of.document.settings);
    let text = |flag, given: &[String]| archive::text(flag, given, site, binding);
    let request = Request {
        label: args.label.clone(),
        announced: args.announced.unwrap_or(today),
        effective: args.effective,
        effective_for_new: args.effective_for_new,
        note: text("note", &args.note)?,
        change: args.change.map(Into::into),
        justification: text("justification", &args.justification)?,
        responsible: text("responsible", &args.responsible)?,
        approved_by: args.approved_by.clone(),
    };
    if let Some(why) = refusal(of, &request) {
        return Err(Error::Refused(why));
    }
    let draft = draft(site, of, &request);
    if !is_changed(site, theme, &understood.sources, of, &draft) {
        let before = draft.before.as_ref().map_or("", |before| before.label.as_str());
        let why = format!(
            "the working copy of `{}` says what version {before} says: there is nothing to release",
            args.document
        );
        return Err(Error::Refused(why));
    }
    let mut fresh = unsealed_before(&understood, &args.document);
    let mut written = seal::additions(&understood, &fresh);
    written.extend(files(site, theme, &understood.sources, of, &draft, &request));
    fresh.push(Released::new(&args.document, &args.label));
    let found = archive::foreseen(&understood.sources, &written, Some(today));
    let report = archive::blocking(&found, &args.document, &fresh);
    if args.dry_run {
        show(common, &understood, of, &draft)?;
        terminal::result(&consequences(&understood.sources, &written, args, request.announced, site))?;
    }
    if report.has_errors() {
        return archive::refuse(common, &found, &report);
    }
    if args.dry_run {
        let names: Vec<&str> = written.keys().map(String::as_str).collect();
        terminal::result(&format!("\nnothing was written; a release would write {}\n", names.join(", ")))?;
        return Ok(Outcome::Done);
    }
    let written = archive::sealed(written, &understood.sources, &fresh);
    archive::write(&common.site, &understood.sources, &written)?;
    if !common.quiet {
        terminal::result(&told(args, &request, &fresh))?;
    }
    Ok(Outcome::Done)
}

/// The versions of the document that were written by hand, where none of it is sealed yet: they are sealed with the
/// first release, as from then on all have to be.
fn unsealed_before(understood: &Understood, id: &str) -> Vec<Released> {
    let seals = Seals::read(&understood.sources);
    let (sealed, unsealed): (Vec<_>, Vec<_>) =
        released(&understood.sources).into_keys().filter(|of| of.document == id).partition(|of| seals.hold(of));
    if sealed.is_empty() { unsealed } else { Vec::new() }
}

/// The redline against the version before.
fn show(common: &Common, understood: &Understood, of: &SiteDocument, draft: &Draft) -> Result<()> {
    let Some((site, theme)) = &understood.site else { return Ok(()) };
    let (id, label) = (&of.document.id, &draft.version.label);
    let Some(before) = &draft.before else {
        return terminal::result(&format!("{id} {label} is the first version\n"));
    };
    let lang = site.binding(&of.document.settings);
    let pair = (Copy::Version(before), Copy::Version(&draft.version));
    let found = redline(site, theme, &understood.sources, of, pair, lang);
    let text = paint(&found, terminal::colors_results(common.color));
    terminal::result(&format!("{id} {} -> {label} ({lang}): {text}", before.label))
}

/// What was done and what is to be done next.
fn told(args: &Release, request: &Request, fresh: &[Released]) -> String {
    let Release { document, label, .. } = args;
    let mut text = format!(
        "released {document} {label}: announced on {}, takes effect on {}\n",
        request.announced, request.effective
    );
    let older: Vec<&str> = fresh.iter().map(|of| of.label.as_str()).filter(|other| other != label).collect();
    if !older.is_empty() {
        let _ = writeln!(text, "sealed with it, as they had no seal yet: {}", older.join(", "));
    }
    if request.note.is_none() {
        let _ = writeln!(text, "its note lists what changed; `--note` would have said why, too");
    }
    let folder = Released::new(document, label).folder();
    let _ = writeln!(text, "next: commit {folder} and aushang.lock");
    let _ = writeln!(text, "      aushang notice {document} {label}   # the announcement to customers");
    let _ = writeln!(text, "      aushang build   # on {} or later", request.announced);
    text
}
