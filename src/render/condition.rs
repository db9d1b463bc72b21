//! Conditions in words: "nur mit Servermanagement Basic oder Advanced und nur am Standort Wien 1".
//!
//! Every requirement has its own "only", so that "and" and "or" cannot be mistaken for each other; alternatives that are
//! more than names are told as cases. Knows nothing of products: what is left of a condition is decided by
//! [`crate::resolve::scope`].

mod names;

use crate::model::catalogue::{Catalogue, Scope};
use crate::model::condition::Condition;
use crate::model::text::Lang;
use crate::render::texts::Texts;
use crate::render::voice::Voice;
use crate::resolve::scope::{Standing, Verdict};
use names::Names;

/// The words for conditions over a catalogue in one language.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    /// What conditions name.
    pub catalogue: &'a Catalogue,
    /// The words of the language.
    pub texts: &'a Texts,
    /// The language.
    pub lang: &'a Lang,
    /// The language of names that have none in `lang`.
    pub binding: &'a Lang,
}

impl<'a> Words<'a> {
    /// The words of a page's language.
    pub fn of(voice: &'a Voice<'_>, catalogue: &'a Catalogue, binding: &'a Lang) -> Self {
        Self { catalogue, texts: voice.texts, lang: voice.lang, binding }
    }

    /// The condition as a restriction, as far as `parents` do not say it; `None` where nothing is left to say.
    pub fn only_below(&self, parents: &[&Condition], condition: &Condition) -> Option<String> {
        match Standing::open().verdict(parents, Some(condition)) {
            Verdict::Always => None,
            Verdict::Remainder(rest) => Some(self.of_simple(&rest)),
            // What contradicts itself or its parents is told as it was written.
            Verdict::Never => Some(self.of_simple(&plain(condition, true))),
        }
    }

    /// The condition as a restriction, beginning with the word for "only" or "not".
    pub fn only(&self, condition: &Condition) -> String {
        self.only_below(&[], condition).unwrap_or_else(|| self.of_simple(&plain(condition, true)))
    }

    /// At a site of this name.
    pub fn at_site(&self, name: &str) -> String {
        self.scoped(Scope::Site, self.names().of_site(name))
    }

    /// A condition whose negations stand at its ids.
    fn of_simple(&self, condition: &Condition) -> String {
        let parts = match condition {
            Condition::All(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        };
        let mut requirements: Vec<String> = Vec::new();
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for part in parts {
            match self.named(part) {
                Some((Scope::Addon, true, name)) => with.push(name),
                Some((Scope::Addon, false, name)) => without.push(name),
                _ => {}
            }
        }
        for part in parts {
            let requirement = match self.named(part) {
                // Add-ons add up: those that are needed are told at the place of the first.
                Some((Scope::Addon, true, _)) => match std::mem::take(&mut with) {
                    names if names.is_empty() => continue,
                    names => self.only_text(&self.scoped(Scope::Addon, &self.names().and(&names))),
                },
                Some((Scope::Addon, false, _)) => match std::mem::take(&mut without) {
                    names if names.is_empty() => continue,
                    names => self.only_text(&self.texts.lists.and(&self.each_not(Scope::Addon, &names))),
                },
                Some((scope, true, name)) => self.only_text(&self.scoped(scope, &name)),
                Some((scope, false, name)) => self.not_scoped(scope, &name),
                None => self.only_text(&self.alternatives(part, parts.len() == 1)),
            };
            requirements.push(requirement);
        }
        self.texts.lists.and(&requirements)
    }

    /// Alternatives as one requirement; alone they need no parentheses.
    fn alternatives(&self, condition: &Condition, alone: bool) -> String {
        let Condition::Any(parts) = condition else { return self.phrase(condition) };
        let phrases = self.phrases(parts);
        if phrases.len() == 1 {
            return phrases.concat();
        }
        let simple = parts.iter().all(|part| self.named(part).is_some());
        if !alone {
            self.texts.conditions.nested(&self.phrase(condition))
        } else if simple {
            self.texts.lists.or(&phrases)
        } else {
            self.texts.conditions.cases(&phrases.join("; "))
        }
    }

    /// A condition without its "only", unambiguous as a part of another one.
    fn phrase(&self, condition: &Condition) -> String {
        if let Some((scope, wanted, name)) = self.named(condition) {
            return if wanted { self.scoped(scope, &name) } else { self.not_scoped(scope, &name) };
        }
        let nested = |part: &Condition| match part {
            Condition::All(_) | Condition::Any(_) => self.texts.conditions.nested(&self.phrase(part)),
            Condition::Is(_) | Condition::Not(_) => self.phrase(part),
        };
        match condition {
            Condition::All(parts) => self.texts.lists.and(&parts.iter().map(nested).collect::<Vec<_>>()),
            Condition::Any(parts) => {
                let grouped = self.phrases(parts);
                let simple = parts.iter().all(|part| self.named(part).is_some());
                self.texts.lists.or(&if simple { grouped } else { parts.iter().map(nested).collect() })
            }
            Condition::Is(_) | Condition::Not(_) => unreachable!("a condition in simple form negates ids only"),
        }
    }

    /// Alternatives one by one; names of one kind are one phrase.
    fn phrases(&self, parts: &[Condition]) -> Vec<String> {
        let mut phrases: Vec<(Option<Scope>, Vec<String>)> = Vec::new();
        for part in parts {
            match self.named(part) {
                Some((scope, true, name)) => match phrases.iter_mut().find(|(of, _)| *of == Some(scope)) {
                    Some((_, names)) => names.push(name),
                    None => phrases.push((Some(scope), vec![name])),
                },
                _ => phrases.push((None, vec![self.phrase(part)])),
            }
        }
        let phrase = |(scope, names): (Option<Scope>, Vec<String>)| match scope {
            Some(scope) => self.scoped(scope, &self.names().or(&names)),
            None => names.concat(),
        };
        phrases.into_iter().map(phrase).collect()
    }

    /// What a single id names, and whether it must hold.
    fn named(&self, condition: &Condition) -> Option<(Scope, bool, String)> {
        let (id, wanted) = match condition {
            Condition::Is(id) => (id, true),
            Condition::Not(of) => match &**of {
                Condition::Is(id) => (id, false),
                _ => return None,
            },
            Condition::All(_) | Condition::Any(_) => return None,
        };
        Some(match self.catalogue.scope(id) {
            Some((scope, name)) => {
                let name = name.get(self.lang, self.binding);
                (scope, wanted, if scope == Scope::Site { self.names().of_site(name) } else { name }.to_owned())
            }
            None => (Scope::Product, wanted, id.value.clone()),
        })
    }

    fn names(&self) -> Names<'_> {
        Names(self)
    }

