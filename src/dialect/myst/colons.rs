//! Directives between lines with colons.

use crate::dialect::lines::Lines;
use crate::dialect::rewriter::Rewriter;

use super::directive::Directive;
use super::rewrite;

/// Rewrites a pair of lines with colons if the first one names a directive. Returns whether it did.
pub(in super::super) fn rewrite(
    rewriter: &mut Rewriter<'_, '_, '_>,
    lines: &Lines<'_>,
    words: &str,
    head: usize,
    close: usize,
) -> bool {
    let directive = Directive::of_colons(lines, words, head, close);
    if let Some(directive) = &directive {
        rewrite::rewrite(rewriter, lines, directive);
    }
    directive.is_some()
}
