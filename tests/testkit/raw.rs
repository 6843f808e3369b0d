//! A server that answers whatever a test wants, byte for byte.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A request as it came in.
#[derive(Debug, Clone)]
pub struct Request {
    /// The first line and the headers.
    pub head: String,
    /// What came after them.
    pub body: String,
}

impl Request {
    pub fn method(&self) -> &str {
        self.head.split(' ').next().unwrap_or_default()
    }

    pub fn path(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    pub fn is_import(&self) -> bool {
        self.head.starts_with("POST /courses/courses-exporter/public/import ")
    }

    pub fn reads_courses(&self) -> bool {
        self.head.starts_with("GET /courses/products")
    }

    pub fn is_upload(&self) -> bool {
        self.head.starts_with("POST /medias/upload-file ")
    }
}

/// A server on loopback, one thread a connection, until the test's process ends.
pub struct Raw {
    address: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Raw {
    /// Answers each request with what `answer` gives for it, but for those that read courses: there are no such calls.
    pub fn start(answer: impl Fn(&Request) -> String + Send + Sync + 'static) -> Self {
        Self::with_newer_calls(move |request| {
            if request.reads_courses() { self::answer("404 Not Found", "", "") } else { answer(request) }
        })
    }

    /// Answers each request with what `answer` gives for it.
    pub fn with_newer_calls(answer: impl Fn(&Request) -> String + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (answer, log) = (Arc::new(answer), Arc::clone(&requests));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
                std::thread::spawn(move || serve(stream, &log, &*answer));
            }
        });
        Self { address, requests }
    }

    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests so far, without those that only read courses.
    pub fn requests(&self) -> Vec<Request> {
        let requests = self.requests.lock().unwrap();
        requests.iter().filter(|request| !request.reads_courses()).cloned().collect()
    }

    pub fn imports(&self) -> usize {
        self.requests().iter().filter(|request| request.is_import()).count()
    }

    pub fn uploads(&self) -> usize {
        self.requests().iter().filter(|request| request.is_upload()).count()
    }
}

fn serve(mut stream: TcpStream, log: &Mutex<Vec<Request>>, answer: &dyn Fn(&Request) -> String) {
    let Some(request) = read(&mut stream) else { return };
    log.lock().unwrap().push(request.clone());
    let _ = stream.write_all(answer(&request).as_bytes());
}

/// Reads one request with its body; every body of ours has a length.
pub(super) fn read(stream: &mut impl Read) -> Option<Request> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let read = stream.read(&mut chunk).ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(&chunk[..read]);
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().unwrap())
        });
        while bytes.len() < end + 4 + length.unwrap_or(0) {
            let read = stream.read(&mut chunk).ok().filter(|read| *read > 0)?;
            bytes.extend_from_slice(&chunk[..read]);
        }
        let body = String::from_utf8_lossy(&bytes[end + 4..]).into_owned();
        return Some(Request { head, body });
    }
}

/// An answer with a body, after which the connection ends.
pub fn answer(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
}

/// An answer in JSON.
pub fn json(status: &str, body: &str) -> String {
    answer(status, "Content-Type: application/json\r\n", body)
}

/// Sends bytes and gives all that comes back.
pub fn exchange(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}
