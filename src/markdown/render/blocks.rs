//! Events to HTML, block by block.
//!
//! Start at [`Html::blocks`]. One pass, in document order: blocks here, text in [`super::text`], links and
//! images in [`super::links`], the author's own tags in [`super::raw_html`].

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd};

use crate::commonmark::events::end_of;
use crate::commonmark::ids::FOOTNOTE;
use crate::commonmark::parse::Blocks;
use crate::commonmark::source_map::Text;
use crate::commonmark::{buffers, plain};
use crate::dialect::placeholder::as_words;
use crate::html::admonitions::{self, Look};
use crate::html::escape::{push_attribute, push_text, push_value};
use crate::html::mark::MARK;
use crate::html::table::{CELL, TABLE};
use crate::markdown::prescan::Specials;
use crate::markdown::render_context::RenderContext;

use super::callouts;
use super::formula;
use super::links::{alone, image, link};
use super::open_tags::OpenTags;
use super::raw_html::{html_block, inline_html};
use super::text;
use super::title_media;
use super::writer::{Leaf, LinkEnd, QuoteEnd, Writer};

/// The HTML of a page, written some blocks at a time.
#[derive(Debug)]
pub(crate) struct Html<'t> {
    out: String,
    raw: OpenTags,
    /// Where `://` is in the text.
    urls: Vec<usize>,
    /// The first of them that is not behind us.
    next_url: usize,
    specials: Specials<'t>,
    /// The numbers of footnotes, by their names.
    footnotes: BTreeMap<String, usize>,
    links: Vec<LinkEnd>,
    /// Blocks that wait for the end of what cannot hold them.
    below: Vec<String>,
    /// The blocks with tags of the author.
    to_clean: ToClean,
}

impl<'t> Html<'t> {
    /// Nothing written yet of a page with this text, in which `://` is at `urls`.
    pub fn new(text: &'t Text<'t>, urls: Vec<usize>) -> Self {
        Self {
            out: buffers::html(),
            raw: OpenTags::default(),
            urls,
            next_url: 0,
            specials: Specials::of(text),
            footnotes: BTreeMap::new(),
            links: Vec::new(),
            below: Vec::new(),
            to_clean: ToClean::default(),
        }
    }

    /// Writes blocks but the events in `left_out`.
    pub fn blocks(
        &mut self,
        blocks: &Blocks<'_>,
        left_out: Option<Range<usize>>,
        page: &mut RenderContext<'t>,
    ) {
        let Blocks { events, landmarks, .. } = blocks;
        let has_html = !landmarks.html.is_empty() || self.raw.depth() > 0 || page.open_boxes != 0;
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
            leaf: Leaf::Flow,
            formatting: 0,
            below: &mut self.below,
            quotes: Vec::new(),
            alignments: &[],
            column: 0,
            in_head: false,
        };
        let to_clean = &mut self.to_clean;
        if let Some(left_out) = left_out {
            to_clean.blocks_until(&mut writer, left_out.start, has_html);
            to_clean.note(&mut writer, |writer| media_of_title(writer, left_out.clone()));
            writer.at = left_out.end;
        }
        to_clean.blocks_until(&mut writer, events.len(), has_html);
    }

    /// The HTML of all that was written, and which parts of it may have to be cleaned.
    pub fn finish(mut self) -> (String, Vec<Range<usize>>) {
        if self.raw.depth() > 0 {
            let end = self.out.len();
            self.raw.close_all(&mut self.out);
            self.to_clean.add(end..self.out.len());
        }
        for block in self.below {
            self.out.extend(["\n", &block, "\n"]);
        }
        (self.out, self.to_clean.0)
    }
}

/// Parts of the HTML that may have to be cleaned, from front to back: whole blocks of the page's top level.
#[derive(Debug, Default)]
struct ToClean(Vec<Range<usize>>);

impl ToClean {
    /// Writes all events before `end`, and notes the blocks that may have to be cleaned: none where no HTML is.
    fn blocks_until(&mut self, writer: &mut Writer<'_, '_, '_>, end: usize, has_html: bool) {
        while writer.at < end {
            let block_end = if has_html { (end_of(writer.events, writer.at) + 1).min(end) } else { end };
            self.note(writer, |writer| until(writer, block_end));
        }
    }

