//! Code between fences that goes on beyond where the author ended it.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use crate::commonmark::events::Spanned;
use crate::commonmark::findings::Findings;
use crate::commonmark::source_map::Text;
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::table_rows::without_container;

/// Checks the code block that the events begin with.
pub(super) fn check(text: &Text<'_>, events: &[Spanned<'_>], findings: &mut Findings<'_>) {
    let Some(block) = Block::of(text.as_str(), events) else { return };
    let finding = if block.is_closed {
        block.next_fence().map(|line| block.swallows_another(line))
    } else {
        Some(block.never_ends())
    };
    if let Some(finding) = finding {
        findings.say_once("code", text, &block.opening, finding);
    }
    if let Some(words) = block.words_behind_braces() {
        findings.say_once(words, text, &block.opening, words_are_lost());
    }
}

/// Some tool gives what stands in braces a meaning, and nobody knows it here.
fn words_are_lost() -> Diagnostic {
    let message = "words behind the braces of a code block are not shown";
    Diagnostic::new(Code::UnsupportedSyntax, message)
        .label("the block is code, and has no title")
        .help("write the words above the block")
}

/// A code block as it is written.
struct Block<'t> {
    text: &'t str,
    /// Its first line, without the line end.
    opening: Range<usize>,
    /// The marks that open it.
    marks: &'t str,
    /// What is in it.
    content: Range<usize>,
    is_closed: bool,
}

impl<'t> Block<'t> {
    fn of(text: &'t str, events: &[Spanned<'_>]) -> Option<Self> {
        let range = &events.first()?.1;
        let written = &text[range.clone()];
        let first = written.lines().next()?.trim_end();
        let sign = first.trim_start().chars().next()?;
        let marks = first.trim_start();
        let marks = &marks[..marks.len() - marks.trim_start_matches(sign).len()];
        let opening = range.start..range.start + first.len();
        let is_code = |event: &Event<'_>| !matches!(event, Event::End(TagEnd::CodeBlock));
        let code = events[1..].iter().take_while(|(event, _)| is_code(event));
        let end = code.last().map_or(opening.end, |(_, last)| last.end).clamp(opening.end, range.end);
        let is_closed = text[end..range.end].contains(sign);
        Some(Self { text, marks, content: opening.end..end, opening, is_closed })
    }

    /// What stands behind `{name}` in its first line: to some tools that is a title.
    fn words_behind_braces(&self) -> Option<&'t str> {
        let info = without_container(&self.text[self.opening.clone()]).strip_prefix(self.marks)?;
        let (_, words) = info.trim_start().strip_prefix('{')?.split_once('}')?;
        let words = words.trim();
        words.starts_with(char::is_alphanumeric).then_some(words)
    }

    /// The content's lines that may have to do with fences.
    fn lines(&self) -> impl Iterator<Item = (usize, &'t str)> {
        let content = &self.text[self.content.clone()];
        let start = self.content.start;
        let lines = content.split('\n').scan(start, |at, line| {
            let here = *at;
            *at += line.len() + 1;
            Some((here, without_container(line)))
        });
        lines.filter(|(_, line)| line.starts_with(['`', '~']))
    }

    /// The line in the block that looks like the opening of another.
    fn next_fence(&self) -> Option<usize> {
        let content = &self.text[self.content.clone()];
        // Most code has none.
        if !content.contains(&self.marks[..3.min(self.marks.len())]) {
            return None;
        }
        self.lines().find(|(_, line)| self.opens(line)).map(|(at, _)| self.line_number(at))
    }

    /// Whether a line of the content would open a block, if it were outside: enough marks, and one word, as
    /// languages are.
    fn opens(&self, line: &str) -> bool {
        let sign = self.marks.as_bytes()[0] as char;
        let words = line.trim_start_matches(sign);
        let is_language = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '#' | '.');
        line.starts_with(self.marks) && !words.is_empty() && words.trim_start().chars().all(is_language)
    }

    /// How many lines a place is below the opening.
    fn line_number(&self, at: usize) -> usize {
        self.text[self.opening.start..at].matches('\n').count()
    }

    fn swallows_another(&self, lines: usize) -> Diagnostic {
        let marks = self.marks;
        Diagnostic::new(Code::UnclosedBlock, "a code block contains the beginning of another one")
            .label(format!("still open where the next begins, {}", below(lines)))
            .help(format!(
                "end it with a line `{marks}` before the next; or begin and end it with `{marks}{}`",
                &marks[..1]
            ))
    }

    fn never_ends(&self) -> Diagnostic {
        let marks = self.marks;
        let sign = &marks[..1];
        let is_fence = |line: &str| line.len() > 1 && line.trim_start_matches(['`', '~']).is_empty();
        let label = match self.lines().find(|(_, line)| is_fence(line)) {
            Some((at, line)) => {
                let place = below(self.line_number(at));
                let fault = if line.starts_with(sign) { "has too few marks" } else { "has other marks" };
                format!("the fence {place}, {fault}")
            }
            None => "everything below it is code".to_owned(),
        };
        let start = self.text[..self.opening.start].rfind('\n').map_or(0, |end| end + 1);
        let help = if start == self.opening.start {
            format!("end it with a line `{marks}`")
        } else {
            // In an item or a quote, a fence that is not indented begins another block.
            format!("end it with a line `{marks}` that begins like this one")
        };
        Diagnostic::new(Code::UnclosedBlock, "a code block is never closed").label(label).help(help)
    }
}

fn below(lines: usize) -> String {
    match lines {
        1 => "1 line below".to_owned(),
        lines => format!("{lines} lines below"),
    }
}
