//! What is known of a subprocessor, and what a version changes about it, in the words of a language.
//!
//! The page, the change log, the feeds, the letter and the files for programs all say what is said here, so that they
//! cannot disagree.

use super::list::register::Frame;
use super::view::part::{Fact, Text, Value};
use super::view::register::{EntryChange, FieldChange};
use super::voice::tel;
use crate::model::catalogue::Certification;
use crate::model::subprocessor::{ContactPoint, Subprocessor};
use crate::resolve::diff::{self, ChangeKind};

/// What is told of a subprocessor that is not engaged any more.
const OF_ENDED: &[&str] = &["service", "applies_to", "address", "locations", "data"];

/// Facts whose values are names of a word or two.
const IN_ONE_LINE: &[&str] = &["data", "subjects", "former_names"];

impl Frame<'_, '_> {
    /// What a version does to an entry: of one that is new all that is known, of one that stays each field that differs
    /// with its values before and after.
    pub(super) fn change(&self, change: &diff::EntryChange) -> EntryChange {
        let terms = &self.voice.texts.terms;
        let names = &self.voice.texts.words.facts;
        let entry = change.after.as_ref().or(change.before.as_ref());
        // What changes nothing for the customer is not told beside what does.
        let told = change.kinds.iter().filter(|kind| **kind != ChangeKind::Editorial || change.kinds.len() == 1);
        let labels: Vec<&str> = told.map(|kind| terms.change(kind.name()).unwrap_or(kind.name())).collect();
        let (mut facts, mut fields) = (Vec::new(), Vec::new());
        match (&change.before, &change.after) {
            (Some(before), Some(after)) if change.replaced.is_empty() => fields = self.fields(before, after),
            (_, Some(after)) => facts = self.told(after).into_iter().map(|(_, fact)| fact).collect(),
            (Some(before), None) => {
                let ended = self.told(before).into_iter().filter(|(field, _)| OF_ENDED.contains(field));
                facts = ended.map(|(_, fact)| fact).collect();
            }
            (None, None) => {}
        }
        if !change.replaced.is_empty() {
            let values = change.replaced.iter().map(|old| Value::new(&old.name.value)).collect();
            facts.insert(0, Fact { label: names.replaces.clone(), values });
        }
        EntryChange {
            kind: change.kinds.first().map_or("editorial", |kind| kind.name()).to_owned(),
            label: self.voice.texts.lists.and(&labels),
            name: entry.map(|entry| entry.name.value.clone()).unwrap_or_default(),
            href: Some(self.renderer.routes.href(&self.renderer.routes.below(
                self.voice.lang,
                self.document,
                &change.id,
            ))),
            facts,
            fields,
        }
    }

    /// The fields whose values are told in other words, in the order in which facts are told.
    fn fields(&self, before: &Subprocessor, after: &Subprocessor) -> Vec<FieldChange> {
        let (mut old, new) = (self.facts(before), self.facts(after));
        let mut fields = Vec::new();
        let mut differ = |field: &str, label: String, before: Vec<Value>, after: Vec<Value>| {
            if before != after {
                fields.push(FieldChange { field: field.to_owned(), label, before, after });
            }
        };
        let name = |entry: &Subprocessor| vec![Value::new(&entry.name.value)];
        differ("name", self.voice.texts.words.facts.name.clone(), name(before), name(after));
        for (field, fact) in new {
            let was = old.iter().position(|(known, _)| *known == field).map(|at| old.remove(at).1.values);
            differ(field, fact.label, was.unwrap_or_default(), fact.values);
        }
        for (field, fact) in old {
            differ(field, fact.label, fact.values, Vec::new());
        }
        fields
    }

    /// What is known of an entry as people read it: names that say little each stand in one line.
    pub(super) fn told(&self, entry: &Subprocessor) -> Vec<(&'static str, Fact)> {
        let told = self.facts(entry).into_iter();
        told.map(|(field, fact)| (field, if IN_ONE_LINE.contains(&field) { fact.in_one_line() } else { fact }))
            .collect()
    }

