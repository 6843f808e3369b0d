//! What holds for any text that a course may hold, as functions that panic where it does not.
//!
//! The property tests call them with generated text, the fuzz targets in `fuzz/` with bytes that reach new code. They
//! are in no program: `cfg(test)` and `cfg(fuzzing)` alone compile them.

#![allow(clippy::missing_panics_doc, reason = "to panic is what these are for")]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Source};
use crate::html::canonical::canonical;
use crate::html::to_markdown::Keep;
use crate::html::tokens::{Token, Tokens, decode};
use crate::html::{allowed, sanitize, to_markdown};
use crate::markdown::{Include, Markdown, NotIncluded, SlotKind};
use crate::model::CoursePath;
use crate::sync::lock::{FILE_NAME, Lock};
use crate::{fix, front_matter, markdown, source};

/// Whatever the front matter is: the body is the rest of the page, the title is in the text.
pub fn front_matter(text: &str) {
    settle("a.md", text, &|source, diagnostics| {
        let (front, body) = front_matter::read(source, diagnostics);
        assert!(source.text.get(body.clone()).is_some() && body.end == source.text.len(), "{body:?}");
        if let Some(title) = front.title {
            assert!(!title.value.trim().is_empty());
            in_text(source, &title.span);
        }
        for material in &front.materials {
            in_text(source, &material.span);
        }
    });
}

/// Whatever `course.yaml` holds: every value that is kept has a place in it.
pub fn settings(text: &str) {
    settle("course.yaml", text, &|source, diagnostics| {
        let settings = source::settings::read(source, diagnostics);
        let texts = [&settings.title, &settings.image, &settings.language, &settings.assets_root];
        let lists = settings.ignore.iter().chain(&settings.lesson_file).chain(&settings.contents);
        for text in texts.into_iter().flatten().chain(lists) {
            assert!(!text.value.trim().is_empty());
            in_text(source, &text.span);
        }
    });
}

/// A lock file that is taken is written in a form that is taken again, and then stays.
pub fn lockfile(content: &[u8]) {
    let folder = Path::new("course");
    let Ok(mut lock) = Lock::parse(content.to_owned(), folder) else { return };
    let text = lock.texts().remove(FILE_NAME).expect("this file is always written");
    let again = Lock::parse(text.clone().into_bytes(), folder);
    assert_eq!(again.expect("what was written is read").texts().remove(FILE_NAME), Some(text));
}

/// Whatever the page `name` holds: nothing in its HTML can run, its slots are sound.
pub fn markdown(name: &str, text: &str) {
    // No page has a NUL byte once it is read from its file.
    settle(name, &text.replace('\0', " "), &|source, diagnostics| {
        let page = markdown::read(
            source,
            0..source.text.len(),
            None,
            markdown::Tools::default(),
            &Files,
            diagnostics,
        );
        for reference in &page.references {
            in_text(source, &reference.span);
        }
        if let Some((_, range)) = page.first_heading() {
            assert!(page.html[range].starts_with("<h"));
        }
        slots_are_sound(&page);
        is_clean(&with_addresses(&page));
    });
}

/// Whatever HTML a platform holds: its Markdown is read back as what is kept of it.
pub fn to_markdown(html: &str) {
    for keep in [Keep::All, Keep::Meaning] {
        let converted = to_markdown::to_markdown(html, keep, &read_back);
        let (markdown, kept) = (converted.markdown(), to_markdown::kept(html, keep));
        assert_eq!(canonical(&read_back(&markdown)), kept, "{keep:?} of {html:?}\nis {markdown:?}");
        assert!(converted.is_exact);
    }
}

/// The HTML of a page with the addresses that are in its Markdown.
pub fn read_back(markdown: &str) -> String {
    markdown::read_back(markdown, Some("A title that no heading repeats"), false).html
}

/// Two files that any page may include; one of them includes itself.
struct Files;

impl Include for Files {
    fn text(&self, target: &str) -> Result<String, NotIncluded> {
        match target {
            "x" => Ok("in *x*\n\n{{#include x}}".to_owned()),
            "y" => Ok("# y\n\n- <b>".to_owned()),
            _ => Err(NotIncluded::Missing),
        }
    }
}

