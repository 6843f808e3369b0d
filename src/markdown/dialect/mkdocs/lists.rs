//! Which list items lines are in, by their columns: an indented line may be text in an item, or code.

use crate::markdown::dialect::lines::Lines;

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
    for (number, line) in lines.lines.iter().enumerate() {
        let content = lines.content(number);
        if content.is_empty() {
            is_after_blank = true;
            columns.push(0);
            continue;
        }
        let marker = if lines.is_text(number) { marker(content) } else { None };
        if is_after_blank || marker.is_some() {
            while open.last().is_some_and(|item| line.indent < item.least) {
                open.pop();
            }
        }
        let inside = open.iter().rev().find(|item| item.content <= line.indent);
        columns.push(inside.map_or(0, |item| item.content));
        if let Some(width) = marker {
            let content = line.indent + width;
            open.push(Item { least: content.min(line.indent + 4), content });
        }
        is_after_blank = false;
    }
    columns
}

/// The width of a list's marker with the blanks behind it.
fn marker(content: &str) -> Option<usize> {
    let bytes = content.as_bytes();
    let mark = match bytes.first()? {
        b'-' | b'*' | b'+' => 1,
        c if c.is_ascii_digit() => {
            let digits = bytes.iter().take(10).take_while(|c| c.is_ascii_digit()).count();
            matches!(bytes.get(digits), Some(b'.' | b')')).then_some(digits + 1)?
        }
        _ => return None,
    };
    let blanks = bytes[mark..].iter().take_while(|&&c| c == b' ').count();
    match blanks {
        0 => None,
        1..=4 => Some(mark + blanks),
        _ => Some(mark + 1),
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
        ] {
            assert_eq!(columns(&Lines::of(text)), expected, "{text}");
        }
    }
}
