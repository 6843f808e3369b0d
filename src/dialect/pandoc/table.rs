//! A table as it was drawn, and the Markdown or HTML for it.

use crate::dialect::lines::Line;
use crate::dialect::rewriter::Rewriter;
use crate::html::table::{CELL, END, TABLE};

/// Where the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Default,
    Left,
    Center,
    Right,
}

/// A cell's lines, without the blanks around them, and over how many columns it reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub lines: Vec<String>,
    pub columns: usize,
}

pub(super) struct Table {
    pub head: Option<Vec<Cell>>,
    pub rows: Vec<Vec<Cell>>,
    pub align: Vec<Align>,
}

impl Table {
    /// The table as Markdown with pipes; as HTML with Markdown in it where a cell needs more than a line of text.
    pub fn written(&self, margin: &str) -> String {
        let rows = self.head.iter().chain(&self.rows);
        let is_plain = rows.clone().flatten().all(|cell| cell.columns == 1 && cell.is_inline());
        let lines = if is_plain { self.pipes() } else { self.html() };
        lines.join(&format!("\n{margin}"))
    }

    fn pipes(&self) -> Vec<String> {
        let rules = self.align.iter().map(|align| match align {
            Align::Default => "---",
            Align::Left => ":--",
            Align::Center => ":-:",
            Align::Right => "--:",
        });
        let empty = vec![Cell { lines: Vec::new(), columns: 1 }; self.align.len()];
        let row = |cells: &Vec<Cell>| {
            format!("| {} |", cells.iter().map(Cell::in_pipes).collect::<Vec<_>>().join(" | "))
        };
        let mut lines = vec![row(self.head.as_ref().unwrap_or(&empty))];
        lines.push(format!("| {} |", rules.collect::<Vec<_>>().join(" | ")));
        lines.extend(self.rows.iter().map(row));
        lines
    }

    fn html(&self) -> Vec<String> {
        let mut lines = vec![TABLE.to_owned()];
        for (tag, row) in
            self.head.iter().map(|row| ("th", row)).chain(self.rows.iter().map(|row| ("td", row)))
        {
            lines.push("<tr>".to_owned());
            for cell in row {
                let span =
                    if cell.columns > 1 { format!(" colspan=\"{}\"", cell.columns) } else { String::new() };
                lines.push(format!("<{tag}{span}{CELL}{END}"));
                lines.push(String::new());
                lines.extend(cell.lines.iter().cloned());
                lines.push(String::new());
                lines.push(format!("</{tag}>"));
            }
            lines.push("</tr>".to_owned());
        }
        lines.push("</table>".to_owned());
        lines
    }
}

impl Cell {
    /// Whether all it holds is text that may be one line.
    fn is_inline(&self) -> bool {
        let begins_block = |line: &String| {
            let is_item = |mark: &str| line.strip_prefix(mark).is_some_and(|rest| rest.starts_with(' '));
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            ["-", "*", "+", "#", ">"].iter().any(|mark| is_item(mark))
                || (digits > 0 && line[digits..].starts_with(". "))
                || line.starts_with("```")
                || line.starts_with(":::")
        };
        self.lines.iter().all(|line| !line.is_empty() && !begins_block(line))
    }

    fn in_pipes(&self) -> String {
        self.lines.join(" ").replace('|', "\\|")
    }
}

/// What stands before the text of a line: the blanks and `>` that every line of the table needs.
pub(super) fn margin<'t>(rewriter: &Rewriter<'t, '_, '_>, line: &Line) -> &'t str {
    let text: &'t str = rewriter.text.as_str();
    &text[line.range.start..line.start]
}
