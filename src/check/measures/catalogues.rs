//! Two catalogues of controls that use the same word for different things.

use crate::check::finding::Findings;
use crate::check::subject::Subject;
use crate::check::words::{has_word, sentence, whole};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::document::Kind;

/// T02: a text that appeals to § 64 BDSG beside `Zutrittskontrolle`, which that catalogue does not know: it calls the
/// control of physical access `Zugangskontrolle`, so that nobody can tell which one that word means.
pub fn mixed(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.settings.kind != Kind::Measures {
        return;
    }
    let named =
        subject.goals().iter().flat_map(|goal| &goal.controls).any(|control| control.id.value == "physical-access");
    let texts = subject.written();
    let spoken =
        || texts.iter().any(|text| text.passages.iter().any(|passage| passage.text.contains("Zutrittskontrolle")));
    let Some((text, passage, at)) = texts.iter().find_map(|text| {
        text.passages.iter().find_map(|passage| {
            Some((text, passage, paragraph_64(&passage.text).filter(|at| !is_denied(&passage.text, at))?))
        })
    }) else {
        return;
    };
    if !named && !spoken() {
        return;
    }
    let finding = Diagnostic::new(
        Code::T02,
        text.span(subject.context.sources, passage, at),
        "§ 64 BDSG calls the control of physical access `Zugangskontrolle`, this document `Zutrittskontrolle`",
    )
    .help("keep to one catalogue; § 64 BDSG is for police and prosecutors, Art. 32 GDPR for everybody else");
    findings.push(finding, &["physical-access"]);
}

/// Whether the sentence says that the paragraph does not apply.
fn is_denied(text: &str, at: &std::ops::Range<usize>) -> bool {
    has_word(&sentence(text, at).to_lowercase(), &["nicht", "kein", "keine", "statt", "not", "no", "instead"])
}

/// Where a text names § 64 of the BDSG.
fn paragraph_64(text: &str) -> Option<std::ops::Range<usize>> {
    text.match_indices('§').find_map(|(at, sign)| {
        let rest = &text[at + sign.len()..];
        let number = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let behind = number.strip_prefix("64").filter(|behind| !behind.starts_with(|c: char| c.is_alphanumeric()))?;
        // The law is named right behind, with paragraph and sentence between.
        let near = &behind[..behind.floor_char_boundary(40)];
        let law = whole(near, "BDSG").next().or_else(|| whole(near, "Bundesdatenschutzgesetz").next())?;
        let between = &near[..law.start];
        let end = text.len() - behind.len();
        (!between.contains(['§', ';'])).then_some(at..end)
    })
}

#[cfg(test)]
mod tests {
    use super::paragraph_64;

    #[test]
    fn only_that_paragraph_of_that_law_is_meant() {
        for (text, found) in [
            ("gemäß § 64 BDSG", Some("§ 64")),
            ("nach §64 Abs. 3 Satz 1 Nr. 1 BDSG (neu)", Some("§64")),
            ("§ 64 Abs. 3 des Bundesdatenschutzgesetzes", None),
            ("§ 640 BDSG", None),
            ("§ 64 SGB X und § 38 BDSG", None),
            ("§ 64 Abs. 1 StGB", None),
        ] {
            assert_eq!(paragraph_64(text).map(|range| &text[range]), found, "{text}");
        }
    }
}
