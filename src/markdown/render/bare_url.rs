//! Web addresses in running text become links.

use std::borrow::Cow;

use memchr::memchr2;
use url::Url;

use crate::html::escape::{push_address, push_text};

/// Writes text; `http://…`, `https://…` and `www.…` in it become links.
pub(super) fn push(out: &mut String, text: &str) {
    let mut at = 0;
    while let Some((start, end)) = find(text, at) {
        push_text(out, &text[at..start]);
        let written = &text[start..end];
        out.push_str("<a");
        push_address(out, "href", &address(written));
        out.push('>');
        push_text(out, written);
        out.push_str("</a>");
        at = end;
    }
    push_text(out, &text[at..]);
}

/// The address that the whole text is, if it is one.
pub(super) fn whole(text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim();
    (find(text, 0) == Some((0, text.len()))).then(|| address(text))
}

/// Whether a text may begin with an address.
pub(super) fn may_begin(text: &str) -> bool {
    text.starts_with("http") || text.starts_with(WWW)
}

/// An address as a browser opens it: without a scheme it is one of the web's, as on GitHub.
fn address(written: &str) -> Cow<'_, str> {
    if written.starts_with(WWW) { format!("http://{written}").into() } else { written.into() }
}

/// What an address without a scheme begins with.
const WWW: &str = "www.";

/// The first address at or behind `from`: where it starts and ends.
fn find(text: &str, mut from: usize) -> Option<(usize, usize)> {
    let first = from;
    while let Some(at) = memchr2(b':', b'w', &text.as_bytes()[from..]).map(|found| from + found) {
        from = at + 1;
        let found = match text.as_bytes()[at] {
            b':' => with_scheme(text, first, at),
            _ => without_scheme(text, at),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The address whose scheme ends at a colon.
fn with_scheme(text: &str, first: usize, colon: usize) -> Option<(usize, usize)> {
    let after = colon + "://".len();
    let rest = text[colon..].strip_prefix("://")?;
    let start = scheme(text, colon).filter(|&start| start >= first)?;
    if text[first..start].ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let end = after + length(rest);
    // `https://yo.](` has a host that no browser asks.
    Url::parse(&text[start..end]).is_ok().then_some((start, end))
}

/// The address that begins with `www.` at a place.
fn without_scheme(text: &str, start: usize) -> Option<(usize, usize)> {
    let rest = text[start..].strip_prefix(WWW)?;
    let is_free = |before: char| before.is_whitespace() || matches!(before, '*' | '_' | '~' | '(');
    if !text[..start].chars().next_back().is_none_or(is_free) || !is_host(rest) {
        return None;
    }
    Some((start, start + WWW.len() + length(rest)))
}

/// No name of a website is longer.
const MAX_HOST: usize = 255;

/// Whether what is behind `www.` begins with a name of a website: no `_` in its last two parts, and one that a
/// browser asks.
fn is_host(rest: &str) -> bool {
    let rest = &rest[..rest.floor_char_boundary(MAX_HOST)];
    let ends = |c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-' | '_');
    let host = rest[..rest.find(ends).unwrap_or(rest.len())].trim_end_matches(['.', '-', '_']);
    let has_sign = host.rsplit('.').take(2).any(|part| part.contains('_'));
    // `www.a.%` and `www.a@b` go on with what no name has.
    let whole =
        rest.split(|c: char| ends_address(c) || matches!(c, '/' | '?' | '#')).next().unwrap_or_default();
    let authority = format!("http://{WWW}{}", &whole[..trim(whole)]);
    let is_name = host.starts_with(char::is_alphanumeric) && !has_sign && !whole.contains('@');
    is_name && Url::parse(&authority).is_ok()
}

/// Whether no address goes on over a character.
fn ends_address(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`')
}

/// The length of the address that begins a text, without the sentence's punctuation.
fn length(text: &str) -> usize {
    trim(&text[..text.find(ends_address).unwrap_or(text.len())])
}

/// Where the scheme before a colon begins, if it is one of the web's.
fn scheme(text: &str, colon: usize) -> Option<usize> {
    ["https", "http"].iter().find_map(|scheme| {
        let start = colon.checked_sub(scheme.len())?;
        text.get(start..colon).filter(|found| found.eq_ignore_ascii_case(scheme)).map(|_| start)
    })
}

/// The length of an address without the sentence's punctuation: a full stop, a bracket that was
/// opened before it.
fn trim(text: &str) -> usize {
    let surplus =
        |open: char, close: char| text.matches(close).count().saturating_sub(text.matches(open).count());
    let (mut round, mut square) = (surplus('(', ')'), surplus('[', ']'));
    let kept = text.trim_end_matches(|c| {
        let counter = match c {
            ')' => &mut round,
            ']' => &mut square,
            _ => return matches!(c, '.' | ',' | ':' | ';' | '!' | '?' | '\'' | '*' | '_' | '~' | '|' | '\\'),
        };
        let is_surplus = *counter > 0;
        *counter = counter.saturating_sub(1);
        is_surplus
    });
    kept.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, url: &str) {
        assert_eq!(find(text, 0).map(|(start, end)| &text[start..end]), Some(url));
    }

    #[test]
    fn an_address_that_no_browser_opens_is_text() {
        assert_eq!(find("https://yoqtu.](<abc", 0), None);
        assert_eq!(find("http://localhost:port", 0), None);
        check("http://a:port or http://b.org", "http://b.org");
    }

    #[test]
    fn an_address_ends_before_the_sentence_s_punctuation() {
        check("See https://a.b/c_d?x=1&y=2.", "https://a.b/c_d?x=1&y=2");
        check("(https://en.wikipedia.org/wiki/A_(b))", "https://en.wikipedia.org/wiki/A_(b)");
        check("x://y http://a.b, c", "http://a.b");
    }

    #[test]
    fn what_only_looks_like_an_address_is_none() {
        for text in ["ftp://a.b", "https://", "xhttps://a.b", "http:///"] {
            assert_eq!(find(text, 0), None, "{text}");
        }
    }

    #[test]
    fn an_address_without_a_scheme_begins_with_www() {
        check("See www.example.org.", "www.example.org");
        check("(www.example.org/a_(b))", "www.example.org/a_(b)");
        check("*www.a-b.example.org/x?y=1&z=2#c*,", "www.a-b.example.org/x?y=1&z=2#c");
        check("a https://www.x.org b", "https://www.x.org");
        check("www.x_y.example.org", "www.x_y.example.org");
        check("wwww.a.org www.münchen.de!", "www.münchen.de");
        for text in
            ["www.", "www. a", "www..a", "awww.a.org", "/www.a.org", "a.www.a.org", "www.a_b.org", "ww.a.org"]
        {
            assert_eq!(find(text, 0), None, "{text}");
        }
        let mut out = String::new();
        push(&mut out, "a www.x.y/?a&b");
        assert_eq!(out, "a <a href=\"http://www.x.y/?a&amp;b\">www.x.y/?a&amp;b</a>");
    }

    #[test]
    fn links_are_escaped() {
        let mut out = String::new();
        push(&mut out, "a < https://x.y/?a=1&b=2 > b");
        assert_eq!(out, "a &lt; <a href=\"https://x.y/?a=1&amp;b=2\">https://x.y/?a=1&amp;b=2</a> &gt; b");
    }
}