/// Reads a file, makes the fixes of its findings, and reads it again: that ends, and no finding is out of place.
fn settle(name: &str, text: &str, read: &dyn Fn(&Source, &mut Vec<Diagnostic>)) {
    let mut source = Source::new(CoursePath::root().child(name), text);
    for _ in 0..5 {
        let mut diagnostics = Vec::new();
        read(&source, &mut diagnostics);
        for diagnostic in &diagnostics {
            let place = diagnostic.place.as_ref().expect("every finding in a file has a place");
            if let Some(region) = &place.region {
                in_text(&source, &region.span);
            }
        }
        let fixes = diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref());
        let (text, made) = fix::apply(&source.text, fixes.collect());
        if made == 0 {
            return;
        }
        source.text = text;
    }
    panic!("the fixes of {text:?} undo each other: {:?}", source.text);
}

fn in_text(source: &Source, span: &Range<usize>) {
    assert!(source.text.get(span.clone()).is_some(), "{span:?} is not a place in {:?}", source.text);
}

fn slots_are_sound(page: &Markdown) {
    assert!(!page.html.contains('\u{1}'), "a mark is left: {}", page.html);
    let mut at = 0;
    for slot in &page.slots {
        assert!(slot.html.start >= at && slot.html.end >= slot.html.start, "slots overlap: {:?}", page.slots);
        assert!(page.html.get(slot.html.clone()).is_some() && slot.reference < page.references.len());
        if let SlotKind::Image { address } | SlotKind::LinkStart { address } = slot.shape {
            assert!(page.html[address..slot.html.end].starts_with('"') && address > slot.html.start);
        }
        at = slot.html.end;
    }
}

/// The page as if every file had an address.
fn with_addresses(page: &Markdown) -> String {
    const ADDRESS: &str = "https://files.example/x";
    let mut html = String::new();
    let mut at = 0;
    for slot in &page.slots {
        let (until, instead) = match slot.shape {
            SlotKind::Address => (slot.html.start, ADDRESS),
            SlotKind::Image { address } | SlotKind::LinkStart { address } => (address, ADDRESS),
            SlotKind::LinkEnd | SlotKind::Video | SlotKind::Formula => (slot.html.end, ""),
        };
        html.extend([&page.html[at..until], instead]);
        at = until;
    }
    html + &page.html[at..]
}

/// The page holds only tags that a lesson may hold, and a browser, which the cleaning stands for, finds no others.
fn is_clean(html: &str) {
    let written = tags(html);
    for tag in &written {
        is_allowed(tag);
    }
    let cleaned = sanitize::by_parsing(html);
    let found = tags(&cleaned);
    assert!(found.is_subset(&written), "{html:?}\nis to a browser {cleaned:?}");
}

/// A start tag's name, and its attributes with their characters resolved.
type Start = (String, BTreeMap<String, String>);

/// The start tags of a page, each once: a browser that mends the order of tags moves some and repeats some.
fn tags(html: &str) -> BTreeSet<Start> {
    let start = |token| match token {
        Token::Start(tag) => {
            let attributes =
                tag.attributes.iter().map(|it| (it.name.to_owned(), decode(it.value).into_owned()));
            Some((tag.name.to_owned(), attributes.collect()))
        }
        Token::Text(_) | Token::End(_) => None,
    };
    Tokens::new(html).filter_map(start).collect()
}

fn is_allowed((tag, attributes): &Start) {
    const SCHEMES: &[&str] = &["http:", "https:", "mailto:", "tel:"];
    assert!(allowed::TAGS.contains(&tag.as_str()), "<{tag}>");
    let addresses =
        allowed::ADDRESSES.iter().find(|(name, _)| name == tag).map_or(&[][..], |(_, names)| names);
    for (name, value) in attributes {
        if !addresses.contains(&name.as_str()) {
            assert!(allowed::is_attribute(tag, name), "<{tag} {name}={value:?}>");
            continue;
        }
        let value = value.trim_start_matches(|c: char| c <= ' ').to_ascii_lowercase();
        let is_relative = value.split(['/', '?', '#']).next().is_some_and(|start| !start.contains(':'));
        let is_image = tag == "img" && value.starts_with("data:");
        let is_safe = is_relative || is_image || SCHEMES.iter().any(|scheme| value.starts_with(scheme));
        assert!(is_safe, "<{tag} {name}={value:?}>");
    }
}
