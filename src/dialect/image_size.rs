//! Sizes behind the address of an image: `![alt](loaf.png =300x200)`, as `HackMD` and `markdown-it` have them.

use memchr::memmem;

use super::lines::before_on_line;
use super::marked_address::{ByName, MarkedAddress, Size};
use super::rewriter::Rewriter;

/// Looks for sizes. A parser sees no image where one is.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    for at in memmem::find_iter(text.as_bytes(), " =") {
        let rest = &text[at + 2..text.floor_char_boundary(at + 20)];
        let Some(length) = rest.find(')').filter(|&end| is_size(&rest[..end])) else { continue };
        let before = before_on_line(text, at);
        let Some(open) = before.rfind("](").map(|open| at - before.len() + open) else { continue };
        let inner = &text[open + 2..at];
        let (address, title) = inner.split_once(' ').map_or((inner, ""), |(address, title)| (address, title));
        let address = address.trim_matches(['<', '>']);
        let is_image = before_on_line(text, open).contains("![")
            && !address.is_empty()
            && !address.contains(['(', ')', '<', '>'])
            && (title.is_empty() || title.trim().starts_with(['"', '\'']));
        if !is_image || rewriter.kept_until(at).is_some() || !rewriter.is_running_text(at) {
            continue;
        }
        let size = Size::read(rest[..length].trim()).unwrap_or_default();
        let mut marked = MarkedAddress { address, by_name: ByName::No, size }.write();
        if !title.is_empty() {
            marked.extend([" ", title.trim()]);
        }
        rewriter.replace(open + 2..at + 2 + length, marked);
    }
}

/// Whether it says how large an image is, be it in a unit that is not kept.
fn is_size(text: &str) -> bool {
    let text = text.trim();
    let is_of_size = |c: char| c.is_ascii_digit() || matches!(c, 'x' | 'X' | '%' | '*');
    text.contains(|c: char| c.is_ascii_digit()) && text.contains(['x', 'X']) && text.chars().all(is_of_size)
}
