//! `site.yaml`.
//!
//! What is wrong in it is replaced by a stand-in where the rest of the site can still be checked without it; the report
//! then has an error, so nothing is published with it. Only a site without languages cannot be read.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::countries::{FULL_ADDRESS, full_address};
use super::fields::Fields;
use super::forms::{
    ASSET, BASE_URL, COLOR, DATE, EMAIL, LABEL, LANGUAGE, LINE, LINK, PROSE, TAG_AUTHORITY, TIME_ZONE, WEB,
};
use super::link::{base_url, email, link, tag_authority, web};
use super::localized::{any_language, localized, localized_line};
use super::reader::Reader;
use super::record::{Record, Shape, optional, required};
use super::tidy::sort_days;
use super::values::{date, flag, line};
use super::wrong;
use super::yaml::{Node, Value};
use crate::diagnostic::format;
use crate::model::site::{CommercialRegister, Organisation, Security, SiteConfig, Theme};
use crate::model::text::{Lang, Localized};
use crate::model::version::is_label;
use crate::source::Spanned;

/// `site.yaml`.
pub static SITE: Record = Record::new(
    "site.yaml",
    &[
        required("title", Shape::Localized(&LINE), "The name of the site."),
        optional("description", Shape::Localized(&PROSE), "What it is, for search engines and feeds."),
        required("base_url", Shape::Text(&BASE_URL), "Where the site is served; it may have a path."),
        required(
            "languages",
            Shape::Several(&Shape::Text(&LANGUAGE)),
            "The languages; the first is the default and is served without prefix.",
        ),
        optional("timezone", Shape::Text(&TIME_ZONE), "Where the days begin; without it, UTC."),
        required("organisation", Shape::Record(&ORGANISATION), "Who publishes."),
        optional("theme", Shape::Record(&THEME), "How it looks."),
        required("feeds", Shape::Record(&FEEDS), "What feeds need."),
        optional("security", Shape::Record(&SECURITY), "What security.txt says (RFC 9116)."),
        optional(
            "holidays",
            Shape::List(&Shape::Text(&DATE)),
            "Days on which no period ends: it then ends on the next working day.",
        ),
        optional("prose", Shape::Record(&RAW), "How texts are read."),
        optional("strict", Shape::Flag, "Whether warnings block, too."),
    ],
);
static ORGANISATION: Record = Record::new(
    "the organisation",
    &[
        required("name", Shape::Text(&LINE), "The legal name, with legal form."),
        required("address", Shape::Record(&FULL_ADDRESS), "The postal address."),
        required("email", Shape::Text(&EMAIL), "The mailbox for everybody."),
        optional("phone", Shape::Text(&LINE), "The telephone number."),
        optional("website", Shape::Text(&WEB), "The main site."),
        optional("register", Shape::Record(&REGISTER), "The entry in the commercial register, for the imprint."),
        optional("vat_id", Shape::Text(&LINE), "The VAT identification number, for the imprint."),
        optional("represented_by", Shape::List(&Shape::Text(&LINE)), "Who represents it, for the imprint."),
    ],
);
static REGISTER: Record = Record::new(
    "the commercial register",
    &[
        optional("court", Shape::Text(&LINE), "The court that keeps it."),
        optional("number", Shape::Text(&LINE), "The number of the entry."),
    ],
);
static THEME: Record = Record::new(
    "the theme",
    &[
        optional("name", Shape::Text(&LABEL), "The folder below themes/; what it lacks comes from the built-in theme."),
        optional("accent", Shape::Text(&COLOR), "The color of links and buttons; its contrast is seen to."),
        optional("logo", Shape::Text(&ASSET), "The logo."),
    ],
);
static FEEDS: Record = Record::new(
    "the feeds",
    &[
        required(
            "tag_authority",
            Shape::Text(&TAG_AUTHORITY),
            "What ids of feed entries are made from: never change it once something was published.",
        ),
        optional("websub_hub", Shape::Text(&WEB), "A hub that tells subscribers at once."),
    ],
);
static SECURITY: Record = Record::new(
    "the security contact",
    &[
        required("contact", Shape::Text(&LINK), "Where to report a weakness."),
        required("expires", Shape::Text(&DATE), "Until when this is right; at most a year ahead."),
        optional("policy", Shape::Text(&WEB), "The page that says how reports are handled."),
    ],
);
static RAW: Record = Record::new(
    "the prose",
    &[optional("raw_html", Shape::Flag, "Whether texts may hold HTML; without it that is an error.")],
);

