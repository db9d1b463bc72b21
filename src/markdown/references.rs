//! Cross-references in running text: "Ziffer 4.2", "Sections 4.2 and 4.3", "Anlage A".
//!
//! A reference that visibly belongs to a statute, a regulation or another contract is none: a link to the wrong clause
//! or a false alarm is worse than a missing link.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Input, MatchKind};

use super::annex::{self, AnnexName};

/// A reference, and what of the text is its link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// The bytes of the link.
    pub range: Range<usize>,
    /// What it names.
    pub to: Named,
    /// Whether it must lead somewhere. The later members of a list may be amounts.
    pub certain: bool,
}

/// What a reference names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A clause by its number, and the annex that it is said to be in.
    Clause(String, Option<AnnexName>),
    /// An annex.
    Annex(AnnexName),
}

/// A word for clauses.
struct Word {
    text: &'static str,
    /// Whether a number of one part may follow.
    short: bool,
    /// Whether it stands before several.
    plural: bool,
}

const fn word(text: &'static str, short: bool, plural: bool) -> Word {
    Word { text, short, plural }
}

const WORDS: &[Word] = &[
    word("Ziffern", true, true),
    word("Ziffer", true, false),
    word("Ziff.", true, true),
    word("Nummern", false, true),
    word("Nummer", false, false),
    word("Nrn.", false, true),
    word("Nr.", false, false),
    word("Abschnitten", true, true),
    word("Abschnitte", true, true),
    word("Abschnitts", true, false),
    word("Abschnitt", true, false),
    word("Sections", true, true),
    word("Section", true, false),
    word("sections", false, true),
    word("section", false, false),
    word("Clauses", true, true),
    word("Clause", true, false),
    word("clauses", false, true),
    word("clause", false, false),
];

/// Masculine nouns that stand in the nominative behind "der": the clause before them is not theirs.
const PARTIES: &[&str] = &[
    "Auftragnehmer",
    "Auftraggeber",
    "Auftragsverarbeiter",
    "Unterauftragsverarbeiter",
    "Unterauftragnehmer",
    "Verantwortliche",
    "Anbieter",
    "Kunde",
    "Dienstleister",
    "Betreiber",
    "Vertrag",
    "Hauptvertrag",
    "Datenschutzbeauftragte",
    "Schutz",
    "Umfang",
    "Zugriff",
];

/// To which text a reference belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Belongs {
    Here,
    PerhapsHere,
    Elsewhere,
}

/// All references of `text`, in its order.
pub(super) fn all(text: &str) -> Vec<Reference> {
    let mut found: Vec<Reference> = Vec::new();
    let mut from = 0;
    while let Some(start) = next_word(text, from) {
        from = start + 1;
        let rest = &text[start..];
        let before = found.last().filter(|before| joins(text, before, start));
        let mut members = if let Some((length, kind)) = annex::word(rest) {
            annexes(text, start, length, kind)
        } else if let Some(word) = WORDS.iter().find(|word| rest.starts_with(word.text)) {
            clauses(text, start, word, before)
        } else {
            continue;
        };
        let Some(end) = members.last().map(|member| member.range.end) else { continue };
        from = end;
        let is_annex = matches!(members[0].to, Named::Annex(_));
        // "Anlage A, Ziffer 2" and "Ziffer 2 der Anlage A" say themselves where they belong.
        let located = matches!(members[0].to, Named::Clause(_, Some(_)));
        let before = if before.is_some() { "" } else { &text[..start] };
        match belongs(before, if located { "" } else { &text[end..] }, is_annex) {
            Belongs::Here => found.append(&mut members),
            Belongs::PerhapsHere => found.extend(members.into_iter().map(|m| Reference { certain: false, ..m })),
            Belongs::Elsewhere => {}
        }
    }
    found
}

