//! Links by name: `[[page]]`, `[[page#part|text]]`, `![[image.png|300]]`, and the ` ^id` of the blocks that such links
//! lead to. Obsidian has them, and other tools that keep notes.
//!
//! Double brackets are common in text and code: what is no name stays as it is.

use std::ops::Range;

use memchr::{memchr, memmem};

use crate::commonmark::ids;

use super::image::push_sign;
use super::lia_script;
use super::lines::before_on_line;
use super::marked_address::{ByName, MarkedAddress, Size};
use super::rewriter::Rewriter;

/// No link is longer.
const MAX_LINK: usize = 500;

/// Extensions of what a page shows or plays.
const MEDIA: &[&str] = &[
    "png", "jpg", "jpeg", "jpe", "gif", "webp", "svg", "bmp", "avif", "ico", "tif", "tiff", "heic", "heif",
    "mp4", "mov", "webm", "wmv", "avi", "m4v", "ogv", "mkv", "mp3", "m4a", "wav", "ogg", "oga", "opus",
    "flac", "3gp", "aac",
];

/// A link, taken apart.
struct Link<'t> {
    /// The name of a page or file; empty for this page.
    name: &'t str,
    /// A heading, or a block that begins with `^`.
    part: Option<&'t str>,
    /// What is behind the first `|`.
    text: Option<&'t str>,
}

/// Looks for links and for the ids of blocks.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    if lia_script::is_document(text) {
        return lia_script::warn_of_quizzes(rewriter);
    }
    let mut next = 0;
    for at in memmem::find_iter(text.as_bytes(), "[[") {
        if at < next {
            continue;
        }
        if let Some(inner) = inner(rewriter, at) {
            next = inner.end + 2;
            let link = Link::read(&text[inner]);
            if text[..at].ends_with('!') && !text[..at].ends_with("\\!") {
                embed(rewriter, at - 1..next, &link);
            } else {
                write_link(rewriter, at..next, &link);
            }
        } else if rewriter.kind.tools.obsidian {
            warn_in_html(rewriter, at);
        }
    }
    block_ids(rewriter);
}

/// Names a link in a block of HTML, where nothing is read as Markdown.
fn warn_in_html(rewriter: &mut Rewriter<'_, '_, '_>, at: usize) {
    let text = rewriter.text.as_str();
    let rest = &text[at + 2..text.floor_char_boundary(at + 2 + MAX_LINK)];
    let Some(length) = rest.find("]]").filter(|&length| is_link(&rest[..length], true)) else { return };
    let range = at..at + length + 4;
    let is_elsewhere = rewriter.kept_until(at).is_some() || rewriter.is_running_text(at);
    if !is_elsewhere && !rewriter.has_link_in(&range) {
        let message = "`[[…]]` in HTML is not a link".to_owned();
        rewriter.warn(
            "name in HTML",
            &range,
            message,
            "shown to learners as written",
            "write it outside of the HTML",
        );
    }
}

/// What is between the brackets at `at`, if it can be a link.
fn inner(rewriter: &Rewriter<'_, '_, '_>, at: usize) -> Option<Range<usize>> {
    let text = rewriter.text.as_str();
    let before = text[..at].chars().next_back();
    let is_obsidian = rewriter.kind.tools.obsidian;
    // `a[[1]]` is code, `\[[a]]` is text; in `Title[[id]]` it is an id.
    let is_touching = |c: char| {
        matches!(c, '[' | ']' | ')' | '_' | '$' | '\\') || (c.is_ascii_alphanumeric() && !is_obsidian)
    };
    if before.is_some_and(is_touching) {
        return None;
    }
    let start = at + 2;
    let rest = &text[start..text.floor_char_boundary(start + MAX_LINK)];
    let length = memchr(b']', rest.as_bytes()).filter(|&end| rest[end..].starts_with("]]"))?;
    let (inner, after) = (&rest[..length], &text[start + length + 2..]);
    let is_link = is_link(inner, is_obsidian) && !after.starts_with(['(', '[', ']']);
    let range = start..start + length;
    let is_free = || {
        rewriter.kept_until(at).is_none()
            && rewriter.is_running_text(at)
            && !rewriter.has_link_in(&(at..range.end + 2))
    };
    (is_link && !is_id_of_heading(rewriter, at, after) && is_free()).then_some(range)
}

