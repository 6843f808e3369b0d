//! What an HTML element encloses on one line: `<div>**a**</div>`. For MDX it is Markdown, and else it is not.

use crate::dialect::inline_html;
use crate::dialect::meaning::Extent;
use crate::dialect::rewriter::Rewriter;

/// Writes what is enclosed as HTML. Returns whether anything had to be changed for it.
pub(super) fn write(rewriter: &mut Rewriter<'_, '_, '_>, extent: &Extent) -> bool {
    let body = extent.body(rewriter.text.as_str());
    let may_be_markdown = !body.contains('\n') && body.contains(['*', '_', '`', '[', '~']);
    let Some(html) = may_be_markdown.then(|| inline_html::of_words(body.trim())).flatten() else {
        return false;
    };
    if html == body.trim() {
        return false;
    }
    rewriter.replace(extent.start.end..extent.start.end + body.len(), html);
    true
}
