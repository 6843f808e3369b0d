//! Rows of tables that have more cells than the header: those beyond it are not shown.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::commonmark::events::Spanned;
use crate::commonmark::findings::Findings;
use crate::commonmark::source_map::Text;
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::table_rows::separators;

/// The rows that are too long.
#[derive(Debug, Default)]
pub(super) struct Tables {
    first: Option<Row>,
    count: usize,
}

/// A row that is too long.
#[derive(Debug)]
struct Row {
    range: Range<usize>,
    columns: usize,
    cells: usize,
    /// Whether code with a `|` in it is the reason.
    is_cut_in_code: bool,
}

impl Tables {
    /// Checks the table that the events begin with.
    pub fn check(&mut self, text: &Text<'_>, events: &[Spanned<'_>]) {
        let Some((Event::Start(Tag::Table(columns)), _)) = events.first() else { return };
        let is_table = |event: &Event<'_>| !matches!(event, Event::End(TagEnd::Table));
        for (event, range) in events.iter().take_while(|(event, _)| is_table(event)) {
            if matches!(event, Event::Start(Tag::TableRow))
                && let Some(row) = row(text.as_str(), range, columns.len())
            {
                self.count += 1;
                self.first.get_or_insert(row);
            }
        }
    }

    /// Reports the rows of all tables at once.
    pub fn finish(self, text: &Text<'_>, findings: &mut Findings<'_>) {
        let Some(row) = self.first else { return };
        let message = match self.count {
            1 => "a row of a table has more cells than the header".to_owned(),
            count => format!("{count} rows of tables have more cells than their header"),
        };
        let help = if row.is_cut_in_code {
            "write `\\|` for each `|` in code"
        } else {
            "add columns to the header, or write `\\|` for a `|` that is text"
        };
        let label = format!("{} cells, but {} columns: the others are not shown", row.cells, row.columns);
        let finding = Diagnostic::new(Code::MalformedTable, message).label(label).help(help);
        findings.say(text, &row.range, finding);
    }
}

/// Looks at a row; nothing if all that is in it is shown.
fn row(text: &str, range: &Range<usize>, columns: usize) -> Option<Row> {
    let line = text[range.clone()].lines().next()?.trim_end();
    // Few rows have so many between their cells.
    let inner = line.trim_matches(['|', ' ', '\t']);
    if memchr::memchr_iter(b'|', inner.as_bytes()).count() < columns {
        return None;
    }
    let indent = line.len() - line.trim_start().len();
    let start = indent + usize::from(line[indent..].starts_with('|'));
    let row = &line[start..];
    let cuts: Vec<usize> = separators(row).collect();
    let last = *cuts.get(columns - 1)?;
    let rest = row[last..].trim_matches(['|', ' ', '\t']);
    let cells = cuts.len() + usize::from(!row[cuts.last()? + 1..].trim().is_empty());
    let is_cut_in_code = cuts.iter().any(|&cut| row[..cut].matches('`').count() % 2 == 1);
    (!rest.is_empty()).then(|| Row {
        range: range.start..range.start + line.len(),
        columns,
        cells,
        is_cut_in_code,
    })
}
