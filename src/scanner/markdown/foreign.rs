//! What Markdown is not, and other tools' pages hold (rule 10): templates' tags, shortcodes, MDX,
//! fenced `:::` notes.
//!
//! Start at [`prepare`]. It rewrites the text before it is parsed: what is understood becomes
//! Markdown, or a comment that the writer knows ([`Insert`]); what is not stays as it is, with a
//! warning. Nothing in code or comments is touched, so the page is parsed once just to see where
//! these are; a page without any such markup is not.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::{Code, Diagnostic};

use super::embed::Site;
use super::findings::Findings;
use super::notes::{self, Look};
use super::origin::{Edit, Text};
use super::parse::parse;
use super::raw_html::tokens::{Token, Tokens};
use super::slots::MARK;
use super::write::Writer;
use super::{fences, jsx, shortcode};

/// What a comment that [`prepare`] left stands for. The comment ends any paragraph or list before
/// it, as the markup it replaces does in the tool that it is from.
#[derive(Debug)]
pub(super) enum Insert {
    NoteStart {
        look: Look,
        title: Option<String>,
    },
    NoteEnd,
    /// A player, by its address.
    Player(String),
}

/// No comment is longer; without a limit, many that are not closed would take forever.
pub(super) const MAX_COMMENT: usize = 20_000;

/// The first `limit` bytes of a text, or a little less.
pub(super) fn within(text: &str, limit: usize) -> &str {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether a tag stands for a block even where HTML takes it for a part of a paragraph.
pub(super) fn is_block_tag(html: &str) -> bool {
    match Tokens::new(html).next() {
        Some(Token::Start(tag)) => {
            matches!(tag.name.to_ascii_lowercase().as_str(), "video" | "audio" | "iframe")
                || Site::from_name(tag.name).is_some()
        }
        _ => html.starts_with("<!--\u{1}"),
    }
}

/// Rewrites what is understood and warns of the rest.
pub(super) fn prepare<'a>(
    text: Text<'a>,
    is_mdx: bool,
    findings: &mut Findings<'_>,
) -> (Text<'a>, Vec<Insert>) {
    let mut scan = Scan {
        text: &text,
        kept: code_and_comments(text.as_str()),
        edits: Vec::new(),
        inserts: Vec::new(),
        findings,
        is_mdx,
    };
    scan.run();
    let Scan { mut edits, inserts, .. } = scan;
    edits.sort_by_key(|edit| edit.range.start);
    let mut free = 0;
    edits.retain(|edit| {
        let is_free = edit.range.start >= free;
        free = if is_free { edit.range.end } else { free };
        is_free
    });
    (text.edit(&edits), inserts)
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

/// The text being looked through.
pub(super) struct Scan<'s, 'a, 'f> {
    pub text: &'s Text<'a>,
    pub is_mdx: bool,
    kept: Vec<Range<usize>>,
    edits: Vec<Edit>,
    inserts: Vec<Insert>,
    findings: &'s mut Findings<'f>,
}

impl<'s> Scan<'s, '_, '_> {
    fn run(&mut self) {
        let text: &'s str = self.text.as_str();
        fences::scan(self);
        jsx::scan_modules(self);
        let mut at = 0;
        while let Some(found) = text[at..].find(['{', '<', MARK]) {
            let start = at + found;
            at = match self.kept_until(start) {
                Some(_) if text[start..].starts_with(MARK) => self.construct(text, start),
                Some(_) => start + 1,
                None => self.construct(text, start),
            };
        }
    }

    /// Looks at a construct; gives where to go on.
    fn construct(&mut self, text: &'s str, start: usize) -> usize {
        let rest = &text[start..];
        let taken = if rest.starts_with(MARK) {
            self.replace(start..start + 1, String::new());
            Some(1)
        } else if rest.starts_with('<') {
            jsx::scan_tag(self, start)
        } else if rest.starts_with("{/*") {
            within(rest, MAX_COMMENT).find("*/}").map(|end| self.remove(start..start + end + 3))
        } else if rest.starts_with("{{") || rest.starts_with("{%") {
            shortcode::scan(self, start)
        } else {
            jsx::scan_expression(self, start);
            None
        };
        start + taken.unwrap_or(if rest.starts_with("{{") || rest.starts_with("{%") { 2 } else { 1 })
    }

    /// The end of the code or comment that `at` is in.
    pub fn kept_until(&self, at: usize) -> Option<usize> {
        let index = self.kept.partition_point(|range| range.start <= at);
        self.kept[..index].iter().rev().take(2).find(|range| range.contains(&at)).map(|range| range.end)
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

    /// Puts a comment for an insert in the place of a range.
    pub fn insert(&mut self, range: Range<usize>, insert: Insert) {
        let comment = format!("<!--{MARK}{}-->", self.inserts.len());
        self.inserts.push(insert);
        self.replace(range, comment);
    }

    /// Whether nothing else stands on the line of a range.
    pub fn is_alone(&self, range: &Range<usize>) -> bool {
        let text = self.text.as_str();
        let before = text[..range.start].rsplit('\n').next().unwrap_or_default();
        let after = text[range.end..].split('\n').next().unwrap_or_default();
        before.trim().is_empty() && after.trim().is_empty()
    }

    /// Warns of markup that stays as it is, or goes; once for each kind.
    pub fn warn(&mut self, kind: &str, range: &Range<usize>, message: String, label: &str, help: &str) {
        let finding = Diagnostic::new(Code::ForeignMarkup, message).label(label).help(help);
        self.findings.say_once(kind, self.text, range, finding);
    }
}

impl Writer<'_, '_, '_> {
    /// Writes what a comment of [`prepare`] stands for. Says whether it was one.
    pub fn insert(&mut self, html: &str) -> bool {
        let number = html.trim().strip_prefix("<!--\u{1}").and_then(|rest| rest.strip_suffix("-->"));
        let inserts = self.page.inserts;
        let Some(insert) = number.and_then(|number| inserts.get(number.parse::<usize>().ok()?)) else {
            return false;
        };
        match insert {
            Insert::NoteStart { look, title } => {
                self.new_line();
                notes::open(self.out, *look, title.as_deref());
            }
            Insert::NoteEnd => {
                self.new_line();
                notes::close(self.out);
            }
            Insert::Player(address) => self.player(address, ""),
        }
        // A fence may begin in a list and end outside of it.
        self.page.needs_cleaning |= !matches!(insert, Insert::Player(_));
        true
    }
}
