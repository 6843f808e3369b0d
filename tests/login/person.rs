//! Somebody with a home folder, and their runs of the real binary.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;
use url::Url;

use super::browser::{self, Decision};
use super::course::contents;
use super::outcome::{Outcome, wait_for, wait_until};
use super::{Course, Platform};

/// A private integration token.
pub const PIT: &str = "pit-n0b0dy-may-5ee-this";
pub const CLIENT_ID: &str = "app-of-the-tests";
pub const CLIENT_SECRET: &str = "cl1ent-5ecret-of-the-tests";

/// What no output, lock or report may hold: all of them, and the beginnings of whatever the sandbox hands out.
const SECRETS: [&str; 5] = [PIT, CLIENT_SECRET, "sandbox-access-", "sandbox-refresh-", "sandbox-code-"];

/// Somebody who uses this machine. Their logins are in their home.
pub struct Person {
    home: TempDir,
}

/// A command line that is not run yet. The environment holds nothing but what is said here.
pub struct Program<'a> {
    person: &'a Person,
    command: Command,
    input: Vec<u8>,
    folders: Vec<PathBuf>,
}

/// A run that has not ended.
pub struct Process {
    pub child: Child,
    output: TempDir,
    folders: Vec<PathBuf>,
}

impl Person {
    pub fn new() -> Self {
        Self { home: tempfile::tempdir().unwrap() }
    }

    /// One who is logged in with OAuth, for the location `sandbox`.
    pub fn logged_in(platform: &Platform) -> Self {
        let person = Self::new();
        person.log_in(platform, &[], Decision::SANDBOX).check(0, &["logged in"]);
        person
    }

    /// Logs in with OAuth through the browser.
    pub fn log_in(&self, platform: &Platform, arguments: &[&str], decision: Decision<'_>) -> Outcome {
        let process = self.oauth(platform).args(arguments).start();
        let back = browser::decide(&process.address(), decision);
        browser::get(&back);
        process.end()
    }

    /// The credentials file.
    pub fn credentials(&self) -> PathBuf {
        self.home.path().join(".config/coursedir/credentials.toml")
    }

    pub fn stored(&self) -> String {
        fs::read_to_string(self.credentials()).unwrap_or_default()
    }

    /// Changes the credentials file by hand.
    pub fn edit(&self, change: impl Fn(&str) -> String) {
        let changed = change(&self.stored());
        assert_ne!(changed, self.stored(), "the change changes something");
        fs::write(self.credentials(), changed).unwrap();
    }

    /// Makes every token that is stored look as if it lasted for ever, or had expired long ago.
    pub fn pretend_tokens_last(&self, until: u64) {
        self.edit(|text| {
            let line = |line: &str| {
                if line.starts_with("until = ") { format!("until = {until}") } else { line.to_owned() }
            };
            text.lines().map(line).collect::<Vec<_>>().join("\n")
        });
    }

    /// A command, with as much tracing as it can give.
    pub fn runs(&self, arguments: &[&str]) -> Program<'_> {
        self.runs_command(Command::new(env!("CARGO_BIN_EXE_coursedir")), arguments)
    }

    /// Another program, in the same home.
    #[cfg(feature = "keyring")]
    pub fn runs_other(&self, program: &str, arguments: &[&str]) -> Program<'_> {
        self.runs_command(Command::new(program), arguments)
    }

    fn runs_command(&self, mut command: Command, arguments: &[&str]) -> Program<'_> {
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.home.path())
            .env("COURSEDIR_VERBOSE", "1")
            .env("RUST_LOG", "trace")
            .env("RUST_BACKTRACE", "full")
            .stdin(Stdio::piped());
        Program { person: self, command, input: Vec::new(), folders: Vec::new() }
    }

    /// The same on a terminal that [`Process::types`] writes to; `None` where there is no `script`.
    pub fn runs_on_terminal(&self, arguments: &str) -> Option<Program<'_>> {
        self.shell_on_terminal(&format!("exec {} {arguments}", env!("CARGO_BIN_EXE_coursedir")))
    }

    /// A line of a shell on such a terminal.
    pub fn shell_on_terminal(&self, line: &str) -> Option<Program<'_>> {
        const SCRIPT: &str = "/usr/bin/script";
        if !Path::new(SCRIPT).exists() || !Path::new("/proc/self/fd").exists() {
            eprintln!("skipped: there is no `script`, which makes a terminal, or no `/proc` to look into it");
            return None;
        }
        let program = self.runs_command(Command::new(SCRIPT), &["-qfec", line, "/dev/null"]);
        // The typed and the printed lie on one screen there; tracing would only be in the way.
        Some(program.without("COURSEDIR_VERBOSE").env("COURSEDIR_COLOR", "never"))
    }

    /// `login --oauth`, without a browser.
    pub fn oauth(&self, platform: &Platform) -> Program<'_> {
        self.runs(&["login", "--oauth"])
            .env("COURSEDIR_NO_BROWSER", "1")
            .env("HOOPAI_BASE_URL", platform.base_url())
            .env("HOOPAI_CLIENT_ID", CLIENT_ID)
            .env("HOOPAI_CLIENT_SECRET", CLIENT_SECRET)
            // Each test has a port of its own.
            .env("COURSEDIR_REDIRECT_URI", "http://localhost:0/callback")
    }

    /// `login --with-token`, with the token on stdin.
    pub fn with_token(&self, base_url: &str) -> Program<'_> {
        self.runs(&["login", "--with-token", "--base-url", base_url]).input(&format!("{PIT}\n"))
    }

    /// `import --yes`, with nothing but the login.
    pub fn imports(&self, course: &Course) -> Program<'_> {
        self.runs(&["import", "--yes"]).course(course)
    }
}

