//! `aushang withdraw`: a version shall not apply, on record outside of its sealed folder.

use aushang::check::Reach;
use aushang::error::{Error, Result};
use aushang::release::{Files, Withdrawing, withdrawing};
use aushang::resolve::Status;

use crate::archive::{self, AS_TEXT};
use crate::args::{Common, Withdraw};
use crate::findings::Judge;
use crate::outcome::Outcome;
use crate::pipeline;
use crate::terminal;

/// Writes the withdrawal into `document.yaml`, as of the day of the call.
///
/// # Errors
/// Where a file cannot be read or written, and where there is no such version that could be withdrawn.
pub fn run(common: &Common, args: &Withdraw) -> Result<Outcome> {
    let understood = pipeline::understand(common, None, Reach::Everything)?;
    let (Some((site, _)), Some(today)) = (&understood.site, understood.day) else {
        return Judge::new(common, &AS_TEXT, &understood).print(&understood.report);
    };
    let of = archive::document(site, &args.document)?;
    let (id, label) = (&args.document, &args.label);
    let Some(index) = of.document.versions.iter().position(|version| version.label == *label) else {
        return Err(Error::Refused(format!("`{id}` has no version `{label}`")));
    };
    if of.document.settings.withdrawn.iter().any(|gone| gone.version.value == *label) {
        return Err(Error::Refused(format!("version {label} of `{id}` is withdrawn already")));
    }
    let dated = of.versions.iter().find(|dated| dated.index == index);
    match dated.map(|dated| dated.status) {
        Some(Status::Superseded) => {
            return Err(Error::Refused(format!(
                "version {label} of `{id}` does not apply any more: there is nothing to withdraw"
            )));
        }
        None => {
            return Err(Error::Refused(format!(
                "version {label} of `{id}` has not been announced yet: only what is public can be taken back"
            )));
        }
        Some(_) => {}
    }
    let binding = site.binding(&of.document.settings);
    let Some(reason) = archive::text("reason", &args.reason, site, binding)? else {
        return Err(Error::Refused("say with --reason why the version is withdrawn".to_owned()));
    };
    let path = format!("content/{id}/document.yaml");
    let yaml = understood.sources.find(&path).and_then(|file| understood.sources.text(file)).unwrap_or_default();
    let changed = withdrawing(yaml, &Withdrawing { label: label.clone(), date: today, reason });
    let files = Files::from([(path.clone(), changed.into_bytes())]);
    let found = archive::foreseen(&understood.sources, &files, Some(today));
    let before = of.document.settings.withdrawn.len();
    let recorded = found.content.as_ref().and_then(|content| {
        let document = content.documents.iter().find(|document| document.id == *id)?;
        let withdrawn = &document.settings.withdrawn;
        Some(withdrawn.len() == before + 1 && withdrawn.iter().any(|gone| gone.version.value == *label))
    });
    if recorded != Some(true) {
        return Err(Error::Refused(format!(
            "the layout of {path} is not understood; add to `withdrawn:` by hand: version {label}, date {today}, reason"
        )));
    }
    let report = archive::blocking(&found, id, &[]);
    if report.has_errors() {
        return archive::refuse(common, &found, &report);
    }
    archive::write(&common.site, &understood.sources, &files)?;
    if !common.quiet {
        terminal::result(&format!(
            "withdrawn: {id} {label}, from {today} on; it keeps its address and says so\n\
             next: commit {path}\n      aushang notice {id} {label}   # tell those who were told of it\n      aushang build\n"
        ))?;
    }
    Ok(Outcome::Done)
}
