//! Runs of the real binary.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::course::contents;
use super::outcome::{Outcome, wait_for};
use super::{Course, Platform};

/// What no output, lock or report may hold.
pub const TOKEN: &str = "pit-n0b0dy-may-5ee-this";

/// A command line that is not run yet. The environment holds nothing but what is said here.
pub struct Program {
    command: Command,
    folders: Vec<PathBuf>,
    home: TempDir,
}

/// A run that has not ended.
pub struct Process {
    child: Child,
    folders: Vec<PathBuf>,
    home: TempDir,
}

impl Program {
    /// The binary with a token and as much tracing as it can give.
    pub fn new(arguments: &[&str]) -> Self {
        Self::of(Command::new(env!("CARGO_BIN_EXE_coursedir")), arguments)
    }

    fn of(mut command: Command, arguments: &[&str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        command
            .args(arguments)
            .env_clear()
            .env("HOME", home.path())
            .env("RUST_LOG", "trace")
            .env("RUST_BACKTRACE", "full")
            .env("HOOPAI_TOKEN", TOKEN)
            .stdin(Stdio::null())
            .stdout(File::create(home.path().join("stdout")).unwrap())
            .stderr(File::create(home.path().join("stderr")).unwrap());
        Self { command, folders: Vec::new(), home }
    }

    /// `import` of this course on a terminal that [`Process::types`] writes to; `None` where there is no `script`.
    pub fn on_terminal(course: &Course, platform: &Platform) -> Option<Self> {
        const SCRIPT: &str = "/usr/bin/script";
        if !Path::new(SCRIPT).exists() {
            eprintln!("skipped: `script`, which makes a terminal, is not installed");
            return None;
        }
        let line = format!(
            "exec {} import --color never {}",
            env!("CARGO_BIN_EXE_coursedir"),
            course.path().display()
        );
        let mut program = Self::of(Command::new(SCRIPT), &["-qfec", &line, "/dev/null"]);
        program.command.stdin(Stdio::piped());
        program.folders.push(course.path().to_owned());
        Some(program.to(&platform.base_url()))
    }

    /// `import --yes`, of this course into that platform.
    pub fn import(course: &Course, platform: &Platform) -> Self {
        Self::import_to(course, &platform.base_url())
    }

    /// `import --yes`, of this course to that address.
    pub fn import_to(course: &Course, base_url: &str) -> Self {
        Self::new(&["import", "--yes"]).course(course).to(base_url)
    }

    /// Sends it there.
    pub fn to(self, base_url: &str) -> Self {
        self.env("HOOPAI_BASE_URL", base_url).env("HOOPAI_LOCATION_ID", "sandbox")
    }

    /// Adds the folder of a course.
    pub fn course(mut self, course: &Course) -> Self {
        self.command.arg(course.path());
        self.folders.push(course.path().to_owned());
        self
    }

    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    pub fn args<const N: usize>(mut self, arguments: [&str; N]) -> Self {
        self.command.args(arguments);
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs it to its end.
    pub fn run(self) -> Outcome {
        self.start().end()
    }

    /// Runs it as another user where this one may write everywhere.
    pub fn by_somebody_who_is_not_root(mut self) -> Self {
        const NOBODY: u32 = 65534;
        if fs::metadata(self.home.path()).unwrap().uid() == 0 {
            self.command.uid(NOBODY);
        }
        self
    }

    /// Starts it.
    pub fn start(self) -> Process {
        self.try_start().unwrap()
    }

    /// Starts it, if this user may.
    pub fn try_start(mut self) -> io::Result<Process> {
        let child = self.command.spawn()?;
        Ok(Process { child, folders: self.folders, home: self.home })
    }
}

impl Process {
    /// Types on its terminal.
    pub fn types(&mut self, keys: &str) {
        self.child.stdin.as_mut().unwrap().write_all(keys.as_bytes()).unwrap();
    }

    /// What its terminal shows so far.
    pub fn stdout(&self) -> String {
        fs::read_to_string(self.home.path().join("stdout")).unwrap()
    }

    /// What it said so far on stderr.
    pub fn stderr(&self) -> String {
        fs::read_to_string(self.home.path().join("stderr")).unwrap()
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Sends it a signal, `INT` or `KILL`.
    pub fn signal(&self, signal: &str) {
        let sent = Command::new("kill").arg(format!("-{signal}")).arg(self.child.id().to_string()).status();
        assert!(sent.unwrap().success());
    }

    /// Kills it, unless it has ended already.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
    }

    /// Waits for its end, and looks for the token in everything that is left of it.
    pub fn end(mut self) -> Outcome {
        let output = self.home.path().join("stderr");
        let status = wait_for(&mut self.child, || fs::read_to_string(&output).unwrap());
        let read = |name: &str| String::from_utf8(fs::read(self.home.path().join(name)).unwrap()).unwrap();
        let outcome = Outcome { code: status.code(), stdout: read("stdout"), stderr: read("stderr") };
        for folder in self.folders.iter().map(PathBuf::as_path).chain([self.home.path()]) {
            assert_no_token(folder);
        }
        assert!(!outcome.stderr.contains("panicked"), "{outcome:?}");
        outcome
    }
}

/// Fails if the token is in any file of the folder.
pub fn assert_no_token(folder: &Path) {
    for (path, bytes) in contents(folder) {
        let found = bytes.windows(TOKEN.len()).any(|window| window == TOKEN.as_bytes());
        assert!(!found, "the token is in {}:\n{}", path.display(), String::from_utf8_lossy(&bytes));
    }
}

impl Outcome {
    /// The import body that a dry run printed, held against the schema.
    #[track_caller]
    pub fn body(&self) -> serde_json::Value {
        let body = self.json();
        crate::schema::assert_valid(&body);
        body
    }

    /// The report on stdout.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error} in:\n{}", self.stdout))
    }
}
