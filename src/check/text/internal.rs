//! Internal details in a public text: addresses of machines, markings of confidentiality.

use std::net::{Ipv4Addr, Ipv6Addr};

use memchr::memchr2_iter;

use super::Written;
use crate::check::finding::Findings;
use crate::check::subject::Subject;
use crate::check::words::{has_any, sentence, words};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::passages::{Passage, PassageKind};
use crate::source::Sources;

/// T13: addresses and names of machines, and markings such as "Vertraulich". Dotted numbers that may be the number of a
/// version or a clause are no addresses unless the sentence speaks of machines.
pub fn details(subject: &Subject<'_>, findings: &mut Findings) {
    for text in subject.written() {
        details_in(text, subject.context.sources, findings);
    }
}

/// T13 in one text.
pub fn details_in(text: &Written, sources: &Sources, findings: &mut Findings) {
    for passage in &text.passages {
        for (start, word) in tokens(&passage.text) {
            let what = if is_ip(&passage.text, start, word) {
                "address"
            } else if is_internal_host(word) {
                "name"
            } else {
                continue;
            };
            let at = text.span(sources, passage, start..start + word.len());
            let finding =
                Diagnostic::new(Code::T13, at, format!("`{word}` is the {what} of a machine, in a public text"))
                    .help("describe the measure without it: readers gain nothing from it, attackers may");
            findings.push(finding, &text.about());
        }
        if let Some(range) = marking(passage) {
            let marked = passage.text[range.clone()].trim().to_owned();
            let at = text.span(sources, passage, range);
            let finding = Diagnostic::new(Code::T13, at, format!("the public text is marked `{marked}`"))
                .help("leave the marking out, or do not publish the text");
            findings.push(finding, &text.about());
        }
    }
}

/// Runs of what addresses and host names are made of, with a dot or a colon inside.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let joins = |at: usize| bytes[at].is_ascii_alphanumeric() || matches!(bytes[at], b'.' | b':' | b'-' | b'/' | b'_');
    let mut done = 0;
    // Most marks end a sentence or a word, and begin no search for the ends of a run.
    let is_inside = move |&at: &usize| at + 1 < bytes.len() && joins(at + 1);
    memchr2_iter(b'.', b':', bytes).filter(is_inside).filter_map(move |at| {
        if at < done {
            return None;
        }
        let start = (done..at).rev().take_while(|&at| joins(at)).last().unwrap_or(at);
        done = (at..bytes.len()).find(|&at| !joins(at)).unwrap_or(bytes.len());
        let run = &text[start..done];
        let from = run.trim_start_matches(|c: char| !c.is_ascii_alphanumeric() && c != ':');
        let kept = from.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        kept.contains(['.', ':']).then_some((start + run.len() - from.len(), kept))
    })
}

/// Words that show that a dotted number is an address.
const MACHINES: &[&str] = &[
    "ip-", "ip ", "ipv4", "server", "host", "gateway", "netz", "firewall", "router", "subnet", "network", "adresse",
    "address", "dns", "vlan", "switch", "vpn",
];

/// Words before a dotted number by which it is no address.
const NUMBERS: &[&str] = &[
    "version",
    "fassung",
    "ziffer",
    "nummer",
    "nr.",
    "nr",
    "abschnitt",
    "section",
    "clause",
    "punkt",
    "release",
    "v",
    "oid",
    "firmware",
    "client",
    "agent",
    "build",
    "patch",
    "update",
    "software",
    "stand",
    "paket",
    "package",
    "treiber",
    "driver",
    "oracle",
    "macos",
    "android",
    "windows",
    "kernel",
    "edition",
];

/// Words that show that a dotted number outside of private networks is an address.
const ADDRESSES: &[&str] = &["ip-", "ip ", "ipv4", "adresse", "address", "subnet", "gateway", "netz", "network"];

