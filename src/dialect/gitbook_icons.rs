//! Icons of `GitBook`, in text and headings: `<i class="fa-leaf">:leaf:</i>`. Only its websites have them.

use memchr::memmem;

use super::rewriter::Rewriter;

/// No icon is longer.
const MAX_ICON: usize = 200;

const START: &str = "<i class=\"fa-";
const END: &str = "</i>";

/// Removes icons, each with the blank behind it.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    for at in memmem::find_iter(text.as_bytes(), START) {
        let rest = &text[at..text.floor_char_boundary(at + MAX_ICON)];
        let Some(length) = rest.find(END).filter(|&end| is_code(&rest[..end])) else { continue };
        let end = at + length + END.len();
        if rewriter.kept_until(at).is_none() {
            rewriter.remove(at..end + usize::from(text[end..].starts_with(' ')));
        }
    }
}

/// Whether a tag encloses nothing but a name between colons.
fn is_code(icon: &str) -> bool {
    let name = icon.split_once('>').and_then(|(_, inside)| inside.strip_prefix(':')?.strip_suffix(':'));
    name.is_some_and(|name| name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-'))
}
