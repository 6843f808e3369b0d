//! The width of the output, in columns.

use std::io::{self, IsTerminal as _};

/// The width of text that goes to no terminal.
const PLAIN_WIDTH: usize = 100;

/// The columns to draw in: those of the terminal; where the results go elsewhere, those that
/// `COLUMNS` gives.
pub(in crate::cli) fn of_findings() -> usize {
    let is_terminal = io::stdout().is_terminal();
    if let Some(columns) = wanted_columns().filter(|_| !is_terminal) {
        return columns;
    }
    if !is_terminal && !io::stderr().is_terminal() {
        return PLAIN_WIDTH;
    }
    terminal_size::terminal_size().map_or(PLAIN_WIDTH, |(terminal_size::Width(columns), _)| columns.into())
}

/// The columns of what shows the results; `None` where they go elsewhere, and are not to be broken.
pub(in crate::cli) fn of_results() -> Option<usize> {
    if io::stdout().is_terminal() { Some(of_findings()) } else { wanted_columns() }
}

/// The columns of what shows the messages; `None` where they go elsewhere, and are not to be broken.
pub(in crate::cli) fn of_messages() -> Option<usize> {
    let (terminal_size::Width(columns), _) = terminal_size::terminal_size_of(io::stderr())?;
    Some(columns.into())
}

fn wanted_columns() -> Option<usize> {
    std::env::var("COLUMNS").ok()?.trim().parse().ok().filter(|&columns: &usize| columns > 0)
}
