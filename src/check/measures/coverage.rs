//! What a description of measures speaks of. Words decide, so that a text is silent about a thing only where no word for
//! it stands anywhere.

use std::collections::BTreeSet;

use crate::check::finding::Findings;
use crate::check::law::examples;
use crate::check::subject::Subject;
use crate::check::words::has_any;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::document::Kind;
use crate::resolve::inherited::entries;

fn is_asked(subject: &Subject<'_>) -> bool {
    subject.settings.kind == Kind::Measures
}

/// T01: each letter of Art. 32(1) has a measure.
pub fn letters(subject: &Subject<'_>, findings: &mut Findings) {
    if !is_asked(subject) {
        return;
    }
    let all = entries(subject.goals());
    let found: BTreeSet<&str> =
        all.iter().filter(|of| of.is_measure()).flat_map(|of| of.art32.iter().copied()).collect();
    let what = [
        ("a", "pseudonymisation and encryption"),
        ("b", "confidentiality, integrity, availability and resilience"),
        ("c", "restoring after an incident"),
        ("d", "regular testing and evaluation"),
    ];
    for (letter, what) in what.iter().filter(|(letter, _)| !found.contains(letter)) {
        let finding = Diagnostic::new(
            Code::T01,
            subject.facts_file(),
            format!("no measure is assigned to Art. 32(1)({letter}) GDPR: {what}"),
        )
        .help(format!("describe one, or write `art32: [{letter}]` at a measure that serves it"));
        findings.push(finding, &[letter]);
    }
}

/// The classical controls, and words by which a control of another id or a heading is one of them.
const CLASSICAL: &[(&str, &str, &[&str])] = &[
    ("physical-access", "physical access (Zutrittskontrolle)", &["zutritt", "physical"]),
    ("system-access", "system access (Zugangskontrolle)", &["zugang", "system access", "logical access"]),
    ("data-access", "data access (Zugriffskontrolle)", &["zugriff", "data access"]),
    ("separation", "separation (Trennungskontrolle)", &["trennung", "separation", "segregation"]),
    (
        "transfer",
        "transfer (Weitergabekontrolle)",
        &["weitergabe", "übertragung", "transport", "transfer", "transmission"],
    ),
    ("input", "input (Eingabekontrolle)", &["eingabe", "input"]),
    ("processor-control", "processors (Auftragskontrolle)", &["auftrag", "processor", "supplier"]),
    ("availability", "availability (Verfügbarkeitskontrolle)", &["verfügbar", "availab"]),
];

/// T02: each classical control has measures, or an introduction that says why not.
pub fn controls(subject: &Subject<'_>, findings: &mut Findings) {
    if !is_asked(subject) {
        return;
    }
    let mut titles = subject.written().iter().filter(|text| text.prose.is_some()).flat_map(|text| &text.passages);
    let headings: Vec<String> = titles
        .by_ref()
        .filter(|passage| matches!(passage.kind, crate::markdown::passages::PassageKind::Heading(_)))
        .map(|passage| passage.text.to_lowercase())
        .collect();
    let all = || subject.goals().iter().flat_map(|goal| &goal.controls);
    for (id, name, words) in CLASSICAL {
        let speaks = |text: &str| has_any(&text.to_lowercase(), words);
        let is_there = all().any(|control| {
            let by_title = control.title.iter().flat_map(crate::check::text::forms).any(|(_, title)| speaks(title));
            let full = !control.measures.is_empty() || control.intro.is_some();
            full && (control.id.value == *id || by_title || speaks(&control.id))
        });
        if !is_there && !headings.iter().any(|title| speaks(title)) {
            let at = all()
                .find(|control| control.id.value == *id)
                .map_or_else(|| subject.facts_file(), |control| control.id.span);
            let finding = Diagnostic::new(Code::T02, at, format!("there is no measure of {name}"))
                .help(format!("describe one under `control: {id}`, or say in its `intro` why there is none"));
            findings.push(finding, &[id]);
        }
    }
}

const ENCRYPTION: &[&str] = &["verschlüssel", "encrypt", "kryptogra", "cryptogra"];
const AT_REST: &[&str] = &[
    "ruhe",
    "ruhend",
    "at rest",
    "datenträger",
    "festplatte",
    "ssd",
    "speicher",
    "storage",
    "stored",
    "disk",
    "drive",
    "volume",
    "datenbank",
    "database",
    "backup",
    "sicherung",
    "laptop",
    "notebook",
    "gerät",
    "device",
    "aufzeichnung",
    "aes",
    "luks",
    "bitlocker",
    "medien",
    "media",
];
const IN_TRANSIT: &[&str] = &[
    "tls",
    "https",
    "vpn",
    "ssh",
    "ipsec",
    "sftp",
    "wireguard",
    "macsec",
    "übertrag",
    "übermitt",
    "transport",
    "transit",
    "transmi",
    "s/mime",
    "pgp",
    "leitung",
    "ssl",
];

/// A topic that a description of measures has to speak of: some words, in one passage with some others.
struct Topic {
    code: Code,
    missing: &'static str,
    help: &'static str,
    about: &'static str,
    words: &'static [&'static str],
    with: &'static [&'static str],
    /// Nothing is said where this stands nowhere: then another topic tells it.
    only_after: &'static [&'static str],
}

