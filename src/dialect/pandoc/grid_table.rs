//! Grid tables: `+---+---+` between the rows, `|` between the columns, blocks in the cells.

use crate::dialect::lines::Lines;
use crate::dialect::rewriter::Rewriter;

use super::table::{Align, Cell, Table, margin};

/// Replaces the grid table that begins on a line; gives the line behind it.
pub(super) fn take(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, first: usize) -> Option<usize> {
    if !is_rule(lines.content(first)) {
        return None;
    }
    let is_part = |line: &usize| lines.is_text(*line) && lines.content(*line).starts_with(['+', '|']);
    let end = (first..lines.lines.len()).find(|line| !is_part(line)).unwrap_or(lines.lines.len());
    let last = (first + 1..end).rev().find(|&line| is_rule(lines.content(line)))?;
    let drawn: Vec<Vec<char>> = (first..=last).map(|line| lines.content(line).chars().collect()).collect();
    let range = lines.lines[first].start..lines.place(last).end;
    if let Some(table) = read(&drawn) {
        let written = table.written(margin(rewriter, &lines.lines[first]));
        if rewriter.claim(lines.lines[first].range.start..range.end) {
            rewriter.replace(range, written);
        }
    } else {
        let help = "draw every row and column through, or write a table with pipes";
        let message = "this grid table has cells that reach over several rows".to_owned();
        rewriter.warn("grid table", &range, message, "shown to learners as it is drawn", help);
        let margin = margin(rewriter, &lines.lines[first]);
        if rewriter.claim(lines.lines[first].range.start..range.end) {
            rewriter.replace(range.start..range.start, format!("```text\n{margin}"));
            rewriter.replace(range.end..range.end, format!("\n{margin}```"));
        }
    }
    Some(last + 1)
}

/// Whether a line is made of `+`, dashes or equals signs, and colons, from one `+` to another.
fn is_rule(content: &str) -> bool {
    content.len() > 2
        && content.starts_with('+')
        && content.ends_with('+')
        && content.bytes().all(|c| matches!(c, b'+' | b'-' | b'=' | b':'))
        && content.contains(['-', '='])
}

fn read(drawn: &[Vec<char>]) -> Option<Table> {
    let edges: Vec<usize> = (0..drawn[0].len()).filter(|&at| drawn[0][at] == '+').collect();
    let mut table = Table { head: None, rows: Vec::new(), align: alignments(&drawn[0], &edges) };
    let mut row: Vec<&[char]> = Vec::new();
    for line in &drawn[1..] {
        let is_rule = is_rule(&line.iter().collect::<String>());
        // A rule that is not drawn through belongs to cells that reach over rows.
        if !is_rule && line.windows(2).any(|pair| matches!(pair, ['+', '-' | '='] | ['-' | '=', '+'])) {
            return None;
        }
        if !is_rule {
            row.push(line);
            continue;
        }
        let cells = cells(&row, &edges)?;
        row.clear();
        if line.contains(&'=') && table.head.is_none() && table.rows.is_empty() {
            table.head = Some(cells);
            table.align = alignments(line, &edges);
        } else {
            table.rows.push(cells);
        }
    }
    row.is_empty().then_some(table)
}

/// The cells of a row, from its lines.
fn cells(lines: &[&[char]], edges: &[usize]) -> Option<Vec<Cell>> {
    let is_edge = |at: usize| lines.iter().all(|line| matches!(line.get(at), Some('|' | '+')));
    if lines.is_empty() || !is_edge(*edges.first()?) || !is_edge(*edges.last()?) {
        return None;
    }
    let mut cells = Vec::new();
    let mut from = 0;
    for to in 1..edges.len() {
        if !is_edge(edges[to]) {
            continue;
        }
        let text = |line: &&[char]| line[edges[from] + 1..edges[to]].iter().collect::<String>();
        let texts: Vec<String> = lines.iter().map(text).collect();
        cells.push(Cell { lines: without_margins(&texts), columns: to - from });
        from = to;
    }
    Some(cells)
}

/// Lines without the blanks that all of them begin with, and without blank lines around them.
fn without_margins(lines: &[String]) -> Vec<String> {
    let indent = |line: &String| line.len() - line.trim_start_matches(' ').len();
    let margin = lines.iter().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    let lines: Vec<String> =
        lines.iter().map(|line| line.get(margin..).unwrap_or_default().trim_end().to_owned()).collect();
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    let last = lines.iter().rposition(|line| !line.is_empty()).map_or(first, |last| last + 1);
    lines[first..last].to_vec()
}

fn alignments(rule: &[char], edges: &[usize]) -> Vec<Align> {
    let colon = |at: usize| rule.get(at) == Some(&':');
    edges
        .windows(2)
        .map(|pair| match (colon(pair[0] + 1), colon(pair[1] - 1)) {
            (true, true) => Align::Center,
            (true, false) => Align::Left,
            (false, true) => Align::Right,
            (false, false) => Align::Default,
        })
        .collect()
}
