//! Keeps, changes or removes one tag of the author's HTML.

use std::ops::Range;

use crate::commonmark::plain::plain_with_images;
use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::component_words::ComponentWords;
use crate::html::escape::{push_address, push_attribute, push_mark, push_text};
use crate::html::text::{fold, is_word_in_brackets};
use crate::html::tokens::{Tag, Token, Tokens, decode, find_end_tag};
use crate::html::{allowed, elements, embeds};
use crate::markdown::rendered::ReferenceKind;

use super::address::{Address, Use, classify};
use super::attributes::{attributes, open_tag};
use super::author_media::{author_audio, author_frame, author_image, author_video};
use super::chunk::Chunk;
use super::lookahead::end_tag_of;
use super::named_files::{embedded_file, name_backgrounds, name_properties, name_source};
use super::own_page;
use super::players::player_in_text;
use super::writer::{Leaf, Writer};

/// The author's tags beyond this depth are left out (see the limit of the parser).
const MAX_DEPTH: usize = 96;

/// A link's text is read no further than this.
const MAX_LINK: usize = 2_000;

/// Whether a tag is read together with everything up to its end tag.
pub(super) fn is_taken_whole(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    matches!(name.as_str(), "video" | "audio" | "iframe") || is_left_out_whole(&name)
}

fn is_left_out_whole(name: &str) -> bool {
    elements::WITH_CONTENT.contains(&name) && !elements::is_void(name)
}

/// Writes a start tag, or what stands for it. Gives its name when what follows is to be left out
/// and its end is not in this chunk.
pub(super) fn element(
    w: &mut Writer<'_, '_, '_>,
    tag: &Tag<'_>,
    chunk: &Chunk<'_>,
    tokens: &mut Tokens<'_>,
) -> Option<&'static str> {
    let range = chunk.range(&tag.range);
    let name = tag.name.to_ascii_lowercase();
    if let Some(address) = embeds::from_component(tag) {
        player_in_text(w, &address, "");
        return None;
    }
    check_handlers(w, tag, &range);
    name_backgrounds(w, tag, &range);
    if matches!(name.as_str(), "object" | "embed") && is_embedded_file(w, tag, &range) {
        let is_whole = tag.self_closing || name == "embed" || tokens.skip_past_end("object").is_some();
        return (!is_whole).then_some("object");
    }
    if let Some(known) = elements::WITH_CONTENT.iter().find(|known| **known == name) {
        return left_out(w, tag, known, &range, tokens);
    }
    if is_component(w, tag) || !elements::is_known(&name) {
        unknown_element(w, tag, chunk, &range);
        return None;
    }
    if !allowed::TAGS.contains(&name.as_str()) {
        if elements::FORM.contains(&name.as_str()) {
            warn_unsafe(w, "form", &format!("`<{name}>` is removed"), "its text is kept", &range);
        }
        match name.as_str() {
            "track" => name_source(w, tag, &range),
            "area" => area(w, tag, &range),
            _ => {}
        }
        return None;
    }
    if !matches!(name.as_str(), "br" | "hr" | "wbr") {
        w.page.needs_cleaning = true;
    }
    match name.as_str() {
        "img" => author_image(w, tag, &range),
        "video" => author_video(w, tag, &range, tokens),
        "audio" => author_audio(w, tag, &range, tokens),
        "iframe" => author_frame(w, tag, &range, tokens),
        "source" => name_source(w, tag, &range),
        "input" => author_input(w, tag, &range),
        "a" => author_link(w, tag, &range, chunk, tokens),
        _ => plain_element(w, &name, tag),
    }
    None
}

pub(super) fn end_of_element(w: &mut Writer<'_, '_, '_>, name: &str, chunk: &Chunk<'_>, tokens: &Tokens<'_>) {
    let lower = name.to_ascii_lowercase();
    if allowed::TAGS.contains(&lower.as_str()) {
        w.raw.end(&lower, w.out);
    } else if is_word_in_brackets(&format!("</{name}>")) && !is_component_name(w, name) {
        let start = chunk.html[..tokens.at].rfind("</").unwrap_or(tokens.at);
        push_text(w.out, &chunk.html[start..tokens.at]);
    }
}

fn plain_element(w: &mut Writer<'_, '_, '_>, name: &str, tag: &Tag<'_>) {
    let is_void = elements::is_void(name);
    if !is_void && w.raw.depth() >= MAX_DEPTH {
        return;
    }
    open_tag(w, name);
    attributes(w, tag);
    w.out.push('>');
    if !is_void {
        if tag.self_closing && !matches!(name, "p" | "div" | "details") {
            w.out.extend(["</", name, ">"]);
        } else {
            w.raw.open.push(name.to_owned());
        }
    }
}

