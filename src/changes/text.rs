//! The difference of two texts.
//!
//! Blocks are compared first, by their Markdown and their HTML. Blocks with other Markdown are compared line by line; a
//! paragraph is one line. Blocks with the same Markdown and other HTML (another size of a picture, another class) are
//! compared as HTML.

use std::hash::Hash;
use std::ops::Range;
use std::time::{Duration, Instant};

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};

use super::pairs::pairs;
use super::words::{Part, Segment, segments};
use crate::html::canonical::canonical;
use crate::html::to_markdown::{Block, blocks};

/// How many lines around a change belong to it.
const CONTEXT: usize = 2;

/// How long words are looked for. Behind it, whatever is not compared counts as changed.
const MAX_TIME: Duration = Duration::from_secs(2);

/// The difference of two texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextDiff {
    /// The changes from front to back; none if the texts are the same.
    pub hunks: Vec<Hunk>,
    /// How many lines behind the last hunk are the same.
    pub same_after: usize,
}

/// Changes that are near one another, and the lines around them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hunk {
    /// How many lines between the hunk before and this one are the same.
    pub same_before: usize,
    /// The lines, from front to back.
    pub lines: Vec<Line>,
}

/// A line of both versions, or of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What happened to it.
    pub kind: Kind,
    /// What it is written in.
    pub form: Form,
    /// Its pieces; one, unless some of its words changed.
    pub segments: Vec<Segment>,
}

/// What happened to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Both versions have it.
    Same,
    /// The first version has it.
    Removed,
    /// The second version has it.
    Added,
    /// Both versions have it, with other words in it.
    Changed,
}

/// What a line is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Markdown.
    Markdown,
    /// HTML, because the Markdown of both versions is the same.
    Html,
}

impl TextDiff {
    /// Compares two texts, which are HTML.
    ///
    /// Takes time in proportion to the texts, and some seconds at most to find words in what changed.
    pub fn new(before: &str, after: &str) -> Self {
        let (before, after) = (canonical(before), canonical(after));
        if before == after {
            return Self { hunks: Vec::new(), same_after: 0 };
        }
        let (before, after) = (blocks(&before), blocks(&after));
        let mut lines = Lines { lines: Vec::new(), deadline: Instant::now() + MAX_TIME };
        lines.blocks(&before, &after);
        hunks(lines.lines)
    }

    /// Whether the texts are the same to a reader.
    pub fn is_empty(&self) -> bool {
        self.hunks.is_empty()
    }
}

struct Lines {
    lines: Vec<Line>,
    deadline: Instant,
}

impl Lines {
    fn blocks(&mut self, before: &[Block], after: &[Block]) {
        for op in self.operations(before, after) {
            let (old, new) = (&before[op.old_range()], &after[op.new_range()]);
            if matches!(op, DiffOp::Equal { .. }) {
                self.same(old);
            } else {
                self.changed_blocks(old, new);
            }
        }
    }

    fn operations<T>(&self, before: &[T], after: &[T]) -> Vec<DiffOp>
    where
        T: Eq + Hash + Ord + Clone,
    {
        capture_diff_slices_deadline(Algorithm::Patience, before, after, Some(self.deadline))
    }

    fn same(&mut self, blocks: &[Block]) {
        for line in blocks.iter().flat_map(|block| block.markdown.lines()) {
            self.push(Kind::Same, Form::Markdown, vec![segment(Part::Same, line)]);
        }
    }

    /// Blocks of which no two are the same, though their Markdown may be.
    fn changed_blocks(&mut self, before: &[Block], after: &[Block]) {
        let markdown =
            |blocks: &[Block]| blocks.iter().map(|block| block.markdown.clone()).collect::<Vec<_>>();
        for op in self.operations(&markdown(before), &markdown(after)) {
            let (old, new) = (&before[op.old_range()], &after[op.new_range()]);
            if matches!(op, DiffOp::Equal { .. }) {
                for (old, new) in old.iter().zip(new) {
                    self.changed_lines(&html_lines(&old.html), &html_lines(&new.html), Form::Html);
                }
            } else {
                self.changed_lines(&lines_of(old), &lines_of(new), Form::Markdown);
            }
        }
    }

