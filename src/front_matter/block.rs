//! The text that a parser gets, and the mapping of its offsets to the file.

use std::ops::Range;

use gray_matter::engine::Engine;
use gray_matter::{Matter, Pod};

use super::fence::Block;
use super::opening::Format;
use crate::diagnostic::Source;

/// A text for a parser. Line N of it is line N of the file, and a line keeps its columns.
#[derive(Debug)]
pub(crate) struct BlockText<'a> {
    pub source: &'a Source,
    pub text: String,
    /// Where each line begins: in the text, in the file.
    lines: Vec<(usize, usize)>,
}

impl<'a> BlockText<'a> {
    /// Takes a file as a whole.
    pub fn whole(source: &'a Source) -> Self {
        Self::new(source, &source.text[source.bom()..])
    }

    /// Takes the front matter out of a page.
    pub(super) fn of_block(source: &'a Source, block: &Block) -> Self {
        let content = &source.text[block.content.clone()];
        let before = source.text[..block.content.start].matches('\n').count();
        match block.format {
            Format::Json => Self::new(source, &json(before, content)),
            Format::Yaml | Format::Toml => Self::new(source, &matter(block.format.fence(), before, content)),
        }
    }

    fn new(source: &'a Source, text: &str) -> Self {
        // To YAML a lone carriage return ends a line, to the rest of the crate it does not.
        let text = text.replace("\r\n", "\n").replace('\r', " ");
        let lines = line_starts(&text, 0).zip(line_starts(&source.text, source.bom())).collect();
        Self { source, text, lines }
    }

    /// Turns an offset of the text into one of the file.
    pub fn in_file(&self, offset: usize) -> usize {
        let line = self.lines.partition_point(|&(start, _)| start <= offset).saturating_sub(1);
        self.lines.get(line).map_or(offset, |&(start, in_file)| in_file + offset.saturating_sub(start))
    }

    /// The line of the file from an offset of the file on: what is shown of a collection.
    pub(super) fn line_from(&self, start: usize) -> Range<usize> {
        let line = self.source.text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
        start..start + line.trim_end().len()
    }
}

/// Where the lines of a text begin; the first, of what counts of it, at `first`.
fn line_starts(text: &str, first: usize) -> impl Iterator<Item = usize> {
    std::iter::once(first).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1))
}

/// JSON with a blank line for each line of the file above it, and with the braces that some tools leave out.
fn json(lines_before: usize, content: &str) -> String {
    let has_braces = content.trim_start().starts_with('{');
    let (opening, closing) = if has_braces { ("", "") } else { ("{", "}") };
    let lines = "\n".repeat(lines_before.saturating_sub(1));
    let last = if lines_before > 0 { "\n" } else { "" };
    format!("{lines}{opening}{last}{content}{closing}")
}

/// Lets `gray_matter` cut the block out. It trims what it cuts, so that indented blocks break and
/// line numbers slip: a comment stands for each line of the file up to and including the fence.
fn matter(fence: &str, lines_before: usize, content: &str) -> String {
    let comments = "#\n".repeat(lines_before);
    let end = if content.ends_with('\n') || content.is_empty() { "" } else { "\n" };
    let input = format!("{fence}\n{comments}{content}{end}{fence}\n");
    let mut matter = Matter::<KeepText>::new();
    fence.clone_into(&mut matter.delimiter);
    matter.parse::<Pod>(&input).map(|parsed| parsed.matter).unwrap_or_default()
}

/// An engine that reads nothing. `gray_matter`'s own ones lose places and can be made to eat all
/// memory; the text it cut out is all we want of it.
struct KeepText;

impl Engine for KeepText {
    fn parse(_: &str) -> Result<Pod, gray_matter::Error> {
        Ok(Pod::Null)
    }
}
