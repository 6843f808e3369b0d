//! Files that are written as images and that no browser shows as one: documents, sounds, pages, and formats of other
//! programs.
//!
//! Formats that a program of this machine can convert are for the files of the course to decide, so that they stay
//! images here.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr2;
use percent_encoding::percent_decode_str;

use crate::diagnostic::{Code, Diagnostic};
use crate::html::escape::{push_address, push_attribute, push_mark, push_text};
use crate::markdown::rendered::ReferenceKind;

use super::address::{Address, is_video};
use super::writer::Writer;

/// What a browser shows in an `<img>`.
const IMAGES: &[&str] = &[
    "png", "jpg", "jpeg", "jpe", "jfif", "pjpeg", "pjp", "gif", "webp", "svg", "bmp", "ico", "cur", "avif",
    "apng",
];

/// Photos and scans, which may be converted.
const CONVERTIBLE: &[&str] = &["heic", "heif", "tif", "tiff"];

/// What learners download.
const DOCUMENTS: &[&str] = &[
    "pdf", "doc", "docx", "docm", "dotx", "odt", "rtf", "txt", "ppt", "pptx", "pptm", "pps", "ppsx", "key",
    "odp", "xls", "xlsx", "xlsm", "ods", "csv", "numbers", "pages", "epub", "mobi", "zip", "rar", "7z",
    "tar", "gz", "tgz", "aif", "aiff", "wma", "mid", "midi", "amr",
];

/// What browsers play.
const SOUNDS: &[&str] = &["mp3", "m4a", "wav", "flac", "ogg", "oga", "opus", "aac"];

const PAGES: &[&str] = &["md", "markdown", "mdx", "mdown", "mkd", "mkdn", "qmd", "rmd", "html", "htm"];

/// Formats that no browser shows and that are addresses on the web as well. What is behind any other ending there may
/// be an image.
const OTHERS: &[&str] = &[
    "psd",
    "psb",
    "eps",
    "ai",
    "ps",
    "indd",
    "xcf",
    "sketch",
    "fig",
    "drawio",
    "dio",
    "vsd",
    "vsdx",
    "dwg",
    "dxf",
    "cdr",
    "raw",
    "cr2",
    "nef",
    "dng",
    "arw",
    "jxl",
    "jp2",
    "tga",
    "wmf",
    "emf",
    "puml",
    "mmd",
    "excalidraw",
];

/// What a file is, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// An image, or nothing that can be told.
    Image,
    Convertible,
    Document,
    Sound,
    Page,
    /// Something that no browser shows.
    Other,
}

/// Writes what stands for an image whose file is none. Returns whether it did; otherwise it is an image, of which it
/// may have been said that nobody will see it.
pub(super) fn instead_of_image(
    w: &mut Writer<'_, '_, '_>,
    address: &Address<'_>,
    words: &str,
    range: &Range<usize>,
) -> bool {
    let (path, is_local) = match address {
        Address::Local(target) => (without_query(target), true),
        Address::Elsewhere(url) => match url.split_once("://").and_then(|(_, rest)| rest.split_once('/')) {
            Some((_, path)) => (without_query(path), false),
            None => return false,
        },
        Address::Inline(_) | Address::Empty | Address::Refused => return false,
    };
    // Most are images.
    let extension = match extension(path) {
        Some(extension) if !IMAGES.iter().any(|image| image.eq_ignore_ascii_case(extension)) => {
            extension.to_ascii_lowercase()
        }
        _ => return false,
    };
    if is_video(path) {
        return false;
    }
    match (kind(&extension, is_local), is_local) {
        (Kind::Image, _) | (Kind::Convertible, true) | (Kind::Page, false) => false,
        (Kind::Document, _) => document(w, address, words, path, range),
        (Kind::Sound, _) => sound(w, address, words, range),
        (Kind::Page, true) => {
            let help = "write a link without the `!`, or copy its text";
            warn(w, &extension, "learners see the words only", help, range);
            document(w, address, words, path, range)
        }
        (Kind::Other | Kind::Convertible, _) => {
            let help = "export it as PNG, JPEG or SVG, and use that file";
            warn(w, &extension, "learners see a broken image", help, range);
            false
        }
    }
}

