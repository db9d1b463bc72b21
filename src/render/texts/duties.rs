//! Names of the duties that Art. 28 GDPR and the Commission's clauses ask an agreement to settle.

use serde::Deserialize;

/// A duty in words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// What is asked for: "Bindung an Weisungen".
    pub name: String,
    /// Where: "Art. 28 Abs. 3 Buchst. a DSGVO".
    pub source: String,
}

macro_rules! duties {
    ($($field:ident $key:literal),+ $(,)?) => {
        /// The duties by their keys in `covers`. Every one must have a name, and no other one may.
        #[derive(Clone, Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Duties { $(#[serde(rename = $key)] $field: Duty),+ }

        impl Duties {
            /// The duty of this key.
            #[must_use]
            pub fn get(&self, key: &str) -> Option<&Duty> {
                match key { $($key => Some(&self.$field),)+ _ => None }
            }
        }
    };
}

duties! {
    subject "art28-3-subject",
    duration "art28-3-duration",
    purpose "art28-3-purpose",
    data "art28-3-data",
    subjects "art28-3-subjects",
    special "art9",
    instructions "art28-3-a",
    confidentiality "art28-3-b",
    security "art28-3-c",
    authorisation "art28-2",
    notice "art28-2-notice",
    chain "art28-4",
    requests "art28-3-e",
    assistance "art28-3-f",
    breaches "art33-2",
    deletion "art28-3-g",
    audits "art28-3-h",
    unlawful "art28-3-unlawful",
    form "art28-9",
    transfers "art44",
    parties "parties",
}
