//! Where front matter begins and ends. This is decided before any parser runs.
//!
//! Start at [`split`]. Pages can also begin with thematic breaks, with `{{< shortcodes >}}` and with JSON that is
//! lesson text. Only what cannot be anything else is front matter. [`super::preamble`] says what may be above it,
//! [`super::opening`] how its first line may be written.

use std::ops::Range;

use memchr::memmem;

use super::hiding;
use super::lines::{Lines, is_blank};
use super::opening::{Format, Opening, Written};
use super::preamble;
use crate::diagnostic::Source;

/// A closed block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub format: Format,
    /// What is between the fences; for JSON, the braces too.
    pub content: Range<usize>,
    /// Where the body begins.
    pub body: usize,
}

/// What is at the top of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Top<'t> {
    /// Text.
    Body,
    Block(Block),
    /// Keys without an end. The keys are taken to reach to the first blank line.
    Unclosed {
        fence: Range<usize>,
        closing: &'static str,
        keys: Range<usize>,
    },
    /// A closed block in a language that is not read.
    Unreadable {
        fence: Range<usize>,
        language: &'t str,
        block: Block,
    },
    /// Keys without a fence above them, up to a blank line or a fence.
    Header {
        keys: Range<usize>,
        body: usize,
    },
    /// A block of keys below the page's first words.
    Below {
        fence: Range<usize>,
        keys: Range<usize>,
    },
}

/// Looks at the top of a page.
pub(super) fn split(source: &Source) -> Top<'_> {
    let text = &source.text;
    let start = source.bom();
    if let Some(block) = in_comment(text, start) {
        return Top::Block(block);
    }
    let at = preamble::skip(text, start);
    let top = if text[at..].starts_with('{') { split_json(text, at) } else { split_fenced(text, start, at) };
    if top != Top::Body {
        return top;
    }
    match header(text, at) {
        Some((keys, body)) => Top::Header { keys, body },
        None => below(text, at),
    }
}

/// Front matter that an HTML comment at the top hides from viewers of Markdown.
fn in_comment(text: &str, start: usize) -> Option<Block> {
    if !text[start..].trim_start().starts_with("<!--") {
        return None;
    }
    let comment = start + text[start..].find("<!--")? + "<!--".len();
    let end = comment + memmem::find(&text.as_bytes()[comment..], b"-->")?;
    let inside = &text[..end];
    let mut lines = Lines::new(inside, comment).filter(|line| !is_blank(&inside[line.clone()]));
    let is_fence = |line: &Range<usize>| inside[line.clone()].trim_end() == "---";
    let opening = lines.next().filter(is_fence)?;
    let closing = lines.find(is_fence)?;
    let content = opening.end..closing.start;
    let is_block = lines.next().is_none() && opens_with_a_key(Format::Yaml, &text[content.clone()]);
    let body = Lines::new(text, end).next().map_or(end, |line| line.end);
    is_block.then_some(Block { format: Format::Yaml, content, body })
}

/// Keys that a header of Pelican, `MkDocs` or a codelab begins with.
const HEADER_KEYS: &[&str] = &[
    "author",
    "authors",
    "categories",
    "category",
    "date",
    "draft",
    "id",
    "layout",
    "slug",
    "status",
    "summary",
    "tags",
    "title",
];

/// A header has no more lines.
const MAX_HEADER_LINES: usize = 40;

/// A page's first lines, if all of them are keys: up to a fence, or to a blank line. One of them is a title, or hides
/// the page; without a fence there are two.
fn header(text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let (mut is_ours, mut end) = (false, at);
    for (number, line) in Lines::new(text, at).take(MAX_HEADER_LINES).enumerate() {
        let said = &text[line.clone()];
        let is_fence = said.trim_end() == "---";
        if is_fence || is_blank(said) {
            let is_header = is_ours && (is_fence || number > 1 && begins_as_header(&text[at..]));
            return is_header.then_some((at..end, if is_fence { line.end } else { line.start }));
        }
        let is_more = number > 0 && said.starts_with([' ', '\t']);
        if !is_more && !is_key(Format::Yaml, said) {
            return None;
        }
        is_ours |= said.get(.."title:".len()).is_some_and(|start| start.eq_ignore_ascii_case("title:"));
        is_ours |= hiding::line_hides(said);
        end = line.end;
    }
    let is_all = is_ours && end == text.len() && begins_as_header(&text[at..]);
    (is_all && text[at..].trim_end().contains('\n')).then_some((at..end, end))
}

