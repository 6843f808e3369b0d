//! Writes the HTML for the placeholder comments of other tools' syntax.

use crate::html::admonitions;
use crate::markdown::dialect::placeholder::{self, Placeholder};

use super::players::player;
use super::writer::Writer;

/// Writes what the comment of a placeholder stands for. Returns whether it was one.
pub(super) fn write_placeholder(w: &mut Writer<'_, '_, '_>, html: &str) -> bool {
    let placeholders = w.page.placeholders;
    let Some(placeholder) = placeholder::number(html).and_then(|number| placeholders.get(number)) else {
        return false;
    };
    match placeholder {
        Placeholder::AdmonitionStart { look, title } => {
            w.new_line();
            admonitions::open(w.out, *look, title.as_deref());
        }
        Placeholder::AdmonitionEnd => {
            w.new_line();
            admonitions::close(w.out);
        }
        Placeholder::Player(address) => player(w, address, ""),
    }
    // A fence may begin in a list and end outside of it.
    w.page.needs_cleaning |= !matches!(placeholder, Placeholder::Player(_));
    true
}
