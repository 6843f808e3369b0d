//! What a parser sees in a page. Only the parts that somebody asks about are parsed.
//!
//! A part begins behind a blank line, where nothing can be open that began before: it can be parsed alone. A page on
//! which that is not certain is one part.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use memchr::{memchr_iter, memmem};
use pulldown_cmark::{Event, Tag, TagEnd};

use super::bytes::line_ends;
use super::events::Spanned;
use super::parse::parse;
use super::source_map::Text;

/// A page by its parts.
pub(crate) struct Parts<'t> {
    text: &'t str,
    line_ends: Cow<'t, [usize]>,
    all: OnceCell<Vec<Part<'t>>>,
    may_hold_html: OnceCell<bool>,
}

/// The text from here to the next part.
struct Part<'t> {
    range: Range<usize>,
    parsed: OnceCell<Parsed<'t>>,
}

/// What a parser sees in a part: ranges of the page, from front to back.
pub(crate) struct Parsed<'t> {
    pub events: Rc<[Spanned<'t>]>,
    /// In these everything is text: code, comments, math.
    kept: Vec<Range<usize>>,
    /// Running text.
    running: Vec<Range<usize>>,
    /// Links and images, without those in others.
    links: Vec<Range<usize>>,
    /// Blocks of the author's HTML.
    html: Vec<Range<usize>>,
}

impl<'t> Parts<'t> {
    /// Nothing parsed yet.
    pub fn of(text: &'t str) -> Self {
        Self::with(text, line_ends(text.as_bytes()).into())
    }

    /// The same of a text whose lines end there ([`Text::line_ends`]).
    pub fn of_text(text: &'t Text<'_>) -> Self {
        Self::with(text.as_str(), text.line_ends().into())
    }

    fn with(text: &'t str, line_ends: Cow<'t, [usize]>) -> Self {
        Self { text, line_ends, all: OnceCell::new(), may_hold_html: OnceCell::new() }
    }

    /// The part that `at` is in.
    pub fn at(&self, at: usize) -> &Parsed<'t> {
        self.parsed(self.part(at))
    }

    fn part(&self, at: usize) -> &Part<'t> {
        let parts = self.parts();
        &parts[parts.partition_point(|part| part.range.start <= at).saturating_sub(1)]
    }

    /// The block of the author's HTML that `at` is in.
    pub fn html_at(&self, at: usize) -> Option<&Range<usize>> {
        // Most pages have none, and most parts.
        if !*self.may_hold_html.get_or_init(|| may_hold_html(self.text)) {
            return None;
        }
        let part = self.part(at);
        if may_hold_html(&self.text[part.range.clone()]) { self.parsed(part).html_at(at) } else { None }
    }

    /// The events of the parts whose text `is_wanted`.
    pub fn events(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<Rc<[Spanned<'t>]>> {
        let wanted = self.parts().iter().filter(|part| is_wanted(&self.text[part.range.clone()]));
        wanted.map(|part| Rc::clone(&self.parsed(part).events)).collect()
    }

    /// The parts whose text `is_wanted`.
    pub fn ranges(&self, is_wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = Range<usize>> {
        let ranges = self.parts().iter().map(|part| part.range.clone());
        ranges.filter(move |range| is_wanted(&self.text[range.clone()]))
    }

    fn parts(&self) -> &[Part<'t>] {
        self.all.get_or_init(|| {
            let starts = starts(self.text, &self.line_ends);
            let ends = starts.iter().skip(1).copied().chain([self.text.len()]);
            let part = |(&start, end)| Part { range: start..end, parsed: OnceCell::new() };
            starts.iter().zip(ends).map(part).collect()
        })
    }

    fn parsed<'p>(&self, part: &'p Part<'t>) -> &'p Parsed<'t> {
        part.parsed.get_or_init(|| Parsed::of(self.text, part.range.clone()))
    }
}

impl<'t> Parsed<'t> {
    fn of(text: &'t str, part: Range<usize>) -> Self {
        let mut events = parse(&text[part.clone()]);
        for (_, range) in &mut events {
            *range = range.start + part.start..range.end + part.start;
        }
        let kept = kept(text, &events);
        let mut parsed =
            Self { events: Rc::default(), kept, running: Vec::new(), links: Vec::new(), html: Vec::new() };
        let mut is_code = false;
        for (event, range) in &events {
            match event {
                Event::Start(Tag::CodeBlock(_)) => is_code = true,
                Event::End(TagEnd::CodeBlock) => is_code = false,
                Event::Start(Tag::HtmlBlock) => parsed.html.push(range.clone()),
                Event::Text(_) if !is_code => parsed.running.push(range.clone()),
                Event::Start(Tag::Link { .. } | Tag::Image { .. })
                    if parsed.links.last().is_none_or(|last| last.end <= range.start) =>
                {
                    parsed.links.push(range.clone());
                }
                _ => {}
            }
        }
        parsed.events = events.into();
        parsed
    }

