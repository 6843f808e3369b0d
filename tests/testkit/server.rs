//! `coursedir preview` and `coursedir sandbox` as processes of their own.

use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tempfile::TempDir;

use super::{coursedir, wait_until};

/// How long a server may take to say where it listens.
const PATIENCE: Duration = Duration::from_mins(4);

/// A server that ends with the test.
pub struct Server {
    child: Child,
    address: String,
    said: String,
    says: Arc<Mutex<String>>,
    _home: TempDir,
}

impl Server {
    /// `coursedir preview` of a folder, on any free port.
    pub fn preview(folder: &Path) -> Self {
        Self::preview_of(&["--port", "0", folder.to_str().unwrap()])
    }

    /// `coursedir preview` with these arguments, which give a free port.
    pub fn preview_of(arguments: &[&str]) -> Self {
        Self::start(&mut coursedir(&[&["preview"], arguments].concat()))
    }

    /// `coursedir preview` of a folder that is named from the one above it, as on a command line.
    pub fn preview_from(above: &Path, folder: &str) -> Self {
        Self::start(coursedir(&["preview", "--port", "0", folder]).current_dir(above))
    }

    /// `coursedir sandbox`, which keeps what it is sent in a folder.
    pub fn sandbox(data: &Path) -> Self {
        Self::start(&mut coursedir(&["sandbox", "--port", "0", data.to_str().unwrap()]))
    }

    /// A command of the binary that says where it listens.
    pub fn start(command: &mut Command) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut child = command
            .env("HOME", home.path())
            .env("RUST_BACKTRACE", "1")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let says = Arc::<Mutex<String>>::default();
        let streams: [Box<dyn Read + Send>; 2] =
            [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        let lines = lines(streams, &says);
        let mut said = String::new();
        let address = loop {
            if let Ok(line) = lines.recv_timeout(PATIENCE) {
                if let Some(address) = address(&line) {
                    break address;
                }
                said.extend([line.as_str(), "\n"]);
            } else {
                let _ = child.kill();
                let _ = child.wait();
                panic!("{command:?} gave no address:\n{said}");
            }
        };
        Self { child, address, said, says, _home: home }
    }

    /// The address of a page: `/` and what stands after it.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// `127.0.0.1:4000`.
    pub fn host(&self) -> &str {
        self.address.trim_start_matches("http://")
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it said before its address.
    pub fn said(&self) -> &str {
        &self.said
    }

    /// Waits until it says this.
    #[track_caller]
    pub fn until_it_says(&self, words: &str) {
        wait_until(words, || self.says.lock().unwrap().contains(words));
    }

    /// A signal that ends it; the exit code.
    #[cfg(unix)]
    pub fn signal(mut self, signal: &str) -> i32 {
        let kill = Command::new("kill")
            .args([&format!("-{signal}"), &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(kill.success());
        self.child.wait().unwrap().code().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The lines of both streams, as they come. They are read to the end, or the server would stand still.
fn lines(streams: [Box<dyn Read + Send>; 2], says: &Arc<Mutex<String>>) -> Receiver<String> {
    let (sender, receiver) = channel();
    for stream in streams {
        let (sender, says) = (sender.clone(), Arc::clone(says));
        std::thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                says.lock().unwrap().extend([line.as_str(), "\n"]);
                // Nobody listens any more once the address is known.
                let _ = sender.send(line);
            }
        });
    }
    receiver
}

/// The address of a server that stands in a line, without the path.
fn address(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("http://")?;
    let host = rest.split(|c: char| c == '/' || c.is_whitespace()).next()?;
    let port = host.rsplit_once(':')?.1;
    port.parse::<u16>().ok().map(|_| format!("http://{host}"))
}
