//! Text prompts on a terminal.
//!
//! Somebody thinks in a thread of their own, so that Ctrl-C is noticed meanwhile ([`until_stopped`]). A terminal
//! that does not show what is typed is given back as it was, also then.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::time::Duration;

use tokio::sync::{Mutex, watch};

use super::exit::CommandError;
use super::signals::Interrupt;

/// Held as long as a terminal does not show what is typed.
static HIDDEN: Mutex<()> = Mutex::const_new(());

/// How long a terminal may take to be given back after Ctrl-C.
const PATIENCE: Duration = Duration::from_secs(1);

/// Does something that asks questions; Ctrl-C ends it.
pub(super) async fn until_stopped<T>(
    work: impl Future<Output = Result<T, CommandError>>,
) -> Result<T, CommandError> {
    // Listened for before the first question. While nobody listens, a signal ends the process at once, and the
    // terminal stays as it is.
    let mut interrupt = Interrupt::listen().map_err(CommandError::Output)?;
    tokio::select! {
        biased;
        () = interrupt.came() => {
            let _ = tokio::time::timeout(PATIENCE, HIDDEN.lock()).await;
            Err(stopped())
        }
        done = work => done,
    }
}

/// Whether there is somebody to ask.
pub(super) fn is_possible() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks for a line; nothing but blanks, and the end of input, are no answer.
pub(super) async fn line(question: &'static str) -> Result<Option<String>, CommandError> {
    let ask = move || {
        // Not locked while somebody thinks.
        write!(io::stderr(), "{question}")?;
        io::stderr().flush()?;
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        Ok(line)
    };
    Ok(answer(&apart(ask).await.map_err(|error| not_asked(&error))?))
}

/// Asks a question that is answered with yes or no; anything but yes is no, and so is a signal to stop.
pub(super) async fn yes(question: String, stop: &mut watch::Receiver<bool>) -> Result<bool, CommandError> {
    let ask = move || {
        // Not locked while somebody thinks.
        write!(io::stderr(), "{question}")?;
        io::stderr().flush()?;
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        Ok(line)
    };
    tokio::select! {
        () = crate::sync::stopped(stop) => {
            // The cursor stands behind the question.
            let _ = writeln!(io::stderr());
            Ok(false)
        }
        line = apart(ask) => {
            let line = line.map_err(|error| not_asked(&error))?;
            Ok(matches!(line.trim().to_lowercase().as_str(), "y" | "yes"))
        }
    }
}

/// Asks for a secret, which the terminal does not show while it is typed or pasted.
pub(super) async fn hidden(question: &'static str) -> Result<Option<String>, CommandError> {
    let is_hidden = HIDDEN.lock().await;
    let ask = move || {
        let _is_hidden = is_hidden;
        rpassword::prompt_password(question)
    };
    Ok(answer(&apart(ask).await.map_err(|error| not_asked(&error))?))
}

/// Reads something in a thread of its own.
pub(super) async fn apart<T: Send + 'static>(
    read: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(read).await.unwrap_or_else(|error| Err(io::Error::other(error)))
}

fn answer(line: &str) -> Option<String> {
    let line = line.trim();
    (!line.is_empty()).then(|| line.to_owned())
}

fn not_asked(error: &io::Error) -> CommandError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => CommandError::unclear("no answer given"),
        io::ErrorKind::Interrupted => stopped(),
        _ => CommandError::unclear(format!("cannot read from the terminal: {error}")),
    }
}

fn stopped() -> CommandError {
    CommandError::failed_because("login cancelled; nothing was stored")
}
