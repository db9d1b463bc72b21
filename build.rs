//! What Cargo must know beyond its manifest.

use std::env::var;

fn main() {
    // The theme and the sample site are compiled into the program: a change of theirs is a change of the program.
    for path in ["themes", "content", "site.yaml"] {
        println!("cargo::rerun-if-changed={path}");
    }
    // minify-html brings tables of ten megabytes full of addresses. A program that may lie anywhere in memory has to
    // write all of them anew whenever it starts, which costs more than most of its commands.
    let is = |key: &str, value: &str| var(key).is_ok_and(|set| set == value);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
