//! Waits for the turn of a run.

use std::path::Path;
use std::sync::Mutex;

use tokio::sync::watch;

use crate::cli::exit::CommandError;
use crate::cli::output::terminal::Terminal;
use crate::sync::{self, RunLock};

/// Takes the run lock of a course; `None` when the author would not wait.
pub(in crate::cli) async fn hold(
    folder: &Path,
    stop: &mut watch::Receiver<bool>,
    terminal: &mut Terminal,
) -> Result<Option<RunLock>, CommandError> {
    let me = format!("process {}", std::process::id());
    let terminal = Mutex::new(terminal);
    let waiting = |who: &str| {
        if let Ok(mut terminal) = terminal.lock() {
            terminal.status(&format!("waiting for {who} to finish importing this course"));
        }
    };
    tokio::select! {
        biased;
        () = sync::stopped(stop) => Ok(None),
        held = sync::hold(folder, &me, waiting) => Ok(Some(held?)),
    }
}
