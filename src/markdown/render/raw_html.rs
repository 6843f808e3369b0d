//! The author's own HTML: blocks of it, and tags in running text.
//!
//! Start at [`html_block`] and [`inline_html`]. Tags that are kept are written again, one by one
//! ([`super::elements`]): addresses of local files become references as in Markdown. Code that could run and unknown
//! tags are removed and reported. A page with such tags is sanitized as a whole ([`crate::html::sanitize`]).

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::commonmark::events::end_of;
use crate::html::tokens::{Token, Tokens, find_end_tag};

use super::chunk::Chunk;
use super::elements::{element, end_of_element, is_taken_whole};
use super::lookahead::{end_tag_of, rest_of_leaf};
use super::placeholders::{next_comment, write_placeholder};
use super::writer::{Leaf, Writer};

/// Writes an HTML block, whose start is the event before.
pub(super) fn html_block(w: &mut Writer<'_, '_, '_>) {
    let end = end_of(w.events, w.at - 1);
    let mut html = String::new();
    let mut lines = Vec::with_capacity(end - w.at);
    for (event, span) in &w.events[w.at..end] {
        if let Event::Html(line) | Event::InlineHtml(line) | Event::Text(line) = event {
            lines.push((html.len(), span.start));
            html.push_str(line);
        }
    }
    w.at = end;
    if write_placeholder(w, &html) {
        return;
    }
    let before = w.out.len();
    w.leaf = Leaf::Html;
    w.new_line();
    let unclosed = with_placeholders(w, &html, &lines);
    // A comment leaves no blank line.
    if w.out[before..].trim().is_empty() {
        w.out.truncate(before);
    }
    w.raw.close_formatting(w.out);
    w.flush_below();
    w.at = end + 1;
    if let Some(name) = unclosed {
        leave_out_until(w, name);
    }
}

/// Writes raw HTML with what stands for other tools' markup in it. Gives what [`author_html`] gives.
fn with_placeholders(
    w: &mut Writer<'_, '_, '_>,
    html: &str,
    lines: &[(usize, usize)],
) -> Option<&'static str> {
    let mut at = 0;
    while let Some(comment) = next_comment(html, at) {
        let unclosed = part(w, html, lines, at..comment.start);
        if unclosed.is_some() {
            return unclosed;
        }
        write_placeholder(w, &html[comment.clone()]);
        at = comment.end;
    }
    part(w, html, lines, at..html.len())
}

/// Writes a part of raw HTML.
fn part(
    w: &mut Writer<'_, '_, '_>,
    html: &str,
    lines: &[(usize, usize)],
    range: Range<usize>,
) -> Option<&'static str> {
    if range.start == 0 {
        return author_html(w, &Chunk { html: &html[range], lines });
    }
    let first = lines.partition_point(|(start, _)| *start <= range.start).saturating_sub(1);
    let moved: Vec<_> = lines[first..]
        .iter()
        .take_while(|(start, _)| *start < range.end)
        .map(|(start, text)| {
            let behind = range.start.saturating_sub(*start);
            ((start + behind) - range.start, text + behind)
        })
        .collect();
    author_html(w, &Chunk { html: &html[range], lines: &moved })
}

/// Writes the tag of the event before, together with what belongs to it when it is one that is
/// taken as a whole.
pub(super) fn inline_html(w: &mut Writer<'_, '_, '_>) {
    let (Event::InlineHtml(html), span) = &w.events[w.at - 1] else { return };
    if write_placeholder(w, html) {
        return;
    }
    let end = Tokens::new(html).find_map(|token| match token {
        Token::Start(tag) if !tag.self_closing && is_taken_whole(tag.name) => Some(end_tag_of(w, tag.name)),
        _ => None,
    });
    let (html, next) = match end {
        Some(Some(index)) => (&w.page.text.as_str()[span.start..w.events[index].1.end], index + 1),
        _ => (&**html, w.at),
    };
    w.at = next;
    if author_html(w, &Chunk { html, lines: &[(0, span.start)] }).is_some() {
        leave_out_leaf(w);
    }
}

/// Passes over the text of the paragraph: what is left of it belongs to a script without an end.
fn leave_out_leaf(w: &mut Writer<'_, '_, '_>) {
    let leaf = rest_of_leaf(w);
    let is_text = |event: &Event<'_>| !matches!(event, Event::Start(_) | Event::End(_));
    while w.at < leaf.end && is_text(&w.events[w.at].0) {
        w.at += 1;
    }
}

/// Passes over the blocks up to the one with the end tag `name`, if there is one beside this.
fn leave_out_until(w: &mut Writer<'_, '_, '_>, name: &'static str) {
    if w.raw.endless.contains(&name) {
        return;
    }
    let mut at = w.at;
    while let Some((Event::Start(_), _)) = w.events.get(at) {
        let end = end_of(w.events, at);
        let found = w.events[at..end].iter().position(|(event, _)| {
            matches!(event, Event::Html(html) | Event::InlineHtml(html) if find_end_tag(html, name).is_some())
        });
        if let Some(found) = found {
            go_on_behind(w, name, at, at + found);
            return;
        }
        at = end + 1;
    }
    w.raw.endless.push(name);
}

/// Goes on in the block at `block`, behind the end tag `name` in the event at `found`.
fn go_on_behind(w: &mut Writer<'_, '_, '_>, name: &'static str, block: usize, found: usize) {
    match w.events[block].0 {
        Event::Start(Tag::HtmlBlock) => {
            w.raw.leaving_out = Some(name);
            w.at = block;
        }
        Event::Start(Tag::Paragraph) => {
            w.start_paragraph();
            w.at = found + 1;
        }
        _ => w.at = end_of(w.events, block) + 1,
    }
}

/// Writes raw HTML. Gives the tag whose content was left out and whose end is not here.
fn author_html(w: &mut Writer<'_, '_, '_>, chunk: &Chunk<'_>) -> Option<&'static str> {
    let mut tokens = Tokens::new(chunk.html);
    if let Some(name) = w.raw.leaving_out.take() {
        tokens.skip_past_end(name);
    }
    while let Some(token) = tokens.next() {
        match token {
            Token::Text("<") => w.out.push_str("&lt;"),
            Token::Text(text) => w.out.push_str(text),
            Token::End(name) => end_of_element(w, name, chunk, &tokens),
            Token::Start(tag) => {
                if let Some(name) = element(w, &tag, chunk, &mut tokens) {
                    return Some(name);
                }
            }
        }
    }
    None
}
