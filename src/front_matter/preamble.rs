//! What may be above front matter without hiding it from its author's eyes: blank lines, comments, a license.

use memchr::memmem;

use super::lines::{Lines, is_blank};

/// How comments begin and end that may have several lines.
const BLOCK_COMMENTS: &[(&str, &str)] = &[("<!--", "-->"), ("{/*", "*/}"), ("/*", "*/")];

/// How each line of a license begins that is no block comment.
const COMMENT_MARKS: &[&str] = &["#", "//", ";", "%", "[//]:", "[comment]:"];

/// Words of a license, in lower case.
const LICENSE_WORDS: &[&str] = &["copyright", "license", "licence", "spdx", "all rights reserved", "(c)"];

/// No license above a page has more lines.
const MAX_LICENSE_LINES: usize = 40;

/// The offset of the first line that may open front matter.
pub(super) fn skip(text: &str, start: usize) -> usize {
    let mut at = start;
    loop {
        at = skip_blank_lines(text, at);
        let skipped = skip_block_comment(text, at).or_else(|| skip_license(text, at));
        match skipped {
            Some(end) => at = end,
            None => return at,
        }
    }
}

fn skip_blank_lines(text: &str, at: usize) -> usize {
    let said = Lines::new(text, at).find(|line| !is_blank(&text[line.clone()]));
    let Some(line) = said else { return text.len() };
    let marks = text[line.clone()].len() - text[line.clone()].trim_start_matches('\u{feff}').len();
    line.start + marks
}

/// Behind a comment, if nothing else is in its last line.
fn skip_block_comment(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let (opening, closing) = BLOCK_COMMENTS.iter().find(|(opening, _)| rest.starts_with(opening))?;
    let end = at
        + opening.len()
        + memmem::find(&rest.as_bytes()[opening.len()..], closing.as_bytes())?
        + closing.len();
    let line = Lines::new(text, end).next().unwrap_or(end..end);
    is_blank(&text[line.clone()]).then_some(line.end)
}

/// Behind lines that are comments to other languages, if they name a license, or are a directive of YAML.
fn skip_license(text: &str, at: usize) -> Option<usize> {
    let mut end = at;
    let mut names_license = false;
    for line in Lines::new(text, at).take(MAX_LICENSE_LINES) {
        let said = text[line.clone()].trim_start();
        if !COMMENT_MARKS.iter().any(|mark| said.starts_with(mark)) {
            break;
        }
        let lower = said.to_lowercase();
        names_license |= LICENSE_WORDS.iter().any(|word| lower.contains(word)) || lower.starts_with("%yaml");
        end = line.end;
    }
    names_license.then_some(end)
}
