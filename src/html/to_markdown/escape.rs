//! Which characters of a text would mean something in Markdown.
//!
//! [`Line::escaped`] writes a text with as many escapes as a [`Choice`] asks for. What `means_something` says is a
//! good guess, no promise: what is read back decides ([`super::read_back`]).

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::rc::Rc;

/// How carefully a text is written, from the most readable way to the safest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Choice {
    /// Without any escape.
    Bare,
    /// With a backslash before what most likely means something.
    Likely,
    /// The same, and before each of these characters wherever it is.
    Kinds(Rc<BTreeSet<u8>>),
    /// With a backslash before every sign, and every id written out.
    All,
    /// With character references instead of signs, and tags instead of marks.
    References,
    /// As HTML.
    Html,
    /// As HTML, with character references instead of signs.
    HtmlReferences,
}

impl Choice {
    /// The next safer choice.
    pub fn next(&self) -> Option<Self> {
        Some(match self {
            Self::Bare => Self::Likely,
            Self::Likely => Self::All,
            Self::Kinds(_) | Self::All => Self::References,
            Self::References => Self::Html,
            Self::Html => Self::HtmlReferences,
            Self::HtmlReferences => return None,
        })
    }

    /// Whether formatting is written as Markdown has it.
    pub fn is_markdown(&self) -> bool {
        !matches!(self, Self::References | Self::Html | Self::HtmlReferences)
    }

    /// Whether the whole block is written as HTML.
    pub fn is_html(&self) -> bool {
        matches!(self, Self::Html | Self::HtmlReferences)
    }
}

/// Lines of Markdown in which some characters are the text's own.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub text: String,
    /// Where the signs are that are text, from front to back.
    pub signs: Vec<usize>,
}

impl Line {
    /// Appends a character of the text.
    pub fn push(&mut self, c: char) {
        if c.is_ascii_punctuation() {
            self.signs.push(self.text.len());
        }
        self.text.push(c);
    }

    /// The Markdown.
    pub fn escaped(&self, choice: &Choice) -> String {
        let mut out = String::with_capacity(self.text.len() + self.signs.len());
        let facts = Facts::of(&self.text);
        let mut written = 0;
        for &at in &self.signs {
            let sign = self.text.as_bytes()[at];
            let is_escaped = match choice {
                Choice::Bare => false,
                Choice::Likely => facts.means_something(at),
                Choice::Kinds(kinds) => kinds.contains(&sign) || facts.means_something(at),
                Choice::All => !matches!(sign, b',' | b';' | b'\'' | b'"'),
                Choice::References | Choice::Html | Choice::HtmlReferences => {
                    out.push_str(&self.text[written..at]);
                    // Writing to a string does not fail.
                    let _ = write!(out, "&#{sign};");
                    written = at + 1;
                    continue;
                }
            };
            if is_escaped {
                out.push_str(&self.text[written..at]);
                out.push('\\');
                written = at;
            }
        }
        out.push_str(&self.text[written..]);
        out
    }
}

/// What the signs in lines are judged by.
struct Facts<'t> {
    text: &'t str,
    /// Where each sign that needs a partner occurs last.
    last: [usize; 128],
}

