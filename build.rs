//! The theme and the sample site are compiled into the program: a change of theirs is a change of the program.

fn main() {
    for path in ["themes", "content", "site.yaml"] {
        println!("cargo::rerun-if-changed={path}");
    }
}