/// The private networks as a whole (RFC 1918), which everybody has.
const PRIVATE: &[&str] = &["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

fn is_ip(text: &str, start: usize, word: &str) -> bool {
    let (address, prefix) = word.split_once('/').map_or((word, None), |(address, prefix)| (address, Some(prefix)));
    let address = address.split_once(':').filter(|_| address.contains('.')).map_or(address, |(address, _)| address);
    if let Ok(ip) = address.parse::<Ipv4Addr>() {
        let before = text[..start].split_whitespace().next_back().unwrap_or_default().to_lowercase();
        let before = before.trim_start_matches('(');
        let around = sentence(text, &(start..start + word.len())).to_lowercase();
        let is_net = prefix.is_some_and(|prefix| prefix.parse::<u8>().is_ok_and(|bits| bits <= 32));
        let certain = is_net || matches!(ip.octets(), [192, 168, ..] | [172, 16..=31, ..]);
        let harmless = ip.is_loopback()
            || ip.is_unspecified()
            || ip.is_broadcast()
            || ip.is_documentation()
            || ip.octets()[0] == 255
            || PRIVATE.contains(&word);
        let said = has_any(&around, if ip.octets()[0] == 10 { MACHINES } else { ADDRESSES });
        return !harmless && !NUMBERS.contains(&before) && (certain || said);
    }
    let is_six = address.matches(':').count() >= 3 && address.chars().all(|c| c.is_ascii_hexdigit() || c == ':');
    is_six && address.parse::<Ipv6Addr>().is_ok_and(|ip| !ip.is_loopback() && !ip.is_unspecified())
}

/// Last parts of names that lead nowhere outside of a network.
const INTERNAL: &[&str] = &["intern", "internal", "local", "localdomain", "lan", "corp", "intranet"];

fn is_internal_host(word: &str) -> bool {
    let host = word.split(['/', ':']).find(|part| part.contains('.')).unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let well_formed = labels.len() >= 2 && labels.iter().all(|label| !label.is_empty());
    let ends = |label: &&str| INTERNAL.contains(&label.to_ascii_lowercase().as_str());
    // `srv01.intern.example.com` is as internal as `srv01.intern`.
    // Configuration of a machine by custom, and no machine.
    let is_file = matches!(labels[..], ["rc" | "jail" | "fail2ban" | "settings", "local"]);
    well_formed
        && !is_file
        && (labels.last().is_some_and(ends) || labels.len() >= 4 && labels[1..labels.len() - 2].iter().any(ends))
}

/// Words that mark a document where they stand alone.
const MARKINGS: &[&str] = &[
    "vertraulich",
    "streng vertraulich",
    "firmenvertraulich",
    "nur für den internen gebrauch",
    "nur für den dienstgebrauch",
    "nur zur internen verwendung",
    "confidential",
    "strictly confidential",
    "company confidential",
    "internal use only",
    "for internal use only",
    "internal only",
    "dieses dokument ist vertraulich",
    "this document is confidential",
    "privileged and confidential",
    "confidential and proprietary",
];

/// What comes before a marking.
const LABELS: &[&str] =
    &["klassifizierung", "klassifikation", "classification", "einstufung", "vertraulichkeitsstufe", "status"];

fn marking(passage: &Passage) -> Option<std::ops::Range<usize>> {
    if matches!(passage.kind, PassageKind::Cell { .. } | PassageKind::Item) {
        return None;
    }
    if passage.text.len() > 200 && !matches!(passage.kind, PassageKind::Heading(_)) {
        return None;
    }
    let lower = passage.text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let value = bare
        .split_once(':')
        .filter(|(label, _)| LABELS.contains(&label.trim()))
        .map_or(bare, |(_, value)| value.trim());
    let is_marked = MARKINGS.contains(&value)
        || passage.text.len() < 120
            && words(&passage.text).any(|(_, word)| matches!(word, "VERTRAULICH" | "CONFIDENTIAL"))
        || matches!(passage.kind, PassageKind::Heading(_))
            && ["(vertraulich)", "(streng vertraulich)", "(confidential)"].iter().any(|mark| lower.contains(mark));
    is_marked.then_some(0..passage.text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_words_and_numbers_are_no_internal_details() {
        for text in [
            "Siehe Ziffer 4.1.2.3 und Version 1.2.3.4.",
            "Die IP-Adresse wird gekürzt, das lokale Netz ist getrennt.",
            "Um 12:30:15 Uhr, RFC 5424, 10.11.2026, TLS 1.2/1.3",
            "Kontakt: privacy@local.example, www.example.com/internal",
            "Der Server läuft auf 127.0.0.1.",
            "Firewall (Firmware 7.2.4.1), Oracle 10.2.0.4 auf dem Server, SNMP (OID 1.3.6.1) im Netz",
            "Die IP-Adresse 203.0.113.7 wird zu 203.0.113.0 gekürzt; im Netz 10.0.0.0/8",
            "Der VPN-Server nutzt strongSwan 5.9.1.4; Regeln in rc.local",
        ] {
            let found: Vec<&str> = tokens(text)
                .filter(|(at, word)| is_ip(text, *at, word) || is_internal_host(word))
                .map(|(_, word)| word)
                .collect();
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }

    #[test]
    fn addresses_and_names_of_machines_are_found() {
        for (text, expected) in [
            ("Das Gateway 10.0.0.1 filtert.", "10.0.0.1"),
            ("nach 192.168.4.0/24, dann", "192.168.4.0/24"),
            ("auf srv01.intern.example.com gespeichert", "srv01.intern.example.com"),
            ("auf db.example.local, gespeichert", "db.example.local"),
            ("über fd00:1:2::5 erreichbar", "fd00:1:2::5"),
        ] {
            let found = tokens(text).find(|(at, word)| is_ip(text, *at, word) || is_internal_host(word));
            assert_eq!(found.map(|(_, word)| word), Some(expected), "{text}");
        }
    }

    #[test]
    fn only_a_marking_that_stands_alone_is_one() {
        let of = |text: &str| crate::markdown::passages::passages(text).iter().any(|p| marking(p).is_some());
        for text in ["**Vertraulich**", "# TOM (vertraulich)", "Klassifizierung: streng vertraulich", "Confidential."] {
            assert!(of(text), "{text}");
        }
        for text in [
            "## Vertraulichkeit",
            "Die Daten werden vertraulich behandelt.",
            "| Stufe |\n|---|\n| vertraulich |",
            "- vertraulich\n- öffentlich",
            "4.1 Confidential information is protected.",
        ] {
            assert!(!of(text), "{text}");
        }
    }
}