fn begins_as_header(text: &str) -> bool {
    let key = text.split(':').next().unwrap_or_default();
    HEADER_KEYS.iter().any(|known| key.eq_ignore_ascii_case(known))
}

fn split_fenced(text: &str, start: usize, at: usize) -> Top<'_> {
    let line = Lines::new(text, at).next().unwrap_or(at..at);
    let Some(opening) = Opening::of(&text[line.clone()]) else { return Top::Body };
    let mut lines = Lines::new(text, line.end).peekable();
    let format = match opening.written {
        Written::In(format) => format,
        Written::Guessed => guess(lines.peek().map_or("", |line| &text[line.clone()])),
        Written::Unreadable(_) => Format::Yaml,
    };
    let is_readable = !matches!(opening.written, Written::Unreadable(_));
    let opens_with_key = lines.peek().is_some_and(|line| {
        let line = &text[line.clone()];
        is_key(format, line) || format == Format::Json && line.trim_start().starts_with(['{', '"'])
    });
    // A blank line or a comment above the fence hides the block from many tools; its author still meant it.
    let is_top = at == start && !opening.needs_key && is_readable;
    let is_comment = || lines.clone().next().is_some_and(|line| text[line].trim_start().starts_with('#'));
    if !is_top && is_readable && !opens_with_key && !is_comment() {
        return Top::Body;
    }
    let fence = line.start..line.start + text[line.clone()].trim_end().len();
    let closing = lines.find(|line| opening.is_closed_by(&text[line.clone()]));
    let Some(closing) = closing else {
        return if opens_with_key { unclosed(text, fence, line.end, opening.closing()) } else { Top::Body };
    };
    let block = Block { format, content: line.end..closing.start, body: closing.end };
    if let Written::Unreadable(language) = opening.written {
        return Top::Unreadable { fence, language, block };
    }
    if !is_top && !opens_with_key && !opens_with_a_key(format, &text[block.content.clone()]) {
        return Top::Body;
    }
    Top::Block(block)
}

/// What a block between `;;;` is written in, by its first line.
fn guess(line: &str) -> Format {
    let line = line.trim_start();
    if line.starts_with(['{', '"']) {
        Format::Json
    } else if line.starts_with('[') || is_key(Format::Toml, line) {
        Format::Toml
    } else {
        Format::Yaml
    }
}

/// Front matter that is meant for the top is looked for in so many bytes of the text.
const BELOW_BYTES: usize = 1024;

/// What begins code, HTML or another tool's block, in which keys between fences are not front matter.
const BLOCK_SIGNS: &[&str] = &["```", "~~~", "<", "{{", "{%", ":::", "--- "];

/// Whether keys of ours stand between two fences below the first words of a page, outside of all blocks.
fn below(text: &str, at: usize) -> Top<'_> {
    let searched = &text.as_bytes()[at..];
    let searched = &searched[..searched.len().min(BELOW_BYTES)];
    for found in memmem::find_iter(searched, "\n---") {
        let fence = Lines::new(text, at + found + 1).next().unwrap_or_default();
        let opens = text[fence.clone()].trim_end() == "---";
        if !opens || !Lines::new(text, fence.end).next().is_some_and(|line| is_key(Format::Yaml, &text[line]))
        {
            continue;
        }
        let above = &text[at..fence.start];
        if BLOCK_SIGNS.iter().any(|sign| above.contains(sign)) {
            return Top::Body;
        }
        if let Some(keys) = keys_below(text, fence.end) {
            return Top::Below { fence: fence.start..fence.start + "---".len(), keys };
        }
    }
    Top::Body
}