/// `site.yaml`; `None` where it is no map or names no language. From here on the reader knows the languages.
pub fn site(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<SiteConfig> {
    let fields = Fields::read(reader, node, &SITE)?;
    let languages = languages(reader, &fields);
    reader.languages = languages.iter().map(|lang| lang.value.clone()).collect::<Arc<[Lang]>>();
    let stand_in = || Spanned::new(String::new(), node.span);
    let feeds = fields.one(reader, "feeds", |reader, node| {
        let fields = Fields::read(reader, node, &FEEDS)?;
        Some((fields.one(reader, "tag_authority", tag_authority), fields.one(reader, "websub_hub", web)))
    });
    let (authority, websub_hub) = feeds.unwrap_or_default();
    let config = SiteConfig {
        file: reader.file,
        title: fields.one(reader, "title", localized_line).unwrap_or_else(|| Localized::Same(stand_in())),
        description: fields.one(reader, "description", localized),
        base_url: fields.one(reader, "base_url", base_url).unwrap_or_else(stand_in),
        languages,
        timezone: fields.one(reader, "timezone", timezone).unwrap_or(TimeZone::UTC),
        organisation: fields.one(reader, "organisation", organisation).unwrap_or_else(|| Organisation {
            name: stand_in(),
            address: <_>::default(),
            email: stand_in(),
            phone: None,
            website: None,
            register: None,
            vat_id: None,
            represented_by: Vec::new(),
        }),
        theme: fields.one(reader, "theme", theme).unwrap_or_else(|| default_theme(node)),
        tag_authority: authority.unwrap_or_else(stand_in),
        websub_hub,
        security: fields.one(reader, "security", security),
        holidays: holidays(reader, &fields),
        raw_html: fields.one(reader, "prose", raw_html).unwrap_or(false),
        strict: fields.one(reader, "strict", flag).is_some_and(|strict| strict.value),
    };
    if config.languages.is_empty() { None } else { Some(config) }
}

fn languages(reader: &mut Reader<'_>, fields: &Fields<'_, '_>) -> Vec<Spanned<Lang>> {
    let mut languages: Vec<Spanned<Lang>> = Vec::new();
    let Some(node) = fields.get("languages") else { return languages };
    for lang in fields.list(reader, "languages", any_language) {
        // Addresses begin with the language, and some disks do not tell capitals from small letters.
        let same = |known: &&Spanned<Lang>| known.as_str().eq_ignore_ascii_case(lang.as_str());
        match languages.iter().find(same) {
            Some(first) => {
                let finding = format::clash(lang.span, "language", lang.as_str(), first.span);
                reader.push(finding.help("name each language once"));
            }
            None => languages.push(lang),
        }
    }
    let empty = match &node.value {
        Value::List(items) => items.is_empty(),
        other => *other == Value::Null,
    };
    if empty {
        let help = "name the languages of the site, the default one first: `[de, en]`";
        reader.push(wrong::wrong_type(node.span, "at least one language", "none", help));
    }
    languages
}

fn holidays(reader: &mut Reader<'_>, fields: &Fields<'_, '_>) -> Vec<Spanned<Date>> {
    let days = fields.list(reader, "holidays", date);
    if let Some(node) = fields.get("holidays") {
        sort_days(reader, node, &days);
    }
    days
}

fn timezone(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<TimeZone> {
    let name = line(reader, node)?;
    let zone = TimeZone::get(&name).ok();
    if zone.is_none() {
        let known: Vec<String> = jiff::tz::db().available().map(|zone| zone.to_string()).collect();
        let city = format!("/{}", name.value.trim().to_lowercase());
        let near = match name.as_str() {
            "MEZ" | "CET" | "MESZ" | "CEST" => Some("Europe/Berlin"),
            _ => known.iter().find(|zone| zone.to_lowercase().ends_with(&city)).map(String::as_str),
        };
        let near = near.or_else(|| format::nearest(&wrong::shortened(&name), known.iter().map(String::as_str)));
        reader.push(wrong::bad_timezone(node.span, &name, near));
    }
    zone
}

fn organisation(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Organisation> {
    let fields = Fields::read(reader, node, &ORGANISATION)?;
    let name = fields.one(reader, "name", line);
    let email = fields.one(reader, "email", email);
    let address = fields.one(reader, "address", full_address);
    let phone = fields.one(reader, "phone", line);
    let website = fields.one(reader, "website", web);
    let register = fields.one(reader, "register", |reader, node| {
        let fields = Fields::read(reader, node, &REGISTER)?;
        let court = fields.one(reader, "court", line);
        Some(CommercialRegister { court, number: fields.one(reader, "number", line) })
    });
    let vat_id = fields.one(reader, "vat_id", line);
    let represented_by = fields.list(reader, "represented_by", line);
    Some(Organisation {
        name: name?,
        address: address?,
        email: email?,
        phone,
        website,
        register,
        vat_id,
        represented_by,
    })
}

fn default_theme(node: &Node<'_>) -> Theme {
    Theme { name: Spanned::new("default".to_owned(), node.span), accent: None, logo: None }
}

fn theme(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Theme> {
    let fields = Fields::read(reader, node, &THEME)?;
    Some(Theme {
        name: fields.one(reader, "name", theme_name).unwrap_or_else(|| default_theme(node).name),
        accent: fields.one(reader, "accent", color),
        logo: fields.one(reader, "logo", asset_path),
    })
}

fn theme_name(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let name = line(reader, node)?;
    if !is_label(&name) {
        reader.push(wrong::bad_theme_name(node.span, &name));
        return None;
    }
    Some(name)
}

/// A color as `#rgb` or `#rrggbb`; the first is written out as the second.
fn color(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let text = line(reader, node)?;
    let digits = text.strip_prefix('#').filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
    let full = match digits {
        Some(digits) if digits.len() == 6 => Some(digits.to_owned()),
        Some(digits) if digits.len() == 3 => Some(digits.chars().flat_map(|digit| [digit, digit]).collect()),
        _ => None,
    };
    if full.is_none() {
        let form = "write it as \"#0b57d0\", in quotes, because `#` begins a comment";
        reader.push(format::malformed(node.span, "color", &wrong::shortened(&text), form));
    }
    full.map(|digits| Spanned::new(format!("#{}", digits.to_ascii_lowercase()), node.span))
}

/// A path below `content/assets/`, as it is written: with `assets/` at its beginning.
fn asset_path(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let path = line(reader, node)?;
    let inside = path
        .strip_prefix("assets/")
        .is_some_and(|rest| !rest.contains('\\') && rest.split('/').all(|part| !matches!(part, "" | "." | "..")));
    if !inside {
        let form = "name a file below content/assets/, such as assets/logo.svg";
        reader.push(format::malformed(node.span, "path of an asset", &wrong::shortened(&path), form));
        return None;
    }
    Some(path)
}

fn security(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Security> {
    let fields = Fields::read(reader, node, &SECURITY)?;
    let contact = fields.one(reader, "contact", link);
    let expires = fields.one(reader, "expires", date);
    let policy = fields.one(reader, "policy", web);
    Some(Security { contact: contact?, expires: expires?, policy })
}

fn raw_html(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<bool> {
    let fields = Fields::read(reader, node, &RAW)?;
    fields.one(reader, "raw_html", flag).map(|allowed| allowed.value)
}
