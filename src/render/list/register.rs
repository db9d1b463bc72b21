//! `{{ subprocessors }}`: the register as one table, grouped by scope.

use std::collections::BTreeMap;

use crate::model::catalogue::Catalogue;
use crate::model::document::Document;
use crate::model::subprocessor::{Location, Subprocessor};
use crate::model::text::Lang;
use crate::render::view::part::Text;
use crate::render::view::register::{RegisterGroup, RegisterRow, RegisterTable};
use crate::render::voice::Voice;
use crate::render::{Renderer, condition};
use crate::resolve::scope::{Standing, Verdict};

/// What is asked of the page that the table is shown on.
#[derive(Clone, Copy)]
pub(in crate::render) struct Frame<'a, 'b> {
    /// Addresses and sorting.
    pub renderer: &'b Renderer<'a>,
    /// The words of the page.
    pub voice: &'b Voice<'a>,
    /// The register.
    pub document: &'b Document,
    /// What conditions and categories name.
    pub catalogue: &'b Catalogue,
    /// The language in which the register prevails.
    pub binding: &'b Lang,
    /// What is known of the customers that it is for, where it is not for everybody.
    pub standing: Option<&'b Standing<'b>>,
}

/// The table of `entries`: first those for everybody, then by scope; in the order of their names.
pub(in crate::render) fn view(entries: &[&Subprocessor], frame: &Frame<'_, '_>) -> RegisterTable {
    let mut groups: BTreeMap<Option<String>, Vec<&Subprocessor>> = BTreeMap::new();
    for entry in entries {
        groups.entry(frame.scope(entry)).or_default().push(entry);
    }
    let single = groups.len() == 1 && groups.contains_key(&None);
    let mut groups: Vec<(Option<String>, Vec<&Subprocessor>)> = groups.into_iter().collect();
    groups.sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) => frame.voice.compare(a, b),
        _ => a.is_some().cmp(&b.is_some()),
    });
    let groups = groups
        .into_iter()
        .map(|(scope, mut entries)| {
            entries.sort_by(|a, b| frame.voice.compare(&a.name, &b.name).then_with(|| a.id.cmp(&b.id)));
            RegisterGroup {
                scope: (!single).then(|| scope.unwrap_or_else(|| frame.voice.texts.words.register.everyone.clone())),
                rows: entries.into_iter().map(|entry| frame.row(entry)).collect(),
            }
        })
        .collect();
    RegisterTable {
        lang: frame.voice.tag(),
        caption: frame.document.settings.title.get(frame.voice.lang, frame.binding).to_owned(),
        groups,
        with_transfer: entries.iter().any(|entry| entry.transfer.is_some()),
    }
}

impl Frame<'_, '_> {
    /// For whom an entry works, in words; `None` for everybody.
    pub(in crate::render) fn scope(&self, entry: &Subprocessor) -> Option<String> {
        let words = condition::Words::of(self.voice, self.catalogue, self.binding);
        match self.standing.map(|standing| standing.verdict(&[], entry.applies_to.as_ref())) {
            // Of a condition only what stays open is told.
            Some(Verdict::Always | Verdict::Never) => None,
            Some(Verdict::Remainder(rest)) => Some(words.only(&rest)),
            None => entry.applies_to.as_ref().map(|of| words.only(of)),
        }
    }

    fn row(&self, entry: &Subprocessor) -> RegisterRow {
        let href = self.renderer.routes.href(&self.renderer.routes.below(self.voice.lang, self.document, &entry.id));
        RegisterRow {
            id: entry.id.value.clone(),
            name: entry.name.value.clone(),
            href: Some(href),
            remarks: self.remarks(entry),
            address: entry.address.as_ref().map(|address| self.voice.address(address)).unwrap_or_default(),
            service: entry.service.as_ref().map(|service| self.voice.text(service, self.binding)),
            data: self.data(entry),
            locations: entry.locations.iter().map(|location| self.location(location)).collect(),
            transfer: entry.transfer.as_ref().map(|transfer| self.voice.transfer(transfer, self.binding)),
            since: entry.since.as_ref().map(|day| self.voice.day(day.value)),
            mark: None,
        }
    }

    fn remarks(&self, entry: &Subprocessor) -> Vec<String> {
        let former: Vec<&str> = entry.former_names.iter().map(|name| name.value.as_str()).collect();
        let former = (!former.is_empty()).then(|| self.voice.texts.general.formerly(&former.join(", ")));
        let engaged_by = entry.engaged_by.as_ref().map(|id| self.voice.texts.general.engaged_by(&self.name_of(id)));
        former.into_iter().chain(engaged_by).collect()
    }

    /// The name of another entry of the register.
    pub(in crate::render) fn name_of(&self, id: &str) -> String {
        let of = self.renderer.site.document(&self.document.id).and_then(|of| of.register.as_ref());
        let entry = of.and_then(|register| {
            let ended = register.ended.iter().map(|ended| &ended.entry);
            let upcoming = register.announced.iter().flat_map(|a| &a.changes).filter_map(|c| c.after.as_ref());
            register.in_force.iter().chain(upcoming).chain(ended).find(|entry| entry.id.value == id).cloned()
        });
        entry.map_or_else(|| id.to_owned(), |entry| entry.name.value.clone())
    }

    /// Categories of data in words.
    pub(in crate::render) fn data(&self, entry: &Subprocessor) -> Vec<Text> {
        let name = |id: &str| self.catalogue.data.iter().find(|of| of.id.value == id).map(|of| &of.name);
        let names = entry
            .data
            .iter()
            .map(|id| name(id).map_or_else(|| Text::new(id.as_str()), |n| self.voice.text(n, self.binding)));
        names.collect()
    }

    /// Categories of data subjects in words.
    pub(in crate::render) fn subjects(&self, entry: &Subprocessor) -> Vec<Text> {
        let name = |id: &str| self.catalogue.subjects.iter().find(|of| of.id.value == id).map(|of| &of.name);
        let names = entry
            .subjects
            .iter()
            .map(|id| name(id).map_or_else(|| Text::new(id.as_str()), |n| self.voice.text(n, self.binding)));
        names.collect()
    }

    /// A place of processing in words.
    pub(in crate::render) fn location(&self, location: &Location) -> Text {
        Text::new(self.voice.location(location, self.binding))
    }
}
