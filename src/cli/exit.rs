//! How a run ended.

use std::error::Error;
use std::fmt::Write as _;
use std::io;
use std::process::ExitCode;

use crate::fs;
use crate::uploader::JournalError;

use super::term::Terminal;

/// The exit codes, decided once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Everything that was asked for is done.
    Done = 0,
    /// The course has errors.
    CourseHasErrors = 1,
    /// The command line does not say what is meant.
    Usage = 2,
    /// The run failed: network, platform, disk.
    Failed = 3,
    /// A decision is needed before this can go on.
    DecisionNeeded = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command could not go on.
#[derive(Debug)]
pub(super) enum Stop {
    /// A file or folder could not be used.
    Disk(fs::Error),
    /// A result could not be written.
    Output(io::Error),
    /// The command line does not say what is meant.
    Usage(String),
    /// Something is not there yet, or not possible.
    Failed(String),
}

impl Stop {
    /// Says why, and gives the exit code. A reader who closed the pipe is no error.
    pub fn say(self, terminal: &mut Terminal) -> Exit {
        let (exit, text) = match self {
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return Exit::Done,
            Self::Output(error) => (Exit::Failed, format!("could not write the result: {error}")),
            Self::Disk(error) => (Exit::Failed, with_causes(&error)),
            Self::Usage(text) => (Exit::Usage, text),
            Self::Failed(text) => (Exit::Failed, text),
        };
        terminal.error(&text);
        exit
    }
}

/// An error and what caused it, a line each.
pub(super) fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let _ = write!(text, "\n  caused by: {error}");
        cause = error.source();
    }
    text
}

impl Stop {
    /// The run cannot go on, for this reason.
    pub fn failed(error: impl Error) -> Self {
        Self::Failed(with_causes(&error))
    }

    /// The command line or the environment does not say what is meant.
    pub fn usage(error: impl Error) -> Self {
        Self::Usage(with_causes(&error))
    }
}

impl From<JournalError> for Stop {
    fn from(error: JournalError) -> Self {
        Self::Failed(format!("{}\nhint: {}", with_causes(&error), error.hint()))
    }
}

impl From<fs::Error> for Stop {
    fn from(error: fs::Error) -> Self {
        Self::Disk(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
