//! The words of a line: how a value is written and read.
//!
//! Words are separated by spaces. A value without spaces and other odd characters stands bare, any other is a string of
//! JSON in which all that is not shown is escaped: no value can move a terminal's cursor or turn the direction of text.
//! A word may have a name: `name=value`.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Why a line cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(super) struct Fault(pub(super) Cow<'static, str>);

/// A name, and its value if it has one.
pub(super) type Named<'t> = (&'t str, Option<Cow<'t, str>>);

/// The words of a line that are left.
pub(super) struct Words<'t> {
    rest: &'t str,
}

impl Fault {
    pub(super) fn new(what: impl Into<Cow<'static, str>>) -> Self {
        Self(what.into())
    }
}

impl<'t> Words<'t> {
    pub(super) fn of(line: &'t str) -> Self {
        Self { rest: line.trim_ascii() }
    }

    /// Whether no word is left.
    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next word, which must be there.
    pub(super) fn word(&mut self) -> Result<Cow<'t, str>, Fault> {
        if self.rest.is_empty() {
            return Err(Fault::new("the record is incomplete"));
        }
        self.value()
    }

    /// The next word and its name, if there is a word; without a value where that is the name alone.
    pub(super) fn named(&mut self) -> Result<Option<Named<'t>>, Fault> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let end = self.rest.find(|c: char| c.is_ascii_whitespace() || c == '=').unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        if let Some(rest) = rest.strip_prefix('=') {
            self.rest = rest;
            return Ok(Some((name, Some(self.value()?))));
        }
        self.rest = rest.trim_ascii_start();
        Ok(Some((name, None)))
    }

    fn value(&mut self) -> Result<Cow<'t, str>, Fault> {
        let (value, rest) = if self.rest.starts_with('"') {
            let end = end_of_string(self.rest).ok_or_else(|| Fault::new("a quotation mark is missing"))?;
            let (string, rest) = self.rest.split_at(end);
            let value = serde_json::from_str(string)
                .map_err(|_| Fault::new("a value in quotation marks is not a JSON string"))?;
            (Cow::Owned(value), rest)
        } else {
            let end = self.rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(self.rest.len());
            let (value, rest) = self.rest.split_at(end);
            (Cow::Borrowed(value), rest)
        };
        if !rest.is_empty() && !rest.starts_with(|c: char| c.is_ascii_whitespace()) {
            return Err(Fault::new("a space is missing"));
        }
        self.rest = rest.trim_ascii_start();
        Ok(value)
    }
}

/// Where the string of JSON ends that a text begins with.
fn end_of_string(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Adds a word to a line.
pub(super) fn push(line: &mut String, value: &str) {
    if !line.is_empty() {
        line.push(' ');
    }
    push_value(line, value);
}

/// Adds a word with a name to a line.
pub(super) fn push_named(line: &mut String, name: &str, value: &str) {
    push_flag(line, name);
    line.push('=');
    push_value(line, value);
}

/// Adds a name alone to a line.
pub(super) fn push_flag(line: &mut String, name: &str) {
    if !line.is_empty() {
        line.push(' ');
    }
    line.push_str(name);
}

fn push_value(line: &mut String, value: &str) {
    if !value.is_empty() && value.chars().all(is_bare) {
        return line.push_str(value);
    }
    line.push('"');
    for c in value.chars() {
        match c {
            '"' | '\\' => line.extend(['\\', c]),
            c if is_shown(c) => line.push(c),
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(line, "\\u{unit:04x}").expect("a string takes all");
                }
            }
        }
    }
    line.push('"');
}

fn is_bare(c: char) -> bool {
    match c {
        '"' | '\\' => false,
        c if c.is_ascii() => c.is_ascii_graphic(),
        c => c.is_alphanumeric() && is_shown(c),
    }
}

/// Whether a character shows itself and nothing else: no control, no mark of direction, no space but the usual one.
fn is_shown(c: char) -> bool {
    c == ' ' || (!c.is_whitespace() && (c.is_ascii() || c.escape_debug().count() == 1) && !c.is_control())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_values_stand_bare_and_others_are_strings() {
        for (value, written) in [
            ("01-start/a=b.md", "01-start/a=b.md"),
            ("Brot_für_alle", "Brot_für_alle"),
            ("", "\"\""),
            ("a b", "\"a b\""),
            ("a\"b\\", "\"a\\\"b\\\\\""),
            ("\u{1b}[2J\n\u{202e}", "\"\\u001b[2J\\u000a\\u202e\""),
            ("\u{1f600}", "\"\u{1f600}\""),
            ("\u{e0001}", "\"\\udb40\\udc01\""),
        ] {
            let mut line = String::new();
            push(&mut line, value);
            assert_eq!(line, written);
        }
    }

    #[test]
    fn what_is_no_word_is_a_fault() {
        for line in ["", "\"a", "\"a\"b", "\"\\x\"", "\"\u{1}\""] {
            assert!(Words::of(line).word().is_err(), "{line:?}");
        }
        assert!(Words::of("a=\"").named().is_err());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(values in prop::collection::vec(any::<String>(), 1..5)) {
            let mut line = String::new();
            for value in &values {
                push(&mut line, value);
                push_named(&mut line, "name", value);
                push_flag(&mut line, "flag");
            }
            let is_hidden = |c: char| c.is_control() || c == '\u{202e}';
            prop_assert!(!line.contains(is_hidden));
            let mut words = Words::of(&line);
            for value in &values {
                prop_assert_eq!(words.word().unwrap(), value.as_str());
                prop_assert_eq!(words.named().unwrap(), Some(("name", Some(Cow::Borrowed(value.as_str())))));
                prop_assert_eq!(words.named().unwrap(), Some(("flag", None)));
            }
            prop_assert_eq!(words.named().unwrap(), None);
        }
    }
}
