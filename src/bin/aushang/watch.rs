//! `aushang watch`: the site with drafts in a browser, anew whenever something is saved.
//!
//! The stages are those of `build`; the last good site is served from memory, and nothing is written. One thread builds
//! ([`builder`]), one listens ([`crate::serve`]), and what both know is the [`stage`]. Hints of the system only say when
//! to look: each build walks through the folder and compares.

mod builder;
mod hints;
mod jump;
mod pages;
pub mod snapshot;
pub mod stage;

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use aushang::error::{Error, Result};
use aushang::load::Look;

use crate::args::{Common, Watch};
use crate::outcome::Outcome;
use crate::serve::{Manner, Server};
use crate::terminal;
use builder::{Builder, Built};
use hints::Hints;
use snapshot::Drafts;
use stage::Stage;

pub use pages::{Page, Unmade};

/// How long to wait after the first hint: saving takes an editor several steps, and half a save is no use to anybody.
const SETTLE: Duration = Duration::from_millis(2);

/// How often to look without a hint, as hints can be lost: where a folder is new, on a network drive, at midnight.
const LOOK: Duration = Duration::from_secs(1);

/// How long to look only where hints lead: some of them may be lost while others come.
const LOOK_AT_LEAST: Duration = Duration::from_secs(2);

/// How often to look where the system gives no hints.
const LOOK_ALONE: Duration = Duration::from_millis(250);

/// Serves the preview until Ctrl-C.
///
/// # Errors
/// Where the site's folder is not there, or no port can be taken.
pub fn run(common: &Common, args: &Watch) -> Result<Outcome> {
    let site = common.site.canonicalize().map_err(|cause| Error::io("read", &common.site, cause))?;
    let stage = Arc::new(Stage::default());
    let (wake, woken) = sync_channel(1);
    end_by_signal()?;
    let server = Server::bind(args)?;
    let (mut hints, trouble) = Hints::begin(site.clone(), Arc::clone(&stage), wake);
    if let Some(trouble) = trouble {
        terminal::aside(&format!("warning: {trouble}; looking for changes every {} ms\n", LOOK_ALONE.as_millis()));
    }
    if !server.is_local() {
        terminal::aside("warning: whoever reaches this machine can read the preview and all drafts in it\n");
    }
    if !common.quiet {
        terminal::result(&format!("{} (end with Ctrl-C)\n", server.address()))?;
    }
    let address = server.address();
    let shown = Arc::clone(&stage);
    let (manner, drafts) =
        if args.no_drafts { (Manner::AsPublished, Drafts::Hidden) } else { (Manner::Preview, Drafts::Shown) };
    thread::Builder::new()
        .name("server".to_owned())
        .spawn(move || server.run(&shown, manner))
        .map_err(|cause| Error::io("start", "a thread", cause))?;
    let mut opened = !args.open;
    let mut teller = Teller { common, last: String::new() };
    let mut builder = Builder::new(common, site, drafts);
    let mut looked = None;
    let mut hinted = false;
    loop {
        let everywhere = !hinted || looked.is_none_or(|looked: Instant| looked.elapsed() > LOOK_AT_LEAST);
        if everywhere {
            looked = Some(Instant::now());
        }
        build(&mut builder, &stage, &mut teller, everywhere)?;
        if !opened {
            opened = true;
            open(&address);
        }
        hinted = wait(&woken, &mut hints);
    }
}

/// Builds once, and shows what came of it. Files are looked at where there were hints, or `everywhere`.
fn build(builder: &mut Builder<'_>, stage: &Stage, teller: &mut Teller<'_>, everywhere: bool) -> Result<()> {
    let begin = Instant::now();
    let (noticed, hinted) = stage.noticed();
    let look = if everywhere { Look::Everywhere } else { hinted };
    let Some(built) = builder.build(&look) else {
        stage.keep(noticed);
        return Ok(());
    };
    let told = builder.told_on_a_page(&built);
    let counts = built.report.summary();
    let line = Teller::line(&built, begin.elapsed());
    let colored = builder.told(&built, terminal::paper(teller.common.color));
    stage.turn(noticed, |shown| {
        match built.outcome {
            Ok(snapshot) => {
                shown.snapshot = Some(Arc::new(snapshot));
                shown.trouble = None;
                shown.warnings = told.into();
            }
            Err(_) => shown.trouble = Some(told.into()),
        }
        shown.warning_count = counts.warnings + counts.notes;
        shown.forbidding = counts.errors;
        shown.jumps = built.jumps.into();
    });
    teller.tell(&line, &colored)
}

/// Waits for the next thing that may have changed. Whether there was a hint.
fn wait(woken: &Receiver<()>, hints: &mut Hints) -> bool {
    let patience = if hints.are_told() { LOOK } else { LOOK_ALONE };
    let hinted = match woken.recv_timeout(patience) {
        Ok(()) => {
            thread::sleep(SETTLE);
            // What came meanwhile is seen by the build that follows.
            while woken.try_recv().is_ok() {}
            true
        }
        Err(RecvTimeoutError::Timeout) => false,
        Err(RecvTimeoutError::Disconnected) => {
            thread::sleep(patience);
            false
        }
    };
    if let Some(trouble) = hints.follow() {
        terminal::aside(&format!("warning: {trouble}; looking for changes every {} ms\n", LOOK_ALONE.as_millis()));
    }
    hinted
}

/// Ends the program with Ctrl-C, at once: a preview is held in memory, so nothing can be left half-done, and nobody waits
/// for a build that nobody will see.
fn end_by_signal() -> Result<()> {
    ctrlc::set_handler(|| std::process::exit(0))
        .map_err(|error| Error::Refused(format!("Ctrl-C cannot be heard: {error}")))
}

/// Opens the browser; where there is none, the address stands in the terminal.
fn open(address: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let silent = || std::process::Stdio::null();
    let started =
        std::process::Command::new(program).arg(address).stdin(silent()).stdout(silent()).stderr(silent()).spawn();
    match started {
        // It ends when it likes to; nobody but this thread has to wait for it.
        Ok(mut child) => drop(thread::spawn(move || child.wait())),
        Err(_) => terminal::aside(&format!("no browser could be opened; the address is {address}\n")),
    }
}

/// Tells what was built: one line for each build, and the findings where they are not those of the last one.
struct Teller<'a> {
    common: &'a Common,
    last: String,
}

/// How many changed files are named.
const NAMED: usize = 3;

impl Teller<'_> {
    fn line(built: &Built, took: Duration) -> String {
        let what = match &built.changed[..] {
            [] => "the site".to_owned(),
            paths if paths.len() <= NAMED => paths.join(", "),
            paths => format!("{} and {} more", paths[..NAMED].join(", "), paths.len() - NAMED),
        };
        let counts = built.report.summary();
        let count = |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
        let state = match built.outcome {
            Ok(_) if counts.errors > 0 => {
                format!("built, {} before it can be published", count(counts.errors, "error"))
            }
            Ok(_) if counts.warnings == 0 => "built".to_owned(),
            Ok(_) => format!("built with {}", count(counts.warnings, "warning")),
            Err(_) => format!("not built, {}: the last good site stays", count(counts.errors.max(1), "error")),
        };
        format!("{what}: {state} ({:.1} ms)\n", took.as_secs_f64() * 1000.0)
    }

    fn tell(&mut self, line: &str, findings: &str) -> Result<()> {
        if !self.common.quiet {
            terminal::result(line)?;
        }
        if self.last != findings {
            terminal::aside(findings);
            findings.clone_into(&mut self.last);
        }
        Ok(())
    }
}
