//! What a subprocessor does, with which data.

use std::collections::BTreeSet;

use memchr::memmem::Finder;

use crate::check::finding::Findings;
use crate::check::subject::Subject;
use crate::check::text::forms;
use crate::check::words::words;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::subprocessor::Subprocessor;
use crate::model::text::Localized;

/// Words that alone describe no service.
const GENERIC: &[&str] = &[
    "infrastructure",
    "infrastruktur",
    "service",
    "services",
    "dienst",
    "dienste",
    "dienstleistung",
    "dienstleistungen",
    "it",
    "it-service",
    "it-services",
    "it-dienstleistung",
    "it-dienstleistungen",
    "it-dienste",
    "it-infrastruktur",
    "it-infrastructure",
    "cloud",
    "cloud-dienste",
    "cloud-services",
    "cloud-service",
    "cloud-dienst",
    "cloudservices",
    "cloud-infrastruktur",
    "cloud-infrastructure",
    "software",
    "solutions",
    "lösungen",
    "lösung",
    "solution",
    "provider",
    "anbieter",
    "dienstleister",
    "diverses",
    "diverse",
    "sonstiges",
    "verschiedenes",
    "various",
    "other",
    "miscellaneous",
    "general",
    "allgemein",
    "allgemeine",
    "technical",
    "technische",
    "technik",
    "data",
    "processing",
    "datenverarbeitung",
    "and",
    "und",
    "of",
    "the",
    "der",
    "die",
    "von",
    "n/a",
    "tbd",
    "saas",
    "iaas",
    "paas",
    "edv",
    "leistungen",
    "leistung",
    "verarbeitung",
    "web",
    "online",
    "digital",
    "digitale",
    "digital-services",
];

/// S04 and S05: the service is described, and two subprocessors are not said to do the same for the same products.
pub fn services(subject: &Subject<'_>, findings: &mut Findings) {
    let register = subject.register();
    let described: Vec<Vec<String>> =
        register.iter().map(|entry| entry.service.as_ref().map(plain).unwrap_or_default()).collect();
    for (at, entry) in register.iter().enumerate() {
        let is_described_as = |other: usize| described[at].iter().any(|words| described[other].contains(words));
        let Some(service) = &entry.service else {
            let finding = Diagnostic::new(
                Code::S04,
                entry.name.span,
                format!("the service of `{}` is not described", entry.name.value),
            )
            .help("say under `service` what it does for which purpose");
            findings.push(finding, &[&entry.id]);
            continue;
        };
        let generic = forms(service)
            .find(|(_, text)| words(&text.value).all(|(_, word)| GENERIC.contains(&word.to_lowercase().as_str())));
        if let Some((_, text)) = generic {
            let finding =
                Diagnostic::new(Code::S04, text.span, format!("`{}` describes no service", text.value.trim()))
                    .help("say what is done with which data, such as `storing the backups of customers`");
            findings.push(finding, &[&entry.id]);
        } else if let Some(other) =
            (0..at).find(|&other| is_described_as(other) && may_do_the_same(entry, &register[other]))
        {
            let other = &register[other];
            let text = first_form(service);
            let message = format!("`{}` and `{}` are said to do the same", other.name.value, entry.name.value);
            let finding = Diagnostic::new(Code::S05, text, message)
                .related(other.service.as_ref().map_or(other.name.span, first_form), "the same words")
                .help("say which of them does what, or for which products with `applies_to`");
            findings.push(finding, &[&entry.id, &other.id]);
        }
    }
}

fn first_form(text: &Localized) -> crate::source::Span {
    forms(text).next().map_or_else(|| unreachable!("a localized text has a form"), |(_, text)| text.span)
}

/// The forms of a text as nothing but their words, in lower case; those without words are left out.
fn plain(text: &Localized) -> Vec<String> {
    let forms = forms(text)
        .map(|(_, text)| words(&text.value).map(|(_, word)| word.to_lowercase()).collect::<Vec<_>>().join(" "));
    forms.filter(|words| !words.is_empty()).collect()
}

/// Whether nothing but words tells the two apart. One that engages the other does its work through it.
fn may_do_the_same(a: &Subprocessor, b: &Subprocessor) -> bool {
    let engages = |a: &Subprocessor, b: &Subprocessor| a.engaged_by.as_ref().is_some_and(|by| by.value == b.id.value);
    a.applies_to == b.applies_to && !engages(a, b) && !engages(b, a)
}

/// S17: an entry that processes special categories of data (Art. 9 GDPR).
pub fn special_categories(subject: &Subject<'_>, findings: &mut Findings) {
    for entry in subject.register() {
        for id in &entry.data {
            let category = subject.catalogue.data.iter().find(|category| category.id.value == id.value);
            if category.is_some_and(|category| category.special) {
                let message = format!("`{}` processes a special category of data: `{}`", entry.name.value, id.value);
                let finding = Diagnostic::new(Code::S17, id.span, message)
                    .help("make sure that agreement and guarantees allow it, then waive this with the reason, or leave the category out");
                findings.push(finding, &[&entry.id, id]);
            }
        }
    }
}

/// The id and the name of a category.
type Category<'a> = (&'a str, &'a Localized);
/// The ids of categories that an entry names.
type Ids = fn(&Subprocessor) -> &[crate::source::Spanned<String>];

/// S16: data or data subjects that no agreement names. Decided only where agreements speak the words of the catalogue:
/// most of the categories that the register uses stand in them by name.
pub fn unnamed_in_agreement(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.register().is_empty() {
        return;
    }
    let texts = subject.context.agreements();
    if texts.is_empty() {
        return;
    }
    let catalogue = subject.catalogue;
    let data: Vec<Category<'_>> = catalogue.data.iter().map(|of| (of.id.as_str(), &of.name)).collect();
    let subjects: Vec<Category<'_>> = catalogue.subjects.iter().map(|of| (of.id.as_str(), &of.name)).collect();
    let named = |name: &Localized| {
        forms(name).any(|(_, form)| {
            let form = form.value.to_lowercase();
            let finder = Finder::new(&form);
            texts.iter().any(|text| finder.find(text.as_bytes()).is_some())
        })
    };
    let lists: [(&[Category<'_>], Ids, &str); 2] = [
        (&data, |entry| &entry.data, "category of data"),
        (&subjects, |entry| &entry.subjects, "category of data subjects"),
    ];
    for (known, ids, what) in lists {
        let used: BTreeSet<&str> = subject.register().iter().flat_map(ids).map(|id| id.as_str()).collect();
        let used: Vec<&Category<'_>> = known.iter().filter(|(id, _)| used.contains(id)).collect();
        let unnamed: Vec<&str> = used.iter().filter(|(_, name)| !named(name)).map(|(id, _)| *id).collect();
        if unnamed.len() * 2 >= used.len() {
            continue;
        }
        for entry in subject.register() {
            for id in ids(entry).iter().filter(|id| unnamed.contains(&id.as_str())) {
                let message = format!(
                    "the agreement does not name the {what} `{}` that `{}` processes",
                    id.value, entry.name.value
                );
                let finding = Diagnostic::new(Code::S16, id.span, message)
                    .help("name it in the agreement as the catalogue does, or leave it out here");
                findings.push(finding, &[&entry.id, id]);
            }
        }
    }
}
