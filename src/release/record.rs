//! `version.yaml` as a release writes it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Request;
use crate::model::text::{Lang, Localized};
use crate::model::version::ChangeClass;
use crate::source::{Span, Spanned};

/// A text as the user gave it on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// The same in every language.
    Same(String),
    /// One for each of these languages.
    Each(BTreeMap<Lang, String>),
}

/// A text as YAML: a string or a map of languages.
#[derive(Serialize)]
#[serde(untagged)]
enum Written<'a> {
    Same(&'a str),
    Each(BTreeMap<&'a str, &'a str>),
}

impl Text {
    /// As a text of the model.
    #[must_use]
    pub fn localized(&self, binding: &Lang, span: Span) -> Localized {
        let spanned = |text: &String| Spanned::new(text.clone(), span);
        match self {
            Self::Each(texts) if !texts.is_empty() => {
                Localized::Each(texts.iter().map(|(lang, text)| (lang.clone(), spanned(text))).collect())
            }
            Self::Same(text) => Localized::Same(spanned(text)),
            Self::Each(_) => Localized::Each([(binding.clone(), Spanned::new(String::new(), span))].into()),
        }
    }

    fn written(&self) -> Written<'_> {
        match self {
            Self::Same(text) => Written::Same(text),
            Self::Each(texts) => {
                Written::Each(texts.iter().map(|(lang, text)| (lang.as_str(), text.as_str())).collect())
            }
        }
    }

    /// As one line of YAML, in braces where there are several languages.
    #[must_use]
    pub(super) fn flow(&self) -> String {
        // JSON in one line is YAML, and escapes whatever needs it.
        serde_json::to_string(&self.written()).unwrap_or_default()
    }
}

impl<'a> From<&'a Localized> for Written<'a> {
    fn from(text: &'a Localized) -> Self {
        match text {
            Localized::Same(text) => Self::Same(text),
            Localized::Each(texts) => {
                Self::Each(texts.iter().map(|(lang, text)| (lang.as_str(), text.as_str())).collect())
            }
        }
    }
}

#[derive(Serialize)]
struct Record<'a> {
    announced: String,
    effective: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    effective_for_new: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    responsible: Option<Written<'a>>,
    note: Written<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    justification: Option<Written<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    approved_by: &'a [String],
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    annexes: BTreeMap<&'a str, &'a str>,
}

/// The file. `responsible` is whom the document names, where the request does not.
pub(super) fn write(
    request: &Request,
    note: &Text,
    responsible: Option<&Localized>,
    annexes: &BTreeMap<String, Spanned<String>>,
) -> String {
    let class = |of| ChangeClass::NAMES.iter().find(|(_, class)| *class == of).map(|(word, _)| *word);
    let record = Record {
        announced: request.announced.to_string(),
        effective: request.effective.to_string(),
        effective_for_new: request.effective_for_new.map(|day| day.to_string()),
        responsible: request.responsible.as_ref().map(Text::written).or(responsible.map(Written::from)),
        note: note.written(),
        change: request.change.and_then(class),
        justification: request.justification.as_ref().map(Text::written),
        approved_by: &request.approved_by,
        annexes: annexes.iter().map(|(id, label)| (id.as_str(), label.as_str())).collect(),
    };
    serde_yaml::to_string(&record).expect("texts and maps with texts as keys can be written as YAML")
}
