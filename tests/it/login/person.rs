//! Somebody with a home folder, and their runs of the real binary.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use url::Url;

use super::browser;
use super::{CLIENT_SECRET, Course, Decision, Outcome, Platform, Process, Program, wait_until};

/// A private integration token.
pub use crate::testkit::TOKEN as PIT;

pub const CLIENT_ID: &str = "app-of-the-tests";

/// Somebody who uses this machine. Their logins are in their home.
pub struct Person {
    home: TempDir,
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
    pub fn runs(&self, arguments: &[&str]) -> Program {
        self.runs_command(Command::new(env!("CARGO_BIN_EXE_coursedir")), arguments)
    }

    /// Another program, in the same home.
    #[cfg(feature = "keyring")]
    pub fn runs_other(&self, program: &str, arguments: &[&str]) -> Program {
        self.runs_command(Command::new(program), arguments)
    }

    fn runs_command(&self, command: Command, arguments: &[&str]) -> Program {
        Program::at_home(Some(self.home.path()), command, arguments).env("COURSEDIR_VERBOSE", "1")
    }

    /// The same on a terminal that [`Process::types`] writes to; `None` where there is no `script`.
    pub fn runs_on_terminal(&self, arguments: &str) -> Option<Program> {
        self.shell_on_terminal(&format!("exec {} {arguments}", env!("CARGO_BIN_EXE_coursedir")))
    }

    /// A line of a shell on such a terminal.
    pub fn shell_on_terminal(&self, line: &str) -> Option<Program> {
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
    pub fn oauth(&self, platform: &Platform) -> Program {
        self.runs(&["login", "--oauth"])
            .env("COURSEDIR_NO_BROWSER", "1")
            .env("HOOPAI_BASE_URL", platform.base_url())
            .env("HOOPAI_CLIENT_ID", CLIENT_ID)
            .env("HOOPAI_CLIENT_SECRET", CLIENT_SECRET)
            // Each test has a port of its own.
            .env("COURSEDIR_REDIRECT_URI", "http://localhost:0/callback")
    }

    /// `login --with-token`, with the token on stdin.
    pub fn with_token(&self, base_url: &str) -> Program {
        self.runs(&["login", "--with-token", "--base-url", base_url]).input(&format!("{PIT}\n"))
    }

    /// `import --yes`, with nothing but the login.
    pub fn imports(&self, course: &Course) -> Program {
        self.runs(&["import", "--yes"]).course(course)
    }
}

/// What only logins do.
impl Process {
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

    /// The address that it tells to open, as soon as it does and waits for the answer.
    pub fn address(&self) -> Url {
        let find = || {
            let said = self.stderr();
            let at = said.find("/oauth/chooselocation?")?;
            let start = said[..at].rfind("http")?;
            let waits = said.contains("waiting for the redirect") || said.contains("after the login");
            let address = said[start..].lines().next()?.to_owned();
            waits.then_some(address)
        };
        wait_until("it says what to open", || find().is_some());
        Url::parse(find().unwrap().trim()).unwrap()
    }
}
