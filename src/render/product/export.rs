//! Measures as data: `measures.json` and `measures.csv`, with scope, responsibility and crosswalks, and which products have
//! them under what.

use std::collections::BTreeMap;

use super::Toms;
use crate::model::condition::Condition;
use crate::model::measure::Responsibility;
use crate::output::OutFile;
use crate::render::Renderer;
use crate::render::condition::{Words, expression};
use crate::render::data::measures::{Measure, Measures, Under};
use crate::render::data::{self, Form};
use crate::render::table::{self, Dialect};
use crate::render::voice::Voice;
use crate::resolve::inherited::Inherited;
use crate::resolve::scope::{Standing, Verdict};

impl<'a> Renderer<'a> {
    /// `measures.json` and `measures.csv` in `folder`.
    pub(super) fn measures_files(&self, voice: &Voice<'a>, toms: &Toms<'a>, folder: &str) -> Vec<OutFile> {
        let (measures, numbers) = (self.measures(toms), toms.numbers());
        let words = Words::of(voice, toms.catalogue, toms.binding);
        let products = &toms.catalogue.products;
        let standings: Vec<(&str, Standing<'_>)> =
            products.iter().map(|of| (of.id.as_str(), Standing::of(of, toms.catalogue))).collect();
        let mut rows = Vec::new();
        let mut entries = Vec::new();
        for measure in measures {
            let row = self.measure_row(voice, toms, measure, &numbers);
            let id = measure.measure.id.as_ref().map_or("", |id| id.value.as_str());
            let text = measure.measure.text.as_ref().map_or("", |text| text.get(voice.lang, toms.binding));
            let goal = &toms.goals[measure.goal];
            let control = &goal.controls[measure.control].id.value;
            let whose = Responsibility::NAMES.iter().find(|(_, of)| *of == measure.responsibility);
            let whose = whose.map_or("", |(word, _)| word);
            let scope = written(measure);
            let applies = applies(measure, &standings, &words);
            let url = self.routes.absolute(&row.href);
            let crosswalk = |name: &str| measure.crosswalks.get(name).map(|of| of.join(" ")).unwrap_or_default();
            rows.push([
                id.to_owned(),
                row.number.clone().unwrap_or_default(),
                goal.id.value.clone(),
                control.clone(),
                text.to_owned(),
                scope.clone().unwrap_or_default(),
                row.scope.clone().unwrap_or_default(),
                whose.to_owned(),
                measure.art32.join(" "),
                crosswalk("iso27001"),
                crosswalk("sdm"),
                crosswalk("bsi"),
                crosswalk("c5"),
                crosswalk("soc2"),
                applies.keys().cloned().collect::<Vec<_>>().join(" "),
                url.clone(),
            ]);
            let texts = |of: &[&str]| of.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
            entries.push(Measure {
                id: id.to_owned(),
                number: row.number,
                goal: goal.id.value.clone(),
                control: control.clone(),
                text: text.to_owned(),
                applies_to: scope,
                scope: row.scope,
                responsibility: whose.to_owned(),
                art32: texts(&measure.art32),
                crosswalks: measure.crosswalks.iter().map(|(name, of)| ((*name).to_owned(), texts(of))).collect(),
                products: applies,
                url,
            });
        }
        let version = toms.of.version(toms.version);
        let document = Measures {
            schema: self.routes.url(&Form::Measures.path()),
            version: data::VERSION,
            lang: voice.tag(),
            document: toms.of.document.id.clone(),
            label: version.label.clone(),
            announced: version.announced.value.to_string(),
            effective: version.effective.value.to_string(),
            url: self.routes.url(&self.version_path(voice.lang, toms.of, toms.version)),
            measures: entries,
        };
        let header = [
            "id",
            "number",
            "goal",
            "control",
            "text",
            "applies_to",
            "scope",
            "responsibility",
            "art32",
            "iso27001",
            "sdm",
            "bsi",
            "c5",
            "soc2",
            "products",
            "url",
        ];
        vec![
            OutFile::new(format!("{folder}measures.json"), data::text(&document)),
            OutFile::new(format!("{folder}measures.csv"), table::write_filled(Dialect::Plain, header, &rows)),
        ]
    }
}

/// The products that have a measure: `null` where they always do, else the condition as written and in words.
fn applies(
    measure: &Inherited<'_>,
    products: &[(&str, Standing<'_>)],
    words: &Words<'_>,
) -> BTreeMap<String, Option<Under>> {
    let mut applies = BTreeMap::new();
    for (id, standing) in products {
        let under = match measure.verdict(standing) {
            Verdict::Never => continue,
            Verdict::Always => None,
            Verdict::Remainder(rest) => Some(Under { applies_to: expression(&rest), words: words.only(&rest) }),
        };
        applies.insert((*id).to_owned(), under);
    }
    applies
}

/// The whole condition of a measure in the language of the format.
fn written(measure: &Inherited<'_>) -> Option<String> {
    match measure.conditions.as_slice() {
        [] => None,
        [one] => Some(expression(one)),
        several => Some(expression(&Condition::All(several.iter().map(|of| (*of).clone()).collect()))),
    }
}
