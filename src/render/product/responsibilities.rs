//! Who takes which measures: first what the customer has to do himself, for his own records.

use super::Toms;
use super::overview::about;
use crate::diagnostic::Diagnostic;
use crate::model::measure::Responsibility;
use crate::render::Renderer;
use crate::render::frame::About;
use crate::render::view::View;
use crate::render::view::part::Link;
use crate::render::view::products::{Responsibilities, ResponsibilityGroup};
use crate::render::voice::Voice;

impl<'a> Renderer<'a> {
    /// `/<measures>/responsibilities/`.
    pub(super) fn responsibilities_page(&self, voice: &Voice<'a>, toms: &Toms<'a>) -> Result<Vec<u8>, Box<Diagnostic>> {
        let words = &voice.texts.words.products;
        let path = |voice: &Voice<'_>| self.routes.below(voice.lang, &toms.of.document, "responsibilities");
        let (measures, numbers) = (self.measures(toms), toms.numbers());
        let order = [
            (Responsibility::Customer, &words.of_customer),
            (Responsibility::Shared, &words.of_shared),
            (Responsibility::Provider, &words.of_provider),
            (Responsibility::Subprocessor, &words.of_subprocessor),
        ];
        let groups = order.into_iter().filter_map(|(of, about)| {
            let own = measures.iter().filter(|measure| measure.responsibility == of);
            let rows: Vec<_> = own.map(|measure| self.measure_row(voice, toms, measure, &numbers)).collect();
            let word = Responsibility::NAMES.iter().find(|(_, known)| *known == of).map_or("", |(word, _)| word);
            (!rows.is_empty()).then(|| ResponsibilityGroup {
                id: word.to_owned(),
                title: voice.responsibility(of),
                about: about.clone(),
                count: format!("{}.", voice.texts.products.measures(&rows.len().to_string())),
                measures: rows,
            })
        });
        let view = Responsibilities {
            page: self.frame(voice, About { document: Some(toms.of), ..about(&words.responsibilities, &path) }),
            title: words.responsibilities.clone(),
            intro: words.responsibilities_intro.clone(),
            document: Link::new(
                toms.title(voice),
                self.routes.href(&self.routes.document(voice.lang, &toms.of.document)),
            ),
            groups: groups.collect(),
        };
        self.theme.page(&View::Responsibilities(&view))
    }
}
