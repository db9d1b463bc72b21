//! Open pages that wait for changes (server-sent events, WHATWG HTML, section 9.2).
//!
//! Invariant: waiting pages cost a socket and no thread; one that does not read holds nobody up.

use std::io::Write as _;
use std::net::TcpStream;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::watch::stage::{Shown, Stage};

/// How often something is sent, so that a connection that is gone is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How many pages may wait. The oldest has to go then; where it is still open it comes back.
const MOST: usize = 600;

/// Everybody who waits.
pub struct Audience {
    pages: Mutex<Vec<TcpStream>>,
    /// Tells this run of the program from an earlier one at the same port.
    run: u128,
    stage: Arc<Stage>,
}

impl Audience {
    /// Nobody yet. From now on everybody in it is told what comes onto the stage.
    pub fn gather(stage: Arc<Stage>) -> Arc<Self> {
        let since = crate::pipeline::now().duration_since(std::time::UNIX_EPOCH);
        let run = since.map_or(0, |since| since.as_millis());
        let audience = Arc::new(Self { pages: Mutex::default(), run, stage: Arc::clone(&stage) });
        let told = Arc::clone(&audience);
        // Without this thread pages do not reload by themselves; they are right all the same.
        let _ = thread::Builder::new().name("events".to_owned()).spawn(move || {
            let mut serial = 0;
            loop {
                match stage.after(serial, HEARTBEAT) {
                    Some(shown) => {
                        serial = shown.serial;
                        told.tell(&told.message(&shown));
                    }
                    None => told.tell(":\n\n"),
                }
            }
        });
        audience
    }

    /// What a page is called that shows this: it differs from what any other page was called.
    pub fn generation(&self, serial: u64) -> String {
        format!("{:x}-{serial}", self.run)
    }

    /// A page that begins to wait: it is told at once what is shown, so that no change is lost between the page and this.
    pub fn admit(&self, connection: TcpStream, head: &str) {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        // Taken under the lock: whatever comes onto the stage later is told to this page, too.
        let shown = self.stage.now_without_waiting();
        let greeting = if shown.serial == 0 { ":\n\n".to_owned() } else { self.message(&shown) };
        let ready = connection.set_nonblocking(true).is_ok();
        if ready && (&connection).write_all(format!("{head}retry: 300\n\n{greeting}").as_bytes()).is_ok() {
            if pages.len() >= MOST {
                pages.remove(0);
            }
            pages.push(connection);
        }
    }

    fn tell(&self, message: &str) {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        // Who cannot take a message has a full buffer or is gone. A browser connects again and is told then.
        pages.retain(|mut page| page.write_all(message.as_bytes()).is_ok());
    }

    fn message(&self, shown: &Shown) -> String {
        let data = serde_json::json!({ "generation": self.generation(shown.serial), "jumps": &shown.jumps[..] });
        format!("data: {data}\n\n")
    }
}
