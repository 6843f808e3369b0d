//! The author's own tags.
//!
//! Start at [`Writer::html_block`] and [`Writer::inline_html`]. What is kept is written anew, tag by
//! tag: addresses of local files become references as in Markdown, and what could run, or is no
//! HTML, is left out and said. When any was kept, [`clean`] has the last word on the whole page.

pub(super) mod clean;
mod elements;
mod settled;
mod tags;
pub(super) mod tokens;

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::parse::{Spanned, end_of};
use super::plain;
use super::write::Writer;
use tokens::{Token, Tokens, decode, find_end_tag};

/// The author's tags beyond this depth are left out (see the limit of the parser).
const MAX_DEPTH: usize = 96;

/// How far an inline tag and its end may lie apart, in events.
const MAX_EVENTS: usize = 500;

/// The author's tags that are open.
#[derive(Debug, Default)]
pub(super) struct Raw {
    open: Vec<String>,
    /// The tag whose content is being left out, when its end is in a later block.
    leaving_out: Option<&'static str>,
    /// Tags whose end was looked for in later blocks in vain.
    endless: Vec<&'static str>,
}

impl Raw {
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether the author's own link is open.
    pub fn in_link(&self) -> bool {
        self.open.iter().any(|name| name == "a")
    }

    /// Ends tags until no more than `depth` are open.
    pub fn close_to(&mut self, depth: usize, out: &mut String) {
        while self.open.len() > depth {
            if let Some(name) = self.open.pop() {
                out.extend(["</", &name, ">"]);
            }
        }
    }

    pub fn close_all(&mut self, out: &mut String) {
        self.close_to(0, out);
    }

    /// Ends a tag, if it is open, and those that were opened in it.
    fn end(&mut self, name: &str, out: &mut String) {
        if let Some(depth) = self.open.iter().rposition(|open| open == name) {
            self.close_to(depth, out);
        }
    }

    /// Ends tags of text at the end of a block; they would go on in each block that follows.
    fn close_formatting(&mut self, out: &mut String) {
        while self.open.last().is_some_and(|name| tags::FORMATTING.contains(&name.as_str())) {
            self.close_to(self.open.len() - 1, out);
        }
    }
}

/// Raw HTML with the way back to the page's text.
pub(super) struct Chunk<'c> {
    html: &'c str,
    /// For each line: where it starts here, and in the text.
    lines: &'c [(usize, usize)],
}

impl Chunk<'_> {
    /// Where a range of the HTML is in the page's text.
    fn range(&self, html: &Range<usize>) -> Range<usize> {
        self.offset(html.start)..self.offset(html.end.saturating_sub(1)) + 1
    }

    fn offset(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.lines.get(line).map_or(at, |(start, text)| text + (at - start))
    }
}

/// The words in raw HTML events.
pub(super) fn text_of(events: &[Spanned<'_>]) -> String {
    let html: String = events
        .iter()
        .filter_map(|(event, _)| if let Event::Html(html) = event { Some(&**html) } else { None })
        .collect();
    text_between_tags(&html)
}

/// The words in HTML on one line.
pub(super) fn words(html: &str) -> String {
    let words = Tokens::new(html)
        .filter_map(|token| if let Token::Text(text) = token { Some(decode(text)) } else { None });
    plain::fold(words.collect::<String>())
}

fn text_between_tags(html: &str) -> String {
    let mut text = String::new();
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(part) => text.push_str(part),
            Token::Start(tag)
                if tags::WITH_CONTENT.contains(&tag.name.to_ascii_lowercase().as_str())
                    && !tag.self_closing =>
            {
                tokens.skip_past_end(tag.name);
            }
            Token::Start(_) | Token::End(_) => text.push(' '),
        }
    }
    text
}

/// Whether something in angle brackets is no HTML but a word of the author's: `<T>`, `<your-name>`.
pub(super) fn is_placeholder(html: &str) -> bool {
    match Tokens::new(html).next() {
        Some(Token::Start(tag)) => {
            tag.attributes.is_empty() && !tag.self_closing && !tags::is_known(&tag.name.to_ascii_lowercase())
        }
        Some(Token::End(name)) => !tags::is_known(&name.to_ascii_lowercase()),
        _ => false,
    }
}

