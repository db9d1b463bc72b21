//! All tests of the program as a whole, in one binary: how to add a case is told in `tests/README.md`.

#![expect(clippy::unwrap_used, reason = "in a test a panic is how failure is told")]

mod archive;
mod cli;
mod config;
mod documents;
mod editing;
mod enduring;
mod explain;
mod freezing;
mod golden;
mod histories;
mod hostile;
mod letters;
mod links;
mod mutations;
mod periods;
mod preview;
mod properties;
mod redlines;
mod reviewer;
mod sandbox;
mod saving;
mod serving;
mod theming;
mod tidy;
mod watch;
