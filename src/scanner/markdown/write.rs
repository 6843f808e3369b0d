//! Events to HTML.
//!
//! Start at [`Html::blocks`]. One pass, in document order: blocks here, links and images in
//! [`super::links`], the author's own tags in [`super::raw_html`]. It differs from what the Markdown
//! parser would write in the things that the portal and the course need: ids, styles, marks where
//! the address of a file belongs, nothing that could run.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::ids::FOOTNOTE;
use super::page::{Page, push_attribute, push_text, push_value};
use super::parse::{Spanned, end_of};
use super::raw_html::Raw;
use super::signs::Specials;
use super::{bare_url, notes, plain, room};

const TABLE: &str = "<table style=\"border-collapse:collapse\">";
const CELL: &str = " style=\"border:1px solid #d0d7de;padding:6px 13px";

/// The HTML of a page, written some blocks at a time.
#[derive(Debug)]
pub(super) struct Html<'t> {
    out: String,
    raw: Raw,
    /// Where `://` stands in the text.
    urls: Vec<usize>,
    /// The first of them that is not behind us.
    next_url: usize,
    specials: Specials<'t>,
    /// The numbers of footnotes, by their names.
    footnotes: BTreeMap<String, usize>,
    links: Vec<LinkEnd>,
}

impl<'t> Html<'t> {
    /// Nothing written yet of a page with this text, in which `://` stands at `urls`.
    pub fn new(text: &'t str, urls: Vec<usize>) -> Self {
        Self {
            out: room::html(),
            raw: Raw::default(),
            urls,
            next_url: 0,
            specials: Specials::of(text),
            footnotes: BTreeMap::new(),
            links: Vec::new(),
        }
    }

    /// Writes the events of blocks but those in `left_out`.
    pub fn blocks(&mut self, events: &[Spanned<'_>], left_out: Option<Range<usize>>, page: &mut Page<'t>) {
        let mut writer = Writer {
            page,
            events,
            at: 0,
            out: &mut self.out,
            raw: &mut self.raw,
            urls: &self.urls,
            next_url: &mut self.next_url,
            specials: &mut self.specials,
            footnotes: &mut self.footnotes,
            links: &mut self.links,
            run_end: 0,
            raw_at_leaf: 0,
            notes: Vec::new(),
            alignments: &[],
            column: 0,
            in_head: false,
        };
        if let Some(left_out) = left_out {
            writer.until(left_out.start);
            writer.at = left_out.end;
        }
        writer.until(events.len());
    }

    /// The HTML of all that was written.
    pub fn finish(mut self) -> String {
        self.raw.close_all(&mut self.out);
        self.out
    }
}

/// What the end of a link writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LinkEnd {
    Tag,
    Nothing,
    /// `<svelte:self>` looks like an address to the parser and is text to its author.
    Bracket,
}

/// The state of writing some blocks.
pub(super) struct Writer<'w, 'p, 'e> {
    pub page: &'w mut Page<'p>,
    pub events: &'w [Spanned<'e>],
    /// The event to write next.
    pub at: usize,
    pub out: &'w mut String,
    pub raw: &'w mut Raw,
    /// For each link that is open, its end.
    pub links: &'w mut Vec<LinkEnd>,
    urls: &'w [usize],
    next_url: &'w mut usize,
    specials: &'w mut Specials<'p>,
    footnotes: &'w mut BTreeMap<String, usize>,
    /// Where the text that the last event is a piece of ends.
    run_end: usize,
    /// How many of the author's tags were open where the paragraph, heading or cell began.
    raw_at_leaf: usize,
    /// For each open block quote, whether it is a note.
    notes: Vec<bool>,
    alignments: &'w [Alignment],
    column: usize,
    in_head: bool,
}

impl<'w> Writer<'w, '_, '_> {
    /// Writes all events before `end`.
    fn until(&mut self, end: usize) {
        while self.at < end {
            self.event();
        }
    }

