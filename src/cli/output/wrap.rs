//! Wraps long lines at spaces.
//!
//! What goes to a file or another program is not broken: for results, [`columns()`] is then without end.

use super::columns;

/// In fewer columns nothing is wrapped: each line would hold one word.
const NARROWEST: usize = 24;

/// The columns that are left beside an indent of this many.
pub(in crate::cli) fn columns(indent: usize) -> usize {
    columns::of_results().map_or(usize::MAX, |columns| columns_in(columns, indent))
}

/// The same where there are this many columns.
pub(in crate::cli) fn columns_in(columns: usize, indent: usize) -> usize {
    let room = columns.saturating_sub(indent);
    if room < NARROWEST { usize::MAX } else { room }
}

/// Breaks lines between words, so that none is longer than `room`. Each but the first then begins with `indent`, and
/// keeps the blanks of its own in front of it. Text between backticks is one word, so that it can be copied.
pub(in crate::cli) fn wrapped(text: &str, room: usize, indent: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        if width(line) <= room {
            lines.push(line.to_owned());
            continue;
        }
        let own = &line[..line.len() - line.trim_start().len()];
        let mut now = own.to_owned();
        for word in words(line) {
            let is_first = now.len() == own.len();
            if !is_first && width(&now) + 1 + width(word) > room {
                lines.push(std::mem::replace(&mut now, own.to_owned()));
            } else if !is_first {
                now.push(' ');
            }
            now.push_str(word);
        }
        lines.push(now);
    }
    lines.join(&format!("\n{indent}"))
}

/// The columns of a text. Colours have none.
fn width(text: &str) -> usize {
    anstream::adapter::strip_str(text).map(|part| part.chars().count()).sum()
}

/// The words of a line, commands among them.
fn words(line: &str) -> Vec<&str> {
    let mut is_code = false;
    let is_end = |c: char| {
        is_code ^= c == '`';
        c.is_whitespace() && !is_code
    };
    line.split(is_end).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words_and_begin_below_each_other() {
        assert_eq!(wrapped("one two three", 7, ".."), "one two\n..three");
        assert_eq!(wrapped("failed\n  caused by: it", 12, "."), "failed\n.  caused by:\n.  it");
        assert_eq!(wrapped("averyverylongword a", 5, "."), "averyverylongword\n.a");
        assert_eq!(wrapped("say `a b c` now", 7, "."), "say\n.`a b c`\n.now");
        assert_eq!(wrapped("one  two three", usize::MAX, ".."), "one  two three");
        assert_eq!(wrapped("\u{1b}[1mone\u{1b}[0m two three", 7, "."), "\u{1b}[1mone\u{1b}[0m two\n.three");
    }
}
