//! Simple and multiline tables: a line of dashes in several runs, under the head or over the rows, gives the columns.

use std::ops::Range;

use crate::dialect::lines::Lines;
use crate::dialect::rewriter::Rewriter;

use super::table::{Align, Cell, Table, margin};

/// Replaces the table that begins on a line; gives the line behind it.
pub(super) fn take(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, first: usize) -> Option<usize> {
    let begins = first == 0 || lines.is_blank(first - 1);
    if !begins || lines.is_blank(first) {
        return None;
    }
    let drawn = Drawn::find(lines, first)?;
    let table = drawn.table(lines)?;
    let range = lines.lines[first].start..lines.place(drawn.end - 1).end;
    let written = table.written(margin(rewriter, &lines.lines[first]));
    if rewriter.claim(lines.lines[first].range.start..range.end) {
        rewriter.replace(range, written);
    }
    caption(rewriter, lines, drawn.end);
    Some(drawn.end)
}

/// Where the parts of a table are, by lines.
struct Drawn {
    head: Range<usize>,
    rule: usize,
    rows: Range<usize>,
    end: usize,
    /// Blank lines, not line ends, are between rows.
    is_multiline: bool,
}

impl Drawn {
    fn find(lines: &Lines<'_>, first: usize) -> Option<Self> {
        let count = lines.lines.len();
        let is_over = is_dashes(lines.content(first));
        // A line of dashes over the head makes it a multiline table, as runs of dashes without a head may.
        let head_start = if is_over && runs(lines, first).len() < 2 { first + 1 } else { first };
        let rule = (head_start..count.min(head_start + 6))
            .take_while(|&line| !lines.is_blank(line) && lines.is_text(line))
            .find(|&line| is_dashes(lines.content(line)) && runs(lines, line).len() >= 2)?;
        let is_simple_head = rule == first + 1 && !is_over;
        if !is_simple_head && !is_over && rule != first {
            return None;
        }
        let next_blank = (rule + 1..count).find(|&line| lines.is_blank(line)).unwrap_or(count);
        let closing =
            |line: usize| is_dashes(lines.content(line)) && (line + 1 == count || lines.is_blank(line + 1));
        if is_simple_head {
            let end =
                if closing(next_blank - 1) && next_blank - 1 > rule { next_blank - 1 } else { next_blank };
            return Some(Self {
                head: first..rule,
                rule,
                rows: rule + 1..end,
                end: next_blank,
                is_multiline: false,
            });
        }
        let last = (rule + 1..count).take_while(|&line| lines.is_text(line)).find(|&line| closing(line))?;
        let is_multiline = (rule + 1..last).any(|line| lines.is_blank(line)) || head_start > first;
        Some(Self { head: head_start..rule, rule, rows: rule + 1..last, end: last + 1, is_multiline })
    }

    fn table(&self, lines: &Lines<'_>) -> Option<Table> {
        let columns = runs(lines, self.rule);
        let slice = |line: usize| slice(lines, line, &columns);
        let heads: Vec<Vec<String>> = self.head.clone().map(slice).collect::<Option<_>>()?;
        let head = (!heads.is_empty()).then(|| merge(&heads, columns.len()));
        let mut rows = Vec::new();
        let mut open: Vec<Vec<String>> = Vec::new();
        for line in self.rows.clone() {
            if !lines.is_blank(line) {
                open.push(slice(line)?);
            }
            if !self.is_multiline || lines.is_blank(line) {
                rows.extend((!open.is_empty()).then(|| merge(&open, columns.len())));
                open.clear();
            }
        }
        rows.extend((!open.is_empty()).then(|| merge(&open, columns.len())));
        let first = self.head.clone().next().or_else(|| self.rows.clone().next())?;
        (!rows.is_empty()).then(|| Table { head, rows, align: alignments(lines, first, &columns) })
    }
}

fn is_dashes(content: &str) -> bool {
    content.len() >= 3 && content.starts_with('-') && content.bytes().all(|c| matches!(c, b'-' | b' '))
}

/// The columns of the runs of dashes on a line, in characters from the line's start.
fn runs(lines: &Lines<'_>, line: usize) -> Vec<Range<usize>> {
    let drawn: Vec<char> = whole(lines, line).chars().collect();
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in drawn.iter().enumerate() {
        match (c, runs.last_mut()) {
            ('-', Some(run)) if run.end == at => run.end = at + 1,
            ('-', _) => runs.push(at..at + 1),
            _ => {}
        }
    }
    if runs.iter().all(|run| run.len() >= 2) { runs } else { Vec::new() }
}

fn whole<'t>(lines: &Lines<'t>, line: usize) -> &'t str {
    &lines.text[lines.lines[line].range.clone()]
}

/// What stands in each column of a line. `None` when a word stands across the blanks between two columns.
fn slice(lines: &Lines<'_>, line: usize, columns: &[Range<usize>]) -> Option<Vec<String>> {
    let drawn: Vec<char> = whole(lines, line).chars().collect();
    let mut cells = Vec::with_capacity(columns.len());
    for (at, column) in columns.iter().enumerate() {
        let start = if at == 0 { 0 } else { columns[at - 1].end };
        if at > 0 && drawn.get(start..column.start.min(drawn.len())).is_some_and(|gap| !gap.contains(&' ')) {
            return None;
        }
        let end = columns.get(at + 1).map_or(drawn.len(), |_| column.end);
        let cell = drawn.get(start.min(drawn.len())..end.min(drawn.len())).unwrap_or_default();
        cells.push(cell.iter().collect::<String>().trim().to_owned());
    }
    Some(cells)
}

/// Lines of one row, cell by cell.
fn merge(lines: &[Vec<String>], columns: usize) -> Vec<Cell> {
    let cell = |column: usize| {
        let texts = lines.iter().map(|line| line[column].clone());
        Cell { lines: texts.filter(|text| !text.is_empty()).collect(), columns: 1 }
    };
    (0..columns).map(cell).collect()
}

/// Text flush with the left, right, both or no end of the dashes.
fn alignments(lines: &Lines<'_>, line: usize, columns: &[Range<usize>]) -> Vec<Align> {
    let drawn: Vec<char> = whole(lines, line).chars().collect();
    let is_text = |at: usize| drawn.get(at).is_some_and(|c| *c != ' ');
    columns
        .iter()
        .map(|column| match (is_text(column.start), is_text(column.end - 1)) {
            (true, false) => Align::Left,
            (false, true) => Align::Right,
            (false, false) if column.clone().any(is_text) => Align::Center,
            _ => Align::Default,
        })
        .collect()
}

/// Takes the colon from `: The caption`, which stands behind a table.
fn caption(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, end: usize) {
    let Some(line) = (end..lines.lines.len().min(end + 2)).find(|&line| !lines.is_blank(line)) else {
        return;
    };
    let start = lines.lines[line].start;
    if lines.content(line).starts_with(": ") && lines.is_text(line) {
        rewriter.remove(start..start + 2);
    }
}
