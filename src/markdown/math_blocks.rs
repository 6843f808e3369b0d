//! Formulas between two lines `$$` with an empty line inside, which the Markdown parser would end there.
//!
//! TeX has no use for the empty line, so it goes, and the formula stays one.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::commonmark::parse::parse;
use crate::commonmark::source_map::{Edit, Text};

/// No formula is longer, in bytes.
const MAX_FORMULA: usize = 8_000;

/// Removes empty lines from formulas.
pub(super) fn join(text: Text<'_>) -> Text<'_> {
    let blocks = blocks(text.as_str());
    if blocks.is_empty() {
        return text;
    }
    let code: Vec<Range<usize>> = parse(text.as_str())
        .into_iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)))
        .map(|(_, range)| range)
        .collect();
    let is_code = |at: usize| {
        let next = code.partition_point(|range| range.end <= at);
        code.get(next).is_some_and(|range| range.contains(&at))
    };
    let edits: Vec<Edit> = blocks
        .into_iter()
        .filter(|block| !is_code(block.start))
        .flat_map(|block| empty_lines(text.as_str(), block))
        .map(|range| Edit { range, with: String::new() })
        .collect();
    text.edit(&edits)
}

/// What is between two lines `$$`, if it is a formula with an empty line in it.
fn blocks(text: &str) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let (mut at, mut has_empty, mut is_formula, mut lines) = (0, false, true, 0);
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        let end = at + line.len();
        match &open {
            _ if content == "$$" => {
                let block = open.take().filter(|block| at - block.end <= MAX_FORMULA);
                match block {
                    // The parser knows it.
                    Some(_) if !has_empty => {}
                    Some(block) if is_formula && lines > 0 => blocks.push(block.end..at),
                    // Not the end of the last one, but a beginning.
                    _ => (open, has_empty, is_formula, lines) = (Some(at..end), false, true, 0),
                }
            }
            Some(_) if content.is_empty() => has_empty = true,
            Some(_) => {
                lines += 1;
                is_formula &= is_of_formula(content);
            }
            None => {}
        }
        at = end;
    }
    blocks
}

/// Whether a line is one of TeX, and not a sentence.
fn is_of_formula(line: &str) -> bool {
    let words =
        line.split_whitespace().filter(|word| word.len() > 2 && word.chars().all(char::is_alphabetic));
    let has_sign = line.contains(['\\', '^', '_', '=', '{', '}', '&', '+', '<', '>']);
    words.count() < 4
        && (has_sign || line.chars().count() <= 3)
        && !line.starts_with(['#', '`'])
        && !line.contains("<!--")
}

fn empty_lines(text: &str, block: Range<usize>) -> Vec<Range<usize>> {
    let mut at = block.start;
    let mut found = Vec::new();
    for line in text[block].split_inclusive('\n') {
        if line.trim().is_empty() {
            found.push(at..at + line.len());
        }
        at += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_stays_one_and_sentences_stay_apart() {
        for (text, expected) in [
            ("$$\na = b\n\n\\frac{c}{d}\n$$\n", "$$\na = b\n\\frac{c}{d}\n$$\n"),
            ("- x\n\n  $$\n  a^2\n\n  b\n  $$", "- x\n\n  $$\n  a^2\n  b\n  $$"),
            ("$$\na\n$$\n\nWords.\n\n$$\nb\n\nc\n$$\n", "$$\na\n$$\n\nWords.\n\n$$\nb\nc\n$$\n"),
            ("$$\nnever closed\n\n$$\na\n\nb\n$$", "$$\nnever closed\n\n$$\na\nb\n$$"),
            ("$$\na\n- b\n$$\n\n$$\nc=d\n\ne\n$$\n", "$$\na\n- b\n$$\n\n$$\nc=d\ne\n$$\n"),
            ("$$\na\n\n<!--1-->\n\n$$\n\nWords.\n", "$$\na\n\n<!--1-->\n\n$$\n\nWords.\n"),
            ("```\n$$\na=b\n\nc=d\n$$\n```\n", "```\n$$\na=b\n\nc=d\n$$\n```\n"),
        ] {
            assert_eq!(join(Text::new(text, 0..text.len())).as_str(), expected);
        }
    }
}
