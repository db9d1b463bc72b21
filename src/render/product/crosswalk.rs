//! The same measures by classical control, by letter of Art. 32(1) GDPR and by other catalogues, with gaps.

use std::collections::BTreeMap;

use super::Toms;
use super::overview::about;
use crate::diagnostic::Diagnostic;
use crate::model::crosswalk::{SDM_GOALS, iso_controls};
use crate::model::measure::CONTROLS;
use crate::model::version::compare_labels;
use crate::render::Renderer;
use crate::render::frame::About;
use crate::render::view::View;
use crate::render::view::part::Link;
use crate::render::view::products::{Crosswalk, CrosswalkRow, CrosswalkTable};
use crate::render::voice::Voice;
use crate::resolve::inherited::Inherited;

/// The classical controls: annex to § 9 of the German Federal Data Protection Act as it stood until 2018.
const CLASSICAL: &[&str] = &[
    "physical-access",
    "system-access",
    "data-access",
    "transfer",
    "input",
    "processor-control",
    "availability",
    "separation",
];

impl<'a> Renderer<'a> {
    /// `/<measures>/crosswalk/`.
    pub(super) fn crosswalk_page(&self, voice: &Voice<'a>, toms: &Toms<'a>) -> Result<Vec<u8>, Box<Diagnostic>> {
        let words = &voice.texts.words.products;
        let path = |voice: &Voice<'_>| self.routes.below(voice.lang, &toms.of.document, "crosswalk");
        let folder = self.routes.href(&self.routes.document(voice.lang, &toms.of.document));
        let download = |name: &str, label: &str| Link::new(label, format!("{folder}{name}"));
        let view = Crosswalk {
            page: self.frame(voice, About { document: Some(toms.of), ..about(&words.crosswalk, &path) }),
            title: words.crosswalk.clone(),
            intro: words.crosswalk_intro.clone(),
            document: Link::new(toms.title(voice), folder.clone()),
            downloads: vec![download("measures.json", "JSON"), download("measures.csv", "CSV")],
            tables: tables(voice, toms, self.measures(toms), &folder),
        };
        self.theme.page(&View::Crosswalk(&view))
    }
}

fn tables<'a>(voice: &Voice<'a>, toms: &Toms<'a>, measures: &[Inherited<'a>], folder: &str) -> Vec<CrosswalkTable> {
    let words = &voice.texts.words.products;
    let numbers = toms.numbers();
    let control = |of: &Inherited<'a>| toms.goals[of.goal].controls[of.control].id.as_str();
    let mut by_control: BTreeMap<&str, Vec<Link>> = BTreeMap::new();
    let mut by_letter: BTreeMap<&str, Vec<Link>> = BTreeMap::new();
    let mut others: BTreeMap<&str, BTreeMap<&str, Vec<Link>>> = BTreeMap::new();
    for measure in measures {
        let id = measure.measure.id.as_ref().map_or("", |id| id.value.as_str());
        let link = Link::new(measure.number(&numbers).unwrap_or(id), format!("{folder}#{id}"));
        by_control.entry(control(measure)).or_default().push(link.clone());
        for letter in &measure.art32 {
            by_letter.entry(letter).or_default().push(link.clone());
        }
        for (catalogue, keys) in &measure.crosswalks {
            for key in keys {
                others.entry(catalogue).or_default().entry(key).or_default().push(link.clone());
            }
        }
    }
    let name = |id: &str| voice.texts.terms.control(id).unwrap_or(id).to_owned();
    let table = |id: &str, title: &str, rows: Vec<CrosswalkRow>| {
        let covered = rows.iter().filter(|row| row.gap.is_none()).count();
        let coverage = voice.texts.products.coverage(&covered.to_string(), &rows.len().to_string());
        CrosswalkTable { id: id.to_owned(), title: title.to_owned(), coverage, rows }
    };
    let row = |key: String, name: Option<String>, measures: Option<Vec<Link>>| CrosswalkRow {
        is_number: is_number(&key),
        key,
        name,
        gap: measures.is_none().then(|| words.gap.clone()),
        measures: measures.unwrap_or_default(),
    };
    // The classical ones are to be there; the others are told where there are any.
    let further =
        CONTROLS.iter().map(|(id, _)| *id).filter(|id| !CLASSICAL.contains(id) && by_control.contains_key(id));
    let controls = CLASSICAL.iter().copied().chain(further);
    let controls = controls.map(|id| row(name(id), None, by_control.get(id).cloned())).collect();
    let letters = ["a", "b", "c", "d"];
    let letters = letters
        .map(|letter| row(letter.to_owned(), words.letter(letter).map(str::to_owned), by_letter.get(letter).cloned()));
    let title = |catalogue: &str| voice.texts.terms.catalogue(catalogue).unwrap_or(catalogue).to_owned();
    let mut tables =
        vec![table("controls", &words.by_control, controls), table("art32", &title("art32"), letters.into())];
    let iso = others.remove("iso27001").unwrap_or_default();
    let mut keys = iso_controls();
    keys.extend(iso.keys().copied().filter(|key| !iso_controls().contains(key)));
    keys.sort_by(|a, b| compare_labels(a, b));
    let rows = keys.into_iter().map(|key| row(key.to_owned(), None, iso.get(key).cloned())).collect();
    tables.push(table("iso27001", &title("iso27001"), rows));
    let sdm = others.remove("sdm").unwrap_or_default();
    let own = sdm.keys().copied().filter(|key| !SDM_GOALS.contains(key));
    let keys: Vec<&str> = SDM_GOALS.iter().copied().chain(own).collect();
    let goal = |key: &str| words.sdm(key).unwrap_or(key).to_owned();
    let rows = keys.into_iter().map(|key| row(goal(key), None, sdm.get(key).cloned())).collect();
    tables.push(table("sdm", &title("sdm"), rows));
    for (catalogue, keys) in others {
        let mut keys: Vec<_> = keys.into_iter().collect();
        keys.sort_by(|(a, _), (b, _)| compare_labels(a, b));
        let rows = keys.into_iter().map(|(key, links)| row(key.to_owned(), None, Some(links))).collect();
        tables.push(table(catalogue, &title(catalogue), rows));
    }
    tables
}

/// Whether a key is a number within its catalogue and no word: digits, and no more than letters and signs around them.
fn is_number(key: &str) -> bool {
    key.bytes().any(|byte| byte.is_ascii_digit()) && !key.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn numbers_are_told_from_words() {
        assert!(["A.5.15", "ORP.4", "HR-03"].into_iter().all(is_number));
        assert!(!["Verfügbarkeit", "a", "Art. 32 Abs. 1"].into_iter().any(is_number));
    }
}