    /// The end of the code, comment or math that `at` is in.
    pub fn kept_until(&self, at: usize) -> Option<usize> {
        let index = self.kept.partition_point(|range| range.start <= at);
        self.kept[..index].iter().rev().take(2).find(|range| range.contains(&at)).map(|range| range.end)
    }

    /// Whether `at` is in running text, and not in code, a tag, or the address of a link.
    pub fn is_running_text(&self, at: usize) -> bool {
        let index = self.running.partition_point(|range| range.end <= at);
        self.running.get(index).is_some_and(|range| range.contains(&at))
    }

    /// Whether a link or an image of Markdown has a part in a range.
    pub fn has_link_in(&self, range: &Range<usize>) -> bool {
        let index = self.links.partition_point(|link| link.end <= range.start);
        self.links.get(index).is_some_and(|link| link.start < range.end)
    }

    fn html_at(&self, at: usize) -> Option<&Range<usize>> {
        let index = self.html.partition_point(|range| range.end <= at);
        self.html.get(index).filter(|range| range.contains(&at))
    }
}

/// Whether a line begins with a tag.
fn may_hold_html(text: &str) -> bool {
    memchr::memchr_iter(b'<', text.as_bytes()).any(|at| {
        let before = text[..at].trim_end_matches([' ', '\t', '>']);
        let is_tag = text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        is_tag && (before.is_empty() || before.ends_with(['\n', '-', '*', '+', '.', ')']))
    })
}

