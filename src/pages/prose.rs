//! Sanitizes the HTML of a lesson for a page.
//!
//! The text is whatever an import body holds, so nothing is expected of it. It is parsed as a browser
//! would and written anew with the tags and attributes that a lesson may have: what runs is gone, and
//! what was opened is closed. Then, in the tidy HTML that comes out of this, addresses of the course's
//! files become addresses of the site, and what is wide gets a box of its own to scroll in.
//!
//! That a text cannot cover the page's own parts is for the style sheet to say (`contain`).

use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::Builder;

use super::address::Here;
use crate::html::escape::escape;
use crate::html::tokens::{Attribute, Tag, Token, Tokens, decode};
use crate::html::{elements, embeds, mathml, sanitize};

/// Deeper nesting than any page has; parsing takes time that grows with its square.
const MAX_DEPTH: usize = 800;

/// What the ids of the pages' own begin with, and classes.
const OURS: &str = "cd-";

/// What a player of another site may do in its frame: all but leading the page elsewhere.
const FRAME_RIGHTS: &str = "allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox allow-forms";

/// The text of a lesson as it may be shown.
pub(super) fn clean(html: &str, here: Here<'_>) -> String {
    if depth(html) > MAX_DEPTH {
        return format!("<pre tabindex=\"0\">{}</pre>", escape(html));
    }
    // What follows `upload://` is a path. To a parser of addresses it would be a host, in which a folder's
    // name may have no colon; with one more slash it is the path that it is, and the text stays as it was.
    let cleaned = CLEANER.clean(&html.replace(FILE, FILE_AS_PATH)).to_string();
    adapt(&cleaned.replace(FILE_AS_PATH, FILE), here)
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

/// Walks through tidy HTML and changes what has to be different in a page of ours.
fn adapt(html: &str, here: Here<'_>) -> String {
    let mut out = String::with_capacity(html.len() + 256);
    // The title of the lesson is the heading of the page: where the text has such headings too, all of its headings
    // are told to be one level lower, and look as they did.
    let is_lowered = html.contains("<h1");
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => out.push_str(text),
            Token::End("table") => out.push_str("</table></div>"),
            Token::End(name) => out.extend(["</", name, ">"]),
            Token::Start(tag) => match tag.name {
                "table" => {
                    out.push_str(
                        "<div class=\"cd-wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">",
                    );
                    write(&mut out, &tag, here);
                }
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if is_lowered => {
                    write(&mut out, &tag, here);
                    out.pop();
                    out.extend([
                        " aria-level=\"",
                        LOWERED[usize::from(tag.name.as_bytes()[1] - b'1')],
                        "\">",
                    ]);
                }
                "iframe" => {
                    let inside = tokens.skip_past_end("iframe").unwrap_or_default();
                    // Without an address on the web it would be a page of our own origin.
                    if leads_to_the_web(&tag) {
                        write(&mut out, &tag, here);
                        out.extend([inside, "</iframe>"]);
                    }
                }
                _ => write(&mut out, &tag, here),
            },
        }
    }
    out
}

/// The level below each level of headings.
const LOWERED: [&str; 6] = ["2", "3", "4", "5", "6", "7"];

fn leads_to_the_web(tag: &Tag<'_>) -> bool {
    tag.get("src").is_some_and(|src| src.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://")))
}

fn write(out: &mut String, tag: &Tag<'_>, here: Here<'_>) {
    out.extend(["<", tag.name]);
    for Attribute { name, value } in &tag.attributes {
        let value = match *name {
            "src" | "href" | "poster" => address(value, here),
            "id" if value.starts_with(OURS) => format!("x-{value}"),
            "class" if value.contains(OURS) => {
                let own = value.split_ascii_whitespace().filter(|class| !class.starts_with(OURS));
                own.collect::<Vec<_>>().join(" ")
            }
            _ => (*value).to_owned(),
        };
        out.extend([" ", name, "=\"", &value, "\""]);
    }
    out.push_str(&added(tag));
    out.push('>');
}

/// Attributes that a tag gets in a page of ours.
fn added(tag: &Tag<'_>) -> String {
    let has = |name: &str| tag.attributes.iter().any(|attribute| attribute.name == name);
    match tag.name {
        "pre" => " tabindex=\"0\"".to_owned(),
        "iframe" => {
            let title = if has("title") { "" } else { " title=\"Embedded page\"" };
            let loading = if has("loading") { "" } else { " loading=\"lazy\"" };
            // Our own pages send no referrer: a player that does not learn who shows it may not play.
            let policy = if has("referrerpolicy") {
                String::new()
            } else {
                format!(" referrerpolicy=\"{}\"", embeds::REFERRER_POLICY)
            };
            format!("{loading} sandbox=\"{FRAME_RIGHTS}\"{policy}{title}")
        }
        "img" if !has("loading") => " loading=\"lazy\" decoding=\"async\"".to_owned(),
        "input" => {
            let label = if has("checked") { "Done" } else { "To do" };
            let disabled = if has("disabled") { "" } else { " disabled=\"\"" };
            let kind = if has("type") { "" } else { " type=\"checkbox\"" };
            format!("{kind}{disabled} aria-label=\"{label}\"")
        }
        "audio" | "video" if !has("preload") => " preload=\"metadata\"".to_owned(),
        _ => String::new(),
    }
}

/// An address of the text as an address of the page; both as written in an attribute.
fn address(value: &str, here: Here<'_>) -> String {
    if let Some(id) = value.strip_prefix('#').filter(|id| id.starts_with(OURS)) {
        return format!("#x-{id}");
    }
    match here.host.file(&decode(value)) {
        Some(file) => escape(&here.to_path(&file.path)).into_owned(),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests;
