//! Runs of the real binary, and what they answer.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::ops::Deref;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use reqwest::{Client, RequestBuilder, Response};

use crate::testkit::{self, Server, coursedir, http};

/// Nothing here takes that long; a test that hangs is to end.
const PATIENCE: Duration = Duration::from_mins(1);

/// Runs to the end: exit code, stdout, stderr.
pub fn run(arguments: &[&str]) -> (i32, String, String) {
    let outcome = testkit::run(arguments);
    (outcome.exit(), outcome.stdout, outcome.stderr)
}

/// The addresses of a page: of links, pictures, videos, and of what search reads.
pub fn addresses(page: &str) -> Vec<String> {
    let of = |name: &str| {
        let rests = page.split(&format!(" {name}=\"")).skip(1).map(str::to_owned).collect::<Vec<_>>();
        rests.into_iter().map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"))
    };
    ["href", "src", "poster", "data-cd-index"].into_iter().flat_map(of).collect()
}

/// A preview that is running, and a client that asks it; killed when the test is done with it.
pub struct Preview {
    server: Server,
    client: Client,
}

impl Deref for Preview {
    type Target = Server;

    fn deref(&self) -> &Server {
        &self.server
    }
}

impl Preview {
    /// Shows a folder on any free port.
    pub fn of(path: &Path) -> Self {
        Self::with(&["--port", "0", path.to_str().unwrap()])
    }

    /// `preview` with these arguments, which give a free port.
    pub fn with(arguments: &[&str]) -> Self {
        Self::start(&mut coursedir(&[&["preview"], arguments].concat()))
    }

    /// Runs a command that gives a preview.
    pub fn start(command: &mut Command) -> Self {
        Self { server: Server::start(command), client: http::client() }
    }

    /// Its address, without a path.
    pub fn base(&self) -> String {
        self.at("")
    }

    pub fn request(&self, path: &str) -> RequestBuilder {
        self.client.get(self.at(path))
    }

    pub async fn get(&self, path: &str) -> Response {
        self.request(path).send().await.unwrap()
    }

    /// A page or file that is there, as text.
    pub async fn text(&self, path: &str) -> String {
        let response = self.get(path).await;
        assert_eq!(response.status(), 200, "{path}");
        response.text().await.unwrap()
    }

    /// What the server says of changes from now on.
    pub fn events(&self) -> Events {
        let address = self.host();
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET /events HTTP/1.1\r\nHost: {address}\r\n\r\n").unwrap();
        let mut events = Events::over(stream);
        events.next();
        events
    }

    /// Sends an answer that a client library would not: the status line.
    pub fn raw(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.host()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    /// A signal that ends it; the exit code.
    #[cfg(unix)]
    pub fn signal(self, signal: &str) -> i32 {
        self.server.signal(signal)
    }
}

/// A stream of server-sent events.
pub struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    /// Reads a stream that was asked for.
    pub fn over(stream: TcpStream) -> Self {
        Self { lines: BufReader::new(stream) }
    }

    /// Waits for the next event: the version that is shown then.
    pub fn next(&mut self) -> String {
        // The server says something now and then even if nothing changes, which ends no waiting.
        let start = Instant::now();
        loop {
            assert!(start.elapsed() < PATIENCE, "nothing changed");
            let mut line = String::new();
            assert!(self.lines.read_line(&mut line).unwrap() > 0, "the stream ended");
            if let Some(version) = line.strip_prefix("data: ") {
                return version.trim().to_owned();
            }
        }
    }

    /// Whether the server has closed the stream.
    pub fn ended(mut self) -> bool {
        let mut rest = Vec::new();
        self.lines.read_to_end(&mut rest).is_ok()
    }
}
