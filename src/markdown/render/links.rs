//! Links, images, and videos and embeds that are alone in their paragraph.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use crate::commonmark::events::{Spanned, end_of};
use crate::commonmark::plain::plain_with_images;
use crate::dialect::image::split_title;
use crate::dialect::marked_address::{MarkedAddress, Size};
use crate::dialect::placeholder;
use crate::html::embeds::{self, Site};
use crate::html::escape::{push_address, push_attribute, push_mark, push_text};
use crate::html::tokens::{Token, Tokens};
use crate::markdown::rendered::ReferenceKind;

use super::address::{Address, Use, classify, is_video};
use super::bare_url;
use super::image_files::instead_of_image;
use super::own_page;
use super::players::{player, player_in_text, video};
use super::raw_html::inline_html;
use super::writer::{Leaf, LinkEnd, Writer};

/// What a paragraph consists of, when it is one thing only.
enum Alone<'e> {
    Link {
        address: &'e str,
        is_bare: bool,
        inner: &'e [Spanned<'e>],
        range: Range<usize>,
    },
    Image {
        address: &'e str,
        inner: &'e [Spanned<'e>],
        range: Range<usize>,
    },
    Text(String),
    /// A tag of the author's that is a block by its nature: `<video>`, `<iframe>`.
    Html,
}

/// Takes the paragraph that has just begun, if it is a video, a player or a block in disguise.
/// Returns whether it did.
pub(super) fn alone(w: &mut Writer<'_, '_, '_>) -> bool {
    // Most paragraphs begin with a word.
    if let Some((Event::Text(text), _)) = w.events.get(w.at)
        && text.starts_with(char::is_alphanumeric)
        && !bare_url::may_begin(text)
    {
        return false;
    }
    let end = end_of(w.events, w.at - 1);
    let Some(alone) = only_thing(&w.events[w.at..end]) else { return false };
    let taken = match alone {
        Alone::Link { address, is_bare, inner, range } => {
            let words = || if is_bare { String::new() } else { plain_with_images(inner) };
            if embeds::from_url(address).is_some() {
                player(w, address, &words());
                true
            } else {
                local_video(w, address, words, &range)
            }
        }
        Alone::Image { address, inner, range } => {
            local_video(w, address, || plain_with_images(inner), &range)
        }
        Alone::Text(text) => match bare_url::whole(&text).filter(|url| embeds::from_url(url).is_some()) {
            Some(address) => {
                player(w, &address, "");
                true
            }
            None => false,
        },
        Alone::Html => {
            w.leaf = Leaf::Html;
            w.new_line();
            while w.at < end {
                w.at += 1;
                inline_html(w);
            }
            w.new_line();
            w.flush_below();
            true
        }
    };
    if taken {
        w.at = end + 1;
    }
    taken
}

fn local_video(
    w: &mut Writer<'_, '_, '_>,
    address: &str,
    words: impl Fn() -> String,
    range: &Range<usize>,
) -> bool {
    let marked = MarkedAddress::read(address);
    let Address::Local(target) = classify(marked.address, Use::Media) else { return false };
    if !is_video(target) {
        return false;
    }
    w.new_line();
    let first = w.page.references.len();
    video(w, target, words(), range);
    w.page.are_by_name(first, marked);
    w.out.push('\n');
    true
}

/// Writes the start of a link.
pub(super) fn link(
    w: &mut Writer<'_, '_, '_>,
    kind: LinkType,
    address: &str,
    title: &str,
    range: &Range<usize>,
) {
    let mail = (kind == LinkType::Email).then(|| format!("mailto:{address}"));
    let marked = MarkedAddress::read(mail.as_deref().unwrap_or(address));
    let address = own_page::fragment(w.page.path, marked.address).unwrap_or(marked.address);
    if address.starts_with('#') {
        w.page.anchors.link(address, range);
    }
    let first = w.page.references.len();
    let end = match classify(address, Use::Link) {
        Address::Local(target) => {
            let inner = &w.events[w.at..end_of(w.events, w.at - 1)];
            let text = plain_with_images(inner);
            let reference = w.page.refer(ReferenceKind::Link, target, text, range);
            w.out.push_str("<a");
            push_mark(w.out, "href", reference);
            LinkEnd::Tag
        }
        Address::Elsewhere(address) => {
            w.out.push_str("<a");
            push_address(w.out, "href", &address);
            LinkEnd::Tag
        }
        Address::Empty | Address::Inline(_) => LinkEnd::Nothing,
        Address::Refused if kind == LinkType::Autolink => {
            w.out.push_str("&lt;");
            LinkEnd::Bracket
        }
        Address::Refused => {
            w.page.refused_address(address, range);
            LinkEnd::Nothing
        }
    };
    w.page.are_by_name(first, marked);
    if end == LinkEnd::Tag {
        push_title(w, title);
        w.out.push('>');
    }
    w.links.push(end);
}

/// Writes an image, up to and with its end.
pub(super) fn image(w: &mut Writer<'_, '_, '_>, written: &str, title: &str, range: &Range<usize>) {
    let end = end_of(w.events, w.at - 1);
    let alt = plain_with_images(&w.events[w.at..end]);
    w.at = end + 1;
    let mut marked = MarkedAddress::read(written);
    let mut alt = alt.as_str();
    // Obsidian has the size there.
    if let Some((words, size)) = alt.rsplit_once('|').and_then(|(alt, size)| Some((alt, Size::read(size)?))) {
        (alt, marked.size) = (words, size);
    }
    let first = w.page.references.len();
    shown_media(w, marked, alt, title, range);
    w.page.are_by_name(first, marked);
}

