//! Scans a page's text once for everything that later steps search for, so that they can skip pages without it.

use std::ops::Range;

use memchr::{memchr_iter, memchr3, memchr3_iter};

use crate::html::mark::MARK_BYTE;

/// What was seen in a text.
#[derive(Debug, Default)]
pub(super) struct Prescan {
    /// Something in two braces and a `#`, as mdBook includes files.
    pub has_includes: bool,
    /// What may be markup of other tools.
    pub signs: Signs,
    /// Where `://` is.
    pub urls: Vec<usize>,
}

/// Signs of markup that is not Markdown, as a set. A sign may turn out to be text.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signs(u32);

impl Signs {
    /// The mark that is ours alone.
    pub const MARK: Self = Self(1);
    /// `{{`, `{%`, `{/*`, `={`: template tags, MDX.
    pub const TEMPLATE: Self = Self(1 << 1);
    /// `:::`.
    pub const COLONS: Self = Self(1 << 2);
    /// `import `, `export ` at the start of a line.
    pub const MODULE: Self = Self(1 << 3);
    /// `[[x`, `^id` at a line's end.
    pub const WIKI: Self = Self(1 << 4);
    /// `==x`, `++x`, `^^x`.
    pub const INLINE_MARK: Self = Self(1 << 5);
    /// `%%`, or `% ` at the start of a line.
    pub const PERCENT: Self = Self(1 << 6);
    /// `{` behind `)`, `]` or a backtick, `{:`, `{.x`, `{#x`: attributes and names of directives.
    pub const ATTRIBUTES: Self = Self(1 << 7);
    /// `:name:`.
    pub const EMOJI: Self = Self(1 << 8);
    /// `!!!`, `???`, `=== "` at the start of a line: blocks with an indented body.
    pub const INDENTED: Self = Self(1 << 9);
    /// `+--`, `+==`, `-- --` at the start of a line: tables of pandoc.
    pub const TABLE: Self = Self(1 << 10);
    /// Another line that some tool knows: `///`, `--8<--`, `--- word`, `<<<`, `<!-- @`, `*[`, `(name)=`, `Word:`.
    pub const LINE: Self = Self(1 << 11);

    /// `<Name` of a component.
    pub const COMPONENT: Self = Self(1 << 12);
    /// Code of Rust, in a course of mdBook.
    pub const RUST_CODE: Self = Self(1 << 13);

    /// Those of either.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it holds any of `others`.
    pub fn has(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    pub fn add(&mut self, others: Self) {
        self.0 |= others.0;
    }
}

impl Prescan {
    /// Looks at a text.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut seen = Self::default();
        seen.signs.add(sign_of_line(bytes));
        for at in memchr_iter(b'\n', bytes) {
            seen.signs.add(sign_of_line(&bytes[at + 1..]));
        }
        for at in memchr3_iter(b'{', b':', MARK_BYTE, bytes) {
            let rest = &bytes[at + 1..];
            match bytes[at] {
                b':' => seen.colon(at, bytes),
                b'{' => seen.brace(at, bytes),
                _ => seen.signs.add(Signs::MARK),
            }
            seen.has_includes |= bytes[at] == b'{' && rest.starts_with(b"{#");
        }
        for at in memchr3_iter(b'[', b'=', b'+', bytes) {
            seen.signs.add(sign_of_pair(at, bytes));
        }
        for at in memchr3_iter(b'%', b'^', b'<', bytes) {
            seen.signs.add(if bytes[at] == b'<' { sign_of_tag(at, bytes) } else { sign_of_pair(at, bytes) });
        }
        seen
    }

    fn colon(&mut self, at: usize, bytes: &[u8]) {
        match &bytes[at + 1..] {
            [b'/', b'/', ..] => self.urls.push(at),
            [b':', b':', ..] => self.signs.add(Signs::COLONS),
            rest if is_short_code(at.checked_sub(1).map(|before| bytes[before]), rest) => {
                self.signs.add(Signs::EMOJI);
            }
            _ => {}
        }
    }

