//! What stands on lines of its own: comments, breaks between cells, the label behind a formula.

use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::lines::{Lines, Part};
use crate::dialect::lists;
use crate::dialect::rewriter::Rewriter;

use super::labels;

/// Removes comments and breaks; a formula's label gets a line of its own.
pub(in super::super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    if !rewriter.kind.tools.myst {
        return;
    }
    let mut columns = None;
    let mut numbers: Vec<usize> = lines.beginning_with(b"%+^").chain(lines.holding("$$")).collect();
    numbers.sort_unstable();
    numbers.dedup();
    for line in numbers {
        let content = lines.content(line);
        let part = lines.lines[line].part;
        if !matches!(part, Part::Text | Part::Math) || rewriter.is_claimed(lines.lines[line].start) {
            continue;
        }
        let place = lines.place(line);
        if let Some(math) = labelled_math(content) {
            let (prefix, start) = (lines.prefix(line), place.start + math.len());
            let label = labels::line(content[math.len()..].trim().trim_matches(['(', ')']), "");
            let with = format!("\n{}\n{prefix}{label}\n", prefix.trim_end());
            rewriter.replace(start..place.end, with);
        } else if part == Part::Text && is_break(content) {
            rewriter.remove(place);
        } else if part == Part::Text && content.starts_with('%') {
            let indent = lines.lines[line].indent;
            if indent < 4 || indent < columns.get_or_insert_with(|| lists::columns(lines))[line] + 4 {
                let finding = Diagnostic::new(Code::PrivateComment, "a comment is left out")
                    .label("a line that begins with `%` is for authors, not for readers");
                rewriter.say_once("percent", &place, finding);
                rewriter.remove(place);
            }
        }
    }
}

/// Whether a line ends a cell, or the header of a card.
fn is_break(content: &str) -> bool {
    let rest = content.strip_prefix("+++").map(str::trim);
    content == "^^^" || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('{'))
}

/// What is before the label in `$$ (label)`, the end of a formula.
fn labelled_math(content: &str) -> Option<&str> {
    let (math, label) = content.strip_suffix(')')?.rsplit_once('(')?;
    let math = math.trim_end();
    let is_label = !label.is_empty() && !label.contains(char::is_whitespace);
    (is_label && math.ends_with("$$")).then_some(math)
}