/// The next place at which one of the words may begin. Every byte of every text comes by here.
fn next_word(text: &str, from: usize) -> Option<usize> {
    static BEGINNINGS: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let words = WORDS.iter().map(|word| word.text).chain(annex::words());
        AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostFirst)
            .build(words.map(|word| word.get(..3).unwrap_or(word)).collect::<BTreeSet<_>>())
            .expect("some beginnings of words are far from the limits of the automaton")
    });
    let begins = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
    let mut from = from;
    loop {
        let at = BEGINNINGS.find(Input::new(text).range(from..))?.start();
        if begins(at) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// The places of a list of labels that begins at `at`: "4.2, 4.3 und 5".
fn members(text: &str, mut at: usize, label: impl Fn(&str) -> Option<&str>) -> Vec<Range<usize>> {
    let mut members = Vec::new();
    while let Some(label) = label(&text[at..]) {
        let end = at + label.len();
        members.push(at..end);
        let Some(next) = conjunction(&text[end..]) else { break };
        at = end + next;
    }
    members
}

fn annexes(text: &str, start: usize, length: usize, kind: &'static str) -> Vec<Reference> {
    let first = start + length + gap(&text[start + length..]);
    let members = members(text, first, annex::label).into_iter().enumerate();
    let reference = |(at, label): (usize, Range<usize>)| {
        let name = AnnexName { kind, label: text[label.clone()].to_owned() };
        let begin = if at == 0 { start } else { label.start };
        Reference { range: begin..label.end, to: Named::Annex(name), certain: at == 0 }
    };
    if first == start + length { Vec::new() } else { members.map(reference).collect() }
}

fn clauses(text: &str, start: usize, word: &Word, before: Option<&Reference>) -> Vec<Reference> {
    let behind = start + word.text.len();
    let first = behind + gap(&text[behind..]);
    let fits = |at: usize, label: &str| label.contains('.') || (word.short && (at == 0 || word.plural));
    let members = members(text, first, number).into_iter().enumerate();
    let members: Vec<_> = members.take_while(|(at, label)| fits(*at, &text[label.clone()])).collect();
    let Some((_, last)) = members.last().filter(|_| first > behind) else { return Vec::new() };
    let annex = match before.map(|before| &before.to) {
        Some(Named::Annex(name)) => Some(name.clone()),
        _ => annex_behind(&text[last.end..]),
    };
    let reference = |(at, label): (usize, Range<usize>)| {
        let begin = if at == 0 { start } else { label.start };
        let to = Named::Clause(text[label.clone()].to_owned(), annex.clone());
        Reference { range: begin..label.end, to, certain: at == 0 && annex.is_none() }
    };
    members.into_iter().map(reference).collect()
}

/// Whether the reference `before` ends directly before `start`: "Anlage A, Ziffer 2".
fn joins(text: &str, before: &Reference, start: usize) -> bool {
    text.get(before.range.end..start).is_some_and(|between| matches!(between.trim(), "" | ","))
}

/// The annex that a clause is said to be in: "Ziffer 2 der Anlage A".
fn annex_behind(rest: &str) -> Option<AnnexName> {
    let rest = rest.trim_start();
    let rest = ["der ", "des ", "in ", "of ", "to ", "von ", "zu "]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest)
        .trim_start();
    let (length, kind) = annex::word(rest)?;
    let label = annex::label(rest[length..].trim_start())?;
    Some(AnnexName { kind, label: label.to_owned() })
}

fn gap(rest: &str) -> usize {
    rest.len() - rest.trim_start().len()
}

/// A number with which `rest` begins; one letter may belong to it.
fn number(rest: &str) -> Option<&str> {
    let digits = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let number = rest[..digits].trim_end_matches('.');
    let parts = number.split('.').all(|part| matches!(part.len(), 1 | 2));
    if !parts {
        return None;
    }
    let mut behind = rest[number.len()..].chars();
    let (first, second) = (behind.next(), behind.next());
    let ends = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    match first {
        Some('a'..='f') if ends(second) => Some(&rest[..=number.len()]),
        Some('-' | '/' | '‑') if second.is_some_and(char::is_alphabetic) => None,
        Some('%') => None,
        Some('/') if !ends(second) => None,
        _ if ends(first) => Some(number),
        _ => None,
    }
}

