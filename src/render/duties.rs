//! "Where to find what Art. 28 asks for": the duties of `covers` and the clauses that answer them.

use super::Renderer;
use super::view::duties::{Duties, Row};
use super::view::part::Value;
use super::voice::Voice;
use crate::model::document::{DUTIES, Kind, PREAMBLE};
use crate::model::prose::Prose;
use crate::resolve::SiteDocument;

impl<'a> Renderer<'a> {
    /// The table of an agreement whose `covers` names clauses. A clause that the text shown does not have (a translation
    /// or an old version may be built otherwise) is named without a link, as it may be another one there.
    pub(super) fn duties(
        voice: &Voice<'a>,
        of: &SiteDocument,
        version: usize,
        shown: Option<&Prose>,
    ) -> Option<Duties> {
        let settings = of.settings(version);
        if settings.kind != Kind::Agreement || settings.covers.values().all(|covered| covered.clauses.is_empty()) {
            return None;
        }
        let words = &voice.texts.words.document;
        let clause = |number: &str| {
            if number == PREAMBLE {
                return Value::new(&words.duties_preamble);
            }
            match shown.and_then(|prose| prose.clause(number)) {
                Some(section) => Value::link(number, format!("#{}", section.anchor)),
                None => Value::new(number),
            }
        };
        let rows = DUTIES.iter().filter_map(|key| {
            let duty = voice.texts.duties.get(key)?;
            let clauses = settings.covers.get(*key).map_or(&[][..], |covered| &covered.clauses);
            Some(Row {
                name: duty.name.clone(),
                source: duty.source.clone(),
                clauses: clauses.iter().map(|number| clause(number)).collect(),
            })
        });
        Some(Duties { title: words.duties.clone(), about: words.duties_about.clone(), rows: rows.collect() })
    }
}
