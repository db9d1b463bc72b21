//! Whether a text that names something of former days says itself that it is over, not used, or history.
//!
//! Owns the words by which it says so. Silent where it is in doubt: a false alarm costs more than a missed finding.

use std::ops::Range;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Written;
use super::around::{around, heading, is_of_history};
use super::days::days;
use crate::check::law::Replaced;
use crate::check::words::{has_any, has_word, sentence, words};
use crate::markdown::passages::PassageKind;

/// Beginnings of words by which a sentence says that a law or a standard is over.
const OVER: &[&str] = &[
    "früher",
    "ehemals",
    "vormals",
    "bisher",
    "damal",
    "seinerzeit",
    "einstig",
    "aufgehoben",
    "abgelöst",
    "ablös",
    "ersetzt",
    "statt de",
    "statt auf",
    "statt nach",
    "anstelle",
    "ungültig",
    "unwirksam",
    "entfäll",
    "entfiel",
    "entfallen",
    "gestrichen",
    "weggefallen",
    "wegfall",
    "gekippt",
    "scheiter",
    "gescheitert",
    "erlosch",
    "abgelaufen",
    "noch nach",
    "außer kraft",
    "ausgelaufen",
    "zurückgezogen",
    "umstellung",
    "umgestellt",
    "historisch",
    "vorgänger",
    "nachfolg",
    "nicht mehr",
    "nicht länger",
    "geltenden fassung",
    "gültigen fassung",
    "alte fassung",
    "übergang von",
    "formerly",
    "former version",
    "former law",
    "former directive",
    "former bdsg",
    "previously",
    "repeal",
    "replaced",
    "replaces",
    "replacing",
    "supersed",
    "invalid",
    "withdrawn",
    "instead",
    "historic",
    "predecessor",
    "successor",
    "no longer",
    "any more",
    "anymore",
    "at that time",
    "then in force",
    "expired",
    "lapse",
    "struck down",
    "ran out",
    "transition from",
];

/// The same, as whole words.
const OVER_WORDS: &[&str] = &["alt", "alte", "alten", "af", "a.f", "a. f", "old", "older"];

/// Beginnings of words by which a sentence says that a technique is over. Disks and accounts are old, replaced and
/// withdrawn, too.
const TECHNIQUE_OVER: &[&str] = &[
    "früher",
    "ehemals",
    "vormals",
    "damal",
    "abgelöst",
    "nicht mehr",
    "nicht länger",
    "formerly",
    "previously",
    "instead",
    "supersed",
    "no longer",
    "replaced by",
    "was replaced",
    "were replaced",
    "ersetzt durch",
];

/// Beginnings of words by which a text says that something is not used or not allowed.
const REFUSED: &[&str] = &[
    "abgeschaltet",
    "abzuschalten",
    "ausgeschaltet",
    "deaktivier",
    "gesperrt",
    "untersagt",
    "verboten",
    "unzulässig",
    "abgelehnt",
    "abgewiesen",
    "zurückgewiesen",
    "ausgeschlossen",
    "veraltet",
    "unterbunden",
    "verzicht",
    "blockiert",
    "verweiger",
    "vermied",
    "abgekündigt",
    "abgeschafft",
    "überholt",
    "disabl",
    "reject",
    "refus",
    "prohibit",
    "forbid",
    "excluded",
    "deprecat",
    "obsolet",
    "outdated",
    "blocked",
    "denied",
    "declined",
    "unsupported",
    "discontinu",
    "disallow",
    "turned off",
    "switched off",
    "phased out",
];

/// Words by which a sentence says no.
const NO: &[&str] = &[
    "nicht", "kein", "keine", "keinen", "keinem", "keiner", "nie", "niemals", "weder", "not", "no", "never", "neither",
    "nor", "none",
];

/// What stands alone in a cell of a table to say no.
const CELLS: &[&str] = &["nein", "aus", "no", "off", "–", "-", "✗", "✘"];

/// Beginnings of words with which a "no" around a passage is about use.
const USE: &[&str] = &[
    "erlaub",
    "zulässig",
    "zugelass",
    "verwend",
    "einsetz",
    "eingesetz",
    "unterstütz",
    "angeboten",
    "genutzt",
    "benutz",
    "akzeptier",
    "allow",
    "permit",
    "support",
    "use",
    "using",
    "accept",
    "offer",
    "enabled",
];

/// A "no" that is about something else: what is not needed any more is deleted, by whatever method.
const OTHERWISE: &[&str] = &[
    "nicht mehr benötig",
    "nicht länger benötig",
    "nicht mehr erforderlich",
    "nicht mehr gebrauch",
    "nicht mehr lesbar",
    "nicht nur",
    "no longer need",
    "no longer requir",
    "no longer necessary",
    "no longer in use",
    "not only",
];