impl<'t> Facts<'t> {
    fn of(text: &'t str) -> Self {
        let mut last = [0; 128];
        for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_punctuation()) {
            last[usize::from(byte)] = at;
        }
        Self { text, last }
    }

    /// Whether there is another of the sign behind a place.
    fn has_later(&self, sign: u8, at: usize) -> bool {
        self.last[usize::from(sign)] > at
    }

    /// Whether a sign most likely means something to Markdown or one of its dialects.
    fn means_something(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        let sign = bytes[at];
        let before = self.text[..at].chars().next_back();
        let after = self.text[at + 1..].chars().next();
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is = |c: Option<char>, sign: u8| c == Some(char::from(sign));
        let starts_line = before.is_none_or(|c| c == '\n');
        let next = |wanted: &str| after.is_some_and(|c| wanted.contains(c));
        match sign {
            b'\\' => after.is_none_or(|c| c == '\n' || c.is_ascii_punctuation()),
            b'`' => true,
            b'*' => !(is_space(before) && is_space(after)) || starts_line,
            b'_' => !(is_word(before) && is_word(after) || is_space(before) && is_space(after)),
            b'[' => self.begins_link(at),
            b'<' => is_word(after) || next("/!?"),
            b'>' => starts_line,
            b'&' => is_reference(&self.text[at + 1..]),
            b'~' => is(after, b'~') || is(before, b'~') || (!is_space(after) && self.has_later(b'~', at)),
            b'$' => is(after, b'$') || (!is_space(after) && !is_word(before) && self.has_later(b'$', at)),
            b'#' => starts_line && (next("# \n") || after.is_none()),
            b'-' | b'+' => {
                starts_line && (is_space(after) || is(after, sign)) || (sign == b'+' && self.is_pair(at))
            }
            b'=' => (starts_line && (next("=\n") || after.is_none())) || self.is_pair(at),
            b'^' => self.is_pair(at) || is(after, b'['),
            b'%' => self.is_pair(at) || (is(before, b'{') && !is_space(after)),
            b'.' | b')' => self.ends_number(at, after) || (sign == b'.' && self.ends_www(at, after)),
            b'|' => starts_line || self.text[..at].contains('\n') && self.text.contains("--"),
            b':' => (starts_line && (is_space(after) || is(after, b':'))) || self.is_short_code(at),
            b'/' => is(before, b':') && is(after, b'/') && is_word(self.text[..at - 1].chars().next_back()),
            b'{' => next("{%:#.=<") || before.is_some_and(|c| matches!(c, ']' | ')' | '`')),
            b'!' => (is(after, b'[') && self.begins_link(at + 1)) || (starts_line && is(after, b'!')),
            b'?' => starts_line && is(after, b'?'),
            b'(' => before == Some('\\'),
            _ => false,
        }
    }

    /// Whether a bracket may begin a link, a footnote's mark, a definition or a name.
    fn begins_link(&self, at: usize) -> bool {
        let rest = &self.text[at + 1..];
        if rest.starts_with(['[', '^']) || self.text[..at].ends_with('[') {
            return true;
        }
        let starts_line = at == 0 || self.text[..at].ends_with('\n');
        let Some(end) = rest.find(']') else { return false };
        let behind = rest[end + 1..].chars().next();
        let is_task = starts_line && matches!(&rest[..end], " " | "x" | "X");
        is_task || matches!(behind, Some('(' | '[' | '{')) || (starts_line && behind == Some(':'))
    }

    /// Whether a sign is one of two that are together, with a partner further on or before.
    fn is_pair(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        let sign = bytes[at];
        bytes.get(at + 1) == Some(&sign) || (at > 0 && bytes[at - 1] == sign)
    }

    /// Whether a sign ends the number that a line begins with.
    fn ends_number(&self, at: usize, after: Option<char>) -> bool {
        let line = &self.text[..at];
        let digits = line.bytes().rev().take_while(u8::is_ascii_digit).count();
        (1..=9).contains(&digits)
            && after.is_none_or(char::is_whitespace)
            && (digits == at || line[..at - digits].ends_with('\n'))
    }

    /// Whether a full stop is the one of `www.example.org`.
    fn ends_www(&self, at: usize, after: Option<char>) -> bool {
        let is_free = |before: &str| !before.ends_with(char::is_alphanumeric);
        after.is_some_and(char::is_alphanumeric) && self.text[..at].strip_suffix("www").is_some_and(is_free)
    }

    /// Whether a colon begins a short code such as `:tada:`.
    fn is_short_code(&self, at: usize) -> bool {
        let rest = &self.text.as_bytes()[at + 1..];
        let name =
            rest.iter().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, b'_' | b'-' | b'+')).count();
        name > 0 && rest.get(name) == Some(&b':') && !self.text[..at].ends_with(char::is_alphanumeric)
    }
}

/// Whether what is behind an `&` makes a character reference of it.
fn is_reference(rest: &str) -> bool {
    let name = rest.bytes().take_while(|c| c.is_ascii_alphanumeric() || *c == b'#').count();
    name > 0 && rest.as_bytes().get(name) == Some(&b';')
}

/// The text between the quotes of a title, or in brackets, with a backslash before what would end it.
pub(super) fn quoted(text: &str, ends: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let is_read = match c {
            '\\' => after.is_empty() || after.starts_with(|c: char| c.is_ascii_punctuation()),
            '&' => is_reference(after),
            c => ends.contains(&c),
        };
        if is_read {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
        rest = after;
    }
    out
}