/// How far behind a member the next one of the list begins.
fn conjunction(rest: &str) -> Option<usize> {
    const BETWEEN: &[&str] = &[
        ", und", ", oder", ", and", ", or", ",", "und", "oder", "bis", "sowie", "and", "or", "to", "through", "–", "-",
    ];
    let trimmed = rest.trim_start();
    let behind = BETWEEN.iter().find_map(|word| trimmed.strip_prefix(word))?;
    let gap = gap(behind);
    (gap > 0).then(|| rest.len() - behind.len() + gap)
}

/// To which text a reference between these words belongs.
fn belongs(before: &str, after: &str, is_annex: bool) -> Belongs {
    if follows_statute(before) {
        return Belongs::Elsewhere;
    }
    let mut words = after_parts(after).split_whitespace();
    let Some(first) = words.next() else { return Belongs::Here };
    let second = words.next().unwrap_or_default();
    let noun = second.trim_end_matches(|c: char| !c.is_alphanumeric());
    let named = |noun: &str| noun.starts_with(char::is_uppercase);
    match first {
        "of" if matches!(noun, "this" | "these") => Belongs::Here,
        "of" if second == "the" && words.next() == Some("present") => Belongs::Here,
        "der" if PARTIES.contains(&noun) => Belongs::Here,
        "of" | "der" | "des" => Belongs::Elsewhere,
        "to" if !named(noun) && (noun != "the" || !words.next().is_some_and(named)) => Belongs::Here,
        "zur" if noun == "Verfügung" => Belongs::Here,
        "to" | "zum" | "zur" if is_annex => Belongs::Elsewhere,
        "to" | "zum" | "zur" | "vom" => Belongs::PerhapsHere,
        _ if first.starts_with("(E") => Belongs::Elsewhere,
        _ if is_abbreviation(first.trim_matches(|c: char| !c.is_alphanumeric())) => Belongs::Elsewhere,
        _ => Belongs::Here,
    }
}

/// Whether the words before a reference cite a statute or a standard, so that it is a part of the citation.
fn follows_statute(before: &str) -> bool {
    const PARTS: &[&str] =
        &["Art", "Artikel", "Article", "Abs", "Absatz", "Satz", "S", "lit", "Buchst", "Buchstabe", "§", "§§"];
    let mut words = before.rsplit(char::is_whitespace).filter(|word| !word.is_empty());
    let mut next = || words.next().unwrap_or_default().trim_start_matches(['(', '[', '„', '"']);
    let (last, before_last) = (next(), next());
    if PARTS.contains(&last.trim_end_matches('.')) {
        return true;
    }
    if last.ends_with(['.', ':', ';', '!', '?', ')']) {
        return false;
    }
    let last = last.trim_end_matches(',');
    last.starts_with(|c: char| c.is_ascii_digit())
        || is_abbreviation(last)
        || last.ends_with("klauseln")
        || last == "Clauses"
        || PARTS.contains(&before_last.trim_end_matches('.'))
}

/// What follows a number and its parts: "Satz 1", "lit. b", "(a)".
fn after_parts(after: &str) -> &str {
    let mut rest = after.trim_start();
    loop {
        let part = ["Abs.", "Absatz", "Satz", "S.", "lit.", "Buchst.", "Buchstabe", "Unterabsatz", "sentence", "("]
            .iter()
            .find_map(|word| rest.strip_prefix(word));
        let Some(behind) = part else { return rest };
        let behind = behind.trim_start();
        let length = behind.find(|c: char| !c.is_ascii_digit() && !c.is_lowercase()).unwrap_or(behind.len());
        if length > 2 || length == 0 {
            return rest;
        }
        rest = behind[length..].trim_start_matches(')').trim_start();
    }
}

