//! Syntax of other tools that is not Markdown (rule 10): template tags, shortcodes, MDX, fenced `:::` notes; and
//! files that a page includes ([`mdbook`]).
//!
//! Start at [`prepare`]. It rewrites the text before it is parsed. Known syntax becomes Markdown, or a comment that
//! the renderer knows ([`placeholder`]). Unknown syntax is kept, with a warning. Code and comments are never changed.
//!
//! Two passes do it. **Blocks** are made of whole lines ([`lines`]): each round looks at the outermost ones, because
//! what they enclose is known only when their own marks and indentation are gone. Then comes what stands **inside of
//! lines**: the text is parsed once to find code, comments and math, which stay as they are.
//!
//! Each dialect is its own file, with a function for either pass or both, which the lists here name. It gets a
//! [`rewriter`] and does not know the renderer. Names that several tools share are in [`containers`].

pub(crate) mod allowance;
mod arguments;
mod attributes;
mod boxes;
mod broken_data;
mod codelab;
mod comments;
pub(crate) mod component_words;
mod components;
mod containers;
mod critic;
mod emoji;
mod fences;
mod gitbook_icons;
mod hugo;
pub(crate) mod image;
mod image_size;
mod inclusions;
mod inline_html;
mod jsx;
mod kramdown;
mod learn;
pub(crate) mod learn_includes;
mod lia_script;
mod lines;
mod liquid;
mod lists;
pub(crate) mod marked_address;
mod marks;
pub(crate) mod mdbook;
mod meaning;
mod mkdocs;
mod modules;
mod myst;
pub(crate) mod notion;
mod own_lines;
mod paired;
mod pandoc;
pub(crate) mod placeholder;
mod private_notes;
mod quarto;
mod raspberry_pi;
mod rebase;
mod rewriter;
pub(crate) mod rust_code;
mod shortcode;
pub(crate) mod signs;
mod surroundings;
mod tag;
mod title_words;
pub(crate) mod tools;
mod variables;
mod vitepress;
mod wiki;
mod zola;

use crate::commonmark::findings::Findings;
use crate::commonmark::source_map::{Edit, Text};
use crate::html::mark::{MARK, MARK_BYTE};

use allowance::Allowance;
use inclusions::Inclusions;
use lines::Lines;
use placeholder::Placeholder;
use rewriter::Rewriter;
use signs::Signs;

pub(crate) use rewriter::Kind;

/// Blocks in blocks in blocks: beyond this they stay as they are.
const MAX_ROUNDS: usize = 16;

/// Signs of comments for authors.
const PRIVATE: Signs = Signs::TEMPLATE.or(Signs::ATTRIBUTES).or(Signs::CRITIC);

/// Signs of what a page of MDX may always hold: values of other files come into it.
const MDX: Signs = Signs::MODULE.or(Signs::COMPONENT).or(Signs::TEMPLATE);

/// A pass over whole lines. It runs when one of its signs was seen.
type BlockPass = (Signs, fn(&mut Rewriter<'_, '_, '_>, &Lines<'_>));

/// What pages of `MyST` have.
const MYST: Signs = Signs::ATTRIBUTES.or(Signs::COLONS).or(Signs::LINE).or(Signs::PERCENT);

/// What the other passes must not see, or what they must see: while there is some, the others wait.
const FIRST_PASSES: &[BlockPass] =
    &[(PRIVATE, private_notes::scan), (Signs::MODULE, modules::scan), (Signs::LINE, vitepress::include)];

const BLOCK_PASSES: &[BlockPass] = &[
    (Signs::PERCENT, comments::scan),
    (Signs::PAGE_HEAD, notion::scan),
    (Signs::NOTION, notion::scan_asides),
    (Signs::LINE, codelab::scan),
    (Signs::LINE, raspberry_pi::scan),
    (Signs::LINE, learn::scan_tabs),
    (Signs::BRACKET_BANG, learn::scan_videos),
    (Signs::TEMPLATE, paired::scan),
    (Signs::COMPONENT, components::scan),
    (Signs::ATTRIBUTES, kramdown::scan),
    (Signs::COLONS, vitepress::label_groups),
    (Signs::WIKI, vitepress::contents),
    (Signs::INDENTED, mkdocs::indented::scan),
    (Signs::COLONS, learn::scan),
    (Signs::COLONS, fences::scan),
    (MYST, myst::fences::scan),
    (MYST, myst::lines::scan),
    (Signs::LINE, mkdocs::snippets::scan),
    (Signs::LINE, mkdocs::slashes::scan),
    (Signs::LINE, mkdocs::toc::scan),
    (Signs::ATTRIBUTES.or(Signs::LINE), mkdocs::code::scan),
    (Signs::ATTRIBUTES, attributes::scan_lines),
    (Signs::TABLE, pandoc::scan),
    (Signs::LINE, pandoc::scan_lists),
    (Signs::ATTRIBUTES, pandoc::scan_cells),
    (Signs::PERCENT, pandoc::scan_title_block),
    (Signs::ATTRIBUTES, pandoc::scan_parts),
];

