//! What a build costs, as a ratio to `cp -r` of what it publishes, measured in the same run.
//!
//! ```text
//! cargo bench --bench build                              1,000 and 10,000 documents
//! cargo bench --bench build -- 500                       so many
//! cargo bench --bench build -- --versions 10 20 40       a document with so many versions, and what comparing takes
//! cargo bench --bench build -- --products 25 50 100      so many products, and what each page takes
//! cargo bench --bench build -- --corpus DIR DOCUMENTS SUBPROCESSORS    only writes the site that is measured
//! ```
//!
//! The whole process is measured: start, reading, checking, making, publishing. Aims: a first build at most 8 times
//! `cp -r` with minified pages and 3 times without, a build without changes at most 1.5 times, at most 500 MiB of memory.

mod corpus;
mod products;
mod versions;

use std::env;
use std::error::Error;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// Subprocessors of each measured site.
const SUBPROCESSORS: u64 = 50;

/// Each figure is the best of so many runs, as all that disturbs a run makes it longer.
const RUNS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    // `cargo bench` says so; without it this is a trial by `cargo test --benches`.
    let is_bench = args.iter().any(|arg| arg == "--bench");
    let args: Vec<&str> = args.iter().map(String::as_str).filter(|&arg| arg != "--bench").collect();
    match args[..] {
        ["--corpus", folder, documents, subprocessors] => {
            corpus::write(Path::new(folder), documents.parse()?, subprocessors.parse()?)?;
        }
        ["--versions", ref counts @ ..] => {
            versions::measure(&counts.iter().map(|count| count.parse()).collect::<Result<Vec<_>, _>>()?)?;
        }
        ["--products", ref counts @ ..] => {
            products::measure(&counts.iter().map(|count| count.parse()).collect::<Result<Vec<_>, _>>()?)?;
        }
        [] if is_bench => {
            versions::measure(&[10, 20, 40])?;
            measure(1_000)?;
            measure(10_000)?;
        }
        [documents] => measure(documents.parse()?)?,
        _ => measure(10)?,
    }
    Ok(())
}

fn measure(documents: u64) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let site = folder.path().join("site");
    corpus::write(&site, documents, SUBPROCESSORS)?;
    println!("{documents} documents, {SUBPROCESSORS} subprocessors");
    for (name, extra, aim) in [("minified", None, 8.0), ("--no-minify", Some("--no-minify"), 3.0)] {
        let (mut copying, mut first, mut again) = (Cost::default(), Cost::default(), Cost::default());
        let mut files = 0;
        for run_number in 0..RUNS {
            // Nothing is removed while it is measured: a file system is slow with what was just freed.
            let output = folder.path().join(format!("{name}-{run_number}"));
            forget_minified_pages(&site)?;
            first.least(build(&site, &output, extra)?);
            let published = newest(&output)?;
            again.least(build(&site, &output, extra)?);
            assert_eq!(newest(&output)?, published, "a build without changes touches nothing");
            let copy = folder.path().join(format!("copy-{name}-{run_number}"));
            copying.least(run(Command::new("cp").arg("-r").arg(&output).arg(&copy))?);
            files = count(&output)?;
        }
        println!("  {name:<12} {files} files, cp -r {:.2} s", copying.time.as_secs_f64());
        for (what, cost, aim) in [("first build", first, aim), ("again", again, 1.5)] {
            println!(
                "    {what:<12} {:>6.2} s = {:>5.2} x cp -r (aim {aim}), {:>4} MiB",
                cost.time.as_secs_f64(),
                cost.time.as_secs_f64() / copying.time.as_secs_f64(),
                cost.memory >> 20,
            );
        }
    }
    Ok(())
}

/// What the last build remembers would spare the next one its work.
fn forget_minified_pages(site: &Path) -> io::Result<()> {
    match fs::remove_dir_all(site.join(".aushang")) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}

/// What a process took: time on the wall, and bytes of memory at its peak (0 where the system does not tell).
#[derive(Clone, Copy, Default)]
struct Cost {
    time: Duration,
    memory: u64,
}

impl Cost {
    /// Takes the shorter time and the larger memory.
    fn least(&mut self, other: Self) {
        self.time = if self.time.is_zero() { other.time } else { self.time.min(other.time) };
        self.memory = self.memory.max(other.memory);
    }
}

fn build(site: &Path, output: &Path, extra: Option<&str>) -> io::Result<Cost> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aushang"));
    command.arg("build").arg("--site").arg(site).arg("--output").arg(output).args(["--as-of", "2026-11-21", "-q"]);
    run(command.args(extra).stdout(Stdio::null()))
}

fn run(command: &mut Command) -> io::Result<Cost> {
    // What others wrote before shall not be written to the disk while this is measured.
    Command::new("sync").status()?;
    let started = Instant::now();
    let mut child = command.spawn()?;
    let status = format!("/proc/{}/status", child.id());
    // The peak only grows, so the last look before the end is the figure.
    let watch = thread::spawn(move || {
        let mut peak = 0;
        while let Some(now) = fs::read_to_string(&status).ok().and_then(|text| peak_in(&text)) {
            peak = now.max(peak);
            thread::sleep(Duration::from_millis(10));
        }
        peak
    });
    let exit = child.wait()?;
    let time = started.elapsed();
    if !exit.success() {
        return Err(io::Error::other(format!("{command:?} ended with {exit}")));
    }
    Ok(Cost { time, memory: watch.join().unwrap_or(0) })
}

/// The peak of resident memory in bytes, out of `/proc/<pid>/status`.
fn peak_in(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kib| kib << 10)
}

fn newest(folder: &Path) -> io::Result<Option<SystemTime>> {
    let times = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry?.metadata()?.modified());
    times.collect::<io::Result<Vec<_>>>().map(|times| times.into_iter().max())
}

fn count(folder: &Path) -> io::Result<usize> {
    let entries: Vec<_> = walkdir::WalkDir::new(folder).into_iter().collect::<Result<_, _>>()?;
    Ok(entries.iter().filter(|entry| entry.file_type().is_file()).count())
}
