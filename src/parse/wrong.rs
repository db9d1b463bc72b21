//! Sentences about single files that the shared ones of [`crate::diagnostic::format`] do not cover, each a function of
//! the facts. Knows nothing of how a file is read.

use super::languages;
use crate::diagnostic::cause::{Bond, Missed};
use crate::diagnostic::{Code, Diagnostic, Place, format};
use crate::source::Span;

/// A user's text as it is quoted in a sentence: on one line, and not longer than one can read there.
#[must_use]
pub fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut short: String =
        text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}

/// A byte that no UTF-8 text has there.
pub fn not_utf8(at: Span, byte: u8) -> Diagnostic {
    Diagnostic::new(Code::F01, at, format!("the file is not UTF-8: the byte 0x{byte:02x} cannot stand here"))
        .help("save the file as UTF-8")
}

/// A file larger than a file of the format can sensibly be.
pub fn too_large(at: Span, bytes: usize, limit: usize) -> Diagnostic {
    let message = format!("the file has {bytes} bytes; the limit is {} MiB", limit / 1024 / 1024);
    Diagnostic::new(Code::F14, at, message).help("split it; large files to download belong into content/assets/")
}

/// Lists and maps that nest too deep.
pub fn too_deep(at: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(Code::F14, at, format!("lists and maps nest deeper than {limit} levels here"))
        .help("no record of the format is that deep; check the brackets or the indentation")
}

/// More values than a file of the format can sensibly have.
pub fn too_many_values(at: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(Code::F14, at, format!("the file has more than {limit} values")).help("split it")
}

/// More findings than anybody reads.
pub fn too_many_findings(at: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(Code::F14, at, format!("the file has more than {limit} mistakes; the rest is not listed"))
        .help("mend the first ones and run again")
}

/// A key without a value.
pub fn no_value(at: Span, key: &str) -> Diagnostic {
    Diagnostic::new(Code::F06, at, format!("the key `{}` has no value", shortened(key)))
        .help("write a value, or remove the key")
}

/// A piece of a text that was cut at its comma, as in `{de: Rat, Tat}`.
pub fn cut_at_comma(at: Span, rest: &str) -> Diagnostic {
    Diagnostic::new(Code::F03, at, format!("unknown key `{}`", shortened(rest)))
        .help("inside of braces a comma ends a text: put quotes around a text that holds one")
}

/// A value of the wrong kind, with what to write in its place.
pub fn wrong_type(at: Span, expected: &str, found: &str, help: &str) -> Diagnostic {
    format::wrong_type(at, expected, found).help(help)
}

/// A text of several lines where one line is meant.
pub fn several_lines(at: Span) -> Diagnostic {
    format::wrong_type(at, "a text of one line", "several lines").help("write it in one line")
}

/// A control character, which neither HTML nor XML can hold.
pub fn control_character(at: Span, character: char) -> Diagnostic {
    let message = format!("the text holds the control character U+{:04X}", u32::from(character));
    Diagnostic::new(Code::F07, at, message).help("remove it: neither a page nor a feed can hold it")
}

/// A language tag that has not the form of one.
pub fn bad_language(at: Span, tag: &str) -> Diagnostic {
    let form = match languages::meant(tag) {
        Some(code) => format!("write `{code}`"),
        None => "write a language tag such as de, en or de-AT (BCP 47)".to_owned(),
    };
    format::malformed(at, "language", &shortened(tag), &form)
}

/// A well-formed language that the site does not have.
pub fn foreign_language(at: Span, tag: &str, languages: &[&str]) -> Diagnostic {
    if languages::meant(tag).is_some() {
        return bad_language(at, tag);
    }
    let found = Diagnostic::new(Code::F07, at, format!("`{tag}` is no language of this site"))
        .misses(Missed::Language(tag.to_owned()));
    match format::nearest(tag, languages.iter().copied()) {
        Some(near) => found.help(format!("did you mean `{near}`? Else add `{tag}` to `languages` in site.yaml")),
        None => found.help(format!("add `{tag}` to `languages` in site.yaml, or use one of: {}", languages.join(", "))),
    }
}

