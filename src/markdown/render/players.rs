//! Videos in a page: players of other sites, and slots of local files.

use std::ops::Range;

use crate::html::embeds;
use crate::html::escape::push_mark;
use crate::markdown::rendered::ReferenceKind;

use super::writer::Writer;

/// Writes the player of another site.
pub(super) fn player(w: &mut Writer<'_, '_, '_>, address: &str, title: &str) {
    w.page.has_embed = true;
    w.new_line();
    w.out.push_str(&embeds::iframe(address, title));
    w.out.push('\n');
}

/// Writes the place of a local video.
pub(super) fn video(w: &mut Writer<'_, '_, '_>, target: &str, text: String, range: &Range<usize>) {
    let reference = w.page.refer(ReferenceKind::Video, target, text, range);
    w.out.push_str("<video");
    push_mark(w.out, "src", reference);
    w.out.push_str("></video>");
}

/// Writes the player of a local recording.
pub(super) fn sound(w: &mut Writer<'_, '_, '_>, target: &str, text: String, range: &Range<usize>) {
    let reference = w.page.refer(ReferenceKind::Asset, target, text, range);
    w.out.push_str("<audio");
    push_mark(w.out, "src", reference);
    w.out.push_str(" controls=\"\"></audio>");
}
