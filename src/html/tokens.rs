//! Splits raw HTML into tags and text, as tolerant as a browser.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2, memmem};

use super::mark::MARK;

/// A piece of raw HTML.
#[derive(Debug)]
pub(crate) enum Token<'h> {
    /// Text, character references as they are written.
    Text(&'h str),
    Start(Tag<'h>),
    /// An end tag's name.
    End(&'h str),
}

/// A start tag.
#[derive(Debug)]
pub(crate) struct Tag<'h> {
    pub name: &'h str,
    pub attributes: Vec<Attribute<'h>>,
    pub self_closing: bool,
    /// Where it is in the HTML.
    pub range: Range<usize>,
}

/// An attribute; the value as it is written.
#[derive(Debug)]
pub(crate) struct Attribute<'h> {
    pub name: &'h str,
    pub value: &'h str,
}

impl Tag<'_> {
    /// An attribute's value, its character references resolved; names compare without case.
    pub fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name.eq_ignore_ascii_case(name))
            .map(|attribute| decode(attribute.value))
    }
}

/// Reads HTML from front to back. Comments, declarations and the like are passed over.
#[derive(Debug, Clone)]
pub(crate) struct Tokens<'h> {
    pub html: &'h str,
    pub at: usize,
    /// The names of end tags that were looked for in vain: they are not looked for again.
    missing: Vec<String>,
}

impl<'h> Tokens<'h> {
    pub fn new(html: &'h str) -> Self {
        Self { html, at: 0, missing: Vec::new() }
    }

    /// Passes over everything up to and with the end tag `name`; gives what was passed over, or
    /// `None` (and stays) when there is no such tag.
    pub fn skip_past_end(&mut self, name: &str) -> Option<&'h str> {
        let rest = &self.html[self.at..];
        if self.missing.iter().any(|missing| missing.eq_ignore_ascii_case(name)) {
            return None;
        }
        let Some(start) = find_end_tag(rest, name) else {
            self.missing.push(name.to_owned());
            return None;
        };
        let length = memchr(b'>', &rest.as_bytes()[start..]).map_or(rest.len(), |at| start + at + 1);
        self.at += length;
        Some(&rest[..start])
    }
}

/// Where the end tag `name` begins.
pub(crate) fn find_end_tag(html: &str, name: &str) -> Option<usize> {
    memmem::find_iter(html.as_bytes(), b"</").find(|at| {
        let rest = &html.as_bytes()[at + 2..];
        rest.len() >= name.len()
            && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes())
            && !rest.get(name.len()).is_some_and(u8::is_ascii_alphanumeric)
    })
}

impl<'h> Iterator for Tokens<'h> {
    type Item = Token<'h>;

    fn next(&mut self) -> Option<Token<'h>> {
        while self.at < self.html.len() {
            let (html, start) = (self.html, self.at);
            let rest = &html[start..];
            if !rest.starts_with('<') {
                let length = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
                self.at += length;
                return Some(Token::Text(&rest[..length]));
            }
            if let Some(length) = passed_over(rest) {
                self.at += length;
                continue;
            }
            if let Some((token, end)) = tag(html, start) {
                self.at = end;
                return Some(token);
            }
            self.at += 1;
            return Some(Token::Text(&rest[..1]));
        }
        None
    }
}

/// The length of a comment, declaration or processing instruction. One that is not closed goes to
/// the end, as in a browser.
fn passed_over(rest: &str) -> Option<usize> {
    let (skip, closing) = if rest.starts_with("<!--") {
        (if rest.starts_with("<!-->") { 2 } else { 4 }, "-->")
    } else if rest.starts_with("<![CDATA[") {
        (9, "]]>")
    } else if rest.starts_with("<!") || rest.starts_with("<?") {
        (2, ">")
    } else {
        return None;
    };
    Some(rest[skip..].find(closing).map_or(rest.len(), |at| skip + at + closing.len()))
}

/// Where the next tag at or after `from` is in HTML that we wrote. A `>` in a quoted value does not end
/// it. What is in the tag is not read.
pub(crate) fn next_tag(html: &str, from: usize) -> Option<Range<usize>> {
    let bytes = html.as_bytes();
    let mut start = from + memchr(b'<', bytes.get(from..)?)?;
    while !bytes.get(start + 1).is_some_and(|&next| next == b'/' || next.is_ascii_alphabetic()) {
        start += 1 + memchr(b'<', &bytes[start + 1..])?;
    }
    let mut at = start + 1;
    loop {
        at += memchr2(b'>', b'"', &bytes[at..])?;
        if bytes[at] == b'>' {
            return Some(start..at + 1);
        }
        at += 1;
        at += memchr(b'"', &bytes[at..])? + 1;
    }
}

