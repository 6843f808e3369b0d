//! Small corrections of the text, where the parser would read something else than the author wrote.
//!
//! Start at [`correct`]. Each kind is a file that looks at the events of a first parse and gives edits of the text.
//! Pages without signs of such a kind ([`Prescan`]) are not parsed for it. Other tools' markup is Markdown by then.

mod cjk_emphasis;
mod definitions;
mod html_with_markdown;
mod tables_with_math;
mod tables_without_header;

use crate::commonmark::parse::parse;
use crate::commonmark::parts::Parts;
use crate::commonmark::source_map::{Edit, Text};

use super::prescan::Prescan;

/// The text as it is to be parsed. `seen` is what was seen in it. Returns whether anything is corrected.
pub(super) fn correct<'a>(mut text: Text<'a>, seen: &Prescan) -> (Text<'a>, bool) {
    let before = text.as_str().len();
    if seen.has_odd_colons {
        text = definitions::correct(text);
    }
    if seen.has_markdown_tags {
        let edits = html_with_markdown::edits(text.as_str());
        text = text.edit(&edits);
    }
    let has_cjk_emphasis = cjk_emphasis::may_be_in(&text);
    if has_cjk_emphasis || seen.is_header_missing {
        let edits = inline_edits(text.as_str(), has_cjk_emphasis, seen.is_header_missing);
        text = text.edit(&edits);
    }
    if tables_with_math::may_be_in(&text) {
        let edits = tables_with_math::edits(text.as_str(), &parse(text.as_str()));
        text = text.edit(&edits);
    }
    let is_corrected = text.as_str().len() != before;
    (text, is_corrected)
}

fn inline_edits(text: &str, has_cjk_emphasis: bool, is_header_missing: bool) -> Vec<Edit> {
    let parts = Parts::of(text);
    let mut edits = Vec::new();
    if has_cjk_emphasis {
        edits.extend(cjk_emphasis::edits(text, &parse(text)));
    }
    if is_header_missing {
        let events = parts.events(|part| part.contains('|'));
        edits.extend(events.iter().flat_map(|events| tables_without_header::edits(text, events)));
    }
    // Of several that begin at one place, lines come before what is in them.
    edits.sort_by_key(|edit| edit.range.start);
    edits
}