    /// All that is known of an entry, each fact with the name of its field in `register.yaml`.
    pub(super) fn facts(&self, entry: &Subprocessor) -> Vec<(&'static str, Fact)> {
        let voice = self.voice;
        let names = &voice.texts.words.facts;
        let mut facts: Vec<(&'static str, Fact)> = Vec::new();
        let mut add = |field: &'static str, label: &str, values: Vec<Value>| {
            if !values.is_empty() {
                facts.push((field, Fact { label: label.to_owned(), values }));
            }
        };
        let texts = |texts: Vec<Text>| texts.into_iter().map(Value::from).collect::<Vec<_>>();
        let one = |value: Option<Value>| value.into_iter().collect::<Vec<_>>();
        let lines = |lines: Vec<String>| one((!lines.is_empty()).then(|| Value::new(lines.join(", "))));
        add("service", &names.service, one(entry.service.as_ref().map(|s| voice.text(s, self.binding).into())));
        add(
            "applies_to",
            &names.scope,
            vec![Value::new(self.scope(entry).unwrap_or_else(|| names.everything.clone()))],
        );
        let engaged_by = entry.engaged_by.as_ref().map(|id| Value::new(self.name_of(id)));
        add("engaged_by", &names.engaged_by, one(engaged_by));
        add("address", &names.address, lines(entry.address.as_ref().map(|a| voice.address(a)).unwrap_or_default()));
        add(
            "former_names",
            &names.former_names,
            entry.former_names.iter().map(|name| Value::new(&name.value)).collect(),
        );
        add("locations", &names.locations, texts(entry.locations.iter().map(|l| self.location(l)).collect()));
        add(
            "transfer",
            &names.transfer,
            texts(entry.transfer.iter().map(|t| voice.transfer(t, self.binding)).collect()),
        );
        let parent = entry.parent.as_ref().map(|parent| match &parent.country {
            Some(country) => Value::new(format!("{} ({})", parent.name.value, voice.country(country.value))),
            None => Value::new(&parent.name.value),
        });
        add("parent", &names.parent, one(parent));
        add("data", &names.data, texts(self.data(entry)));
        add("subjects", &names.subjects, texts(self.subjects(entry)));
        let ai = entry.ai.as_ref().map(|ai| {
            let used = Value::new(if ai.used.value { &names.ai_used } else { &names.ai_unused });
            Value { remark: ai.note.as_ref().map(|note| note.get(voice.lang, self.binding).to_owned()), ..used }
        });
        add("ai", &names.ai, one(ai));
        add("contact", &names.contact, entry.contact.as_ref().map(|c| self.contact(c)).unwrap_or_default());
        add("website", &names.website, entry.website.iter().map(|url| Value::link(&url.value, &url.value)).collect());
        add(
            "certifications",
            &names.certifications,
            entry.certifications.iter().map(|c| self.certification(c)).collect(),
        );
        add(
            "subprocessor_list",
            &names.subprocessor_list,
            entry.subprocessor_list.iter().map(|url| Value::link(&url.value, &url.value)).collect(),
        );
        add("since", &names.since, entry.since.iter().map(|day| voice.day(day.value).into()).collect());
        add("reviewed", &names.reviewed, entry.reviewed.iter().map(|day| voice.day(day.value).into()).collect());
        facts
    }

    fn contact(&self, contact: &ContactPoint) -> Vec<Value> {
        let role = contact.role.as_ref().map(|role| Value::from(self.voice.text(role, self.binding)));
        let name = contact.name.as_ref().map(|name| Value::new(&name.value));
        let email = contact.email.as_ref().map(|email| Value::link(&email.value, format!("mailto:{}", email.value)));
        let phone = contact.phone.as_ref().map(|phone| Value::link(&phone.value, tel(phone)));
        let url = contact.url.as_ref().map(|url| Value::link(&url.value, &url.value));
        [role, name, email, phone, url].into_iter().flatten().collect()
    }

    fn certification(&self, certification: &Certification) -> Value {
        let general = &self.voice.texts.general;
        let name = match &certification.valid_until {
            Some(day) => general.valid_until(&certification.name, &self.voice.date(day.value)),
            None => certification.name.value.clone(),
        };
        let remark = certification.scope.as_ref().map(|scope| scope.get(self.voice.lang, self.binding).to_owned());
        Value { remark, ..Value::new(name) }
    }
}
