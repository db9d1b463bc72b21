//! `aushang check`: everything that is wrong; nothing is written, unless `--fix` asks for it.

use std::collections::BTreeSet;

use aushang::check::assume::{Hits, assume};
use aushang::check::{Reach, law_of};
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
    let understood = pipeline::understand(common, None, Reach::Everything)?;
    let judge = Judge::new(common, &args.findings, &understood);
    let (Some(assumption), Some(content), Some(day)) = (&args.assume, &understood.content, understood.day) else {
        return judge.print(&understood.report);
    };
    let hits = assume(content, &understood.sources, day, &law_of(content), assumption);
    let outcome = judge.print(&hits.report.clone().sorted(&understood.sources))?;
    if args.findings.format == FormatName::Text {
        terminal::result(&summary(&hits))?;
    }
    Ok(outcome)
}

/// Whom the assumption hits, a line for each kind.
fn summary(hits: &Hits) -> String {
    let line = |what: &str, of: &BTreeSet<String>| {
        let names: Vec<&str> = of.iter().map(String::as_str).collect();
        format!("{what}: {}\n", if names.is_empty() { "none".to_owned() } else { names.join(", ") })
    };
    line("subprocessors hit", &hits.subprocessors)
        + &line("products hit", &hits.products)
        + &line("agreements hit", &hits.agreements)
}
