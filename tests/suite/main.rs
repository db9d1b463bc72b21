//! All tests of the program as a whole, in one binary: how to add a case is told in `tests/README.md`.

mod cli;
mod config;
mod golden;
mod properties;
mod sandbox;
mod tidy;
