//! What can be wrong with files before anybody looks into them, each as a function of the facts.

use crate::diagnostic::{Code, Diagnostic, Place};

fn about(code: Code, path: &str, message: String) -> Diagnostic {
    Diagnostic::new(code, Place::Path(path.to_owned()), message)
}

/// A file that is too large to be read.
pub(super) fn too_large(path: &str, limit: u64) -> Diagnostic {
    about(Code::F14, path, format!("`{path}` is larger than {} MiB, and was not read", limit >> 20))
        .help("split it; a large download is better kept elsewhere and linked to")
}

/// So many files that something must have gone wrong.
pub(super) fn too_many(path: &str, limit: usize) -> Diagnostic {
    about(Code::F14, path, format!("`{path}` holds more than {limit} files and folders"))
        .help("look for links between folders that multiply each other")
}

/// A link whose end lies elsewhere.
pub(super) fn leads_out(path: &str) -> Diagnostic {
    about(Code::F15, path, format!("`{path}` is a symbolic link that leads out of the site's folder"))
        .help("put a copy of what it leads to into the site's folder")
}

/// A link whose end is not there or cannot be reached.
pub(super) fn leads_nowhere(path: &str) -> Diagnostic {
    about(Code::F15, path, format!("`{path}` is a symbolic link that leads nowhere"))
        .help("remove it, or put back what it leads to")
}

/// A link to a folder that the link lies in.
pub(super) fn leads_in_circles(path: &str) -> Diagnostic {
    about(Code::F15, path, format!("`{path}` is a symbolic link to a folder that holds it")).help("remove the link")
}

/// A device, a pipe, a socket; or a folder where a file is meant.
pub(super) fn no_file(path: &str, expected: &str) -> Diagnostic {
    about(Code::F08, path, format!("`{path}` is not {expected}")).help("remove it from the site's folder")
}

/// A name whose bytes are no text; `shown` has them replaced.
pub(super) fn name_is_no_text(shown: &str) -> Diagnostic {
    about(Code::F01, shown, format!("the name of `{shown}` is not UTF-8")).help("rename it")
}

/// A name that a web address or another system cannot hold.
pub(super) fn name_does_not_travel(path: &str) -> Diagnostic {
    about(Code::F08, path, format!("{path:?} is a name that not every system can hold")).help(
        "rename it, without control characters, without any of < > : \" | ? * \\, and with no full stop or space at the end",
    )
}
