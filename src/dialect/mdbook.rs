//! `{{#include file}}` of mdBook: the file's text replaces it.
//!
//! Includes in code fences are replaced, too, because most of them are there; includes in inline code are not.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::commonmark::findings::Findings;
use crate::commonmark::parse::parse;
use crate::commonmark::source_map::{Edit, Text};
use crate::diagnostic::{Code, Diagnostic};

use super::allowance::{Allowance, NotIncluded};
use super::surroundings::Surroundings;

/// Files that include files that include files: beyond this it is a circle.
const MAX_DEPTH: usize = 8;

/// Puts included files into the text.
pub(crate) fn resolve<'a>(text: Text<'a>, files: &Allowance<'_>, findings: &mut Findings<'_>) -> Text<'a> {
    let inline_code = inline_code(text.as_str());
    let mut edits = Vec::new();
    for found in directives(text.as_str()) {
        let next = inline_code.partition_point(|code| code.end <= found.range.start);
        if inline_code.get(next).is_some_and(|code| code.contains(&found.range.start)) {
            continue;
        }
        let with =
            expand(&found, files, "", 0).and_then(|with| indent(text.as_str(), &found.range, with, files));
        match with {
            Ok(with) => edits.push(Edit { range: found.range.clone(), with }),
            Err(Failure::Unknown) => {
                let finding = Diagnostic::new(
                    Code::UnsupportedSyntax,
                    format!("`{{{{#{}}}}}` is mdBook syntax, not Markdown", found.name),
                )
                .label("shown to learners as written");
                findings.say_once("mdbook", &text, &found.range, finding);
            }
            Err(Failure::Missing(target)) => {
                let finding = Diagnostic::new(
                    Code::BrokenLink,
                    format!(
                        "the included file `{target}` does \
                                                                         not exist"
                    ),
                )
                .label("no such file in the course")
                .help("write the path relative to this page");
                findings.say(&text, &found.range, finding);
            }
            Err(Failure::Outside(target)) => findings.say(&text, &found.range, outside(&target)),
            Err(Failure::Unreadable(target, why)) => {
                findings.say(&text, &found.range, unreadable(&target, &why));
            }
            Err(Failure::NoAnchor(anchor)) => {
                let finding =
                    Diagnostic::new(Code::BrokenLink, format!("the included file has no anchor `{anchor}`"))
                        .label(format!("it has no line `ANCHOR: {anchor}`"));
                findings.say(&text, &found.range, finding);
            }
            Err(Failure::TooMuch) => findings.say_once("included", &text, &found.range, too_much()),
            Err(Failure::Circle) => {
                let finding = Diagnostic::new(Code::BrokenLink, "files include each other in a loop")
                    .label("includes a file that includes this page");
                findings.say_once("circle", &text, &found.range, finding);
            }
        }
    }
    text.edit(&edits)
}

/// `{{#name argument}}` in a text.
struct Directive<'t> {
    name: &'t str,
    argument: &'t str,
    range: Range<usize>,
}

enum Failure {
    Unknown,
    Missing(String),
    Outside(String),
    Unreadable(String, String),
    NoAnchor(String),
    TooMuch,
    Circle,
}

fn directives(text: &str) -> impl Iterator<Item = Directive<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.get(at..)?.find("{{#")?;
            at = start + 3;
            let length = match closing(&text[at..]) {
                Ok(length) => length,
                Err(rest_of_line) => {
                    at += rest_of_line;
                    continue;
                }
            };
            if text[..start].ends_with('\\') {
                continue;
            }
            let line = &text[at..at + length];
            let (name, argument) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            at += length + 2;
            return Some(Directive { name, argument: argument.trim(), range: start..at });
        }
    })
}

/// Where the next `}}` of the line is, else how long the rest of the line is.
fn closing(text: &str) -> Result<usize, usize> {
    let mut ends = memchr::memchr2_iter(b'}', b'\n', text.as_bytes());
    let end = ends.find(|&at| text[at..].starts_with('\n') || text[at..].starts_with("}}"));
    let end = end.unwrap_or(text.len());
    if text[end..].starts_with("}}") { Ok(end) } else { Err(end) }
}

