//! What a heading that became the title shows besides words: a title is text alone, so images, players and links to
//! files and other websites stay above the lesson's text.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::commonmark::events::{Spanned, end_of};
use crate::dialect::placeholder;
use crate::html::tokens::{Token, Tokens};

/// The events of a heading that stay, piece by piece.
pub(super) fn kept(events: &[Spanned<'_>], heading: Range<usize>) -> Vec<Range<usize>> {
    let mut kept = Vec::new();
    let mut at = heading.start + 1;
    while at < heading.end {
        let length = length_of_kept(events, at);
        kept.extend(length.map(|length| at..at + length));
        at += length.unwrap_or(1);
    }
    kept
}

/// How many events what begins at `at` has, if it stays.
fn length_of_kept(events: &[Spanned<'_>], at: usize) -> Option<usize> {
    let whole = || end_of(events, at) + 1 - at;
    match &events[at].0 {
        Event::Start(Tag::Image { .. }) => Some(whole()),
        Event::Start(Tag::Link { dest_url, .. }) => {
            let has_image = || events[at..at + whole()].iter().any(|(event, _)| is_image(event));
            (leads_elsewhere(dest_url) || has_image()).then(whole)
        }
        Event::InlineHtml(html) => is_media(html).then_some(1),
        _ => None,
    }
}

fn is_image(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::Image { .. }))
        || matches!(event, Event::InlineHtml(html) if is_media(html))
}

fn is_media(html: &str) -> bool {
    match Tokens::new(html).next() {
        Some(Token::Start(tag)) => {
            ["img", "video", "audio", "iframe"].iter().any(|name| tag.name.eq_ignore_ascii_case(name))
        }
        _ => placeholder::is_comment(html),
    }
}

/// Whether an address is that of a file or another website, not that of a heading or a lesson.
fn leads_elsewhere(address: &str) -> bool {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_page = extension.is_empty() || ["md", "mdx", "html", "qmd"].contains(&extension);
    address.contains("://") || !is_page
}
