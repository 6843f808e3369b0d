//! The outline of a page: its title (rule 6), whether it has text (rule 4), its first paragraph.
//!
//! Start at [`Outliner::blocks`]. It looks only at events; the writer decides what is left out of the HTML.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::commonmark::events::{Spanned, end_of, is_container, is_container_end};
use crate::commonmark::parse::{Blocks, Landmarks};
use crate::commonmark::plain;
use crate::html::text::{fold, words};

/// The outline of a page.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub title: Option<String>,
    pub first_h1: Option<String>,
    pub first_paragraph: Option<String>,
    pub has_text: bool,
}

/// Reads a page's outline, some blocks at a time.
#[derive(Debug)]
pub(super) struct Outliner<'t> {
    /// The front matter's title.
    given: Option<&'t str>,
    outline: Outline,
    /// Whether there was a heading that could be a title.
    has_heading: bool,
    h1s: usize,
    /// Whether the first H1 opens the page.
    h1_opens_page: bool,
    /// Whether nothing but decoration is before what is read next.
    is_decoration: bool,
    /// The author's own HTML before any H1.
    html: String,
}

/// A heading at the page's top level that has text.
#[derive(Debug)]
struct Heading {
    level: HeadingLevel,
    events: Range<usize>,
    text: String,
    /// Nothing but comments, images, tags and templating is before it.
    opens_page: bool,
}

impl<'t> Outliner<'t> {
    /// Nothing read yet; `given` is the front matter's title.
    pub fn new(given: Option<&'t str>) -> Self {
        Self {
            given,
            outline: Outline::default(),
            has_heading: false,
            h1s: 0,
            h1_opens_page: false,
            is_decoration: true,
            html: String::new(),
        }
    }

    /// Looks at the blocks that were read, and reads all that follow where they decide about a heading.
    /// Gives the events of a heading that is the title, or repeats it.
    pub fn blocks(&mut self, blocks: &mut Blocks<'_>) -> Option<Range<usize>> {
        let mut headings = self.headings(blocks);
        if self.depends_on_others(&headings) {
            blocks.read_rest();
            headings = self.headings(blocks);
        }
        let left_out = self.title(&headings);
        for heading in headings.into_iter().filter(|heading| heading.level == HeadingLevel::H1) {
            self.h1s += 1;
            if self.h1s == 1 {
                self.h1_opens_page = heading.opens_page;
                self.outline.first_h1 = Some(heading.text);
            }
        }
        self.text(&blocks.events, &blocks.landmarks);
        left_out
    }

    /// What was read.
    pub fn finish(self) -> Outline {
        let first_h1 = match self.outline.first_h1 {
            Some(first) => (self.h1_opens_page || self.h1s == 1).then_some(first),
            None => html_h1(&self.html),
        };
        Outline { first_h1, ..self.outline }
    }

    /// The page's first heading, and every H1: no other can be a title.
    fn headings(&self, Blocks { events, landmarks, .. }: &Blocks<'_>) -> Vec<Heading> {
        let mut headings: Vec<Heading> = Vec::new();
        for &at in &landmarks.headings {
            let Event::Start(Tag::Heading { level, .. }) = events[at].0 else { continue };
            let is_first = !self.has_heading && headings.is_empty();
            if !is_first && level != HeadingLevel::H1 {
                continue;
            }
            let end = end_of(events, at);
            let text = plain::heading(&events[at + 1..end]);
            if !text.is_empty() {
                let opens_page = is_first && self.is_decoration && is_decoration(&events[..at]);
                headings.push(Heading { level, events: at..end + 1, text, opens_page });
            }
        }
        headings
    }

    /// Whether what follows decides if the page's first heading is its title.
    fn depends_on_others(&self, headings: &[Heading]) -> bool {
        let [first] = headings else { return false };
        let is_sure = first.level == HeadingLevel::H1 && first.opens_page;
        self.given.is_none() && !self.has_heading && !is_sure && title_heading(headings).is_some()
    }

    /// Finds the heading that is the title, or repeats it.
    fn title(&mut self, headings: &[Heading]) -> Option<Range<usize>> {
        let is_first = !self.has_heading;
        self.has_heading |= !headings.is_empty();
        match self.given {
            None if is_first => {
                let heading = title_heading(headings)?;
                self.outline.title = Some(heading.text.clone());
                Some(heading.events.clone())
            }
            Some(given) if self.h1s == 0 => {
                let first = headings.iter().find(|heading| heading.level == HeadingLevel::H1)?;
                same(&first.text, given).then(|| first.events.clone())
            }
            _ => None,
        }
    }

