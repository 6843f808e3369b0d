//! A real HTTP proxy: it opens tunnels for those who know its user and password.

use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

/// A proxy on loopback, until the test's process ends. Whatever host it is asked for, it connects to one port of
/// this machine.
pub struct ConnectProxy {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl ConnectProxy {
    /// Leads to `port`, for whoever sends `credentials`, as `user:password`.
    pub fn start(credentials: &str, port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        let expected = format!("basic {}", BASE64_STANDARD.encode(credentials));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, expected) = (Arc::clone(&log), expected.clone());
                std::thread::spawn(move || serve(stream, &log, &expected, port));
            }
        });
        Self { address, asked }
    }

    /// Its host and port.
    pub fn host(&self) -> &str {
        &self.address
    }

    /// The first lines of the requests so far, such as `CONNECT example.com:443 HTTP/1.1`.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn serve(mut stream: TcpStream, log: &Mutex<Vec<String>>, expected: &str, port: u16) -> Option<()> {
    let head = head(&mut stream)?;
    log.lock().unwrap().push(head.lines().next()?.to_owned());
    let authorization = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("proxy-authorization").then(|| value.trim().to_owned())
    });
    let (scheme, rest) = expected.split_once(' ')?;
    let is_known = authorization.as_deref().and_then(|value| value.split_once(' '));
    if !is_known.is_some_and(|(own, value)| own.eq_ignore_ascii_case(scheme) && value == rest) {
        let refusal = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\n\
                       Content-Length: 0\r\nConnection: close\r\n\r\n";
        stream.write_all(refusal.as_bytes()).ok()?;
        return None;
    }
    let server = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").ok()?;
    let (back_from, back_to) = (server.try_clone().ok()?, stream.try_clone().ok()?);
    std::thread::spawn(move || pass(back_from, back_to));
    pass(stream, server);
    None
}

fn pass(mut from: TcpStream, mut to: TcpStream) {
    let _ = io::copy(&mut from, &mut to);
    let _ = to.shutdown(Shutdown::Write);
}

/// Reads up to and with the blank line, and nothing of what follows.
fn head(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).ok()?;
        head.extend(byte);
    }
    String::from_utf8(head).ok()
}
