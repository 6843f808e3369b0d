//! Tags with an attribute `markdown`: what is in them is Markdown for kramdown and `MkDocs`.
//!
//! Markdown reads what is in a block of HTML if blank lines are around it. Here these lines are put in, and what is
//! indented like the tags loses its indent, which would make code of it.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag as Block};

use crate::commonmark::parse::parse;
use crate::commonmark::source_map::Edit;
use crate::html::elements::{self, is_void};
use crate::html::tokens::{Tag, Token, Tokens};

/// Elements that hold nothing but others: the attribute is about these.
const OF_ELEMENTS: &[&str] = &["table", "thead", "tbody", "tfoot", "tr", "colgroup", "ul", "ol", "dl"];

/// Elements whose text is never Markdown.
const RAW: &[&str] = &["pre", "script", "style", "textarea", "svg", "math"];

/// More elements than these are not open at once; of more, the outer ones count.
const MAX_DEPTH: usize = 64;

/// A span of code in running text is looked for no further than this.
const MAX_CODE: usize = 500;

/// An indent of so many columns makes code.
const CODE_INDENT: usize = 4;

/// The lines and indents to be changed.
pub(super) fn edits(text: &str) -> Vec<Edit> {
    let events = parse(text);
    let blocks = events.iter().filter(|(event, _)| *event == Event::Start(Block::HtmlBlock));
    let mut scan = Scan {
        text,
        blocks: blocks.map(|(_, range)| range.clone()).collect(),
        open: Vec::new(),
        edits: Vec::new(),
        indents: BTreeMap::new(),
    };
    scan.run();
    scan.finish()
}

/// An element that is open.
struct Element<'t> {
    name: &'t str,
    /// Its start tag.
    start: Range<usize>,
    /// Whether what is in it is Markdown.
    is_markdown: bool,
    /// Whether it hands the attribute on to the elements in it.
    is_handed_on: bool,
    /// What each of its lines begins with.
    prefix: String,
}

struct Scan<'t> {
    text: &'t str,
    /// Where blocks of HTML are.
    blocks: Vec<Range<usize>>,
    open: Vec<Element<'t>>,
    edits: Vec<Edit>,
    /// For the beginning of a line, how much of its indent goes.
    indents: BTreeMap<usize, usize>,
}

impl<'t> Scan<'t> {
    /// Looks at all tags, from front to back, but for those in code.
    fn run(&mut self) {
        let mut at = self.blocks.first().map_or(self.text.len(), |block| block.start);
        let mut next = 0;
        while let Some(found) = self.text[at..].find(['<', '`', '~']) {
            at += found;
            if !self.text[at..].starts_with('<') {
                at = behind_code(self.text, at);
                continue;
            }
            while self.blocks.get(next).is_some_and(|block| block.end <= at) {
                next += 1;
            }
            let block = self.blocks.get(next).filter(|block| block.contains(&at)).cloned();
            at = self.tag(at, block);
        }
    }

    /// Looks at what begins with `<`; gives where to go on.
    fn tag(&mut self, at: usize, block: Option<Range<usize>>) -> usize {
        const LONGEST: usize = 2_000;
        let rest = &self.text[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            return comment.find("-->").map_or(self.text.len(), |end| at + "<!--".len() + end);
        }
        let rest = &rest[..rest.floor_char_boundary(LONGEST)];
        let mut tokens = Tokens::new(rest);
        match tokens.next() {
            Some(Token::Start(tag)) => {
                let end = at + tokens.at;
                self.start(&tag, at..end, block);
                end
            }
            Some(Token::End(name)) => {
                let end = at + tokens.at;
                self.end(name, &(at..end));
                end
            }
            _ => at + 1,
        }
    }

    fn start(&mut self, tag: &Tag<'t>, range: Range<usize>, block: Option<Range<usize>>) {
        let name = tag.name.to_ascii_lowercase();
        let name = name.as_str();
        if tag.self_closing || is_void(name) {
            return self.gap_behind_html(name, &range);
        }
        if self.open.len() >= MAX_DEPTH {
            return;
        }
        let own = tag.get("markdown").map(|value| !matches!(&*value, "0" | "false" | "off" | "no"));
        let inherited = self.open.last().is_some_and(|parent| parent.is_handed_on);
        // A tag in running text is in Markdown already.
        let is_wanted = own.unwrap_or(inherited) && block.is_some() && !RAW.contains(&name);
        let is_handed_on = is_wanted && OF_ELEMENTS.contains(&name);
        let prefix = block.map_or_else(String::new, |block| prefix(self.text, block.start));
        let is_markdown = is_wanted && !is_handed_on;
        if is_markdown {
            if name == "p" {
                self.rename(&range, 1);
            }
            self.gap_behind(&range, &prefix);
        }
        self.open.push(Element { name: tag.name, start: range, is_markdown, is_handed_on, prefix });
    }

