//! A change as a unified diff, as `patch` and code hosts read it.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

/// How many lines around a change are shown.
const CONTEXT: usize = 2;

const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();
const HEAD: Style = Style::new().bold();

/// Renders the change from `before` to `after` of the file `path`, with a last line end; nothing
/// when there is none. Control characters other than tabs and line ends are made visible.
pub fn unified(path: &str, before: &str, after: &str, color: bool) -> String {
    let painted =
        |style: Style, line: &str| if color { format!("{style}{line}{style:#}") } else { line.to_owned() };
    let diff = TextDiff::from_lines(before, after);
    let mut out = String::new();
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        if out.is_empty() {
            let path = visible(path);
            let _ = writeln!(out, "{}", painted(HEAD, &format!("--- {path}")));
            let _ = writeln!(out, "{}", painted(HEAD, &format!("+++ {path}")));
        }
        let _ = writeln!(out, "{}", hunk.header());
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ('-', REMOVED),
                ChangeTag::Insert => ('+', ADDED),
                ChangeTag::Equal => (' ', Style::new()),
            };
            let line = change.value();
            let text = line.trim_end_matches(['\r', '\n']);
            let _ = write!(out, "{}", painted(style, &visible(&format!("{sign}{text}"))));
            match &line[text.len()..] {
                "" => out.push_str("\n\\ No newline at end of file\n"),
                end => out.push_str(end),
            }
        }
    }
    out
}

fn visible(text: &str) -> String {
    text.replace(|c: char| c.is_control() && c != '\t', "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_shown_with_the_lines_around_it() {
        assert_eq!(
            unified("a.md", "1\n2\n3\n4\r\n5", "1\n2\n3\nfour\r\n5", false),
            "--- a.md\n+++ a.md\n@@ -2,4 +2,4 @@\n 2\n 3\n-4\r\n+four\r\n 5\n\\ No newline at end of file\n"
        );
        assert_eq!(unified("a.md", "1\n", "1\n", false), "");
    }

    #[test]
    fn control_characters_are_shown_and_not_obeyed() {
        assert!(unified("a.md", "\u{1b}[2J\n", "x\n", false).contains("-\u{fffd}[2J\n"));
    }
}
