//! The data protection officer and whom else to ask, as prose shows it with `{{ contact }}`.

use schemars::JsonSchema;
use serde::Serialize;

use super::part::Text;

/// Whom to ask.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Contact {
    /// Language tag of the interface's words.
    pub lang: String,
    /// Rank of its headings, 2 to 6: below the heading that it stands under.
    pub level: u8,
    /// The data protection officer; `None` where none is designated.
    pub officer: Option<Person>,
    /// Why no officer is designated.
    pub no_officer: Option<Text>,
    /// Who works with the officer.
    pub team: Vec<Person>,
    /// How to reach the organisation in matters of data protection.
    pub controller: Option<Person>,
    /// The competent supervisory authority.
    pub authority: Option<Authority>,
}

/// A person, a function or an organisation, and how to reach it.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Person {
    /// The name.
    pub name: Option<String>,
    /// The function.
    pub role: Option<Text>,
    /// The qualification.
    pub qualification: Option<Text>,
    /// The firm.
    pub organisation: Option<String>,
    /// Postal address, line by line.
    pub address: Vec<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone as written.
    pub phone: Option<String>,
    /// Telephone as a `tel:` address.
    pub phone_href: Option<String>,
}

/// A supervisory authority.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Authority {
    /// Its name.
    pub name: Text,
    /// Postal address, line by line.
    pub address: Vec<String>,
    /// Website.
    pub url: Option<String>,
}
