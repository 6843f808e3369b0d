//! The text of a lesson: Markdown to HTML, and what the rest of the scanner needs to know of it
//! (rules 4, 6, 9 and 10).
//!
//! The HTML is finished, save for what depends on other files: every mention of a local file or
//! page is a [`Reference`], and the places in the HTML that wait for its fate are [`Slot`]s.
//!
//! Start at [`read`]. The text is prepared (what other tools would have done to it: [`foreign`]),
//! and parsed to events, some blocks at a time ([`parse`]); each is looked at ([`outline`], [`facts`]) and
//! written ([`mod@write`]). The HTML is cleaned if it holds the author's own ([`raw_html`]), and searched for
//! its slots ([`slots`]).

mod address;
mod bare_url;
pub(crate) mod embed;
mod facts;
mod fences;
mod findings;
mod foreign;
mod ids;
mod include;
mod jsx;
mod links;
mod notes;
mod origin;
mod outline;
mod page;
mod parse;
mod plain;
mod raw_html;
mod room;
mod shortcode;
mod signs;
mod slots;
mod write;

use std::ops::Range;

use crate::course::CoursePath;
use crate::diagnostic::{Diagnostic, Source};

pub(crate) use facts::Facts;

use facts::Gather;
use findings::Findings;
use origin::Text;
use outline::Outliner;
use page::Page;
use parse::Blocks;
use signs::Signs;
use write::Html;

/// What a page's text holds.
#[derive(Debug, Default)]
pub(crate) struct Markdown {
    /// The heading that is the page's title (rule 6), as plain text. It is no longer in the HTML.
    /// `None` when the front matter has a title.
    pub title: Option<String>,
    /// The first H1, if it opens the page or is the only one, as plain text (for the course's title, rule 2).
    pub first_h1: Option<String>,
    /// Whether there is text in the sense of rule 4.
    pub has_text: bool,
    /// The first plain paragraph as plain text (no badges, no images; rule 2). Its white space is the
    /// author's: few pages are ever asked for it.
    pub first_paragraph: Option<String>,
    /// Whether it holds a task list.
    pub has_task_list: bool,
    /// Whether it shows an embed or other content that is no text (an iframe, a remote video).
    pub has_embed: bool,
    /// Sanitised HTML.
    pub html: String,
    /// Local files and pages that the text mentions, in document order.
    pub references: Vec<Reference>,
    /// Places in `html`, from front to back, not overlapping.
    pub slots: Vec<Slot>,
    /// What rules about whole courses look at.
    pub facts: Facts,
}

impl Markdown {
    /// The first heading of any level, and its range in `html` (for names that are only a number).
    pub fn first_heading(&self) -> Option<(String, Range<usize>)> {
        let (range, inner) = slots::first_heading(&self.html)?;
        Some((raw_html::words(&self.html[inner]), range))
    }
}

/// A mention of a local file or page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference {
    pub kind: ReferenceKind,
    /// As written (percent escapes, query and fragment included), relative or from the site's root.
    /// Site prefixes such as `{{site.baseurl}}` are already reduced to `/`.
    pub target: String,
    /// The link's text or the image's alternative text, plain.
    pub text: String,
    /// In bytes of the file, as narrow as can be: the target where it can be found, else the
    /// construct.
    pub span: Range<usize>,
}

/// What the mention asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReferenceKind {
    /// An image that the page shows.
    Image,
    /// A link in running text.
    Link,
    /// A video in the page: image syntax, a link that stands alone, or `<video>`.
    Video,
    /// Another file that the page shows or plays: audio, a poster, an SVG object.
    Asset,
}

/// A place in the HTML that depends on what a reference turns out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    /// Index into [`Markdown::references`].
    pub reference: usize,
    /// The part of the HTML this is about (bytes).
    pub html: Range<usize>,
    pub shape: Shape,
}

/// What to do with a slot's part of the HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// The value of an attribute: the address goes here, and nothing else changes. Empty range.
    Address,
    /// A whole `<img …>` whose address belongs at the given offset: replaced by the alternative
    /// text when the image is missing and the author allows it.
    Image { address: usize },
    /// The start tag of a link, with the place of its address: goes away together with its end
    /// tag when the target has no address.
    LinkStart { address: usize },
    /// The end tag of the link of the same reference.
    LinkEnd,
    /// A whole block that shows or plays a local video: leaves the body when this becomes the
    /// lesson's video, else is replaced by a `<video controls>`.
    Video,
}

/// Gives the text of files that a page includes (`{{#include path}}`).
pub(crate) trait Include {
    /// The text of the file at `target`, as written on the page.
    fn text(&self, target: &str) -> Result<String, NotIncluded>;
}

/// Why a file is not included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NotIncluded {
    /// There is no such file in the course.
    Missing,
    /// The path, relative to the course, leaves it.
    Outside(CoursePath),
}

/// Reads the Markdown in `body` (a range of the file). `title` is the front matter's.
pub(crate) fn read(
    source: &Source,
    body: Range<usize>,
    title: Option<&str>,
    include: &dyn Include,
    diagnostics: &mut Vec<Diagnostic>,
) -> Markdown {
    let first = diagnostics.len();
    let is_mdx = source.path.extension() == "mdx";
    let mut findings = Findings::new(source, diagnostics);
    let mut text = Text::new(&source.text, body);
    let mut inserts = Vec::new();
    let mut signs = Signs::of(text.as_str());
    if signs.has_includes {
        text = include::resolve(text, include, &mut findings);
        signs = Signs::of(text.as_str());
    }
    if signs.is_foreign || is_mdx {
        (text, inserts) = foreign::prepare(text, is_mdx, &mut findings);
        signs = Signs::of(text.as_str());
    }
    let mut page = Page {
        text: &text,
        inserts: &inserts,
        findings,
        references: Vec::new(),
        ids: room::ids(),
        is_mdx,
        has_embed: false,
        needs_cleaning: false,
        end_tags: None,
    };
    let mut blocks = Blocks::new(text.as_str());
    let mut outliner = Outliner::new(title);
    let mut facts = Gather::new(&text);
    let mut html = Html::new(text.as_str(), signs.urls);
    while blocks.next() {
        let left_out = outliner.blocks(&mut blocks);
        facts.blocks(&blocks, left_out.as_ref(), &page.findings);
        html.blocks(&blocks.events, left_out, &mut page);
    }
    let outline = outliner.finish();
    let mut html = html.finish();
    if page.needs_cleaning {
        html = raw_html::clean::clean(html);
    }
    let (settled, slots) = slots::settle(&html, &page.references);
    room::keep_html(html);
    room::keep_ids(page.ids);
    let (references, has_embed) = (page.references, page.has_embed);
    findings::say_missing_alt_once(diagnostics, first);
    Markdown {
        title: outline.title,
        first_h1: outline.first_h1,
        has_text: outline.has_text,
        first_paragraph: outline.first_paragraph,
        has_task_list: blocks.has_task_list,
        has_embed,
        references,
        slots,
        html: settled,
        facts: facts.finish(),
    }
}

#[cfg(test)]
mod tests;
