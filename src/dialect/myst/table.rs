//! Tables that are written as lists or as comma-separated values.

use crate::dialect::lines::Lines;
use crate::dialect::placeholder::Placeholder;
use crate::dialect::rewriter::Rewriter;

use super::around::plain_title;
use super::directive::Directive;
use super::labels;

/// A table by its rows.
type Rows = Vec<Vec<String>>;

/// A list of rows, each a list of cells.
pub(super) fn list_table(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, directive: &Directive<'_>) {
    let text = directive.text(lines);
    let rows = rows_of_list(&text);
    if rows.is_none() {
        let message = "a table made of lists has cells with several blocks".to_owned();
        let help = "write short cells, or a table in HTML";
        rewriter.warn("list-table", &lines.place(directive.head), message, "shown as a list", help);
    }
    let has_header = directive.option(&["header-rows"]).is_some_and(|rows| rows != "0");
    let table = match rows {
        Some(rows) => table(rows, has_header),
        None => text.into_iter().map(str::to_owned).collect(),
    };
    write(rewriter, lines, directive, table);
}

/// Comma-separated values, here or in a file.
pub(super) fn csv_table(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, directive: &Directive<'_>) {
    let mut text = directive.text(lines).join("\n");
    let delimiter = match directive.option(&["delim", "delimiter"]) {
        Some("tab" | "\\t") => '\t',
        Some(delimiter) => delimiter.chars().next().unwrap_or(','),
        None => ',',
    };
    if let Some(file) = directive.option(&["file"]) {
        match rewriter.inclusions.text(&[file]) {
            Ok(included) => text = included,
            Err(failure) => {
                rewriter.not_included(&lines.place(directive.head), file, &failure);
            }
        }
    }
    let mut rows = rows_of_values(&text, delimiter);
    let header = directive.option(&["header"]).map(|header| rows_of_values(header, ','));
    let has_header = header.is_some() || directive.option(&["header-rows"]).is_some_and(|rows| rows != "0");
    if let Some(header) = header.and_then(|rows| rows.into_iter().next()) {
        rows.insert(0, header);
    }
    write(rewriter, lines, directive, table(rows, has_header));
}

fn write(
    rewriter: &mut Rewriter<'_, '_, '_>,
    lines: &Lines<'_>,
    directive: &Directive<'_>,
    table: Vec<String>,
) {
    let mut pieces = Vec::new();
    if let Some(label) = directive.option(&["name", "label"]) {
        pieces.extend([labels::line(label, &directive.title(lines)), String::new()]);
    }
    let title = plain_title(directive.argument);
    if !title.is_empty() {
        pieces.push(rewriter.comment(Placeholder::Label(title)));
    }
    pieces.push(String::new());
    pieces.extend(table);
    pieces.push(String::new());
    rewriter.replace(directive.range(lines), pieces.join(&format!("\n{}", lines.prefix(directive.head))));
}

/// The rows of `* - cell`; `None` if a cell is more than paragraphs.
fn rows_of_list(text: &[&str]) -> Option<Rows> {
    let mut rows: Rows = Vec::new();
    let is_block = |text: &str| {
        is_item(text) || ["```", "~~~", ":::", ">", "#", "|"].iter().any(|start| text.starts_with(start))
    };
    let mut is_after_blank = false;
    for line in text {
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        let first = indent == 0 && trimmed.starts_with(['*', '-', '+']);
        let row = if first { trimmed[1..].trim_start().strip_prefix(['-', '*', '+']) } else { None };
        let cell = if indent > 0 && indent < 4 { trimmed.strip_prefix(['-', '*', '+']) } else { None };
        let text_of_cell = |rest: &str| rest.is_empty() || rest.starts_with(' ');
        if row.or(cell).is_some_and(|rest| is_block(rest.trim_start())) {
            return None;
        }
        if let Some(rest) = row.filter(|rest| text_of_cell(rest)) {
            rows.push(vec![rest.trim().to_owned()]);
        } else if let Some(rest) = cell.filter(|rest| text_of_cell(rest)) {
            rows.last_mut()?.push(rest.trim().to_owned());
        } else if !trimmed.is_empty() {
            if first || is_block(trimmed) {
                return None;
            }
            let cell = rows.last_mut()?.last_mut()?;
            cell.push_str(if is_after_blank && !cell.is_empty() { "<br><br>" } else { " " });
            cell.push_str(trimmed.trim_end());
        }
        is_after_blank = trimmed.is_empty();
    }
    Some(rows)
}

/// Whether a text is the item of a list.
fn is_item(text: &str) -> bool {
    text.strip_prefix(['-', '*', '+']).is_some_and(|rest| rest.starts_with(' '))
}

/// The rows of values, which may be in quotes.
fn rows_of_values(text: &str, delimiter: char) -> Rows {
    let mut rows: Rows = vec![vec![String::new()]];
    let mut is_quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let (Some(row), true) = (rows.last_mut(), c != '\r') else { continue };
        let Some(cell) = row.last_mut() else { continue };
        match c {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if is_quoted || cell.trim().is_empty() => is_quoted = !is_quoted,
            '\n' if is_quoted => cell.push_str("<br>"),
            '\n' => rows.push(vec![String::new()]),
            _ if c == delimiter && !is_quoted => row.push(String::new()),
            _ => cell.push(c),
        }
    }
    rows.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    rows
}

/// The lines of a table in Markdown.
fn table(mut rows: Rows, has_header: bool) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    if columns == 0 {
        return Vec::new();
    }
    let mut header = if has_header { rows.remove(0) } else { Vec::new() };
    header.resize(columns, String::new());
    let mut lines = vec![row(&header), format!("|{}", " --- |".repeat(columns))];
    lines.extend(rows.iter().map(|cells| row(cells)));
    lines
}

fn row(cells: &[String]) -> String {
    let mut line = String::from("|");
    for cell in cells {
        line.push(' ');
        let mut before = ' ';
        for c in cell.trim().chars() {
            if c == '|' && before != '\\' {
                line.push('\\');
            }
            line.push(c);
            before = c;
        }
        line.push_str(" |");
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_may_be_in_quotes() {
        assert_eq!(rows_of_values("a,\"b, \"\"c\"\"\"\n\nd, e", ','), [["a", "b, \"c\""], ["d", " e"]]);
    }

    #[test]
    fn rows_are_lists_of_cells() {
        let text = ["* - A", "  - B", "* - c", "    more", "", "    and", "  -"];
        let rows = rows_of_list(&text).unwrap();
        assert_eq!(rows, [["A", "B"], ["c more<br><br>and", ""]]);
        assert_eq!(rows_of_list(&["* - a", "    - nested"]), None);
    }
}