    fn text(&mut self, events: &[Spanned<'_>], landmarks: &Landmarks) {
        if self.outline.first_paragraph.is_none() {
            self.outline.first_paragraph = first_paragraph(events);
        }
        self.outline.has_text = self.outline.has_text || has_text(events);
        self.is_decoration = self.is_decoration && !self.has_heading && is_decoration(events);
        if self.h1s == 0 && !landmarks.html.is_empty() {
            self.html.extend(events.iter().filter_map(|(event, _)| match event {
                Event::Html(html) => Some(html.as_ref()),
                _ => None,
            }));
        }
    }
}

fn title_heading(headings: &[Heading]) -> Option<&Heading> {
    let first = headings.first()?;
    let has_letter = first.text.contains(char::is_alphabetic);
    let h1s = h1s(headings);
    let is_title = match first.level {
        HeadingLevel::H1 => first.opens_page || (h1s == 1 && has_letter),
        HeadingLevel::H2 => first.opens_page && h1s == 0 && has_letter,
        _ => false,
    };
    is_title.then_some(first)
}

fn same(heading: &str, title: &str) -> bool {
    fold(heading).to_lowercase() == fold(title).to_lowercase()
}

/// Whether there is nothing but comments, images, tags, templating, and headings without words.
fn is_decoration(events: &[Spanned<'_>]) -> bool {
    let mut at = 0;
    while let Some((event, _)) = events.get(at) {
        let Event::Start(tag) = event else {
            at += 1;
            continue;
        };
        let end = end_of(events, at);
        if !matches!(tag, Tag::Heading { .. }) && !is_wordless(tag, &events[at + 1..end]) {
            return false;
        }
        at = end + 1;
    }
    true
}

/// Whether a block is made of comments, images, tags and templating only.
fn is_wordless(tag: &Tag<'_>, inner: &[Spanned<'_>]) -> bool {
    match tag {
        Tag::Paragraph => !plain::has_words(&plain::unfolded(inner)),
        Tag::HtmlBlock => !plain::has_words(&plain::of_raw_html(inner)),
        _ => false,
    }
}

fn first_paragraph(events: &[Spanned<'_>]) -> Option<String> {
    let mut depth = 0_usize;
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Paragraph) if depth == 0 => {
                let text = plain::unfolded(&events[at + 1..end_of(events, at)]);
                if plain::has_words(&text) {
                    return Some(text);
                }
            }
            Event::Start(tag) if is_container(tag) => depth += 1,
            Event::End(end) if is_container_end(*end) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// Whether there are words outside headings, comments, images, templating and lists of nothing but
/// links.
fn has_text(events: &[Spanned<'_>]) -> bool {
    let (mut lists, mut links) = (0_usize, 0_usize);
    // Seldom is more than the first paragraph looked at.
    let mut text = String::with_capacity(512);
    let mut at = 0;
    while let Some((event, _)) = events.get(at) {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::Image { .. }) => at = end_of(events, at),
            Event::Start(Tag::List(_)) => lists += 1,
            Event::End(TagEnd::List(_)) => lists = lists.saturating_sub(1),
            Event::Start(Tag::Link { .. }) => links += 1,
            Event::End(TagEnd::Link) => links = links.saturating_sub(1),
            Event::Start(Tag::HtmlBlock) => {
                let end = end_of(events, at);
                text.push_str(&plain::of_raw_html(&events[at + 1..end]));
                at = end;
            }
            _ if lists > 0 && links > 0 => {}
            Event::Text(part) | Event::Code(part) | Event::InlineMath(part) | Event::DisplayMath(part) => {
                text.push_str(part);
            }
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
        // A block's end: inline events are looked at together, because templating spans them.
        if matches!(events.get(at), Some((Event::End(end), _)) if ends_block(*end)) {
            if plain::has_words(&text) {
                return true;
            }
            text.clear();
        }
        at += 1;
    }
    plain::has_words(&text)
}

fn ends_block(end: TagEnd) -> bool {
    !matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

/// The first H1 that is written as HTML, as the front pages of repositories have it.
fn html_h1(html: &str) -> Option<String> {
    let folded = html.to_ascii_lowercase();
    let start = folded
        .match_indices("<h1")
        .map(|(at, _)| at)
        .find(|&at| folded[at + 3..].starts_with(['>', ' ', '\n', '\t']))?;
    let inner = start + folded[start..].find('>')? + 1;
    let end = inner + folded[inner..].find("</h1")?;
    Some(words(&html[inner..end])).filter(|text| text.contains(char::is_alphanumeric))
}

fn h1s(headings: &[Heading]) -> usize {
    headings.iter().filter(|heading| heading.level == HeadingLevel::H1).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(markdown: &str, title: Option<&str>) -> Outline {
        read_all(markdown, title).0
    }

    /// The outline, and whether a heading left the text.
    fn read_all(markdown: &str, title: Option<&str>) -> (Outline, bool) {
        let (mut blocks, mut outliner) = (Blocks::new(markdown), Outliner::new(title));
        let mut leaves = false;
        while blocks.next() {
            leaves |= outliner.blocks(&mut blocks).is_some();
        }
        (outliner.finish(), leaves)
    }

    #[track_caller]
    fn check(markdown: &str, title: impl Into<Option<&'static str>>) {
        assert_eq!(read(markdown, None).title.as_deref(), title.into(), "{markdown}");
    }

    #[track_caller]
    fn check_text(markdown: &str, has_text: bool) {
        assert_eq!(read(markdown, None).has_text, has_text, "{markdown}");
    }

    #[test]
    fn the_first_h1_is_the_title_when_nothing_but_decoration_stands_before_it() {
        check("# One\n\n# Two", "One");
        check(
            "<!-- licence\n\ntext -->\n\n[![badge](b.svg)](https://x.y)\n<br>\n\n{% include nav.html %}\n\n# One\n\n# Two",
            "One",
        );
        check("One\n===\n", "One");
        check("# 404", "404");
    }

    #[test]
    fn the_only_h1_is_the_title_when_no_heading_stands_before_it() {
        check("Some words.\n\n# One\n\n## Two", "One");
        check("Some words.\n\n# One\n\n# Two", None);
        check("## Zero\n\n# One", None);
        check("Some words.\n\n# 1", None);
    }

    #[test]
    fn the_course_is_called_like_an_h1_that_opens_a_page_or_is_alone() {
        for (markdown, expected) in [
            ("Words.\n\n# One", Some("One")),
            ("# One\n\n# Two", Some("One")),
            ("Words.\n\n# Issues\n\n# License", None),
            ("<p>x</p>\n<H1 align=\"center\">\n  A &amp; <b>B</b>\n</H1>\n\n## Two", Some("A & B")),
            ("<h10>x</h10>\n\n<h1><img src=a></h1>", None),
        ] {
            assert_eq!(read(markdown, None).first_h1.as_deref(), expected, "{markdown}");
        }
    }

    #[test]
    fn an_h2_that_opens_a_page_without_h1_is_the_title() {
        check("## Two\n\n## Three", "Two");
        check("Words.\n\n## Two", None);
        check("## 2", None);
        check("### Introduction", None);
    }

    #[test]
    fn an_empty_heading_is_no_title() {
        check("# \n\n# One", "One");
        check("# ![logo](a.png)\n\n# One", "One");
    }

    #[test]
    fn headings_in_quotes_and_lists_are_not_the_page_s() {
        check("> # One", None);
        check("- # One", None);
    }

    #[test]
    fn an_h1_equal_to_the_front_matter_title_leaves() {
        for (markdown, leaves) in [("# My  *title*\n\ntext", true), ("# Other\n\n# My title", false)] {
            let (outline, left) = read_all(markdown, Some("My title"));
            assert_eq!((outline.title, left), (None, leaves), "{markdown}");
        }
    }

    #[test]
    fn headings_comments_images_templating_and_lists_of_links_are_no_text() {
        for text in [
            "",
            "# A\n## B",
            "<!-- a\n\nb -->",
            "![a](b.png)",
            "{% a %}\n{{ b }}",
            "- [A](a.md)\n- [B](b.md)\n  - [C](c.md)",
        ] {
            check_text(text, false);
        }
        for text in
            ["word", "- [A](a.md): the start", "<p>word</p>", "```\ncode\n```", "[link](a.md)", "> word"]
        {
            check_text(text, true);
        }
    }

    #[test]
    fn the_first_paragraph_has_words_and_stands_on_its_own() {
        let markdown =
            "# T\n\n[![b](b.svg)](https://x.y)\n\n- item\n\n> quote\n\nThe *first* one.\n\nThe second.";
        assert_eq!(read(markdown, None).first_paragraph.as_deref(), Some("The first one."));
    }
}
