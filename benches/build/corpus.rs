//! A site of any size to measure with: legal documents of about 12 KB each, and a register of subprocessors.
//!
//! Invariant: the same numbers give the same bytes, so that two measurements are of the same work.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use aushang::source::Digest;

/// Words of a clause, between a fixed beginning and a fixed end.
const PARTIES: [&str; 6] = [
    "Der Auftragnehmer",
    "Der Auftraggeber",
    "Jede Partei",
    "Die verantwortliche Stelle",
    "Der Unterauftragsverarbeiter",
    "Die Datenschutzbeauftragte",
];
const DUTIES: [&str; 8] = [
    "prüft vor jeder Änderung, ob die vereinbarten Maßnahmen weiterhin genügen",
    "unterrichtet die andere Seite in Textform und nennt dabei Anlass, Umfang und Zeitpunkt",
    "hält die Weisungen fest und bewahrt sie bis zum Ende des dritten Kalenderjahres auf",
    "löscht die Daten nach Abschluss der Leistung, soweit kein Gesetz die Aufbewahrung verlangt",
    "verpflichtet alle Personen mit Zugang zu den Daten auf die Vertraulichkeit",
    "dokumentiert Störungen, ihre Ursachen und die getroffenen Gegenmaßnahmen",
    "gewährt Einsicht in die Nachweise, ohne dass Geheimnisse Dritter offenbart werden",
    "stellt sicher, dass Sicherungskopien getrennt vom laufenden Betrieb liegen",
];
const LIMITS: [&str; 5] = [
    "spätestens jedoch innerhalb von 72 Stunden nach Kenntnis",
    "solange der Hauptvertrag besteht",
    "sofern nicht zwingendes Recht entgegensteht (Art. 28 Abs. 3 DSGVO)",
    "und zwar unentgeltlich, soweit der Aufwand üblich ist",
    "auch wenn die Verarbeitung an mehreren Standorten stattfindet",
];

const CHAPTERS: u64 = 8;
const CLAUSES: u64 = 5;

/// Steele, Lea and Flood's `SplitMix64`: a fixed sequence is all that is asked for.
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % below
    }

    fn of<T: Copy>(&mut self, words: &[T]) -> T {
        let count = words.len() as u64;
        words[usize::try_from(self.next(count)).unwrap_or(0)]
    }
}

/// Files as they are written, with the seals of those below `versions/`.
struct Site<'a> {
    folder: &'a Path,
    lock: Vec<(String, Digest)>,
}

impl Site<'_> {
    fn write(&mut self, path: &str, text: &str) -> io::Result<()> {
        let place = self.folder.join(path);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder)?;
        }
        if path.contains("/versions/") {
            self.lock.push((path.to_owned(), Digest::of(text.as_bytes())));
        }
        fs::write(place, text)
    }
}

/// Writes a site with that many documents and subprocessors into `folder`.
///
/// # Errors
/// Where a file cannot be written.
pub fn write(folder: &Path, documents: u64, subprocessors: u64) -> io::Result<()> {
    let mut site = Site { folder, lock: Vec::new() };
    site.write("site.yaml", SITE)?;
    site.write("content/catalogue.yaml", CATALOGUE)?;
    site.write("content/dpo/document.yaml", "kind: contact\ntitle: Datenschutzbeauftragte\norder: 1\n")?;
    site.write("content/dpo/contact.yaml", CONTACT)?;
    site.write("content/pages/imprint/page.yaml", "title: Impressum\nmenu: footer\n")?;
    site.write("content/pages/imprint/de.md", "Messung GmbH, Messweg 1, 01067 Musterstadt, info@messung.example\n")?;
    for number in 1..=documents {
        document(&mut site, number)?;
    }
    if subprocessors > 0 {
        register(&mut site, subprocessors)?;
    }
    site.lock.sort();
    let lock = site.lock.iter().fold(String::new(), |mut text, (path, digest)| {
        let _ = writeln!(text, "{digest}  {path}");
        text
    });
    site.write("aushang.lock", &lock)
}

/// The text of a version of an agreement: all are of one length and differ in the words of some clauses.
pub fn version(number: u64) -> String {
    let text = prose(1);
    let changed = text.lines().enumerate().map(|(at, line)| match line.strip_suffix('.') {
        Some(words) if at as u64 % 40 == number % 40 => format!("{words} (Fassung {number}).\n"),
        _ => format!("{line}\n"),
    });
    changed.collect()
}

/// Writes a site with one document of so many versions into `folder`.
///
/// # Errors
/// Where a file cannot be written.
pub fn write_history(folder: &Path, versions: u64) -> io::Result<()> {
    write(folder, 1, 0)?;
    for number in 1..=versions {
        let below = format!("content/doc-00001/versions/1.{number}");
        let (year, month, day) = (2020 + number / 336, 1 + number / 28 % 12, 1 + number % 28);
        let date = format!("{year}-{month:02}-{day:02}");
        fs::create_dir_all(folder.join(&below))?;
        let record = format!("announced: {date}\neffective: {date}\nnote: Fassung {number}.\n");
        fs::write(folder.join(format!("{below}/version.yaml")), record)?;
        fs::write(folder.join(format!("{below}/de.md")), version(number))?;
    }
    // The version of the other measurements is no part of this one.
    fs::remove_dir_all(folder.join("content/doc-00001/versions/1.0"))?;
    fs::remove_file(folder.join("aushang.lock"))
}

