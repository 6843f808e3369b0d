//! Where front matter begins and ends. This is decided before any parser runs.
//!
//! Start at [`split`]. Pages can also begin with thematic breaks, with `{{< shortcodes >}}` and with JSON that is
//! lesson text. Only what cannot be anything else is front matter.

use std::ops::Range;

use crate::diagnostic::Source;

/// How front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Yaml,
    Toml,
    Json,
}

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
pub(super) enum Top {
    /// Text.
    Body,
    Block(Block),
    /// Keys without an end. The keys are taken to reach to the first blank line.
    Unclosed {
        fence: Range<usize>,
        closing: &'static str,
        keys: Range<usize>,
    },
}

impl Format {
    /// The line that opens and closes a block.
    pub fn fence(self) -> &'static str {
        match self {
            Self::Yaml => "---",
            Self::Toml => "+++",
            Self::Json => "}",
        }
    }

    /// The name that authors know.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yaml => "YAML",
            Self::Toml => "TOML",
            Self::Json => "JSON",
        }
    }
}

/// Looks at the top of a page.
pub(super) fn split(source: &Source) -> Top {
    let text = &source.text;
    let start = source.bom();
    if text[start..].starts_with('{') {
        return split_json(text, start);
    }
    // A blank line above the fence hides the block from many tools; its author still meant it.
    let opening = Lines::new(text, start).find(|line| !text[line.clone()].trim().is_empty());
    let Some(opening) = opening else { return Top::Body };
    let format = match text[opening.clone()].trim_end() {
        "---" => Format::Yaml,
        "+++" => Format::Toml,
        _ => return Top::Body,
    };
    let mut lines = Lines::new(text, opening.end).peekable();
    let opens_with_key = lines.peek().is_some_and(|line| is_key(format, &text[line.clone()]));
    if opening.start > start && !opens_with_key {
        return Top::Body;
    }
    match lines.find(|line| closes(format, &text[line.clone()])) {
        Some(closing) => Top::Block(Block { format, content: opening.end..closing.start, body: closing.end }),
        None if opens_with_key => unclosed(text, opening, format.fence()),
        None => Top::Body,
    }
}

/// Whether the first line that says something is a key: tells bad front matter from text between
/// two thematic breaks.
pub(super) fn opens_with_key(format: Format, content: &str) -> bool {
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

fn closes(format: Format, line: &str) -> bool {
    let line = line.trim_end();
    line == format.fence() || (format == Format::Yaml && line == "...")
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

fn split_json(text: &str, start: usize) -> Top {
    if !opens_json(&text[start + 1..]) {
        return Top::Body;
    }
    let Some(end) = closing_brace(&text[start..]).map(|at| start + at + 1) else {
        return unclosed(text, start..start + 1, Format::Json.fence());
    };
    let rest = Lines::new(text, end).next().unwrap_or(end..end);
    if !text[rest.clone()].trim().is_empty() {
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

fn unclosed(text: &str, opening: Range<usize>, closing: &'static str) -> Top {
    let blank = Lines::new(text, opening.end).find(|line| text[line.clone()].trim().is_empty());
    let end = blank.map_or(text.len(), |line| line.start);
    let fence = opening.start..opening.start + text[opening.clone()].trim_end().len();
    Top::Unclosed { fence, closing, keys: opening.end..end }
}

/// The lines of a text from an offset on, each with its line end.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = &self.text[start..];
        if rest.is_empty() {
            return None;
        }
        self.at = rest.find('\n').map_or(self.text.len(), |at| start + at + 1);
        Some(start..self.at)
    }
}
