//! `aushang check`: everything that is wrong; nothing is written, unless `--fix` asks for it.

use std::collections::BTreeSet;
use std::mem::ManuallyDrop;

use aushang::check::assume::{Hits, assume};
use aushang::check::{Reach, law_of};
use aushang::diagnostic::Summary;
use aushang::error::Result;

use crate::args::{Check, Common, FormatName};
use crate::findings::Judge;
use crate::fix;
use crate::outcome::Outcome;
use crate::pipeline;
use crate::terminal;

/// Prints the findings, or those that an assumption would add and whom it would hit.
///
/// # Errors
/// Where a file cannot be read or standard output cannot be written to.
pub fn run(common: &Common, args: &Check) -> Result<Outcome> {
    if args.fix {
        fix::run(common, args.findings.format)?;
    }
    // The process ends with the command: what was understood is not taken apart piece by piece first.
    let understood = ManuallyDrop::new(pipeline::understand(common, None, Reach::Everything)?);
    let judge = Judge::new(common, &args.findings, &understood);
    let (Some(assumption), Some(content), Some(day)) = (&args.assume, &understood.content, understood.day) else {
        let outcome = judge.print(&understood.report)?;
        if let Some((site, _)) = &understood.site
            && understood.report.summary() == Summary::default()
            && args.findings.format == FormatName::Text
            && terminal::is_watched(common)
        {
            terminal::aside(&format!(
                "no findings in {}\n",
                names(site.documents.iter().map(|of| of.document.id.as_str()))
            ));
        }
        return Ok(outcome);
    };
    let hits = assume(content, &understood.sources, day, &law_of(content), assumption);
    let outcome = judge.print(&hits.report.clone().sorted(&understood.sources))?;
    if args.findings.format == FormatName::Text {
        terminal::result(&summary(&hits))?;
    }
    Ok(outcome)
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// Whom the assumption hits, a line for each kind.
fn summary(hits: &Hits) -> String {
    let line = |what: &str, of: &BTreeSet<String>| format!("{what}: {}\n", names(of.iter().map(String::as_str)));
    line("subprocessors hit", &hits.subprocessors)
        + &line("products hit", &hits.products)
        + &line("agreements hit", &hits.agreements)
}
