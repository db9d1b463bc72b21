//! Words that authors write where the format has another one: German ones, those of other formats, spellings of law.
//!
//! Only for suggestions: nothing is read as what it may mean. Invariant: a word is suggested only where it can stand.

/// The word of the format, and what is written in its place, in small letters without spaces and signs.
const WORDS: &[(&str, &[&str])] = &[
    ("name", &["firma", "firmenname", "bezeichnung", "company", "anbieter", "unternehmen"]),
    ("address", &["anschrift", "adresse", "sitz"]),
    ("street", &["strasse", "straße", "str"]),
    ("postal_code", &["plz", "postleitzahl", "zip", "zipcode", "postcode"]),
    ("city", &["ort", "stadt", "town"]),
    ("country", &["land", "staat", "countrycode"]),
    ("email", &["mail", "emailadresse", "mailadresse"]),
    ("phone", &["telefon", "tel", "telephone", "telefonnummer"]),
    ("contact", &["kontakt", "ansprechpartner", "ansprechpartnerin"]),
    ("website", &["webseite", "homepage", "internet"]),
    ("service", &["leistung", "dienstleistung", "zweck", "purpose", "tätigkeit"]),
    ("data", &["daten", "datenarten", "datenkategorien"]),
    ("subjects", &["betroffene", "personen", "datasubjects", "betroffenengruppen"]),
    ("locations", &["orte", "standorte", "verarbeitungsorte", "places"]),
    ("transfer", &["übermittlung", "drittland", "transfers"]),
    ("mechanism", &["grundlage", "basis", "rechtsgrundlage"]),
    ("since", &["seit"]),
    ("reviewed", &["geprüft", "geprüftam", "lastreview"]),
    ("certifications", &["zertifikate", "zertifizierungen", "certificates"]),
    ("valid_until", &["gültigbis", "expires", "bis"]),
    ("replaces", &["ersetzt"]),
    ("title", &["titel", "überschrift", "heading"]),
    ("kind", &["art", "typ", "type"]),
    ("order", &["reihenfolge", "position", "weight"]),
    ("announced", &["angekündigt", "angekündigtam", "ankündigung", "veröffentlicht", "published"]),
    ("effective", &["gültigab", "giltab", "inkraft", "inkraftab", "validfrom", "effectivefrom", "wirksamab"]),
    ("note", &["notiz", "hinweis", "anmerkung", "bemerkung", "änderung"]),
    ("justification", &["begründung"]),
    ("reason", &["grund"]),
    ("responsible", &["verantwortlich"]),
    ("responsibility", &["zuständigkeit", "verantwortung"]),
    ("annexes", &["anlagen", "anhänge"]),
    ("period", &["frist"]),
    ("applies_to", &["giltfür", "geltung", "scope", "appliesto"]),
    ("measures", &["maßnahmen", "massnahmen", "tom", "toms", "tomen"]),
    ("controls", &["kontrollen"]),
    ("goal", &["ziel", "schutzziel"]),
    ("control", &["kontrolle"]),
    ("groups", &["gruppen"]),
    ("products", &["produkte"]),
    ("sites", &["rechenzentren"]),
    ("languages", &["sprachen"]),
    ("officer", &["datenschutzbeauftragter", "datenschutzbeauftragte", "dsb", "dpo"]),
    ("authority", &["aufsichtsbehörde", "behörde"]),
    ("agreement", &["vertrag", "avv", "dpa", "contract", "vereinbarung"]),
    ("policy", &["richtlinie", "erklärung"]),
    ("subprocessors", &["unterauftragsverarbeiter", "subunternehmer", "unterauftragnehmer", "register"]),
    ("provider", &["anbieter", "auftragnehmer", "processor", "auftragsverarbeiter", "wir"]),
    ("customer", &["kunde", "auftraggeber", "controller", "client"]),
    ("shared", &["gemeinsam", "beide", "both", "joint"]),
    ("subprocessor", &["unterauftragsverarbeiter", "subunternehmer"]),
    ("editorial", &["redaktionell"]),
    ("clarifying", &["klarstellend", "klarstellung"]),
    ("material", &["wesentlich", "inhaltlich"]),
    ("emergency", &["notfall"]),
    ("scc", &["standardvertragsklauseln", "sccs", "standarddatenschutzklauseln"]),
    ("dpf", &["dataprivacyframework", "euusdpf"]),
    ("adequacy", &["angemessenheit", "angemessenheitsbeschluss"]),
    ("derogation", &["ausnahme", "art49"]),
    ("footer", &["fußzeile"]),
    ("header", &["kopfzeile"]),
    ("none", &["keine", "keins"]),
    ("a", &["1a", "lita", "bucha"]),
    ("b", &["1b", "litb", "buchb"]),
    ("c", &["1c", "litc", "buchc"]),
    ("d", &["1d", "litd", "buchd"]),
];

/// The one of `known` that is meant by another word.
#[must_use]
pub fn synonym<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if written.len() > 60 {
        return None;
    }
    let plain: String = written.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let means = |word: &str| WORDS.iter().any(|(of, others)| *of == word && others.contains(&&*plain));
    known.into_iter().find(|word| means(word))
}
