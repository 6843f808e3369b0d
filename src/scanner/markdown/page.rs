//! What is gathered while a page's HTML is written.

use std::ops::Range;

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use super::findings::Findings;
use super::ids::Ids;
use super::origin::Text;
use super::slots::{self, MARK};
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
}

impl Page<'_> {
    /// Notes a mention of a file; `range` is of the construct, in the text.
    pub fn refer(&mut self, kind: ReferenceKind, target: &str, text: String, range: &Range<usize>) -> usize {
        let span = self.findings.narrow(self.text, range, target);
        self.references.push(Reference { kind, target: target.to_owned(), text, span });
        self.references.len() - 1
    }
}

/// Writes text between tags.
pub(super) fn push_text(out: &mut String, text: &str) {
    // Writing to a string does not fail.
    let _ = escape_html_body_text(out, text);
}

/// Writes an attribute with the author's text in it. It cannot hold the mark of a reference.
pub(super) fn push_attribute(out: &mut String, name: &str, value: &str) {
    open_attribute(out, name);
    for part in value.split(MARK) {
        let _ = escape_html(&mut *out, part);
    }
    out.push('"');
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