    fn brace(&mut self, at: usize, bytes: &[u8]) {
        let sign = match (at.checked_sub(1).map(|before| bytes[before]), &bytes[at + 1..]) {
            (_, [b'{' | b'%', ..] | [b'/', b'*', ..]) | (Some(b'='), _) => Signs::TEMPLATE,
            (Some(b'{'), _) => return,
            (Some(b')' | b']' | b'`'), _) => Signs::ATTRIBUTES,
            (_, [b':' | b'.' | b'#', next, ..]) if next.is_ascii_alphabetic() => Signs::ATTRIBUTES,
            (_, [b':', b':' | b'.' | b'#' | b'/', ..]) => Signs::ATTRIBUTES,
            (_, [b':', b' ', next, ..]) if next.is_ascii_alphabetic() || matches!(next, b'.' | b'#') => {
                Signs::ATTRIBUTES
            }
            (_, [c, ..]) if c.is_ascii_lowercase() && is_role(&bytes[at + 1..]) => Signs::ATTRIBUTES,
            _ => return,
        };
        self.signs.add(sign);
    }
}

/// Whether `name}` and a backtick follow, as in a role of `MyST`.
fn is_role(rest: &[u8]) -> bool {
    let name =
        rest.iter().take(40).take_while(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b':' | b'_'));
    let length = name.count();
    rest[length..].starts_with(b"}`")
}

/// Whether `name:` follows, as in `:name:`.
fn is_short_code(before: Option<u8>, rest: &[u8]) -> bool {
    let is_name = |c: &u8| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, b'_' | b'+' | b'-');
    let length = rest.iter().take(50).take_while(|&c| is_name(c)).count();
    length > 0 && rest.get(length) == Some(&b':') && !before.is_some_and(|c| c.is_ascii_alphanumeric())
}

/// Two of a sign, with no letter or digit before and no blank behind.
fn sign_of_pair(at: usize, bytes: &[u8]) -> Signs {
    let before = at.checked_sub(1).map(|before| bytes[before]);
    let [first, second, next, ..] = bytes[at..] else { return Signs::default() };
    if first == b'^' && before == Some(b' ') && second.is_ascii_alphanumeric() {
        return Signs::WIKI;
    }
    if first != second {
        return Signs::default();
    }
    match first {
        b'[' if !next.is_ascii_whitespace() => Signs::WIKI,
        b'%' => Signs::PERCENT,
        b'=' | b'+' | b'^'
            if next != first
                && !next.is_ascii_whitespace()
                && !before.is_some_and(|c| c.is_ascii_alphanumeric() || c == first) =>
        {
            Signs::INLINE_MARK
        }
        _ => Signs::default(),
    }
}

/// A tag with a name in upper case, as components have; types of code (`Vec<String>`) stand behind a letter.
fn sign_of_tag(at: usize, bytes: &[u8]) -> Signs {
    let is_in_word = at.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_alphanumeric());
    match bytes[at + 1..] {
        [first, second, ..] if first.is_ascii_uppercase() && second.is_ascii_lowercase() && !is_in_word => {
            Signs::COMPONENT
        }
        _ => Signs::default(),
    }
}

/// What the start of a line may be.
fn sign_of_line(line: &[u8]) -> Signs {
    let indent = line.iter().take(12).take_while(|c| matches!(c, b' ' | b'\t' | b'>')).count();
    match &line[indent..] {
        [b'!', b'!', b'!', ..] | [b'?', b'?', b'?', ..] | [b'=', b'=', b'=', b' ' | b'!' | b'+', ..] => {
            Signs::INDENTED
        }
        [b'+', b'-' | b'=' | b':', b'-' | b'=', ..] => Signs::TABLE,
        [b'-', b'-', ..] if is_ruled(&line[indent..]) => Signs::TABLE,
        [b'%', b' ', ..] => Signs::PERCENT,
        [b'i', b'm', b'p', b'o', b'r', b't', b' ', ..] | [b'e', b'x', b'p', b'o', b'r', b't', b' ', ..] => {
            Signs::MODULE
        }
        [b'/', b'/', b'/', ..]
        | [b'-', b'-', b'8' | b'-', b'<' | b' ', ..]
        | [b'<', b'<', b'<', ..]
        | [b'@', b'[', b'c', ..]
        | [b'<', b'!', b'-', b'-', b' ', b'@', ..]
        | [b'<', b'!', b'-', b'-', b'@', ..]
        | [b'*', b'[', ..]
        | [b'(', b'@' | b'a'..=b'z', ..]
        | [b'D', b'u', b'r', b'a', b't', b'i', b'o', b'n', b':', ..] => Signs::LINE,
        _ => Signs::default(),
    }
}

