//! The state of writing a page, shared by all files of the renderer.

use std::collections::BTreeMap;

use pulldown_cmark::Alignment;

use crate::commonmark::events::Spanned;
use crate::markdown::prescan::Specials;
use crate::markdown::render_context::RenderContext;

use super::open_tags::OpenTags;

/// What the end of a link writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LinkEnd {
    Tag,
    Nothing,
    /// `<svelte:self>` looks like an address to the parser and is text to its author.
    Bracket,
}

/// What the text that is being written is directly in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaf {
    Paragraph,
    /// An item, a cell, a definition: it may hold blocks as well.
    Flow,
    Heading,
    /// A block of the author's HTML.
    Html,
}

/// What the end of a block quote writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum QuoteEnd {
    Quote,
    Admonition,
    Details,
    Nothing,
}

/// The state of writing some blocks.
pub(super) struct Writer<'w, 'p, 'e> {
    pub page: &'w mut RenderContext<'p>,
    pub events: &'w [Spanned<'e>],
    /// The event to write next.
    pub at: usize,
    pub out: &'w mut String,
    pub raw: &'w mut OpenTags,
    /// For each link that is open, its end.
    pub links: &'w mut Vec<LinkEnd>,
    pub urls: &'w [usize],
    pub next_url: &'w mut usize,
    pub specials: &'w mut Specials<'p>,
    pub footnotes: &'w mut BTreeMap<String, usize>,
    /// Where the text that the last event is a piece of ends.
    pub run_end: usize,
    /// How many of the author's tags were open where the paragraph, heading or cell began.
    pub raw_at_leaf: usize,
    pub leaf: Leaf,
    /// How many of emphasis, strong and struck text are open.
    pub formatting: usize,
    /// Blocks that belong below what is being written, because it cannot hold them.
    pub below: &'w mut Vec<String>,
    /// For each open block quote, what ends it.
    pub quotes: Vec<QuoteEnd>,
    pub alignments: &'w [Alignment],
    pub column: usize,
    pub in_head: bool,
}

impl Writer<'_, '_, '_> {
    #[inline]
    pub fn start_paragraph(&mut self) {
        self.leaf("<p>");
        self.leaf = Leaf::Paragraph;
    }

    /// Writes the start of something that may hold inline text without a paragraph.
    #[inline]
    pub fn leaf(&mut self, tag: &str) {
        self.raw_at_leaf = self.raw.depth();
        self.leaf = Leaf::Flow;
        self.line(tag);
    }

    /// Writes something that begins on a line of its own.
    #[inline]
    pub fn line(&mut self, html: &str) {
        self.new_line();
        self.out.push_str(html);
    }

    /// Writes the blocks that were to come below, unless one of the author's tags is still open.
    #[inline]
    pub fn flush_below(&mut self) {
        if !self.below.is_empty() && self.raw.depth() == 0 {
            for block in std::mem::take(self.below) {
                self.new_line();
                self.out.push_str(&block);
                self.out.push('\n');
            }
        }
    }

    #[inline]
    pub fn new_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }
}
