//! The input of each dialect: the page's text, and a list of changes to it.

use std::cell::OnceCell;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::findings::Findings;
use crate::markdown::parse::parse;
use crate::markdown::source_map::{Edit, Text};

use super::placeholder::{self, Placeholder};

/// No comment is longer; without a limit, many that are not closed would take forever.
pub(super) const MAX_COMMENT: usize = 20_000;

/// The text being looked through, and what is to be changed in it.
pub(super) struct Rewriter<'s, 'a, 'f> {
    pub text: &'s Text<'a>,
    pub is_mdx: bool,
    /// Code and comments, once they were asked for: the text is parsed for them.
    kept: OnceCell<Vec<Range<usize>>>,
    edits: Vec<Edit>,
    placeholders: Vec<Placeholder>,
    findings: &'s mut Findings<'f>,
}

impl<'s, 'a, 'f> Rewriter<'s, 'a, 'f> {
    /// Nothing rewritten yet.
    pub fn new(text: &'s Text<'a>, is_mdx: bool, findings: &'s mut Findings<'f>) -> Self {
        Self { text, is_mdx, kept: OnceCell::new(), edits: Vec::new(), placeholders: Vec::new(), findings }
    }

    /// What is to be changed, in order and without overlaps, and what the comments in it stand for.
    pub fn finish(self) -> (Vec<Edit>, Vec<Placeholder>) {
        let Self { mut edits, placeholders, .. } = self;
        edits.sort_by_key(|edit| edit.range.start);
        let mut free = 0;
        edits.retain(|edit| {
            let is_free = edit.range.start >= free;
            free = if is_free { edit.range.end } else { free };
            is_free
        });
        (edits, placeholders)
    }

    /// The end of the code or comment that `at` is in.
    pub fn kept_until(&self, at: usize) -> Option<usize> {
        let kept = self.kept.get_or_init(|| code_and_comments(self.text.as_str()));
        let index = kept.partition_point(|range| range.start <= at);
        kept[..index].iter().rev().take(2).find(|range| range.contains(&at)).map(|range| range.end)
    }

    /// Puts something in the place of a range. Where two overlap, the one that starts first counts.
    pub fn replace(&mut self, range: Range<usize>, with: String) {
        self.edits.push(Edit { range, with });
    }

    /// Removes a range; gives its length.
    pub fn remove(&mut self, range: Range<usize>) -> usize {
        let length = range.len();
        self.replace(range, String::new());
        length
    }

    /// Puts the comment of a placeholder in the place of a range.
    pub fn insert(&mut self, range: Range<usize>, placeholder: Placeholder) {
        let comment = placeholder::comment(self.placeholders.len());
        self.placeholders.push(placeholder);
        self.replace(range, comment);
    }

    /// Whether nothing else is on the line of a range.
    pub fn is_alone(&self, range: &Range<usize>) -> bool {
        let text = self.text.as_str();
        let before = text[..range.start].rsplit('\n').next().unwrap_or_default();
        let after = text[range.end..].split('\n').next().unwrap_or_default();
        before.trim().is_empty() && after.trim().is_empty()
    }

    /// Warns of markup that stays as it is, or goes; once for each kind.
    pub fn warn(&mut self, kind: &str, range: &Range<usize>, message: String, label: &str, help: &str) {
        let finding = Diagnostic::new(Code::UnsupportedSyntax, message).label(label).help(help);
        self.findings.say_once(kind, self.text, range, finding);
    }
}

/// The ranges in which everything is text.
fn code_and_comments(text: &str) -> Vec<Range<usize>> {
    let events = parse(text);
    let is_text = |event: &Event<'_>| match event {
        Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => true,
        Event::InlineHtml(html) => html.starts_with("<!--"),
        _ => false,
    };
    let mut ranges: Vec<_> =
        events.iter().filter(|(event, _)| is_text(event)).map(|(_, range)| range.clone()).collect();
    for (_, block) in events.iter().filter(|(event, _)| *event == Event::Start(Tag::HtmlBlock)) {
        let mut at = block.start;
        while let Some(start) = text[at..block.end].find("<!--").map(|found| at + found) {
            at = text[start..block.end].find("-->").map_or(block.end, |found| start + found + 3);
            ranges.push(start..at);
        }
    }
    ranges.sort_by_key(|range| range.start);
    ranges
}