    /// Notes what `write` writes, if it may have to be cleaned.
    fn note(&mut self, writer: &mut Writer<'_, '_, '_>, write: impl FnOnce(&mut Writer<'_, '_, '_>)) {
        let is_inside = |writer: &Writer<'_, '_, '_>| writer.raw.depth() > 0 || writer.page.open_boxes != 0;
        let start = writer.out.len();
        let was_inside = is_inside(writer) || !writer.below.is_empty();
        write(writer);
        if std::mem::take(&mut writer.page.needs_cleaning) || was_inside || is_inside(writer) {
            self.add(start..writer.out.len());
        }
    }

    fn add(&mut self, range: Range<usize>) {
        match self.0.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => self.0.push(range),
        }
    }
}

/// Writes all events before `end`.
fn until(w: &mut Writer<'_, '_, '_>, end: usize) {
    while w.at < end {
        event(w);
    }
}

/// Writes what stays of a heading that became the title.
fn media_of_title(w: &mut Writer<'_, '_, '_>, heading: Range<usize>) {
    let kept = title_media::kept(w.events, heading);
    if kept.is_empty() {
        return;
    }
    let before = w.out.len();
    w.leaf("<p>");
    w.leaf = Leaf::Heading;
    let start = w.out.len();
    for piece in kept {
        w.out.push_str(if w.out.len() > start { " " } else { "" });
        w.at = piece.start;
        until(w, piece.end);
    }
    w.raw.close_to(w.raw_at_leaf, w.out);
    if w.out[start..].trim().is_empty() {
        w.out.truncate(before);
    } else {
        w.out.push_str("</p>\n");
    }
    w.flush_below();
}

fn event(w: &mut Writer<'_, '_, '_>) {
    let events = w.events;
    let (event, span) = &events[w.at];
    w.at += 1;
    match event {
        Event::Start(tag) => start(w, tag, span),
        Event::End(tag) => end(w, *tag),
        Event::Text(text) => text::text(w, text, span),
        Event::Code(code) => {
            w.out.push_str("<code>");
            text::write(w, code);
            w.out.push_str("</code>");
        }
        Event::InlineMath(inner) => formula::between(w, "$", inner, span),
        Event::DisplayMath(inner) => formula::between(w, "$$", inner, span),
        Event::Html(_) => {}
        Event::InlineHtml(_) => inline_html(w),
        Event::FootnoteReference(name) => footnote_reference(w, name),
        Event::SoftBreak => w.out.push('\n'),
        Event::HardBreak => w.out.push_str("<br>\n"),
        Event::Rule => w.line("<hr>\n"),
        Event::TaskListMarker(done) => {
            let checked = if *done { " checked=\"\"" } else { "" };
            w.out.extend(["<input disabled=\"\" type=\"checkbox\"", checked, "> "]);
        }
    }
}

fn start<'w>(w: &mut Writer<'w, '_, '_>, tag: &'w Tag<'_>, span: &Range<usize>) {
    match tag {
        Tag::Paragraph => {
            if !alone(w) {
                w.start_paragraph();
            }
        }
        Tag::Heading { level, id, classes, .. } => {
            w.raw_at_leaf = w.raw.depth();
            w.leaf = Leaf::Heading;
            heading(w, *level, id.as_deref(), classes);
        }
        Tag::HtmlBlock => html_block(w),
        Tag::BlockQuote(kind) => quote(w, *kind),
        Tag::CodeBlock(kind) => code_block(w, kind),
        Tag::List(Some(1)) => w.line("<ol>\n"),
        Tag::List(Some(first)) => w.line(&format!("<ol start=\"{first}\">\n")),
        Tag::List(None) => w.line("<ul>\n"),
        Tag::Item => w.leaf("<li>"),
        Tag::DefinitionList => w.line("<dl>\n"),
        Tag::DefinitionListTitle => w.leaf("<dt>"),
        Tag::DefinitionListDefinition => w.leaf("<dd>"),
        Tag::FootnoteDefinition(name) => {
            let number = footnote(w, name);
            w.line(&format!(
                "<div class=\"footnote-definition\" id=\"{FOOTNOTE}{number}\"><sup>{number}</sup>\n"
            ));
        }
        Tag::Table(alignments) => {
            w.alignments = alignments;
            w.line(TABLE);
        }
        Tag::TableHead if is_invented(w) => {
            w.at = end_of(w.events, w.at - 1) + 1;
            w.out.push_str("<tbody>\n");
        }
        Tag::TableHead => {
            (w.in_head, w.column) = (true, 0);
            w.out.push_str("<thead><tr>");
        }
        Tag::TableRow => {
            w.column = 0;
            w.out.push_str("<tr>");
        }
        Tag::TableCell => cell(w),
        Tag::Emphasis => format(w, "<em>"),
        Tag::Strong => format(w, "<strong>"),
        Tag::Strikethrough => format(w, "<del>"),
        Tag::Link { link_type, dest_url, title, .. } => link(w, *link_type, dest_url, title, span),
        Tag::Image { dest_url, title, .. } => image(w, dest_url, title, span),
        // These extensions are off.
        Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
    }
}

