//! The codes that ISO 3166-1 alpha-2 has assigned, and the postal address that uses them.
//!
//! Knows nothing of what a country means for a transfer.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::fields::Fields;
use super::forms::{LINE, PROSE};
use super::reader::Reader;
use super::record::{Record, Shape, optional, required};
use super::values::{self, line, numeral};
use super::wrong;
use super::yaml::{Node, Value};
use crate::diagnostic::format::nearest;
use crate::model::site::Address;
use crate::model::text::Country;
use crate::source::{Span, Spanned};

/// All assigned codes (ISO 3166-1:2020), sorted. `EU`, `UK` and `EL` are reserved, not assigned; `XK` is left to users.
pub const ASSIGNED: &str = "\
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR \
GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP \
KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY \
MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM \
PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW \
SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ \
UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// The country of an assigned code.
pub fn assigned(code: &str) -> Option<Country> {
    ASSIGNED.split(' ').find(|known| *known == code).and_then(Country::new)
}

/// A country by its code in capitals.
pub fn country(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<Country>> {
    let code = line(reader, node)?;
    let country = assigned(&code);
    if country.is_none() {
        report_unknown(reader, node.span, &code);
    }
    country.map(|country| Spanned::new(country, node.span))
}

/// Reports a code that is not assigned. In small letters it is put right where that is asked for.
pub fn report_unknown(reader: &mut Reader<'_>, at: Span, written: &str) {
    let in_capitals = assigned(&written.to_ascii_uppercase());
    if let Some(country) = &in_capitals {
        reader.fix(at, country.as_str().to_owned());
    }
    let meant = in_capitals.or_else(|| called(written)).or_else(|| likely(written));
    reader.push(wrong::bad_country(at, written, meant.as_ref().map(Country::as_str)));
}

/// Countries by their names in small letters, in the languages of the built-in theme; read only to help.
static NAMES: LazyLock<BTreeMap<String, Country>> = LazyLock::new(|| {
    let files = [
        include_str!("../../themes/default/i18n/countries/de.yaml"),
        include_str!("../../themes/default/i18n/countries/en.yaml"),
    ];
    let read = |file: &str| serde_yaml::from_str::<BTreeMap<String, String>>(file).unwrap_or_default();
    let names = files.into_iter().flat_map(read);
    names.filter_map(|(code, name)| Some((name.to_lowercase(), assigned(&code)?))).collect()
});

/// The country of this name, in German or English.
fn called(name: &str) -> Option<Country> {
    NAMES.get(&name.trim().to_lowercase()).copied()
}

/// Other codes of the countries in which most subprocessors sit: three letters, or those of number plates.
const CODES: &[(&str, &str)] = &[
    ("AT", "AUT A"),
    ("BE", "BEL B"),
    ("BG", "BGR"),
    ("CA", "CAN CDN"),
    ("CH", "CHE SUI"),
    ("CZ", "CZE"),
    ("DE", "DEU GER D BRD"),
    ("DK", "DNK"),
    ("EE", "EST"),
    ("ES", "ESP E"),
    ("FI", "FIN"),
    ("FR", "FRA F"),
    ("GB", "GBR"),
    ("HR", "HRV"),
    ("HU", "HUN"),
    ("IE", "IRL"),
    ("IL", "ISR"),
    ("IN", "IND"),
    ("IT", "ITA I"),
    ("JP", "JPN"),
    ("LI", "LIE FL"),
    ("LU", "LUX"),
    ("NL", "NLD"),
    ("NO", "NOR N"),
    ("PL", "POL"),
    ("PT", "PRT P"),
    ("RO", "ROU"),
    ("SE", "SWE S"),
    ("SI", "SVN"),
    ("SK", "SVK"),
    ("UA", "UKR"),
    ("US", "USA"),
];

/// The country of another code, or of a name that is spelled nearly so.
fn likely(written: &str) -> Option<Country> {
    let capitals = written.trim().to_uppercase();
    let code = CODES.iter().find(|(_, others)| others.split(' ').any(|other| other == capitals)).map(|(code, _)| *code);
    let spelled = || {
        let plain = written.trim().to_lowercase().replace("oe", "ö").replace("ae", "ä").replace("ue", "ü");
        called(&plain).or_else(|| {
            let near = (plain.chars().count() > 4).then(|| nearest(&plain, NAMES.keys().map(String::as_str))).flatten();
            near.and_then(called)
        })
    };
    code.and_then(assigned).or_else(spelled)
}

/// A country by its code.
pub const COUNTRY: Shape = Shape::Word(|| ASSIGNED.split(' ').collect());

const STREET: Shape = Shape::Either(&[Shape::Text(&PROSE), Shape::List(&Shape::Text(&LINE))]);

/// A postal address of which any part may be missing.
pub static ADDRESS: Record = Record::new(
    "the address",
    &[
        optional("street", STREET, "Street and number: a line, or a list of lines."),
        optional("postal_code", Shape::Text(&LINE), "The postal code; a zero at its beginning is kept."),
        optional("city", Shape::Text(&LINE), "The city."),
        optional("country", COUNTRY, "The country (ISO 3166-1 alpha-2)."),
    ],
);

/// A postal address with city and country.
pub static FULL_ADDRESS: Record = Record::new(
    "the address",
    &[
        optional("street", STREET, "Street and number: a line, or a list of lines."),
        optional("postal_code", Shape::Text(&LINE), "The postal code; a zero at its beginning is kept."),
        required("city", Shape::Text(&LINE), "The city."),
        required("country", COUNTRY, "The country (ISO 3166-1 alpha-2)."),
    ],
);

/// A postal address of which any part may be missing.
pub fn address(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Address> {
    read(reader, node, &ADDRESS)
}

/// A postal address with city and country.
pub fn full_address(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Address> {
    read(reader, node, &FULL_ADDRESS)
}

fn read(reader: &mut Reader<'_>, node: &Node<'_>, record: &'static Record) -> Option<Address> {
    let fields = Fields::read(reader, node, record)?;
    Some(Address {
        street: fields.get("street").map_or_else(Vec::new, |node| street(reader, node)),
        postal_code: fields.one(reader, "postal_code", numeral),
        city: fields.one(reader, "city", line),
        country: fields.one(reader, "country", country),
    })
}

/// A line, several lines of one text, or a list of lines.
fn street(reader: &mut Reader<'_>, node: &Node<'_>) -> Vec<Spanned<String>> {
    match &node.value {
        Value::Scalar(text) if text.trim_end().contains('\n') => {
            let Some(lines) = values::prose(reader, node) else { return Vec::new() };
            let lines = lines.value.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.map(|line| Spanned::new(line.to_owned(), node.span)).collect()
        }
        Value::Null => {
            reader.push(wrong::no_value(node.span, "street"));
            Vec::new()
        }
        _ => super::fields::one_or_more(reader, node, line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_known_by_its_name_in_two_languages() {
        for (name, code) in [("Germany", "DE"), ("deutschland", "DE"), ("Österreich", "AT"), ("United States", "US")] {
            assert_eq!(called(name).map(|country| country.to_string()).as_deref(), Some(code), "{name}");
        }
        assert_eq!(called("Lummerland"), None);
    }
}
