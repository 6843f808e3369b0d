//! Rows of a table without a header, as kramdown has them: lines that all begin and end with `|`.
//!
//! They are text to Markdown. Here they get a header whose cells hold a mark ([`MARK`]), which the renderer leaves
//! out. A table's own row below the header may be there or not.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::commonmark::events::Spanned;
use crate::commonmark::source_map::Edit;
use crate::html::mark::MARK;
use crate::markdown::table_rows::{cells, is_delimiter_row, is_whole_row, without_container};

/// Headers for paragraphs that are such rows.
pub(super) fn edits(text: &str, events: &[Spanned<'_>]) -> Vec<Edit> {
    let is_paragraph = |event: &Event<'_>| matches!(event, Event::Start(Tag::Paragraph));
    let paragraphs = events.iter().filter(|(event, _)| is_paragraph(event));
    paragraphs.filter_map(|(_, range)| header(text, range)).collect()
}

/// The header for a paragraph, if each of its lines is a row of as many cells.
fn header(text: &str, paragraph: &Range<usize>) -> Option<Edit> {
    let mut rows = text[paragraph.clone()].lines().map(without_container);
    let first = rows.next().filter(|row| is_whole_row(row))?;
    let columns = cells(first);
    let mut others = 0;
    for row in rows {
        if !is_whole_row(row) || cells(row) != columns {
            return None;
        }
        others += 1;
    }
    if others == 0 || columns < 2 {
        return None;
    }
    let start = text[..paragraph.start].rfind('\n').map_or(0, |end| end + 1);
    let indent = indent(&text[start..paragraph.start]);
    let row = |cell: &str| format!("|{}\n{indent}", format!("{cell}|").repeat(columns));
    let mut with = row(&MARK.to_string());
    if !is_delimiter_row(first) {
        with.push_str(&row("---"));
    }
    Some(Edit { range: paragraph.start..paragraph.start, with })
}

/// What a further line begins with to be in the same quotes and items.
fn indent(before: &str) -> String {
    before.chars().map(|c| if matches!(c, '>' | '\t') { c } else { ' ' }).collect()
}