/// Whether a line is made of two or more runs of dashes, as over and under the columns of a table.
fn is_ruled(line: &[u8]) -> bool {
    let line = line.split(|&c| c == b'\n').next().unwrap_or_default().trim_ascii();
    line.iter().all(|c| matches!(c, b'-' | b' '))
        && line.windows(2).any(|pair| pair == b" -")
        && line.windows(2).any(|pair| pair == b"--")
}

/// Knows which parts of a text hold no character that means something in HTML: they can be written as they
/// are.
#[derive(Debug, Default)]
pub(super) struct Specials<'t> {
    text: &'t str,
    /// A stretch without any; behind it is one, or the text ends.
    free: Range<usize>,
}

impl<'t> Specials<'t> {
    /// Nothing looked at yet.
    pub fn of(text: &'t str) -> Self {
        Self { text, free: 0..0 }
    }

    /// Whether `piece` is known to be without any: it is a part of the text, not of a copy.
    pub fn are_not_in(&mut self, piece: &str) -> bool {
        let Some(start) = (piece.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize) else {
            return false;
        };
        let end = start + piece.len();
        if end > self.text.len() {
            return false;
        }
        // Pieces come from front to back, so that little is looked at twice.
        if start < self.free.start || start >= self.free.end {
            let rest = &self.text.as_bytes()[start..];
            self.free = start..start + memchr3(b'&', b'<', b'>', rest).unwrap_or(rest.len());
        }
        end <= self.free.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, signs: Signs) {
        assert_eq!(Prescan::of(text).signs, signs, "{text}");
    }

    #[test]
    fn markup_of_other_tools_is_seen() {
        for (text, signs) in [
            ("{{#include a}}", Signs::TEMPLATE),
            ("{% a %} ={", Signs::TEMPLATE),
            ("{/* a */}", Signs::TEMPLATE),
            ("::: note", Signs::COLONS),
            ("a\nimport a", Signs::MODULE),
            ("\u{1}", Signs::MARK),
            ("see [[a]]", Signs::WIKI),
            ("text ^id1", Signs::WIKI),
            ("a ==b== c", Signs::INLINE_MARK),
            ("++ctrl+c++", Signs::INLINE_MARK),
            ("%% a %%", Signs::PERCENT),
            ("![a](b){width=3}", Signs::ATTRIBUTES),
            ("see {doc}`a`", Signs::ATTRIBUTES),
            ("```{note}\n```", Signs::ATTRIBUTES),
            ("ok :smile:", Signs::EMOJI),
            ("- a\n\n    !!! note", Signs::INDENTED),
            ("+---+", Signs::TABLE),
            ("--- ----", Signs::TABLE),
            ("--8<-- \"a\"", Signs::LINE),
            ("<Tabs>", Signs::COMPONENT),
            ("{::comment}", Signs::ATTRIBUTES),
            ("> a\n{: .note }", Signs::ATTRIBUTES),
            ("--- task ---", Signs::LINE),
        ] {
            check(text, signs);
        }
        assert!(Prescan::of("{{#include a}}").has_includes);
    }

    #[test]
    fn text_and_code_are_not_taken_for_it() {
        for text in [
            "plain: {text} a::b = {",
            "a == b, i++; if [[ -f x ]]; x==y",
            "{ : at 10:30:00 is 5 % of it",
            "- - -\n\n---\n\n===\n",
            "a Vec<String> <b> <BR> a <B c",
            "100^2 a:b:c C++ and C++",
        ] {
            check(text, Signs::default());
        }
        assert_eq!(Prescan::of("a://b :// c:/d").urls, [1, 6]);
    }

    #[test]
    fn text_without_special_characters_is_known() {
        let text = "ab < cd & ef";
        let mut specials = Specials::of(text);
        for (piece, expected) in [
            (&text[0..3], true),
            (&text[2..5], false),
            (&text[4..8], true),
            (&text[0..3], true),
            (&text[8..9], false),
            (&text[9..], true),
        ] {
            assert_eq!(specials.are_not_in(piece), expected, "{piece}");
        }
        assert!(!specials.are_not_in(&String::from("ab")));
    }
}