/// A text in several languages that has none.
pub fn no_language(at: Span) -> Diagnostic {
    format::wrong_type(at, "a text in at least one language", "an empty map").help("write `{de: …, en: …}`")
}

/// A code that ISO 3166-1 has not assigned.
pub fn bad_country(at: Span, written: &str, assigned: Option<&str>) -> Diagnostic {
    let help = match (written.to_ascii_uppercase().as_str(), assigned) {
        ("UK", _) => "the code of the United Kingdom is GB".to_owned(),
        ("EL", _) => "the code of Greece is GR".to_owned(),
        (_, Some(code)) => format!("write `{code}`"),
        _ => "write a code of ISO 3166-1 alpha-2, such as DE, AT or NO".to_owned(),
    };
    format::malformed(at, "country", &shortened(written), &help)
}

/// An address that does not have the form of one.
pub fn bad_address(at: Span, what: &str, written: &str, help: &str) -> Diagnostic {
    Diagnostic::new(Code::V10, at, format!("`{}` is no {what}", shortened(written))).help(help)
}

/// A key that another kind of record has.
pub fn foreign_key(at: Span, key: &str, belongs_to: &str, found_in: &str) -> Diagnostic {
    Diagnostic::new(Code::F03, at, format!("`{key}` belongs to {belongs_to}, not to {found_in}"))
        .help("remove it, or change the kind")
}

/// An id that conditions use as a word.
pub fn word_of_conditions(at: Span, id: &str) -> Diagnostic {
    Diagnostic::new(Code::F12, at, format!("the id `{id}` is a word of conditions")).help("choose another one")
}

/// A condition that cannot be understood from here on.
pub fn bad_condition(at: Span, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(Code::F13, at, message).help(help)
}

/// A file or folder without meaning whose name is near to a known one.
pub fn misspelt_path(path: &str, known: &str) -> Diagnostic {
    let meant = path.rsplit_once('/').map_or_else(|| known.to_owned(), |(folder, _)| format!("{folder}/{known}"));
    let found = format::stray_file(path, format!("did you mean `{known}`?"));
    Diagnostic { bond: Some(Bond::Misnames(meant)), ..found }
}

/// A folder of `content/` that does not say what it is.
pub fn no_document(folder: &str, near: Option<&str>) -> Diagnostic {
    let path = format!("{folder}/document.yaml");
    let found = format::missing_file(path, "it says what the document is");
    match near {
        Some(name) => found.help(format!("rename `{folder}/{name}`")),
        None => found.help("add it with `kind: …` and `title: …`, or remove the folder"),
    }
}

/// Prose in a language that the site does not have.
pub fn foreign_prose(path: &str, tag: &str) -> Diagnostic {
    if let Some(code) = languages::meant(tag) {
        return misspelt_path(path, &format!("{code}.md"));
    }
    format::stray_file(path, format!("add `{tag}` to `languages` in site.yaml, or remove the file"))
        .misses(Missed::Language(tag.to_owned()))
}

/// A label that a folder of `versions/` cannot have.
pub fn bad_label(at: impl Into<Place>, label: &str) -> Diagnostic {
    Diagnostic::new(Code::F07, at, format!("`{}` is no label of a version", shortened(label)))
        .help("a label is made of letters, digits, `.`, `-` and `_`, and does not start with a dot")
}

/// A slug that is not lower-case kebab-case.
pub fn bad_slug(at: Span, slug: &str) -> Diagnostic {
    format::malformed(
        at,
        "slug",
        &shortened(slug),
        "a slug is made of lower-case letters a to z, digits and single hyphens",
    )
}

