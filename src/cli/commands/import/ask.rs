//! The confirmation before an import.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

/// What came of asking.
pub(super) enum Answer {
    Yes,
    No,
    /// There is nobody to ask.
    Nobody,
    /// Ctrl-C.
    Stopped,
}

/// Asks a question that is answered with yes or no; anything but yes is no.
pub(super) fn ask(question: &str) -> io::Result<Answer> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Ok(Answer::Nobody);
    }
    // Not locked while somebody thinks: after a Ctrl-C there is something to be said.
    write!(io::stderr(), "{question} [y/N] ")?;
    io::stderr().flush()?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    let yes = matches!(line.trim().to_lowercase().as_str(), "y" | "yes");
    Ok(if yes { Answer::Yes } else { Answer::No })
}
