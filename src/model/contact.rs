//! The data protection officer and the supervisory authority, Art. 37 to 39 and 13(2)(d) GDPR.

use super::site::Address;
use super::text::Localized;
use crate::source::Spanned;

/// `contact.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The officer, or why there is none.
    pub officer: Officer,
    /// Who works with the officer.
    pub team: Vec<Person>,
    /// How to reach the organisation in matters of data protection.
    pub controller: Option<Reach>,
    /// The competent supervisory authority.
    pub authority: Option<Authority>,
}

/// The data protection officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Officer {
    /// A person or a function.
    Person(Box<Person>),
    /// None is designated, for this reason (Art. 37(1)).
    None(Option<Localized>),
}

/// A person or a function.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: Option<Spanned<String>>,
    /// The function.
    pub role: Option<Localized>,
    /// The qualification.
    pub qualification: Option<Localized>,
    /// The firm.
    pub organisation: Option<Spanned<String>>,
    /// Postal address.
    pub address: Option<Address>,
    /// E-mail address.
    pub email: Option<Spanned<String>>,
    /// Telephone.
    pub phone: Option<Spanned<String>>,
}

/// E-mail and telephone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// E-mail address.
    pub email: Option<Spanned<String>>,
    /// Telephone.
    pub phone: Option<Spanned<String>>,
}

/// A supervisory authority, Art. 51 GDPR.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// Its name.
    pub name: Localized,
    /// Postal address.
    pub address: Option<Address>,
    /// Website.
    pub url: Option<Spanned<String>>,
}
