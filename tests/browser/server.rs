//! `coursedir preview` and `coursedir sandbox` as processes of their own, and the courses that they show.

use std::fs;
use std::io::{BufRead as _, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use tempfile::TempDir;
use walkdir::WalkDir;

/// How long a server may take to say where it listens.
const PATIENCE: Duration = Duration::from_mins(4);

/// A folder with a course, which goes with the test.
pub struct Course {
    folder: TempDir,
}

impl Course {
    /// An empty folder.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A copy of the example course.
    pub fn example() -> Self {
        let course = Self::empty();
        course.copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("example-course"), "");
        course
    }

    /// Puts a copy of a folder into this one.
    pub fn copy(&self, from: &Path, to: &str) {
        for entry in WalkDir::new(from).into_iter().map(Result::unwrap) {
            let target = self.path().join(to).join(entry.path().strip_prefix(from).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(target).unwrap();
            } else {
                fs::copy(entry.path(), target).unwrap();
            }
        }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn file(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.file(path)).unwrap()
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.file(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Replaces words in a file, which have to be there.
    #[track_caller]
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "`{from}` is not in {path}:\n{text}");
        self.write(path, text.replace(from, to));
    }

    pub fn rename(&self, from: &str, to: &str) {
        fs::rename(self.file(from), self.file(to)).unwrap();
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.file(path)).unwrap();
    }
}

/// A command of the program with nothing in its environment.
pub fn coursedir(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_coursedir"));
    command.env_clear().env("HOME", home).env("RUST_BACKTRACE", "1").stdin(Stdio::null());
    command
}

/// Runs the program to its end.
pub fn run(arguments: &[&str]) -> Output {
    let home = tempfile::tempdir().unwrap();
    coursedir(home.path()).args(arguments).output().unwrap()
}

/// A server that ends with the test.
pub struct Server {
    child: Child,
    address: String,
    _home: TempDir,
}

impl Server {
    /// `coursedir preview` of a folder, on any free port.
    pub fn preview(folder: &Path) -> Self {
        Self::preview_of(&["--port", "0", folder.to_str().unwrap()])
    }

    /// `coursedir preview` with these arguments.
    pub fn preview_of(arguments: &[&str]) -> Self {
        Self::start(Path::new("."), &[&["preview"], arguments].concat())
    }

    /// `coursedir preview` of a folder that is named from the one above it, as on a command line.
    pub fn preview_from(above: &Path, folder: &str) -> Self {
        Self::start(above, &["preview", "--port", "0", folder])
    }

    /// `coursedir sandbox`, which keeps what it is sent in a folder.
    pub fn sandbox(data: &Path) -> Self {
        Self::start(Path::new("."), &["sandbox", "--port", "0", data.to_str().unwrap()])
    }

    fn start(from: &Path, arguments: &[&str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut child = coursedir(home.path())
            .args(arguments)
            .current_dir(from)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines =
            lines(vec![Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())]);
        let mut said = Vec::new();
        let address = loop {
            match lines.recv_timeout(PATIENCE) {
                Ok(line) => {
                    said.push(line);
                    if let Some(address) = address(said.last().unwrap()) {
                        break address;
                    }
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    let _ = child.kill();
                    let _ = child.wait();
                    panic!("coursedir {} gave no address:\n{}", arguments.join(" "), said.join("\n"));
                }
            }
        };
        Self { child, address, _home: home }
    }

    /// The address of a page: `/` and what stands after it.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// `127.0.0.1:4000`.
    pub fn host(&self) -> &str {
        self.address.trim_start_matches("http://")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The lines of both streams, as they come. They are read to the end, or the server would stand still.
fn lines(streams: Vec<Box<dyn Read + Send>>) -> Receiver<String> {
    let (sender, receiver) = channel();
    for stream in streams {
        let sender = sender.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                // Nobody listens any more once the address is known.
                let _ = sender.send(line);
            }
        });
    }
    receiver
}

/// The address of a server on this machine that stands in a line, without the path.
fn address(line: &str) -> Option<String> {
    let from = line.find("http://127.0.0.1:")?;
    let rest = &line[from..];
    let port = rest["http://127.0.0.1:".len()..].chars().take_while(char::is_ascii_digit).count();
    Some(rest[.."http://127.0.0.1:".len() + port].to_owned())
}
