//! Bold and italics in Chinese, Japanese and Korean, which put no space around them.
//!
//! To Markdown, asterisks between a letter and a punctuation mark neither begin nor end anything, as in `是**“重”**的`
//! and `**す。**で`. Beside a letter of these languages, and beside their own punctuation, authors see bold in other
//! tools. An empty comment, which is punctuation to the parser, has it read the asterisks in that way. Asterisks that
//! are read so already are left alone.

use std::ops::Range;

use memchr::{memchr_iter, memchr2_iter};
use pulldown_cmark::{Event, LinkType, Tag};

use crate::commonmark::events::{Spanned, end_of};
use crate::commonmark::source_map::{Edit, Text};

/// Nothing to a reader, and punctuation to the parser.
const COMMENT: &str = "<!---->";

/// Whether there is a place where the asterisks' meaning depends on these languages, and Markdown's is not what is
/// meant.
pub(super) fn may_be_in(text: &Text<'_>) -> bool {
    let (may_hold_letters, text) = (may_hold_letters(text), text.as_str());
    if !may_hold_letters || !has_letters_beside_signs(text) {
        return false;
    }
    SIGNS.iter().any(|&sign| {
        let runs: Vec<Range<usize>> = runs(text, sign).collect();
        runs.iter().any(|run| place(text, run).is_some()) && !broken(text, &runs).is_empty()
    })
}

/// What emphasis and deleted text begin and end with. A `_` has rules of its own, in all languages.
const SIGNS: [u8; 2] = [b'*', b'~'];

/// Comments beside the asterisks and tildes outside of code, addresses and tags.
pub(super) fn edits(text: &str, events: &[Spanned<'_>]) -> Vec<Edit> {
    let literal = literal(text, events);
    SIGNS.iter().flat_map(|&sign| edits_of(text, sign, &literal)).collect()
}

fn edits_of(text: &str, sign: u8, literal: &[Range<usize>]) -> Vec<Edit> {
    let mut next = 0;
    let runs = runs(text, sign).filter(|run| {
        while literal.get(next).is_some_and(|range| range.end <= run.start) {
            next += 1;
        }
        literal.get(next).is_none_or(|range| range.start >= run.end)
    });
    let runs: Vec<Range<usize>> = runs.collect();
    let broken = broken(text, &runs).into_iter().flatten();
    let places = broken.filter_map(|run| place(text, run));
    places.map(|at| Edit { range: at..at, with: COMMENT.to_owned() }).collect()
}

/// The runs of each paragraph in which, as Markdown reads them, some neither begin nor end anything, or begin what
/// has begun already.
fn broken<'r>(text: &str, runs: &'r [Range<usize>]) -> Vec<&'r [Range<usize>]> {
    let is_near = |a: &Range<usize>, b: &Range<usize>| !has_blank_line(&text[a.end..b.start]);
    runs.chunk_by(is_near).filter(|runs| is_broken(text, runs)).collect()
}

fn has_blank_line(between: &str) -> bool {
    let mut lines = between.split('\n').map(str::trim);
    // The first line and the last one have a run on them.
    lines.next();
    lines.next_back();
    lines.any(str::is_empty)
}

fn is_broken(text: &str, runs: &[Range<usize>]) -> bool {
    let mut open: Vec<usize> = Vec::new();
    for run in runs {
        let (can_open, can_close) = flanks(text, run);
        if !can_open && !can_close {
            continue;
        }
        let mut length = run.len();
        while can_close && length > 0 {
            let Some(last) = open.last_mut() else { break };
            let taken = length.min(*last);
            length -= taken;
            *last -= taken;
            if *last == 0 {
                open.pop();
            }
        }
        if length > 0 {
            if !can_open || open.contains(&length) {
                return true;
            }
            open.push(length);
        }
    }
    !open.is_empty()
}

/// Whether a run can begin and end something, to Markdown.
fn flanks(text: &str, run: &Range<usize>) -> (bool, bool) {
    let before = text[..run.start].chars().next_back().unwrap_or('\n');
    let after = text[run.end..].chars().next().unwrap_or('\n');
    let (space_before, space_after) = (before.is_whitespace(), after.is_whitespace());
    let (mark_before, mark_after) = (is_mark(before), is_mark(after));
    let can_open = !space_after && (!mark_after || space_before || mark_before);
    let can_close = !space_before && (!mark_before || space_after || mark_after);
    (can_open, can_close)
}

/// Whether a letter or a mark of these languages may be in a text. Their UTF-8 begins with these bytes; that of dashes
/// and quotation marks begins with 0xE2, too.
fn may_hold_letters(text: &Text<'_>) -> bool {
    let bytes = text.as_str().as_bytes();
    let is_first = |&at: &usize| match bytes[at] {
        0xe1 | 0xe3.. => true,
        0xe2 => bytes[at + 1] >= 0xba,
        _ => false,
    };
    text.places().special.iter().any(is_first)
}

/// Whether a letter or a mark of these languages is beside a sign.
fn has_letters_beside_signs(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_cjk = |c: char| is_cjk_letter(c) || is_cjk_mark(c);
    memchr2_iter(SIGNS[0], SIGNS[1], bytes).any(|at| {
        // Most signs are beside letters of English.
        let is_foreign = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(|c| !c.is_ascii());
        (is_foreign(at.checked_sub(1)) && text[..at].ends_with(is_cjk))
            || (is_foreign(Some(at + 1)) && text[at + 1..].starts_with(is_cjk))
    })
}

