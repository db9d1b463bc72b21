//! `aushang verify`: released files are as they were sealed, a published folder is as it was built, addresses of an
//! earlier build are there still, and the signature is one of the key.

use std::path::{Path, PathBuf};

use aushang::diagnostic::{Code, Diagnostic, Place, Report};
use aushang::error::{Error, Result};
use aushang::load::load;
use aushang::load::published::{Published, published, text};
use aushang::seal::published::{differences, sums, vanished};
use aushang::seal::{Seals, released};
use aushang::sign;

use crate::args::{Common, FormatName, Verify};
use crate::findings::Judge;
use crate::outcome::Outcome;
use crate::pipeline::Understood;
use crate::terminal;

/// Compares everything that can be compared.
///
/// # Errors
/// Where a file cannot be read.
pub fn run(common: &Common, args: &Verify) -> Result<Outcome> {
    let (sources, mut report) = load(&common.site)?;
    let seals = Seals::read(&sources);
    for finding in seals.check(&sources) {
        report.push(finding);
    }
    let versions = released(&sources).into_keys().filter(|of| seals.hold(of)).count();
    let mut told = format!("seals: {} files of {versions} versions, all as they were sealed\n", seals.lines().count());
    match folder(common, args) {
        Some(folder) => told += &verify_folder(common, args, &folder, &mut report)?,
        None if args.earlier.is_some() || args.public_key.is_some() => {
            return Err(Error::Refused("name the published folder that is to be verified".to_owned()));
        }
        None => {}
    }
    let report = report.sorted(&sources);
    let understood = Understood { sources, content: None, day: None, site: None, report: Report::new(), strict: false };
    let outcome = Judge::new(common, &args.findings, &understood).print(&report)?;
    if outcome == Outcome::Done && !common.quiet && args.findings.format == FormatName::Text {
        terminal::result(&told)?;
    }
    Ok(outcome)
}

/// The published folder: the one that the call names, else `public`, where there is one.
fn folder(common: &Common, args: &Verify) -> Option<PathBuf> {
    let beside = if common.site == Path::new(".") { PathBuf::from("public") } else { common.site.join("public") };
    let default = || Some(beside).filter(|folder| folder.join("SHA256SUMS").is_file());
    args.published.clone().or_else(default)
}

fn verify_folder(common: &Common, args: &Verify, folder: &Path, report: &mut Report) -> Result<String> {
    let found = published(folder)?;
    let shown = |path: &str| shown(common, folder, path);
    let Some(text) = &found.sums else {
        return Err(Error::Refused(format!("{} holds no SHA256SUMS: it is no published folder", folder.display())));
    };
    let listed = match sums(text) {
        Ok(listed) => listed,
        Err(line) => {
            let message = format!("line {line} is no digest with a path");
            report.push(Diagnostic::new(Code::V04, Place::Path(shown("SHA256SUMS")), message));
            return Ok(String::new());
        }
    };
    for finding in differences(&listed, &found.files, &shown) {
        report.push(finding);
    }
    let mut told = format!("{}: {} files, all as they were published\n", folder.display(), listed.len());
    if let Some(path) = &args.earlier {
        told += &verify_earlier(path, &found, &shown, report)?;
    }
    match (&args.public_key, &found.signature) {
        (None, None) => {}
        (None, Some(_)) => told.push_str("signature: not verified; `--public-key` says whose it has to be\n"),
        (Some(key), signature) => {
            let verified = match signature {
                Some(signature) => sign::verify(&public_key(key)?, text.as_bytes(), signature),
                None => Err("SHA256SUMS is not signed".to_owned()),
            };
            match verified {
                Ok(()) => told.push_str("signature: by this key\n"),
                Err(why) => report.push(Diagnostic::new(Code::V04, Place::Path(shown("SHA256SUMS.minisig")), why)),
            }
        }
    }
    Ok(told)
}

/// Whether all permanent addresses of an earlier build are there still.
fn verify_earlier(
    path: &Path,
    found: &Published,
    shown: &dyn Fn(&str) -> String,
    report: &mut Report,
) -> Result<String> {
    let Some(earlier) = text(path)? else {
        return Err(Error::io("read", path, std::io::ErrorKind::NotFound.into()));
    };
    let earlier = sums(&earlier)
        .map_err(|line| Error::Refused(format!("{}: line {line} is no digest with a path", path.display())))?;
    for gone in vanished(&earlier, &found.files) {
        let finding = Diagnostic::new(
            Code::V04,
            Place::Path(shown(gone)),
            "this address was published earlier and leads nowhere any more",
        );
        report.push(finding.help("published addresses are for ever: restore the version, the slug or the language"));
    }
    Ok(format!("addresses of the earlier build: {}, all still there\n", earlier.len()))
}

/// The key itself, or what the file of this name holds.
fn public_key(given: &str) -> Result<String> {
    Ok(text(Path::new(given))?.unwrap_or_else(|| given.to_owned()))
}

/// A path in the published folder, told from the site's folder where it lies below that, else in full.
fn shown(common: &Common, folder: &Path, path: &str) -> String {
    let place = folder.join(path);
    let below = place.strip_prefix(&common.site).map(Path::to_owned);
    let full = || std::path::absolute(&place).unwrap_or_else(|_| place.clone());
    below.unwrap_or_else(|_| if common.site == Path::new(".") { place.clone() } else { full() }).display().to_string()
}
