//! Why a run failed, for people.

use crate::cli::exit::with_causes;
use crate::cli::output::terminal::Terminal;
use crate::platform::UploadError;
use crate::size::count;
use crate::sync::RunError;

/// Tells a person.
pub(super) fn print(error: &RunError, is_sandbox: bool, terminal: &mut Terminal) {
    match error {
        RunError::Uploads { failed, uploaded } => {
            let mut hints: Vec<String> = Vec::new();
            for upload in worth_saying(failed) {
                terminal.error(&with_causes(upload));
                hints.extend(upload.hint().filter(|hint| !hints.contains(hint)));
            }
            terminal.error(&error.to_string());
            for hint in hints {
                terminal.hint(&hint);
            }
            if !is_sandbox {
                kept(*uploaded, terminal);
            }
        }
        RunError::Stopped { uploaded } => {
            terminal.error(&error.to_string());
            if !is_sandbox {
                kept(*uploaded, terminal);
            }
        }
        RunError::Send(send) => {
            terminal.error(&with_causes(send));
            if let Some(hint) = send.hint() {
                terminal.hint(&hint);
            }
        }
        RunError::Lock(journal) => {
            terminal.error(&with_causes(journal));
            terminal.hint(journal.hint());
        }
        RunError::NotRecorded(journal) => {
            terminal.error(&with_causes(error));
            terminal.hint(journal.hint());
            terminal.hint("the next run reports an unknown outcome, but the import succeeded");
        }
    }
}

/// What stops one upload stops all that are under way: once is enough.
fn worth_saying(failed: &[UploadError]) -> impl Iterator<Item = &UploadError> {
    let first = failed.iter().position(UploadError::stops_the_run);
    failed
        .iter()
        .enumerate()
        .filter(move |(at, error)| !error.stops_the_run() || Some(*at) == first)
        .map(|(_, error)| error)
}

fn kept(uploaded: usize, terminal: &mut Terminal) {
    if uploaded > 0 {
        terminal.hint(&format!(
            "{} uploaded and recorded; run the same command again to continue",
            count(uploaded, "file is", "files are")
        ));
    }
}
