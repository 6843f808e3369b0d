//! Which list items lines are in, by their columns: an indented line may be text in an item, or code.

use super::lines::{Lines, Part, marker};

/// An item of a list that is open.
struct Item {
    /// What is in it begins at this column or behind it.
    least: usize,
    content: usize,
}

/// For each line the column at which text begins: that of the innermost list item that it is in.
pub(super) fn columns(lines: &Lines<'_>) -> Vec<usize> {
    let mut open: Vec<Item> = Vec::new();
    let mut columns = Vec::with_capacity(lines.lines.len());
    let mut is_after_blank = false;
    // What is before a definition is the term.
    let mut is_after_words = false;
    for number in 0..lines.lines.len() {
        let (indent, content) = lines.with_marker(number);
        if content.is_empty() {
            is_after_blank = true;
            columns.push(0);
            continue;
        }
        let is_item = begins_outside_of_code(lines, number) && (!content.starts_with(':') || is_after_words);
        let width = if is_item { marker(content) } else { None };
        is_after_words = lines.is_text(number) && !content.starts_with(['<', '#']);
        if is_after_blank || width.is_some() {
            while open.last().is_some_and(|item| indent < item.least) {
                open.pop();
            }
        }
        if let Some(width) = width {
            let content = indent + width;
            open.push(Item { least: content.min(indent + 4), content });
        }
        let inside = open.iter().rev().find(|item| item.content <= lines.lines[number].indent);
        columns.push(inside.map_or(0, |item| item.content));
        is_after_blank = false;
    }
    columns
}

fn begins_outside_of_code(lines: &Lines<'_>, line: usize) -> bool {
    match lines.lines[line].part {
        Part::Text => true,
        Part::Fence(number) => lines.fences[number].open == line,
        Part::Comment | Part::Math => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_an_item_begins_at_the_item_s_column() {
        for (text, expected) in [
            ("a\n\n    b", vec![0, 0, 0]),
            ("- a\n\n    b", vec![0, 0, 2]),
            ("1. a\n    - b\n\n        c\n\nd", vec![0, 3, 0, 6, 0, 0]),
            ("- a\n\nb\n\n    c", vec![0, 0, 0, 0, 0]),
            ("a\n\n: b\n\n    c", vec![0, 0, 0, 0, 2]),
            ("<!-- a -->\n\n: b\n\n    c", vec![0, 0, 0, 0, 0]),
        ] {
            assert_eq!(columns(&Lines::of(text)), expected, "{text}");
        }
    }
}
