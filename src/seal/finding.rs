//! What is said of seals (V04).

use super::{FILE, Released};
use crate::diagnostic::{Code, Diagnostic, Level, Place};
use crate::source::Span;

/// How many versions are named where many are meant.
const NAMED: usize = 5;

fn at(path: &str, message: String) -> Diagnostic {
    Diagnostic::new(Code::V04, Place::Path(path.to_owned()), message)
}

pub(super) fn changed(path: &str, sealed: Span) -> Diagnostic {
    at(path, "this file is not what was released".to_owned())
        .related(sealed, "sealed with this digest")
        .help("restore it, or release a new version")
}

pub(super) fn gone(path: &str, sealed: Span) -> Diagnostic {
    at(path, "this file was released and is missing".to_owned())
        .related(sealed, "sealed with this digest")
        .help("restore it, or release a new version")
}

pub(super) fn gone_version(version: &Released, sealed: Span, lies_in: Option<&str>) -> Diagnostic {
    let folder = version.folder();
    let folder = folder.trim_end_matches('/');
    let message = format!("version {} of `{}` was released and is missing", version.label, version.document);
    at(folder, message).related(sealed, "sealed here").help(restore(folder, lies_in))
}

/// Nothing is left of all versions of a document.
pub(super) fn gone_altogether(
    place: &str,
    document: &str,
    labels: &[&str],
    sealed: Option<Span>,
    lies_in: Option<&str>,
) -> Diagnostic {
    let message = format!("the released versions of `{document}` are missing: {}", labels.join(", "));
    let found = at(place, message).help(restore(place, lies_in));
    sealed.into_iter().fold(found, |found, sealed| found.related(sealed, "sealed here"))
}

fn restore(folder: &str, lies_in: Option<&str>) -> String {
    match lies_in {
        Some(now) => format!("`{now}` has the same files: give the folder its name `{folder}` again"),
        None => "restore the folder".to_owned(),
    }
}

pub(super) fn added(path: &str, label: &str) -> Diagnostic {
    at(path, format!("this file was added to version {label} after it was sealed"))
        .help("take it away, or release a new version")
}

pub(super) fn unsealed(version: &Released) -> Diagnostic {
    let Released { document, label } = version;
    at(version.folder().trim_end_matches('/'), format!("version {label} was never sealed"))
        .help(format!("`aushang seal {document} {label}` seals it as it is"))
}

/// No version of the documents that these belong to is sealed.
pub(super) fn none_sealed(versions: &[&Released]) -> Diagnostic {
    let named: Vec<String> = versions.iter().take(NAMED).map(|of| format!("{} {}", of.document, of.label)).collect();
    let more = versions.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    at(FILE, format!("nothing proves that these versions stayed as they were: {}{more}", named.join(", ")))
        .help("`aushang seal` seals all of them as they are")
        .at_level(Level::Warning)
}

pub(super) fn no_seal(span: Span) -> Diagnostic {
    Diagnostic::new(Code::V04, span, "this line is no seal: a digest, two spaces and a path were expected")
        .help("restore aushang.lock; only `release` and `seal` write it")
}

pub(super) fn sealed_twice(span: Span, other: Span, path: &str) -> Diagnostic {
    Diagnostic::new(Code::V04, span, format!("`{path}` is sealed twice"))
        .related(other, "and here")
        .help("restore aushang.lock; only `release` and `seal` write it")
}

pub(super) fn no_text() -> Diagnostic {
    at(FILE, "this file is no text".to_owned()).help("restore it; only `release` and `seal` write it")
}
