//! Legal forms in the names of companies.
//!
//! Knows the forms and the words of public bodies, which have none. Knows nothing of registers.

use super::TABLES;
use crate::check::words;

/// A name without full stops, commas and slashes.
pub(super) fn plain(name: &str) -> String {
    let kept = name.chars().filter(|c| !matches!(c, '.' | ',' | '/'));
    kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words of names that have no legal form because they are public bodies.
const PUBLIC: &[&str] = &[
    "universität",
    "university",
    "hochschule",
    "stadt",
    "city",
    "gemeinde",
    "landkreis",
    "kreis",
    "land",
    "freistaat",
    "bundesamt",
    "bundes",
    "ministerium",
    "ministry",
    "amt",
    "behörde",
    "institut",
    "institute",
    "kammer",
    "verband",
    "zweckverband",
    "anstalt",
    "körperschaft",
    "landes",
    "council",
    "agency",
    "verein",
    "klinikum",
    "kanton",
    "magistrat",
];

/// Whether a legal form stands in `name`, or it is the name of a public body.
#[must_use]
pub fn has_legal_form(name: &str) -> bool {
    let plain_name = plain(name);
    let lower = plain_name.to_lowercase();
    // `a.s.` without its stops is a word of English: short forms in lower case are looked for as they are written.
    let is_word = |plain: &str| plain.chars().count() <= 3 && plain.chars().all(char::is_lowercase);
    let is_short = |plain: &str| plain.chars().count() <= 3;
    TABLES.forms.iter().any(|(form, plain)| {
        if is_word(plain) {
            return words::whole(name, form).next().is_some();
        }
        let found = words::whole(&plain_name, plain).next().is_some();
        found || !is_short(plain) && words::whole(&lower, &plain.to_lowercase()).next().is_some()
    }) || PUBLIC.iter().any(|word| lower.split_whitespace().any(|part| part == *word || part.ends_with(word)))
}

/// `name` in lower case without its legal form and without anything but letters and digits.
#[must_use]
pub fn core_of(name: &str) -> String {
    let plain_name = plain(name);
    let mut kept: Vec<&str> = plain_name.split_whitespace().filter(|word| *word != "&").collect();
    while kept.len() > 1 && kept.last().is_some_and(|last| TABLES.forms.iter().any(|(_, plain)| plain == last)) {
        kept.pop();
    }
    kept.concat().to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}