/// A second block right below the first: its fence and its keys.
pub(super) fn second(source: &Source, first: &Block) -> Option<(Range<usize>, Range<usize>)> {
    let text = &source.text;
    let fence = Lines::new(text, first.body).find(|line| !is_blank(&text[line.clone()]))?;
    let opens = text[fence.clone()].trim_end() == "---";
    let keys = opens.then(|| keys_below(text, fence.end))??;
    Some((fence.start..fence.start + "---".len(), keys))
}

/// The lines up to a closing fence, if they are keys of which one is a title or hides the page.
fn keys_below(text: &str, start: usize) -> Option<Range<usize>> {
    let mut is_ours = false;
    for line in Lines::new(text, start) {
        let said = &text[line.clone()];
        if said.trim_end() == "---" {
            return is_ours.then_some(start..line.start);
        }
        let is_part = is_key(Format::Yaml, said) || said.starts_with([' ', '#', '-']);
        if !is_part || said.trim().is_empty() {
            return None;
        }
        is_ours |= said.starts_with("title:") || hiding::line_hides(said);
    }
    None
}

/// Whether the first line that says something is a key: tells bad front matter from text between
/// two thematic breaks.
pub(super) fn opens_with_a_key(format: Format, content: &str) -> bool {
    content
        .lines()
        .find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
        .is_some_and(|line| is_key(format, line))
}

/// Whether there is nothing but keys that were commented out.
pub(super) fn is_commented_out(content: &str) -> bool {
    content.lines().all(|line| {
        let said = line.trim_start_matches([' ', '#']);
        said.trim().is_empty() && !line.contains('#') || is_key(Format::Yaml, said)
    })
}

/// Whether a line has the shape of `key: value`, `key = value` or `[table]`.
fn is_key(format: Format, line: &str) -> bool {
    let line = line.trim();
    if format == Format::Toml && line.starts_with('[') {
        return true;
    }
    let bare = line.trim_start_matches(['"', '\'']);
    let name_end =
        bare.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))).unwrap_or(bare.len());
    let after = bare[name_end..].trim_start_matches(['"', '\'']);
    let starts_like_a_name = bare.starts_with(|c: char| c.is_alphabetic() || c == '_');
    starts_like_a_name
        && match format {
            Format::Toml => after.trim_start().starts_with('='),
            Format::Yaml | Format::Json => after
                .trim_start()
                .strip_prefix(':')
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace)),
        }
}

fn split_json(text: &str, start: usize) -> Top<'_> {
    if !opens_json(&text[start + 1..]) {
        return Top::Body;
    }
    let Some(end) = closing_brace(&text[start..]).map(|at| start + at + 1) else {
        return unclosed(text, start..start + 1, start + 1, Format::Json.fence());
    };
    let rest = Lines::new(text, end).next().unwrap_or(end..end);
    if !is_blank(&text[rest.clone()]) {
        return Top::Body;
    }
    Top::Block(Block { format: Format::Json, content: start..end, body: rest.end })
}

/// Whether `{` is followed by a quoted key and a colon: `{{< x >}}`, `{% raw %}` and `{#id}` are text.
fn opens_json(after_brace: &str) -> bool {
    let Some(key) = after_brace.trim_start().strip_prefix('"') else { return false };
    let Some((key, rest)) = key.split_once('"') else { return false };
    !key.contains('\n') && rest.trim_start().starts_with(':')
}

/// The offset of the brace that closes the one at the start.
fn closing_brace(text: &str) -> Option<usize> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' if !in_string => depth += 1,
            b'}' if !in_string => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

fn unclosed<'t>(text: &'t str, fence: Range<usize>, start: usize, closing: &'static str) -> Top<'t> {
    let blank = Lines::new(text, start).find(|line| text[line.clone()].trim().is_empty());
    let end = blank.map_or(text.len(), |line| line.start);
    Top::Unclosed { fence, closing, keys: start..end }
}
