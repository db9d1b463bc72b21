//! Words of the pages about products, and of the views of measures.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::pattern::sentences;
use super::words::words;

words! {
    /// On pages about products and on views of measures.
    ProductWords {
        title "The title of the page of all products.",
        intro "What that page is for.",
        measures_title "The title of the choice of a product for its measures.",
        measures_intro "What that choice is for.",
        table "Heading above the product table.",
        others "Heading above the products that the table does not show.",
        all "The link to all products.",
        documents "Heading above the documents that concern a product.",
        subprocessors "Heading above the subprocessors that concern a product.",
        no_subprocessors "Where none does.",
        changes "Heading above the changes that concern a product.",
        follow "Heading above the feeds of a product.",
        groups "The groups of a product.",
        sites "The sites of a product.",
        addons "The add-ons of a product.",
        includes "What a product includes.",
        any_site "Where no sites are told.",
        narrow "Heading above the choices.",
        narrow_about "How to narrow a page down.",
        site "The choice of a site.",
        addon "The choice of add-ons.",
        open "The choice of nothing.",
        no_addons "The choice of no add-on.",
        changed "Heading above what narrowing changed.",
        certain "Above measures that apply in any case now.",
        gone "Above measures that do not apply any more.",
        nothing_changed "Where narrowing changed nothing.",
        whole "The link to the whole document.",
        versions "Heading above the same page for other versions.",
        none_apply "Where no measure applies.",
        applies_now "A measure that was there applies to the product now.",
        applies_no_more "A measure that is still there does not apply to the product any more.",
        unrestricted "The scope of a measure that applies in any case.",
        to_measure "The link from a change to the measure.",
        to_source "The link from a measure that does not apply any more to where it stands.",
        unchanged "Where no measure changed for the product.",
        responsibilities "The title of the page by responsibility.",
        responsibilities_intro "What that page is for.",
        of_customer "What measures of the customer are.",
        of_shared "What shared measures are.",
        of_provider "What measures of the provider are.",
        of_subprocessor "What measures of subprocessors are.",
        crosswalk "The title of the views by other catalogues.",
        crosswalk_intro "What that page is for.",
        by_control "The title of the view by classical control.",
        entry "Column: entry of a catalogue.",
        measures "Column: measures that answer it.",
        gap "Where no measure does.",
        scope "Before the scope of a measure.",
        downloads "Heading above exports.",
        letter_a "Art. 32(1)(a) in short.",
        letter_b "Art. 32(1)(b) in short.",
        letter_c "Art. 32(1)(c) in short.",
        letter_d "Art. 32(1)(d) in short.",
        sdm_data_minimisation "A goal of the standard data protection model.",
        sdm_availability "A goal of the standard data protection model.",
        sdm_integrity "A goal of the standard data protection model.",
        sdm_confidentiality "A goal of the standard data protection model.",
        sdm_unlinkability "A goal of the standard data protection model.",
        sdm_transparency "A goal of the standard data protection model.",
        sdm_intervenability "A goal of the standard data protection model.",
    }
}

impl ProductWords {
    /// What a letter of Art. 32(1) GDPR asks for.
    #[must_use]
    pub fn letter(&self, letter: &str) -> Option<&str> {
        Some(match letter {
            "a" => &self.letter_a,
            "b" => &self.letter_b,
            "c" => &self.letter_c,
            "d" => &self.letter_d,
            _ => return None,
        })
    }

    /// The name of a goal of the standard data protection model.
    #[must_use]
    pub fn sdm(&self, goal: &str) -> Option<&str> {
        Some(match goal {
            "data-minimisation" => &self.sdm_data_minimisation,
            "availability" => &self.sdm_availability,
            "integrity" => &self.sdm_integrity,
            "confidentiality" => &self.sdm_confidentiality,
            "unlinkability" => &self.sdm_unlinkability,
            "transparency" => &self.sdm_transparency,
            "intervenability" => &self.sdm_intervenability,
            _ => return None,
        })
    }
}

sentences! {
    /// Sentences about products and their measures.
    ProductTexts in product_texts {
        /// The title of an agreement as it reads for a product.
        agreement_of(document, product);
        /// The link to that page.
        for_product(product);
        /// That the page leaves out what does not concern the product.
        only_for(product);
        /// The title of the measures of a product.
        measures_of(product);
        /// That title for a version.
        measures_of_version(product, version);
        /// Every measure that applies does so always.
        counts(count);
        /// Some measures apply under a condition only.
        counts_open(count, open);
        /// What a page is narrowed down to.
        narrowed(choice);
        /// The title of the feed of a product.
        feed_title(product, site);
        /// What that feed tells.
        feed_about(organisation, product);
        /// Coverage of a catalogue.
        coverage(covered, all);
        /// Which products a change of measures concerns.
        concerns(products);
        /// A change of measures concerns every product.
        concerns_all[any](count);
        /// How many measures.
        measures(count);
        /// A version protects less in some places, and says why.
        weakened(count);
        /// A version protects less in some places, and does not say why.
        weakened_unexplained(count);
        /// What changed for a product since a version.
        changed_since(product, version);
        /// A measure is gone.
        weakened_removed(measure);
        /// A measure says less.
        weakened_shortened(measure);
        /// A measure reaches fewer.
        weakened_narrowed(measure, products);
        /// A measure reaches fewer, where there are no products.
        weakened_narrower(measure);
        /// A measure is left to others.
        weakened_moved(measure, from, to);
    }
}
