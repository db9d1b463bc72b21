//! What a site adds to the dated tables of the checks: `content/law.yaml`.

use jiff::civil::Date;

use super::text::Country;
use crate::source::Spanned;

/// The rows of a site.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Adequacy decisions, Art. 45 GDPR.
    pub adequacy: Vec<AdequacyRow>,
    /// Statutes, standards and techniques that were replaced.
    pub replaced: Vec<ReplacedRow>,
}

/// An adequacy decision.
#[derive(Clone, Debug)]
pub struct AdequacyRow {
    /// For this country.
    pub country: Spanned<Country>,
    /// The decision.
    pub decision: Spanned<String>,
    /// Its first day.
    pub from: Spanned<Date>,
    /// Its last day.
    pub until: Option<Spanned<Date>>,
}

/// Something that was replaced.
#[derive(Clone, Debug)]
pub struct ReplacedRow {
    /// Its names, whole words, letter for letter.
    pub names: Vec<Spanned<String>>,
    /// What to write instead.
    pub by: Spanned<String>,
    /// From this day a text that names it is out of date; always where there is none.
    pub on: Option<Spanned<Date>>,
    /// Words whose presence makes a sentence one about history.
    pub unless: Vec<Spanned<String>>,
    /// Whether it is a technique, told as T15; a law or standard, told as V07, where not.
    pub technique: bool,
    /// Where that can be read.
    pub source: Option<Spanned<String>>,
}