fn is_link(inner: &str, is_obsidian: bool) -> bool {
    let target = inner.split('|').next().unwrap_or_default();
    let is_table_of_contents = ["toc", "_toc_"].iter().any(|toc| inner.eq_ignore_ascii_case(toc));
    !inner.contains(['\n', '[', '<', '>', '`', '\u{1}'])
        && !inner.starts_with(char::is_whitespace)
        && !inner.ends_with(char::is_whitespace)
        && !inner.starts_with(['^', '|', '"', '\'', '$', '-', ':'])
        && !is_table_of_contents
        && (is_obsidian || target.contains(char::is_alphabetic))
}

/// Whether it is the id at the end of a heading, as some tools write it. In Obsidian it is a link.
fn is_id_of_heading(rewriter: &Rewriter<'_, '_, '_>, at: usize, after: &str) -> bool {
    let is_last = || ends_line(after.trim_start_matches([' ', '#', '\t']));
    let line = || before_on_line(rewriter.text.as_str(), at);
    !rewriter.kind.tools.obsidian && is_last() && line().trim_start().starts_with('#')
}

impl<'t> Link<'t> {
    fn read(inner: &'t str) -> Self {
        // In a table the line between name and text is written with a backslash.
        let (target, text) = match inner.split_once('|') {
            Some((target, text)) => (target.strip_suffix('\\').unwrap_or(target), Some(text.trim())),
            None => (inner, None),
        };
        let (name, part) = match target.split_once('#') {
            Some((name, part)) => (name, Some(part)),
            None => (target, None),
        };
        let is_given = |text: &&str| !text.is_empty();
        Self { name: name.trim(), part: part.map(str::trim).filter(is_given), text: text.filter(is_given) }
    }

    /// The words of a link that has none of its own.
    fn words(&self) -> String {
        let part = self.part.map(|part| part.trim_start_matches('^').replace('#', " > "));
        match (self.name, part) {
            (name, None) => name.to_owned(),
            ("", Some(part)) => part,
            (name, Some(_)) if self.is_to_block() || self.is_to_file() => name.to_owned(),
            (name, Some(part)) => format!("{name} > {part}"),
        }
    }

    fn is_to_block(&self) -> bool {
        self.part.is_some_and(|part| part.starts_with('^'))
    }

    /// Whether it leads to a file that is no page.
    fn is_to_file(&self) -> bool {
        let extension = self.extension();
        is_extension(&extension) && extension != "md"
    }

    fn extension(&self) -> String {
        let extension = self.name.rsplit_once('.').map(|(_, extension)| extension);
        extension.unwrap_or_default().to_ascii_lowercase()
    }

    /// The address in Markdown.
    fn address(&self, by_name: ByName, size: Size) -> String {
        let part = self.part.filter(|_| !self.name.is_empty());
        let target = part.map_or_else(|| self.name.to_owned(), |part| format!("{}#{part}", self.name));
        MarkedAddress { address: &target, by_name, size }.write()
    }
}

fn write_link(rewriter: &mut Rewriter<'_, '_, '_>, range: Range<usize>, link: &Link<'_>) {
    let words = || link.text.map_or_else(|| escaped(&link.words()), str::to_owned);
    let markdown = match (link.name, link.part) {
        ("", None) => return,
        ("", Some(_)) if link.is_to_block() => words(),
        ("", Some(part)) => {
            let mut slug = String::new();
            ids::push_slug(&mut slug, part.rsplit('#').next().unwrap_or(part));
            format!("[{}](<#{slug}>)", words())
        }
        _ => {
            // Others write `[[Prototype]]` for what is no link.
            let is_bare = link.text.is_none() && link.part.is_none() && !link.is_to_file();
            let is_sure = !is_bare || rewriter.kind.tools.obsidian;
            let by_name = if is_sure { ByName::Yes } else { ByName::Perhaps };
            format!("[{}]({})", words(), link.address(by_name, Size::default()))
        }
    };
    rewriter.replace(range, markdown);
}

