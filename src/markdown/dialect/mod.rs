//! Syntax of other tools that is not Markdown (rule 10): template tags, shortcodes, MDX, fenced `:::` notes; and
//! files that a page includes ([`mdbook`]).
//!
//! Start at [`prepare`]. It rewrites the text before it is parsed. Known syntax becomes Markdown, or a comment that
//! the renderer knows ([`placeholder`]). Unknown syntax is kept, with a warning. Code and comments are never changed,
//! so a page that looks as if it has such syntax is parsed once to find them, and again for files that it includes.
//!
//! Each dialect is its own file. It gets a [`rewriter`] and does not know the renderer.

mod fences;
mod jsx;
pub(super) mod mdbook;
pub(super) mod placeholder;
mod rewriter;
mod shortcode;

use crate::html::mark::{MARK, MARK_BYTE};

use super::findings::Findings;
use super::source_map::Text;
use placeholder::Placeholder;
use rewriter::{MAX_COMMENT, Rewriter};

/// Rewrites what is understood and warns of the rest.
pub(super) fn prepare<'a>(
    text: Text<'a>,
    is_mdx: bool,
    findings: &mut Findings<'_>,
) -> (Text<'a>, Vec<Placeholder>) {
    let mut rewriter = Rewriter::new(&text, is_mdx, findings);
    run(&mut rewriter);
    let (edits, placeholders) = rewriter.finish();
    (text.edit(&edits), placeholders)
}

fn run<'s>(rewriter: &mut Rewriter<'s, '_, '_>) {
    let text: &'s str = rewriter.text.as_str();
    fences::scan(rewriter);
    jsx::scan_modules(rewriter);
    let has_values = text.contains("={");
    let mut at = 0;
    while let Some(found) = text[at..].find(['{', '<', MARK]) {
        let start = at + found;
        let rest = &text.as_bytes()[start..];
        let may_be_construct = match rest {
            [b'{', b'{' | b'%', ..] | [b'{', b'/', b'*', ..] => true,
            [b'{', ..] => rewriter.is_mdx,
            _ => has_values,
        };
        let is_construct = rest[0] == MARK_BYTE || (may_be_construct && rewriter.kept_until(start).is_none());
        at = if is_construct { construct(rewriter, text, start) } else { start + 1 };
    }
}

/// Looks at a construct; gives where to go on.
fn construct<'s>(rewriter: &mut Rewriter<'s, '_, '_>, text: &'s str, start: usize) -> usize {
    let rest = &text[start..];
    let taken = if rest.starts_with(MARK) {
        rewriter.replace(start..start + 1, String::new());
        Some(1)
    } else if rest.starts_with('<') {
        jsx::scan_tag(rewriter, start)
    } else if rest.starts_with("{/*") {
        rest[..rest.floor_char_boundary(MAX_COMMENT)]
            .find("*/}")
            .map(|end| rewriter.remove(start..start + end + 3))
    } else if rest.starts_with("{{") || rest.starts_with("{%") {
        shortcode::scan(rewriter, start)
    } else {
        jsx::scan_expression(rewriter, start);
        None
    };
    start + taken.unwrap_or(if rest.starts_with("{{") || rest.starts_with("{%") { 2 } else { 1 })
}
