//! Directives that are fences.

use crate::markdown::dialect::lines::Lines;
use crate::markdown::dialect::rewriter::Rewriter;

use super::directive::Directive;
use super::names::{is_language, meaning};
use super::rewrite::rewrite;

/// Rewrites the outermost directives; what is in them waits for the next round.
pub(in super::super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    for number in 0..lines.fences.len() {
        let fence = &lines.fences[number];
        if !lines.text[fence.info.clone()].trim_start().starts_with('{')
            || rewriter.is_claimed(lines.lines[fence.open].start)
        {
            continue;
        }
        let Some(directive) = Directive::of_fence(lines, number) else { continue };
        let is_known = meaning(&directive.name).is_some() || rewriter.kind.tools.myst;
        if is_known && !is_language(&directive.name) {
            rewrite(rewriter, lines, &directive);
        }
    }
}
