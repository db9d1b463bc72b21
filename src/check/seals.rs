//! V04: released files are as they were sealed.

use super::finding::Findings;
use super::subject::Context;

/// Released files that were changed, vanished, were added, or never sealed.
pub fn seals(context: &Context<'_>, findings: &mut Findings) {
    for finding in context.seals.check(context.sources) {
        findings.push(finding, &[]);
    }
}
