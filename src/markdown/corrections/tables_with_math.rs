//! Rows of tables with a `|` in a formula, which the parser takes for the end of a cell: `| $|x|$ | y |`.

use std::ops::Range;

use memchr::memchr_iter;
use pulldown_cmark::{Event, Tag};

use crate::commonmark::events::Spanned;
use crate::commonmark::source_map::{Edit, Text};
use crate::markdown::table_rows::{cells, separators};

/// Whether a row of a table may hold a formula.
pub(super) fn may_be_in(text: &Text<'_>) -> bool {
    let (places, text) = (text.places(), text.as_str());
    let before_bar = |at| text[at + 1..].split(['$', '\n']).next().is_some_and(|inner| inner.contains('|'));
    places.has(b"$") && places.has(b"|") && memchr_iter(b'$', text.as_bytes()).any(before_bar)
}

/// Backslashes before the `|` of formulas, in rows that have as many cells as their header only so.
pub(super) fn edits(text: &str, events: &[Spanned<'_>]) -> Vec<Edit> {
    let mut columns = 0;
    let mut edits = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableRow) => {
                let line = text[range.clone()].lines().next().unwrap_or_default();
                let cuts = cuts_in_formulas(line);
                if !cuts.is_empty() && cells(line) == columns + cuts.len() {
                    let edit =
                        |cut| Edit { range: range.start + cut..range.start + cut, with: "\\".to_owned() };
                    edits.extend(cuts.into_iter().map(edit));
                }
            }
            _ => {}
        }
    }
    edits
}

/// Where a `|` that ends a cell is between two dollar signs.
fn cuts_in_formulas(line: &str) -> Vec<usize> {
    let formulas = formulas(line);
    let mut next = formulas.into_iter().peekable();
    separators(line)
        .filter(|cut| {
            while next.next_if(|formula| formula.end <= *cut).is_some() {}
            next.peek().is_some_and(|formula| formula.contains(cut))
        })
        .collect()
}

/// What stands between pairs of dollar signs, by the rules of the parser.
fn formulas(line: &str) -> Vec<Range<usize>> {
    let bytes = line.as_bytes();
    let is_blank = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for at in memchr_iter(b'$', bytes).filter(|&at| at == 0 || bytes[at - 1] != b'\\') {
        match open {
            Some(start)
                if at > start + 1
                    && !is_blank(at - 1)
                    && !bytes.get(at + 1).is_some_and(u8::is_ascii_digit) =>
            {
                found.push(start..at);
                open = None;
            }
            _ => open = (!is_blank(at + 1)).then_some(at),
        }
    }
    found
}
