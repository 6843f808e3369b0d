//! Runs of the real binary, what came of them, and how long a test waits for it.

use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

/// Nothing here takes that long; a test that hangs is to end.
const PATIENCE: Duration = Duration::from_secs(100);

/// How long until somebody looks again.
const LOOK_AGAIN: Duration = Duration::from_millis(5);

/// What came of a run.
#[derive(Debug)]
pub struct Outcome {
    /// `None` when it was killed.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// The binary with these arguments, to which neither the environment nor its input says anything.
pub fn coursedir(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_coursedir"));
    command.args(arguments).env_clear().stdin(Stdio::null());
    command
}

/// Runs the binary to its end.
pub fn run(arguments: &[&str]) -> Outcome {
    Outcome::of(&mut coursedir(arguments))
}

impl Outcome {
    /// Runs a command to its end.
    pub fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = command.output().expect("the binary runs");
        let text = |bytes| String::from_utf8(bytes).expect("what is said is UTF-8");
        Self { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
    }

    /// Its exit code.
    #[track_caller]
    pub fn exit(&self) -> i32 {
        self.code.expect("it ended by itself")
    }

    /// Asserts how it ended, and that these words are on stderr.
    #[track_caller]
    pub fn check(self, code: i32, words: &[&str]) -> Self {
        assert_eq!(self.code, Some(code), "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        for word in words {
            assert!(self.stderr.contains(word), "no `{word}` in:\n{}", self.stderr);
        }
        self
    }

    /// The import body that a dry run printed, held against the schema.
    #[track_caller]
    pub fn body(&self) -> serde_json::Value {
        let body = self.json();
        super::schema::assert_valid(&body);
        body
    }

    /// The report on stdout.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error} in:\n{}", self.stdout))
    }
}

/// Waits for a process to end. `said` is what it said so far, for the message if it does not.
pub fn wait_for(child: &mut Child, said: impl Fn() -> String) -> ExitStatus {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("it does not end:\n{}", said());
        }
        std::thread::sleep(LOOK_AGAIN);
    }
}

/// Waits for something to become true.
#[track_caller]
pub fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "it never came to this: {what}");
        std::thread::sleep(LOOK_AGAIN);
    }
}
