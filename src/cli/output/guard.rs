//! The last look at what leaves for a terminal: colors pass, and nothing else that a terminal or a CI server obeys.
//!
//! Values are cleaned where they are put into a line ([`crate::shown`]). This catches what was forgotten.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use crate::shown::is_unseen;

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Form {
    /// Lines for people.
    Text,
    /// The workflow commands of a CI server.
    Commands,
    /// JSON, in which such characters are escaped and stay what they are.
    Json,
}

/// A writer of whole lines, each of them looked at.
pub(in crate::cli) struct Guard<W: Write> {
    to: W,
    form: Form,
    line: Vec<u8>,
}

impl<W: Write> Guard<W> {
    pub fn new(to: W, form: Form) -> Self {
        Self { to, form, line: Vec::new() }
    }

    fn pass(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        let text = String::from_utf8_lossy(&line);
        self.to.write_all(guarded(&text, self.form).as_bytes())
    }
}

impl<W: Write> Write for Guard<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|&c| c == b'\n') {
            self.line.extend_from_slice(part);
            if part.ends_with(b"\n") {
                self.pass()?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.line.is_empty() {
            self.pass()?;
        }
        self.to.flush()
    }
}

impl<W: Write> Drop for Guard<W> {
    fn drop(&mut self) {
        // A command that ends well has flushed, and has said what went wrong.
        let _ = self.flush();
    }
}

/// A text as it may be shown.
pub(super) fn guarded(text: &str, form: Form) -> Cow<'_, str> {
    let is_suspect = |c: char| is_unseen(c) && c != '\n' && c != '\t';
    if form == Form::Json && !text.bytes().any(may_begin_unseen) {
        return Cow::Borrowed(text);
    }
    let begins_command = form == Form::Text && text.contains("::") && text.lines().any(is_workflow_command);
    if !begins_command && !text.contains(is_suspect) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for line in text.split_inclusive('\n') {
        if form == Form::Text && is_workflow_command(line) {
            // A word joiner: nobody sees it, and the line is no command.
            out.push('\u{2060}');
        }
        push_line(&mut out, line, form);
    }
    Cow::Owned(out)
}

/// Whether a byte begins a character that may be unseen. Of a large body few lines hold one.
fn may_begin_unseen(byte: u8) -> bool {
    (byte < b' ' && byte != b'\n' && byte != b'\t') || matches!(byte, 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef)
}

fn push_line(out: &mut String, line: &str, form: Form) {
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let color = if form == Form::Json { 0 } else { color_length(rest) };
        let (taken, after) = rest.split_at(if color > 0 { color } else { c.len_utf8() });
        rest = after;
        match form {
            _ if color > 0 || !is_unseen(c) || matches!(c, '\n' | '\t') => out.push_str(taken),
            // Of characters beyond U+FFFF none is unseen.
            Form::Json => _ = write!(out, "\\u{:04x}", u32::from(c)),
            Form::Text | Form::Commands => out.push_str(&crate::shown::shown(taken)),
        }
    }
}

/// The length of a sequence that sets a color or style, at the start of a text.
fn color_length(text: &str) -> usize {
    let Some(numbers) = text.strip_prefix("\u{1b}[") else { return 0 };
    let length = numbers.bytes().take_while(|c| c.is_ascii_digit() || *c == b';').count();
    if numbers[length..].starts_with('m') { length + 3 } else { 0 }
}

/// Whether a CI server would take a line for a command: they pass over blanks and colors.
fn is_workflow_command(line: &str) -> bool {
    let mut rest = line;
    loop {
        rest = rest.trim_start();
        match color_length(rest) {
            0 => return rest.starts_with("::") || rest.starts_with("##["),
            color => rest = &rest[color..],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colors_pass_and_nothing_else_that_is_obeyed() {
        for (text, expected) in [
            ("plain\n\ta: b::c\n", "plain\n\ta: b::c\n"),
            ("\u{1b}[1;31mred\u{1b}[0m\n", "\u{1b}[1;31mred\u{1b}[0m\n"),
            ("\u{1b}]0;title\u{7}\u{1b}[2J", "␛]0;title␇␛[2J"),
            ("a\r\n", "a␍\n"),
            (
                "a\n  ::error::b\n\u{1b}[1m::set-output\n",
                "a\n\u{2060}  ::error::b\n\u{2060}\u{1b}[1m::set-output\n",
            ),
            ("\u{202e}", "\u{fffd}"),
        ] {
            assert_eq!(guarded(text, Form::Text), expected, "{text:?}");
        }
    }

    #[test]
    fn json_says_the_same() {
        let json = "{\"a\": \"\u{9b}x\u{202e}é\"}\n";
        let written = guarded(json, Form::Json);
        assert_eq!(written, "{\"a\": \"\\u009bx\\u202eé\"}\n");
        let same = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(same(&written), same(json));
    }

    #[test]
    fn a_writer_looks_at_whole_lines() {
        let mut written = Vec::new();
        let mut guard = Guard::new(&mut written, Form::Text);
        for part in ["a\u{1b}", "[1mb\u{1b}[", "2Jc\nd"] {
            guard.write_all(part.as_bytes()).unwrap();
        }
        guard.flush().unwrap();
        drop(guard);
        assert_eq!(String::from_utf8(written).unwrap(), "a\u{1b}[1mb␛[2Jc\nd");
    }
}
