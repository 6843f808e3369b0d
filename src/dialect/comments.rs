//! Private comments of Obsidian: `%% … %%` inside of a line or around whole lines. They are never sent.
//!
//! Percent signs are common in text and code. So exactly two count, and only with white space or the line's end on
//! their outer side.

use std::ops::Range;

use memchr::memmem;

use crate::diagnostic::{Code, Diagnostic, Severity};

use super::lines::{Lines, before_on_line};
use super::rewriter::Rewriter;

/// Two percent signs that may begin or end a comment.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own about what is around the signs")]
struct Sign {
    at: usize,
    line: usize,
    /// Paragraphs are counted: a comment inside of a line ends in its own.
    paragraph: usize,
    opens: bool,
    closes: bool,
    /// It is in no code.
    is_text: bool,
    /// Nothing is before it on its line, or nothing behind it.
    is_first: bool,
    is_last: bool,
}

/// Removes private comments.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    let signs = signs(rewriter, lines);
    let ends = Ends::of(&signs);
    let is_obsidian = rewriter.kind.tools.obsidian;
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(sign) = signs.get(at) {
        at += 1;
        if !sign.opens || !sign.is_text {
            continue;
        }
        if let Some(end) = ends.of_comment(&signs, at - 1, is_obsidian) {
            found.push(sign.at..signs[end].at + 2);
            at = end + 1;
        } else if sign.is_first && (sign.is_last || is_obsidian) {
            return unclosed(rewriter, lines, sign.at, &found);
        }
    }
    remove(rewriter, &found);
}

fn remove(rewriter: &mut Rewriter<'_, '_, '_>, comments: &[Range<usize>]) {
    let free: Vec<_> = comments.iter().filter(|comment| rewriter.claim((*comment).clone())).collect();
    for comment in &free {
        // A mark of a list that nothing follows would underline the line above.
        let is_item = is_list_mark(before_on_line(rewriter.text.as_str(), comment.start));
        rewriter.replace((*comment).clone(), if is_item { "<!-- -->" } else { "" }.to_owned());
    }
    if let Some(first) = free.first() {
        let message = match free.len() {
            1 => "a private comment is left out".to_owned(),
            count => format!("{count} private comments are left out"),
        };
        rewriter.say_once("%%", first, Diagnostic::new(Code::PrivateComment, message).label("not sent"));
    }
}

fn is_list_mark(before: &str) -> bool {
    let mark = before.trim_matches([' ', '\t', '>']);
    matches!(mark, "-" | "*" | "+")
        || mark
            .strip_suffix(['.', ')'])
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|c| c.is_ascii_digit()))
}

/// A comment that is never closed: everything behind it is hidden in Obsidian.
fn unclosed(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, start: usize, before: &[Range<usize>]) {
    remove(rewriter, before);
    let rest = start..lines.text.len();
    if !rewriter.claim(rest.clone()) {
        return;
    }
    let message = "a private comment is never closed: the rest of the lesson is left out";
    let mut finding = Diagnostic::new(Code::PrivateComment, message)
        .label("begins here")
        .help("close the comment with `%%`, or remove this one");
    finding.severity = Severity::Warning;
    rewriter.say(&(start..start + 2), finding);
    rewriter.remove(rest);
}

/// For each sign, which of those behind it may end a comment.
struct Ends {
    /// In running text.
    any: Vec<Option<usize>>,
    /// In running text, and the last of its line.
    last: Vec<Option<usize>>,
    /// Alone on its line, be it in code: what looks like code may be in the comment.
    alone: Vec<Option<usize>>,
}

impl Ends {
    fn of(signs: &[Sign]) -> Self {
        let next = |ends: fn(&Sign) -> bool| {
            let mut next = vec![None; signs.len()];
            let mut found = None;
            for (index, sign) in signs.iter().enumerate().rev() {
                next[index] = found;
                found = if ends(sign) { Some(index) } else { found };
            }
            next
        };
        Self {
            any: next(|sign| sign.closes && sign.is_text),
            last: next(|sign| sign.is_last && sign.is_text),
            alone: next(|sign| sign.is_first && sign.is_last),
        }
    }

    /// The sign that ends the comment of another.
    fn of_comment(&self, signs: &[Sign], start: usize, is_obsidian: bool) -> Option<usize> {
        let open = &signs[start];
        let any = self.any[start];
        if !open.is_first {
            return any.filter(|&end| signs[end].paragraph == open.paragraph);
        }
        any.filter(|&end| is_obsidian || signs[end].line == open.line)
            .or(self.last[start])
            .or(self.alone[start])
    }
}

/// All signs of a page, from front to back.
fn signs(rewriter: &Rewriter<'_, '_, '_>, lines: &Lines<'_>) -> Vec<Sign> {
    let bytes = lines.text.as_bytes();
    let is_obsidian = rewriter.kind.tools.obsidian;
    let mut signs = Vec::new();
    let (mut line, mut paragraph) = (0, 0);
    for at in memmem::find_iter(bytes, "%%") {
        while lines.lines[line].range.end < at {
            line += 1;
            paragraph += usize::from(lines.is_blank(line));
        }
        let (before, after) = (at.checked_sub(1).map(|at| bytes[at]), bytes.get(at + 2).copied());
        if before == Some(b'%') || after == Some(b'%') {
            continue;
        }
        let place = lines.place(line);
        // In a vault, punctuation may touch a comment.
        let is_outside = |c: Option<u8>| {
            c.is_none_or(|c| c.is_ascii_whitespace() || (is_obsidian && c.is_ascii_punctuation()))
        };
        let (is_first, is_last) = (at == place.start, at + 2 == place.end);
        let (opens, closes) = (is_first || is_outside(before), is_last || is_outside(after));
        if opens || closes {
            let is_text = lines.is_text(line) && rewriter.kept_until(at).is_none();
            signs.push(Sign { at, line, paragraph, opens, closes, is_text, is_first, is_last });
        }
    }
    signs
}
