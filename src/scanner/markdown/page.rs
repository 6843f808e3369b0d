//! What is gathered while a page's HTML is written.

use std::collections::BTreeSet;
use std::ops::Range;

use memchr::{memchr, memchr3};
use pulldown_cmark_escape::{escape_href, escape_html};

use crate::course::bytes;

use super::findings::Findings;
use super::ids::Ids;
use super::origin::Text;
use super::slots::{self, MARK, MARK_BYTE};
use super::{Reference, ReferenceKind, foreign};

/// The page in the making: everything but the HTML itself.
#[derive(Debug)]
pub(super) struct Page<'p> {
    pub text: &'p Text<'p>,
    /// What markers in the text stand for.
    pub inserts: &'p [foreign::Insert],
    pub findings: Findings<'p>,
    pub references: Vec<Reference>,
    pub ids: Ids,
    pub is_mdx: bool,
    pub has_embed: bool,
    /// Whether the HTML holds tags that the author wrote or that may not be balanced.
    pub needs_cleaning: bool,
    /// The names of all end tags, once they were asked for.
    pub end_tags: Option<BTreeSet<&'p str>>,
}

impl<'p> Page<'p> {
    /// Whether there is an end tag of this name anywhere.
    pub fn has_end_tag(&mut self, name: &str) -> bool {
        let text: &'p str = self.text.as_str();
        self.end_tags.get_or_insert_with(|| end_tags(text)).contains(name)
    }

    /// Notes a mention of a file; `range` is of the construct, in the text.
    pub fn refer(&mut self, kind: ReferenceKind, target: &str, text: String, range: &Range<usize>) -> usize {
        let span = self.findings.narrow(self.text, range, target);
        self.references.push(Reference { kind, target: target.to_owned(), text, span });
        self.references.len() - 1
    }
}

fn end_tags(text: &str) -> BTreeSet<&str> {
    let name = |rest: &'_ str| rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    text.match_indices("</").map(|(at, _)| &text[at + 2..][..name(&text[at + 2..])]).collect()
}

/// Writes text between tags.
pub(super) fn push_text(out: &mut String, text: &str) {
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
pub(super) fn push_attribute(out: &mut String, name: &str, value: &str) {
    open_attribute(out, name);
    push_value(out, value);
    out.push('"');
}

/// Writes a value, or a part of it, in an attribute that is open.
pub(super) fn push_value(out: &mut String, value: &str) {
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
pub(super) fn push_address(out: &mut String, name: &str, address: &str) {
    open_attribute(out, name);
    let _ = escape_href(&mut *out, address);
    out.push('"');
}

/// Writes an attribute that waits for the address of a reference.
pub(super) fn push_mark(out: &mut String, name: &str, reference: usize) {
    open_attribute(out, name);
    slots::mark(out, reference);
    out.push('"');
}

fn open_attribute(out: &mut String, name: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
}
