//! The preview's web server: HTTP/1.1 on a loopback address, out of memory.
//!
//! Owns connections and their limits. Reads no file at all: what is not in a snapshot cannot be asked for. Invariants: a
//! client that is slow, malformed or gone costs one thread for a bounded time; open pages that wait for changes
//! ([`events`]) cost none.

mod answer;
mod bar;
mod events;
mod host;
mod request;
mod response;
mod site;
mod words;

use std::io;
use std::net::{SocketAddr, TcpListener, TcpStream, ToSocketAddrs as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use aushang::error::{Error, Result};

use crate::args::Watch;
use crate::watch::stage::Stage;
use answer::Desk;
use events::Audience;
use host::Hosts;
use request::{Line, Refusal};
use response::Response;

/// How many ports after the wanted one are tried.
const NEXT_PORTS: u16 = 50;

/// How many connections are served at once. A browser opens six to a host; half-open ones end after
/// [`request::PATIENCE`]. Together with the pages that wait they leave descriptors for reading the site, of the 1024 that
/// a process usually may have.
const MOST_CONNECTIONS: usize = 256;

/// How long an answer may take to be fetched.
const FETCHED: Duration = Duration::from_secs(10);

/// What is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Pages with the preview's bar, which know when they are out of date.
    Preview,
    /// The bytes that `build` would publish.
    AsPublished,
}

/// A server that has its port.
pub struct Server {
    listener: TcpListener,
    hosts: Hosts,
    local: bool,
    address: String,
}

impl Server {
    /// Takes the port that was asked for, or the next free one.
    ///
    /// # Errors
    /// Where the host is not one of this machine, or none of the ports is free.
    pub fn bind(args: &Watch) -> Result<Self> {
        let mut last = io::ErrorKind::AddrNotAvailable.into();
        let place = |port| format!("{}:{port}", bracketed(&args.host));
        for port in args.port..=args.port.saturating_add(NEXT_PORTS) {
            match listen(&args.host, port) {
                Ok(listener) => {
                    let bound = listener.local_addr().map_err(|cause| Error::io("listen at", place(port), cause))?;
                    let shown =
                        if bound.ip().is_unspecified() { "localhost".to_owned() } else { bracketed(&args.host) };
                    return Ok(Self {
                        hosts: Hosts::of(&args.host, bound),
                        local: bound.ip().is_loopback(),
                        address: format!("http://{shown}:{}/", bound.port()),
                        listener,
                    });
                }
                Err(cause) if cause.kind() == io::ErrorKind::AddrInUse => last = cause,
                Err(cause) => return Err(Error::io("listen at", place(port), cause)),
            }
        }
        Err(Error::io("listen at", place(args.port), last))
    }

    /// Whether only this machine reaches it.
    pub fn is_local(&self) -> bool {
        self.local
    }

    /// The address for a browser.
    pub fn address(&self) -> String {
        self.address.clone()
    }

    /// Serves what is on the stage, without end.
    pub fn run(self, stage: &Arc<Stage>, manner: Manner) {
        let audience = Audience::gather(Arc::clone(stage));
        let desk = Arc::new(Desk::new(Arc::clone(stage), manner, self.hosts, audience));
        let open = Arc::new(AtomicUsize::new(0));
        for connection in self.listener.incoming() {
            // A connection that fails while it is taken is the client's loss; a short rest, as it may be ours.
            let Ok(connection) = connection else {
                thread::sleep(Duration::from_millis(5));
                continue;
            };
            let place = Place::take(&open);
            if place.number > MOST_CONNECTIONS {
                let _ = connection.set_write_timeout(Some(Duration::from_millis(100)));
                let _ = Response::busy().send(&connection, Line::CLOSING);
                continue;
            }
            let desk = Arc::clone(&desk);
            // Where the system has no thread left the connection is closed.
            let _ = thread::Builder::new().name("connection".to_owned()).spawn(move || {
                converse(connection, &desk);
                drop(place);
            });
        }
    }
}

/// A place among the connections that are served.
struct Place {
    open: Arc<AtomicUsize>,
    number: usize,
}

impl Place {
    fn take(open: &Arc<AtomicUsize>) -> Self {
        Self { number: open.fetch_add(1, Ordering::Relaxed) + 1, open: Arc::clone(open) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.open.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Answers the requests of a connection, one after the other.
fn converse(connection: TcpStream, desk: &Desk) {
    let quick = connection.set_nodelay(true).and_then(|()| connection.set_write_timeout(Some(FETCHED)));
    if quick.is_err() {
        return;
    }
    let mut rest = Vec::new();
    loop {
        match request::read(&connection, &mut rest) {
            Ok(request) => {
                if desk.is_for_events(&request) {
                    desk.admit(connection);
                    return;
                }
                let line = request.line();
                if desk.answer(&request).send(&connection, line).is_err() || line.closes {
                    break;
                }
            }
            Err(Refusal::Gone) => return,
            Err(refusal) => {
                let _ = Response::refusal(&refusal).send(&connection, Line::CLOSING);
                break;
            }
        }
    }
    response::hang_up(&connection);
}

fn listen(host: &str, port: u16) -> io::Result<TcpListener> {
    let places: Vec<SocketAddr> = (host.trim_matches(['[', ']']), port).to_socket_addrs()?.collect();
    TcpListener::bind(&places[..])
}

fn bracketed(host: &str) -> String {
    let host = host.trim_matches(['[', ']']);
    if host.contains(':') { format!("[{host}]") } else { host.to_owned() }
}
