//! Included files: `--8<-- "file.md"` on a line of its own, or names of files between two lines `--8<--`.
//!
//! They are replaced in code, too: most of them are there.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::inclusions::Failure;
use crate::dialect::lines::{Lines, Part};
use crate::dialect::rewriter::Rewriter;

/// Puts files in the places of the lines that name them.
pub(in super::super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    let mut open: Option<usize> = None;
    for line in lines.beginning_with(b"-;") {
        let part = lines.lines[line].part;
        let is_free = matches!(part, Part::Text | Part::Fence(_));
        if !is_free || rewriter.is_claimed(lines.lines[line].start) {
            open = None;
            continue;
        }
        let Some(mark) = Mark::read(lines.content(line)) else { continue };
        match mark {
            Mark::Escaped => {}
            Mark::Section => {
                rewriter.remove(lines.place(line));
            }
            Mark::File(file) => include(rewriter, lines, line..line + 1, &[file]),
            Mark::Bare => match open.take() {
                Some(first) if (first..line).all(|line| lines.lines[line].part == part) => {
                    let inside = (first + 1..line).map(|line| lines.content(line));
                    let files: Vec<&str> =
                        inside.filter(|file| !file.is_empty() && !file.starts_with(';')).collect();
                    include(rewriter, lines, first..line + 1, &files);
                }
                _ => open = Some(line),
            },
        }
    }
}

/// Removes the `;` before what is text, once nothing more is included.
pub(in super::super) fn unescape(rewriter: &mut Rewriter<'_, '_, '_>) {
    if !rewriter.text.as_str().contains(";-") {
        return;
    }
    let mut at = 0;
    for line in rewriter.text.as_str().split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        if matches!(Mark::read(line.trim()), Some(Mark::Escaped)) {
            rewriter.remove(start..start + 1);
        }
    }
}

/// What stands on a line with scissors.
enum Mark<'t> {
    /// Scissors alone: the beginning or end of a list of files.
    Bare,
    File(&'t str),
    /// The beginning or end of a section that others include.
    Section,
    /// With a `;` before them they are text.
    Escaped,
}

impl<'t> Mark<'t> {
    fn read(content: &'t str) -> Option<Self> {
        let unescaped = content.trim_start_matches(';');
        let rest = scissors(unescaped)?;
        if unescaped.len() < content.len() {
            return Some(Self::Escaped);
        }
        if rest.is_empty() {
            return Some(Self::Bare);
        }
        let rest = rest.trim();
        if rest.starts_with("[start") || rest.starts_with("[end") {
            return Some(Self::Section);
        }
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].strip_suffix(quote).map(Self::File)
    }
}

/// What is behind `--8<--`.
fn scissors(text: &str) -> Option<&str> {
    let handles = |text: &str| text.bytes().take_while(|&c| c == b'-').count();
    let rest = text.get(handles(text)..)?.strip_prefix("8<")?;
    let blades = handles(rest);
    (text.starts_with('-') && blades > 0).then(|| &rest[blades..])
}

fn include(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, range: Range<usize>, files: &[&str]) {
    let first = range.start;
    let place = lines.lines[first].start..lines.place(range.end - 1).end;
    let in_code = lines.lines[first].part != Part::Text;
    let mut texts = Vec::new();
    for file in files {
        match text(rewriter, file) {
            Ok(text) => texts.push(text),
            // It may be an example of the syntax.
            Err(_) if in_code && !rewriter.kind.tools.mkdocs => return,
            Err(_) if file.contains("://") => rewriter.say(&place, on_the_web(file)),
            Err(failure) => rewriter.not_included(&place, file, &failure),
        }
    }
    let prefix = format!("\n{}", lines.prefix(first));
    let text = texts.join("\n");
    let text: Vec<&str> = text.lines().collect();
    if let Err(failure) = rewriter.inclusions.charge(text.len().saturating_mul(prefix.len())) {
        return rewriter.not_included(&place, "", &failure);
    }
    rewriter.replace(place, text.join(&prefix));
}

fn on_the_web(file: &str) -> Diagnostic {
    let message = format!("the snippet `{file}` is on the web");
    Diagnostic::new(Code::UnsupportedSyntax, message)
        .label("left out: only files of the course are included")
        .help("save the file in the course and include it from there")
}

/// The text that `file`, `file:section` or `file:from:to` means.
fn text(rewriter: &Rewriter<'_, '_, '_>, file: &str) -> Result<String, Failure> {
    let (path, part) = match file.split_once(':') {
        Some((path, part)) if !file.contains("://") => (path, part),
        _ => (file, ""),
    };
    // Names are relative to the folder of the configuration, which may be above the course.
    let below_docs = path.split_once('/').map(|(_, rest)| rest);
    let from_root = [format!("/{path}"), format!("/{}", below_docs.unwrap_or(path))];
    let text = rewriter.inclusions.text(&[path, &from_root[0], &from_root[1]])?;
    let is_range = part.bytes().all(|c| c.is_ascii_digit() || matches!(c, b':' | b','));
    rewriter.inclusions.charge(text.len().saturating_mul(part.matches(',').count()))?;
    let lines: Vec<&str> = if part.is_empty() {
        text.lines().collect()
    } else if is_range {
        part.split(',').flat_map(|range| numbered(&text, range)).collect()
    } else {
        section(&text, part).ok_or_else(|| Failure::NoPart(part.to_owned()))?
    };
    let kept: Vec<&str> = lines.into_iter().filter(|line| !is_section_mark(line)).collect();
    Ok(kept.join("\n"))
}

/// The lines from one number to another; either may be missing.
fn numbered<'t>(text: &'t str, range: &str) -> impl Iterator<Item = &'t str> {
    let (from, to) = range.split_once(':').unwrap_or((range, range));
    let from = from.parse::<usize>().unwrap_or(1).max(1);
    let to = to.parse::<usize>().unwrap_or(usize::MAX);
    text.lines().take(to).skip(from - 1)
}

fn section<'t>(text: &'t str, name: &str) -> Option<Vec<&'t str>> {
    let (start, end) = (format!("[start:{name}]"), format!("[end:{name}]"));
    let mut lines = text.lines();
    lines.find(|line| is_section_mark(line) && line.contains(&start))?;
    Some(lines.take_while(|line| !(is_section_mark(line) && line.contains(&end))).collect())
}

fn is_section_mark(line: &str) -> bool {
    line.contains("-8<-") && (line.contains("[start:") || line.contains("[end:"))
}