/// The ranges in which everything is text: code, comments, math.
fn kept(text: &str, events: &[Spanned<'_>]) -> Vec<Range<usize>> {
    let is_text = |event: &Event<'_>| match event {
        Event::Start(Tag::CodeBlock(_)) | Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
            true
        }
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

/// Where the parts of a text begin.
fn starts(text: &str, line_ends: &[usize]) -> Vec<usize> {
    let whole = vec![0];
    if is_connected(text) {
        return whole;
    }
    let bytes = text.as_bytes();
    let (mut starts, mut open, mut is_behind_blank) = (whole, None::<Open>, false);
    let mut at = 0;
    for &end in line_ends {
        let start = std::mem::replace(&mut at, end + 1);
        // Most lines are words, or nothing.
        match bytes[start..end].first() {
            None if open.is_none() => {
                is_behind_blank = true;
                continue;
            }
            Some(first) if open.is_none() && first.is_ascii_alphabetic() => {
                if std::mem::take(&mut is_behind_blank) {
                    starts.push(start);
                }
                continue;
            }
            _ => {}
        }
        let line = text[start..end].trim_end();
        match open {
            // Where a list ends, so does what is open in it.
            Some(Open { is_at_margin: false, .. }) if is_at_margin(line) => return vec![0],
            Some(what) => open = (!what.is_ended_by(line)).then_some(what),
            None => {
                if is_behind_blank && begins_part(line) {
                    starts.push(start);
                }
                open = opened_by(line);
            }
        }
        is_behind_blank = line.is_empty();
    }
    starts
}

/// Whether a text has what reaches from one part into others: addresses that are defined elsewhere, and HTML that goes
/// on over blank lines.
fn is_connected(text: &str) -> bool {
    const TAGS: &[&[u8]] = &[b"pre", b"script", b"style", b"textarea"];
    let bytes = text.as_bytes();
    memmem::find_iter(bytes, b"]:").any(|at| defines_address(&text[..at]))
        || memchr_iter(b'<', bytes).any(|at| match &bytes[at + 1..] {
            [b'?', ..] => true,
            [b'!', rest @ ..] => !rest.starts_with(b"--"),
            rest => TAGS
                .iter()
                .any(|tag| rest.get(..tag.len()).is_some_and(|name| name.eq_ignore_ascii_case(tag))),
        })
}

/// Whether the name of an address stands before its colon. A note is a paragraph of its own.
fn defines_address(before: &str) -> bool {
    const LONGEST: usize = 1_000;
    let near = &before[before.floor_char_boundary(before.len().saturating_sub(LONGEST))..];
    let Some(line) = near.rsplit('\n').next().filter(|line| line.len() < LONGEST - 3) else { return true };
    let name = line.trim_start_matches(|c: char| !c.is_alphabetic() && c != '[');
    name.starts_with('[') && !name.starts_with("[^")
}

/// What goes on over blank lines.
#[derive(Clone, Copy)]
struct Open {
    /// The mark of a fence and how many of it there are; none for a comment.
    fence: Option<(u8, usize)>,
    is_at_margin: bool,
    /// Whether it is in a list or a quote for sure.
    is_contained: bool,
}

/// What a line opens: a fence or a comment, in a list, a quote or none.
fn opened_by(line: &str) -> Option<Open> {
    let is_of_container =
        |c: &u8| matches!(c, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b':' | b'.' | b')' | b'0'..=b'9');
    let (before, content) = line.split_at(line.bytes().take_while(is_of_container).count());
    if !content.starts_with(['`', '~', '<']) {
        return None;
    }
    let open = |fence| Open {
        fence,
        is_at_margin: before.is_empty(),
        is_contained: before.len() > 3 || !before.bytes().all(|c| c == b' '),
    };
    if content.starts_with("<!--") && !content.contains("-->") {
        return Some(open(None));
    }
    fence(content).map(|marks| open(Some(marks)))
}

/// The mark of the fence that a line opens, and how many of it there are.
pub(crate) fn fence(content: &str) -> Option<(u8, usize)> {
    let mark = content.bytes().next().filter(|mark| matches!(mark, b'`' | b'~'))?;
    let length = content.bytes().take_while(|c| *c == mark).count();
    let is_code_in_line = mark == b'`' && content[length..].contains('`');
    (length >= 3 && !is_code_in_line).then_some((mark, length))
}

impl Open {
    fn is_ended_by(self, line: &str) -> bool {
        let Some((mark, length)) = self.fence else { return line.contains("-->") };
        let marks = line.trim_start_matches([' ', '\t', '>']);
        let before = &line[..line.len() - marks.len()];
        let may_be_fence = self.is_contained || (before.len() <= 3 && before.bytes().all(|c| c == b' '));
        may_be_fence && marks.len() >= length && marks.bytes().all(|c| c == mark)
    }
}

fn is_at_margin(line: &str) -> bool {
    !line.is_empty() && !line.starts_with([' ', '\t', '>'])
}

/// Whether a line behind a blank one belongs to nothing before it. A list goes on with another item, a term with its
/// meaning.
fn begins_part(line: &str) -> bool {
    line.starts_with(|c: char| !matches!(c, ' ' | '\t' | '-' | '+' | '*' | ':' | '>') && !c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let parts = Parts::of(text);
        let found: Vec<&str> = parts.parts().iter().map(|part| &text[part.range.clone()]).collect();
        assert_eq!(found, expected);
        // Part by part the parser sees the same.
        let is_leaf = |event: &&Spanned<'_>| !matches!(event.0, Event::Start(_) | Event::End(_));
        let whole = parse(text);
        let events = parts.events(|_| true);
        let in_parts: Vec<_> = events.iter().flat_map(|part| part.iter()).filter(is_leaf).collect();
        assert_eq!(in_parts, whole.iter().filter(is_leaf).collect::<Vec<_>>(), "{text}");
    }

    #[test]
    fn a_part_begins_where_nothing_is_open() {
        check("# A\n\nb\n\nc\nd\n", &["# A\n\n", "b\n\n", "c\nd\n"]);
        check("- a\n\n  b\n\n- c\n\nd", &["- a\n\n  b\n\n- c\n\n", "d"]);
        check("```\na\n\nb\n```\n\nc", &["```\na\n\nb\n```\n\n", "c"]);
        check("<!-- a\n\nb -->\n\nc", &["<!-- a\n\nb -->\n\n", "c"]);
        check("Term\n\n: a\n\n: b\n\nc", &["Term\n\n: a\n\n: b\n\n", "c"]);
        check("- ```\n  a\n\n  b\n  ```\n\nc", &["- ```\n  a\n\n  b\n  ```\n\n", "c"]);
    }

    #[test]
    fn what_reaches_over_blank_lines_is_one_part() {
        for text in [
            "[a][b]\n\n[b]: c.md\n\nd",
            "<pre>\na\n\nb\n</pre>\n\nc",
            "<script>\n\na\n</script>\n\nb",
            "<!DOCTYPE\n\na>\n\nb",
            "- ```\n  never closed\n\na\n\nb",
            "- a\n\n  <!-- never closed\n\nb\n\nc",
            "- ```\n  a\n```\nb\n\nc\n",
            "  ```\n     ```\n\na\n\nb\n",
        ] {
            check(text, &[text]);
        }
    }

    #[test]
    fn code_comments_links_and_html_are_known_in_each_part() {
        let text = "a `b` [c](d)\n\n<div>\ne\n</div>\n\n<!-- f -->\n";
        let parts = Parts::of(text);
        let at = |piece: &str| text.find(piece).unwrap();
        assert_eq!(parts.at(at("b")).kept_until(at("b")), Some(at("b") + 2));
        assert!(parts.at(0).is_running_text(0) && !parts.at(at("d")).is_running_text(at("d")));
        assert!(parts.at(at("c")).has_link_in(&(at("c")..at("c") + 1)));
        assert!(parts.html_at(at("e")).is_some() && parts.html_at(0).is_none());
        assert!(parts.at(at("f")).kept_until(at("f")).is_some());
    }
}
