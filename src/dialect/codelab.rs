//! Codelabs of Google: the header above the title, `Duration:` lines, and the boxes `Positive` and `Negative`.

use crate::html::admonitions::Look;

use super::lines::Lines;
use super::notion::leave_out;
use super::placeholder::Placeholder;
use super::rewriter::Rewriter;

/// Keys of the header, in small letters.
const KEYS: &[&str] = &[
    "id",
    "summary",
    "author",
    "authors",
    "categories",
    "category",
    "tags",
    "status",
    "environments",
    "environment",
    "feedback link",
    "analytics account",
    "analytics ga4 account",
    "source",
    "duration",
    "url",
    "keywords",
    "level",
    "last updated",
    "project",
    "product",
    "badge path",
];

/// Looks through a page that is a codelab.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    let has_header = header(rewriter, lines);
    let mut has_duration = false;
    for line in lines.holding("Duration") {
        if is_duration(lines, line) {
            has_duration = true;
            rewriter.remove(lines.place(line));
        }
    }
    if has_header || has_duration {
        boxes(rewriter, lines);
    }
}

/// Removes the header. Returns whether there was one.
fn header(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) -> bool {
    let key = |line: usize| {
        let key = lines.content(line).split_once(':')?.0.trim().to_ascii_lowercase();
        KEYS.contains(&key.as_str()).then_some(key)
    };
    let count = lines.lines.len();
    let Some(first) = (0..count).find(|&line| !lines.is_blank(line)) else { return false };
    let end = (first..count).find(|&line| key(line).is_none()).unwrap_or(count);
    let has = |wanted: &str| (first..end).any(|line| key(line).as_deref() == Some(wanted));
    let is_end = end == count || lines.is_blank(end) || lines.content(end).starts_with('#');
    let is_header = end >= first + 2 && is_end && (has("id") || has("summary"));
    if is_header {
        leave_out(rewriter, lines, first..end);
    }
    is_header
}

/// Whether a line says how long a step takes: `Duration: 0:05:00` below its heading.
fn is_duration(lines: &Lines<'_>, line: usize) -> bool {
    let is_time = |time: &str| {
        !time.is_empty() && time.chars().all(|c| c.is_ascii_digit() || c == ':') && time.len() <= 8
    };
    let Some(time) = lines.content(line).strip_prefix("Duration:") else { return false };
    let above = (0..line).rev().take(3).find(|&above| !lines.is_blank(above));
    lines.is_text(line)
        && is_time(time.trim())
        && above.is_some_and(|above| {
            let above = lines.content(above);
            above.starts_with('#') || above.chars().all(|c| matches!(c, '-' | '='))
        })
}

/// Makes boxes of `Positive`, with `: text` in the next line.
fn boxes(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    for line in 0..lines.lines.len().saturating_sub(1) {
        let look = match lines.content(line) {
            "Positive" => Look::TIP,
            "Negative" => Look::WARNING,
            _ => continue,
        };
        let body = line + 1;
        let Some(text) = lines.content(body).strip_prefix(": ") else { continue };
        if !lines.is_text(line) || !lines.is_text(body) || rewriter.is_claimed(lines.place(line).start) {
            continue;
        }
        let end = (body..lines.lines.len()).find(|&line| lines.is_blank(line)).unwrap_or(lines.lines.len());
        let last = lines.place(end - 1).end;
        if rewriter.claim(lines.place(line).start..last) {
            let start = rewriter.comment(Placeholder::AdmonitionStart { look, title: None });
            let head = lines.place(line).start..lines.place(body).end - text.len();
            rewriter.replace(head, start + "\n");
            let end = rewriter.comment(Placeholder::AdmonitionEnd);
            rewriter.replace(last..last, format!("\n{end}"));
        }
    }
}