fn kind(extension: &str, is_local: bool) -> Kind {
    let is_in = |list: &[&str]| list.contains(&extension);
    match extension {
        _ if is_in(CONVERTIBLE) => Kind::Convertible,
        _ if is_in(DOCUMENTS) => Kind::Document,
        _ if is_in(SOUNDS) => Kind::Sound,
        _ if is_in(PAGES) => Kind::Page,
        _ if is_local || is_in(OTHERS) => Kind::Other,
        _ => Kind::Image,
    }
}

fn warn(w: &mut Writer<'_, '_, '_>, extension: &str, label: &str, help: &str, range: &Range<usize>) {
    let finding = Diagnostic::new(
        Code::UnsupportedImage,
        format!("no browser shows a `.{extension}` file as an image"),
    )
    .label(label)
    .help(help);
    w.page.findings.say_once(extension, w.page.text, range, finding);
}

/// Writes a link to a file; what a lesson links to is a material.
fn document(
    w: &mut Writer<'_, '_, '_>,
    address: &Address<'_>,
    words: &str,
    path: &str,
    range: &Range<usize>,
) -> bool {
    let name = if words.is_empty() { name(path) } else { words.into() };
    let is_in_link = !w.links.is_empty() || w.raw.in_link();
    let reference = match address {
        Address::Local(target) => Some(w.page.refer(ReferenceKind::Link, target, words.to_owned(), range)),
        _ => None,
    };
    if is_in_link {
        push_text(w.out, &name);
        return true;
    }
    w.out.push_str("<a");
    match (reference, address) {
        (Some(reference), _) => push_mark(w.out, "href", reference),
        (None, Address::Elsewhere(url)) => push_address(w.out, "href", url),
        _ => {}
    }
    w.out.push('>');
    push_text(w.out, &name);
    w.out.push_str("</a>");
    true
}

/// Writes a player of a sound; in a link it comes below.
fn sound(w: &mut Writer<'_, '_, '_>, address: &Address<'_>, words: &str, range: &Range<usize>) -> bool {
    let mut player = String::from("<audio");
    match address {
        Address::Local(target) => {
            let reference = w.page.refer(ReferenceKind::Sound, target, words.to_owned(), range);
            push_mark(&mut player, "src", reference);
        }
        Address::Elsewhere(url) => {
            w.page.has_embed = true;
            push_address(&mut player, "src", url);
        }
        Address::Inline(_) | Address::Empty | Address::Refused => {}
    }
    push_attribute(&mut player, "controls", "");
    if !words.is_empty() {
        push_attribute(&mut player, "title", words);
    }
    player.push_str("></audio>");
    if w.links.is_empty() && !w.raw.in_link() {
        w.out.push_str(&player);
    } else {
        push_text(w.out, words);
        w.below.push(format!("<p>{player}</p>"));
    }
    true
}

fn without_query(target: &str) -> &str {
    &target[..memchr2(b'?', b'#', target.as_bytes()).unwrap_or(target.len())]
}

/// The extension of a path: few letters and digits behind the last dot of its name.
fn extension(path: &str) -> Option<&str> {
    let (stem, extension) = path.rsplit(['/', '\\']).next()?.rsplit_once('.')?;
    let is_extension = (1..=10).contains(&extension.len())
        && extension.bytes().all(|c| c.is_ascii_alphanumeric())
        && extension.bytes().any(|c| c.is_ascii_alphabetic());
    (is_extension && !stem.is_empty()).then_some(extension)
}

/// The name of a file, as people read it.
fn name(path: &str) -> Cow<'_, str> {
    let name = path.trim_end_matches('/').rsplit(['/', '\\']).next().unwrap_or_default();
    percent_decode_str(name).decode_utf8_lossy()
}
