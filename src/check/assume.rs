//! What if: which subprocessors, products and agreements a change of the law would hit.
//!
//! Owns the words of `--assume`. Pure. Invariant: what is hit is found by the rules themselves, once under the law as it
//! is and once as it would be.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::check_under;
use super::law::Law;
use crate::diagnostic::{Diagnostic, Place, Report};
use crate::model::Content;
use crate::model::catalogue::{Catalogue, Product};
use crate::model::document::{Facts, Kind};
use crate::model::subprocessor::Subprocessor;
use crate::resolve::scope::{Standing, Verdict};
use crate::source::Sources;

/// A basis of transfers that falls on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// The country whose adequacy decision falls; `US` for the EU-US DPF.
    pub country: String,
    /// The first day on which it does not hold any more.
    pub day: Date,
}

impl std::str::FromStr for Assumption {
    type Err = String;

    /// Reads `dpf=revoked@2027-01-01` or `adequacy:GB=revoked@2027-01-01`.
    fn from_str(written: &str) -> Result<Self, String> {
        let form = || "write `dpf=revoked@2027-01-01` or `adequacy:GB=revoked@2027-01-01`".to_owned();
        let (what, day) = written.split_once("=revoked@").ok_or_else(form)?;
        let day = day.parse().map_err(|_| form())?;
        let country = match what.split_once(':') {
            None if what == "dpf" => "US",
            Some(("adequacy", country)) if country.len() == 2 => country,
            _ => return Err(form()),
        };
        Ok(Self { country: country.to_uppercase(), day })
    }
}

/// What an assumption hits.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    /// The findings that come on top of those of today's law.
    pub report: Report,
    /// Names of the subprocessors that would be without a basis.
    pub subprocessors: BTreeSet<String>,
    /// Ids of the products that they work for.
    pub products: BTreeSet<String>,
    /// Agreements that have the register as annex: id and version.
    pub agreements: BTreeSet<String>,
}

/// What would not hold any more.
#[must_use]
pub fn assume(content: &Content, sources: &Sources, today: Date, law: &Law, assumption: &Assumption) -> Hits {
    let day = today.max(assumption.day);
    let mut changed = law.clone();
    changed.revoke(&assumption.country, assumption.day);
    let found = |law: &Law| check_under(content, None, sources, day, super::Reach::Everything, law);
    let (before, after) = (found(law), found(&changed));
    let known: Vec<&Diagnostic> = before.findings().iter().collect();
    let mut hits = Hits::default();
    let mut places = Vec::new();
    for finding in after.findings().iter().filter(|finding| !known.contains(finding)) {
        if let Place::At(span) = finding.place {
            places.push(span);
        }
        hits.report.push(finding.clone());
    }
    for document in content.documents.iter().filter(|of| of.settings.kind == Kind::Subprocessors) {
        let editions = document.versions.iter().map(|version| &version.edition).chain([&document.working]);
        let mut hit = false;
        for edition in editions {
            let Facts::Register(register) = &edition.facts else { continue };
            let catalogue = edition.catalogue.as_deref().unwrap_or(&content.catalogue);
            for entry in register.iter() {
                let transfer = entry.transfer.as_ref().map(|transfer| transfer.mechanism.span);
                if transfer.is_some_and(|span| places.contains(&span)) {
                    hit = true;
                    hits.subprocessors.insert(entry.name.value.clone());
                    hits.products.extend(products(entry, catalogue));
                }
            }
        }
        if hit {
            hits.agreements.extend(agreements(content, &document.id));
        }
    }
    hits
}

fn products(entry: &Subprocessor, catalogue: &Catalogue) -> Vec<String> {
    let concerns = |product: &&Product| {
        let standing = Standing::of(product, catalogue);
        product.processing && standing.verdict(&[], entry.applies_to.as_ref()) != Verdict::Never
    };
    catalogue.products.iter().filter(concerns).map(|product| product.id.value.clone()).collect()
}

fn agreements(content: &Content, register: &str) -> Vec<String> {
    let has = |annexes: &[crate::source::Spanned<String>]| annexes.iter().any(|annex| annex.value == register);
    let agreements =
        content.documents.iter().filter(|of| of.settings.kind == Kind::Agreement && has(&of.settings.annexes));
    agreements
        .flat_map(|of| match &of.versions[..] {
            [] => vec![of.id.clone()],
            versions => versions.iter().map(|version| format!("{} {}", of.id, version.label)).collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_assumption_is_written_in_one_way() {
        let read = |written: &str| written.parse::<Assumption>().ok().map(|a| (a.country, a.day.to_string()));
        assert_eq!(read("dpf=revoked@2027-01-01"), Some(("US".into(), "2027-01-01".into())));
        assert_eq!(read("adequacy:gb=revoked@2027-06-30"), Some(("GB".into(), "2027-06-30".into())));
        for wrong in [
            "dpf",
            "dpf=revoked",
            "scc=revoked@2027-01-01",
            "dpf=revoked@2027-13-01",
            "adequacy:GBR=revoked@2027-01-01",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