/// Writes what a page shows by its name.
fn embed(rewriter: &mut Rewriter<'_, '_, '_>, range: Range<usize>, link: &Link<'_>) {
    let extension = link.extension();
    if MEDIA.contains(&extension.as_str()) {
        let (alt, size) = alt_and_size(link.text.unwrap_or_default());
        let alt = alt.replace(['[', ']'], " ");
        return rewriter.replace(range, format!("![{alt}]({})", link.address(ByName::Yes, size)));
    }
    let is_note = !link.is_to_file();
    let what = match extension.as_str() {
        "canvas" => Some("a canvas"),
        "base" => Some("a table of notes"),
        _ if link.name.ends_with(".excalidraw") || link.name.ends_with(".excalidraw.md") => Some("a drawing"),
        _ => is_note.then_some("the text of another note"),
    };
    if let Some(what) = what {
        rewriter.warn(
            what,
            &range,
            format!("`![[…]]` of Obsidian shows {what}; the lesson only names it"),
            "only its name is shown",
            "write or include the text here, or show an image of it",
        );
    }
    write_link(rewriter, range, link);
}

fn is_extension(extension: &str) -> bool {
    (1..=8).contains(&extension.len()) && extension.bytes().all(|c| c.is_ascii_alphanumeric())
}

/// The alternative text and the size behind the name of an image: `300`, `a map|300x200`.
fn alt_and_size(text: &str) -> (String, Size) {
    let mut size = Size::default();
    let parts = text.split('|').map(|part| part.trim().trim_end_matches('\\'));
    let alt: Vec<&str> = parts
        .filter(|part| match Size::read(part) {
            Some(read) => {
                size = read;
                false
            }
            None => true,
        })
        .collect();
    (alt.join(" "), size)
}

/// A text in which nothing is Markdown.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '/' | '.' | ',' | '-' | '\'') {
            push_sign(&mut escaped, c);
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// Removes the ids at the ends of blocks: ` ^id`, or `^id` alone.
fn block_ids(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    for at in memchr::memchr_iter(b'^', text.as_bytes()) {
        let before = text[..at].chars().next_back();
        if !before.is_none_or(char::is_whitespace) {
            continue;
        }
        let rest = &text.as_bytes()[at + 1..];
        let length = rest.iter().take(64).take_while(|c| c.is_ascii_alphanumeric() || **c == b'-').count();
        let id = &text[at + 1..at + 1 + length];
        let is_last = ends_line(text[at + 1 + length..].trim_start_matches([' ', '\t']));
        // `2 ^10` and `x ^n` are powers.
        let is_long = length >= 4 && id.contains(|c: char| c.is_ascii_alphabetic());
        let is_id = length > 0 && is_last && (is_long || rewriter.kind.tools.obsidian);
        if is_id && rewriter.kept_until(at).is_none() && rewriter.is_running_text(at) {
            let start = text[..at].trim_end_matches([' ', '\t']).len();
            rewriter.remove(start..at + 1 + length);
        }
    }
}

fn ends_line(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['\n', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_has_a_name_a_part_and_a_text() {
        for (inner, expected, words) in [
            ("a", ("a", None, None), "a"),
            ("a b#c|d", ("a b", Some("c"), Some("d")), "a b > c"),
            ("a\\|d", ("a", None, Some("d")), "a"),
            ("#c", ("", Some("c"), None), "c"),
            ("a#b#c", ("a", Some("b#c"), None), "a > b > c"),
            ("a#^b1", ("a", Some("^b1"), None), "a"),
            ("a|", ("a", None, None), "a"),
        ] {
            let link = Link::read(inner);
            assert_eq!((link.name, link.part, link.text), expected, "{inner}");
            assert_eq!(link.words(), words, "{inner}");
        }
    }

    #[test]
    fn an_image_has_words_or_a_size_or_both() {
        let size = |width, height| Size { width, height };
        for (text, alt, expected) in [
            ("300", "", size(Some(300), None)),
            ("a map|300x200", "a map", size(Some(300), Some(200))),
            ("a map", "a map", Size::default()),
            ("", "", Size::default()),
        ] {
            assert_eq!(alt_and_size(text), (alt.to_owned(), expected), "{text}");
        }
    }
}
