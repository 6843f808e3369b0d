//! Media in the author's own HTML: images, videos, audio, iframes.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::html::embeds;
use crate::html::escape::{push_address, push_attribute, push_mark, push_text};
use crate::html::text::fold;
use crate::html::tokens::{Tag, Token, Tokens};
use crate::markdown::rendered::ReferenceKind;

use super::address::{Address, Use, classify, is_video};
use super::attributes::{attributes, open_tag};
use super::image_files::instead_of_image;
use super::named_files::{embedded_file, image_source, name_content, name_poster, name_sizes};
use super::players::{player_in_text, video};
use super::writer::Writer;

pub(super) fn author_image(w: &mut Writer<'_, '_, '_>, tag: &Tag<'_>, range: &Range<usize>) {
    let source = image_source(tag);
    let alt = tag.get("alt").map(fold);
    let address = classify(&source, Use::Image);
    if instead_of_image(w, &address, alt.as_deref().unwrap_or_default(), range) {
        return;
    }
    match address {
        Address::Local(target) if is_video(target) => video(w, target, alt.unwrap_or_default(), range),
        Address::Local(target) | Address::Inline(target) => {
            let reference =
                w.page.refer(ReferenceKind::Image, target, alt.clone().unwrap_or_default(), range);
            open_tag(w, "img");
            push_mark(w.out, "src", reference);
            end_of_author_image(w, tag, alt.as_deref(), range);
        }
        Address::Elsewhere(address) if embeds::from_url(&address).is_some() => {
            player_in_text(w, &address, &alt.unwrap_or_default());
        }
        Address::Elsewhere(address) => {
            open_tag(w, "img");
            push_address(w.out, "src", &address);
            end_of_author_image(w, tag, alt.as_deref(), range);
        }
        Address::Empty => push_text(w.out, &alt.unwrap_or_default()),
        Address::Refused => {
            w.page.refused_address(&source, range);
            push_text(w.out, &alt.unwrap_or_default());
        }
    }
    name_sizes(w, tag, range);
}

fn end_of_author_image(w: &mut Writer<'_, '_, '_>, tag: &Tag<'_>, alt: Option<&str>, range: &Range<usize>) {
    // An empty text is how HTML says that the image is mere decoration.
    if alt.is_none() {
        w.page.missing_alt(range);
        push_attribute(w.out, "alt", "");
    }
    attributes(w, tag);
    w.out.push('>');
}

pub(super) fn author_video(
    w: &mut Writer<'_, '_, '_>,
    tag: &Tag<'_>,
    range: &Range<usize>,
    tokens: &mut Tokens<'_>,
) {
    let (content, source) = content_and_source(tag, tokens);
    match classify(&source, Use::Media) {
        Address::Local(target) => {
            let text = tag.get("title").unwrap_or_default();
            let whole = range.start..range.end + content.map_or(0, str::len);
            video(w, target, fold(text), &whole);
            name_poster(w, tag, range);
        }
        Address::Elsewhere(address) if embeds::from_url(&address).is_some() => {
            player_in_text(w, &address, &fold(tag.get("title").unwrap_or_default()));
        }
        Address::Elsewhere(address) => {
            w.page.has_embed = true;
            open_tag(w, "video");
            push_address(w.out, "src", &address);
            poster(w, tag, range);
            if tag.get("controls").is_none() {
                push_attribute(w.out, "controls", "");
            }
            attributes(w, tag);
            w.out.push_str("></video>");
        }
        Address::Refused => w.page.refused_address(&source, range),
        Address::Inline(_) | Address::Empty => {}
    }
    name_content(w, content, &source, range);
}

fn poster(w: &mut Writer<'_, '_, '_>, tag: &Tag<'_>, range: &Range<usize>) {
    let poster = tag.get("poster").unwrap_or_default();
    match classify(&poster, Use::Image) {
        Address::Local(target) => {
            let reference = w.page.refer(ReferenceKind::Asset, target, String::new(), range);
            push_mark(w.out, "poster", reference);
        }
        Address::Elsewhere(address) => push_address(w.out, "poster", &address),
        Address::Inline(_) | Address::Empty => {}
        Address::Refused => w.page.refused_address(&poster, range),
    }
}

