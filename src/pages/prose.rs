//! Sanitizes the HTML of a lesson for a page.
//!
//! The text is whatever an import body holds, so nothing is expected of it. It is parsed as a browser
//! would and written anew with the tags and attributes that a lesson may have: what runs is gone, and
//! what was opened is closed. Then the tidy HTML that comes out of this is made a part of the page ([`adapt`]).
//!
//! That a text cannot cover the page's own parts is for the style sheet to say (`contain`).

mod adapt;
mod code;

use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::Builder;

use self::adapt::adapt;
use super::address::Here;
use crate::html::escape::escape;
use crate::html::{elements, mathml, sanitize};

pub(super) use self::adapt::Heading;

/// Deeper nesting than any page has; parsing takes time that grows with its square.
const MAX_DEPTH: usize = 800;

/// The text of a lesson as a page shows it.
#[derive(Debug, Default)]
pub(super) struct Prose {
    pub html: String,
    /// Its headings that can be linked to, in order.
    pub headings: Vec<Heading>,
}

/// The text of a lesson as it may be shown.
pub(super) fn clean(html: &str, here: Here<'_>) -> Prose {
    if depth(html) > MAX_DEPTH {
        let html = format!("<pre tabindex=\"0\">{}</pre>", escape(html));
        return Prose { html, headings: Vec::new() };
    }
    // What follows `upload://` is a path. To a parser of addresses it would be a host, in which a folder's
    // name may have no colon; with one more slash it is the path that it is, and the text stays as it was.
    let cleaned = CLEANER.clean(&html.replace(FILE, FILE_AS_PATH)).to_string();
    let (html, headings) = adapt(&cleaned.replace(FILE_AS_PATH, FILE), here);
    Prose { html, headings }
}

/// The address of a file of the course that has not been uploaded, and a way to write it.
const FILE: &str = "upload://";
const FILE_AS_PATH: &str = "upload:///";

/// How deep tags may be nested, at most.
fn depth(html: &str) -> usize {
    let bytes = html.as_bytes();
    let (mut depth, mut deepest) = (0usize, 0);
    for at in memchr::memchr_iter(b'<', bytes) {
        match bytes.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(letter) if letter.is_ascii_alphabetic() && !is_void(&html[at + 1..]) => depth += 1,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn is_void(tag: &str) -> bool {
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    elements::is_void(&name.to_ascii_lowercase())
}

/// Schemes of addresses; `upload` is a file of the course that has not been uploaded.
const SCHEMES: [&str; 6] = ["http", "https", "mailto", "tel", "data", "upload"];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = sanitize::builder();
    builder.add_tags(mathml::TAGS);
    for tag in mathml::TAGS {
        builder.add_tag_attributes(*tag, mathml::ATTRIBUTES);
    }
    builder.url_schemes(HashSet::from(SCHEMES)).attribute_filter(|element, attribute, value| {
        match (element, attribute) {
            (_, "src" | "href" | "poster") if sanitize::is_data(value) && element != "img" => None,
            // A button or a field for a password would be none of the author's.
            ("input", "type") if !value.eq_ignore_ascii_case("checkbox") => Some("checkbox".into()),
            _ => Some(value.into()),
        }
    });
    builder
});

#[cfg(test)]
mod tests;