fn is_embedded_file(w: &mut Writer<'_, '_, '_>, tag: &Tag<'_>, range: &Range<usize>) -> bool {
    let get = |name: &str| tag.get(name).unwrap_or_default().into_owned();
    let address = [get("data"), get("src")].into_iter().find(|address| !address.is_empty());
    let title = [get("title"), get("aria-label"), get("alt")].into_iter().find(|title| !title.is_empty());
    embedded_file(w, &address.unwrap_or_default(), &title.unwrap_or_default(), range)
}

fn author_input(w: &mut Writer<'_, '_, '_>, tag: &Tag<'_>, range: &Range<usize>) {
    if !tag.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox")) {
        return warn_unsafe(w, "form", "`<input>` is removed", "a form field", range);
    }
    w.out.push_str("<input disabled=\"\" type=\"checkbox\"");
    if tag.get("checked").is_some() {
        push_attribute(w.out, "checked", "");
    }
    w.out.push('>');
}

fn author_link(
    w: &mut Writer<'_, '_, '_>,
    tag: &Tag<'_>,
    range: &Range<usize>,
    chunk: &Chunk<'_>,
    tokens: &Tokens<'_>,
) {
    if w.raw.depth() >= MAX_DEPTH {
        return;
    }
    w.raw.end("a", w.out);
    let address = tag.get("href").unwrap_or_default();
    let address = own_page::fragment(w.page.path, &address).map_or(address.as_ref(), |fragment| fragment);
    if address.starts_with('#') {
        w.page.anchors.link(address, range);
    }
    open_tag(w, "a");
    match classify(address, Use::Link) {
        Address::Local(target) => {
            let text = text_of_link(w, chunk, tokens);
            let reference = w.page.refer(ReferenceKind::Link, target, text, range);
            push_mark(w.out, "href", reference);
        }
        Address::Elsewhere(address) => push_address(w.out, "href", &address),
        Address::Inline(_) | Address::Empty => {}
        Address::Refused => w.page.refused_address(address, range),
    }
    // What HTML 4 called an anchor.
    if let Some(name) = tag.get("name").filter(|name| tag.get("id").is_none() && w.page.ids.take(name)) {
        push_attribute(w.out, "id", &name);
    }
    attributes(w, tag);
    w.out.push('>');
    w.raw.open.push("a".to_owned());
}

/// Writes a part of an image that leads elsewhere as a link.
fn area(w: &mut Writer<'_, '_, '_>, tag: &Tag<'_>, range: &Range<usize>) {
    let address = tag.get("href").unwrap_or_default();
    let words =
        ["alt", "title", "aria-label"].into_iter().find_map(|name| tag.get(name).filter(|it| !it.is_empty()));
    let words = fold(words.unwrap_or_else(|| address.clone()));
    let href = classify(&address, Use::Link);
    match &href {
        Address::Inline(_) | Address::Empty => return,
        Address::Refused => return w.page.refused_address(&address, range),
        Address::Local(_) | Address::Elsewhere(_) => {}
    }
    let finding =
        Diagnostic::new(Code::UnsupportedSyntax, "the parts of an image that lead elsewhere become links")
            .label("below the image, which cannot be clicked");
    w.page.findings.say_once("area", w.page.text, range, finding);
    w.page.needs_cleaning = true;
    let is_block = w.leaf == Leaf::Html && w.raw.depth() == 0;
    w.out.push_str(if is_block { "<p>" } else { " " });
    open_tag(w, "a");
    match href {
        Address::Local(target) => {
            let reference = w.page.refer(ReferenceKind::Link, target, words.clone(), range);
            push_mark(w.out, "href", reference);
        }
        Address::Elsewhere(address) => push_address(w.out, "href", &address),
        Address::Inline(_) | Address::Empty | Address::Refused => {}
    }
    w.out.push('>');
    push_text(w.out, &words);
    w.out.push_str(if is_block { "</a></p>" } else { "</a>" });
}

/// The words of a link that has just begun.
fn text_of_link(w: &Writer<'_, '_, '_>, chunk: &Chunk<'_>, tokens: &Tokens<'_>) -> String {
    let rest = &chunk.html[tokens.at..];
    let rest = &rest[..rest.floor_char_boundary(MAX_LINK)];
    if let Some(end) = find_end_tag(rest, "a") {
        let words = Tokens::new(&rest[..end]).filter_map(|token| match token {
            Token::Text(text) => Some(decode(text).into_owned()),
            Token::Start(tag) => tag.get("alt").map(std::borrow::Cow::into_owned),
            Token::End(_) => None,
        });
        return fold(words.collect::<String>());
    }
    end_tag_of(w, "a").map_or_else(String::new, |end| plain_with_images(&w.events[w.at..end]))
}