    fn end(&mut self, name: &str, range: &Range<usize>) {
        let Some(depth) = self.open.iter().rposition(|open| open.name.eq_ignore_ascii_case(name)) else {
            return;
        };
        let element = self.open.swap_remove(depth);
        self.open.truncate(depth);
        if element.is_markdown {
            self.outdent(element.start.end..range.start, element.prefix.len());
            self.gap_before(range, &element.prefix);
            if name.eq_ignore_ascii_case("p") {
                self.rename(range, 2);
            }
        }
        self.gap_behind_html(&name.to_ascii_lowercase(), range);
    }

    /// Puts a blank line behind HTML in an element with Markdown, which else would go on to the next blank line.
    fn gap_behind_html(&mut self, name: &str, tag: &Range<usize>) {
        let Some(prefix) =
            self.open.last().filter(|parent| parent.is_markdown).map(|parent| parent.prefix.clone())
        else {
            return;
        };
        let start = line_start(self.text, tag.start);
        let is_alone = self.text[start..tag.start].trim_matches([' ', '\t', '>']).is_empty();
        let mut lines = self.text[tag.end..].split('\n');
        let is_last = lines.next().is_none_or(|rest| rest.trim().is_empty());
        let goes_on =
            lines.next().is_some_and(|line| !line.trim_matches([' ', '\t', '>', '\r']).starts_with('<'));
        if is_last && goes_on && (is_alone || is_block(name)) {
            self.gap_behind(tag, &prefix);
        }
    }

    /// A paragraph may hold no other: the element becomes a `div`. Its name is `skip` bytes behind the tag's start.
    fn rename(&mut self, tag: &Range<usize>, skip: usize) {
        let name = tag.start + skip;
        self.edits.push(Edit { range: name..name + 1, with: "div".to_owned() });
    }

    /// Puts a blank line behind a start tag, unless there is one.
    fn gap_behind(&mut self, tag: &Range<usize>, prefix: &str) {
        let mut lines = self.text[tag.end..].split('\n').map(str::trim);
        if lines.next() == Some("") && lines.next() == Some("") {
            return;
        }
        self.edits.push(Edit { range: tag.end..tag.end, with: format!("\n{prefix}\n{prefix}") });
    }

    /// Puts a blank line before an end tag, and takes its indent away.
    fn gap_before(&mut self, tag: &Range<usize>, prefix: &str) {
        let start = line_start(self.text, tag.start);
        let is_first = self.text[start..tag.start].trim_matches([' ', '\t', '>']).is_empty();
        let is_apart = self.text[..start].ends_with("\n\n");
        if is_apart && start == tag.start {
            return;
        }
        if is_first {
            self.indents.remove(&start);
            self.edits.push(Edit { range: start..tag.start, with: format!("{prefix}\n{prefix}") });
        } else {
            self.edits.push(Edit { range: tag.start..tag.start, with: format!("\n{prefix}\n{prefix}") });
        }
    }

    /// Takes the indent that all lines have in common away, if it would make code of them.
    fn outdent(&mut self, range: Range<usize>, prefix: usize) {
        let mut lines = Vec::new();
        let mut at = range.start;
        while let Some(end) = self.text[at..range.end].find('\n') {
            at += end + 1;
            lines.push(at);
        }
        let indent = |line: usize| {
            let line = self.text[line..range.end].split('\n').next().unwrap_or_default();
            (!line.trim().is_empty())
                .then(|| line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count())
        };
        let common = lines.iter().filter_map(|&line| indent(line)).min().unwrap_or(0);
        let has_tab = lines.iter().any(|&line| self.text[line..].starts_with('\t'));
        if common < prefix + if has_tab { 1 } else { CODE_INDENT } {
            return;
        }
        for line in lines.into_iter().filter(|&line| indent(line).is_some()) {
            let taken = self.indents.entry(line + prefix).or_default();
            *taken = (*taken).max(common - prefix);
        }
    }

