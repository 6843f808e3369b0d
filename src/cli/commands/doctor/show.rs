//! Prints what was found: a line a check, or JSON.

use std::io::Write as _;

use anstyle::{AnsiColor, Style};
use serde_json::json;

use crate::cli::exit::Stop;
use crate::cli::term::{self, FAINT, STRONG, Terminal};

use super::{Check, Level};

/// The version of the JSON, raised when something in it changes its meaning.
const VERSION: u32 = 1;

/// In fewer columns nothing is broken any more: every word would stand alone.
const NARROWEST: usize = 24;

pub(super) fn text(checks: &[Check], terminal: &Terminal) -> Result<(), Stop> {
    let mut out = terminal.results();
    let width = checks.iter().map(|check| check.name.len()).max().unwrap_or(0);
    let indent = " ".repeat("problem".len() + 2 + width + 2);
    let room = term::result_columns().map_or(usize::MAX, |columns| columns.saturating_sub(indent.len()));
    let room = if room < NARROWEST { usize::MAX } else { room };
    let put =
        |text: &str, start: &str| broken(text, room.saturating_sub(start.len()), &format!("{indent}{start}"));
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

/// Breaks lines between words, so that none is longer than `room`. Each but the first then begins with `indent`, and
/// keeps the blanks of its own in front of it. What stands between backticks is one word: it is there to be copied.
fn broken(text: &str, room: usize, indent: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let own = &line[..line.len() - line.trim_start().len()];
        let mut now = own.to_owned();
        for word in words(line) {
            let is_first = now.len() == own.len();
            if !is_first && now.chars().count() + 1 + word.chars().count() > room {
                lines.push(std::mem::replace(&mut now, own.to_owned()));
            } else if !is_first {
                now.push(' ');
            }
            now.push_str(word);
        }
        lines.push(now);
    }
    lines.join(&format!("\n{indent}"))
}

/// The words of a line, commands among them.
fn words(line: &str) -> Vec<&str> {
    let mut is_code = false;
    let is_end = |c: char| {
        is_code ^= c == '`';
        c.is_whitespace() && !is_code
    };
    line.split(is_end).filter(|word| !word.is_empty()).collect()
}

pub(super) fn json(checks: &[Check], terminal: &Terminal) -> Result<(), Stop> {
    let document = json!({ "version": VERSION, "checks": checks });
    let text = serde_json::to_string_pretty(&document).map_err(std::io::Error::from)?;
    let mut out = terminal.results();
    writeln!(out, "{text}")?;
    Ok(out.flush()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words_and_begin_below_each_other() {
        assert_eq!(broken("one two three", 7, ".."), "one two\n..three");
        assert_eq!(broken("failed\n  caused by: it", 12, "."), "failed\n.  caused by:\n.  it");
        assert_eq!(broken("averyverylongword a", 5, "."), "averyverylongword\n.a");
        assert_eq!(broken("say `a b c` now", 7, "."), "say\n.`a b c`\n.now");
        assert_eq!(broken("one two three", usize::MAX, ".."), "one two three");
    }
}
