//! What came of a run of the binary, and how long a test waits for it.

use std::process::{Child, ExitStatus};
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

impl Outcome {
    /// Asserts how it ended, and that these words are on stderr.
    #[track_caller]
    pub fn check(self, code: i32, words: &[&str]) -> Self {
        assert_eq!(self.code, Some(code), "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        for word in words {
            assert!(self.stderr.contains(word), "no `{word}` in:\n{}", self.stderr);
        }
        self
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
