//! Looking for words in a passage: whole words, stems, sentences.
//!
//! Knows nothing of law. Invariant: ranges lie on character boundaries of the text that was searched.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

/// Many phrases that are looked for together: every passage of every text is searched.
#[derive(Clone, Debug)]
pub struct Phrases {
    automata: Vec<AhoCorasick>,
    words: Vec<String>,
}

/// How many phrases the vectors of a machine look for at once, many bytes at a time.
const AT_ONCE: usize = 64;

impl Phrases {
    /// Phrases, counted from 0 in their order.
    pub fn new<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Self {
        Self::built(&mut AhoCorasick::builder(), phrases)
    }

    /// The same, in whatever case their ASCII letters are.
    pub fn in_any_case<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Self {
        Self::built(AhoCorasick::builder().ascii_case_insensitive(true), phrases)
    }

    fn built<'a>(builder: &mut AhoCorasickBuilder, phrases: impl IntoIterator<Item = &'a str>) -> Self {
        let words: Vec<String> = phrases.into_iter().map(str::to_owned).collect();
        let builder = builder.match_kind(MatchKind::LeftmostFirst);
        let built = |some| builder.build(some).expect("some short phrases are far from the limits of the automaton");
        Self { automata: words.chunks(AT_ONCE).map(built).collect(), words }
    }

    /// Whether one of them stands in `text`.
    pub fn stand_in(&self, text: &str) -> bool {
        self.automata.iter().any(|automaton| automaton.is_match(text))
    }

    /// Which of them stand in `text`, letter for letter, as whole words or as parts of words.
    pub fn standing_in(&self, text: &str) -> impl Iterator<Item = usize> {
        // One may hide behind another that it overlaps: where there is any, each is looked for.
        let candidates = if self.stand_in(text) { &self.words[..] } else { &[] };
        candidates.iter().enumerate().filter(|(_, phrase)| text.contains(phrase.as_str())).map(|(at, _)| at)
    }

    /// Where the first of them stands in `text`.
    pub fn first_in(&self, text: &str) -> Option<Range<usize>> {
        let found = self.automata.iter().filter_map(|automaton| automaton.find(text));
        found.map(|found| found.range()).min_by_key(|range| range.start)
    }
}

/// Where `phrase` stands in `text` as whole words, letter for letter.
pub fn whole<'a>(text: &'a str, phrase: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    text.match_indices(phrase).map(|(at, found)| at..at + found.len()).filter(|range| is_whole(text, range))
}

/// Whether neither a letter nor a digit stands directly before or after.
pub fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let joins = |c: char| c.is_alphanumeric() || c == '_';
    let (first, last) = (text[range.clone()].chars().next(), text[range.clone()].chars().next_back());
    let before = text[..range.start].chars().next_back().is_some_and(joins) && first.is_some_and(joins);
    let after = text[range.end..].chars().next().is_some_and(joins) && last.is_some_and(joins);
    !before && !after
}

/// Whether one of `stems`, in lower case, stands in `lower`, which is in lower case.
pub fn has_any(lower: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| lower.contains(stem))
}

/// Whether one of `words`, in lower case, stands as a whole word in `lower`.
pub fn has_word(lower: &str, words: &[&str]) -> bool {
    words.iter().any(|word| whole(lower, word).next().is_some())
}

/// The sentence in which `range` stands. Where it is not clear that a sentence ends, it goes on.
pub fn sentence<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    let start = ends(text).take_while(|&end| end <= range.start).last().unwrap_or(0);
    let end = ends(text).find(|&end| end >= range.end).unwrap_or(text.len());
    text[start..end].trim()
}

/// Where sentences end: at a mark after a word of some length, before a space and a capital letter.
fn ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices(['.', '!', '?', ';']).filter_map(|(at, mark)| {
        let end = at + mark.len();
        let mut after = text[end..].chars();
        let begins = after.next() == Some(' ') && after.next().is_some_and(|c| c.is_uppercase() || mark == ";");
        let word = || text[..at].chars().rev().take_while(|c| c.is_alphanumeric());
        // `TMG.` ends a sentence, `Art.` does not.
        let is_acronym = word().count() >= 2 && word().all(char::is_uppercase);
        (begins && (is_acronym || word().count() >= 4)).then_some(end)
    })
}

/// The words of `text`: runs of letters and digits, with hyphens and dots inside.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '/');
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let end = text[start..].find(|c| !joins(c)).map_or(text.len(), |length| start + length);
        at = end;
        Some((start, text[start..end].trim_end_matches(|c: char| !c.is_alphanumeric())))
    })
}

/// Whether the place at `at` lies between quotation marks.
pub fn is_quoted(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let opened = before.rfind(['„', '“', '«', '»', '"']);
    let closed = before.rfind(['”', '“', '»', '«']);
    let plain = before.matches('"').count() % 2 == 1 && after.contains('"');
    let german = before.matches('„').count() > before.matches(['“', '”']).count() && after.contains(['“', '”']);
    let english = before.matches('“').count() > before.matches('”').count()
        && after.contains('”')
        && before.matches('„').count() == 0;
    let guillemets = before.matches(['«', '»']).count() % 2 == 1 && after.contains(['«', '»']);
    (opened.is_some() || closed.is_some()) && (plain || german || english || guillemets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_as_whole_words_only() {
        let found = |text, phrase| whole(text, phrase).count();
        assert_eq!(found("Das TMG gilt, TMG-Pflichten auch.", "TMG"), 2);
        assert_eq!(found("ATMG TMGs xTMG", "TMG"), 0);
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        let text = "Erstens gilt Art. 28 Abs. 3. Danach gilt z. B. Das Recht nicht. Drittens";
        let at = text.find("gilt z").unwrap();
        assert_eq!(sentence(text, &(at..at + 4)), "Erstens gilt Art. 28 Abs. 3. Danach gilt z. B. Das Recht nicht.");
    }

    #[test]
    fn quotation_marks_of_any_language_enclose() {
        for (text, expected) in [
            ("„a […] b“ c", true),
            ("“a […] b” c", true),
            ("\"a […] b\"", true),
            ("a […] b", false),
            ("„a“ […]", false),
        ] {
            assert_eq!(is_quoted(text, text.find('[').unwrap()), expected, "{text}");
        }
    }
}
