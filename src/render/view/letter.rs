//! A letter to customers about one version.

use schemars::JsonSchema;
use serde::Serialize;

use super::changes::ChangeEntry;
use super::contact::Person;
use super::frame::SiteFrame;
use super::part::{Day, Link};

/// All that a customer must be told of a version, Art. 28(2) GDPR. All its addresses are absolute.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Letter {
    /// Language tag.
    pub lang: String,
    /// Direction of writing, `ltr` or `rtl`.
    pub dir: String,
    /// What it is about, on one line.
    pub subject: String,
    /// What it is about, as the first sentence.
    pub intro: String,
    /// What changes, as the feed tells it; entries that stay are told in full beside what is different.
    pub entry: ChangeEntry,
    /// The version at its permanent address.
    pub version: Link,
    /// The day of announcement.
    pub announced: Day,
    /// The day of effect.
    pub effective: Day,
    /// The day of effect for new customers, where that is another one.
    pub effective_for_new: Option<Day>,
    /// How long customers have to object: "28 Tage".
    pub period: Option<String>,
    /// The data protection officer, or whom else to ask.
    pub contact: Option<Person>,
    /// How to follow changes.
    pub subscribe: Link,
    /// Who writes.
    pub site: SiteFrame,
}
