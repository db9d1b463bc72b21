//! Files for programs and spreadsheets: the register as JSON and CSV, the index of the site, and their schemas.

use super::Renderer;
use super::condition::expression;
use super::data::{self, Form};
use super::list::register::{self, Frame};
use super::table::{self, Dialect};
use super::view::View;
use super::view::part::{Link, Text};
use super::voice::Voice;
use crate::diagnostic::Diagnostic;
use crate::model::document::{Facts, Kind};
use crate::model::site::Address;
use crate::model::subprocessor::Subprocessor;
use crate::output::OutFile;
use crate::resolve::SiteDocument;

/// The columns for programs: fields of `register.yaml`, and what is said of the row.
const COLUMNS: [&str; 24] = [
    "id",
    "name",
    "status",
    "change",
    "effective",
    "former_names",
    "street",
    "postal_code",
    "city",
    "country",
    "contact",
    "website",
    "parent",
    "service",
    "data",
    "subjects",
    "locations",
    "transfer",
    "applies_to",
    "engaged_by",
    "since",
    "certifications",
    "subprocessor_list",
    "reviewed",
];

type Row = [String; COLUMNS.len()];

/// What a row of the table is about.
#[derive(Default)]
struct About {
    status: String,
    change: String,
    effective: String,
}

impl<'a> Renderer<'a> {
    /// The paths of the register's files in `folder`.
    pub(super) fn register_paths(&self, voice: &Voice<'_>, folder: &str) -> Vec<String> {
        let names = ["register.json", "register.csv"].into_iter();
        names.chain(self.has_german(voice).then_some("register.de.csv")).map(|name| format!("{folder}{name}")).collect()
    }

    /// The path of the table that other sites can show.
    pub(super) fn fragment_path(&self, voice: &Voice<'_>, of: &SiteDocument) -> String {
        format!("{}register.fragment", self.routes.document(voice.lang, &of.document))
    }

    /// The table of who is engaged, for the pages of other sites: HTML without a page around it.
    pub(super) fn fragment_file(&self, voice: &Voice<'a>, of: &SiteDocument) -> Result<OutFile, Box<Diagnostic>> {
        let frame = self.register_frame(voice, of);
        let entries: Vec<&Subprocessor> =
            of.register.iter().flat_map(|of| &of.in_force).map(|entry| &**entry).collect();
        let mut table = register::view(&entries, &frame);
        for href in table.groups.iter_mut().flat_map(|group| &mut group.rows).filter_map(|row| row.href.as_mut()) {
            *href = self.routes.absolute(href);
        }
        let html = self.theme.part(&View::RegisterList(&table))?;
        let html = format!("<div lang=\"{}\" dir=\"{}\">\n{html}</div>\n", voice.lang, voice.texts.language.dir.name());
        Ok(OutFile::new(self.fragment_path(voice, of), html))
    }

    /// The register for the spreadsheets of Germany lies beside the site's first language, and beside German.
    fn has_german(&self, voice: &Voice<'_>) -> bool {
        voice.lang == self.default() || voice.lang.primary() == "de"
    }

    /// The register on the day of the build, in its own folder.
    pub(super) fn register_files(&self, voice: &Voice<'a>, of: &SiteDocument) -> Vec<OutFile> {
        let folder = self.routes.document(voice.lang, &of.document);
        self.register_tables(voice, &folder, &self.register_data(voice, of), &|voice, dialect| {
            let frame = self.register_frame(voice, of);
            // Programs read the words of the format, people those of the page.
            let word = |status: &'static str| match dialect {
                Dialect::Plain => status.to_owned(),
                Dialect::GermanExcel => voice.texts.terms.mark(status).unwrap_or(status).to_owned(),
            };
            let state = of.register.as_ref();
            let in_force = state
                .iter()
                .flat_map(|state| &state.in_force)
                .map(|entry| frame.row_of(entry, About { status: word("in-force"), ..About::default() }));
            let mut rows: Vec<Row> = in_force.collect();
            for upcoming in state.iter().flat_map(|state| &state.announced) {
                if !of.versions[upcoming.version].status.is_public() {
                    continue;
                }
                let frame = self.version_frame(voice, of, upcoming.version);
                let effective = of.version(upcoming.version).effective.value.to_string();
                rows.extend(upcoming.changes.iter().filter_map(|change| {
                    let entry = change.after.as_ref().or(change.before.as_ref())?;
                    let kinds: Vec<&str> = change.kinds.iter().map(|kind| kind.name()).collect();
                    let change = match dialect {
                        Dialect::Plain => kinds.join(" "),
                        Dialect::GermanExcel => frame.change(change).label,
                    };
                    let about = About { status: word("announced"), change, effective: effective.clone() };
                    Some(frame.row_of(entry, about))
                }));
            }
            rows
        })
    }

    /// The register as a version says it, in the version's folder.
    pub(super) fn register_version_files(&self, voice: &Voice<'a>, of: &SiteDocument, version: usize) -> Vec<OutFile> {
        let folder = self.version_path(voice.lang, of, version);
        self.register_tables(voice, &folder, &self.register_version_data(voice, of, version), &|voice, _| {
            let Facts::Register(entries) = &of.version(version).edition.facts else { return Vec::new() };
            let frame = self.version_frame(voice, of, version);
            let effective = of.version(version).effective.value.to_string();
            let row = |entry| frame.row_of(entry, About { effective: effective.clone(), ..About::default() });
            entries.iter().map(row).collect()
        })
    }

    fn register_tables(
        &self,
        voice: &Voice<'a>,
        folder: &str,
        data: &data::register::Register,
        rows: &dyn Fn(&Voice<'a>, Dialect) -> Vec<Row>,
    ) -> Vec<OutFile> {
        let own = rows(voice, Dialect::Plain);
        let mut files = vec![
            OutFile::new(format!("{folder}register.json"), data::text(data)),
            OutFile::new(format!("{folder}register.csv"), table::write_filled(Dialect::Plain, COLUMNS, &own)),
        ];
        if self.has_german(voice) {
            let german = self.voices.iter().find(|voice| voice.lang.primary() == "de").unwrap_or(voice);
            let table =
                table::write_filled(Dialect::GermanExcel, headings(german), &rows(german, Dialect::GermanExcel));
            files.push(OutFile::new(format!("{folder}register.de.csv"), table));
        }
        files
    }

    /// The exports of a document in the folder of a version, or in its own, as links for people.
    pub(super) fn export_links(&self, voice: &Voice<'_>, of: &SiteDocument, version: Option<usize>) -> Vec<Link> {
        let (folder, names) = match (of.document.settings.kind, version) {
            (Kind::Subprocessors, Some(version)) => {
                let folder = self.version_path(voice.lang, of, version);
                (folder.clone(), self.register_paths(voice, &folder))
            }
            (Kind::Subprocessors, None) => {
                let folder = self.routes.document(voice.lang, &of.document);
                (folder.clone(), self.register_paths(voice, &folder))
            }
            (Kind::Measures, None) if Self::current(of).is_some() => {
                let folder = self.routes.document(voice.lang, &of.document);
                let names = ["measures.json", "measures.csv"].map(|name| format!("{folder}{name}"));
                (folder, names.into())
            }
            _ => return Vec::new(),
        };
        let words = &voice.texts.words.register;
        let label = |path: &str| match path.strip_prefix(&folder) {
            Some("register.de.csv") => words.excel.clone(),
            Some("register.csv" | "measures.csv") => words.csv.clone(),
            _ => words.json.clone(),
        };
        names.iter().map(|path| Link::new(label(path), self.routes.href(path))).collect()
    }

    /// The JSON Schema of a file.
    pub(super) fn schema_file(&self, form: Form) -> OutFile {
        form.schema(&self.routes.url(&form.path()))
    }
}

