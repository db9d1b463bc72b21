//! Aushang compiles a folder of Markdown and YAML into the public trust center of a data processor under the GDPR.
//!
//! ```text
//!         load         parse         resolve        render         emit
//! folder ------> Sources ----> Content ------> Site ------> Output ------> folder
//!         I/O           pure           pure          pure           I/O
//! ```
//!
//! - [`load`] is the only reader of the disk, [`emit`] the only writer. Everything between is pure: the same sources
//!   and the same date give the same bytes. The date is an argument; nothing here asks the clock.
//! - [`model::Content`] is what was written and may be wrong. [`resolve::Site`] is right; only [`mod@resolve`] makes one.
//! - The user's text is wrong: a [`diagnostic::Diagnostic`], and all of them in one run. The machine failed: an
//!   [`error::Error`]. We are wrong: a panic that names the broken invariant.
//! - Bytes of pages are made on demand ([`output::Task`]), so that a site of any size needs little memory and a preview
//!   renders just what is looked at.

pub mod check;
pub mod diagnostic;
pub mod emit;
pub mod error;
pub mod load;
pub mod markdown;
pub mod model;
pub mod output;
pub mod parse;
pub mod redline;
pub mod release;
pub mod render;
pub mod resolve;
pub mod seal;
pub mod sign;
pub mod source;
pub mod status;
