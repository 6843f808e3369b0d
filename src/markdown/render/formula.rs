//! Formulas: the author's letters in one element, with a slot for what may take its place.
//!
//! The delimiters stay inside: scripts that draw formulas look for them.

use std::ops::Range;

use crate::html::escape::{push_mark, push_text};
use crate::markdown::math;
use crate::markdown::rendered::ReferenceKind;

use super::writer::Writer;

/// Writes a formula with its delimiters; `range` is where it is in the text.
pub(super) fn write(w: &mut Writer<'_, '_, '_>, letters: &str, range: &Range<usize>) {
    let reference = w.page.refer(ReferenceKind::Formula, letters, String::new(), range);
    w.out.push_str("<span");
    push_mark(w.out, "class", reference);
    w.out.push('>');
    push_text(w.out, letters);
    w.out.push_str("</span>");
}

/// Writes what the parser found between two of `sign`: a formula, or what only looks like one.
pub(super) fn between(w: &mut Writer<'_, '_, '_>, sign: &str, inner: &str, range: &Range<usize>) {
    let text = w.page.text.as_str();
    let (before, behind) = (text[..range.start].chars().next_back(), text[range.end..].chars().next());
    if sign == "$" && math::is_money(inner, before, behind) {
        w.out.push_str(sign);
        push_text(w.out, inner);
        w.out.push_str(sign);
    } else {
        write(w, &format!("{sign}{inner}{sign}"), range);
    }
}
