//! The machine failed: a file could not be read or written, the call was wrong. The user's text being wrong is a
//! [`crate::diagnostic::Diagnostic`].

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What failed, on which path, and why.
#[derive(Debug)]
pub enum Error {
    /// The operating system refused something on a path.
    Io {
        /// What was tried, as a verb: "read", "write", "rename".
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// Something that is not to be done, in a sentence.
    Refused(String),
}

impl Error {
    /// `action` on `path` failed because of `cause`.
    pub fn io(action: &'static str, path: impl AsRef<Path>, cause: io::Error) -> Self {
        Self::Io { action, path: path.as_ref().to_owned(), cause }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { action, path, cause } => write!(f, "cannot {action} {}: {cause}", path.display()),
            Self::Refused(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { cause, .. } => Some(cause),
            Self::Refused(_) => None,
        }
    }
}

/// A result whose error is a failure of the machine.
pub type Result<T, E = Error> = std::result::Result<T, E>;