/// Leaves out a tag and what is in it.
fn left_out(
    w: &mut Writer<'_, '_, '_>,
    tag: &Tag<'_>,
    name: &'static str,
    range: &Range<usize>,
    tokens: &mut Tokens<'_>,
) -> Option<&'static str> {
    if name != "title" {
        warn_unsafe(w, name, &format!("`<{name}>` is removed"), "not shown to learners", range);
    }
    let is_whole = tag.self_closing || !is_left_out_whole(name) || tokens.skip_past_end(name).is_some();
    (!is_whole).then_some(name)
}

fn unknown_element(w: &mut Writer<'_, '_, '_>, tag: &Tag<'_>, chunk: &Chunk<'_>, range: &Range<usize>) {
    let source = &chunk.html[tag.range.clone()];
    if is_word_in_brackets(source) && !is_component(w, tag) {
        return push_text(w.out, source);
    }
    name_properties(w, tag, range);
    let words = ComponentWords::of(|name| tag.get(name));
    let label = if tag.self_closing && words == ComponentWords::default() {
        "a component of another tool; nothing of it is shown"
    } else {
        "a component of another tool; its content is kept"
    };
    let finding = Diagnostic::new(
        Code::UnsupportedSyntax,
        format!("`<{}>` is not an HTML element and is removed", fold(tag.name)),
    )
    .label(label)
    .help("replace it with Markdown");
    w.page.findings.say_once("component", w.page.text, range, finding);
    write_words(w, &words);
}

/// Writes what the attributes of a removed tag say.
fn write_words(w: &mut Writer<'_, '_, '_>, words: &ComponentWords) {
    let is_block = w.leaf == Leaf::Html && w.raw.depth() == 0;
    if *words == ComponentWords::default() {
        return;
    }
    w.out.push_str(if is_block { "<p>" } else { " " });
    if let Some(title) = &words.title {
        w.out.push_str("<strong>");
        push_text(w.out, title);
        w.out.push_str("</strong>");
    }
    if let Some(text) = &words.text {
        w.out.push_str(if words.title.is_some() { " " } else { "" });
        push_text(w.out, text);
    }
    w.out.push_str(if is_block { "</p>\n" } else { " " });
}

/// Whether a tag is a component, or an element of the author's own. In MDX a name in upper case is no HTML; elsewhere
/// `<Details>` is HTML in capitals.
fn is_component(w: &mut Writer<'_, '_, '_>, tag: &Tag<'_>) -> bool {
    let name = tag.name.to_ascii_lowercase();
    let is_small = !tag.name.starts_with(char::is_uppercase);
    let is_html = is_media(&name) || ((is_small || !w.page.is_mdx) && elements::is_known(&name));
    !is_html && is_component_name(w, tag.name)
}

fn is_component_name(w: &mut Writer<'_, '_, '_>, name: &str) -> bool {
    let is_capital = name.starts_with(char::is_uppercase);
    if !is_capital {
        // `<your-name>` is what a reader fills in; an element of one's own has an end.
        return (w.page.is_mdx || name.contains('-')) && w.page.has_end_tag(name);
    }
    w.page.is_mdx || (name.contains(char::is_lowercase) && w.page.has_end_tag(name))
}

fn check_handlers(w: &mut Writer<'_, '_, '_>, tag: &Tag<'_>, range: &Range<usize>) {
    for attribute in &tag.attributes {
        let name = attribute.name.to_ascii_lowercase();
        if name.len() > 2 && name.starts_with("on") && name.bytes().all(|c| c.is_ascii_alphabetic()) {
            warn_unsafe(
                w,
                &name,
                &format!("the event handler `{name}` is removed"),
                "scripts do not run in a lesson",
                range,
            );
        }
    }
}

fn warn_unsafe(w: &mut Writer<'_, '_, '_>, kind: &str, message: &str, label: &str, range: &Range<usize>) {
    let finding = Diagnostic::new(Code::UnsafeHtml, message).label(label);
    w.page.findings.say_once(kind, w.page.text, range, finding);
}

fn is_media(name: &str) -> bool {
    matches!(name, "video" | "audio" | "iframe" | "img")
}
