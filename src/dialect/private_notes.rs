//! Comments for authors, which learners must never see: `{% comment %}` of Jekyll, `{::comment}` of kramdown,
//! `{/* … */}` of MDX, `{>> … <<}` of `CriticMarkup`.
//!
//! They go first: what is in one is neither markup nor text.

use std::ops::Range;

use memchr::memchr;

use crate::diagnostic::{Code, Diagnostic};

use super::lines::Lines;
use super::meaning::line_of;
use super::rewriter::Rewriter;
use super::surroundings::Surroundings;

/// A kind of comment: how it begins and ends.
struct Kind {
    start: &'static str,
    ends: &'static [&'static str],
    is_mdx: bool,
}

const KINDS: &[Kind] = &[
    Kind { start: "{/*", ends: &["*/}"], is_mdx: true },
    Kind { start: "{::comment}", ends: &["{:/comment}", "{:/}"], is_mdx: false },
    Kind { start: "{>>", ends: &["<<}"], is_mdx: false },
    Kind { start: "{%", ends: &["endcomment"], is_mdx: false },
];

/// Removes comments.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    let text = rewriter.text.as_str();
    // Kinds of which no end is left.
    let mut endless = [false; KINDS.len()];
    let mut at = 0;
    while let Some(start) = memchr(b'{', &text.as_bytes()[at..]).map(|found| at + found) {
        at = start + 1;
        let Some(number) = begins(&text[start..], rewriter.kind.is_mdx) else { continue };
        if endless[number] || !lines.is_text(line_of(lines, start)) || rewriter.kept_until(start).is_some() {
            continue;
        }
        if let Some(end) = end_of(text, start, &KINDS[number]) {
            leave_out(rewriter, start..end);
            at = end;
        } else {
            endless[number] = true;
            at = unclosed(rewriter, start, &KINDS[number]);
        }
    }
}

/// The kind of the comment that a text begins with.
fn begins(rest: &str, is_mdx: bool) -> Option<usize> {
    let number = KINDS.iter().position(|kind| rest.starts_with(kind.start) && (is_mdx || !kind.is_mdx))?;
    let is_tag = KINDS[number].start == "{%";
    let name = rest[KINDS[number].start.len()..].trim_start_matches(['-', ' ']);
    let is_comment =
        !is_tag || name.strip_prefix("comment").is_some_and(|rest| rest.starts_with([' ', '-', '%']));
    is_comment.then_some(number)
}

fn end_of(text: &str, start: usize, kind: &Kind) -> Option<usize> {
    let first = start + kind.start.len();
    let found = kind.ends.iter().filter_map(|end| text[first..].find(end).map(|at| first + at + end.len()));
    let end = found.min()?;
    if kind.start == "{%" { text[end..].find("%}").map(|more| end + more + 2) } else { Some(end) }
}

/// Leaves out what may be in a comment that is never closed: all that follows, or its paragraph. Gives where that ends.
fn unclosed(rewriter: &mut Rewriter<'_, '_, '_>, start: usize, kind: &Kind) -> usize {
    let text = rewriter.text.as_str();
    let is_short = kind.start == "{>>";
    let end = text[start..].find("\n\n").filter(|_| is_short).map_or(text.len(), |length| start + length);
    let first_line = text[start..].lines().next().unwrap_or_default();
    let (written, close) = match kind.start {
        "{%" => ("{% comment %}", "{% endcomment %}"),
        "{::comment}" => ("{::comment}", "{:/comment}"),
        start => (start, kind.ends[0]),
    };
    let length = first_line.find(['}']).map_or(first_line.len(), |at| at + 1);
    let length = if kind.start == "{%" || kind.start == "{::comment}" { length } else { kind.start.len() };
    let finding = Diagnostic::new(Code::UnclosedBlock, format!("the comment `{written}` is never closed"))
        .label(if is_short { "its paragraph is left out" } else { "everything below it is left out" })
        .help(format!("add `{close}` where it ends"));
    rewriter.say(&(start..start + length), finding);
    if rewriter.claim(start..end) {
        rewriter.remove(start..end);
    }
    end
}

/// Removes a comment, with its lines if nothing else is on them.
fn leave_out(rewriter: &mut Rewriter<'_, '_, '_>, comment: Range<usize>) {
    let text = rewriter.text.as_str();
    if let Some(id) = heading_id(&text[comment.clone()]) {
        return rewriter.replace(comment.clone(), format!("{{#{id}}}"));
    }
    let first_line = text[comment.clone()].lines().next().unwrap_or_default().len();
    let message = "a comment for authors is left out";
    let finding = Diagnostic::new(Code::PrivateComment, message).label("not sent");
    rewriter.say_once("comment", &(comment.start..comment.start + first_line), finding);
    let mut range = comment.clone();
    let around = Surroundings::of(text, &comment);
    if around.is_alone() && around.prefix.is_empty() {
        range.end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at + 1);
    }
    rewriter.claim(comment);
    rewriter.remove(range);
}

/// The id in `{/* #id */}`, which is a heading's.
fn heading_id(comment: &str) -> Option<&str> {
    let id = comment.strip_prefix("{/*")?.strip_suffix("*/}")?.trim().strip_prefix('#')?;
    let is_id = !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    is_id.then_some(id)
}

/// Names a comment of MDX on a page that is not MDX, or one without an end.
pub(super) fn stray(rewriter: &mut Rewriter<'_, '_, '_>, start: usize) {
    let message = "`{/* … */}` is a comment of MDX, not Markdown".to_owned();
    rewriter.warn(
        "mdx comment",
        &(start..start + 3),
        message,
        "shown to learners as written",
        "write `<!-- … -->`, which is never shown",
    );
}
