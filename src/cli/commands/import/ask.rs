//! The confirmation before an import.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

/// What came of asking.
pub(super) enum Answer {
    Yes,
    No,
    /// Neither yes nor no, where one of both is needed.
    Unclear,
    /// There is nobody to ask.
    Nobody,
    /// Ctrl-C.
    Stopped,
}

/// What an answer that is neither yes nor no means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Else {
    /// No: nothing is lost by it.
    No,
    /// Nothing: a no is remembered.
    Unclear,
}

/// Asks a question that is answered with yes or no.
pub(super) fn ask(question: &str, otherwise: Else) -> io::Result<Answer> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Ok(Answer::Nobody);
    }
    // Not locked while somebody thinks: after a Ctrl-C there is something to be said.
    let choices = if otherwise == Else::No { "[y/N]" } else { "[yes/no; Enter: not looked yet]" };
    write!(io::stderr(), "{question} {choices} ")?;
    io::stderr().flush()?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(match (line.trim().to_lowercase().as_str(), otherwise) {
        ("y" | "yes", _) => Answer::Yes,
        ("n" | "no", _) | (_, Else::No) => Answer::No,
        (_, Else::Unclear) => Answer::Unclear,
    })
}
