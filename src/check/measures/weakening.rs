//! T12: measures that were removed or weakened against the version before. The usual clause says that the level of
//! protection must not fall; a justification says why it does not.

use super::wording::within;
use crate::check::finding::Findings;
use crate::check::subject::Subject;
use crate::check::words::words;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::document::{Facts, Kind};
use crate::model::measure::{Goal, Measure};
use crate::resolve::inherited::{Inherited, entries};
use crate::resolve::weakening::{How, Measures, weakened};
use crate::source::Span;

/// T12: less protection than in the version before, without a justification. A draft has none yet: there it is a warning.
pub fn weakening(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.settings.kind != Kind::Measures || subject.version.is_some_and(|version| version.justification.is_some())
    {
        return;
    }
    let Some(earlier) = subject.before() else { return };
    let Facts::Measures(old) = &earlier.edition.facts else { return };
    let catalogue = earlier.edition.catalogue.as_deref().unwrap_or(&subject.context.content.catalogue);
    let (level, when) = match subject.version {
        Some(_) => (Level::Error, "say under `justification` in version.yaml"),
        None => (Level::Warning, "when you release, say under `justification`"),
    };
    let mut tell = |at: Span, message: String, was: Span, id: &str| {
        let finding = Diagnostic::new(Code::T12, at, message)
            .at_level(level)
            .related(was, format!("in version {}", earlier.label))
            .help(format!("{when} why the level of protection does not fall, or put the measure back"));
        findings.push(finding, &[id]);
    };
    let before = Measures { goals: old, catalogue };
    let now = Measures { goals: subject.goals(), catalogue: subject.catalogue };
    for weaker in weakened(before, now, subject.binding()) {
        let id = weaker.id;
        let place = |measure: &Measure| measure.id.as_ref().map_or(measure.span, |id| id.span);
        let at = weaker.after.map_or_else(|| subject.facts_file(), place);
        let how = match &weaker.how {
            How::Removed => "was removed".to_owned(),
            How::Shortened { before, after } => format!("was shortened from {before} words to {after}"),
            How::Narrowed { products } if products.is_empty() => "applies to less than before".to_owned(),
            How::Narrowed { products } => format!("does not reach all customers of {} any more", products.join(", ")),
            How::Moved { to, .. } => {
                let names = crate::model::measure::Responsibility::NAMES;
                let word = names.iter().find(|(_, of)| of == to).map_or("", |(word, _)| word);
                format!("is now to be taken by the customer: `{word}`")
            }
        };
        tell(at, format!("the measure `{id}` {how}"), place(weaker.before), id);
    }
    reworded(old, subject, &mut tell);
}

/// Measures of which one word is weaker than it was, and all else is the same.
fn reworded(old: &[Goal], subject: &Subject<'_>, tell: &mut impl FnMut(Span, String, Span, &str)) {
    let lang = subject.binding();
    let new = entries(subject.goals());
    for before in entries(old).iter().filter(|of| of.is_measure()) {
        let Some(id) = &before.measure.id else { continue };
        let same = |of: &&Inherited<'_>| of.measure.id.as_ref().is_some_and(|other| other.value == id.value);
        let now = new.iter().find(same).and_then(|of| of.measure.text.as_ref());
        let Some((before, now)) = before.measure.text.as_ref().zip(now) else { continue };
        let (before, now) = (before.find(lang, lang).text, now.find(lang, lang).text);
        if let Some((was, is)) = weaker_word(&before.value, &now.value) {
            let source = |span: Span| subject.context.sources.text(span.file);
            let at = within(source(now.span), now.span, is);
            let old_at = within(source(before.span), before.span, was);
            tell(at, format!("the measure `{}` says `{is}` where it said `{was}`", id.value), old_at, id);
        }
    }
}

/// The one word in which the texts differ, before and now, where that is plainly weaker.
fn weaker_word<'a>(before: &'a str, now: &'a str) -> Option<(&'a str, &'a str)> {
    let old: Vec<&str> = words(before).map(|(_, word)| word).collect();
    let new: Vec<&str> = words(now).map(|(_, word)| word).collect();
    if old.len() != new.len() {
        return None;
    }
    let mut pairs = old.iter().zip(&new).enumerate().filter(|(_, (a, b))| a != b);
    let (at, (a, b)) = pairs.next()?;
    let after = old.get(at + 1).copied().unwrap_or_default();
    (pairs.next().is_none() && is_weaker(a, b, after)).then_some((a, b))
}

/// How often, from the most to the least.
const OFTEN: &[&[&str]] = &[
    &["stündlich", "stündliche", "stündlichen", "hourly"],
    &["täglich", "tägliche", "täglichen", "daily"],
    &["wöchentlich", "wöchentliche", "wöchentlichen", "weekly"],
    &["monatlich", "monatliche", "monatlichen", "monthly"],
    &["vierteljährlich", "vierteljährliche", "vierteljährlichen", "quartalsweise", "quarterly"],
    &["halbjährlich", "halbjährliche", "halbjährlichen"],
    &["jährlich", "jährliche", "jährlichen", "annually", "yearly", "annual"],
];

/// Units of which less is weaker.
const MORE_IS_STRONGER: &[&str] =
    &["Zeichen", "Stellen", "Bit", "bits", "bit", "characters", "digits", "Faktoren", "factors"];

fn is_weaker(before: &str, now: &str, unit: &str) -> bool {
    let rank = |word: &str| OFTEN.iter().position(|same| same.contains(&word.to_lowercase().as_str()));
    if let (Some(before), Some(now)) = (rank(before), rank(now)) {
        return now > before;
    }
    let number = |word: &str| word.parse::<u32>().ok();
    if let (Some(before), Some(now)) = (number(before), number(now)) {
        return now < before && MORE_IS_STRONGER.contains(&unit);
    }
    let bits = |word: &str| {
        word.strip_prefix("AES-")
            .or_else(|| word.strip_prefix("RSA-"))
            .and_then(|rest| rest.split('-').next()?.parse::<u32>().ok())
    };
    bits(before).zip(bits(now)).is_some_and(|(before, now)| now < before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_plainly_weaker_is_weaker() {
        let is = |before, now| weaker_word(before, now).is_some();
        assert!(is("Berechtigungen werden halbjährlich geprüft.", "Berechtigungen werden jährlich geprüft."));
        assert!(is("Passwörter haben mindestens 14 Zeichen.", "Passwörter haben mindestens 8 Zeichen."));
        assert!(is("verschlüsselt mit AES-256-GCM auf allen", "verschlüsselt mit AES-128-GCM auf allen"));
        assert!(!is("Logdaten werden nach 30 Tagen gelöscht.", "Logdaten werden nach 14 Tagen gelöscht."));
        assert!(!is("Berechtigungen werden jährlich geprüft.", "Berechtigungen werden halbjährlich geprüft."));
        assert!(!is("Die Türen sind verschlossen und überwacht.", "Alle Türen bleiben verschlossen, überwacht."));
    }
}
