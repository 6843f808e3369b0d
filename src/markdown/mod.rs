//! The text of a lesson: Markdown to HTML, and facts about it for the rest of the scanner (rules 4, 6, 9 and 10).
//!
//! The HTML is finished, except for what depends on other files: every mention of a local file or page is a
//! [`Reference`], and every place in the HTML that waits for its address is a [`Slot`].
//!
//! Start at [`read`]. Syntax of other tools is converted ([`dialect`]). The text is parsed to events, some blocks at
//! a time ([`parse`]); each block is inspected ([`outline`], [`facts`]) and written ([`render`]). The HTML is
//! sanitized if it contains the author's own HTML ([`sanitize`]), and its slots are located ([`slots`]). The result
//! is in [`rendered`].

mod buffers;
mod dialect;
mod events;
mod facts;
mod findings;
mod ids;
mod outline;
mod parse;
mod plain;
mod prescan;
mod render;
mod render_context;
mod rendered;
mod slots;
mod source_map;
mod tools;

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Source};
use crate::html::sanitize;

pub(crate) use dialect::mdbook::{Include, NotIncluded};
pub(crate) use rendered::{Markdown, Reference, ReferenceKind, Slot, SlotKind};
pub(crate) use tools::Tools;

use dialect::{mdbook, rust_code};
use facts::FactsCollector;
use findings::Findings;
use outline::Outliner;
use parse::Blocks;
use prescan::{Prescan, Signs};
use render::blocks::Html;
use render_context::RenderContext;
use source_map::Text;

/// Reads the Markdown in `body` (a range of the file). `title` is the front matter's; `tools` are the
/// author's.
pub(crate) fn read(
    source: &Source,
    body: Range<usize>,
    title: Option<&str>,
    tools: Tools,
    include: &dyn Include,
    diagnostics: &mut Vec<Diagnostic>,
) -> Markdown {
    let first = diagnostics.len();
    let is_mdx = source.path.extension() == "mdx";
    let mut findings = Findings::new(source, diagnostics);
    let mut text = Text::new(&source.text, body);
    let mut placeholders = Vec::new();
    let mut seen = Prescan::of(text.as_str());
    if seen.has_includes {
        text = mdbook::resolve(text, include, &mut findings);
        seen = Prescan::of(text.as_str());
    }
    if tools.mdbook && rust_code::is_in(text.as_str()) {
        seen.signs.add(Signs::RUST_CODE);
    }
    if seen.signs != Signs::default() || is_mdx {
        let kind = dialect::Kind { is_mdx, tools, signs: seen.signs };
        (text, placeholders) = dialect::prepare(text, kind, include, &mut findings);
        seen = Prescan::of(text.as_str());
    }
    let mut page = RenderContext {
        text: &text,
        placeholders: &placeholders,
        findings,
        references: Vec::new(),
        ids: buffers::ids(),
        is_mdx,
        has_embed: false,
        needs_cleaning: false,
        end_tags: None,
    };
    let mut blocks = Blocks::new(text.as_str());
    let mut outliner = Outliner::new(title);
    let mut facts = FactsCollector::new(&text);
    let mut html = Html::new(text.as_str(), seen.urls);
    while blocks.next() {
        let left_out = outliner.blocks(&mut blocks);
        facts.blocks(&blocks, left_out.as_ref(), &page.findings);
        html.blocks(&blocks.events, left_out, &mut page);
    }
    let outline = outliner.finish();
    let mut html = html.finish();
    if page.needs_cleaning {
        html = sanitize::clean(html);
    }
    let (final_html, slots) = slots::extract(&html, &page.references);
    buffers::keep_html(html);
    buffers::keep_ids(page.ids);
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
        html: final_html,
        facts: facts.finish(),
    }
}

#[cfg(test)]
mod tests;