fn tag(html: &str, start: usize) -> Option<(Token<'_>, usize)> {
    let bytes = html.as_bytes();
    let is_end = bytes.get(start + 1) == Some(&b'/');
    let name_start = start + 1 + usize::from(is_end);
    if !bytes.get(name_start)?.is_ascii_alphabetic() {
        return None;
    }
    let mut reader = Reader { html, at: name_start };
    let name = reader.until(|c| c.is_ascii_whitespace() || matches!(c, b'/' | b'>'));
    let mut attributes = Vec::new();
    let mut self_closing = false;
    loop {
        reader.until(|c| !c.is_ascii_whitespace());
        match bytes.get(reader.at)? {
            b'>' => break,
            b'/' => {
                self_closing = bytes.get(reader.at + 1) == Some(&b'>');
                reader.at += 1;
            }
            _ => attributes.push(reader.attribute()?),
        }
    }
    let end = reader.at + 1;
    let token = if is_end {
        Token::End(name)
    } else {
        Token::Start(Tag { name, attributes, self_closing, range: start..end })
    };
    Some((token, end))
}

struct Reader<'h> {
    html: &'h str,
    at: usize,
}

impl<'h> Reader<'h> {
    fn until(&mut self, stop: impl Fn(u8) -> bool) -> &'h str {
        let rest = &self.html[self.at..];
        let length = rest.bytes().position(stop).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn attribute(&mut self) -> Option<Attribute<'h>> {
        let first = self.html[self.at..].chars().next()?.len_utf8();
        let start = self.at;
        self.at += first;
        self.until(|c| c.is_ascii_whitespace() || matches!(c, b'/' | b'>' | b'='));
        let name = &self.html[start..self.at];
        let after_name = self.at;
        self.until(|c| !c.is_ascii_whitespace());
        if self.html.as_bytes().get(self.at) != Some(&b'=') {
            self.at = after_name;
            return Some(Attribute { name, value: "" });
        }
        self.at += 1;
        self.until(|c| !c.is_ascii_whitespace());
        let value = match self.html.as_bytes().get(self.at)? {
            quote @ (b'"' | b'\'') => {
                self.at += 1;
                let value = self.until(|c| c == *quote);
                // Without the closing quote this is no tag at all.
                self.html.as_bytes().get(self.at)?;
                self.at += 1;
                value
            }
            _ => self.until(|c| c.is_ascii_whitespace() || c == b'>'),
        };
        Some(Attribute { name, value })
    }
}

/// Resolves the character references that occur in attributes, and drops the character that marks
/// references. A name it does not know stays as it is: it is escaped again when it is written.
pub(crate) fn decode(value: &str) -> Cow<'_, str> {
    if !value.contains(['&', MARK]) {
        return value.into();
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let reference = rest
            .find(';')
            .filter(|&end| end <= 10)
            .and_then(|end| Some((character(&rest[1..end])?, end + 1)));
        let (decoded, length) = reference.unwrap_or(('&', 1));
        out.push(decoded);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out.retain(|c| c != MARK);
    out.into()
}

fn character(name: &str) -> Option<char> {
    let number = |digits: &str, radix| {
        u32::from_str_radix(digits, radix).ok().and_then(char::from_u32).filter(|&c| c != '\0')
    };
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let digits = name.strip_prefix('#')?;
            return match digits.strip_prefix(['x', 'X']) {
                Some(digits) => number(digits, 16),
                None => number(digits, 10),
            };
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let tokens = Tokens::new(html).map(|token| match token {
            Token::Text(text) => format!("{text:?}"),
            Token::End(name) => format!("/{name}"),
            Token::Start(tag) => {
                let attributes = tag
                    .attributes
                    .iter()
                    .map(|attribute| format!(" {}={}", attribute.name, decode(attribute.value)));
                format!(
                    "{}{}{}",
                    tag.name,
                    attributes.collect::<String>(),
                    if tag.self_closing { " /" } else { "" }
                )
            }
        });
        assert_eq!(tokens.collect::<Vec<_>>().join(" | "), expected);
    }

    #[test]
    fn tags_and_text_alternate() {
        check("a<b class=x id='y z' open>c</b >", r#""a" | b class=x id=y z open= | "c" | /b"#);
        check("<br/><img src=a.png />", "br / | img src=a.png /");
        check("<a title='1 > 0'>", "a title=1 > 0");
    }

    #[test]
    fn comments_and_declarations_are_passed_over() {
        check("a<!-- <b> -->b<!DOCTYPE html><?php x ?>c<!-- open", r#""a" | "b" | "c""#);
    }

    #[test]
    fn what_is_no_tag_is_text() {
        check("1 < 2 <3 <a href=\"x", r#""1 " | "<" | " 2 " | "<" | "3 " | "<" | "a href=\"x""#);
    }

    #[test]
    fn character_references_are_resolved_and_marks_dropped() {
        check("<a href='?a=1&amp;b=2&#106;&#x1;&colon;\u{1}'>", "a href=?a=1&b=2j&colon;");
    }

    #[test]
    fn an_end_tag_is_found_by_its_whole_name() {
        assert_eq!(find_end_tag("a</videos></VIDEO>", "video"), Some(10));
    }
}