pub(super) fn author_audio(
    w: &mut Writer<'_, '_, '_>,
    tag: &Tag<'_>,
    range: &Range<usize>,
    tokens: &mut Tokens<'_>,
) {
    let (content, source) = content_and_source(tag, tokens);
    match classify(&source, Use::Media) {
        Address::Local(target) => {
            let whole = range.start..range.end + content.map_or(0, str::len);
            let reference = w.page.refer(
                ReferenceKind::Asset,
                target,
                fold(tag.get("title").unwrap_or_default()),
                &whole,
            );
            open_tag(w, "audio");
            push_mark(w.out, "src", reference);
        }
        Address::Elsewhere(address) => {
            w.page.has_embed = true;
            open_tag(w, "audio");
            push_address(w.out, "src", &address);
        }
        Address::Refused => return w.page.refused_address(&source, range),
        Address::Inline(_) | Address::Empty => return,
    }
    if tag.get("controls").is_none() {
        push_attribute(w.out, "controls", "");
    }
    attributes(w, tag);
    w.out.push_str("></audio>");
    name_content(w, content, &source, range);
}

pub(super) fn author_frame(
    w: &mut Writer<'_, '_, '_>,
    tag: &Tag<'_>,
    range: &Range<usize>,
    tokens: &mut Tokens<'_>,
) {
    if !tag.self_closing {
        tokens.skip_past_end(tag.name);
    }
    let source = tag.get("src").or_else(|| tag.get("data-src")).unwrap_or_default();
    match classify(&source, Use::Media) {
        Address::Elsewhere(address) => {
            let address = match address.get(..5) {
                Some(start) if start.eq_ignore_ascii_case("http:") => {
                    format!("https:{}", &address[5..]).into()
                }
                _ => address,
            };
            w.page.has_embed = true;
            open_tag(w, "iframe");
            push_address(w.out, "src", embeds::from_url(&address).as_deref().unwrap_or(&address));
            referrer_policy(w, tag);
            attributes(w, tag);
            w.out.push_str("></iframe>");
            w.below.extend(embeds::link_below(&address, &fold(tag.get("title").unwrap_or_default())));
        }
        Address::Refused => w.page.refused_address(&source, range),
        Address::Inline(_) | Address::Empty => {}
        Address::Local(_) if embedded_file(w, &source, &tag.get("title").unwrap_or_default(), range) => {}
        Address::Local(target) => {
            let finding =
                Diagnostic::new(Code::UnsupportedSyntax, format!("the embed of `{target}` is removed"))
                    .label("a file of the course cannot be embedded")
                    .help("link to the file, or embed an address that begins with `https:`");
            w.page.findings.say_once("local frame", w.page.text, range, finding);
        }
    }
}

/// Writes the policy of a frame whose author gave it none that browsers know.
fn referrer_policy(w: &mut Writer<'_, '_, '_>, tag: &Tag<'_>) {
    let is_known = tag.get("referrerpolicy").is_some_and(|policy| embeds::is_referrer_policy(&policy));
    if !is_known {
        push_attribute(w.out, "referrerpolicy", embeds::REFERRER_POLICY);
    }
}

/// What is in a video or audio, if it has an end tag, and the address of what it plays: its own, else that
/// of the first `<source>` in it.
fn content_and_source<'t>(tag: &Tag<'_>, tokens: &mut Tokens<'t>) -> (Option<&'t str>, String) {
    let content = if tag.self_closing { None } else { tokens.skip_past_end(tag.name) };
    let own = tag.get("src").map(std::borrow::Cow::into_owned);
    let source = own.or_else(|| sources(content.unwrap_or_default()).next());
    (content, source.unwrap_or_default())
}

/// The addresses of the `<source>` tags in a video or audio.
fn sources(content: &str) -> impl Iterator<Item = String> {
    Tokens::new(content).filter_map(|token| match token {
        Token::Start(tag) if tag.name.eq_ignore_ascii_case("source") => {
            tag.get("src").map(std::borrow::Cow::into_owned)
        }
        _ => None,
    })
}
