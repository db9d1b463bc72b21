//! T10: to which products measures apply.

use crate::check::finding::Findings;
use crate::check::subject::Subject;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::resolve::inherited::{Inherited, entries};
use crate::resolve::scope::{Standing, Verdict};

/// T10: a measure that no product can ever have (error), and a product for which a control has no measure (warning). A
/// control that says itself that it is for others is not asked for one. Decided where the catalogue names products.
pub fn products(subject: &Subject<'_>, findings: &mut Findings) {
    let catalogue = subject.catalogue;
    if catalogue.products.is_empty() {
        return;
    }
    let standings: Vec<Standing<'_>> =
        catalogue.products.iter().map(|product| Standing::of(product, catalogue)).collect();
    let measures: Vec<Inherited<'_>> = entries(subject.goals()).into_iter().filter(Inherited::is_measure).collect();
    let reaches = |of: &Inherited<'_>, standing: &Standing<'_>| {
        of.conditions.is_empty() || standing.verdict(&of.conditions, None) != Verdict::Never
    };
    for of in measures.iter().filter(|of| !of.conditions.is_empty()) {
        if !standings.iter().any(|standing| reaches(of, standing)) {
            let id = of.measure.id.as_ref().map_or("", |id| id.as_str());
            let at = of.conditions.last().and_then(|condition| condition.ids().first().map(|id| id.span));
            let message = format!("no product can ever have the measure `{id}`");
            let finding = Diagnostic::new(Code::T10, at.unwrap_or(of.measure.span), message)
                .help("correct `applies_to` here or above: an entry applies only where what holds it applies");
            findings.push(finding, &[id]);
        }
    }
    for (goal, of_goal) in subject.goals().iter().enumerate() {
        for (control, of_control) in
            of_goal.controls.iter().enumerate().filter(|(_, control)| !control.measures.is_empty())
        {
            let here: Vec<&Inherited<'_>> =
                measures.iter().filter(|of| of.goal == goal && of.control == control).collect();
            let condition = of_control.applies_to.iter().collect::<Vec<_>>();
            let without: Vec<&str> = catalogue
                .products
                .iter()
                .zip(&standings)
                .filter(|(product, standing)| {
                    product.processing
                        && (condition.is_empty() || standing.verdict(&condition, None) != Verdict::Never)
                        && !here.iter().any(|of| reaches(of, standing))
                })
                .map(|(product, _)| product.id.value.as_str())
                .collect();
            if !without.is_empty() && !here.is_empty() {
                let message = format!("`{}` has no measure for {}", of_control.id.value, without.join(", "));
                let finding = Diagnostic::new(Code::T10, of_control.id.span, message)
                    .at_level(Level::Warning)
                    .help("describe one, or say with `applies_to` at the control for which products it is");
                findings.push(finding, &[&of_control.id]);
            }
        }
    }
}
