//! The command line does not contradict itself, and what is typed has one spelling.

use super::*;
use clap::CommandFactory as _;

#[test]
fn the_command_line_does_not_contradict_itself() {
    Args::command().debug_assert();
}

#[test]
fn a_day_is_written_in_one_way() {
    assert!(day("2026-11-21").is_ok());
    for other in ["2026-11-31", "20261121", "2026-11-21T00:00", "2026-W47-6", "+002026-11-21", "today", ""] {
        assert!(day(other).is_err(), "{other}");
    }
}

#[test]
fn an_address_is_absolute_and_ends_in_a_slash() {
    assert_eq!(address("https://a.example/x").as_deref(), Ok("https://a.example/x/"));
    for other in
        ["", "/x", "a.example", "ftp://a.example/", "https://", "https:///x", "https://a.example/?q", "https://a b/"]
    {
        assert!(address(other).is_err(), "{other}");
    }
}
