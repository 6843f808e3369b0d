//! Fenced notes: `:::note Title`, Markdown, `:::`.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::html::admonitions;

use super::containers::{self, Container};
use super::lines::Lines;
use super::myst::colons;
use super::pandoc::{Div, hidden_div};
use super::rewriter::Rewriter;
use super::title_words;

/// Replaces the fences of notes; one that is not closed, or closes nothing, is left as text.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut pairs = Vec::new();
    let mut left = Vec::new();
    for line in lines.beginning_with(b":") {
        let fence = lines.content(line);
        let range = lines.place(line);
        if !fence.starts_with(":::") || !lines.is_text(line) || rewriter.is_claimed(range.start) {
            continue;
        }
        let words = fence.trim_matches(':').trim();
        if !words.is_empty() {
            open.push((line, words));
        } else if let Some(opening) = open.pop() {
            pairs.push((opening, line));
        } else {
            left.push(range);
        }
    }
    for (line, words) in open {
        let range = lines.place(line);
        if !autodoc(rewriter, lines, &range, words) {
            left.push(range);
        }
    }
    // What a directive of `MyST` takes as a whole is on the outside.
    pairs.sort_by_key(|((line, _), _)| *line);
    let blocks: Vec<(usize, usize)> = pairs.iter().map(|((head, _), close)| (*head, *close)).collect();
    for ((head, words), close) in pairs {
        let (start, end) = (lines.place(head), lines.place(close));
        if rewriter.is_claimed(start.start) || colons::rewrite(rewriter, lines, words, head, close) {
            continue;
        }
        if let Some(reason) = hidden_div(words) {
            leave_out(rewriter, start, end, reason);
            continue;
        }
        let mut div = Div::in_braces(words).unwrap_or_else(|| named(words));
        div.take_headings(rewriter, lines, (head, close), &blocks);
        containers::close(rewriter, end, &div.container);
        containers::open(rewriter, start, div.container);
    }
    if let Some(first) = left.into_iter().min_by_key(|range| range.start) {
        let help = "begin a note with `:::note` and end it with `:::`, each on its own line";
        rewriter.warn(
            "fence",
            &first,
            "a `:::` fence has no matching fence".to_owned(),
            "shown to learners as written",
            help,
        );
    }
}

/// What a name without braces, with or without a title, says.
fn named(words: &str) -> Div {
    let (name, title) = read(words);
    let title = title.map(|title| title_words::of(&title));
    let has_title = title.is_some();
    let container = containers::of_name(name, title.clone()).unwrap_or_else(|| {
        let (look, name_as_title) = admonitions::of_name(name);
        Container::Admonition { look, title: title.or(name_as_title) }
    });
    Div::named(if has_title { "" } else { name }, container)
}

/// Leaves out a block that a website does not show to learners.
fn leave_out(rewriter: &mut Rewriter<'_, '_, '_>, start: Range<usize>, end: Range<usize>, reason: &str) {
    let whole = start.start..end.end;
    if rewriter.claim(whole.clone()) {
        let message = format!("a block is left out: {reason}");
        let finding =
            Diagnostic::new(Code::PrivateComment, message).label("not for learners, by its own mark");
        rewriter.say_once(reason, &start, finding);
        rewriter.replace(whole, String::new());
    }
}

/// Removes `::: package.module` and the options below it, which mkdocstrings replaces with what comments in code say.
/// Returns whether it was that.
fn autodoc(
    rewriter: &mut Rewriter<'_, '_, '_>,
    lines: &Lines<'_>,
    range: &Range<usize>,
    words: &str,
) -> bool {
    let is_path = words.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'_' | b':' | b'/'));
    if !is_path || !(words.contains('.') || rewriter.kind.tools.mkdocs) {
        return false;
    }
    let message =
        "`::: name` of mkdocstrings shows comments of program code, which a lesson cannot".to_owned();
    rewriter.warn("autodoc", range, message, "left out", "write the text into the lesson");
    let head = lines.lines.partition_point(|line| line.range.end < range.start);
    let body = lines.body(head, 4);
    for line in head..body.end {
        rewriter.remove(lines.place(line));
    }
    true
}

/// The name and title in `note Title`, `note[Title]`, `{.callout-note title="Title"}`, `{note} Title`.
fn read(words: &str) -> (&str, Option<String>) {
    let start = words.trim_start_matches(['{', '.', ' ']);
    let start = start.strip_prefix("callout-").unwrap_or(start);
    let length = start.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').unwrap_or(start.len());
    let (name, rest) = start.split_at(length);
    let quoted = rest.split_once("title=\"").and_then(|(_, rest)| rest.split('"').next());
    let bracketed = rest.strip_prefix('[').map(in_brackets);
    let plain = rest
        .trim_start_matches('}')
        .split('{')
        .next()
        .filter(|_| bracketed.is_none() && !words.starts_with("{."));
    let title = quoted.or(bracketed).or(plain).map(str::trim).filter(|title| !title.is_empty());
    (name, title.map(str::to_owned))
}

/// What is up to the closing bracket; links may be in it.
fn in_brackets(text: &str) -> &str {
    let mut depth = 0_usize;
    for (at, c) in text.bytes().enumerate() {
        match c {
            b'[' => depth += 1,
            b']' if depth == 0 => return &text[..at],
            b']' => depth -= 1,
            _ => {}
        }
    }
    text.split(']').next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn every_tool_s_spelling_is_understood() {
        for (words, name, title) in [
            ("note", "note", None),
            ("note Read this", "note", Some("Read this")),
            ("tip[Read this]", "tip", Some("Read this")),
            ("tip[Read [this](a.md)]", "tip", Some("Read [this](a.md)")),
            ("tip[Read [this]", "tip", Some("Read [this")),
            ("{.callout-warning title=\"Read this\"}", "warning", Some("Read this")),
            ("{note} Read this", "note", Some("Read this")),
            ("tip Read this {#id}", "tip", Some("Read this")),
            ("{.objectives}", "objectives", None),
        ] {
            assert_eq!(read(words), (name, title.map(str::to_owned)), "{words}");
        }
    }
}
