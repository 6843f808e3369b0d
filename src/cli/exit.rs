//! Exit statuses, and the errors that end a command.

use std::error::Error;
use std::fmt::Write as _;
use std::io;
use std::process::ExitCode;

use crate::auth::StoreError;
use crate::fs;
use crate::platform::ClientError;
use crate::secret;
use crate::sync::{LockError, RunLockError};

use super::output::terminal::Terminal;

/// The exit codes, decided once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Everything that was asked for is done.
    Done = 0,
    CourseHasErrors = 1,
    /// The command line does not say what is meant.
    Usage = 2,
    /// The run failed: network, platform, disk.
    Failed = 3,
    /// A decision is needed before this can go on.
    DecisionNeeded = 4,
}

impl Exit {
    /// The exit code of a run in which one part ended so and another so: a failure takes precedence over a needed
    /// decision. What is unclear about one part of several is a failure of that part.
    #[must_use]
    pub fn or_worse(self, other: Self) -> Self {
        let has = |exit| [self, other].contains(&exit);
        if has(Self::Failed) || has(Self::Usage) || has(Self::CourseHasErrors) {
            Self::Failed
        } else if has(Self::DecisionNeeded) {
            Self::DecisionNeeded
        } else {
            Self::Done
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command could not go on.
#[derive(Debug)]
pub(super) enum CommandError {
    /// A file or folder could not be used.
    Disk(fs::Error),
    /// A result could not be written.
    Output(io::Error),
    /// The command line or the environment does not say what is meant.
    Usage(Reason),
    /// Something is not there yet, or not possible.
    Failed(Reason),
}

/// Why, and what the author can do.
#[derive(Debug)]
pub(super) struct Reason {
    text: String,
    hint: Option<String>,
}

impl CommandError {
    /// Says why, and gives the exit code. A reader who closed the pipe is no error.
    pub fn print(&self, terminal: &mut Terminal) -> Exit {
        if matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe) {
            return Exit::Done;
        }
        terminal.error(&self.text());
        if let Self::Usage(Reason { hint: Some(hint), .. }) | Self::Failed(Reason { hint: Some(hint), .. }) =
            self
        {
            terminal.hint(hint);
        }
        self.exit()
    }

    /// How the run ends with this.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) => Exit::Usage,
            Self::Disk(_) | Self::Output(_) | Self::Failed(_) => Exit::Failed,
        }
    }

    /// What the author can do.
    pub fn hint_text(&self) -> Option<&str> {
        match self {
            Self::Usage(reason) | Self::Failed(reason) => reason.hint.as_deref(),
            Self::Disk(_) | Self::Output(_) => None,
        }
    }

    /// Why, with causes.
    pub fn text(&self) -> String {
        match self {
            Self::Output(error) => format!("could not write the result: {error}"),
            Self::Disk(error) => with_causes(error),
            Self::Usage(reason) | Self::Failed(reason) => reason.text.clone(),
        }
    }
}

/// An error and what caused it, a line each, without secrets.
pub(super) fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let _ = write!(text, "\n  caused by: {error}");
        cause = error.source();
    }
    secret::mask(&text).into_owned()
}

impl CommandError {
    /// The run cannot go on, for this reason.
    pub fn failed(error: impl Error) -> Self {
        Self::Failed(Reason { text: with_causes(&error), hint: None })
    }

    /// The command line or the environment does not say what is meant.
    pub fn usage(error: impl Error) -> Self {
        Self::Usage(Reason { text: with_causes(&error), hint: None })
    }

    /// The same, in words.
    pub fn unclear(text: impl Into<String>) -> Self {
        Self::Usage(Reason { text: text.into(), hint: None })
    }

    /// The run cannot go on, in words.
    pub fn failed_because(text: impl Into<String>) -> Self {
        Self::Failed(Reason { text: text.into(), hint: None })
    }

    /// Adds what the author can do, where there is a place for it.
    pub fn hint(mut self, hint: &str) -> Self {
        if let Self::Usage(reason) | Self::Failed(reason) = &mut self {
            reason.hint = Some(hint.to_owned());
        }
        self
    }
}

impl From<LockError> for CommandError {
    fn from(error: LockError) -> Self {
        Self::failed(&error).hint(error.hint())
    }
}

impl From<RunLockError> for CommandError {
    fn from(error: RunLockError) -> Self {
        Self::failed(&error).hint(error.hint())
    }
}

impl From<ClientError> for CommandError {
    fn from(error: ClientError) -> Self {
        match error.hint() {
            Some(hint) => Self::failed(error).hint(&hint),
            None => Self::failed(error),
        }
    }
}

impl From<StoreError> for CommandError {
    fn from(error: StoreError) -> Self {
        let hint = error.hint();
        Self::failed(error).hint(&hint)
    }
}

impl From<fs::Error> for CommandError {
    fn from(error: fs::Error) -> Self {
        Self::Disk(error)
    }
}

impl From<io::Error> for CommandError {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
