//! One row a mistake: the file, its kind, and what the user reads.

use super::{CATALOGUE, CONTACT, DOCUMENT, MEASURES, PAGE, REGISTER, Read, SITE, VERSION, findings};

/// A wrong file, its kind, and the beginning of each finding, or a part of it after `…`.
type Row = (Read, &'static str, &'static [&'static str]);

const ROWS: &[Row] = &[
    // YAML
    (PAGE, "title: a\n\tmenu: none\n", &["F02 2:1 a tab stands where YAML wants spaces; indent with spaces"]),
    (PAGE, "title: a: b\n", &["F02 1:9 this colon begins a value where none can stand; put quotes"]),
    (PAGE, "title: \"a\n", &["F02 2:1 a quotation mark is not closed"]),
    (PAGE, "title: @a\n", &["F02 1:8 a text cannot begin with this character"]),
    (PAGE, "title: [a, b\n", &["F02 1:8 a bracket is not closed"]),
    (PAGE, "title: 'a'b\n", &["F02 1:11 something follows the closing quotation mark"]),
    (PAGE, "title: {{ organisation.name }}\n", &["F02 1:9 a key is a word, not a list, a map or nothing; put quotes"]),
    (PAGE, "title: &t a\nmenu: none\n", &["F02 1:8 the format has no anchors"]),
    (PAGE, "title: *t\n", &["F02 1:8 the format has no aliases"]),
    (PAGE, "title: !!str a\n", &["F02 1:8 the format has no tags"]),
    (PAGE, "title: a\n<<: {menu: none}\n", &["F02 2:1 the format has no merge keys"]),
    (PAGE, "title: a\n---\ntitle: b\n", &["F02 2:1 a file holds one YAML document"]),
    (PAGE, "titel: a\nmenu: none\n", &["F03 1:1 unknown key `titel`; did you mean `title`?"]),
    (PAGE, "\u{feff}title: Ä\r\nmenü: none\r\n", &["F03 2:1 unknown key `menü`; did you mean `menu`?"]),
    (PAGE, "title: a\ntitle: b\n", &["F04 2:1 the key `title` stands twice; keep one"]),
    (PAGE, "title: \"a\\0b\"\n", &["F07 1:8 the text holds the control character U+0000"]),
    (PAGE, "", &["F06 1:1 expected a map, found nothing"]),
    (PAGE, "title:a\n", &["F06 1:1 expected a map, found `title:a`; write `key: value`, with a space"]),
    // Values
    (PAGE, "title:\n", &["F06 1:1 the key `title` has no value"]),
    (
        PAGE,
        "title: ~\nslug: null\nmenu: ~\norder:\n",
        &["F06 1:1 the key `title` has no value", "F06 4:1 the key `order` has no value"],
    ),
    (PAGE, "title: [a]\n", &["F06 1:8 expected a text, found a list"]),
    (PAGE, "title: ' '\n", &["F06 1:8 expected a text, found an empty text"]),
    (PAGE, "title: |\n  a\n  b\n", &["F06 2:3 expected a text of one line"]),
    (PAGE, "title: {de: Rat, Tat, en: b}\n", &["F03 1:18 unknown key `Tat`; inside of braces a comma ends a text"]),
    (
        PAGE,
        "title: {de: a, fr: b}\n",
        &["F07 1:16 `fr` is no language of this site; add `fr` to `languages` in site.yaml, or use one of: de, en"],
    ),
    (PAGE, "title: {de: a, English: b}\n", &["F07 1:16 `English` is no language"]),
    (PAGE, "title: {}\n", &["F06 1:8 expected a text in at least one language, found an empty map"]),
    (PAGE, "title: a\norder: 1.5\n", &["F06 2:8 expected a whole number, found `1.5`"]),
    (PAGE, "title: a\nmenu: heder\n", &["F07 2:7 `heder` is no menu; did you mean `header`?"]),
    (
        PAGE,
        "title: a\nslug: {de: Über, en: changes}\n",
        &["F07 2:12 `Über` is no slug", "F12 2:22 the slug `changes` is a name that the site uses itself"],
    ),
    (PAGE, "title: a\nslug: en\n", &["F12 2:7 the slug `en` is a name"]),
    // site.yaml
    (
        SITE,
        "title: a\nbase_url: trust.example.com\nlanguages: [de, de]\norganisation: {name: a, address: {city: b}, email: a@b}\nfeeds: {tag_authority: trust.example.com}\n",
        &[
            "V10 2:11 `trust.example.com` is no base address",
            "F12 3:17 the language `de` is taken; name each language once",
            "F05 4:34 the address lacks the key `country`",
            "V10 4:52 `a@b` is no e-mail address",
            "F07 5:24 `trust.example.com` is no tagging authority; write a domain of yours, a comma",
        ],
    ),
    (
        SITE,
        "title: a\nbase_url: https://a.example/?q\nlanguages: []\norganisation: {name: a, address: {city: b, country: uk}, email: mailto:a@b.example}\nfeeds: {tag_authority: \"a.example,2026-13\", websub_hub: javascript:alert(1)}\ntimezone: Europe/Berin\ntheme: {name: ../x, accent: blue, logo: ../a.svg}\nstrict: yes\nsecurity: {contact: a@b.example, expires: 30.06.2027}\nholidays: [2026-02-30, 20261225]\nprose: {raw_html: 1}\n",
        &[
            "V10 2:11 `https://a.example/?q` is no base address",
            "F06 3:12 expected at least one language, found none",
            "F07 4:53 `uk` is no country; the code of the United Kingdom is GB",
            "V10 4:65 `mailto:a@b.example` is no e-mail address; write `a@b.example`",
            "F07 5:24 `a.example,2026-13` is no tagging authority",
            "V10 5:57 `javascript:alert(1)` is no web address",
            "F07 6:11 `Europe/Berin` is no time zone; did you mean `Europe/Berlin`?",
            "F07 7:15 `../x` is no name of a theme",
            "F07 7:29 `blue` is no color",
            "F07 7:41 `../a.svg` is no path of an asset",
            "F06 8:9 expected true or false, found `yes`",
            "V10 9:21 `a@b.example` is no address; write `mailto:a@b.example`",
            "V01 9:43 `30.06.2027` is no date; write `2027-06-30`",
            "V01 10:12 `2026-02-30` is no date",
            "V01 10:24 `20261225` is no date",
            "F06 11:19 expected true or false",
        ],
    ),
    // document.yaml
    (
        DOCUMENT,
        "kind: agreements\ntitle: a\nbinding_language: fr\nannexes: toms\ncovers: {art28-3-x: 4.1}\nnotice: {period: 28, starts_on: sent}\n",
        &[
            "F07 1:7 `agreements` is no kind of document; did you mean `agreement`?",
            "F07 3:19 `fr` is no language of this site",
            "F06 4:10 expected a list, found `toms`; write `[toms]`",
            "F03 5:10 unknown key `art28-3-x`",
            "F07 6:18 `28` is no period; write a number",
            "F07 6:33 `sent` is no event that starts a notice period",
        ],
    ),
    (
        DOCUMENT,
        "kind: policy\ntitle: a\nnotice: {period: 4 weeks}\nearlier_versions: [{version: 0.1}]\nwithdrawn: [{version: 1 0, date: 2026-01-01, reason: a}]\nwaive: [{rule: s4, reason: a}]\n",
        &[
            "F03 3:1 `notice` belongs to the kind `subprocessors`, not to `policy`",
            "F05 4:20 the version lacks the key `date`",
            "F07 5:23 `1 0` is no label of a version",
            "F07 6:16 `s4` is no code of a rule",
        ],
    ),
    // version.yaml
    (
        VERSION,
        "announced: 21.11.2026\neffective: 2026-12-19T00:00\nnote: a\nchange: big\nannexes: {toms: [1]}\n",
        &[
            "V01 1:12 `21.11.2026` is no date; write `2026-11-21`",
            "V01 2:12 `2026-12-19T00:00` is no date",
            "F07 4:9 `big` is no class of change; one of: editorial, clarifying, material, emergency",
            "F06 5:17 expected a text, found a list",
        ],
    ),
    // catalogue.yaml
    (
        CATALOGUE,
        "groups: {and: {name: a}, V-Server: {name: b}, c: {}}\nproducts:\n  p:\n    name: P\n    sites:\n    processing: no\n",
        &[
            "F12 1:10 the id `and` is a word of conditions",
            "F07 1:26 `V-Server` is no id",
            "F05 1:50 the entry lacks the key `name`",
            "F06 5:5 the key `sites` has no value",
            "F06 6:17 expected true or false, found `no`",
        ],
    ),
    // measures.yaml
    (
        MEASURES,
        "- goal: confidentiality\n  controls:\n    - control: physical-access\n      art32: [e]\n      measures:\n        - {text: a}\n        - {id: b}\n        - {title: c, measures: [{id: d, text: e, responsibility: us, applies_to: []}]}\n",
        &[
            "F07 4:15 `e` is no letter of Art. 32(1) GDPR; one of: a, b, c, d",
            "F05 6:11 the measure lacks the key `id`",
            "F05 7:11 the measure lacks the key `text`",
            "F07 8:66 `us` is no responsibility",
            "F13 8:82 an empty list applies to nothing",
        ],
    ),
    (
        MEASURES,
        "goal: confidentiality\n",
        &["F06 1:1 expected a list, found a map; begin every item of the list with `- `"],
    ),
    // register.yaml
    (
        REGISTER,
        "a:\n  name: A GmbH\n  locations: [DE, eu, UK, {country: EL}, {city: Kiel}, de, XK]\n  address: {street: [x, y], country: NO}\n  transfer: {mechanism: sccs, module: 5}\n  website: www.a.example\n  ai: {used: maybe}\nversions: {name: B}\nc:\n",
        &[
            "F07 3:23 `UK` is no country; the code of the United Kingdom is GB",
            "F07 3:37 `EL` is no country; the code of Greece is GR",
            "F05 3:42 the location lacks the key `country`",
            "F07 3:56 `de` is no country; write `DE`",
            "F07 3:60 `XK` is no country",
            "F07 5:25 `sccs` is no transfer mechanism; did you mean `scc`?",
            "F07 5:39 `5` is no module of the standard contractual clauses; one of: 1, 2, 3, 4",
            "V10 6:12 `www.a.example` is no web address; write `https://www.a.example`",
            "F06 7:14 expected true or false",
            "F12 8:1 the id `versions` is a name",
            "F06 9:1 the key `c` has no value",
        ],
    ),
    (REGISTER, "", &["F06 1:1 expected a map of subprocessors, found nothing; write `{}`"]),
    // contact.yaml
    (CONTACT, "officer: nobody\nreason: a\n", &["F06 1:10 expected a map or `none`, found `nobody`"]),
    (
        CONTACT,
        "officer: {name: a, phone: [1]}\nreason: b\nauthority: {url: https://a.example}\n",
        &[
            "F06 1:27 expected a text, found a list",
            "F03 2:1 `reason` belongs to `officer: none`",
            "F05 3:12 the supervisory authority lacks the key `name`",
        ],
    ),
];

#[test]
fn every_mistake_is_told_at_its_place_with_a_remedy() {
    let mut wrong = Vec::new();
    for (read, text, expected) in ROWS {
        let found = findings(text.as_bytes(), *read);
        let fits = found.len() == expected.len() && found.iter().zip(*expected).all(|(f, e)| f.starts_with(e));
        if !fits {
            wrong.push(format!("{text}\nfound    {found:#?}\nexpected {expected:#?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn invalid_utf_8_is_told_at_the_byte() {
    let found = findings(b"title: a\nslug: \xffx\n", PAGE);
    assert_eq!(found, ["F01 2:7 the file is not UTF-8: the byte 0xff cannot stand here; save the file as UTF-8"]);
}
