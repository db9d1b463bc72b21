//! How a command ended, as an exit code.

use std::process::ExitCode;

/// What a command found, where the machine did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It did what was asked.
    Done,
    /// The content is wrong; nothing was published.
    ContentWrong,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::ContentWrong => ExitCode::from(1),
        }
    }
}

/// The exit code where the machine or the call failed; clap ends with the same where the call is no sentence.
pub fn machine_failed() -> ExitCode {
    ExitCode::from(2)
}
