//! The head of a request (RFC 9112), within limits of size and time. There are no bodies to read.

use std::io::{self, Read as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// How long a head may take, from the first wait to its last byte. An idle connection is closed then, too, which
/// browsers expect.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// The longest head.
const LONGEST: usize = 32 << 10;

/// The most fields.
const MOST_FIELDS: usize = 100;

/// A request, as far as a preview has use for it.
#[derive(Debug)]
pub struct Request {
    /// GET, HEAD or whatever was asked.
    pub method: String,
    /// Path and query, as written.
    pub target: String,
    /// What is asked for of the fields; of several with one name the first.
    pub host: Option<String>,
    pub range: Option<String>,
    pub if_none_match: Option<String>,
    pub if_range: Option<String>,
    closes: bool,
}

/// How an answer goes over the line.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Whether the connection ends with it.
    pub closes: bool,
    /// Whether the head alone is wanted.
    pub head_only: bool,
}

impl Line {
    /// The last answer.
    pub const CLOSING: Self = Self { closes: true, head_only: false };
}

/// Why there is no request.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The client is gone, or too slow to wait for.
    Gone,
    /// It is no HTTP.
    Malformed,
    /// It has no end.
    TooLong,
}

impl Request {
    /// How the answer is to be sent.
    pub fn line(&self) -> Line {
        Line { closes: self.closes, head_only: self.method == "HEAD" }
    }
}

/// The next request of a connection. `rest` are bytes that came with the one before.
pub fn read(mut connection: &TcpStream, rest: &mut Vec<u8>) -> Result<Request, Refusal> {
    let begin = Instant::now();
    let mut chunk = [0; 4096];
    loop {
        if let Some((request, length)) = parse(rest)? {
            rest.drain(..length);
            return Ok(request);
        }
        if rest.len() > LONGEST {
            return Err(Refusal::TooLong);
        }
        let left = PATIENCE.checked_sub(begin.elapsed()).filter(|left| !left.is_zero()).ok_or(Refusal::Gone)?;
        connection.set_read_timeout(Some(left)).map_err(|_| Refusal::Gone)?;
        match connection.read(&mut chunk) {
            Ok(0) => return Err(Refusal::Gone),
            Ok(length) => rest.extend_from_slice(&chunk[..length]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return Err(Refusal::Gone),
        }
    }
}

/// The request at the beginning of `bytes` and its length; none where more has to come.
fn parse(bytes: &[u8]) -> Result<Option<(Request, usize)>, Refusal> {
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut head = httparse::Request::new(&mut fields);
    let length = match head.parse(bytes) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => return Err(Refusal::TooLong),
        Err(_) => return Err(Refusal::Malformed),
    };
    let all = |name: &str| {
        let named = head.headers.iter().filter(move |field| field.name.eq_ignore_ascii_case(name));
        named.map(|field| String::from_utf8_lossy(field.value).into_owned()).collect::<Vec<_>>()
    };
    let first = |name: &str| all(name).into_iter().next();
    let is_old = head.version == Some(0);
    // RFC 9112, section 3.2: not one Host field, and the request is refused.
    let hosts = all("host");
    if hosts.len() > 1 || (hosts.is_empty() && !is_old) {
        return Err(Refusal::Malformed);
    }
    // What follows a head with a body cannot be understood without reading it, so the line is closed instead.
    let has_body = first("transfer-encoding").is_some() || first("content-length").is_some_and(|n| n.trim() != "0");
    let asks_to_close =
        all("connection").iter().any(|field| field.split(',').any(|word| word.trim().eq_ignore_ascii_case("close")));
    let request = Request {
        method: head.method.unwrap_or_default().to_owned(),
        target: head.path.unwrap_or_default().to_owned(),
        host: hosts.into_iter().next(),
        range: first("range"),
        if_none_match: first("if-none-match"),
        if_range: first("if-range"),
        closes: is_old || has_body || asks_to_close,
    };
    Ok(Some((request, length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_to_its_end_and_no_further() {
        let two = b"GET /a HTTP/1.1\r\nHost: x\r\nRange: bytes=0-1\r\n\r\nGET /b HTTP/1.1\r\n";
        let (request, length) = parse(two).unwrap().unwrap();
        assert_eq!((request.target.as_str(), request.range.as_deref()), ("/a", Some("bytes=0-1")));
        assert!(two[length..].starts_with(b"GET /b") && !request.closes);
        assert!(parse(&two[length..]).unwrap().is_none());
    }

    #[test]
    fn what_is_no_request_is_refused() {
        for no in [
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET / HTTP/1.1\r\nHost a\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "\u{16}\u{3}\u{1}\r\n\r\n",
        ] {
            assert_eq!(parse(no.as_bytes()).unwrap_err(), Refusal::Malformed, "{no:?}");
        }
        let many = format!("GET / HTTP/1.1\r\nHost: a\r\n{}\r\n", "X: y\r\n".repeat(200));
        assert_eq!(parse(many.as_bytes()).unwrap_err(), Refusal::TooLong);
    }
}
