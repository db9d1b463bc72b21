//! Other names of languages that people write where the shortest code is meant: three letters, or the word itself.
//!
//! BCP 47 (RFC 5646, section 2.2.1) asks for the two-letter code wherever there is one. The codes are those of ISO 639;
//! the list has the languages of the EEA and a few more in which such documents are written.

/// The two-letter code, and what is written in its place.
const NAMES: &[(&str, &[&str])] = &[
    ("bg", &["bul", "bulgarian", "bulgarisch"]),
    ("cs", &["ces", "cze", "czech", "tschechisch"]),
    ("da", &["dan", "danish", "dänisch"]),
    ("de", &["deu", "ger", "german", "deutsch"]),
    ("el", &["ell", "gre", "greek", "griechisch"]),
    ("en", &["eng", "english", "englisch"]),
    ("es", &["spa", "esp", "spanish", "spanisch"]),
    ("et", &["est", "estonian", "estnisch"]),
    ("fi", &["fin", "finnish", "finnisch"]),
    ("fr", &["fra", "fre", "french", "französisch"]),
    ("ga", &["gle", "irish", "irisch"]),
    ("hr", &["hrv", "croatian", "kroatisch"]),
    ("hu", &["hun", "hungarian", "ungarisch"]),
    ("is", &["isl", "ice", "icelandic", "isländisch"]),
    ("it", &["ita", "italian", "italienisch"]),
    ("lt", &["lit", "lithuanian", "litauisch"]),
    ("lv", &["lav", "latvian", "lettisch"]),
    ("mt", &["mlt", "maltese", "maltesisch"]),
    ("nl", &["nld", "dut", "dutch", "niederländisch"]),
    ("no", &["nor", "norwegian", "norwegisch"]),
    ("pl", &["pol", "polish", "polnisch"]),
    ("pt", &["por", "portuguese", "portugiesisch"]),
    ("ro", &["ron", "rum", "romanian", "rumänisch"]),
    ("sk", &["slk", "slo", "slovak", "slowakisch"]),
    ("sl", &["slv", "slovenian", "slowenisch"]),
    ("sv", &["swe", "swedish", "schwedisch"]),
    ("tr", &["tur", "turkish", "türkisch"]),
    ("uk", &["ukr", "ukrainian", "ukrainisch"]),
];

/// The code that is meant by `written`, where that is another name of a language.
#[must_use]
pub fn meant(written: &str) -> Option<&'static str> {
    let lower = written.to_lowercase();
    let named = |(code, names): &&(&str, &[&str])| names.contains(&&*lower) || *code == lower && *code != written;
    NAMES.iter().find(named).map(|(code, _)| *code)
}
