//! Whether a page is `MyST`: whether a directive is on it, outside of code.

use crate::dialect::lines::Lines;

use super::directive::name_and_argument;
use super::names::{is_language, meaning};

/// Whether a text may have a directive.
pub(in super::super) fn may_be_in(text: &str) -> bool {
    memchr::memchr_iter(b'{', text.as_bytes()).any(|at| text[..at].ends_with(['`', ':', '~', ' ']))
}

/// Whether a page has a directive that is no other tool's.
pub(in super::super) fn are_in(lines: &Lines<'_>) -> bool {
    let text = lines.text;
    let of_fence = lines.fences.iter().any(|fence| is_directive(&text[fence.info.clone()]));
    of_fence
        || lines.beginning_with(b":").any(|line| {
            let content = lines.content(line);
            content.starts_with(":::") && lines.is_text(line) && is_directive(content.trim_start_matches(':'))
        })
}

/// Whether what stands behind the marks of a fence names a directive.
fn is_directive(words: &str) -> bool {
    name_and_argument(words).is_some_and(|(name, _)| {
        let name = name.to_ascii_lowercase();
        !is_language(&name) && meaning(&name).is_some()
    })
}
