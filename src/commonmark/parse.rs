//! Markdown to events: the enabled extensions, and the limit of nesting.

use pulldown_cmark::{CodeBlockKind, Event, OffsetIter, Options, Parser, Tag};

use super::buffers;
use super::events::{Spanned, is_container, is_container_end};

/// Containers beyond this depth are flattened: no author nests so deep, and cleaning raw HTML takes
/// time that grows with the square of the depth.
const MAX_DEPTH: usize = 96;

/// The extensions, one by one: the metadata-block options would swallow a `---` pair at the end of
/// a page, smart punctuation would change code-like text.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// This many events, and the rest of their block, are read before anybody looks at them: code, too, is warm
/// only for a while.
const ENOUGH: usize = 96;

/// The start events of what a page is judged by, in their order, so that nobody has to look for them.
#[derive(Debug, Default)]
pub(crate) struct Landmarks {
    /// Headings at the page's top level.
    pub headings: Vec<usize>,
    pub tables: Vec<usize>,
    /// Code between fences.
    pub code: Vec<usize>,
    /// Blocks and tags of the author's own HTML.
    pub html: Vec<usize>,
}

/// A page, some blocks of its top level at a time: few enough that their events are still warm when they are
/// looked at.
pub(crate) struct Blocks<'t> {
    parser: OffsetIter<'t>,
    /// The events of the blocks. From the first block of the author's HTML on, what begins in one may
    /// end in another, so that all that is left of the page is read at once.
    pub events: Vec<Spanned<'t>>,
    /// Where in [`Self::events`] there is something to look at.
    pub landmarks: Landmarks,
    /// Whether the page holds a task list, as far as it was read.
    pub has_task_list: bool,
    depth: usize,
    containers: usize,
    /// How many of the containers that are open were flattened.
    dropped: usize,
}

impl<'t> Blocks<'t> {
    /// Nothing read yet.
    pub fn new(text: &'t str) -> Self {
        Self {
            parser: Parser::new_ext(text, options()).into_offset_iter(),
            events: buffers::events(),
            landmarks: Landmarks::default(),
            has_task_list: false,
            depth: 0,
            containers: 0,
            dropped: 0,
        }
    }

    /// Reads the next blocks in the place of the last ones. Returns whether there are any.
    pub fn next(&mut self) -> bool {
        self.events.clear();
        self.landmarks.headings.clear();
        self.landmarks.tables.clear();
        self.landmarks.code.clear();
        self.landmarks.html.clear();
        self.read(false);
        !self.events.is_empty()
    }

    /// Reads all that is left of the page behind the blocks.
    pub fn read_rest(&mut self) {
        self.read(true);
    }

    /// Reads some blocks, or, if `all`, whatever there is.
    fn read(&mut self, mut all: bool) {
        while let Some(event) = next(&mut self.parser) {
            let at = self.events.len();
            self.events.push(event);
            match &self.events[at].0 {
                Event::Start(_) if self.depth >= MAX_DEPTH => {
                    self.dropped += 1;
                    self.events.pop();
                    continue;
                }
                Event::End(_) if self.dropped > 0 => {
                    self.dropped -= 1;
                    self.events.pop();
                    continue;
                }
                Event::Start(tag) => {
                    match tag {
                        Tag::Heading { .. } if self.containers == 0 => self.landmarks.headings.push(at),
                        Tag::Table(_) => self.landmarks.tables.push(at),
                        Tag::CodeBlock(CodeBlockKind::Fenced(_)) => self.landmarks.code.push(at),
                        Tag::HtmlBlock => {
                            self.landmarks.html.push(at);
                            all |= self.depth == 0;
                        }
                        _ => {}
                    }
                    self.depth += 1;
                    self.containers += usize::from(is_container(tag));
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    self.containers -= usize::from(self.containers > 0 && is_container_end(*end));
                }
                // Raw HTML in a block that was dropped would be taken for inline HTML.
                Event::Html(_) if self.dropped > 0 => {
                    self.events.pop();
                    continue;
                }
                Event::InlineHtml(_) => self.landmarks.html.push(at),
                Event::TaskListMarker(_) => self.has_task_list = true,
                _ => {}
            }
            if self.depth == 0 && !all && self.events.len() >= ENOUGH {
                return;
            }
        }
    }
}

/// The parser's next event. On its own, because events are large: where this is merged into what looks at
/// them, each is moved piece by piece.
#[inline(never)]
fn next<'t>(parser: &mut OffsetIter<'t>) -> Option<Spanned<'t>> {
    parser.next()
}

impl Drop for Blocks<'_> {
    fn drop(&mut self) {
        buffers::keep_events(std::mem::take(&mut self.events));
    }
}

/// Reads Markdown as a whole.
pub(crate) fn parse(text: &str) -> Vec<Spanned<'_>> {
    let mut blocks = Blocks::new(text);
    blocks.read_rest();
    std::mem::take(&mut blocks.events)
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