impl Program<'_> {
    pub fn course(mut self, course: &Course) -> Self {
        self.command.arg(course.path());
        self.folders.push(course.path().to_owned());
        self
    }

    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    pub fn args(mut self, arguments: &[&str]) -> Self {
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

    /// Runs it to its end.
    pub fn run(self) -> Outcome {
        self.start().end()
    }

    /// Starts it. What was said to be its input is all that it gets.
    pub fn start(self) -> Process {
        let mut process = self.start_to_type();
        drop(process.child.stdin.take());
        process
    }

    /// Starts it, and keeps its input open.
    pub fn start_to_type(mut self) -> Process {
        let output = tempfile::tempdir().unwrap();
        self.command
            .stdout(File::create(output.path().join("stdout")).unwrap())
            .stderr(File::create(output.path().join("stderr")).unwrap());
        let mut child = self.command.spawn().unwrap();
        child.stdin.as_mut().unwrap().write_all(&self.input).unwrap();
        let _ = self.person;
        Process { child, output, folders: self.folders }
    }
}

impl Process {
    /// Types on its terminal.
    pub fn types(&mut self, keys: &str) {
        self.child.stdin.as_mut().unwrap().write_all(keys.as_bytes()).unwrap();
    }

    /// Waits until its terminal does not show what is typed: the question is printed a moment before that.
    pub fn waits_for_a_secret(&self, question: &str) {
        wait_until(question, || self.stdout().contains(question));
        wait_until("the terminal hides what is typed", || self.is_hidden().unwrap_or(false));
    }

    /// Whether the terminal of the program that `script` runs has its echo off.
    fn is_hidden(&self) -> Option<bool> {
        let id = self.child.id();
        let children = fs::read_to_string(format!("/proc/{id}/task/{id}/children")).ok()?;
        let child = children.split_whitespace().next()?;
        let terminal = fs::read_link(format!("/proc/{child}/fd/0")).ok()?;
        let state = Command::new("stty").arg("-F").arg(terminal).arg("-a").output().ok()?;
        Some(String::from_utf8_lossy(&state.stdout).split_whitespace().any(|word| word == "-echo"))
    }

    pub fn stdout(&self) -> String {
        fs::read_to_string(self.output.path().join("stdout")).unwrap()
    }

    pub fn stderr(&self) -> String {
        fs::read_to_string(self.output.path().join("stderr")).unwrap()
    }

    /// The address that it tells to open, as soon as it does and waits for the answer.
    pub fn address(&self) -> Url {
        let find = || {
            let said = self.stderr();
            let at = said.find("/oauth/chooselocation?")?;
            let start = said[..at].rfind("http")?;
            let waits = said.contains("waiting for the browser") || said.contains("when it is done");
            let address = said[start..].lines().next()?.to_owned();
            waits.then_some(address)
        };
        wait_until("it says what to open", || find().is_some());
        Url::parse(find().unwrap().trim()).unwrap()
    }

    /// Sends it a signal, such as `INT`.
    pub fn signal(&self, signal: &str) {
        let sent = Command::new("kill").arg(format!("-{signal}")).arg(self.child.id().to_string()).status();
        assert!(sent.unwrap().success());
    }

    /// Kills it, as `kill -9` does.
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
fn assert_no_secret(folder: &Path) {
    for (path, bytes) in contents(folder) {
        for secret in SECRETS {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "`{secret}` is in {}:\n{}", path.display(), String::from_utf8_lossy(&bytes));
        }
    }
}
