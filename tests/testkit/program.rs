//! Runs of the real binary that say as much as they can, and are searched for secrets: what they printed, and
//! every file that they left.

#![allow(clippy::print_stderr, reason = "a skipped test says why")]

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::{Course, Outcome, contents, wait_for};

/// A private integration token.
pub const TOKEN: &str = "pit-n0b0dy-may-5ee-this";
/// What an app proves itself with.
pub const CLIENT_SECRET: &str = "cl1ent-5ecret-of-the-tests";

/// What no output, lock or report may hold: all of them, and the beginnings of whatever the sandbox hands out.
const SECRETS: [&str; 5] = [TOKEN, CLIENT_SECRET, "sandbox-access-", "sandbox-refresh-", "sandbox-code-"];

/// A command line that is not run yet. The environment holds nothing but what is said here.
pub struct Program {
    command: Command,
    input: Vec<u8>,
    folders: Vec<PathBuf>,
    /// Holds what it prints; a home of its own for who has none.
    output: TempDir,
}

/// A run that has not ended.
pub struct Process {
    pub child: Child,
    folders: Vec<PathBuf>,
    output: TempDir,
}

impl Program {
    /// The binary with a token, in a home of its own, which is searched for secrets too.
    pub fn new(arguments: &[&str]) -> Self {
        Self::of(Command::new(env!("CARGO_BIN_EXE_coursedir")), arguments)
    }

    fn of(command: Command, arguments: &[&str]) -> Self {
        let program = Self::at_home(None, command, arguments);
        program.env("HOOPAI_TOKEN", TOKEN)
    }

    /// A command in somebody's home, with as much tracing as it can give.
    pub fn at_home(home: Option<&Path>, mut command: Command, arguments: &[&str]) -> Self {
        let output = tempfile::tempdir().unwrap();
        command
            .args(arguments)
            .env_clear()
            .env("HOME", home.unwrap_or(output.path()))
            .env("RUST_LOG", "trace")
            .env("RUST_BACKTRACE", "full")
            .stdin(Stdio::piped())
            .stdout(File::create(output.path().join("stdout")).unwrap())
            .stderr(File::create(output.path().join("stderr")).unwrap());
        Self { command, input: Vec::new(), folders: Vec::new(), output }
    }

    /// `import` of this course on a terminal that [`Process::types`] writes to; `None` where there is no `script`.
    pub fn on_terminal(course: &Course, base_url: &str) -> Option<Self> {
        Self::on_terminal_with(course, base_url, "")
    }

    /// The same with these flags.
    pub fn on_terminal_with(course: &Course, base_url: &str, flags: &str) -> Option<Self> {
        const SCRIPT: &str = "/usr/bin/script";
        if !Path::new(SCRIPT).exists() {
            eprintln!("skipped: `script`, which makes a terminal, is not installed");
            return None;
        }
        let line = format!(
            "exec {} import --color never {flags} {}",
            env!("CARGO_BIN_EXE_coursedir"),
            course.path().display()
        );
        let mut program = Self::of(Command::new(SCRIPT), &["-qfec", &line, "/dev/null"]);
        program.folders.push(course.path().to_owned());
        Some(program.to(base_url))
    }

    /// `import --yes`, of this course to that address.
    pub fn import_to(course: &Course, base_url: &str) -> Self {
        Self::new(&["import", "--yes"]).course(course).to(base_url)
    }

    /// `import --yes`, of this course into that platform.
    pub fn import(course: &Course, platform: &super::Platform) -> Self {
        Self::import_to(course, &platform.base_url())
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

    pub fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
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

    pub fn input(mut self, text: &str) -> Self {
        self.input = text.as_bytes().to_vec();
        self
    }

    /// Runs it as another user where this one may write everywhere.
    pub fn by_somebody_who_is_not_root(mut self) -> Self {
        const NOBODY: u32 = 65534;
        if fs::metadata(self.output.path()).unwrap().uid() == 0 {
            self.command.uid(NOBODY);
        }
        self
    }

    /// Starts it with SIGHUP ignored, as `nohup` does.
    pub fn under_nohup(mut self) -> Self {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", "trap '' HUP; exec \"$0\" \"$@\""]).arg(self.command.get_program());
        command.args(self.command.get_args()).env_clear();
        let set = self.command.get_envs().filter_map(|(name, value)| Some((name, value?)));
        command.envs(set).stdin(Stdio::piped());
        command.stdout(File::create(self.output.path().join("stdout")).unwrap());
        command.stderr(File::create(self.output.path().join("stderr")).unwrap());
        self.command = command;
        self
    }

    /// Runs it to its end.
    pub fn run(self) -> Outcome {
        self.start().end()
    }

    /// Starts it. What was said to be its input is all that it gets.
    pub fn start(self) -> Process {
        self.try_start().unwrap()
    }

    /// Starts it, if this user may.
    pub fn try_start(self) -> io::Result<Process> {
        let mut process = self.spawn()?;
        drop(process.child.stdin.take());
        Ok(process)
    }

    /// Starts it, and keeps its input open.
    pub fn start_to_type(self) -> Process {
        self.spawn().unwrap()
    }

    fn spawn(mut self) -> io::Result<Process> {
        let mut child = self.command.spawn()?;
        child.stdin.as_mut().unwrap().write_all(&self.input).unwrap();
        Ok(Process { child, folders: self.folders, output: self.output })
    }
}

impl Process {
    /// Types on its terminal.
    pub fn types(&mut self, keys: &str) {
        self.child.stdin.as_mut().unwrap().write_all(keys.as_bytes()).unwrap();
    }

    /// What it said so far, or what its terminal shows.
    pub fn stdout(&self) -> String {
        fs::read_to_string(self.output.path().join("stdout")).unwrap()
    }

    /// What it said so far on stderr.
    pub fn stderr(&self) -> String {
        fs::read_to_string(self.output.path().join("stderr")).unwrap()
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Sends it a signal, `INT` or `KILL`.
    pub fn signal(&self, signal: &str) {
        let sent = Command::new("kill").arg(format!("-{signal}")).arg(self.child.id().to_string()).status();
        assert!(sent.unwrap().success());
    }

    /// Kills it, as `kill -9` does, unless it has ended already.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
    }

    /// Waits for its end, and looks for secrets in everything that is left of it.
    pub fn end(mut self) -> Outcome {
        let output = self.output.path().join("stderr");
        let status = wait_for(&mut self.child, || fs::read_to_string(&output).unwrap());
        let outcome = Outcome { code: status.code(), stdout: self.stdout(), stderr: self.stderr() };
        for folder in self.folders.iter().map(PathBuf::as_path).chain([self.output.path()]) {
            assert_no_secret(folder);
        }
        assert!(!outcome.stderr.contains("panicked"), "{outcome:?}");
        outcome
    }
}

/// Fails if a secret is in any file of the folder.
#[track_caller]
pub fn assert_no_secret(folder: &Path) {
    for (path, bytes) in contents(folder) {
        for secret in SECRETS {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "`{secret}` is in {}:\n{}", path.display(), String::from_utf8_lossy(&bytes));
        }
    }
}