    fn event(&mut self) {
        let events = self.events;
        let (event, span) = &events[self.at];
        self.at += 1;
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.text(text, span),
            Event::Code(code) => {
                self.out.push_str("<code>");
                self.push_text(code);
                self.out.push_str("</code>");
            }
            Event::InlineMath(math) => self.math("$", math),
            Event::DisplayMath(math) => self.math("$$", math),
            Event::Html(_) => {}
            Event::InlineHtml(_) => self.inline_html(),
            Event::FootnoteReference(name) => self.footnote_reference(name),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.line("<hr>\n"),
            Event::TaskListMarker(done) => {
                let checked = if *done { " checked=\"\"" } else { "" };
                self.out.extend(["<input disabled=\"\" type=\"checkbox\"", checked, "> "]);
            }
        }
    }

    fn start(&mut self, tag: &'w Tag<'_>, span: &Range<usize>) {
        match tag {
            Tag::Paragraph => {
                if !self.alone() {
                    self.start_paragraph();
                }
            }
            Tag::Heading { level, id, classes, .. } => {
                self.raw_at_leaf = self.raw.depth();
                self.heading(*level, id.as_deref(), classes);
            }
            Tag::HtmlBlock => self.html_block(),
            Tag::BlockQuote(kind) => {
                self.notes.push(kind.is_some());
                self.new_line();
                match kind {
                    Some(kind) => notes::open(self.out, notes::of_alert(*kind), None),
                    None => self.out.push_str("<blockquote>\n"),
                }
            }
            Tag::CodeBlock(kind) => self.code_block(kind),
            Tag::List(Some(1)) => self.line("<ol>\n"),
            Tag::List(Some(first)) => self.line(&format!("<ol start=\"{first}\">\n")),
            Tag::List(None) => self.line("<ul>\n"),
            Tag::Item => self.leaf("<li>"),
            Tag::DefinitionList => self.line("<dl>\n"),
            Tag::DefinitionListTitle => self.leaf("<dt>"),
            Tag::DefinitionListDefinition => self.leaf("<dd>"),
            Tag::FootnoteDefinition(name) => {
                let number = self.footnote(name);
                self.line(&format!(
                    "<div class=\"footnote-definition\" id=\"{FOOTNOTE}{number}\"><sup>{number}</sup>\n"
                ));
            }
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.line(TABLE);
            }
            Tag::TableHead => {
                (self.in_head, self.column) = (true, 0);
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.out.push_str("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => self.link(*link_type, dest_url, title, span),
            Tag::Image { dest_url, title, .. } => self.image(dest_url, title, span),
            // These extensions are off.
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if matches!(tag, TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) {
            self.raw.close_to(self.raw_at_leaf, self.out);
        }
        // Each arm writes for itself: of a text that is known beforehand, writing costs next to nothing.
        match tag {
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
            TagEnd::Heading(level) => self.out.push_str(
                ["</h1>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"][level as usize - 1],
            ),
            TagEnd::BlockQuote(_) if self.notes.pop() == Some(true) => notes::close(self.out),
            TagEnd::BlockQuote(_) => self.out.push_str("</blockquote>\n"),
            TagEnd::CodeBlock => self.out.push_str("</code></pre>\n"),
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::DefinitionList => self.out.push_str("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.push_str("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push_str("</dd>\n"),
            TagEnd::FootnoteDefinition => self.out.push_str("</div>\n"),
            TagEnd::Table => self.out.push_str("</tbody></table>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.out.push_str("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => {
                self.column += 1;
                self.out.push_str(if self.in_head { "</th>" } else { "</td>" });
            }
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            TagEnd::Link => match self.links.pop() {
                Some(LinkEnd::Tag) => self.out.push_str("</a>"),
                Some(LinkEnd::Bracket) => self.out.push_str("&gt;"),
                _ => {}
            },
            TagEnd::Image
            | TagEnd::HtmlBlock
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn heading(&mut self, level: HeadingLevel, id: Option<&str>, classes: &[CowStr<'_>]) {
        let end = end_of(self.events, self.at - 1);
        let text = plain::plain(&self.events[self.at..end]);
        let bracket_id = plain::split_id(&text);
        self.line(["<h1", "<h2", "<h3", "<h4", "<h5", "<h6"][level as usize - 1]);
        let id = match id.or(bracket_id.map(|(_, id)| id)) {
            Some(id) => self.page.ids.given(id),
            None => self.page.ids.for_heading(&text),
        };
        if let Some(id) = id {
            push_attribute(self.out, "id", id);
        }
        if !classes.is_empty() {
            push_attribute(self.out, "class", &classes.join(" "));
        }
        self.out.push('>');
        if bracket_id.is_some() {
            self.heading_without_id(end);
        }
    }

    /// Writes what is in a heading, without the `[[id]]` at its end.
    fn heading_without_id(&mut self, end: usize) {
        self.until(end);
        if let Some(at) = self.out.rfind("[[") {
            self.out.truncate(self.out[..at].trim_end().len());
        }
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        self.new_line();
        self.out.push_str("<pre><code");
        if let CodeBlockKind::Fenced(info) = kind {
            let language =
                info.split(|c: char| c.is_whitespace() || matches!(c, ',' | '{')).next().unwrap_or_default();
            if !language.is_empty() {
                self.out.push_str(" class=\"language-");
                push_value(self.out, language);
                self.out.push('"');
            }
        }
        self.out.push('>');
        // A browser drops a line end right after `<pre>`, so that is no place for a code's own.
        while let Some((Event::Text(code), _)) = self.events.get(self.at) {
            self.push_text(code);
            self.at += 1;
        }
    }

    fn cell(&mut self) {
        self.raw_at_leaf = self.raw.depth();
        self.out.push_str(if self.in_head { "<th" } else { "<td" });
        self.out.push_str(CELL);
        self.out.push_str(match self.alignments.get(self.column) {
            Some(Alignment::Left) => ";text-align:left\">",
            Some(Alignment::Center) => ";text-align:center\">",
            Some(Alignment::Right) => ";text-align:right\">",
            _ => "\">",
        });
    }

    fn text(&mut self, text: &str, span: &Range<usize>) {
        if text.ends_with('[') {
            self.check_unread_address(span);
        }
        if self.urls.is_empty() || !self.links.is_empty() || self.raw.in_link() {
            return self.push_text(text);
        }
        // The parser cuts text at characters that might mean something; an address goes on.
        if span.start >= self.run_end {
            let more = self.events[self.at..].iter().take_while(|(event, _)| matches!(event, Event::Text(_)));
            self.run_end = more.last().map_or(span.end, |(_, last)| last.end);
        }
        if !self.has_url(&(span.start..self.run_end)) {
            return self.push_text(text);
        }
        let mut whole = text.to_owned();
        while let Some((Event::Text(more), more_span)) = self.events.get(self.at) {
            if more.ends_with('[') {
                self.check_unread_address(more_span);
            }
            whole.push_str(more);
            self.at += 1;
        }
        bare_url::push(self.out, &whole);
    }

    /// Writes text between tags.
    fn push_text(&mut self, text: &str) {
        if self.specials.are_not_in(text) {
            self.out.push_str(text);
        } else {
            push_text(self.out, text);
        }
    }

    fn has_url(&mut self, range: &Range<usize>) -> bool {
        let is_before = |index: usize| self.urls.get(index).is_some_and(|&at| at < range.start);
        // Texts come from front to back, so that the first one to try is right most of the time.
        let mut next = *self.next_url;
        while next > 0 && !is_before(next - 1) {
            next -= 1;
        }
        while is_before(next) {
            next += 1;
        }
        *self.next_url = next;
        self.urls.get(next).is_some_and(|&at| at < range.end)
    }

    /// Writes math as its author did: what shows it looks for the dollar signs.
    fn math(&mut self, sign: &str, math: &str) {
        self.out.push_str(sign);
        push_text(self.out, math);
        self.out.push_str(sign);
    }

    fn footnote(&mut self, name: &str) -> usize {
        if let Some(number) = self.footnotes.get(name) {
            return *number;
        }
        let next = self.footnotes.len() + 1;
        self.footnotes.insert(name.to_owned(), next);
        next
    }

    fn footnote_reference(&mut self, name: &str) {
        let number = self.footnote(name);
        let number = number.to_string();
        self.out.extend(["<sup><a href=\"#", FOOTNOTE, &number, "\">", &number, "</a></sup>"]);
    }

    #[inline]
    pub fn start_paragraph(&mut self) {
        self.leaf("<p>");
    }

    /// Writes the start of something that may hold inline text without a paragraph.
    #[inline]
    fn leaf(&mut self, tag: &str) {
        self.raw_at_leaf = self.raw.depth();
        self.line(tag);
    }

    /// Writes something that begins on a line of its own.
    #[inline]
    pub fn line(&mut self, html: &str) {
        self.new_line();
        self.out.push_str(html);
    }

    #[inline]
    pub fn new_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }
}
