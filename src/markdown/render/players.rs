//! Videos in a page: players of other sites, and slots of local files.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use crate::html::embeds;
use crate::html::escape::{push_mark, push_text};
use crate::markdown::rendered::ReferenceKind;

use super::writer::{Leaf, Writer};

/// The author's tags that may hold a player.
const HOLDERS: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "div",
    "figcaption",
    "figure",
    "footer",
    "header",
    "li",
    "main",
    "section",
    "td",
    "th",
];

/// Writes the player of another site, as a block. `address` is the player's or the video's.
pub(super) fn player(w: &mut Writer<'_, '_, '_>, address: &str, title: &str) {
    w.page.has_embed = true;
    w.new_line();
    w.out.push_str(&embeds::player(address, title));
    w.out.push('\n');
}

/// Writes a player in running text: it ends the paragraph, and what follows is another one. Where it cannot be, such
/// as in a link or a heading, it comes below, and `words` are in its place.
pub(super) fn player_in_text(w: &mut Writer<'_, '_, '_>, address: &str, words: &str) {
    let is_free = w.formatting == 0 && w.links.is_empty();
    match w.leaf {
        Leaf::Paragraph if is_free && w.raw.depth() == w.raw_at_leaf => {
            end_paragraph(w);
            player(w, address, words);
            go_on_in_paragraph(w);
        }
        Leaf::Flow if is_free && w.raw.depth() == w.raw_at_leaf => player(w, address, words),
        Leaf::Html if w.raw.open.iter().all(|name| HOLDERS.contains(&name.as_str())) => {
            player(w, address, words);
        }
        _ => {
            w.page.has_embed = true;
            push_text(w.out, words);
            w.below.push(embeds::player(address, words));
        }
    }
}

/// Ends the paragraph that is being written, or takes its start back if there is nothing in it.
fn end_paragraph(w: &mut Writer<'_, '_, '_>) {
    const BREAK: &str = "<br>";
    let mut length = w.out.trim_end().len();
    while w.out[..length].ends_with(BREAK) {
        length = w.out[..length - BREAK.len()].trim_end().len();
    }
    w.out.truncate(length);
    match w.out.strip_suffix("<p>") {
        Some(before) => w.out.truncate(before.len()),
        None => w.out.push_str("</p>\n"),
    }
}

/// Begins a paragraph for what is left of the one that was ended; passes over its end if nothing is.
fn go_on_in_paragraph(w: &mut Writer<'_, '_, '_>) {
    while let Some((event, _)) = w.events.get(w.at) {
        match event {
            Event::SoftBreak | Event::HardBreak => {}
            Event::Text(text) if text.trim().is_empty() => {}
            Event::End(TagEnd::Paragraph) => {
                w.at += 1;
                return w.flush_below();
            }
            _ => break,
        }
        w.at += 1;
    }
    w.out.push_str("<p>");
}

/// Writes the place of a local video.
pub(super) fn video(w: &mut Writer<'_, '_, '_>, target: &str, text: String, range: &Range<usize>) {
    let reference = w.page.refer(ReferenceKind::Video, target, text, range);
    w.out.push_str("<video");
    push_mark(w.out, "src", reference);
    w.out.push_str("></video>");
}