fn document(site: &mut Site<'_>, number: u64) -> io::Result<()> {
    let facts = format!(
        "kind: policy\ntitle: Vereinbarung {number}\nsummary: Pflichten beider Seiten, Fassung für die Messung.\n\
         order: {}\nbinding_language: de\nresponsible: Datenschutzkoordination\n",
        10 + number,
    );
    let version = format!(
        "announced: 2025-{:02}-{:02}\neffective: 2026-01-01\nresponsible: Datenschutzkoordination\n\
         note: Erste Fassung der Vereinbarung {number}.\nchange: material\n",
        1 + number % 12,
        1 + number % 28,
    );
    let text = prose(number);
    let folder = format!("content/doc-{number:05}");
    site.write(&format!("{folder}/document.yaml"), &facts)?;
    site.write(&format!("{folder}/de.md"), &text)?;
    site.write(&format!("{folder}/versions/1.0/document.yaml"), &facts)?;
    site.write(&format!("{folder}/versions/1.0/version.yaml"), &version)?;
    site.write(&format!("{folder}/versions/1.0/de.md"), &text)
}

fn prose(number: u64) -> String {
    let mut dice = Dice(number);
    let mut text = format!(
        "## Präambel\n\nDiese Vereinbarung {number} gilt zwischen {{{{ organisation.name }}}} und ihren Kunden.\n"
    );
    for chapter in 1..=CHAPTERS {
        let _ =
            write!(text, "\n## {chapter} {}\n", dice.of(&["Gegenstand", "Pflichten", "Kontrolle", "Haftung", "Ende"]));
        for clause in 1..=CLAUSES {
            let (there, at) = (1 + dice.next(CHAPTERS), 1 + dice.next(CLAUSES));
            let _ = write!(
                text,
                "\n{chapter}.{clause} {} {}, {}. {} {}; Ziffer {there}.{at} bleibt unberührt.\n",
                dice.of(&PARTIES),
                dice.of(&DUTIES),
                dice.of(&LIMITS),
                dice.of(&PARTIES),
                dice.of(&DUTIES),
            );
        }
    }
    text
}

fn register(site: &mut Site<'_>, entries: u64) -> io::Result<()> {
    let folder = "content/subprocessors";
    let facts = "kind: subprocessors\ntitle: Unterauftragsverarbeiter\norder: 3\nbinding_language: de\n\
                 responsible: Datenschutzkoordination\nnotice:\n  period: 28 days\n  starts_on: announced\n  \
                 objection: {email: widerspruch@messung.example}\n";
    let text =
        "## 1 Die Liste\n\n1.1 Wer für {{ organisation.name }} verarbeitet, steht hier.\n\n{{ subprocessors }}\n";
    site.write(&format!("{folder}/document.yaml"), facts)?;
    site.write(&format!("{folder}/de.md"), text)?;
    // Each year some are added and one detail of every tenth changes.
    for (year, count) in [(2023, entries / 2), (2024, entries * 3 / 4), (2025, entries)] {
        let list = (0..count).fold(String::new(), |list, number| list + &entry(number, year));
        let version = format!(
            "announced: {year}-03-01\neffective: {year}-04-01\nresponsible: Datenschutzkoordination\n\
             note: Änderungen des Jahres {year}.\nchange: material\n",
        );
        let frozen = format!("{folder}/versions/{year}-03-01");
        for (name, text) in [
            ("document.yaml", facts),
            ("catalogue.yaml", CATALOGUE),
            ("de.md", text),
            ("version.yaml", &version),
            ("register.yaml", &list),
        ] {
            site.write(&format!("{frozen}/{name}"), text)?;
        }
        if year == 2025 {
            site.write(&format!("{folder}/register.yaml"), &list)?;
        }
    }
    Ok(())
}

fn entry(number: u64, year: u64) -> String {
    let mut dice = Dice(number);
    let service = dice.of(&["Betrieb der Server", "Versand von Nachrichten", "Archivierung", "Kundendienst"]);
    let (country, code) = dice.of(&[("DE", "01067"), ("AT", "1010"), ("NL", "1011 AB"), ("FR", "75001")]);
    let place = if number.is_multiple_of(10) { year } else { 2020 };
    format!(
        "anbieter-{number:04}:\n  name: Anbieter {number} GmbH\n  address: {{street: Messweg {number}-{place}, postal_code: \"{code}\", \
         city: Musterstadt, country: {country}}}\n  contact: {{role: Datenschutz, email: datenschutz@anbieter-{number}.example}}\n  \
         service: {service} im Bereich {number}\n  data: [contact, usage]\n  subjects: [customers]\n  locations: [{country}]\n  \
         since: 2022-01-01\n  reviewed: 2026-01-15\n"
    )
}

const CONTACT: &str = "officer:
  role: Datenschutzbeauftragte der Messung GmbH
  address: {street: Messweg 1, postal_code: \"01067\", city: Musterstadt, country: DE}
  email: datenschutz@messung.example
controller: {email: info@messung.example}
authority: {name: Aufsichtsbehörde für die Messung, url: https://www.aufsicht.example/}
";

const SITE: &str = "title: Messung
base_url: https://trust.messung.example/
languages: [de]
timezone: Europe/Berlin
organisation:
  name: Messung GmbH
  address: {street: Messweg 1, postal_code: \"01067\", city: Musterstadt, country: DE}
  email: info@messung.example
feeds:
  tag_authority: trust.messung.example,2026
";

const CATALOGUE: &str = "groups: {mail: {name: E-Mail}}
products:
  post: {name: Post, groups: [mail]}
data:
  contact: {name: Kontaktdaten}
  usage: {name: Nutzungsdaten}
subjects:
  customers: {name: Kunden}
";
