//! Scans a page's text once for signs of other tools' markup, so that most pages skip their dialects.

use memchr::{memchr, memmem};

use crate::commonmark::bytes::Places;
use crate::commonmark::source_map::Text;
use crate::html::mark::MARK_BYTE;

/// Signs of markup that is not Markdown, as a set. A sign may turn out to be text.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Signs(u32);

impl Signs {
    /// The mark that is ours alone.
    pub const MARK: Self = Self(1);
    /// `{{`, `{%`, `{/*`, `={`: template tags, MDX.
    pub const TEMPLATE: Self = Self(1 << 1);
    /// `:::`.
    pub const COLONS: Self = Self(1 << 2);
    /// `import `, `export ` at the start of a line.
    pub const MODULE: Self = Self(1 << 3);
    /// `[[x`, `[(X`, `^id` at a line's end.
    pub const WIKI: Self = Self(1 << 4);
    /// `==x`, `++x`, `^^x`.
    pub const INLINE_MARK: Self = Self(1 << 5);
    /// `%%`, or `% ` at the start of a line.
    pub const PERCENT: Self = Self(1 << 6);
    /// `{` behind `)`, `]` or a backtick, `{:`, `{.x`, `{#x`, `{-}`: attributes and names of directives. `[](`: a link whose
    /// text is the title of its target.
    pub const ATTRIBUTES: Self = Self(1 << 7);
    /// `:name:`.
    pub const EMOJI: Self = Self(1 << 8);
    /// `!!!`, `???`, `=== "` at the start of a line: blocks with an indented body.
    pub const INDENTED: Self = Self(1 << 9);
    /// `+--`, `+==`, `-- --` at the start of a line: tables of pandoc.
    pub const TABLE: Self = Self(1 << 10);
    /// Another line that some tool knows: `///`, `--8<--`, `--- word`, `<<<`, `<!-- @`, `*[`, `(name)=`, `Word:`.
    pub const LINE: Self = Self(1 << 11);

    /// ` =300x`: the size of an image.
    pub const SIZE: Self = Self(1 << 24);
    /// `?[`: media of `LiaScript`.
    pub const QUESTION: Self = Self(1 << 25);
    /// A page that Notion exported: its file's name says so.
    pub const NOTION: Self = Self(1 << 26);
    /// Such a page, as long as its head was not looked at.
    pub const PAGE_HEAD: Self = Self(1 << 28);
    /// `[!INCLUDE`, `[!code-`.
    pub const BRACKET_BANG: Self = Self(1 << 27);
    /// `<Name` of a component.
    pub const COMPONENT: Self = Self(1 << 12);
    /// Code of Rust, in a course of mdBook.
    pub const RUST_CODE: Self = Self(1 << 13);

    /// `data:image/`: an image in an address.
    pub const DATA: Self = Self(1 << 14);
    /// `{++`, `{--`, `{~~`, `{==`, `{>>`: `CriticMarkup`.
    pub const CRITIC: Self = Self(1 << 15);

    /// `{{#`: mdBook includes a file.
    pub const INCLUDE: Self = Self(1 << 31);

