//! Runs of the real binary, and what they answer.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex, Once};
use std::time::{Duration, Instant};

use reqwest::{Client, RequestBuilder, Response};

/// Nothing here takes that long; a test that hangs is to end.
const PATIENCE: Duration = Duration::from_mins(1);

/// A command line that the environment says nothing to.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_coursedir"));
    command.args(arguments).env_clear().stdin(Stdio::null());
    command
}

/// Runs to the end: exit code, stdout, stderr.
pub fn run(arguments: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = command(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

/// The addresses of a page: of links, pictures, videos, and of what search reads.
pub fn addresses(page: &str) -> Vec<String> {
    let of = |name: &str| {
        let rests = page.split(&format!(" {name}=\"")).skip(1).map(str::to_owned).collect::<Vec<_>>();
        rests.into_iter().map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"))
    };
    ["href", "src", "poster", "data-cd-index"].into_iter().flat_map(of).collect()
}

/// A preview that is running; killed when the test is done with it.
pub struct Preview {
    child: Child,
    pub base: String,
    /// What it said before the address.
    pub said: String,
    /// What it says after that.
    says: Arc<Mutex<String>>,
    client: Client,
}

impl Preview {
    /// Shows a folder on any free port.
    pub fn of(path: &Path) -> Self {
        Self::with(&[path.to_str().unwrap(), "--port", "0"])
    }

    /// `preview` with these arguments, which give a free port.
    pub fn with(arguments: &[&str]) -> Self {
        Self::start(&mut command(&[&["preview"], arguments].concat()))
    }

    /// Runs a command that gives a preview.
    pub fn start(command: &mut Command) -> Self {
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        let base = loop {
            let mut line = String::new();
            assert!(lines.read_line(&mut line).unwrap() > 0, "it ended: {said}");
            if let Some((_, rest)) = line.split_once(" at http://") {
                break format!("http://{}", rest.split_once('/').unwrap().0);
            }
            said.push_str(&line);
        };
        let says = Arc::<Mutex<String>>::default();
        let more = Arc::clone(&says);
        std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                more.lock().unwrap().extend([line.as_str(), "\n"]);
            }
        });
        Self { child, base, said, says, client: client() }
    }

    /// Waits until it says this in the terminal.
    pub fn until_it_says(&self, words: &str) {
        let start = Instant::now();
        while !self.says.lock().unwrap().contains(words) {
            assert!(start.elapsed() < PATIENCE, "it says: {}", self.says.lock().unwrap());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub fn request(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.base))
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
        let address = self.base.trim_start_matches("http://");
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET /events HTTP/1.1\r\nHost: {address}\r\n\r\n").unwrap();
        let mut events = Events::over(stream);
        events.next();
        events
    }

    /// Sends an answer that a client library would not: the status line.
    pub fn raw(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.base.trim_start_matches("http://")).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    /// Ctrl-C; the exit code.
    #[cfg(unix)]
    pub fn interrupt(mut self) -> i32 {
        let kill = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        assert!(kill.success());
        self.child.wait().unwrap().code().unwrap()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
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

fn client() -> Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    Client::builder()
        .no_proxy()
        .tls_certs_only([])
        .redirect(reqwest::redirect::Policy::none())
        .timeout(PATIENCE)
        .build()
        .unwrap()
}