fn shown_media(
    w: &mut Writer<'_, '_, '_>,
    marked: MarkedAddress<'_>,
    alt: &str,
    title: &str,
    range: &Range<usize>,
) {
    let address = marked.address;
    let found = classify(address, Use::Image);
    if instead_of_image(w, &found, alt, range) {
        return;
    }
    match found {
        Address::Local(target) if is_video(target) => video(w, target, alt.to_owned(), range),
        Address::Local(target) | Address::Inline(target) => {
            check_alt(w, alt, range);
            let reference = w.page.refer(ReferenceKind::Image, target, alt.to_owned(), range);
            w.out.push_str("<img");
            push_mark(w.out, "src", reference);
            end_of_image(w, alt, title, marked.size);
        }
        Address::Elsewhere(address) if embeds::from_url(&address).is_some() => {
            player_in_text(w, &address, alt);
        }
        Address::Elsewhere(address) if is_video(&address) => {
            w.page.has_embed = true;
            w.out.push_str("<video");
            push_address(w.out, "src", &address);
            w.out.push_str(" controls=\"\"></video>");
        }
        Address::Elsewhere(address) => {
            check_alt(w, alt, range);
            w.out.push_str("<img");
            push_address(w.out, "src", &address);
            end_of_image(w, alt, title, marked.size);
        }
        Address::Empty => push_text(w.out, alt),
        Address::Refused => {
            w.page.refused_address(address, range);
            push_text(w.out, alt);
        }
    }
}

fn end_of_image(w: &mut Writer<'_, '_, '_>, alt: &str, title: &str, size: Size) {
    push_attribute(w.out, "alt", alt);
    match split_title(title) {
        Some((width, height, title)) => {
            push_size(w, "width", width);
            push_size(w, "height", height);
            push_title(w, title);
        }
        None => push_title(w, title),
    }
    for (name, side) in [("width", size.width), ("height", size.height)] {
        if let Some(side) = side {
            push_attribute(w.out, name, &side.to_string());
        }
    }
    w.out.push('>');
}

fn push_size(w: &mut Writer<'_, '_, '_>, name: &str, value: &str) {
    if !value.is_empty() {
        push_attribute(w.out, name, value);
    }
}

fn push_title(w: &mut Writer<'_, '_, '_>, title: &str) {
    if !title.is_empty() {
        push_attribute(w.out, "title", title);
    }
}

fn check_alt(w: &mut Writer<'_, '_, '_>, alt: &str, range: &Range<usize>) {
    if alt.is_empty() {
        w.page.missing_alt(range);
    }
}

/// What a paragraph's events are, if they are one thing.
fn only_thing<'e>(inner: &'e [Spanned<'e>]) -> Option<Alone<'e>> {
    let inner = trim(inner);
    let (first, range) = inner.first()?;
    let is_one = || end_of(inner, 0) + 1 == inner.len();
    match first {
        Event::Start(Tag::Link { dest_url, link_type, .. }) if is_one() => Some(Alone::Link {
            address: dest_url,
            is_bare: matches!(link_type, LinkType::Autolink | LinkType::Email),
            inner: &inner[1..inner.len() - 1],
            range: range.clone(),
        }),
        Event::Start(Tag::Image { dest_url, .. }) if is_one() => {
            Some(Alone::Image { address: dest_url, inner: &inner[1..inner.len() - 1], range: range.clone() })
        }
        Event::Text(text) if bare_url::may_begin(text) => {
            let mut whole = String::new();
            for (event, _) in inner {
                let Event::Text(text) = event else { return None };
                whole.push_str(text);
            }
            Some(Alone::Text(whole))
        }
        Event::InlineHtml(tag) if is_block_tag(tag) => {
            let is_html = |event: &Event<'_>| match event {
                Event::InlineHtml(_) | Event::SoftBreak | Event::HardBreak => true,
                Event::Text(text) => text.trim().is_empty(),
                _ => false,
            };
            inner.iter().all(|(event, _)| is_html(event)).then_some(Alone::Html)
        }
        _ => None,
    }
}

fn trim<'e>(mut events: &'e [Spanned<'e>]) -> &'e [Spanned<'e>] {
    let is_space = |event: &Event<'_>| match event {
        Event::SoftBreak | Event::HardBreak => true,
        Event::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    while let Some((_, rest)) = events.split_first().filter(|((event, _), _)| is_space(event)) {
        events = rest;
    }
    while let Some((_, rest)) = events.split_last().filter(|((event, _), _)| is_space(event)) {
        events = rest;
    }
    events
}

/// Whether a tag stands for a block even where HTML takes it for a part of a paragraph.
fn is_block_tag(html: &str) -> bool {
    match Tokens::new(html).next() {
        Some(Token::Start(tag)) => {
            matches!(
                tag.name.to_ascii_lowercase().as_str(),
                "video" | "audio" | "iframe" | "object" | "embed"
            ) || Site::from_name(tag.name).is_some()
        }
        _ => placeholder::is_comment(html),
    }
}
