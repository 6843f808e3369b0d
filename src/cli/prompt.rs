//! Questions on a terminal whose answer is a text.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use super::exit::Stop;

/// Whether there is somebody to ask.
pub(super) fn is_possible() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks for a line; nothing but blanks, and the end of input, are no answer.
pub(super) fn line(question: &str) -> Result<Option<String>, Stop> {
    let ask = || -> io::Result<String> {
        // Not locked while somebody thinks.
        write!(io::stderr(), "{question}")?;
        io::stderr().flush()?;
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        Ok(line)
    };
    Ok(answer(&ask().map_err(|error| not_asked(&error))?))
}

/// Asks for a secret, which the terminal does not show while it is typed or pasted.
pub(super) fn hidden(question: &str) -> Result<Option<String>, Stop> {
    Ok(answer(&rpassword::prompt_password(question).map_err(|error| not_asked(&error))?))
}

fn answer(line: &str) -> Option<String> {
    let line = line.trim();
    (!line.is_empty()).then(|| line.to_owned())
}

fn not_asked(error: &io::Error) -> Stop {
    if error.kind() == io::ErrorKind::UnexpectedEof {
        return Stop::unclear("there was no answer");
    }
    Stop::unclear(format!("the terminal cannot be asked: {error}"))
}