    /// All edits in order; where two are about one place, the longer counts.
    fn finish(mut self) -> Vec<Edit> {
        let indents = self.indents.into_iter();
        self.edits
            .extend(indents.map(|(line, taken)| Edit { range: line..line + taken, with: String::new() }));
        self.edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let mut free = 0;
        self.edits.retain(|edit| {
            let is_free = edit.range.start >= free;
            free = if is_free { edit.range.end } else { free };
            is_free
        });
        self.edits
    }
}

/// Where the line of a place begins.
fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// What a further line begins with to be in the same quotes and items as the block at a place.
fn prefix(text: &str, block: usize) -> String {
    let before = &text[line_start(text, block)..block];
    before.chars().map(|c| if matches!(c, '>' | '\t') { c } else { ' ' }).collect()
}

/// Where the code ends that may begin with the signs at a place.
fn behind_code(text: &str, at: usize) -> usize {
    let sign = text.as_bytes()[at];
    let count = text.as_bytes()[at..].iter().take_while(|byte| **byte == sign).count();
    let signs = &text[at..at + count];
    let behind = at + count;
    let is_fence = count >= 3 && text[line_start(text, at)..at].trim_matches([' ', '\t', '>']).is_empty();
    if is_fence {
        let mut lines = text[behind..].split_inclusive('\n');
        let mut end = behind + lines.next().map_or(0, str::len);
        for line in lines {
            end += line.len();
            let words = line.trim_matches([' ', '\t', '>', '\r', '\n']);
            if words.starts_with(signs) && words.bytes().all(|byte| byte == sign) {
                return end;
            }
        }
        return text.len();
    }
    let near = &text[behind..];
    let near = &near[..near.floor_char_boundary(MAX_CODE)];
    match near.find(signs) {
        Some(end) if sign == b'`' && !near[..end].contains("\n\n") => behind + end + count,
        _ => behind,
    }
}

/// Whether an element begins a block of HTML wherever it begins a line.
fn is_block(name: &str) -> bool {
    elements::is_block(name) && !matches!(name, "hr" | "pre")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commonmark::source_map::Text;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let edits = edits(text);
        assert_eq!(Text::new(text, 0..text.len()).edit(&edits).as_str(), expected);
    }

    #[test]
    fn blank_lines_are_put_around_what_is_markdown() {
        check("<div markdown=\"1\">\n*a*\n</div>\n", "<div markdown=\"1\">\n\n\n*a*\n\n</div>\n");
        check("<div markdown>*a*</div>", "<div markdown>\n\n*a*\n\n</div>");
        check("<p markdown=\"span\" class=x>*a*</p>", "<div markdown=\"span\" class=x>\n\n*a*\n\n</div>");
        check("> <div markdown=\"1\">\n> a\n> </div>", "> <div markdown=\"1\">\n> \n> \n> a\n> \n> </div>");
        check(
            "<table markdown=\"1\"><tr><td>*a*</td></tr></table>",
            "<table markdown=\"1\"><tr><td>\n\n*a*\n\n</td></tr></table>",
        );
    }

    #[test]
    fn an_indent_that_would_make_code_goes() {
        check(
            "<div>\n  <div markdown=\"1\">\n    a\n\n      b\n  </div>\n</div>\n",
            "<div>\n  <div markdown=\"1\">\n\n\na\n\n  b\n\n</div>\n</div>\n",
        );
    }

    #[test]
    fn other_tags_and_code_are_left_alone() {
        for text in [
            "<div markdown=\"0\">\n*a*\n</div>\n",
            "<div>\n*a*\n</div>\n",
            "<pre markdown=\"1\">\n*a*\n</pre>\n",
            "`<div markdown=\"1\">` *a* `</div>`",
            "```\n<div markdown=\"1\">\na\n</div>\n```\n",
            "a <span markdown=\"1\">*a*</span>",
            "<div markdown=\"1\">\n\n*a*\n\n</div>\n",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn an_end_tag_in_code_ends_nothing() {
        check(
            "<div markdown=\"1\">\n```\n</div>\n```\n`</div>`\n</div>\n",
            "<div markdown=\"1\">\n\n\n```\n</div>\n```\n`</div>`\n\n</div>\n",
        );
    }
}