fn end(w: &mut Writer<'_, '_, '_>, tag: TagEnd) {
    if matches!(tag, TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) {
        w.raw.close_to(w.raw_at_leaf, w.out);
    }
    if tag == TagEnd::Item {
        w.flush_below();
    }
    // Each arm writes for itself: of a text that is known beforehand, writing costs next to nothing.
    match tag {
        TagEnd::Paragraph => w.out.push_str("</p>\n"),
        TagEnd::Heading(level) => w
            .out
            .push_str(["</h1>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"][level as usize - 1]),
        TagEnd::BlockQuote(_) => match w.quotes.pop() {
            Some(QuoteEnd::Admonition) => admonitions::close(w.out),
            Some(QuoteEnd::Details) => w.line("</details>\n"),
            Some(QuoteEnd::Nothing) => w.new_line(),
            Some(QuoteEnd::Quote) | None => w.out.push_str("</blockquote>\n"),
        },
        TagEnd::CodeBlock => w.out.push_str("</code></pre>\n"),
        TagEnd::List(true) => w.out.push_str("</ol>\n"),
        TagEnd::List(false) => w.out.push_str("</ul>\n"),
        TagEnd::Item => w.out.push_str("</li>\n"),
        TagEnd::DefinitionList => w.out.push_str("</dl>\n"),
        TagEnd::DefinitionListTitle => w.out.push_str("</dt>\n"),
        TagEnd::DefinitionListDefinition => w.out.push_str("</dd>\n"),
        TagEnd::FootnoteDefinition => w.out.push_str("</div>\n"),
        TagEnd::Table => w.out.push_str("</tbody></table>\n"),
        TagEnd::TableHead => {
            w.in_head = false;
            w.out.push_str("</tr></thead><tbody>\n");
        }
        TagEnd::TableRow => w.out.push_str("</tr>\n"),
        TagEnd::TableCell => {
            w.column += 1;
            w.out.push_str(if w.in_head { "</th>" } else { "</td>" });
        }
        TagEnd::Emphasis => end_of_format(w, "</em>"),
        TagEnd::Strong => end_of_format(w, "</strong>"),
        TagEnd::Strikethrough => end_of_format(w, "</del>"),
        TagEnd::Link => match w.links.pop() {
            Some(LinkEnd::Tag) => w.out.push_str("</a>"),
            Some(LinkEnd::Bracket) => w.out.push_str("&gt;"),
            _ => {}
        },
        TagEnd::Image
        | TagEnd::HtmlBlock
        | TagEnd::Superscript
        | TagEnd::Subscript
        | TagEnd::MetadataBlock(_) => {}
    }
    if matches!(tag, TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Table | TagEnd::DefinitionList) {
        w.flush_below();
    }
}

#[inline]
fn format(w: &mut Writer<'_, '_, '_>, tag: &str) {
    w.formatting += 1;
    w.out.push_str(tag);
}

#[inline]
fn end_of_format(w: &mut Writer<'_, '_, '_>, tag: &str) {
    w.formatting = w.formatting.saturating_sub(1);
    w.out.push_str(tag);
}

fn quote(w: &mut Writer<'_, '_, '_>, kind: Option<BlockQuoteKind>) {
    w.new_line();
    let end = if let Some(kind) = kind {
        admonitions::open(w.out, look(kind), None);
        QuoteEnd::Admonition
    } else if let Some(callout) = callouts::read(w) {
        let end = callouts::open(w, &callout);
        if end == QuoteEnd::Admonition || end == QuoteEnd::Details {
            until(w, callout.title.end);
            callouts::end_title(w, &callout, end);
        }
        callouts::begin_body(w, &callout);
        end
    } else {
        w.out.push_str("<blockquote>\n");
        QuoteEnd::Quote
    };
    w.quotes.push(end);
}

fn heading(w: &mut Writer<'_, '_, '_>, level: HeadingLevel, id: Option<&str>, classes: &[CowStr<'_>]) {
    let end = end_of(w.events, w.at - 1);
    let text = plain::plain(&w.events[w.at..end]);
    let bracket_id = plain::split_id(&text);
    w.line(["<h1", "<h2", "<h3", "<h4", "<h5", "<h6"][level as usize - 1]);
    let id = match id.or(bracket_id.map(|(_, id)| id)) {
        Some(id) => w.page.ids.given(id),
        None => w.page.ids.for_heading(&text),
    };
    if let Some(id) = id {
        push_attribute(w.out, "id", id);
    }
    if !classes.is_empty() {
        push_attribute(w.out, "class", &classes.join(" "));
    }
    w.out.push('>');
    if bracket_id.is_some() {
        heading_without_id(w, end);
    }
}

