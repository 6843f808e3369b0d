//! Files that the author's HTML names besides what it shows: other sizes and formats of a picture or video, captions,
//! posters, backgrounds, embedded documents. They belong to the lesson: none becomes a lesson of its own.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::html::escape::{push_attribute, push_mark, push_text};
use crate::html::text::fold;
use crate::html::tokens::{Tag, Token, Tokens, decode};
use crate::markdown::rendered::ReferenceKind;

use super::address::{Address, Use, classify, is_video};
use super::attributes::open_tag;
use super::players::video;
use super::writer::Writer;

/// Attributes in which scripts that load images late expect the address.
const LATE: &[&str] = &["data-src", "data-lazy-src", "data-original", "data-lazy"];

/// No image has more sizes than this.
const MOST_SIZES: usize = 64;

/// Extensions of pictures that a page can show.
const IMAGES: &[&str] = &["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "apng", "bmp"];

/// Extensions of sound.
const SOUND: &[&str] = &["mp3", "m4a", "ogg", "oga", "opus", "wav", "aac", "flac"];

/// The address of an image: that of a script which loads it late, its own, or the first of its sizes.
pub(super) fn image_source(tag: &Tag<'_>) -> String {
    let get = |name: &str| tag.get(name).filter(|value| !value.trim().is_empty()).map(Cow::into_owned);
    let late = || LATE.iter().find_map(|name| get(name));
    let own = get("src");
    let is_filler = own.as_ref().is_none_or(|own| own.trim_start().starts_with("data:"));
    let real = if is_filler { late() } else { None };
    let sizes = || ["srcset", "data-srcset"].into_iter().find_map(|name| candidates(&get(name)?).next());
    real.or(own).or_else(sizes).unwrap_or_default()
}

/// Notes the sizes of an image that are not shown.
pub(super) fn name_sizes(w: &mut Writer<'_, '_, '_>, tag: &Tag<'_>, range: &Range<usize>) {
    for name in ["srcset", "data-srcset"] {
        let sizes = tag.get(name).unwrap_or_default();
        candidates(&sizes).take(MOST_SIZES).for_each(|address| name_file(w, &address, Use::Image, range));
    }
    for name in LATE {
        name_file(w, &tag.get(name).unwrap_or_default(), Use::Image, range);
    }
}

/// Notes the file of a tag that shows nothing by itself: `<source>`, `<track>`.
pub(super) fn name_source(w: &mut Writer<'_, '_, '_>, tag: &Tag<'_>, range: &Range<usize>) {
    for name in ["src", "href"] {
        name_file(w, &tag.get(name).unwrap_or_default(), Use::Media, range);
    }
    name_sizes(w, tag, range);
    if tag.name.eq_ignore_ascii_case("track") {
        let finding =
            Diagnostic::new(Code::CaptionsNotImported, "the import cannot attach captions to a video")
                .label("not imported")
                .help("add them to the video on the platform after the import");
        w.page.findings.say_once("track", w.page.text, range, finding);
    }
}

/// Notes what is in a video or sound besides `played`.
pub(super) fn name_content(
    w: &mut Writer<'_, '_, '_>,
    content: Option<&str>,
    played: &str,
    range: &Range<usize>,
) {
    for token in Tokens::new(content.unwrap_or_default()) {
        if let Token::Start(tag) = token
            && ["source", "track", "a", "img"].iter().any(|name| tag.name.eq_ignore_ascii_case(name))
            && tag.get("src").is_none_or(|address| address != played)
        {
            name_source(w, &tag, range);
        }
    }
}

/// Notes the picture of a local video, whose reference is the one before.
pub(super) fn name_poster(w: &mut Writer<'_, '_, '_>, tag: &Tag<'_>, range: &Range<usize>) {
    let poster = tag.get("poster").unwrap_or_default();
    if let Address::Local(target) = classify(&poster, Use::Image) {
        w.page.refer(ReferenceKind::Poster, target, String::new(), range);
    }
}

/// Notes the pictures in a tag's style, which are removed.
pub(super) fn name_backgrounds(w: &mut Writer<'_, '_, '_>, tag: &Tag<'_>, range: &Range<usize>) {
    let pictures: Vec<String> = ["style", "background"]
        .into_iter()
        .filter_map(|name| Some((name, tag.get(name)?)))
        .flat_map(|(name, value)| match name {
            "style" => urls(&value).map(str::to_owned).collect(),
            _ => vec![value.into_owned()],
        })
        .collect();
    for picture in pictures.iter().filter(|picture| !picture.is_empty()) {
        name_file(w, picture, Use::Image, range);
        let message = format!("the background picture `{}` is removed", fold(picture));
        let finding = Diagnostic::new(Code::UnsupportedSyntax, message)
            .label("lessons have no background pictures")
            .help("show the picture as an image: `![the words](address)`");
        w.page.findings.say_once("background", w.page.text, range, finding);
    }
}

/// Notes the files that a component names, which is removed: `<Player src="./a.mp4">`.
pub(super) fn name_properties(w: &mut Writer<'_, '_, '_>, tag: &Tag<'_>, range: &Range<usize>) {
    let has_extension = |value: &str| {
        let name = value.rsplit(['/', '\\']).next().unwrap_or_default();
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        (2..=5).contains(&extension.len()) && extension.bytes().all(|c| c.is_ascii_alphanumeric())
    };
    for attribute in &tag.attributes {
        let value = decode(attribute.value);
        if has_extension(&value) {
            name_file(w, &value, Use::Media, range);
        }
    }
}

/// Writes a file that an `<object>`, `<embed>` or `<iframe>` shows, as what a lesson can have: an image, a video, a
/// sound, or a link to download it. Whether it was one.
pub(super) fn embedded_file(
    w: &mut Writer<'_, '_, '_>,
    address: &str,
    title: &str,
    range: &Range<usize>,
) -> bool {
    let Address::Local(target) = classify(address, Use::Media) else { return false };
    let name = target.split(['?', '#']).next().unwrap_or_default();
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let title = fold(title);
    w.page.needs_cleaning = true;
    match extension.as_deref() {
        None | Some("html" | "htm" | "md" | "php") => {
            w.page.refer(ReferenceKind::Named, target, String::new(), range);
            return false;
        }
        Some(_) if is_video(target) => video(w, target, title, range),
        Some(extension) if IMAGES.contains(&extension) => {
            if title.is_empty() {
                w.page.missing_alt(range);
            }
            let reference = w.page.refer(ReferenceKind::Image, target, title.clone(), range);
            open_tag(w, "img");
            push_mark(w.out, "src", reference);
            push_attribute(w.out, "alt", &title);
            w.out.push('>');
        }
        Some(extension) if SOUND.contains(&extension) => {
            let reference = w.page.refer(ReferenceKind::Asset, target, title, range);
            open_tag(w, "audio");
            push_mark(w.out, "src", reference);
            w.out.push_str(" controls=\"\"></audio>");
        }
        Some(_) => {
            let words = if title.is_empty() { fold(name) } else { title.clone() };
            let reference = w.page.refer(ReferenceKind::Link, target, title, range);
            open_tag(w, "a");
            push_mark(w.out, "href", reference);
            w.out.push('>');
            push_text(w.out, &words);
            w.out.push_str("</a>");
        }
    }
    true
}

fn name_file(w: &mut Writer<'_, '_, '_>, address: &str, to: Use, range: &Range<usize>) {
    if let Address::Local(target) = classify(address, to) {
        w.page.refer(ReferenceKind::Named, target, String::new(), range);
    }
}

/// The addresses in a `srcset`: `a.png 1x, b.png 2x`.
fn candidates(sizes: &str) -> impl Iterator<Item = String> {
    // An address may hold a comma, and none ends with one.
    let mut rest = sizes;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (address, behind) = rest.split_at(end);
        let bare = address.trim_end_matches(',');
        rest = if bare.len() < address.len() { behind } else { behind.split_once(',').map_or("", |it| it.1) };
        (!bare.is_empty()).then(|| bare.to_owned())
    })
}

/// The addresses in a style: `url(a.png)`, `url("a.png")`.
fn urls(style: &str) -> impl Iterator<Item = &str> {
    let mut rest = style;
    std::iter::from_fn(move || {
        let (_, begun) = rest.split_once("url(")?;
        let (inner, behind) = begun.split_once(')')?;
        rest = behind;
        Some(inner.trim().trim_matches(['"', '\'']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_size_of_an_image_has_an_address() {
        for (sizes, expected) in [
            ("a.png 1x, b.png 2x", &["a.png", "b.png"][..]),
            ("a.png,b.png 2x", &["a.png,b.png"]),
            ("a.png, b.png", &["a.png", "b.png"]),
            (" a.png 300w , b,c.png 600w,", &["a.png", "b,c.png"]),
            ("a.png", &["a.png"]),
            (",, ", &[]),
        ] {
            assert_eq!(candidates(sizes).collect::<Vec<_>>(), expected, "{sizes}");
        }
    }

    #[test]
    fn each_picture_of_a_style_has_an_address() {
        let found: Vec<_> =
            urls("background: url(a.png), url( \"b.png\" ); mask: url('c.svg'); x: url(").collect();
        assert_eq!(found, ["a.png", "b.png", "c.svg"]);
    }
}
