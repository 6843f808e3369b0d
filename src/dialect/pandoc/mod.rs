//! pandoc, Quarto, R Markdown: tables drawn with dashes, attributed spans, option lines of code cells, numbered
//! examples.

mod cells;
mod divs;
mod grid_table;
mod hidden_divs;
mod references;
mod ruled_table;
mod spans;
mod table;

use crate::dialect::lines::Lines;
use crate::dialect::rewriter::Rewriter;

pub(super) use cells::scan as scan_cells;
pub(super) use divs::Div;
pub(super) use hidden_divs::hidden_div;
pub(super) use references::scan as scan_references;
pub(super) use spans::scan as scan_spans;

/// Replaces tables that are drawn with dashes, and marks of numbered lists.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    let mut line = 0;
    while line < lines.lines.len() {
        let taken = if lines.is_text(line) && !rewriter.is_claimed(lines.lines[line].start) {
            grid_table::take(rewriter, lines, line).or_else(|| ruled_table::take(rewriter, lines, line))
        } else {
            None
        };
        line = taken.unwrap_or(line + 1);
    }
}

/// Numbers `#.` items, and names numbered examples, `(@)`, which refer to each other.
pub(super) fn scan_lists(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    for line in lines.beginning_with(b"#(") {
        let content = lines.content(line);
        let start = lines.lines[line].start;
        if !lines.is_text(line) || rewriter.is_claimed(start) {
            continue;
        }
        if content.starts_with("#. ") {
            rewriter.replace(start..start + 1, "1".to_owned());
        } else if let Some(label) = example_label(content) {
            let message = "`(@)` numbers an example in pandoc, not in Markdown".to_owned();
            let help = "write the number itself";
            rewriter.warn(
                "example list",
                &(start..start + label),
                message,
                "shown to learners as written",
                help,
            );
        }
    }
}

/// Names the title, authors and date that `%` begins at the top of a page.
pub(super) fn scan_title_block(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    if rewriter.kind.tools.myst || lines.lines.is_empty() || !lines.content(0).starts_with("% ") {
        return;
    }
    let message = "lines that begin with `%` are a title block of pandoc, not Markdown".to_owned();
    let help = "write the title as `# Title`, or as `title:` in the front matter";
    rewriter.warn("title block", &lines.place(0), message, "shown to learners as written", help);
}

/// Removes the headings with which bookdown begins a part: `# (PART) Title {-}`. They are no heading of the page.
pub(super) fn scan_parts(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    if !rewriter.kind.is_pandoc() {
        return;
    }
    for line in lines.beginning_with(b"#") {
        let content = lines.content(line);
        let is_part =
            ["# (PART)", "# (PART\\*)", "# (APPENDIX)"].iter().any(|start| content.starts_with(start));
        if is_part && lines.is_text(line) && !rewriter.is_claimed(lines.lines[line].start) {
            rewriter.remove(lines.place(line));
        }
    }
}

/// The length of `(@)` or `(@name)` at the start of a line.
fn example_label(content: &str) -> Option<usize> {
    let name = content.strip_prefix("(@")?;
    let length = name.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-')?;
    name[length..].starts_with(") ").then_some(length + 3)
}
