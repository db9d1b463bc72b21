//! The running preview, and a client that speaks HTTP to it.
//!
//! Owns starting, asking and ending; knows nothing of what is tested.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::NamedTempFile;

use crate::sandbox::{DAY, Sandbox};

/// How long anything may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_mins(3);

/// A preview that ends with the test.
pub struct Preview {
    child: Child,
    /// The port that it listens at.
    pub port: u16,
    lines: Receiver<String>,
    said: NamedTempFile,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// The head, in lower case.
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The value of a field.
    pub fn field(&self, name: &str) -> Option<String> {
        let name = format!("{name}: ");
        self.head.lines().find_map(|line| line.strip_prefix(&name)).map(ToOwned::to_owned)
    }
}

impl Preview {
    /// Starts `aushang watch` in the sandbox, on the day of all tests and at any free port.
    pub fn start(sandbox: &Sandbox, args: &[&str]) -> Self {
        Self::run(sandbox, &[&["watch", "--as-of", DAY, "--port", "0"], args].concat())
    }

    /// Starts the program with these arguments, which ask for a preview.
    pub fn run(sandbox: &Sandbox, args: &[&str]) -> Self {
        Self::of(sandbox.command(args))
    }

    /// Starts this command, which becomes a preview.
    pub fn of(mut command: Command) -> Self {
        let said = NamedTempFile::new().unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(said.reopen().unwrap()).spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || output.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let address = lines.recv_timeout(PATIENCE).expect("the preview tells its address");
        let port = address.split(['/', ' ']).nth(2).and_then(|host| host.rsplit(':').next()).unwrap().parse().unwrap();
        Self { child, port, lines, said }
    }

    /// The next line on standard output.
    pub fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).expect("a line of the preview")
    }

    /// All that it printed to standard output until it ended.
    pub fn last_lines(&self) -> Vec<String> {
        self.lines.iter().collect()
    }

    /// What it said beside so far.
    pub fn said(&self) -> String {
        fs::read_to_string(self.said.path()).unwrap()
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// A page that waits for changes: the data of each event, as it comes.
    pub fn events(&self) -> impl Iterator<Item = String> + use<> {
        let lines = BufReader::new(self.listen()).lines().map(Result::unwrap);
        lines.filter_map(|line| line.strip_prefix("data: ").map(ToOwned::to_owned))
    }

    /// A connection that has asked for events, and reads nothing yet.
    pub fn listen(&self) -> TcpStream {
        let mut stream = self.connect();
        write!(stream, "GET /__aushang/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port).unwrap();
        stream
    }

    /// The answer to a plain request.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// The answer to a request with these fields.
    pub fn ask(&self, method: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let host = format!("127.0.0.1:{}", self.port);
        let mut fields = fields.to_vec();
        if !fields.iter().any(|(name, _)| *name == "Host") {
            fields.push(("Host", &host));
        }
        let fields: String = fields.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        self.send(format!("{method} {path} HTTP/1.1\r\n{fields}Connection: close\r\n\r\n").as_bytes())
    }

    /// The answer to these bytes.
    pub fn send(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        stream.write_all(bytes).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer has a head");
        let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: answer[end + 4..].to_vec() }
    }

    /// A connection.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Asks for `path` until the answer is as wished for.
    #[track_caller]
    pub fn until(&self, path: &str, wish: impl Fn(&Answer) -> bool) -> Answer {
        let begin = Instant::now();
        loop {
            let answer = self.get(path);
            if wish(&answer) {
                return answer;
            }
            assert!(begin.elapsed() < PATIENCE, "{path} stays {}: {}", answer.status, answer.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Asks for `path` until it shows `word`.
    #[track_caller]
    pub fn until_shown(&self, path: &str, word: &str) -> Answer {
        self.until(path, |answer| answer.status == 200 && answer.text().contains(word))
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Ends it by this signal, `INT` as Ctrl-C does, and gives its exit code.
    #[cfg(unix)]
    pub fn end(&mut self, signal: &str) -> Option<i32> {
        Command::new("kill").args([&format!("-{signal}"), &self.child.id().to_string()]).status().unwrap();
        let begin = Instant::now();
        while begin.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            thread::sleep(Duration::from_millis(10));
        }
        None
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
