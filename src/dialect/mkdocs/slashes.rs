//! Blocks between slashes: `/// note | Title`, options, Markdown, `///`.

use std::ops::Range;

use crate::dialect::containers::{self, Container};
use crate::dialect::lines::Lines;
use crate::dialect::rewriter::Rewriter;
use crate::html::admonitions;

use super::title::plain_title;

/// The first line of a block.
struct Head<'t> {
    line: usize,
    slashes: usize,
    name: &'t str,
    argument: &'t str,
}

/// Replaces the first and last lines of blocks. One that is not closed is text.
pub(in super::super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    let mut open: Vec<Head<'_>> = Vec::new();
    for line in lines.beginning_with(b"/") {
        let content = lines.content(line);
        if !content.starts_with("///") || !lines.is_text(line) || rewriter.is_claimed(lines.lines[line].start)
        {
            continue;
        }
        let rest = content.trim_start_matches('/');
        let slashes = content.len() - rest.len();
        if rest.is_empty() {
            if let Some(head) = open.pop_if(|head| head.slashes == slashes) {
                rewrite(rewriter, lines, &head, line);
            }
        } else if let Some(head) = Head::read(line, slashes, rest.trim()) {
            open.push(head);
        }
    }
    if let Some(head) = open.iter().find(|head| admonitions::known(head.name).is_some()) {
        let message = format!("a `/// {}` block has no end", head.name);
        let help = "end the block with `///` on a line of its own";
        rewriter.warn("slashes", &lines.place(head.line), message, "shown to learners as written", help);
    }
}

impl<'t> Head<'t> {
    fn read(line: usize, slashes: usize, rest: &'t str) -> Option<Self> {
        let (name, argument) = rest.split_once('|').unwrap_or((rest, ""));
        let name = name.trim();
        let is_name = name.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_'));
        (is_name && !name.is_empty()).then(|| Self { line, slashes, name, argument: argument.trim() })
    }
}

fn rewrite(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, head: &Head<'_>, close: usize) {
    let options = options(lines, head.line, close);
    let option = |key: &str| {
        options.clone().find_map(|line| {
            let (name, value) = lines.content(line).split_once(':')?;
            (name == key).then(|| value.trim().trim_matches(['"', '\'']))
        })
    };
    let container =
        container(head, option("type"), option("open") == Some("true") || option("open") == Some("True"));
    let container = container.unwrap_or_else(|| {
        let message = format!("`/// {}` is a block of another tool, not Markdown", head.name);
        let help = "replace the block with Markdown";
        rewriter.warn(head.name, &lines.place(head.line), message, "its content is kept", help);
        Container::Plain
    });
    for line in options {
        rewriter.remove(lines.place(line));
    }
    containers::close(rewriter, lines.place(close), &container);
    containers::open(rewriter, lines.place(head.line), container);
}

/// The indented lines right behind a first line.
fn options(lines: &Lines<'_>, head: usize, close: usize) -> Range<usize> {
    let indent = lines.lines[head].indent + 4;
    let is_option = |line: &usize| !lines.is_blank(*line) && lines.lines[*line].indent >= indent;
    let options = head + 1..head + 1 + (head + 1..close).take_while(is_option).count();
    let is_key = |line: usize| lines.content(line).split_once(':').is_some_and(|(key, _)| is_word(key));
    // Other indented lines are code.
    if options.clone().all(is_key) { options } else { head + 1..head + 1 }
}

fn container(head: &Head<'_>, kind: Option<&str>, is_open: bool) -> Option<Container> {
    let title = || Some(plain_title(head.argument)).filter(|title| !title.is_empty());
    let name = head.name.to_ascii_lowercase();
    match name.as_str() {
        "html" | "caption" | "figure-caption" | "table-caption" | "define" => Some(Container::Plain),
        "details" => {
            let summary = title().or_else(|| kind.and_then(|kind| admonitions::of_name(kind).1));
            Some(Container::Details { summary: summary.unwrap_or_else(|| "Details".to_owned()), is_open })
        }
        "admonition" => {
            let (look, default_title) = admonitions::of_name(kind.unwrap_or("note"));
            Some(Container::Admonition { look, title: title().or(default_title) })
        }
        _ => containers::of_name(&name, title()),
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}
