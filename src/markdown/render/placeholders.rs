//! Writes the HTML for the placeholder comments of other tools' syntax.

use std::ops::Range;

use memchr::memchr;

use crate::dialect::placeholder::{self, Placeholder};
use crate::html::admonitions;
use crate::html::escape::push_text;
use crate::html::mark::{MARK, MARK_BYTE};

use super::players::player;
use super::writer::Writer;

/// Where the next comment of a placeholder is.
pub(super) fn next_comment(html: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    while let Some(mark) = memchr(MARK_BYTE, &html.as_bytes()[at..]).map(|found| at + found) {
        at = mark + MARK.len_utf8();
        if html[from..mark].ends_with("<!--") {
            return html[at..].find("-->").map(|end| mark - 4..at + end + 3);
        }
    }
    None
}

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
        Placeholder::DetailsStart { summary, is_open } => {
            w.line(if *is_open { "<details open=\"\">\n<summary>" } else { "<details>\n<summary>" });
            push_text(w.out, summary);
            w.out.push_str("</summary>\n");
        }
        Placeholder::DetailsEnd => w.line("</details>\n"),
        Placeholder::Label(label) => {
            w.line("<p><strong>");
            push_text(w.out, label);
            w.out.push_str("</strong></p>\n");
        }
        Placeholder::FigureStart => w.line("<figure>\n"),
        Placeholder::CaptionStart => w.line("<figcaption>\n"),
        Placeholder::CaptionEnd => w.line("</figcaption>\n"),
        Placeholder::FigureEnd => w.line("</figure>\n"),
        Placeholder::Player(address) => player(w, address, ""),
    }
    // A fence may begin in a list and end outside of it.
    w.page.needs_cleaning |= !matches!(placeholder, Placeholder::Player(_));
    w.page.open_boxes += placeholder.begins();
    true
}
