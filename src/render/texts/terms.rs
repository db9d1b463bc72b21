//! Names of what the format has built in: goals, controls, responsibilities, bases of transfer, purposes of places, kinds
//! of change, catalogues of controls, languages.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A closed set of words of the format and their names. Every word must have a name, and no other one may.
macro_rules! terms {
    ($(#[$doc:meta])* $set:ident { $($field:ident $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $set { $(#[serde(rename = $word)] $field: String),+ }

        impl $set {
            fn get(&self, word: &str) -> Option<&str> {
                match word { $($word => Some(&self.$field),)+ _ => None }
            }
        }
    };
}

terms! {
    /// Kinds of documents.
    Kinds {
        agreement "agreement",
        policy "policy",
        measures "measures",
        subprocessors "subprocessors",
        contact "contact",
    }
}

terms! {
    /// Goals of protection.
    Goals {
        confidentiality "confidentiality",
        integrity "integrity",
        availability "availability",
        review "review",
        encryption "pseudonymisation-and-encryption",
        organisation "organisation",
    }
}

terms! {
    /// Controls.
    Controls {
        physical_access "physical-access",
        system_access "system-access",
        data_access "data-access",
        separation "separation",
        pseudonymisation "pseudonymisation",
        encryption "encryption",
        media_handling "media-handling",
        transfer "transfer",
        input "input",
        availability "availability",
        recovery "recovery",
        processor_control "processor-control",
        review "review",
        incident_response "incident-response",
        default_settings "default-settings",
    }
}

terms! {
    /// Who takes a measure.
    Responsibilities {
        provider "provider",
        customer "customer",
        shared "shared",
        subprocessor "subprocessor",
    }
}

terms! {
    /// Bases of transfers to third countries.
    Mechanisms {
        adequacy "adequacy",
        dpf "dpf",
        scc "scc",
        bcr "bcr",
        derogation "derogation",
    }
}

terms! {
    /// What places are for.
    Purposes {
        storage "storage",
        processing "processing",
        support "support",
        administration "administration",
        maintenance "maintenance",
        monitoring "monitoring",
        backup "backup",
        transit "transit",
        development "development",
    }
}

terms! {
    /// Kinds of change of an entry of the register.
    EntryChanges {
        added "added",
        removed "removed",
        replaced "replaced",
        renamed "renamed",
        moved "moved",
        location "location",
        transfer "transfer",
        service "service",
        data "data",
        scope "scope",
        contact "contact",
        editorial "editorial",
    }
}

terms! {
    /// How grave a change is.
    Classes {
        editorial "editorial",
        clarifying "clarifying",
        material "material",
        emergency "emergency",
    }
}

terms! {
    /// What a version or an entry is on a day.
    Marks {
        in_force "in-force",
        announced "announced",
        superseded "superseded",
        withdrawn "withdrawn",
        ended "ended",
        draft "draft",
        scheduled "scheduled",
    }
}

terms! {
    /// Catalogues of controls.
    Catalogues {
        art32 "art32",
        iso27001 "iso27001",
        bsi "bsi",
        c5 "c5",
        sdm "sdm",
        soc2 "soc2",
    }
}

terms! {
    /// Regions that stand for several countries.
    Regions {
        eu "EU",
        eea "EEA",
        global "global",
    }
}

/// What a language is called.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageName {
    /// The language: "Deutsch".
    pub name: String,
    /// A text in it: "die deutsche Fassung".
    pub text: String,
}

/// Names of what the format has built in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    kinds: Kinds,
    goals: Goals,
    controls: Controls,
    responsibilities: Responsibilities,
    mechanisms: Mechanisms,
    purposes: Purposes,
    entry_changes: EntryChanges,
    classes: Classes,
    marks: Marks,
    catalogues: Catalogues,
    regions: Regions,
    /// Languages by their primary tag; any.
    languages: BTreeMap<String, LanguageName>,
}

macro_rules! lookups {
    ($($(#[$doc:meta])* $name:ident in $set:ident;)+) => {
        impl Terms {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $name(&self, word: &str) -> Option<&str> {
                    self.$set.get(word)
                }
            )+
        }
    };
}

lookups! {
    /// The kind of a document, by [`crate::model::document::Kind::name`].
    kind in kinds;
    /// The name of a built-in goal.
    goal in goals;
    /// The name of a built-in control.
    control in controls;
    /// Who takes a measure: "Aufgabe des Kunden".
    responsibility in responsibilities;
    /// A basis of transfer.
    mechanism in mechanisms;
    /// What a place is for; `None` for words of the user's own, which stand for themselves.
    purpose in purposes;
    /// A kind of change of an entry.
    change in entry_changes;
    /// How grave a change is.
    class in classes;
    /// A status; the words are those of [`crate::render::view::MarkKind`].
    mark in marks;
    /// A catalogue of controls; `None` for one that is not built in, whose key stands for itself.
    catalogue in catalogues;
    /// A region; `None` for one that is not known, which stands for itself.
    region in regions;
}

impl Terms {
    /// What a language is called; by its primary tag where the full one has no name.
    #[must_use]
    pub fn language(&self, tag: &str) -> Option<&LanguageName> {
        self.languages.get(tag).or_else(|| self.languages.get(tag.split('-').next()?))
    }
}