/// Writes what is in a heading, without the `[[id]]` at its end.
fn heading_without_id(w: &mut Writer<'_, '_, '_>, end: usize) {
    until(w, end);
    if let Some(at) = w.out.rfind("[[") {
        w.out.truncate(w.out[..at].trim_end().len());
    }
}

fn code_block(w: &mut Writer<'_, '_, '_>, kind: &CodeBlockKind<'_>) {
    w.new_line();
    w.out.push_str("<pre><code");
    if let CodeBlockKind::Fenced(info) = kind {
        let language = language(info);
        if matches!(language, "dataview" | "dataviewjs") {
            callouts::warn_of_query(w, language);
        }
        if !language.is_empty() {
            w.out.push_str(" class=\"language-");
            push_value(w.out, language);
            w.out.push('"');
        }
    }
    w.out.push('>');
    // A browser drops a line end right after `<pre>`, so that is no place for a code's own.
    while let Some((Event::Text(code), _)) = w.events.get(w.at) {
        if w.page.placeholders.is_empty() {
            text::write(w, code);
        } else {
            push_text(w.out, &as_words(code, w.page.placeholders));
        }
        w.at += 1;
    }
}

/// The language of a fence: `js`, `js title="x"`, `rust,ignore`, `js{1,3}`, `js:title=x`, `js(path=x)`, `{python}`,
/// `{r, echo=FALSE}`, `{.python .numberLines}`.
fn language(info: &str) -> &str {
    let bare = info.trim_start();
    let name = match bare.strip_prefix('{') {
        Some(cell) => cell.trim_start().trim_start_matches('.'),
        None => bare,
    };
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | '(' | ':' | '=' | '#');
    // `c#` and `f#` are names; a `#` further on is an id.
    let end = name
        .char_indices()
        .find(|&(at, c)| ends(c) && !(c == '#' && at == 1))
        .map_or(name.len(), |(at, _)| at);
    &name[..end]
}

/// Whether the header that has just begun is none of the author's.
fn is_invented(w: &Writer<'_, '_, '_>) -> bool {
    matches!(w.events.get(w.at + 1), Some((Event::Text(text), _)) if text.starts_with(MARK))
}

fn cell(w: &mut Writer<'_, '_, '_>) {
    w.raw_at_leaf = w.raw.depth();
    w.leaf = Leaf::Flow;
    w.out.push_str(if w.in_head { "<th" } else { "<td" });
    w.out.push_str(CELL);
    w.out.push_str(match w.alignments.get(w.column) {
        Some(Alignment::Left) => ";text-align:left\">",
        Some(Alignment::Center) => ";text-align:center\">",
        Some(Alignment::Right) => ";text-align:right\">",
        _ => "\">",
    });
}

fn footnote(w: &mut Writer<'_, '_, '_>, name: &str) -> usize {
    if let Some(number) = w.footnotes.get(name) {
        return *number;
    }
    let next = w.footnotes.len() + 1;
    w.footnotes.insert(name.to_owned(), next);
    next
}

fn footnote_reference(w: &mut Writer<'_, '_, '_>, name: &str) {
    let number = footnote(w, name);
    let number = number.to_string();
    w.out.extend(["<sup><a href=\"#", FOOTNOTE, &number, "\">", &number, "</a></sup>"]);
}

fn look(kind: BlockQuoteKind) -> Look {
    match kind {
        BlockQuoteKind::Note => Look::NOTE,
        BlockQuoteKind::Tip => Look::TIP,
        BlockQuoteKind::Important => Look::IMPORTANT,
        BlockQuoteKind::Warning => Look::WARNING,
        BlockQuoteKind::Caution => Look::CAUTION,
    }
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn every_tool_s_way_to_name_a_language_is_understood() {
        for (info, expected) in [
            ("js", "js"),
            ("js title=\"x\" {1}", "js"),
            ("rust,ignore", "rust"),
            ("js{1,3}", "js"),
            ("js:title=a.js", "js"),
            ("js(path=a.js)", "js"),
            ("{python}", "python"),
            ("{r, echo=FALSE}", "r"),
            ("{.python .numberLines}", "python"),
            ("c#", "c#"),
            ("c++", "c++"),
            ("objective-c", "objective-c"),
            ("{=html}", ""),
            ("", ""),
        ] {
            assert_eq!(language(info), expected, "{info}");
        }
    }
}