    fn changed_lines(&mut self, before: &[String], after: &[String], form: Form) {
        for op in self.operations(before, after) {
            let (old, new) = (&before[op.old_range()], &after[op.new_range()]);
            if matches!(op, DiffOp::Equal { .. }) {
                for line in old {
                    self.push(Kind::Same, form, vec![segment(Part::Same, line)]);
                }
            } else {
                self.replaced(old, new, form);
            }
        }
    }

    /// Lines in the place of others: those that belong together are one, the others come in their order.
    fn replaced(&mut self, before: &[String], after: &[String], form: Form) {
        let old: Vec<&str> = before.iter().map(String::as_str).collect();
        let new: Vec<&str> = after.iter().map(String::as_str).collect();
        let (mut row, mut column) = (0, 0);
        for (old_at, new_at) in pairs(&old, &new) {
            self.unpaired(&old[row..old_at], &new[column..new_at], form);
            let segments = segments(old[old_at], new[new_at], self.deadline);
            let has_shared = segments.iter().any(|it| it.part == Part::Same && !it.text.trim().is_empty());
            if has_shared {
                self.push(Kind::Changed, form, segments);
            } else {
                self.unpaired(&old[old_at..=old_at], &new[new_at..=new_at], form);
            }
            (row, column) = (old_at + 1, new_at + 1);
        }
        self.unpaired(&old[row..], &new[column..], form);
    }

    fn unpaired(&mut self, before: &[&str], after: &[&str], form: Form) {
        for line in before {
            self.push(Kind::Removed, form, vec![segment(Part::Removed, line)]);
        }
        for line in after {
            self.push(Kind::Added, form, vec![segment(Part::Added, line)]);
        }
    }

    fn push(&mut self, kind: Kind, form: Form, segments: Vec<Segment>) {
        self.lines.push(Line { kind, form, segments });
    }
}

/// The lines of blocks. An empty paragraph has no Markdown.
fn lines_of(blocks: &[Block]) -> Vec<String> {
    let text =
        |block: &Block| if block.markdown.is_empty() { block.html.clone() } else { block.markdown.clone() };
    blocks.iter().flat_map(|block| text(block).lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn segment(part: Part, text: &str) -> Segment {
    Segment { part, text: text.to_owned() }
}

/// HTML with a line for each tag and each text between tags.
fn html_lines(html: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let end = match rest.strip_prefix('<') {
            Some(_) => crate::html::tokens::next_tag(rest, 0).map_or(rest.len(), |tag| tag.end),
            None => rest.find('<').unwrap_or(rest.len()),
        };
        lines.extend(rest[..end].lines().map(str::to_owned));
        rest = &rest[end..];
    }
    lines
}

/// The changed lines with those around them.
fn hunks(lines: Vec<Line>) -> TextDiff {
    let all = lines.len();
    let changed: Vec<usize> = (0..all).filter(|&at| lines[at].kind != Kind::Same).collect();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for at in changed {
        let range = at.saturating_sub(CONTEXT)..(at + CONTEXT + 1).min(all);
        // To say that one line is the same takes a line.
        match ranges.last_mut() {
            Some(last) if range.start <= last.end + 1 => last.end = range.end,
            None if range.start == 1 => ranges.push(0..range.end),
            _ => ranges.push(range),
        }
    }
    if let Some(last) = ranges.last_mut().filter(|last| last.end + 1 == all) {
        last.end = all;
    }
    let mut lines = lines.into_iter();
    let mut at = 0;
    let mut hunks = Vec::with_capacity(ranges.len());
    for range in ranges {
        let same_before = range.start - at;
        let lines = lines.by_ref().skip(same_before).take(range.len()).collect();
        hunks.push(Hunk { same_before, lines });
        at = range.end;
    }
    let same_after = if hunks.is_empty() { 0 } else { all - at };
    TextDiff { hunks, same_after }
}