/// The runs of a sign that no backslash is before.
fn runs(text: &str, sign: u8) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut end = 0;
    memchr_iter(sign, bytes).filter_map(move |at| {
        if at < end {
            return None;
        }
        let backslashes = bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count();
        if backslashes % 2 == 1 {
            return None;
        }
        end = at + bytes[at..].iter().take_while(|byte| **byte == sign).count();
        // One tilde is a word's, three begin code.
        (sign == b'*' || end - at == 2).then_some(at..end)
    })
}

/// Where a comment makes a run begin or end something that it does not to Markdown.
fn place(text: &str, run: &Range<usize>) -> Option<usize> {
    let before = text[..run.start].chars().next_back().filter(|c| !c.is_whitespace())?;
    let after = text[run.end..].chars().next().filter(|c| !c.is_whitespace())?;
    let (mark_before, mark_after) = (is_mark(before), is_mark(after));
    if mark_before && !mark_after && (is_cjk_mark(before) || is_cjk_letter(after)) {
        return Some(run.end);
    }
    (!mark_before && mark_after && (is_cjk_letter(before) || is_cjk_mark(after))).then_some(run.start)
}

/// A punctuation mark or a sign, of those that the parser takes for one.
fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation()
        || is_cjk_mark(c)
        || matches!(c, '¡'..='§' | '«' | '»' | '·' | '¿' | '×' | '÷' | '‐'..='‧' | '‰'..='⁞' | '₠'..='₿' | '℃' | '№')
        || matches!(c, '←'..='⏺' | '─'..='❵' | '➔'..='➿' | '🌀'..='🙏' | '🚀'..='🛅' | '🤐'..='🧿')
}

/// A punctuation mark or a sign of these languages.
fn is_cjk_mark(c: char) -> bool {
    matches!(c,
        '、'..='〄' | '〈'..='〟' | '〠' | '〰' | '〶' | '〷' | '〽'..='〿' | '゠' | '・' | '︐'..='︙' | '︰'..='﹒'
        | '﹔'..='﹦' | '！'..='／' | '：'..='＠' | '［'..='｀' | '｛'..='･' | '￠'..='￦')
}

/// A letter or sign of these languages that is no punctuation mark.
fn is_cjk_letter(c: char) -> bool {
    let is_of_block = matches!(c,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}'
        | '\u{3031}'..='\u{303c}' | '\u{3041}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}'
        | '\u{ff41}'..='\u{ff5a}' | '\u{ff66}'..='\u{ffdc}' | '\u{20000}'..='\u{3ffff}');
    is_of_block && !is_cjk_mark(c)
}

/// Where everything is as it is written: code, math, HTML, addresses, and what no event is about.
fn literal(text: &str, events: &[Spanned<'_>]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut covered = 0;
    for (at, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::InlineHtml(_) => ranges.push(range.clone()),
            Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) => {
                ranges.push(behind_text(text, events, at, *link_type));
            }
            _ => {}
        }
        if covers(event) && range.start >= covered {
            ranges.push(covered..range.start);
            covered = range.end;
        }
    }
    ranges.push(covered..text.len());
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| (range.start, range.end));
    joined(ranges)
}

/// The part of a link or image that is no text: its address, or all of it if the text is an address or a name.
fn behind_text(text: &str, events: &[Spanned<'_>], at: usize, kind: LinkType) -> Range<usize> {
    let range = &events[at].1;
    if !matches!(kind, LinkType::Inline | LinkType::Reference) {
        return range.clone();
    }
    let end = end_of(events, at);
    let last = events[at + 1..end].last().map_or(range.start, |(_, last)| last.end);
    let bracket = text[last..range.end].find(']').map_or(range.end, |found| last + found);
    bracket..range.end
}

/// Whether all that an event is about is text of the page, but for what events in it say.
fn covers(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::TableCell
                | Tag::DefinitionListTitle
                | Tag::CodeBlock(_)
                | Tag::HtmlBlock
                | Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Link { .. }
                | Tag::Image { .. }
        ),
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_)
        | Event::InlineHtml(_) => true,
        _ => false,
    }
}

/// Ranges in order, without those that are in others.
fn joined(ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commonmark::parse::parse;

    #[test]
    fn each_mark_is_one_to_the_parser() {
        for mark in ('\u{80}'..='\u{1ffff}').filter(|&c| is_mark(c)) {
            let text = format!("x**{mark}y** z");
            let is_bold = parse(&text).iter().any(|(event, _)| *event == Event::Start(Tag::Strong));
            assert!(!is_bold, "{mark}");
            assert!(!is_cjk_letter(mark), "{mark}");
        }
    }

    #[test]
    fn only_text_is_corrected() {
        for (text, expected) in [
            ("a `是**“` b", 0),
            ("```\n是**“重”**的\n```", 0),
            ("[x](是**“重”**的)", 0),
            ("[x]: 是**“重”**的", 0),
            ("<b title=\"是**“重”**的\">", 0),
            ("\\*\\*“重”\\*\\*的", 0),
            ("[是**“重”**的](x)", 2),
            ("- 是**“重”**的", 2),
            ("> 是**“重”**的", 2),
            ("| 是**“重”**的 |\n|---|", 2),
            ("是**重**的，**重。** **重**", 0),
            ("a**“b”**c é**“b”**c", 0),
            ("* 他说，**重**，**“一”** **是**", 0),
        ] {
            assert_eq!(edits(text, &parse(text)).len(), expected, "{text}");
        }
    }
}