impl Writer<'_, '_, '_> {
    /// Writes an HTML block, whose start is the event before.
    pub fn html_block(&mut self) {
        let end = end_of(self.events, self.at - 1);
        let mut html = String::new();
        let mut lines = Vec::with_capacity(end - self.at);
        for (event, span) in &self.events[self.at..end] {
            if let Event::Html(line) | Event::InlineHtml(line) | Event::Text(line) = event {
                lines.push((html.len(), span.start));
                html.push_str(line);
            }
        }
        self.at = end;
        if self.insert(&html) {
            return;
        }
        let before = self.out.len();
        self.new_line();
        let unclosed = self.author_html(&Chunk { html: &html, lines: &lines });
        // A comment leaves no blank line.
        if self.out[before..].trim().is_empty() {
            self.out.truncate(before);
        }
        self.raw.close_formatting(self.out);
        self.at = end + 1;
        if let Some(name) = unclosed {
            self.leave_out_until(name);
        }
    }

    /// Writes the tag of the event before, together with what belongs to it when it is one that is
    /// taken as a whole.
    pub fn inline_html(&mut self) {
        let (Event::InlineHtml(html), span) = &self.events[self.at - 1] else { return };
        if self.insert(html) {
            return;
        }
        let end = Tokens::new(html).find_map(|token| match token {
            Token::Start(tag) if !tag.self_closing && elements::is_taken_whole(tag.name) => {
                Some(self.end_tag_of(tag.name))
            }
            _ => None,
        });
        let (html, next) = match end {
            Some(Some(index)) => (&self.page.text.as_str()[span.start..self.events[index].1.end], index + 1),
            _ => (&**html, self.at),
        };
        self.at = next;
        if self.author_html(&Chunk { html, lines: &[(0, span.start)] }).is_some() {
            self.leave_out_leaf();
        }
    }

    /// The event with the end tag `name`, in the same paragraph.
    fn end_tag_of(&self, name: &str) -> Option<usize> {
        let leaf = self.rest_of_leaf();
        let found = leaf.take(MAX_EVENTS).find(|&index| matches!(&self.events[index].0, Event::InlineHtml(html) if html.starts_with("</") && find_end_tag(html, name) == Some(0)));
        found.filter(|&index| self.events[index].1.end >= self.events[self.at - 1].1.start)
    }

    /// The events up to the end of the paragraph, heading, item or cell.
    fn rest_of_leaf(&self) -> Range<usize> {
        let is_end = |event: &Event<'_>| match event {
            Event::End(end) => !matches!(
                end,
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
            ),
            Event::Start(tag) => !matches!(
                tag,
                Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
            ),
            _ => false,
        };
        let length = self.events[self.at..].iter().position(|(event, _)| is_end(event));
        self.at..self.at + length.unwrap_or(self.events.len() - self.at)
    }

    /// Passes over the text of the paragraph: what is left of it belongs to a script without an end.
    fn leave_out_leaf(&mut self) {
        let leaf = self.rest_of_leaf();
        let is_text = |event: &Event<'_>| !matches!(event, Event::Start(_) | Event::End(_));
        while self.at < leaf.end && is_text(&self.events[self.at].0) {
            self.at += 1;
        }
    }

    /// Passes over the blocks up to the one with the end tag `name`, if there is one beside this.
    fn leave_out_until(&mut self, name: &'static str) {
        if self.raw.endless.contains(&name) {
            return;
        }
        let mut at = self.at;
        while let Some((Event::Start(_), _)) = self.events.get(at) {
            let end = end_of(self.events, at);
            let found = self.events[at..end].iter().position(|(event, _)| {
                matches!(event, Event::Html(html) | Event::InlineHtml(html) if find_end_tag(html, name).is_some())
            });
            if let Some(found) = found {
                self.go_on_behind(name, at, at + found);
                return;
            }
            at = end + 1;
        }
        self.raw.endless.push(name);
    }

    /// Goes on in the block at `block`, behind the end tag `name` in the event at `found`.
    fn go_on_behind(&mut self, name: &'static str, block: usize, found: usize) {
        match self.events[block].0 {
            Event::Start(Tag::HtmlBlock) => {
                self.raw.leaving_out = Some(name);
                self.at = block;
            }
            Event::Start(Tag::Paragraph) => {
                self.start_paragraph();
                self.at = found + 1;
            }
            _ => self.at = end_of(self.events, block) + 1,
        }
    }

    /// Writes raw HTML. Gives the tag whose content was left out and whose end is not here.
    fn author_html(&mut self, chunk: &Chunk<'_>) -> Option<&'static str> {
        let mut tokens = Tokens::new(chunk.html);
        if let Some(name) = self.raw.leaving_out.take() {
            tokens.skip_past_end(name);
        }
        while let Some(token) = tokens.next() {
            match token {
                Token::Text("<") => self.out.push_str("&lt;"),
                Token::Text(text) => self.out.push_str(text),
                Token::End(name) => self.end_of_element(name, chunk, &tokens),
                Token::Start(tag) => {
                    if let Some(name) = self.element(&tag, chunk, &mut tokens) {
                        return Some(name);
                    }
                }
            }
        }
        None
    }
}