/// The headings for people, as the fields are called on pages.
fn headings<'w>(voice: &'w Voice<'_>) -> [&'w str; COLUMNS.len()] {
    let (facts, words) = (&voice.texts.words.facts, &voice.texts.words);
    COLUMNS.map(|column| match column {
        "name" => &facts.name,
        "status" => &words.history.status,
        "change" => &words.subprocessor.change,
        "effective" => &facts.effective,
        "former_names" => &facts.former_names,
        "street" => &words.register.street,
        "postal_code" => &words.register.postal_code,
        "city" => &words.register.city,
        "country" => &words.register.country,
        "contact" => &facts.contact,
        "website" => &facts.website,
        "parent" => &facts.parent,
        "service" => &facts.service,
        "data" => &facts.data,
        "subjects" => &facts.subjects,
        "locations" => &facts.locations,
        "transfer" => &facts.transfer,
        "applies_to" => &facts.scope,
        "engaged_by" => &facts.engaged_by,
        "since" => &facts.since,
        "certifications" => &facts.certifications,
        "subprocessor_list" => &facts.subprocessor_list,
        "reviewed" => &facts.reviewed,
        _ => column,
    })
}

impl Frame<'_, '_> {
    fn row_of(&self, entry: &Subprocessor, about: About) -> Row {
        let words = |of: Option<&crate::model::text::Localized>| {
            of.map(|text| text.get(self.voice.lang, self.binding).to_owned()).unwrap_or_default()
        };
        let joined = |texts: Vec<Text>| texts.into_iter().map(|text| text.text).collect::<Vec<_>>().join("; ");
        let list = |of: &[crate::source::Spanned<String>]| {
            of.iter().map(|text| text.value.as_str()).collect::<Vec<_>>().join("; ")
        };
        let plain = |of: Option<&crate::source::Spanned<String>>| of.map(|text| text.value.clone()).unwrap_or_default();
        let day = |of: Option<&crate::source::Spanned<jiff::civil::Date>>| {
            of.map(|day| day.value.to_string()).unwrap_or_default()
        };
        let seat = entry.address.as_ref();
        let fact = |field: &str| {
            let facts = self.facts(entry).into_iter().find(|(known, _)| *known == field);
            let values = facts.map(|(_, fact)| fact.values).unwrap_or_default();
            values.into_iter().map(|value| value.text).collect::<Vec<_>>().join("; ")
        };
        [
            entry.id.value.clone(),
            entry.name.value.clone(),
            about.status,
            about.change,
            about.effective,
            list(&entry.former_names),
            seat.map(|of: &Address| list(&of.street)).unwrap_or_default(),
            plain(seat.and_then(|of| of.postal_code.as_ref())),
            plain(seat.and_then(|of| of.city.as_ref())),
            seat.and_then(|of| of.country.as_ref()).map(|country| country.to_string()).unwrap_or_default(),
            fact("contact"),
            plain(entry.website.as_ref()),
            fact("parent"),
            words(entry.service.as_ref()),
            joined(self.data(entry)),
            joined(self.subjects(entry)),
            joined(entry.locations.iter().map(|of| self.location(of)).collect()),
            entry.transfer.as_ref().map(|of| self.voice.transfer(of, self.binding).text).unwrap_or_default(),
            entry.applies_to.as_ref().map(expression).unwrap_or_default(),
            plain(entry.engaged_by.as_ref()),
            day(entry.since.as_ref()),
            fact("certifications"),
            plain(entry.subprocessor_list.as_ref()),
            day(entry.reviewed.as_ref()),
        ]
    }
}

/// The media type of a file of data.
pub(super) fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.') {
        Some((_, "csv")) => "text/csv",
        _ => "application/json",
    }
}