/// A time zone that the IANA database does not have.
pub fn bad_timezone(at: Span, name: &str, near: Option<&str>) -> Diagnostic {
    let help = match near {
        Some(zone) => format!("did you mean `{zone}`?"),
        None => "write a name of the IANA database, such as Europe/Berlin".to_owned(),
    };
    format::malformed(at, "time zone", &shortened(name), &help)
}

/// A theme whose name is no name of a folder.
pub fn bad_theme_name(at: Span, name: &str) -> Diagnostic {
    format::malformed(at, "name of a theme", &shortened(name), "name a folder of themes/, such as default")
}

/// A Markdown file that is not named after a language.
pub fn unnamed_prose(path: &str, near: Option<&str>) -> Diagnostic {
    let name = path.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).and_then(languages::meant);
    if let Some(code) = name {
        return misspelt_path(path, &format!("{code}.md"));
    }
    match near {
        Some(name) => misspelt_path(path, name),
        None => format::stray_file(path, "a text is named after its language, such as de.md"),
    }
}

/// What a missing file of facts would say.
pub fn facts_of(kind: &str) -> &'static str {
    match kind {
        "measures" => "it lists the measures",
        "subprocessors" => "it lists the subprocessors",
        _ => "it names the data protection officer",
    }
}

/// The facts of another kind of document.
pub fn foreign_facts(path: &str, kind: &str, facts: Option<&str>) -> Diagnostic {
    let help = match facts {
        Some(name) => format!("the facts of a document of the kind `{kind}` are in {name}"),
        None => format!("a document of the kind `{kind}` has no facts; remove the file, or change the kind"),
    };
    format::stray_file(path, help)
}

/// A file that no folder of this sort has.
pub fn stray_file(path: &str, known: &[&str]) -> Diagnostic {
    let help = format!(
        "here belong {} and texts such as de.md; what shall be published as it is belongs into content/assets/",
        known.join(", ")
    );
    format::stray_file(path, help)
}

/// A folder that no folder of this sort has.
pub fn stray_folder(path: &str) -> Diagnostic {
    format::stray_file(path, "remove it; what shall be published as it is belongs into content/assets/")
}

/// A file directly in `versions/`.
pub fn file_among_versions(path: &str) -> Diagnostic {
    format::stray_file(path, "a version is a folder named after its label: versions/1.0/version.yaml")
}

/// A frozen `document.yaml` that makes another kind of document of a version.
pub fn another_kind(at: Span, frozen: &str, kind: &str) -> Diagnostic {
    Diagnostic::new(Code::F07, at, format!("this version is of the kind `{frozen}`, its document of the kind `{kind}`"))
        .help("a document keeps its kind; make a document of its own of the other one")
}

/// A `document.yaml` that makes another kind of document than all released versions are.
pub fn another_kind_than_versions(at: Span, kind: &str, released: &str) -> Diagnostic {
    Diagnostic::new(
        Code::F07,
        at,
        format!("the document is of the kind `{kind}`, its versions of the kind `{released}`"),
    )
    .help(format!("a document keeps its kind: write `{released}`, or make a document of its own of the other kind"))
}

/// A file directly in `content/`.
pub fn file_in_content(path: &str, near: Option<&str>) -> Diagnostic {
    match near {
        Some(name) => misspelt_path(path, name),
        None => stray_in_content(path),
    }
}

/// A folder of `content/` in which nothing belongs to a document.
pub fn stray_in_content(path: &str) -> Diagnostic {
    let help =
        "a document is a folder with a document.yaml; what shall be published as it is belongs into content/assets/";
    format::stray_file(path, help)
}

/// A file directly in `content/pages/`.
pub fn file_among_pages(path: &str) -> Diagnostic {
    format::stray_file(path, "a page is a folder: content/pages/imprint/page.yaml")
}

/// A logo that is not among the assets.
pub fn missing_logo(at: Span, path: &str) -> Diagnostic {
    Diagnostic::new(Code::F09, at, format!("`content/{path}` is missing: it is the logo"))
        .help("add the file, or remove the key")
}
