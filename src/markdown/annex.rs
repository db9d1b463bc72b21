//! What annexes are called: "Anlage A", "Annex II", "Schedule 3".

/// The words for one annex, and how each begins an anchor.
const SINGULAR: &[(&str, &str)] = &[
    ("Anlage", "anlage"),
    ("Anhang", "anhang"),
    ("Annex", "annex"),
    ("Appendix", "appendix"),
    ("Schedule", "schedule"),
];

/// The words for several. They stand in references only: a heading that says "Anlagen" opens none.
const PLURAL: &[(&str, &str)] = &[
    ("Anlagen", "anlage"),
    ("Anhänge", "anhang"),
    ("Anhängen", "anhang"),
    ("Annexes", "annex"),
    ("Appendices", "appendix"),
    ("Schedules", "schedule"),
];

/// The name of an annex.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct AnnexName {
    /// `anlage`, `anhang`, `annex`, `appendix` or `schedule`.
    pub kind: &'static str,
    /// Its letter or number; empty where it has none.
    pub label: String,
}

/// How annexes are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Counting {
    /// A, B, C.
    Letters,
    /// 1, 2, 3.
    Numbers,
    /// I, II, III.
    Roman,
}

impl AnnexName {
    /// The anchor of its heading.
    pub fn anchor(&self) -> String {
        if self.label.is_empty() {
            return self.kind.to_owned();
        }
        format!("{}-{}", self.kind, self.label.to_lowercase())
    }

    /// How its label counts. A single letter may be meant both ways; then it counts as a letter.
    pub fn counting(&self) -> Counting {
        match self.label.as_bytes() {
            [first, ..] if first.is_ascii_digit() => Counting::Numbers,
            [_, second, ..] if second.is_ascii_alphabetic() => Counting::Roman,
            _ => Counting::Letters,
        }
    }
}

/// The annex that a heading of these words opens.
pub(super) fn heading(title: &str) -> Option<AnnexName> {
    let title = title.trim();
    let (word, kind) = SINGULAR
        .iter()
        .find(|(word, _)| title.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))?;
    let rest = &title[word.len()..];
    let after = rest.trim_start();
    if after.is_empty() || after.starts_with([':', '–', '—']) || (rest.len() > after.len() && after.starts_with("- "))
    {
        return Some(AnnexName { kind, label: String::new() });
    }
    if rest.len() == after.len() {
        return None;
    }
    let label = label(after)?;
    Some(AnnexName { kind, label: label.to_owned() })
}

/// The name of the annex that a heading of these words opens, as it is written, and what stands behind it.
pub(crate) fn split(title: &str) -> Option<(&str, &str)> {
    let name = heading(title)?;
    let word = title.len() - title.trim_start().len() + name.kind.len();
    let space = title[word..].len() - title[word..].trim_start().len();
    Some(title.split_at(if name.label.is_empty() { word } else { word + space + name.label.len() }))
}

/// All words for annexes.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    SINGULAR.iter().chain(PLURAL).map(|(word, _)| *word)
}

/// The word for annexes that `text` begins with, in the case of a noun: its length, what it begins an anchor with.
pub(super) fn word(text: &str) -> Option<(usize, &'static str)> {
    let word = &text[..text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len())];
    let kind = SINGULAR.iter().chain(PLURAL).find(|(known, _)| *known == word);
    kind.map(|(word, kind)| (word.len(), *kind))
}

/// The letter, number or roman numeral with which `text` begins; what follows it is no further part of a number.
pub(super) fn label(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let (label, rest) = text.split_at(end);
    let well_formed = match label.as_bytes() {
        [letter] => letter.is_ascii_uppercase() || matches!(letter, b'1'..=b'9'),
        [b'A'..=b'Z' | b'1'..=b'9', b'0'..=b'9'] => true,
        roman => (2..=6).contains(&roman.len()) && roman.iter().all(|b| matches!(b, b'I' | b'V' | b'X')),
    };
    let mut behind = rest.chars();
    let goes_on = behind.next().is_some_and(|c| matches!(c, '.' | '-' | '/' | '‑'))
        && behind.next().is_some_and(char::is_alphanumeric);
    (well_formed && !goes_on).then_some(label)
}
