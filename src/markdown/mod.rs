//! The text of a lesson: Markdown to HTML, and facts about it for the rest of the scanner (rules 4, 6, 9 and 10).
//!
//! The HTML is finished, except for what depends on other files: every mention of a local file or page is a
//! [`Reference`], and every place in the HTML that waits for its address is a [`Slot`].
//!
//! Start at [`read`]. Syntax of other tools is converted ([`crate::dialect`]), and the text is corrected
//! ([`corrections`]). It is parsed to events, some blocks at a time ([`crate::commonmark`]); each block is inspected ([`outline`], [`facts`],
//! [`checks`]) and written ([`render`]). The HTML is
//! sanitized if it contains the author's own HTML ([`sanitize`]), and its slots are located ([`slots`]). The result
//! is in [`rendered`].

mod anchors;
mod checks;
mod corrections;
mod facts;
mod math;
mod math_blocks;
mod outline;
mod prescan;
mod questions;
mod read_back;
mod render;
mod render_context;
mod rendered;
mod slots;
mod table_rows;

use std::ops::Range;

use crate::commonmark::buffers;
use crate::commonmark::findings::{self, Findings};
use crate::commonmark::parse::Blocks;
use crate::commonmark::source_map::Text;
use crate::diagnostic::{Diagnostic, Source};
use crate::dialect::signs::Signs;
use crate::dialect::{self, mdbook, rust_code};
use crate::html::sanitize;
use crate::quiz;

pub(crate) use crate::commonmark::ids::heading_id;
pub(crate) use crate::dialect::allowance::{Include, NotIncluded};
pub(crate) use crate::dialect::marked_address::ByName;
pub(crate) use crate::dialect::tools::Tools;
pub(crate) use math::tex;
pub(crate) use read_back::read_back;
pub(crate) use rendered::{Markdown, Reference, ReferenceKind, Slot, SlotKind};

use anchors::Anchors;
use checks::Checks;
use facts::FactsCollector;
use outline::Outliner;
use prescan::Prescan;
use render::blocks::Html;
use render_context::RenderContext;

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
    page(source, body, title, tools, include, diagnostics, false)
}

/// The same of a quiz: its questions are no part of the text ([`questions`]).
pub(crate) fn read_quiz(
    source: &Source,
    body: Range<usize>,
    title: Option<&str>,
    tools: Tools,
    include: &dyn Include,
    diagnostics: &mut Vec<Diagnostic>,
) -> Markdown {
    page(source, body, title, tools, include, diagnostics, true)
}

fn page(
    source: &Source,
    body: Range<usize>,
    title: Option<&str>,
    tools: Tools,
    include: &dyn Include,
    diagnostics: &mut Vec<Diagnostic>,
    is_quiz: bool,
) -> Markdown {
    let first = diagnostics.len();
    let mut kind = dialect::Kind::of(&source.path, tools);
    let mut findings = Findings::new(source, diagnostics);
    let mut text = Text::new(&source.text, body);
    let mut placeholders = Vec::new();
    let included = dialect::allowance::Allowance::new(include);
    kind.signs = Signs::of(&text);
    if kind.signs.has(Signs::INCLUDE) {
        text = mdbook::resolve(text, &included, &mut findings);
        kind.signs = Signs::of(&text);
    }
    if kind.signs.has(Signs::BRACKET_BANG) {
        text = dialect::learn_includes::resolve(text, &included, &mut findings);
        kind.signs = Signs::of(&text);
    }
    if is_quiz {
        text = questions::of_lia_script(text);
        kind.signs = Signs::of(&text);
    }
    if dialect::notion::is_exported(source.path.stem()) {
        kind.signs.add(Signs::NOTION);
        kind.signs.add(Signs::PAGE_HEAD);
    }
    if tools.mdbook && rust_code::is_in(text.as_str()) {
        kind.signs.add(Signs::RUST_CODE);
    }
    if kind.has_dialects() {
        (text, placeholders) = dialect::prepare(text, kind, &included, &mut findings);
    }
    let mut has_formulas = false;
    if math::may_have_formulas(&text) {
        (text, has_formulas) = math::protect(math_blocks::join(text));
    }
    let mut seen = Prescan::of(&text);
    let is_corrected;
    (text, is_corrected) = corrections::correct(text, &seen);
    if is_corrected {
        seen = Prescan::of(&text);
    }
    let mut items = Vec::new();
    if is_quiz {
        (text, items) = questions::take(text, &mut findings);
        seen = Prescan::of(&text);
    }
    let mut page = RenderContext {
        text: &text,
        placeholders: &placeholders,
        findings,
        references: Vec::new(),
        path: &source.path,
        anchors: Anchors::default(),
        ids: buffers::ids(),
        is_mdx: kind.is_mdx,
        has_embed: false,
        needs_cleaning: false,
        open_boxes: 0,
        has_formulas,
        end_tags: None,
    };
    let mut blocks = Blocks::new(text.as_str());
    let mut outliner = Outliner::new(title);
    let mut facts = FactsCollector::new(&text);
    let mut html = Html::new(&text, seen.urls);
    let mut checks = Checks::new(&text, seen.signs);
    let mut heading = None;
    while blocks.next() {
        let left_out = outliner.blocks(&mut blocks);
        heading =
            heading.or_else(|| left_out.as_ref().map(|left_out| blocks.events[left_out.start].1.clone()));
        checks.blocks(&blocks, &mut page.findings);
        facts.blocks(&blocks, left_out.as_ref(), &page.findings);
        html.blocks(&blocks, left_out, &mut page);
    }
    let outline = outliner.finish();
    checks.finish(&mut page.findings);
    let (mut html, to_clean) = html.finish();
    let is_clean = to_clean.into_iter().all(|range| sanitize::is_clean(&html[range]));
    html = page.anchors.resolve(html, &page.ids, heading.as_ref(), &text, &mut page.findings);
    if !is_clean {
        html = sanitize::by_parsing(&html);
    }
    let (final_html, slots) = slots::extract(&html, &page.references);
    buffers::keep_html(html);
    buffers::keep_ids(page.ids);
    let (references, has_embed) = (page.references, page.has_embed);
    findings::say_missing_alt_once(diagnostics, first);
    let quiz = is_quiz.then(|| Box::new(quiz::check(source, items, diagnostics)));
    Markdown {
        quiz,
        title: outline.title,
        first_h1: outline.first_h1,
        has_text: outline.has_text || dialect::placeholder::have_words(&placeholders),
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
