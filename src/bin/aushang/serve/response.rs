//! Answers, and how they go over the line.

use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use aushang::render::well_known::headers::ALWAYS;

use super::request::{Line, Refusal};

/// An answer.
#[derive(Debug)]
pub struct Response {
    pub status: u16,
    /// Fields beside those that every answer has.
    pub fields: Vec<(&'static str, String)>,
    pub body: Body,
    /// What the Content-Security-Policy says beside that of the published site: replacements, directive by directive.
    pub policy: &'static [(&'static str, &'static str)],
}

/// The bytes of an answer.
#[derive(Clone, Debug)]
pub enum Body {
    Text(String),
    /// A range of a file.
    File(Arc<aushang::output::OutFile>, std::ops::Range<usize>),
}

impl Body {
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::File(file, range) => &file.bytes[range.clone()],
        }
    }
}

impl Response {
    /// An answer of this type.
    pub fn new(status: u16, media_type: &str, body: Body) -> Self {
        Self { status, fields: vec![("Content-Type", media_type.to_owned())], body, policy: &[] }
    }

    /// A sentence.
    pub fn plain(status: u16, sentence: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", Body::Text(format!("{sentence}\n")))
    }

    /// Look elsewhere.
    pub fn redirect(status: u16, to: String) -> Self {
        Self::plain(status, "look there").with("Location", to)
    }

    /// Too many ask at once.
    pub fn busy() -> Self {
        Self::plain(503, "too many connections")
    }

    /// What was sent is no request.
    pub fn refusal(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::TooLong => Self::plain(431, "the head of the request is too long"),
            Refusal::Malformed | Refusal::Gone => Self::plain(400, "this is no request"),
        }
    }

    /// The same answer with another field.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.fields.push((name, value.into()));
        self
    }

    /// Sends the answer.
    ///
    /// # Errors
    /// Where the client is gone or does not fetch it.
    pub fn send(&self, mut connection: &TcpStream, line: Line) -> io::Result<()> {
        let bytes = self.body.bytes();
        let mut message = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status)).into_bytes();
        let mut field = |name: &str, value: &str| {
            // A field cannot hold the end of a line; that it never does is held here, once for all.
            let value: String = value.chars().filter(|c| !c.is_control()).collect();
            message.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        };
        for (name, value) in ALWAYS {
            if name == "Content-Security-Policy" {
                field(name, &amended(value, self.policy));
            } else {
                field(name, value);
            }
        }
        self.fields.iter().for_each(|(name, value)| field(name, value));
        if !self.fields.iter().any(|(name, _)| *name == "Cache-Control") {
            field("Cache-Control", "no-cache");
        }
        if self.status != 304 {
            field("Content-Length", &bytes.len().to_string());
        }
        if line.closes {
            field("Connection", "close");
        }
        message.extend_from_slice(b"\r\n");
        if !line.head_only && self.status != 304 {
            message.extend_from_slice(bytes);
        }
        connection.write_all(&message)
    }
}

/// A policy with the values of some directives in the place of its own.
fn amended(policy: &str, replacements: &[(&str, &str)]) -> String {
    let directives = policy.split(';').map(str::trim).map(|directive| {
        let name = directive.split(' ').next().unwrap_or_default();
        match replacements.iter().find(|(replaced, _)| *replaced == name) {
            Some((name, value)) => format!("{name} {value}"),
            None => directive.to_owned(),
        }
    });
    directives.collect::<Vec<_>>().join("; ")
}

/// Ends a connection so that the client can still read the last answer: what it has sent meanwhile is read away, as
/// closing with unread bytes would throw the answer away (RFC 9112, section 9.6).
pub fn hang_up(mut connection: &TcpStream) {
    let _ = connection.shutdown(Shutdown::Write);
    let _ = connection.set_read_timeout(Some(Duration::from_millis(200)));
    let mut chunk = [0; 4096];
    for _ in 0..256 {
        match connection.read(&mut chunk) {
            Ok(length) if length > 0 => {}
            _ => break,
        }
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        206 => "Partial Content",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        416 => "Range Not Satisfiable",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_of_the_preview_differs_from_the_published_one_in_what_is_named_only() {
        let policy = "default-src 'none'; form-action 'none'; base-uri 'none'";
        assert_eq!(
            amended(policy, &[("form-action", "'self'")]),
            "default-src 'none'; form-action 'self'; base-uri 'none'"
        );
        assert_eq!(amended(policy, &[]), policy);
    }
}
