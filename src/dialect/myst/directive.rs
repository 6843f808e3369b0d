//! A directive by its lines: name, argument, options, body.

use std::ops::Range;

use crate::commonmark::parse::parse;
use crate::commonmark::plain::plain;
use crate::dialect::lines::{Lines, Part};

/// Words for a caption are no more bytes.
const MAX_CAPTION: usize = 300;

/// A directive. Its name is in small letters.
#[derive(Debug)]
pub(super) struct Directive<'t> {
    pub name: String,
    pub argument: &'t str,
    pub options: Vec<(&'t str, String)>,
    /// The number of the first line.
    pub head: usize,
    /// The lines behind the options.
    pub body: Range<usize>,
    /// The number of the last line, if there is one.
    pub close: Option<usize>,
}

/// The name and the argument in `{name} argument`.
pub(super) fn name_and_argument(words: &str) -> Option<(&str, &str)> {
    let inner = words.trim().strip_prefix('{')?;
    let (name, argument) = inner.split_once('}')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b':' | b'.' | b'+'));
    is_name.then(|| (name, argument.trim()))
}

impl<'t> Directive<'t> {
    /// The directive that a fence is.
    pub fn of_fence(lines: &Lines<'t>, number: usize) -> Option<Self> {
        let fence = &lines.fences[number];
        let (name, argument) = name_and_argument(&lines.text[fence.info.clone()])?;
        let is_inside = |line: &usize| lines.lines[*line].part == Part::Fence(number);
        let end = fence.close.unwrap_or_else(|| {
            let length = (fence.open..lines.lines.len()).take_while(is_inside).count();
            fence.open + length
        });
        let inside = fence.open + 1..end;
        let close = fence.close.or_else(|| short_end(lines, number, inside.clone()));
        let inside = inside.start..close.unwrap_or(inside.end);
        Some(Self::new(lines, (name, argument), fence.open, inside, close))
    }

    /// The directive between two lines with colons.
    pub fn of_colons(lines: &Lines<'t>, words: &'t str, head: usize, close: usize) -> Option<Self> {
        let named = name_and_argument(words)?;
        Some(Self::new(lines, named, head, head + 1..close, Some(close)))
    }

    fn new(
        lines: &Lines<'t>,
        (name, argument): (&str, &'t str),
        head: usize,
        inside: Range<usize>,
        close: Option<usize>,
    ) -> Self {
        let (options, length) = options(lines, inside.clone());
        let body = inside.start + length..inside.end;
        Self { name: name.to_ascii_lowercase(), argument, options, head, body, close }
    }

    /// The value of one of some options; that of a mere word is empty.
    pub fn option(&self, keys: &[&str]) -> Option<&str> {
        self.options.iter().find(|(key, _)| keys.contains(key)).map(|(_, value)| value.as_str())
    }

    /// Whether a word is among those of an option.
    pub fn has_word(&self, option: &str, word: &str) -> bool {
        let words = self.option(&[option]).unwrap_or_default();
        words
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '"' | '\''))
            .any(|one| one == word)
    }

    /// Whether nothing is in its body.
    pub fn is_empty(&self, lines: &Lines<'_>) -> bool {
        self.body.clone().all(|line| lines.is_blank(line))
    }

    /// The whole of it.
    pub fn range(&self, lines: &Lines<'_>) -> Range<usize> {
        let last = self.close.unwrap_or(self.body.end.max(self.head + 1) - 1);
        lines.lines[self.head].start..lines.lines[last].range.end
    }

    /// What a link to it is called: the caption of a figure, else the argument.
    pub fn title(&self, lines: &Lines<'t>) -> String {
        let has_caption = matches!(self.name.as_str(), "figure" | "image");
        if has_caption { self.caption(lines) } else { self.argument.to_owned() }
    }

    /// The words of the body's first paragraph.
    pub fn caption(&self, lines: &Lines<'t>) -> String {
        let text = self.text(lines);
        let first: Vec<&str> = text.into_iter().take_while(|line| !line.is_empty()).take(10).collect();
        let mut words = plain(&parse(&first.join("\n"))).into_owned();
        words.truncate(words.floor_char_boundary(MAX_CAPTION));
        words
    }

    /// Its body as the author wrote it, without the indentation of its first line, one piece a line.
    pub fn text(&self, lines: &Lines<'t>) -> Vec<&'t str> {
        let prefix = lines.prefix(self.head);
        let line = |line: usize| {
            let whole = &lines.text[lines.lines[line].range.clone()];
            whole.strip_prefix(&*prefix).unwrap_or_else(|| lines.with_marker(line).1).trim_end()
        };
        let mut text: Vec<&str> = self.body.clone().map(line).collect();
        while text.last().is_some_and(|line| line.is_empty()) {
            text.pop();
        }
        let blank = text.iter().take_while(|line| line.is_empty()).count();
        text.split_off(blank)
    }
}

