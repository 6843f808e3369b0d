//! Web addresses in running text become links.

use memchr::memchr;
use url::Url;

use crate::html::escape::{push_address, push_text};

/// Writes text; `http://…` and `https://…` in it become links.
pub(super) fn push(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some((start, end)) = find(rest) {
        push_text(out, &rest[..start]);
        let url = &rest[start..end];
        out.push_str("<a");
        push_address(out, "href", url);
        out.push('>');
        push_text(out, url);
        out.push_str("</a>");
        rest = &rest[end..];
    }
    push_text(out, rest);
}

/// The whole text as an address, if it is one.
pub(super) fn whole(text: &str) -> Option<&str> {
    let text = text.trim();
    (find(text) == Some((0, text.len()))).then_some(text)
}

/// The first address: where it starts and ends.
fn find(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(colon) = memchr(b':', &text.as_bytes()[from..]).map(|at| from + at) {
        from = colon + 1;
        if !text[from..].starts_with("//") {
            continue;
        }
        let after = from + "//".len();
        let Some(start) = scheme(text, colon) else { continue };
        if text[..start].ends_with(char::is_alphanumeric) || !text[after..].starts_with(char::is_alphanumeric)
        {
            continue;
        }
        let ends = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`');
        let length = text[after..].find(ends).unwrap_or(text.len() - after);
        let end = after + trim(&text[after..after + length]);
        // `https://yo.](` has a host that no browser asks.
        if Url::parse(&text[start..end]).is_ok() {
            return Some((start, end));
        }
    }
    None
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
        assert_eq!(find(text).map(|(start, end)| &text[start..end]), Some(url));
    }

    #[test]
    fn an_address_that_no_browser_opens_is_text() {
        assert_eq!(find("https://yoqtu.](<abc"), None);
        assert_eq!(find("http://localhost:port"), None);
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
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn links_are_escaped() {
        let mut out = String::new();
        push(&mut out, "a < https://x.y/?a=1&b=2 > b");
        assert_eq!(out, "a &lt; <a href=\"https://x.y/?a=1&amp;b=2\">https://x.y/?a=1&amp;b=2</a> &gt; b");
    }
}