/// `DSGVO`, `GDPR`, `SCCs`, `StGB`: names of laws, standards and standard contracts.
fn is_abbreviation(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let name = |annex: &AnnexName| annex.anchor();
        let show = |reference: &Reference| {
            let words = &text[reference.range.clone()];
            let mark = if reference.certain { "!" } else { "" };
            match &reference.to {
                Named::Clause(number, None) => format!("{words}={number}{mark}"),
                Named::Clause(number, Some(annex)) => format!("{words}={}:{number}{mark}", name(annex)),
                Named::Annex(annex) => format!("{words}={}{mark}", name(annex)),
            }
        };
        all(text).iter().map(show).collect()
    }

    #[test]
    fn references_are_found_with_all_members_of_a_list() {
        for (text, expected) in [
            ("nach Ziffer 4.2.", &["Ziffer 4.2=4.2!"] as &[&str]),
            ("nach Ziffer\n4.2 gilt", &["Ziffer\n4.2=4.2!"]),
            ("(Ziff. 4.2)", &["Ziff. 4.2=4.2!"]),
            ("Ziffern 4.2, 4.3 und 5", &["Ziffern 4.2=4.2!", "4.3=4.3", "5=5"]),
            ("Ziffer 4.2 und 14 Tage", &["Ziffer 4.2=4.2!"]),
            ("Sections 4.2 to 4.4", &["Sections 4.2=4.2!", "4.4=4.4"]),
            ("Section 4.2(a)", &["Section 4.2=4.2!"]),
            ("Ziffer 4.2a", &["Ziffer 4.2a=4.2a!"]),
            ("Ziffer 4.2 Satz 1", &["Ziffer 4.2=4.2!"]),
            ("Abschnitt 4 regelt", &["Abschnitt 4=4!"]),
            ("Nr. 4.2 gilt", &["Nr. 4.2=4.2!"]),
            ("nach Ziffer 3.2 der Auftraggeber Weisungen erteilt", &["Ziffer 3.2=3.2!"]),
            ("Section 4.2 of this Agreement", &["Section 4.2=4.2!"]),
            ("Section 4.2 of the present agreement", &["Section 4.2=4.2!"]),
            ("Ziffer 4.2 dieses Vertrags", &["Ziffer 4.2=4.2!"]),
            ("ein Fall. Ziffer 4.2 gilt", &["Ziffer 4.2=4.2!"]),
            ("in Anlage A angekreuzt", &["Anlage A=anlage-a!"]),
            ("Anlagen A und B", &["Anlagen A=anlage-a!", "B=anlage-b"]),
            ("Annex II, Section 2", &["Annex II=annex-ii!", "Section 2=annex-ii:2"]),
            ("Annex A and Section 2.1", &["Annex A=annex-a!", "Section 2.1=2.1!"]),
            ("Ziffer 2 der Anlage A", &["Ziffer 2=anlage-a:2", "Anlage A=anlage-a!"]),
            ("stellt nach Ziffer 4.2 zur Verfügung", &["Ziffer 4.2=4.2!"]),
            ("nach Ziffer 4.2 zum Monatsende", &["Ziffer 4.2=4.2"]),
            ("under Section 4.2 to object", &["Section 4.2=4.2!"]),
            ("Anlage 1 gilt", &["Anlage 1=anlage-1!"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn references_to_other_texts_are_none_of_ours() {
        for text in [
            "Art. 6 Abs. 1 Nr. 2.1",
            "Nr. 4 der Liste",
            "§ 3 Nr. 1.2 BDSG",
            "Section 4 of the Federal Act",
            "Abschnitt 2 der Verordnung",
            "Ziffer 3 DSGVO",
            "Clause 7.7 of the Standard Contractual Clauses",
            "SCC Clause 8.9",
            "Klausel 7.7",
            "Annex III to Regulation (EU) 2016/679",
            "Anhang II der Richtlinie",
            "Anhang III (EU) 2021/914",
            "Annex A.7.2",
            "ISO/IEC 27001 Annex A",
            "ISO/IEC 27001, Abschnitt 4.2",
            "Abschnitt 4.2.2026",
            "Anlage zur Vereinbarung",
            "Ziffernblock 4.2",
            "Unterabschnitt 4.2",
            "Section 4.2% of",
            "Nr. 4",
            "Anlage B zum Hauptvertrag",
            "Section 702 requests",
            "Artikel 28 Absatz 3 Satz 2 Ziffer 2",
            "Anhang A-1",
            "Aktivsection 4.2",
        ] {
            assert_eq!(found(text), [] as [&str; 0], "{text}");
        }
    }
}
