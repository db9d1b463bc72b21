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
    S14 Error "an id stands for one company" Some("Art. 5(2) GDPR");
    S20 Error "a condition names known groups, products, add-ons and sites" None;
    S23 Error "a chain of processors leads to an entry and has an end" None;
    S24 Error "overlapping announcements do not contradict each other" None;
    V01 Error "a date is a day of the calendar" None;
    V03 Error "ranges of validity have no gaps and do not overlap" None;
    V05 Error "a version says what changed, in the binding language" None;
    V08 Error "a reference leads to a clause" None;
    V10 Error "an address is well-formed and an internal link leads somewhere" None;
    V12 Error "a version is announced before it takes effect" None;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