    fn only_text(&self, condition: &str) -> String {
        self.texts.conditions.only(condition)
    }

    fn scoped(&self, scope: Scope, names: &str) -> String {
        let texts = &self.texts.conditions;
        match scope {
            Scope::Group => texts.group(names),
            Scope::Site => texts.site(names),
            Scope::Addon => texts.addon(names),
            Scope::Product => texts.product(names),
        }
    }

    fn not_scoped(&self, scope: Scope, names: &str) -> String {
        let texts = &self.texts.conditions;
        match scope {
            Scope::Group => texts.not_group(names),
            Scope::Site => texts.not_site(names),
            Scope::Addon => texts.not_addon(names),
            Scope::Product => texts.not_product(names),
        }
    }

    fn each_not(&self, scope: Scope, names: &[String]) -> Vec<String> {
        names.iter().map(|name| self.not_scoped(scope, name)).collect()
    }
}

/// The condition, or its opposite, with negations at its ids only.
fn plain(condition: &Condition, wanted: bool) -> Condition {
    let parts = |parts: &[Condition]| parts.iter().map(|part| plain(part, wanted)).collect();
    match condition {
        Condition::Is(_) if wanted => condition.clone(),
        Condition::Is(_) => Condition::Not(Box::new(condition.clone())),
        Condition::Not(of) => plain(of, !wanted),
        Condition::All(of) if wanted => Condition::All(parts(of)),
        Condition::Any(of) if !wanted => Condition::All(parts(of)),
        Condition::All(of) | Condition::Any(of) => Condition::Any(parts(of)),
    }
}

