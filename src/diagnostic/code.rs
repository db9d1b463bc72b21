//! The closed list of codes. Codes are for ever: one that is no longer used stays reserved.

use std::fmt;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The published site would be false, contradictory, leaking or unlawful by its own dates: blocks.
    Error,
    /// Legally incomplete.
    Warning,
    /// Worth knowing.
    Note,
}

impl Level {
    /// `error`, `warning` or `note`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($code:ident $level:ident $title:literal $source:expr;)+) => {
        /// A rule's code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $title] $code),+ }

        impl Code {
            /// All codes, in the order of the list.
            pub const ALL: &[Self] = &[$(Self::$code),+];

            /// The code as it is printed.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$code => stringify!($code)),+ }
            }

            /// The level where nothing in the context lowers it.
            #[must_use]
            pub fn level(self) -> Level {
                match self { $(Self::$code => Level::$level),+ }
            }

            /// What is checked, in a few words.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$code => $title),+ }
            }

            /// The source of law or the standard, where there is one.
            #[must_use]
            pub fn source(self) -> Option<&'static str> {
                match self { $(Self::$code => $source),+ }
            }
        }
    };
}

codes! {
    F01 Error "a file is text in UTF-8" None;
    F02 Error "a YAML file is well-formed" Some("YAML 1.2");
    F03 Error "every key is one that the format knows" None;
    F04 Error "a key stands once" None;
    F05 Error "a required key is there" None;
    F06 Error "a value is of the kind that its key asks for" None;
    F07 Error "a value is one of those that its key allows" None;
    F08 Error "every file and folder of content/ has a meaning" None;
    F09 Error "every file that the format asks for is there" None;
    F10 Error "prose holds no raw HTML, unless the site allows it" None;
    F11 Error "a fact or a list by name is one that the site has" None;
    F12 Error "ids, slugs and addresses are unique" None;
    F13 Error "a condition is well-formed" None;
    F14 Error "a file stays within sensible limits" None;
    F15 Error "nothing leads out of the site's folder" None;
    F16 Error "the theme is complete and well-formed" None;
    F17 Warning "every file of content/ is used" None;
    F18 Warning "a waiver has not expired" None;
    F19 Warning "a waiver is needed" None;
    A01 Warning "the agreement names the subject matter" Some("Art. 28(3) GDPR; (EU) 2021/915, Annex II");
    A02 Warning "the agreement names the duration" Some("Art. 28(3) GDPR");
    A03 Warning "the agreement names nature and purpose" Some("Art. 28(3) GDPR");
    A04 Warning "the agreement names the types of personal data" Some("Art. 28(3) GDPR");
    A05 Warning "the agreement names the categories of data subjects" Some("Art. 28(3) GDPR");
    A06 Warning "the agreement excludes special categories or names safeguards" Some("Art. 9 GDPR; (EU) 2021/915, clause 7.5");
    A07 Warning "the agreement binds to documented instructions" Some("Art. 28(3)(a) GDPR");
    A08 Warning "the agreement binds persons to confidentiality" Some("Art. 28(3)(b) GDPR");
    A09 Warning "the agreement names the measures of security" Some("Art. 28(3)(c), Art. 32 GDPR");
    A10 Warning "the agreement says how further processors are authorised" Some("Art. 28(2) GDPR");
    A11 Warning "the agreement says how long notice of a change is" Some("Art. 28(2) GDPR; (EU) 2021/915, clause 7.7(a)");
    A12 Warning "the agreement passes its duties on to further processors" Some("Art. 28(4) GDPR");
    A13 Warning "the agreement promises help with requests of data subjects" Some("Art. 28(3)(e) GDPR");
    A14 Warning "the agreement promises help with Art. 32 to 36" Some("Art. 28(3)(f) GDPR");
    A15 Warning "the agreement promises notice of a breach" Some("Art. 33(2) GDPR; (EU) 2021/915, clause 9.2");
    A16 Warning "the agreement says what happens to the data in the end" Some("Art. 28(3)(g) GDPR");
    A17 Warning "the agreement allows audits" Some("Art. 28(3)(h) GDPR");
    A18 Warning "the agreement promises a warning about unlawful instructions" Some("Art. 28(3) GDPR, last subparagraph");
    A19 Warning "the agreement says in which form it is made" Some("Art. 28(9) GDPR");
    A20 Warning "the agreement and the register agree on third countries" Some("Art. 44 ff. GDPR");
    A23 Warning "the agreement names the parties" Some("(EU) 2021/915, Annex I");
    S01 Warning "a subprocessor is named with its legal form" Some("EDPB Opinion 22/2024, para. 31 f.");
    S02 Warning "a subprocessor has a full address" Some("EDPB Opinion 22/2024; (EU) 2021/915, Annex IV");
    S03 Warning "a subprocessor has a contact" Some("EDPB Opinion 22/2024; (EU) 2021/915, Annex IV");
    S04 Warning "the service of a subprocessor is described" Some("(EU) 2021/915, Annex IV");
    S05 Warning "services of subprocessors are told apart" Some("(EU) 2021/915, Annex IV");
    S06 Warning "the places of processing are named by country" Some("Art. 44 GDPR");
    S07 Warning "the country of the controlling company is named" Some("Art. 44 GDPR");
    S08 Warning "a place outside of the EEA has a valid basis of transfer" Some("Art. 44 to 46 GDPR");
    S09 Warning "a certification under the DPF is checked and has a fallback" Some("Implementing Decision (EU) 2023/1795");
    S10 Warning "standard contractual clauses are those between processors" Some("Implementing Decision (EU) 2021/914");
    S11 Warning "support from a third country is declared as a transfer" Some("Art. 44 GDPR");
    S12 Error "a change takes effect after the notice period" Some("Art. 28(2) GDPR; (EU) 2021/915, clause 7.7(a)");
    S14 Error "an id stands for one company" Some("Art. 5(2) GDPR");
    S15 Warning "a subprocessor lists its own subprocessors itself" Some("EDPB Opinion 22/2024");
    S16 Warning "the agreement names the data and persons of the register" Some("Art. 28(3) GDPR");
    S17 Warning "special categories of data are handled knowingly" Some("Art. 9, Art. 28 GDPR");
    S19 Warning "agreement and register name the same subprocessors" Some("Art. 28(2) GDPR; EDPB Opinion 22/2024, para. 25");
    S20 Error "a condition names known groups, products, add-ons and sites" None;
    S21 Warning "a subprocessor is listed once" None;
    S22 Warning "the guarantees of a subprocessor were reviewed within a year" Some("Art. 28(1), Art. 32(1)(d) GDPR");
    S23 Error "a chain of processors leads to an entry and has an end" None;
    S24 Error "overlapping announcements do not contradict each other" None;
    T01 Warning "each letter of Art. 32(1) has a measure" Some("Art. 32(1) GDPR");
    T02 Warning "each classical control has measures, or a reason why not" Some("annex to § 9 BDSG (old)");
    T03 Warning "encryption and pseudonymisation are addressed" Some("Art. 32(1)(a) GDPR");
    T04 Warning "restoring after an incident is described and tested" Some("Art. 32(1)(c) GDPR");
    T05 Warning "measures are reviewed regularly" Some("Art. 32(1)(d) GDPR");
    T06 Warning "a measure says what is done" Some("(EU) 2021/915, Annex III");
    T07 Note "the examples of Annex III are covered" Some("(EU) 2021/915, Annex III");
    T08 Warning "staff is trained, bound to secrecy and acts on instruction" Some("Art. 32(4) GDPR");
    T10 Error "every measure can apply, and every product has measures" Some("Art. 32(1) GDPR");
    T11 Warning "what customers have to do is marked as theirs" Some("Art. 32(2) GDPR");
    T12 Error "the level of protection does not fall without a justification" Some("Art. 32(1) GDPR");
    T13 Warning "no internal detail is made public" Some("Art. 32 GDPR");
    T14 Warning "a certificate has a scope and an end, and has not ended" Some("Art. 32(1)(d) GDPR");
    T15 Warning "techniques are not outdated" Some("Art. 32(1) GDPR: state of the art");
    P01 Warning "the contact of the data protection officer is published" Some("Art. 37(7) GDPR");
    P03 Warning "the contact is the same everywhere" Some("Art. 37(7) GDPR");
    P04 Warning "an imprint is reachable and names an e-mail address" Some("§ 5 DDG; Art. 5(1) Directive 2000/31/EC");
    P06 Warning "the competent supervisory authority is named" Some("Art. 13(2)(d) GDPR");
    P07 Warning "security.txt has not expired" Some("RFC 9116, section 2.5.5");
    V01 Error "a date is a day of the calendar" None;
    V02 Warning "dates and versions in the text are those of the version" None;
    V03 Error "ranges of validity have no gaps and do not overlap" None;
    V04 Error "a released file is as it was sealed" None;
    V05 Error "a version says what changed, in the binding language" None;
    V06 Error "no placeholder is left" None;
    V07 Warning "laws, standards and names are those of today" None;
    V08 Error "a reference leads to a clause" None;
    V09 Warning "translations are complete and built alike" None;
    V10 Error "an address is well-formed and an internal link leads somewhere" None;
    V12 Error "a version is announced before it takes effect" None;
    V13 Error "what is not announced yet is not published" None;
    W01 Error "pages load nothing from elsewhere" Some("Art. 25(1) GDPR");
    W02 Error "pages store nothing on the reader's machine" Some("§ 25 TDDDG; Art. 5(3) Directive 2002/58/EC");
    W03 Error "pages keep to their Content-Security-Policy" Some("Content Security Policy Level 3");
    W04 Error "pages can be read by everybody" Some("WCAG 2.2, 1.1.1, 1.3.1, 1.4.3, 4.1.2");
    W07 Error "every internal link and anchor of the site has a target" None;
    W08 Warning "pages of former versions say that they are" Some("RFC 5829; RFC 6596");
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