/// What begins a clause that says to which end, behind the name.
const ENDS_OF: &[&str] = &[
    ", sodass",
    ", so dass",
    ", damit",
    ", um ",
    ", wodurch",
    ", womit",
    ", so that",
    " so that ",
    ", which",
    ", thereby",
    ", making",
    ", ensuring",
    ", in order",
];

/// What stands between two laws that are both relied upon.
const BESIDE: &[&str] = &["i.V.m.", "i. V. m.", "iVm", "in Verbindung mit", "in conjunction with", "together with"];

/// Words before a day or year by which something ends with it.
const ENDS: &[&str] = &["bis", "vor", "until", "till", "before", "prior", "through"];

/// Whether the text says of `name`, at `range` of the passage at `at`, that it is history or not used.
pub fn is_known_to_be_over(row: &Replaced, name: &str, text: &Written, at: usize, range: &Range<usize>) -> bool {
    let passage = &text.passages[at];
    let sentence = sentence(&passage.text, range);
    let holds = |word: &String| sentence.contains(word.as_str()) && word != name;
    // "Art. 28 DSGVO i. V. m. § 11 BDSG" relies on both.
    let relies = has_any(sentence, BESIDE);
    if !relies && (holds(&row.by) || row.also.iter().any(holds))
        || row.unless.iter().any(holds)
        || !row.needs.is_empty() && !row.needs.iter().any(holds)
    {
        return true;
    }
    let can_be_refused = row.technique || row.refusable;
    let lower = without_other_noes(&main_clause(sentence, name).to_lowercase());
    if is_over(&lower, row) || can_be_refused && (has_any(&lower, REFUSED) || has_word(&lower, NO)) {
        return true;
    }
    if row.on.is_some_and(|on| ends_before(sentence, on)) {
        return true;
    }
    let is_part = !matches!(passage.kind, PassageKind::Paragraph | PassageKind::Heading(_));
    if is_part && heading(&text.passages, at).is_some_and(is_of_history) {
        return true;
    }
    let around = without_other_noes(&around(text, at).to_lowercase());
    let refuses = || has_any(&around, REFUSED) || has_word(&around, NO) && has_any(&around, USE);
    let says_no = |cell: &str| CELLS.contains(&cell.trim());
    is_over(&around, row) || can_be_refused && (refuses() || around.split(';').any(says_no))
}

fn without_other_noes(lower: &str) -> String {
    OTHERWISE.iter().fold(lower.to_owned(), |text, phrase| text.replace(phrase, " "))
}

/// The sentence up to the clause that says to which end.
fn main_clause<'a>(sentence: &'a str, name: &str) -> &'a str {
    let behind = sentence.find(name).map_or(0, |at| at + name.len());
    let ends = ENDS_OF.iter().filter_map(|word| sentence[behind..].find(word));
    &sentence[..ends.min().map_or(sentence.len(), |at| behind + at)]
}

fn is_over(lower: &str, row: &Replaced) -> bool {
    let begins = |stem: &&str| lower.match_indices(*stem).any(|(at, _)| !lower[..at].ends_with(char::is_alphanumeric));
    if row.technique {
        return TECHNIQUE_OVER.iter().any(begins);
    }
    // "keine Rolle mehr": a word may stand between.
    let no_more = || has_word(lower, &["mehr"]) && has_word(lower, &["kein", "keine", "keinen", "keiner", "keinem"]);
    // "lief im Juni aus", "verloren ihre Gültigkeit".
    let ran_out = || has_word(lower, &["lief", "liefen"]) && has_word(lower, &["aus", "ab"]);
    let lost = || has_word(lower, &["verlor", "verloren"]) && has_word(lower, &["gültigkeit", "geltung"]);
    OVER.iter().any(begins) || has_word(lower, OVER_WORDS) || no_more() || ran_out() || lost()
}

/// Whether the sentence speaks of a time that ended when the thing did: "bis 25. Mai 2018", "before 2018". Two years
/// more are for periods of transition.
fn ends_before(sentence: &str, on: Date) -> bool {
    let limit = on.saturating_add(2.years());
    let is_end = |at: usize| {
        let before = sentence[..at].rsplit(char::is_whitespace).filter(|word| !word.is_empty()).take(3);
        before.map(str::to_lowercase).any(|word| ENDS.contains(&word.trim_matches(|c: char| !c.is_alphanumeric())))
    };
    let by_day =
        days(sentence).iter().any(|found| found.day.is_some_and(|day| day <= limit) && is_end(found.range.start));
    let year = |word: &str| word.parse::<i16>().ok().filter(|year| (1990..=limit.year()).contains(year));
    by_day || words(sentence).any(|(at, word)| word.len() == 4 && year(word).is_some() && is_end(at))
}