/// A condition in the language of the format.
pub(super) fn expression(condition: &Condition) -> String {
    let nested = |part: &Condition| match part {
        Condition::All(_) | Condition::Any(_) => format!("({})", expression(part)),
        Condition::Is(_) | Condition::Not(_) => expression(part),
    };
    let join = |parts: &[Condition], word: &str| parts.iter().map(nested).collect::<Vec<_>>().join(word);
    match condition {
        Condition::Is(id) => id.value.clone(),
        Condition::Not(of) => format!("not {}", nested(of)),
        Condition::All(parts) => join(parts, " and "),
        Condition::Any(parts) => join(parts, " or "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::scope::tests::sample;

    /// The words for a condition over the sample's catalogue.
    fn words(lang: &str, condition: &str) -> String {
        let yaml = match lang {
            "de" => include_str!("../../themes/default/i18n/de.yaml"),
            _ => include_str!("../../themes/default/i18n/en.yaml"),
        };
        let (catalogue, conditions) = sample(&[condition]);
        let texts = Texts::read(yaml).expect("the built-in texts can be read");
        let lang = Lang::new(lang).expect("a language");
        Words { catalogue: &catalogue, texts: &texts, lang: &lang, binding: &lang }.only(&conditions[0])
    }

    #[test]
    fn conditions_read_as_people_would_say_them() {
        for (condition, german, english) in [
            ("v-server", "nur für V-Server", "only for Virtual servers"),
            ("wien-1", "nur am Standort Wien 1", "only at site Vienna 1"),
            ("not wien-1", "nicht am Standort Wien 1", "not at site Vienna 1"),
            (
                "(managed-basic or managed-advanced) and wien-1",
                "nur mit Servermanagement Basic oder Advanced und nur am Standort Wien 1",
                "only with Server management Basic or Advanced and only at site Vienna 1",
            ),
            (
                "(v-server or rootserver) and not (managed-basic or managed-advanced)",
                "nur für V-Server oder Rootserver und nur ohne Servermanagement Basic und ohne Servermanagement Advanced",
                "only for Virtual servers or Dedicated servers and only without Server management Basic and without \
                 Server management Advanced",
            ),
            (
                "not (housing or panel)",
                "nicht für Serverhousing und nicht für Verwaltung",
                "not for Colocation and not for Administration",
            ),
            ("not not not cdn", "nur ohne Auslieferungsnetz", "only without Content delivery"),
            (
                "cdn and offsite-copy",
                "nur mit Auslieferungsnetz und Zweitkopie",
                "only with Content delivery and Second copy",
            ),
            (
                "web-pro or shop",
                "nur für Lindwurm Web Pro oder Lindwurm Shop",
                "only for Lindwurm Web Pro or Lindwurm Shop",
            ),
            ("cloud-m or cloud-l", "nur für Lindwurm Cloud M oder L", "only for Lindwurm Cloud M or L"),
            (
                "wien-1 or cdn",
                "nur am Standort Wien 1 oder mit Auslieferungsnetz",
                "only at site Vienna 1 or with Content delivery",
            ),
            (
                "v-server and (wien-1 or cdn)",
                "nur für V-Server und nur (am Standort Wien 1 oder mit Auslieferungsnetz)",
                "only for Virtual servers and only (at site Vienna 1 or with Content delivery)",
            ),
            (
                "(web-pro and cdn) or (vault and wien-1) or housing",
                "nur in einem dieser Fälle: für Lindwurm Web Pro und mit Auslieferungsnetz; für Lindwurm Vault und am \
                 Standort Wien 1; für Serverhousing",
                "only in one of these cases: for Lindwurm Web Pro and with Content delivery; for Lindwurm Vault and at \
                 site Vienna 1; for Colocation",
            ),
            (
                "(web-pro and (cdn or wien-1)) or shop",
                "nur in einem dieser Fälle: für Lindwurm Web Pro und (mit Auslieferungsnetz oder am Standort Wien 1); für \
                 Lindwurm Shop",
                "only in one of these cases: for Lindwurm Web Pro and (with Content delivery or at site Vienna 1); for \
                 Lindwurm Shop",
            ),
            (
                "not (shop or not shop)",
                "nicht für Lindwurm Shop und nur für Lindwurm Shop",
                "not for Lindwurm Shop and only for Lindwurm Shop",
            ),
            ("shop and (shop or cdn)", "nur für Lindwurm Shop", "only for Lindwurm Shop"),
        ] {
            assert_eq!(words("de", condition), german, "{condition}");
            assert_eq!(words("en", condition), english, "{condition}");
        }
    }

    #[test]
    fn only_what_the_parents_do_not_say_is_said() {
        let (catalogue, conditions) = sample(&["v-server", "v-server and wien-1", "v-server or shop"]);
        let texts =
            Texts::read(include_str!("../../themes/default/i18n/de.yaml")).expect("the built-in texts can be read");
        let lang = Lang::new("de").expect("a language");
        let words = Words { catalogue: &catalogue, texts: &texts, lang: &lang, binding: &lang };
        assert_eq!(words.only_below(&[&conditions[0]], &conditions[1]).as_deref(), Some("nur am Standort Wien 1"));
        assert_eq!(words.only_below(&[&conditions[0]], &conditions[2]), None);
    }
}
