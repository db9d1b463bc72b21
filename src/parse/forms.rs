//! The forms of texts as regular expressions for editors, each with right and wrong examples.
//!
//! The parser does not read with these: it says more of what is wrong than an expression can. A test holds both against
//! the examples, so that what an editor underlines is what the parser refuses. An expression may let through what only
//! the parser can decide, such as whether a day is in the calendar.

/// A form of texts.
#[derive(Debug)]
pub struct Form {
    /// Its name, a key of `$defs`.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// The regular expression (ECMA 262) that a text of the form matches.
    pub pattern: &'static str,
    /// Whether what YAML takes for a number, `true` or `false` is such a text, too.
    pub unquoted: bool,
    /// Right examples.
    pub right: &'static [&'static str],
    /// Wrong examples.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests hold the parser and the expression against them"))]
    pub wrong: &'static [&'static str],
}

/// A text of any number of lines.
pub const PROSE: Form = Form {
    name: "text",
    about: "a text, not empty",
    pattern: r"\S",
    unquoted: true,
    right: &["A text.", "Two\nlines."],
    wrong: &["", " "],
};

/// A text of one line.
pub const LINE: Form = Form {
    name: "line",
    about: "a text of one line",
    pattern: r"^[^\n]*\S[^\n]*\n*$",
    unquoted: true,
    right: &["One line", "1.10"],
    wrong: &["", "Two\nlines"],
};

/// Markdown of any number of lines.
pub const MARKDOWN: Form = Form {
    name: "markdown",
    about: "Markdown, of one line or of several blocks",
    pattern: r"\S",
    unquoted: true,
    right: &["A *text*.", "A paragraph.\n\n- a list"],
    wrong: &[""],
};

/// An id.
pub const ID: Form = Form {
    name: "id",
    about: "an id in lower-case kebab-case, stable for ever: it becomes part of addresses",
    pattern: "^[a-z0-9]+(-[a-z0-9]+)*$",
    unquoted: true,
    right: &["mail-hosting", "x2"],
    wrong: &["Mail", "a--b", "a b", "-a"],
};

/// The label of a version.
pub const LABEL: Form = Form {
    name: "label",
    about: "the label of a version: letters, digits, `.`, `-` and `_`",
    pattern: "^[A-Za-z0-9_-][A-Za-z0-9._-]*$",
    unquoted: true,
    right: &["1.10", "2026-11-20"],
    wrong: &[".1", "1 0", "1/0"],
};

/// A day.
pub const DATE: Form = Form {
    name: "date",
    about: "a day as year-month-day (ISO 8601)",
    pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    unquoted: false,
    right: &["2026-11-21"],
    wrong: &["21.11.2026", "2026-13-01", "2026-1-1", "20261121"],
};

/// An e-mail address.
pub const EMAIL: Form = Form {
    name: "email",
    about: "an e-mail address, without `mailto:`",
    pattern: r"^(?!mailto:)[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$",
    unquoted: false,
    right: &["privacy@example.com"],
    wrong: &["privacy", "mailto:privacy@example.com", "privacy@localhost", "a@b@example.com"],
};

/// The address of a page.
pub const WEB: Form = Form {
    name: "web",
    about: "an absolute web address",
    pattern: r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s]+$",
    unquoted: false,
    right: &["https://www.example.com/privacy"],
    wrong: &["www.example.com", "/privacy", "ftp://example.com/", "https://a b/"],
};

/// The address of a page or of a person.
pub const LINK: Form = Form {
    name: "link",
    about: "a web address, or `mailto:` or `tel:` with a mailbox or number",
    pattern: r"^([Hh][Tt][Tt][Pp][Ss]?://\S+|mailto:[^@\s]+@\S+|tel:[-+.()0-9]+)$",
    unquoted: false,
    right: &["mailto:security@example.com", "https://www.example.com/security", "tel:+49-351-000"],
    wrong: &["security@example.com", "tel:", "example.com"],
};

/// Where a site is served.
pub const BASE_URL: Form = Form {
    name: "base-url",
    about: "where the site is served: an absolute address without query",
    pattern: r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s?#]+$",
    unquoted: false,
    right: &["https://trust.example.com/", "https://example.com/trust"],
    wrong: &["trust.example.com", "https://example.com/?a=b", "/trust/"],
};

/// A tagging authority.
pub const TAG_AUTHORITY: Form = Form {
    name: "tag-authority",
    about: "a domain or mailbox of yours, a comma, and a year, month or day on which it was yours (RFC 4151)",
    pattern: r"^[^,\s]+,[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
    unquoted: false,
    right: &["trust.example.com,2026", "privacy@example.com,2026-03"],
    wrong: &["trust.example.com", "trust.example.com,26", "trust.example.com 2026"],
};

/// A language.
pub const LANGUAGE: Form = Form {
    name: "language",
    about: "a language tag (BCP 47)",
    pattern: LANGUAGE_PATTERN,
    unquoted: false,
    right: &["de", "en"],
    wrong: &["german", "DE", "d"],
};

/// What a language tag matches: keys of localized texts are such tags, too.
pub const LANGUAGE_PATTERN: &str = "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$";

/// A time zone.
pub const TIME_ZONE: Form = Form {
    name: "time-zone",
    about: "a time zone of the IANA database",
    pattern: "^[A-Za-z0-9_+/-]+$",
    unquoted: false,
    right: &["Europe/Berlin", "UTC"],
    wrong: &["", "Europe Berlin"],
};

/// A notice period.
pub const PERIOD: Form = Form {
    name: "period",
    about: "a number and `days`, `weeks`, `months` or `business days`",
    pattern: r"^\s*[0-9]+ +(days?|weeks?|months?|business days?)\s*$",
    unquoted: false,
    right: &["28 days", "1 month", "20 business days"],
    wrong: &["28", "four weeks", "28 Tage"],
};

/// A condition as one text.
pub const EXPRESSION: Form = Form {
    name: "condition",
    about: "a condition over ids of products, groups, add-ons and sites with `and`, `or`, `not` and parentheses",
    pattern: r"^[a-z0-9()\s-]*[a-z0-9][a-z0-9()\s-]*$",
    unquoted: true,
    right: &["v-server", "(root-server or backup) and not wien-1"],
    wrong: &["Web", "web & mail", "()"],
};

/// A color.
pub const COLOR: Form = Form {
    name: "color",
    about: "a color in quotes, as #rrggbb",
    pattern: "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$",
    unquoted: false,
    right: &["#0b57d0"],
    wrong: &["blue", "#0b57d", "0b57d0"],
};

/// The path of an asset.
pub const ASSET: Form = Form {
    name: "asset",
    about: "a file below content/assets/, with `assets/` before it",
    pattern: r"^assets/[^\\]*[^\\/]$",
    unquoted: false,
    right: &["assets/logo.svg"],
    wrong: &["logo.svg", "/assets/logo.svg", "assets/"],
};

/// The code of a rule.
pub const RULE: Form = Form {
    name: "rule",
    about: "the code of a rule; `aushang explain` lists them",
    pattern: "^[A-Z][0-9][0-9]$",
    unquoted: false,
    right: &["S04"],
    wrong: &["s04", "S4", "S004"],
};