/// A pass over what stands inside of lines.
type InlinePass = (Signs, fn(&mut Rewriter<'_, '_, '_>));

const INLINE_PASSES: &[InlinePass] = &[
    (Signs::DATA, broken_data::scan),
    (Signs::CRITIC, critic::scan),
    (Signs::COMPONENT, components::odd_tags::scan),
    (Signs::TEMPLATE, scan_braces_and_tags),
    (Signs::TEMPLATE, hugo::show_raw),
    (Signs::TEMPLATE, shortcode::show_raw),
    (Signs::ATTRIBUTES, kramdown::scan_spans),
    (Signs::NOTION, notion::scan_links),
    (Signs::BRACKET_BANG, learn_includes::scan),
    (Signs::SIZE, image_size::scan),
    (Signs::QUESTION, lia_script::scan),
    (Signs::WIKI, wiki::scan),
    (Signs::INLINE_MARK, marks::scan),
    (Signs::ATTRIBUTES, pandoc::scan_spans),
    (Signs::TEMPLATE, variables::scan),
    (MYST, myst::inline::scan),
    (Signs::ATTRIBUTES, attributes::scan),
    (Signs::EMOJI, mkdocs::icons::scan),
    (Signs::EMOJI, gitbook_icons::scan),
    (Signs::LINE, mkdocs::abbreviations::scan),
    (Signs::LINE, mkdocs::snippets::unescape),
    (Signs::EMOJI, emoji::scan),
];

/// Rewrites what is understood and warns of the rest.
pub(crate) fn prepare<'a>(
    mut text: Text<'a>,
    mut kind: Kind,
    files: &Allowance<'_>,
    findings: &mut Findings<'_>,
) -> (Text<'a>, Vec<Placeholder>) {
    let mut placeholders = Vec::new();
    let inclusions = Inclusions::new(files);
    if kind.signs.has(Signs::MARK) {
        let edits = marks(text.as_str());
        text = text.edit(&edits);
    }
    if kind.signs.has(Signs::RUST_CODE) {
        let edits = rust_code::edits(&Lines::of_text(&text));
        text = text.edit(&edits);
    }
    let mut is_new = true;
    for _ in 0..MAX_ROUNDS {
        let mut rewriter = Rewriter::new(&text, kind, &inclusions, &mut placeholders, findings);
        if is_new {
            rewriter.look_at_tools();
            kind = rewriter.kind;
        }
        blocks(&mut rewriter);
        let is_last = !rewriter.has_edits();
        if is_last {
            inside_of_lines(&mut rewriter);
        }
        let edits = rewriter.finish();
        is_new = inclusions.next_round();
        text = text.edit(&edits);
        if is_last {
            return (text, placeholders);
        }
        if is_new {
            kind.signs = kind.signs.or(Signs::of(&text));
        }
        // What is above the text is above it once.
        kind.signs.remove(Signs::PAGE_HEAD);
    }
    let mut rewriter = Rewriter::new(&text, kind, &inclusions, &mut placeholders, findings);
    inside_of_lines(&mut rewriter);
    let edits = rewriter.finish();
    (text.edit(&edits), placeholders)
}

/// One round: the outermost blocks.
fn blocks(rewriter: &mut Rewriter<'_, '_, '_>) {
    let kind = rewriter.kind;
    let runs = |(signs, _): &&BlockPass| kind.signs.has(*signs) || (kind.is_mdx && signs.has(MDX));
    if !FIRST_PASSES.iter().chain(BLOCK_PASSES).any(|pass| runs(&pass)) {
        return;
    }
    let lines = rewriter.lines();
    for passes in [FIRST_PASSES, BLOCK_PASSES] {
        for (_, scan) in passes.iter().filter(runs) {
            scan(rewriter, &lines);
        }
        if rewriter.has_edits() {
            break;
        }
    }
}

/// What stands inside of lines.
fn inside_of_lines(rewriter: &mut Rewriter<'_, '_, '_>) {
    let kind = rewriter.kind;
    for (signs, scan) in INLINE_PASSES {
        if kind.signs.has(*signs) || kind.is_mdx {
            scan(rewriter);
        }
    }
    if kind.is_pandoc() {
        pandoc::scan_references(rewriter);
    }
}

/// Removes the character that placeholders are made of, wherever an author wrote it.
fn marks(text: &str) -> Vec<Edit> {
    memchr::memchr_iter(MARK_BYTE, text.as_bytes())
        .map(|at| Edit { range: at..at + MARK.len_utf8(), with: String::new() })
        .collect()
}

/// Looks for template tags, MDX comments and values, and tags with values in braces.
fn scan_braces_and_tags(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    let has_values = text.contains("={");
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'{', b'<', &text.as_bytes()[at..]) {
        let start = at + found;
        let rest = &text.as_bytes()[start..];
        let may_be_construct = match rest {
            [b'{', b'{' | b'%', ..] | [b'{', b'/', b'*', ..] => true,
            [b'{', ..] => rewriter.kind.is_mdx,
            _ => has_values,
        };
        let is_construct = may_be_construct && rewriter.kept_until(start).is_none();
        at = if is_construct { construct(rewriter, text, start) } else { start + 1 };
    }
}

/// Looks at a construct; gives where to go on.
fn construct(rewriter: &mut Rewriter<'_, '_, '_>, text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let taken = if rest.starts_with('<') {
        jsx::scan_tag(rewriter, start)
    } else if rest.starts_with("{/*") {
        private_notes::stray(rewriter, start);
        None
    } else if rest.starts_with("{{") || rest.starts_with("{%") {
        shortcode::scan(rewriter, start)
    } else {
        jsx::scan_expression(rewriter, start);
        None
    };
    start + taken.unwrap_or(if rest.starts_with("{{") || rest.starts_with("{%") { 2 } else { 1 })
}
