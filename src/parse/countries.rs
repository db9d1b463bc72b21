//! The codes that ISO 3166-1 alpha-2 has assigned, and the postal address that uses them.
//!
//! Knows nothing of what a country means for a transfer.

use super::fields::{Fields, Record};
use super::reader::Reader;
use super::values::{self, line};
use super::wrong;
use super::yaml::{Node, Value};
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
        reader.push(unknown(node.span, &code));
    }
    country.map(|country| Spanned::new(country, node.span))
}

/// The finding for a code that is not assigned.
pub fn unknown(at: Span, written: &str) -> crate::diagnostic::Diagnostic {
    let meant = assigned(&written.to_ascii_uppercase());
    wrong::bad_country(at, written, meant.as_ref().map(Country::as_str))
}

const ADDRESS: Record =
    Record { what: "the address", required: &[], optional: &["street", "postal_code", "city", "country"] };

const FULL_ADDRESS: Record =
    Record { what: "the address", required: &["city", "country"], optional: &["street", "postal_code"] };

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
        postal_code: fields.one(reader, "postal_code", line),
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
