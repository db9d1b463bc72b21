//! Conditions in words: "nur für V-Server und nur am Standort Wien 1".

use crate::model::catalogue::{Catalogue, Scope};
use crate::model::condition::Condition;
use crate::model::text::Lang;
use crate::render::voice::Voice;

/// The condition as a restriction, beginning with the word for "only".
pub(super) fn only(condition: &Condition, catalogue: &Catalogue, voice: &Voice<'_>, binding: &Lang) -> String {
    voice.texts.conditions.only(&Words { catalogue, voice, binding }.of(condition))
}

struct Words<'a, 'b> {
    catalogue: &'b Catalogue,
    voice: &'b Voice<'a>,
    binding: &'b Lang,
}

impl Words<'_, '_> {
    fn of(&self, condition: &Condition) -> String {
        match condition {
            Condition::Is(id) => {
                let (scope, name) = self.name(id);
                self.voice.scoped(scope, &name)
            }
            Condition::Not(of) => match &**of {
                Condition::Is(id) => {
                    let (scope, name) = self.name(id);
                    self.voice.not_scoped(scope, &name)
                }
                other => self.voice.texts.conditions.not(&self.of(other)),
            },
            Condition::All(parts) => {
                self.voice.texts.lists.and(&self.parts(parts, |names| self.voice.texts.lists.and(names)))
            }
            Condition::Any(parts) => {
                self.voice.texts.lists.or(&self.parts(parts, |names| self.voice.texts.lists.or(names)))
            }
        }
    }

    /// The parts in words; names of one scope are joined to one phrase, conditions of the other kind are set apart.
    fn parts(&self, parts: &[Condition], join: impl Fn(&[String]) -> String) -> Vec<String> {
        let mut phrases: Vec<(Option<Scope>, Vec<String>)> = Vec::new();
        for part in parts {
            match part {
                Condition::Is(id) => {
                    let (scope, name) = self.name(id);
                    match phrases.iter_mut().find(|(of, _)| *of == Some(scope)) {
                        Some((_, names)) => names.push(name),
                        None => phrases.push((Some(scope), vec![name])),
                    }
                }
                Condition::Not(_) => phrases.push((None, vec![self.of(part)])),
                Condition::All(_) | Condition::Any(_) => {
                    phrases.push((None, vec![self.voice.texts.conditions.nested(&self.of(part))]));
                }
            }
        }
        let phrase = |(scope, names): (Option<Scope>, Vec<String>)| match scope {
            Some(scope) => self.voice.scoped(scope, &join(&names)),
            None => names.concat(),
        };
        phrases.into_iter().map(phrase).collect()
    }

    fn name(&self, id: &str) -> (Scope, String) {
        match self.catalogue.scope(id) {
            Some((scope, name)) => (scope, name.get(self.voice.lang, self.binding).to_owned()),
            None => (Scope::Product, id.to_owned()),
        }
    }
}