fn expand(
    directive: &Directive<'_>,
    files: &Allowance<'_>,
    folder: &str,
    depth: usize,
) -> Result<String, Failure> {
    let text = match directive.name {
        "include" | "rustdoc_include" => included(directive.argument, files, folder)?,
        "playground" | "playpen" => {
            let file = directive.argument.split_whitespace().next().unwrap_or_default();
            let code = included(file, files, folder)?;
            format!("```rust\n{code}\n```")
        }
        // The title of the HTML page, which a lesson does not have.
        "title" => String::new(),
        _ => return Err(Failure::Unknown),
    };
    files.take(text.len()).map_err(|_| Failure::TooMuch)?;
    if !text.contains("{{#") {
        return Ok(text);
    }
    let inner_folder = match directive.argument.split(':').next().and_then(|path| path.rsplit_once('/')) {
        Some((inner, _)) => format!("{folder}{inner}/"),
        None => folder.to_owned(),
    };
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for inner in directives(&text) {
        out.push_str(&text[at..inner.range.start]);
        at = inner.range.end;
        if depth >= MAX_DEPTH {
            return Err(Failure::Circle);
        }
        match expand(&inner, files, &inner_folder, depth + 1) {
            Err(Failure::Unknown) => out.push_str(&text[inner.range]),
            expanded => out.push_str(&expanded?),
        }
    }
    out.push_str(&text[at..]);
    Ok(out)
}

/// The text that `file`, `file:anchor` or `file:from:to` means, without the line end at its end.
fn included(argument: &str, files: &Allowance<'_>, folder: &str) -> Result<String, Failure> {
    let mut parts = argument.splitn(3, ':');
    let path = format!("{folder}{}", parts.next().unwrap_or_default().trim());
    let text = files.text(&path).map_err(|why| match why {
        NotIncluded::Missing => Failure::Missing(path),
        NotIncluded::Outside => Failure::Outside(path),
        NotIncluded::Unreadable(why) => Failure::Unreadable(path, why),
        NotIncluded::TooMuch => Failure::TooMuch,
    })?;
    let (first, second) = (parts.next(), parts.next());
    let lines: Vec<&str> = match (first, second) {
        (None, _) => text.lines().filter(|line| !is_anchor(line)).collect(),
        (Some(from), to) if is_number(from) && to.is_none_or(is_number) => {
            let from = from.parse::<usize>().unwrap_or(1).max(1);
            let to = match to {
                Some(to) => to.parse().unwrap_or(usize::MAX),
                None => from,
            };
            text.lines().take(to).skip(from - 1).filter(|line| !is_anchor(line)).collect()
        }
        (Some(anchor), _) => anchored(&text, anchor).ok_or_else(|| Failure::NoAnchor(anchor.to_owned()))?,
    };
    Ok(lines.join("\n"))
}

/// The finding about a file that is not in the course's folder. No setting opens that for texts.
pub(super) fn outside(target: &str) -> Diagnostic {
    Diagnostic::new(Code::OutsideCourse, format!("the included file `{target}` is outside the course"))
        .label("outside the course's folder")
        .help("copy the file itself into the course")
}

/// The finding about a file that is there and is not read.
pub(super) fn unreadable(target: &str, why: &str) -> Diagnostic {
    Diagnostic::new(Code::UnreadableFile, format!("the included file `{target}` cannot be read: {why}"))
        .label("not included")
}

/// The finding about a page that includes too much.
pub(super) fn too_much() -> Diagnostic {
    let message = "the page includes more than 1,000 files, or more than 4 MB of text";
    Diagnostic::new(Code::UnreadableFile, message)
        .label("this and what follows is not included")
        .help("split the page into several lessons")
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|c| c.is_ascii_digit())
}

fn is_anchor(line: &str) -> bool {
    anchor(line, "ANCHOR:").is_some() || anchor(line, "ANCHOR_END:").is_some()
}

/// The name after `ANCHOR:` or `ANCHOR_END:`.
fn anchor<'l>(line: &'l str, word: &str) -> Option<&'l str> {
    line.split_once(word)?.1.split_whitespace().next()
}

fn anchored<'t>(text: &'t str, name: &str) -> Option<Vec<&'t str>> {
    let mut lines = text.lines();
    lines.find(|line| anchor(line, "ANCHOR:") == Some(name))?;
    let inside = lines.take_while(|line| anchor(line, "ANCHOR_END:") != Some(name));
    Some(inside.filter(|line| !is_anchor(line)).collect())
}

/// Gives each line what the first begins with, so that the text stays in its list, quote or code; in a table it
/// stays in its cell.
fn indent(text: &str, range: &Range<usize>, with: String, files: &Allowance<'_>) -> Result<String, Failure> {
    let around = Surroundings::of(text, range);
    if around.is_table_row {
        let words: Vec<&str> = with.split_whitespace().collect();
        return Ok(words.join(" ").replace('|', "\\|"));
    }
    if around.prefix.is_empty() {
        return Ok(with);
    }
    let more = with.matches('\n').count() * around.prefix.len();
    files.take(more).map_err(|_| Failure::TooMuch)?;
    Ok(with.replace('\n', &format!("\n{}", around.prefix)))
}

fn inline_code(text: &str) -> Vec<Range<usize>> {
    parse(text)
        .into_iter()
        .filter(|(event, _)| matches!(event, Event::Code(_)))
        .map(|(_, range)| range)
        .collect()
}
