//! A colon at the beginning of a line is a definition's only with white space behind it, outside of code and math.
//!
//! The parser takes any such colon for one: `:warning: Hot` below a paragraph would lose its first letter. A
//! backslash makes it text. In code and math that go over several lines, the line end before the colon becomes the
//! space that it stands for.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::commonmark::events::{Spanned, end_of};
use crate::commonmark::parse::options;
use crate::commonmark::parts::Parts;
use crate::commonmark::source_map::{Edit, Text};
use crate::markdown::prescan::begins_line;

/// A corrected line may turn the next into a definition. No author writes so many.
const MAX_ROUNDS: usize = 4;

/// Makes text of the colons that begin no definition.
pub(super) fn correct(mut text: Text<'_>) -> Text<'_> {
    let in_code = colons_in_code(text.as_str());
    text = text.edit(&in_code);
    for _ in 0..MAX_ROUNDS {
        let colons = colons_without_space(text.as_str());
        if colons.is_empty() {
            break;
        }
        text = text.edit(&colons);
    }
    text
}

/// The line ends before a colon in code and math.
fn colons_in_code(text: &str) -> Vec<Edit> {
    if !text.contains(['`', '$']) {
        return Vec::new();
    }
    let parts = Parts::of(text);
    let may_hold_any = |part: &str| part.contains(['`', '$']) && has_colon_line(part);
    parts.ranges(may_hold_any).flat_map(|part| colons_in_code_of(text, part)).collect()
}

/// Those of one part of the text.
fn colons_in_code_of(text: &str, part: Range<usize>) -> Vec<Edit> {
    let without = options() - Options::ENABLE_DEFINITION_LIST;
    let events = Parser::new_ext(&text[part.clone()], without).into_offset_iter();
    let is_code =
        |event: &Event<'_>| matches!(event, Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_));
    let codes = events.filter(|(event, _)| is_code(event)).map(|(_, range)| range);
    let mut edits = Vec::new();
    for code in codes.map(|code| part.start + code.start..part.start + code.end) {
        for (at, _) in text[code.clone()].match_indices('\n') {
            let end = code.start + at;
            let line = &text[end + 1..code.end];
            let words = line.trim_start_matches([' ', '\t', '>']);
            if words.starts_with(':') {
                let start = end - usize::from(text[..end].ends_with('\r'));
                edits.push(Edit { range: start..code.end - words.len(), with: " ".to_owned() });
            }
        }
    }
    edits
}

/// Whether a colon is the first sign on a line, but for those of quotes and lists.
fn has_colon_line(part: &str) -> bool {
    memchr::memchr_iter(b':', part.as_bytes()).any(|at| begins_line(&part.as_bytes()[..at]))
}

/// A backslash before each colon that the parser takes for a definition's, and that has no space behind it.
fn colons_without_space(text: &str) -> Vec<Edit> {
    let parts = Parts::of(text);
    let events = parts.events(has_colon_line);
    events.iter().flat_map(|events| colons_of(text, events)).collect()
}

/// Those of one part of the text.
fn colons_of(text: &str, events: &[Spanned<'_>]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (at, (event, range)) in events.iter().enumerate() {
        if *event != Event::Start(Tag::DefinitionListDefinition) {
            continue;
        }
        let Some(colon) = text[range.clone()].find(':').map(|found| range.start + found) else { continue };
        let is_empty = end_of(events, at) == at + 1;
        if is_empty || !text[colon + 1..].starts_with(char::is_whitespace) {
            edits.push(Edit { range: colon..colon, with: "\\".to_owned() });
        }
    }
    edits
}