    /// Those of either.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it holds any of `others`.
    pub fn has(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    pub fn remove(&mut self, others: Self) {
        self.0 &= !others.0;
    }

    pub fn add(&mut self, others: Self) {
        self.0 |= others.0;
    }

    /// Looks at a text.
    pub fn of(text: &Text<'_>) -> Self {
        let Places { line_ends, special, .. } = text.places();
        let bytes = text.as_str().as_bytes();
        let mut seen = Self::default();
        seen.add(sign_of_line(bytes));
        seen.add(sign_of_start(bytes));
        for &end in line_ends {
            let line = bytes.get(end + 1..).unwrap_or_default();
            if may_be_sign(line) {
                seen.add(sign_of_line(line));
            }
        }
        for &at in special {
            match bytes[at] {
                b':' => seen.colon(at, bytes),
                b'{' => seen.brace(at, bytes),
                b'<' => seen.add(sign_of_tag(at, bytes)),
                b'[' | b'=' | b'+' | b'%' | b'^' => seen.add(sign_of_pair(at, bytes)),
                MARK_BYTE => seen.add(Signs::MARK),
                _ => {}
            }
        }
        seen
    }

    fn colon(&mut self, at: usize, bytes: &[u8]) {
        match &bytes[at + 1..] {
            [b':', b':', ..] => self.add(Signs::COLONS),
            [b'i', b'm', b'a', b'g', b'e', b'/', ..] => self.add(Signs::DATA),
            rest if is_short_code(at.checked_sub(1).map(|before| bytes[before]), rest) => {
                self.add(Signs::EMOJI);
            }
            _ if bytes[..at].ends_with(b"(project") => self.add(Signs::ATTRIBUTES),
            _ => {}
        }
    }

    fn brace(&mut self, at: usize, bytes: &[u8]) {
        if bytes[at + 1..].starts_with(b"{#") {
            self.add(Signs::INCLUDE);
        }
        let sign = match (at.checked_sub(1).map(|before| bytes[before]), &bytes[at + 1..]) {
            (_, [b'{' | b'%', ..] | [b'/', b'*', ..]) | (Some(b'='), _) => Signs::TEMPLATE,
            (
                _,
                [b'+', b'+', ..] | [b'-', b'-', ..] | [b'~', b'~', ..] | [b'=', b'=', ..] | [b'>', b'>', ..],
            ) => Signs::CRITIC,
            (Some(b'{'), _) => return,
            (Some(b')' | b']' | b'`' | b'~'), _) => Signs::ATTRIBUTES,
            (Some(b' '), _) if matches!(bytes[..at - 1].last(), Some(b'`' | b'~')) => Signs::ATTRIBUTES,
            (_, [b':' | b'.' | b'#', next, ..]) if next.is_ascii_alphabetic() => Signs::ATTRIBUTES,
            (Some(b'*' | b'_'), _) if at > 1 && bytes[at - 2] == bytes[at - 1] => Signs::ATTRIBUTES,
            (_, [b' ', ..]) if is_key(&bytes[at + 2..]) => Signs::ATTRIBUTES,
            (_, [b':', b':' | b'.' | b'#' | b'/', ..] | [b'-', b'}', ..]) => Signs::ATTRIBUTES,
            (_, [b':', b' ', next, ..]) if next.is_ascii_alphabetic() => Signs::ATTRIBUTES,
            (_, [b' ', b'.' | b'#', next, ..] | [b':', b' ', b'.' | b'#', next, ..])
                if next.is_ascii_alphabetic() =>
            {
                Signs::ATTRIBUTES
            }
            (_, [c, ..]) if c.is_ascii_lowercase() && is_role(&bytes[at + 1..]) => Signs::ATTRIBUTES,
            _ => return,
        };
        self.add(sign);
    }
}

/// Whether `name=` follows, as in attributes.
fn is_key(rest: &[u8]) -> bool {
    let length = rest.iter().take(30).take_while(|c| c.is_ascii_alphabetic() || **c == b'-').count();
    length > 0 && rest.get(length) == Some(&b'=')
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
    if (first, second, next) == (b'[', b']', b'(') {
        return Signs::ATTRIBUTES;
    }
    if first != second {
        return match (before, first, second) {
            (Some(b' '), b'=', b'0'..=b'9' | b'x') => Signs::SIZE,
            (Some(b'?'), b'[', _) => Signs::QUESTION,
            (_, b'[', b'(') if matches!(next, b'X' | b' ') => Signs::WIKI,
            (_, b'[', b'!')
                if matches!(
                    (next, bytes.get(at + 3)),
                    (b'I' | b'i', Some(b'N' | b'n')) | (b'c', Some(b'o')) | (b'V' | b'v', Some(b'I' | b'i'))
                ) =>
            {
                Signs::BRACKET_BANG
            }
            _ => Signs::default(),
        };
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

/// What the start of a page may be: the header of a codelab.
fn sign_of_start(bytes: &[u8]) -> Signs {
    const KEYS: &[&[u8]] = &[b"id", b"summary", b"author", b"authors", b"categories", b"tags", b"status"];
    let start = bytes.trim_ascii_start();
    let length = start.iter().take(12).take_while(|c| c.is_ascii_alphabetic()).count();
    let is_key =
        start.get(length) == Some(&b':') && KEYS.iter().any(|key| start[..length].eq_ignore_ascii_case(key));
    if is_key { Signs::LINE } else { Signs::default() }
}

/// A tag with a name in upper case, as components have, or with an attribute of Vue; types of code (`Vec<String>`)
/// stand behind a letter.
fn sign_of_tag(at: usize, bytes: &[u8]) -> Signs {
    let is_in_word = at.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_alphanumeric());
    match bytes[at + 1..] {
        [first, second, ..] if first.is_ascii_uppercase() && second.is_ascii_lowercase() && !is_in_word => {
            Signs::COMPONENT
        }
        [first, ..] if first.is_ascii_lowercase() && has_odd_attribute(&bytes[at + 2..]) => Signs::COMPONENT,
        _ => Signs::default(),
    }
}

/// Whether an attribute may begin with `@` or `#`, or the tag is a part of a component: `<template`.
fn has_odd_attribute(rest: &[u8]) -> bool {
    const LONGEST: usize = 400;
    if rest.starts_with(b"emplate ") {
        return true;
    }
    let rest = &rest[..rest.len().min(LONGEST)];
    let tag = &rest[..memchr(b'>', rest).unwrap_or(0)];
    tag.windows(2).any(|pair| pair[0].is_ascii_whitespace() && matches!(pair[1], b'@' | b'#' | b'['))
}

/// Whether a line begins with what a sign may begin with: most begin with a letter that none has.
fn may_be_sign(line: &[u8]) -> bool {
    match line.first() {
        None | Some(b'\n' | b'|') => false,
        Some(first) => !first.is_ascii_alphabetic() || matches!(first, b'i' | b'e' | b'D'),
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
        [b'#', rest @ ..] if is_tab(rest) => Signs::LINE,
        [b'-', b'-', ..] if is_ruled(&line[indent..]) => Signs::TABLE,
        [b'-' | b';', ..] if is_cut(&line[indent..]) => Signs::LINE,
        [b'%', ..] => Signs::PERCENT,
        [b'`', b'`', b'`', ..] | [b'~', b'~', b'~', ..] if has_title(&line[indent..]) => Signs::LINE,
        [b'i', b'm', b'p', b'o', b'r', b't', b' ', ..] | [b'e', b'x', b'p', b'o', b'r', b't', b' ', ..] => {
            Signs::MODULE
        }
        [b'/', b'/', b'/', ..]
        | [b'-', b'-', b'-', b' ', ..]
        | [b'<', b'<', b'<', ..]
        | [b'@', b'[', b'c', ..]
        | [b'<', b'!', b'-', b'-', b' ', b'@', ..]
        | [b'<', b'!', b'-', b'-', b'@', ..]
        | [b'*', b'[', ..]
        | [b'(', b'@', ..]
        | [b'[', b'T', b'O', b'C', b']', ..]
        | [b'+', b'+', b'+', b'\n' | b'\r' | b' ', ..]
        | [b'#', b'.', b' ', ..]
        | [b'D', b'u', b'r', b'a', b't', b'i', b'o', b'n', b':', ..] => Signs::LINE,
        [b'(', ..] if is_label(&line[indent..]) => Signs::LINE,
        [b'-' | b'*' | b'+' | b':' | b'0'..=b'9', b' ' | b'.', ..] if begins_block(&line[indent..]) => {
            Signs::INDENTED
        }
        _ => Signs::default(),
    }
}

/// Whether a block with an indented body begins behind the marker of a list item.
fn begins_block(line: &[u8]) -> bool {
    let marker = line
        .iter()
        .take(8)
        .take_while(|c| !c.is_ascii_punctuation() || matches!(c, b'-' | b'*' | b'+' | b':' | b'.'));
    let rest = &line[marker.count()..];
    [b"!!! ".as_slice(), b"??? ", b"???+", b"=== "].iter().any(|mark| rest.starts_with(mark))
}

/// Whether a line is `(name)=`.
fn is_label(line: &[u8]) -> bool {
    let name = line.iter().take(100).take_while(|&&c| !matches!(c, b')' | b'\n')).count();
    line[name..].starts_with(b")=")
}

/// Whether a line is cut along `--8<--`, with the `;` that makes it text or without.
fn is_cut(line: &[u8]) -> bool {
    let handle = line.iter().take(16).take_while(|c| matches!(c, b'-' | b';')).count();
    line[handle..].starts_with(b"8<-")
}

/// Whether the first line of a block of code has a title.
fn has_title(line: &[u8]) -> bool {
    let line = line.split(|&c| c == b'\n').next().unwrap_or_default();
    line.windows(6).any(|part| part == b"title=")
}

/// Whether a heading is a tab of Microsoft's documentation: `# [Label](#tab/id)`.
fn is_tab(rest: &[u8]) -> bool {
    let blanks = rest.iter().take(8).take_while(|c| matches!(c, b'#' | b' ')).count();
    let line = &rest[blanks..rest.len().min(200)];
    line.starts_with(b"[") && {
        let end = memchr(b'\n', line).unwrap_or(line.len());
        memmem::find(&line[..end], b"](#tab/").is_some()
    }
}

/// Whether a line is made of two or more runs of dashes, as over and under the columns of a table.
fn is_ruled(line: &[u8]) -> bool {
    let line = line.split(|&c| c == b'\n').next().unwrap_or_default().trim_ascii();
    line.iter().all(|c| matches!(c, b'-' | b' '))
        && line.windows(2).any(|pair| pair == b" -")
        && line.windows(2).any(|pair| pair == b"--")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, signs: Signs) {
        assert_eq!(Signs::of(&Text::new(text, 0..text.len())), signs, "{text}");
    }

    #[test]
    fn markup_of_other_tools_is_seen() {
        for (text, signs) in [
            ("{% a %} ={", Signs::TEMPLATE),
            ("{/* a */}", Signs::TEMPLATE),
            ("::: note", Signs::COLONS),
            ("a\nimport a", Signs::MODULE),
            ("\u{1}", Signs::MARK),
            ("see [[a]]", Signs::WIKI),
            ("[(X)] a", Signs::WIKI),
            ("text ^id1", Signs::WIKI),
            ("a ==b== c", Signs::INLINE_MARK),
            ("++ctrl+c++", Signs::INLINE_MARK),
            ("%% a %%", Signs::PERCENT),
            ("![a](b){width=3}", Signs::ATTRIBUTES),
            ("see {doc}`a`", Signs::ATTRIBUTES),
            ("```{note}\n```", Signs::ATTRIBUTES),
            ("ok :smile:", Signs::EMOJI),
            ("- a\n\n    !!! note", Signs::INDENTED),
            ("a\n:   !!! note", Signs::INDENTED),
            ("1. ??? note", Signs::INDENTED),
            ("+---+", Signs::TABLE),
            ("--- ----", Signs::TABLE),
            ("--8<-- \"a\"", Signs::LINE),
            ("<Tabs>", Signs::COMPONENT),
            ("{::comment}", Signs::ATTRIBUTES),
            ("> a\n{: .note }", Signs::ATTRIBUTES),
            ("--- task ---", Signs::LINE),
            ("  ;-8<- \"a\"", Signs::LINE),
            ("(label)=", Signs::LINE),
            ("[TOC]\n", Signs::LINE),
            ("+++\n", Signs::LINE),
            ("```py title=\"a\"", Signs::LINE),
            ("text\n{ .annotate }", Signs::ATTRIBUTES),
            ("{: .x }", Signs::ATTRIBUTES),
            ("{ style=\"a\" }", Signs::ATTRIBUTES),
            ("**a**{ title=b }", Signs::ATTRIBUTES),
            ("[](a.md)", Signs::ATTRIBUTES),
            ("~~~ {note}", Signs::ATTRIBUTES),
            ("![a](b =300x)", Signs::SIZE),
            ("!?[a](b)", Signs::QUESTION),
            ("[!INCLUDE [a](b)]", Signs::BRACKET_BANG),
            ("id: a\n\n# A", Signs::LINE),
            ("## [A](#tab/a)", Signs::LINE),
        ] {
            check(text, signs);
        }
        let include = Signs::of(&Text::new("{{#include a}}", 0..14));
        assert!(include.has(Signs::TEMPLATE) && include.has(Signs::INCLUDE));
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
            "(a remark) = b\n(and more)\n```py\ntitle=a",
        ] {
            check(text, Signs::default());
        }
    }
}
