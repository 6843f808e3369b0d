//! Looks ahead in events that are not written yet.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::html::tokens::find_end_tag;

use super::writer::Writer;

/// How far an inline tag and its end may be apart, in events.
const MAX_EVENTS: usize = 500;

/// The event with the end tag `name`, in the same paragraph.
pub(super) fn end_tag_of(w: &Writer<'_, '_, '_>, name: &str) -> Option<usize> {
    let leaf = rest_of_leaf(w);
    let found = leaf.take(MAX_EVENTS).find(|&index| matches!(&w.events[index].0, Event::InlineHtml(html) if html.starts_with("</") && find_end_tag(html, name) == Some(0)));
    found.filter(|&index| w.events[index].1.end >= w.events[w.at - 1].1.start)
}

/// The events up to the end of the paragraph, heading, item or cell.
pub(super) fn rest_of_leaf(w: &Writer<'_, '_, '_>) -> Range<usize> {
    let is_end = |event: &Event<'_>| match event {
        Event::End(end) => !matches!(
            end,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
        ),
        Event::Start(tag) => !matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        _ => false,
    };
    let length = w.events[w.at..].iter().position(|(event, _)| is_end(event));
    w.at..w.at + length.unwrap_or(w.events.len() - w.at)
}
