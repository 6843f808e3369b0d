//! Writes text into HTML: between tags, and into attributes.

use std::borrow::Cow;

use memchr::{memchr, memchr3};
use pulldown_cmark_escape::{escape_href, escape_html};

use crate::model::bytes;

use super::mark::{self, MARK, MARK_BYTE};

/// Plain text as HTML: safe as text and in a quoted attribute.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    if !bytes::any(text, |byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        return Cow::Borrowed(text);
    }
    let mut html = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    Cow::Owned(html)
}

/// Writes text between tags.
pub(crate) fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = memchr3(b'&', b'<', b'>', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&gt;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Writes an attribute with the author's text in it. It cannot hold the mark of a reference.
pub(crate) fn push_attribute(out: &mut String, name: &str, value: &str) {
    open_attribute(out, name);
    push_value(out, value);
    out.push('"');
}

/// Writes a value, or a part of it, in an attribute that is open.
pub(crate) fn push_value(out: &mut String, value: &str) {
    let is_special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | MARK_BYTE);
    if !bytes::any(value, is_special) {
        return out.push_str(value);
    }
    // Writing to a string does not fail.
    let _ = match memchr(MARK_BYTE, value.as_bytes()) {
        Some(_) => escape_html(&mut *out, &value.replace(MARK, "")),
        None => escape_html(&mut *out, value),
    };
}

/// Writes an attribute that holds an address.
pub(crate) fn push_address(out: &mut String, name: &str, address: &str) {
    open_attribute(out, name);
    let _ = escape_href(&mut *out, address);
    out.push('"');
}

/// Writes an attribute that waits for the address of a reference.
pub(crate) fn push_mark(out: &mut String, name: &str, reference: usize) {
    open_attribute(out, name);
    mark::push(out, reference);
    out.push('"');
}

fn open_attribute(out: &mut String, name: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
}
