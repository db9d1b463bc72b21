//! The command `aushang`: reads the call, asks the clock where it is allowed to, prints, sets the exit code.
//!
//! Owns the command line and the streams: results go to standard output, findings and progress to standard error.
//! Knows the stages of the library by their names only, nothing of their inside. Exit codes: 0 done; 1 the content is
//! wrong; 2 the machine or the call failed.

mod archive;
mod args;
mod build;
mod check;
mod completions;
mod consequences;
mod diff;
mod explain;
mod findings;
mod fix;
mod notice;
mod outcome;
mod panic;
mod pipeline;
mod release;
mod schema;
mod seal;
mod serve;
mod standing;
mod status;
mod terminal;
mod theme;
mod verify;
mod watch;
mod withdraw;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Args, Command};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    panic::install_hook();
    let args = Args::parse();
    let done = match &args.command {
        Command::Build(build) => build::run(&args.common, build),
        Command::Watch(watch) => watch::run(&args.common, watch),
        Command::Check(check) => check::run(&args.common, check),
        Command::Status(status) => status::run(&args.common, status),
        Command::Release(release) => release::run(&args.common, release),
        Command::Seal(seal) => seal::run(&args.common, seal),
        Command::Withdraw(withdraw) => withdraw::run(&args.common, withdraw),
        Command::Verify(verify) => verify::run(&args.common, verify),
        Command::Diff(diff) => diff::run(&args.common, diff),
        Command::Notice(notice) => notice::run(&args.common, notice),
        Command::Explain(explain) => explain::run(explain),
        Command::Schema(schema) => schema::run(schema),
        Command::Theme(args::Theme::Eject { file }) => theme::eject(&args.common, file.as_deref()),
        Command::Completions(completions) => completions::run(completions),
    };
    match done {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            terminal::failure(args.common.color, &error);
            outcome::machine_failed()
        }
    }
}
