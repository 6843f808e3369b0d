//! What the tests of this module share: a client that waits for nothing, and a server of raw TCP.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::*;
use crate::model::CoursePath;

/// No output of any kind may contain this.
pub(crate) const TOKEN: &str = "pit-5ecret-t0ken";

pub(crate) fn options(base: &str) -> Options {
    let token = StaticToken::new(Token::new(TOKEN).unwrap());
    Options {
        rate_limit: RateLimitOptions::unpaced(),
        retries: Retries::at_once(),
        timeouts: Timeouts::both(Duration::from_secs(20)),
        ..Options::new(BaseUrl::new(base).unwrap(), Arc::new(token))
    }
}

pub(crate) fn client(base: &str) -> Client {
    Client::new(options(base)).unwrap()
}

/// A client that gives up after a moment of silence.
pub(crate) fn impatient(base: &str) -> Client {
    let timeouts = Timeouts { connect: Duration::from_secs(20), silence: Duration::from_millis(100) };
    let retries = Retries { times: 1, ..Retries::at_once() };
    Client::new(Options { timeouts, retries, ..options(base) }).unwrap()
}

pub(crate) fn a_file(name: &str, content: &'static [u8]) -> Upload {
    Upload {
        path: CoursePath::root().join("01-intro").unwrap().child(name),
        name: name.to_owned(),
        content_type: "application/pdf".to_owned(),
        bytes: content.len() as u64,
        source: Source::Bytes(Bytes::from_static(content)),
    }
}

/// Everything an error says, in each of its forms, down to its last source. Fails if the token is in it.
pub(crate) fn said(error: &(dyn std::error::Error + 'static)) -> String {
    assert!(!format!("{error:?} {error:#?}").contains(TOKEN), "{error:?}");
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text = format!("{text}\n  caused by: {inner}");
        source = inner.source();
    }
    assert!(!text.contains(TOKEN), "{text}");
    text
}

/// A server that does to each connection what its script says.
pub(crate) struct RawServer {
    pub(crate) base: String,
    connections: Arc<AtomicUsize>,
}

impl RawServer {
    /// Starts a server; `script` gets each connection with its number, from 0.
    pub(crate) async fn start<F, S>(script: S) -> Self
    where
        S: Fn(Connection, usize) -> F + Send + 'static,
        F: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let connections = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&connections);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let number = count.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(script(Connection(stream), number));
            }
        });
        Self { base, connections }
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

pub(crate) struct Connection(pub(crate) TcpStream);

impl Connection {
    /// Reads up to and with the blank line; the head in lower case, and what came after it.
    pub(crate) async fn head(&mut self) -> (String, Vec<u8>) {
        let mut read = Vec::new();
        loop {
            if let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") {
                let rest = read.split_off(end + 4);
                return (String::from_utf8_lossy(&read).to_lowercase(), rest);
            }
            let mut chunk = [0; 1024];
            let count = self.0.read(&mut chunk).await.unwrap();
            assert_ne!(count, 0, "the client left in the middle of the head");
            read.extend_from_slice(&chunk[..count]);
        }
    }

    /// Reads a whole request, which has to name its length.
    pub(crate) async fn request(&mut self) -> (String, Vec<u8>) {
        let (head, body) = self.any_request().await;
        assert!(head.contains("\r\ncontent-length: "), "{head}");
        (head, body)
    }

    /// Reads a whole request, which has no body if it names no length.
    pub(crate) async fn any_request(&mut self) -> (String, Vec<u8>) {
        let (head, mut body) = self.head().await;
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.map_or(0, |length| length.parse().unwrap());
        let mut rest = vec![0; length - body.len()];
        self.0.read_exact(&mut rest).await.unwrap();
        body.extend(rest);
        (head, body)
    }

    /// Answers with a status line such as `200 OK`, headers, and a body.
    pub(crate) async fn answer(&mut self, status: &str, headers: &str, body: &str) {
        let length = body.len();
        let text = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{headers}\r\n{body}");
        self.0.write_all(text.as_bytes()).await.unwrap();
    }
}