/// The line with too few marks that is meant to end a fence: no code in the fence begins or ends there.
fn short_end(lines: &Lines<'_>, number: usize, inside: Range<usize>) -> Option<usize> {
    let marks = lines.fences[number].marks();
    let (first, last) = (inside.clone().next()?, inside.clone().last()?);
    let text = &lines.text[lines.lines[first].range.start..lines.lines[last].range.end];
    let body = Lines::of(text);
    let fence = body.fences.last().filter(|fence| fence.close.is_none())?;
    let is_end = body.text[fence.info.clone()].is_empty() && marks.starts_with(&fence.marks());
    is_end.then_some(first + fence.open)
}

/// The options that lines begin with, and how many lines they are: `:key: value`, or YAML between `---`.
fn options<'t>(lines: &Lines<'t>, inside: Range<usize>) -> (Vec<(&'t str, String)>, usize) {
    let mut options: Vec<(&str, String)> = Vec::new();
    let mut content = inside.clone().map(|line| lines.content(line));
    if content.next() == Some("---") {
        let Some(length) = content.clone().position(|line| line == "---") else { return (options, 0) };
        // A line across the text is no beginning of options.
        let first = content.clone().take(length).find(|line| !line.is_empty() && !line.starts_with('#'));
        if first.is_some_and(|line| !is_yaml_key(line)) {
            return (options, 0);
        }
        for line in content.take(length) {
            match line.split_once(':') {
                Some((key, value)) if !line.starts_with('-') => {
                    options.push((key.trim(), value.trim().trim_matches(['"', '\'']).to_owned()));
                }
                _ => more(&mut options, line.trim_start_matches(['-', ' '])),
            }
        }
        return (options, length + 2);
    }
    let mut length = 0;
    let first = inside.start;
    for line in inside {
        let content = lines.content(line);
        match option(content) {
            Some((key, value)) => options.push((key, value.to_owned())),
            None if length > 0
                && !content.is_empty()
                && lines.lines[line].indent > lines.lines[first].indent =>
            {
                more(&mut options, content);
            }
            None => break,
        }
        length += 1;
    }
    (options, length)
}

/// Adds a line to the value of the last option.
fn more(options: &mut [(&str, String)], line: &str) {
    if let Some((_, value)) = options.last_mut() {
        if matches!(value.as_str(), "|" | ">" | "|-" | ">-") {
            value.clear();
        }
        value.extend([" ", line.trim()]);
    }
}

/// Whether a line of YAML begins with a key.
fn is_yaml_key(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else { return false };
    let is_word =
        !key.is_empty() && key.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_'));
    is_word && (value.is_empty() || value.starts_with([' ', '\t']))
}

fn option(content: &str) -> Option<(&str, &str)> {
    let (key, value) = content.strip_prefix(':')?.split_once(':')?;
    let is_key =
        !key.is_empty() && key.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_'));
    let is_option = is_key && (value.is_empty() || value.starts_with([' ', '\t']));
    is_option.then(|| (key, value.trim()))
}
