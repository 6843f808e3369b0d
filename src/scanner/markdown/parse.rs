//! Markdown to events: which extensions are on, and how deep things may nest.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// An event and where in the text it comes from.
pub(super) type Spanned<'a> = (Event<'a>, Range<usize>);

/// Containers beyond this depth are flattened: no author nests so deep, and cleaning raw HTML takes
/// time that grows with the square of the depth.
const MAX_DEPTH: usize = 96;

/// The extensions, one by one: the metadata-block options would swallow a `---` pair at the end of
/// a page, smart punctuation would change code-like text.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// The start events of what a page is judged by, in their order, so that nobody has to look for them.
#[derive(Debug, Default)]
pub(super) struct Landmarks {
    /// Headings at the page's top level.
    pub headings: Vec<usize>,
    pub tables: Vec<usize>,
    /// Blocks and tags of the author's own HTML.
    pub html: Vec<usize>,
    pub has_task_list: bool,
}

/// Reads Markdown.
pub(super) fn parse(text: &str) -> Vec<Spanned<'_>> {
    parse_page(text).0
}

/// Reads the Markdown of a page.
pub(super) fn parse_page(text: &str) -> (Vec<Spanned<'_>>, Landmarks) {
    // A page of prose, lists, links and code has about one event for each 15 bytes; to grow is dear.
    let mut events = Vec::with_capacity(text.len() / 12 + 8);
    let mut landmarks = Landmarks::default();
    let mut depth = 0_usize;
    let mut containers = 0_usize;
    let mut dropped = 0_usize;
    for (event, span) in Parser::new_ext(text, options()).into_offset_iter() {
        match &event {
            Event::Start(_) if depth >= MAX_DEPTH => {
                dropped += 1;
                continue;
            }
            Event::End(_) if dropped > 0 => {
                dropped -= 1;
                continue;
            }
            Event::Start(tag) => {
                depth += 1;
                match tag {
                    Tag::Heading { .. } if containers == 0 => landmarks.headings.push(events.len()),
                    Tag::Table(_) => landmarks.tables.push(events.len()),
                    Tag::HtmlBlock => landmarks.html.push(events.len()),
                    _ => {}
                }
                containers += usize::from(is_container(tag));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                containers -= usize::from(containers > 0 && is_container_end(*end));
            }
            // Raw HTML in a block that was dropped would be taken for inline HTML.
            Event::Html(_) if dropped > 0 => continue,
            Event::InlineHtml(_) => landmarks.html.push(events.len()),
            Event::TaskListMarker(_) => landmarks.has_task_list = true,
            _ => {}
        }
        events.push((event, span));
    }
    (events, landmarks)
}

/// The index of the end event that belongs to the start event at `start`.
pub(super) fn end_of(events: &[Spanned<'_>], start: usize) -> usize {
    let mut depth = 0_usize;
    for (index, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth <= 1 => return index,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    events.len().saturating_sub(1)
}

/// Whether this tag holds blocks or items, so that what is in it does not stand at the page's top
/// level.
pub(super) fn is_container(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::Item
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
    )
}

/// Whether this ends what [`is_container`] begins.
pub(super) fn is_container_end(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth(text: &str) -> usize {
        let mut depth = 0_usize;
        let depths = parse(text).into_iter().map(|(event, _)| {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            depth
        });
        depths.max().unwrap_or_default()
    }

    #[test]
    fn nesting_has_a_limit_and_the_text_survives_it() {
        let text = format!("{} deep", ">".repeat(5_000));
        assert_eq!(depth(&text), MAX_DEPTH);
        assert!(
            parse(&text).iter().any(|(event, _)| matches!(event, Event::Text(text) if &**text == "deep"))
        );
    }

    #[test]
    fn rules_at_the_end_of_a_page_are_no_metadata() {
        let rules = parse("a\n\n---\n\nb\n\n---\n").iter().filter(|(event, _)| *event == Event::Rule).count();
        assert_eq!(rules, 2);
    }
}
