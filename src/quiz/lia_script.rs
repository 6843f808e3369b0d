//! Quizzes of `LiaScript`: `[(X)] right`, `[( )] wrong`, `[[X]]` and `[[ ]]` where several are right.
//!
//! They become the grammar of a lesson, line by line: the paragraph above the answers becomes a numbered item. A text
//! between lines of stars below them is the explanation. A solution in brackets (`[[flour]]`) is an answer to write,
//! which the platform cannot ask.

use std::ops::Range;

/// A part of a text that becomes another.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub range: Range<usize>,
    pub with: String,
}

/// A line with its place.
struct Line<'t> {
    start: usize,
    text: &'t str,
}

/// Whether there is anything to change.
pub(crate) fn is_in(text: &str) -> bool {
    ["[(X)]", "[(x)]", "[[X]]", "[[x]]"].iter().any(|sign| text.contains(sign))
}

/// What turns the quizzes of a text into the grammar; in order, not overlapping.
pub(crate) fn changes(text: &str) -> Vec<Change> {
    let mut at = 0;
    let lines: Vec<Line<'_>> = text
        .split_inclusive('\n')
        .map(|line| {
            let start = at;
            at += line.len();
            Line { start, text: line }
        })
        .collect();
    let mut changes = Vec::new();
    let mut number = 0;
    let (mut next, mut done) = (0, 0);
    let mut is_code = false;
    let mut is_step = false;
    while next < lines.len() {
        let words = lines[next].text.trim_start();
        if words.starts_with("```") || words.starts_with("~~~") {
            is_code = !is_code;
        }
        if is_code || option(lines[next].text).is_none() {
            next += 1;
            continue;
        }
        let end = next + lines[next..].iter().take_while(|line| option(line.text).is_some()).count();
        let mut indent = "";
        let above = &lines[done..next];
        if let Some(question) = paragraph_above(above) {
            number += 1;
            mark_question(&above[question], number, &mut changes);
            indent = INDENT;
        }
        let mut is_first = true;
        for line in &lines[next..end] {
            if let Some((is_right, rest)) = option(line.text) {
                let mark = if is_right { 'x' } else { ' ' };
                let before = if is_first { "\n" } else { "" };
                is_first = false;
                let range = line.start..line.start + line.text.trim_end().len();
                changes.push(Change { range, with: format!("{before}{indent}- [{mark}] {}", rest.trim()) });
            }
        }
        is_step = is_in_step(is_step, above);
        next = if is_step && lines.get(end).is_some_and(|line| line.text.trim().is_empty()) {
            // The next stars end the step.
            end
        } else {
            explanation(&lines, end, indent, &mut changes)
        };
        done = next;
    }
    changes
}

/// How far an answer is to the right of its question.
const INDENT: &str = "    ";

/// Whether an option is right, and its text. A line without a mark is none.
fn option(line: &str) -> Option<(bool, &str)> {
    let line = line.trim_start();
    let line = line.strip_prefix(['-', '*', '+']).map_or(line, str::trim_start);
    let signs = [
        ("[(X)]", true),
        ("[(x)]", true),
        ("[( )]", false),
        ("[[X]]", true),
        ("[[x]]", true),
        ("[[ ]]", false),
    ];
    signs.into_iter().find_map(|(sign, is_right)| Some((is_right, line.strip_prefix(sign)?)))
}

/// The lines of the paragraph above, over one empty line or none. What begins a step is no part of it.
fn paragraph_above(lines: &[Line<'_>]) -> Option<Range<usize>> {
    let is_blank = |line: &Line<'_>| line.text.trim().is_empty();
    let end = lines.len() - lines.iter().rev().take_while(|line| is_blank(line)).count();
    let is_edge =
        |line: &Line<'_>| is_blank(line) || is_stars(line) || line.text.trim_start().starts_with("{{");
    let start = end - lines[..end].iter().rev().take_while(|line| !is_edge(line)).count();
    let first = lines.get(start)?.text.trim_start();
    // A heading is a question as it is.
    (start < end && !first.starts_with('#')).then_some(start..end)
}

/// Whether a part of a page that appears later is open behind these lines: lines of stars enclose it, the first one below a
/// line such as `{{1}}`.
fn is_in_step(mut is_open: bool, lines: &[Line<'_>]) -> bool {
    for at in (0..lines.len()).filter(|at| is_stars(&lines[*at])) {
        let above = at.checked_sub(1).and_then(|above| lines.get(above));
        is_open = above.is_some_and(|above| above.text.trim_start().starts_with("{{"));
    }
    is_open
}

/// Whether a line has stars and nothing else.
fn is_stars(line: &Line<'_>) -> bool {
    let line = line.text.trim();
    line.len() >= 3 && line.bytes().all(|byte| byte == b'*')
}

fn mark_question(lines: &[Line<'_>], number: usize, changes: &mut Vec<Change>) {
    for (at, line) in lines.iter().enumerate() {
        let blanks = line.text.len() - line.text.trim_start().len();
        let with = if at == 0 { format!("{number}.  ") } else { INDENT.to_owned() };
        changes.push(Change { range: line.start..line.start + blanks, with });
    }
}

/// Turns what is between lines of stars below the answers into a quote. Returns the next line.
fn explanation(lines: &[Line<'_>], from: usize, indent: &str, changes: &mut Vec<Change>) -> usize {
    let blank = lines[from..].iter().take_while(|line| line.text.trim().is_empty()).count();
    let open = from + blank;
    if !lines.get(open).is_some_and(is_stars) {
        return from;
    }
    let Some(length) = lines[open + 1..].iter().position(is_stars) else { return from };
    let close = open + 1 + length;
    for line in &lines[open + 1..close] {
        let blanks = line.text.len() - line.text.trim_start_matches([' ', '\t']).len();
        changes.push(Change { range: line.start..line.start + blanks, with: format!("{indent}> ") });
    }
    for line in [&lines[open], &lines[close]] {
        let range = line.start..line.start + line.text.trim_end().len();
        changes.push(Change { range, with: String::new() });
    }
    changes.sort_by_key(|change| change.range.start);
    close + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut changed = text.to_owned();
        for Change { range, with } in changes(text).into_iter().rev() {
            changed.replace_range(range, &with);
        }
        assert_eq!(changed, expected);
    }

    #[test]
    fn stars_that_end_a_step_are_no_explanation() {
        check(
            "    {{1}}\n****\nOne?\n\n- [(X)] a\n- [( )] b\n\n****\n\n    {{2}}\n****\nText.\n****\n",
            "    {{1}}\n****\n1.  One?\n\n\n    - [x] a\n    - [ ] b\n\n****\n\n    {{2}}\n****\nText.\n****\n",
        );
        check(
            "    {{1}}\n****\nOne?\n- [(X)] a\n- [( )] b\n***\nWhy.\n***\n\n****\n",
            "    {{1}}\n****\n1.  One?\n\n    - [x] a\n    - [ ] b\n\n    > Why.\n\n\n****\n",
        );
    }

    #[test]
    fn questions_need_no_empty_lines_between_them() {
        check(
            "One?\n[(X)] a\n[( )] b\nTwo?\n[( )] c\n[(X)] d\n",
            "1.  One?\n\n    - [x] a\n    - [ ] b\n2.  Two?\n\n    - [ ] c\n    - [x] d\n",
        );
    }
}