const TOPICS: &[Topic] = &[
    Topic {
        code: Code::T03,
        missing: "encryption is not addressed",
        help: "say what is encrypted how, or plainly that it is not",
        about: "encryption",
        words: ENCRYPTION,
        with: &[],
        only_after: &[],
    },
    Topic {
        code: Code::T03,
        missing: "encryption of stored data is not addressed",
        help: "say what is encrypted at rest, or plainly that it is not",
        about: "at-rest",
        words: ENCRYPTION,
        with: AT_REST,
        only_after: ENCRYPTION,
    },
    Topic {
        code: Code::T03,
        missing: "encryption in transit is not addressed",
        help: "say how data are protected on their way, such as with TLS 1.3",
        about: "in-transit",
        words: IN_TRANSIT,
        with: &["verschlüssel", "encrypt", "tls", "https", "vpn", "ssh", "ipsec", "sftp", "s/mime", "pgp", "ssl"],
        only_after: ENCRYPTION,
    },
    Topic {
        code: Code::T03,
        missing: "pseudonymisation is not addressed",
        help: "say where data are pseudonymised, or plainly that they are not",
        about: "pseudonymisation",
        words: &["pseudonym"],
        with: &[],
        only_after: &[],
    },
    Topic {
        code: Code::T04,
        missing: "restoring after an incident is not addressed",
        help: "say how data and access are restored, and within what time",
        about: "restoring",
        words: &[
            "wiederherstell",
            "rücksicher",
            "wiederanlauf",
            "restor",
            "recover",
            "zurückgespielt",
            "wiedereinspiel",
        ],
        with: &[],
        only_after: &[],
    },
    Topic {
        code: Code::T04,
        missing: "that restoring is tested is not said",
        help: "say how often a restore is rehearsed",
        about: "test",
        words: &[
            "wiederherstell",
            "rücksicher",
            "wiederanlauf",
            "restor",
            "recover",
            "zurückgespielt",
            "wiedereinspiel",
            "notfall",
            "emergency",
            "disaster",
        ],
        with: &[
            "test", "geprüft", "prüfen", "prüfung", "übung", "übt", "geübt", "erprob", "probe", "exercise", "rehears",
            "verif", "drill",
        ],
        only_after: &[
            "wiederherstell",
            "rücksicher",
            "wiederanlauf",
            "restor",
            "recover",
            "zurückgespielt",
            "wiedereinspiel",
        ],
    },
    Topic {
        code: Code::T05,
        missing: "no regular review of the measures is described",
        help: "say how often the measures are reviewed, and by whom",
        about: "review",
        words: &[
            "überprüf",
            "audit",
            "review",
            "evaluier",
            "bewert",
            "evaluat",
            "assess",
            "geprüft",
            "prüft",
            "test",
            "checked",
        ],
        with: &[
            "regelmäßig",
            "jährlich",
            "jahr",
            "monat",
            "quartal",
            "woche",
            "täglich",
            "turnus",
            "periodisch",
            "regular",
            "annual",
            "year",
            "month",
            "quarter",
            "week",
            "daily",
            "periodic",
        ],
        only_after: &[],
    },
    Topic {
        code: Code::T08,
        missing: "training of staff is not addressed",
        help: "say how often staff is trained in data protection",
        about: "training",
        words: &[
            "schul",
            "unterweis",
            "unterwies",
            "training",
            "trained",
            "sensibilis",
            "awareness",
            "instructed in",
            "e-learning",
            "fortbild",
        ],
        with: &[],
        only_after: &[],
    },
    Topic {
        code: Code::T08,
        missing: "that staff is bound to secrecy is not said",
        help: "say that everybody with access is bound to confidentiality",
        about: "secrecy",
        words: &[
            "vertraulich",
            "verschwiegen",
            "datengeheimnis",
            "geheimhalt",
            "confidential",
            "secrecy",
            "non-disclosure",
        ],
        with: &[
            "verpflicht",
            "erklär",
            "vereinbar",
            "bound",
            "commit",
            "oblig",
            "agree",
            "undertak",
            "sign",
            "datengeheimnis",
            "secrecy",
        ],
        only_after: &[],
    },
    Topic {
        code: Code::T08,
        missing: "that staff acts on instruction only is not said",
        help: "say how it is made sure that data are processed on the customer's instruction only (Art. 32(4) GDPR)",
        about: "instruction",
        words: &["weisung", "instruction", "angewiesen", "anweisung", "instructed"],
        with: &[],
        only_after: &[],
    },
];

/// T03, T04, T05 and T08: what Art. 32 GDPR names is spoken of.
pub fn topics(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(all) = subject.spoken() else { return };
    for topic in TOPICS {
        let says = |passage: &str| topic.with.is_empty() || has_any(passage, topic.with);
        let spoken = all.passages_with(topic.words).any(says);
        let told_already = !topic.only_after.is_empty() && !all.says(topic.only_after.iter().copied());
        if !spoken && !told_already {
            let finding = Diagnostic::new(topic.code, subject.facts_file(), topic.missing).help(topic.help);
            findings.push(finding, &[topic.about]);
        }
    }
}

/// T07: which of the examples of Annex III are not spoken of. A note: they are examples.
pub fn examples_of_annex(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(all) = subject.spoken() else { return };
    let missing: Vec<&str> = examples()
        .iter()
        .filter(|example| !all.says(example.stems.iter().map(String::as_str)))
        .map(|example| example.name.as_str())
        .collect();
    if !missing.is_empty() {
        let message = format!(
            "{} of the {} examples of Annex III are not spoken of: {}",
            missing.len(),
            examples().len(),
            missing.join("; ")
        );
        let finding = Diagnostic::new(Code::T07, subject.facts_file(), message)
            .help("they are examples: describe what you do, and waive this where that is all");
        findings.push(finding, &[]);
    }
}
