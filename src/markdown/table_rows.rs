//! The rows of tables as they are written: their cells, and the row below the header.

/// A line without the signs of quotes and the white space around it.
pub(super) fn without_container(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '>']).trim_end()
}

/// Whether a row begins and ends with `|`.
pub(super) fn is_whole_row(row: &str) -> bool {
    row.len() > 1 && row.starts_with('|') && row.ends_with('|') && !row.ends_with("\\|")
}

/// How many cells a row has: what is between its `|`, but for those behind a backslash.
pub(super) fn cells(row: &str) -> usize {
    let row = without_container(row);
    let inner = row.strip_prefix('|').unwrap_or(row);
    let inner = if is_escaped(inner) { inner } else { inner.strip_suffix('|').unwrap_or(inner) };
    separators(inner).count() + 1
}

/// Where the `|` between cells are.
pub(super) fn separators(row: &str) -> impl Iterator<Item = usize> {
    let mut is_escaped = false;
    row.bytes().enumerate().filter_map(move |(at, byte)| {
        let is_separator = byte == b'|' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_separator.then_some(at)
    })
}

/// Whether the `|` at a row's end, if there is one, belongs to its last cell.
fn is_escaped(row: &str) -> bool {
    let before = row.strip_suffix('|').unwrap_or_default();
    before.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

/// Whether a row is the one between the header and the body of a table.
pub(super) fn is_delimiter_row(row: &str) -> bool {
    let row = without_container(row);
    row.contains('|')
        && row.contains('-')
        && row.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_as_the_parser_does() {
        for (row, expected) in [
            ("| a | b |", 2),
            ("a | b", 2),
            ("| a | b", 2),
            ("> | a |", 1),
            (r"| a \| b | c |", 2),
            (r"| a | b \|", 2),
            (r"| a | b \\|", 2),
            ("| | |", 2),
            ("|", 1),
        ] {
            assert_eq!(cells(row), expected, "{row}");
        }
    }

    #[test]
    fn a_row_of_dashes_is_known() {
        assert!(["|---|", "--|--", "| :-: | - |", "> |-|-|"].into_iter().all(is_delimiter_row));
        assert!(!["| a |", "---", "||", "| - | x |"].into_iter().any(is_delimiter_row));
    }
}
