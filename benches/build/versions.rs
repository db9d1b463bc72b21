//! What a long history costs: the comparison of two versions of an agreement, and the pages of many versions.

use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use aushang::markdown::{Options, tree};
use aushang::redline::{Expand, Part, compare};

use crate::{build, corpus};

/// A comparison is repeated so many times; the figure is the best of them.
const COMPARISONS: usize = 50;

/// Prints what comparing two versions takes, and how many pages and bytes there are of each number of versions. Pages
/// grow with the versions, not with their pairs: of each there are its own, the comparison with the one before and the
/// comparison with the one in force.
pub fn measure(counts: &[u64]) -> Result<(), Box<dyn Error>> {
    let (old, new) = (corpus::version(1), corpus::version(2));
    println!(
        "comparing {} bytes with {}: {:.2?} (aim: single milliseconds)",
        old.len(),
        new.len(),
        comparing(&old, &new)
    );
    for &count in counts {
        let folder = tempfile::tempdir()?;
        let (site, output) = (folder.path().join("site"), folder.path().join("public"));
        corpus::write_history(&site, count)?;
        build(&site, &output, None)?;
        let (pages, bytes) = pages(&output.join("doc-00001"))?;
        let (per_version, kibibytes) = (ratio(pages, count), ratio(bytes, count) / 1024.0);
        println!(
            "{count:>4} versions: {pages:>4} pages, {bytes:>9} bytes; {per_version:.2} pages and {kibibytes:.1} KiB a version"
        );
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
fn ratio(all: u64, count: u64) -> f64 {
    all as f64 / count as f64
}

fn comparing(old: &str, new: &str) -> Duration {
    let expand = Expand { fact: &|name| Some(name.to_owned()), list: &|_, _| Vec::new() };
    let parts = |text: &str| Part::of_tree(&tree(text, Options::default()), &expand);
    let once = || {
        let started = Instant::now();
        black_box(compare(&parts(old), &parts(new)));
        started.elapsed()
    };
    (0..COMPARISONS).map(|_| once()).min().unwrap_or_default()
}

/// How many pages there are in a folder, and their bytes.
fn pages(folder: &Path) -> Result<(u64, u64), Box<dyn Error>> {
    let (mut pages, mut bytes) = (0, 0);
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        if entry.path().extension() == Some(OsStr::new("html")) {
            pages += 1;
            bytes += fs::metadata(entry.path())?.len();
        }
    }
    Ok((pages, bytes))
}
