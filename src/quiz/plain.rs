//! The plain text of a question, an option or an explanation, from Markdown: paragraphs with an empty line between them.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::text::normal;
use crate::html::text::{is_word_in_brackets, text_between_tags};

/// Collects the text of events, and what plain text cannot hold.
#[derive(Debug, Default)]
pub(crate) struct Plain {
    out: String,
    /// What is left out, and where the parser found it.
    pub dropped: Vec<(&'static str, Range<usize>)>,
    /// All that was added, where the parser found it.
    pub span: Option<Range<usize>>,
    lists: Vec<Option<u64>>,
    /// The addresses of the links that are open; `None` where the text says it all.
    links: Vec<Option<String>>,
}

/// The plain text of Markdown, in normal form, and what is left out of it.
pub(super) fn of_markdown(markdown: &str) -> (String, Vec<&'static str>) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
    let mut plain = Plain::default();
    plain.paragraph();
    Parser::new_ext(markdown, options)
        .into_offset_iter()
        .for_each(|(event, range)| plain.event(&event, &range));
    (plain.text(), plain.dropped.into_iter().map(|(what, _)| what).collect())
}

impl Plain {
    /// Adds all of these events, below what is there.
    pub fn add(&mut self, events: &[(Event<'_>, Range<usize>)]) {
        self.paragraph();
        for (event, range) in events {
            let span = self.span.get_or_insert_with(|| range.clone());
            span.end = span.end.max(range.end);
            self.event(event, range);
        }
    }

    /// The text, in normal form.
    pub fn text(&self) -> String {
        normal(&self.out)
    }

    fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(*end),
            Event::Text(text) | Event::Code(text) => self.out.push_str(text),
            Event::InlineMath(math) => self.out.extend(["$", math, "$"]),
            Event::DisplayMath(math) => self.out.extend(["$$", math, "$$"]),
            Event::SoftBreak => self.out.push(' '),
            Event::HardBreak => self.out.push('\n'),
            Event::InlineHtml(tag) if is_word_in_brackets(tag) => self.out.push_str(tag),
            Event::InlineHtml(html) | Event::Html(html) if html.trim_start().starts_with("<!--") => {}
            Event::InlineHtml(_) => self.drop("HTML", range),
            Event::Html(html) => {
                self.drop("HTML", range);
                self.out.push_str(&text_between_tags(html));
            }
            Event::FootnoteReference(_) => self.drop("a footnote", range),
            Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph if self.is_behind_bullet() => {}
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::CodeBlock(_)
            | Tag::BlockQuote(_)
            | Tag::HtmlBlock => {
                self.paragraph();
            }
            Tag::Table(_) => self.paragraph(),
            Tag::TableRow => self.line(),
            Tag::List(first) => {
                self.line();
                self.lists.push(*first);
            }
            Tag::Item => {
                self.line();
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        // Writing to a string cannot fail.
                        let _ = write!(self.out, "{number}. ");
                        *number = number.saturating_add(1);
                    }
                    _ => self.out.push_str("- "),
                }
            }
            Tag::Image { .. } => {
                self.drop("an image", range);
                self.links.push(None);
            }
            Tag::Link { link_type, dest_url, .. } => {
                let is_bare = matches!(link_type, LinkType::Autolink | LinkType::Email);
                let is_of_web = dest_url.contains("://");
                if !is_bare && !is_of_web && !dest_url.starts_with("mailto:") {
                    self.drop("a link to a file", range);
                }
                self.links.push((is_of_web && !is_bare).then(|| dest_url.to_string()));
            }
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Link | TagEnd::Image => {
                if let Some(address) =
                    self.links.pop().flatten().filter(|address| !self.out.ends_with(address))
                {
                    self.out.extend([" (", &address, ")"]);
                }
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::TableCell => self.out.push_str(" | "),
            TagEnd::TableHead | TagEnd::TableRow => {
                let length = self.out.trim_end_matches(" | ").len();
                self.out.truncate(length);
                self.line();
            }
            _ => {}
        }
    }

    fn is_behind_bullet(&self) -> bool {
        !self.lists.is_empty() && self.out.ends_with(' ')
    }

    fn paragraph(&mut self) {
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
    }

    fn line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn drop(&mut self, what: &'static str, range: &Range<usize>) {
        self.dropped.push((what, range.clone()));
    }
}
