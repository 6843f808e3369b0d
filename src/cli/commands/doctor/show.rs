//! Prints the checks: a line each, or JSON.

use std::io::Write as _;

use anstyle::{AnsiColor, Style};
use serde_json::json;

use crate::cli::exit::CommandError;
use crate::cli::output::guard::Form;
use crate::cli::output::terminal::{FAINT, STRONG, Terminal};
use crate::cli::output::wrap;

use super::check::{Check, Level};

/// The version of the JSON, raised when something in it changes its meaning.
const VERSION: u32 = 1;

pub(super) fn text(checks: &[Check], terminal: &Terminal) -> Result<(), CommandError> {
    let mut out = terminal.results();
    let width = checks.iter().map(|check| check.name.len()).max().unwrap_or(0);
    let indent = " ".repeat("problem".len() + 2 + width + 2);
    let room = wrap::columns(indent.len());
    let put = |text: &str, start: &str| {
        wrap::wrapped(text, room.saturating_sub(start.len()), &format!("{indent}{start}"))
    };
    for Check { name, level, text, hint } in checks {
        let (word, style) = match level {
            Level::Ok => ("ok", Style::new().fg_color(Some(AnsiColor::Green.into()))),
            Level::Warning => ("warning", Style::new().fg_color(Some(AnsiColor::Yellow.into())).bold()),
            Level::Problem => ("problem", Style::new().fg_color(Some(AnsiColor::Red.into())).bold()),
        };
        writeln!(out, "{style}{word:7}{style:#}  {STRONG}{name:width$}{STRONG:#}  {}", put(text, ""))?;
        if let Some(hint) = hint {
            writeln!(out, "{indent}{FAINT}→{FAINT:#} {}", put(hint, "  "))?;
        }
    }
    Ok(out.flush()?)
}

pub(super) fn json(checks: &[Check], terminal: &Terminal) -> Result<(), CommandError> {
    let document = json!({ "version": VERSION, "checks": checks });
    let text = serde_json::to_string_pretty(&document).map_err(std::io::Error::from)?;
    let mut out = terminal.results_in(Form::Json);
    writeln!(out, "{text}")?;
    Ok(out.flush()?)
}
