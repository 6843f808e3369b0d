//! Which part of a page's Markdown is which block of its HTML.
//!
//! Nobody but the renderer knows: markup of other tools, includes, links to files and titles that are headings change what
//! comes of a part. So marks are put between the parts, the page is rendered with them by the scanner itself, and what is
//! between two marks comes of the part between them. A mark that changes what is around it is taken out again.

use std::ops::Range;

use crate::commonmark::parse::parse;
use crate::html::blocks::blocks;
use crate::html::canonical::canonical;
use pulldown_cmark::Event;

/// A page with the places between its parts.
#[derive(Debug, Clone)]
pub(crate) struct Marked {
    /// No word of the page contains it.
    word: String,
    /// Offsets in the body, in order.
    places: Vec<usize>,
}

/// A place between two parts: how many bytes of the body and how many blocks are above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub at: usize,
    pub blocks: usize,
}

/// What came of a marked page.
#[derive(Debug)]
pub(crate) enum Rendered {
    /// All parts are known.
    Known(Vec<Place>),
    /// Some marks changed the page: without them it may be known.
    Again(Marked),
    /// It cannot be told.
    Unknown,
}

/// The blocks of HTML, each in its one spelling.
pub(crate) fn blocks_of(html: &str) -> Vec<String> {
    blocks(&canonical(html)).into_iter().map(str::to_owned).collect()
}

impl Marked {
    /// The places between the top-level parts of a body. With `skips_title` none is above the end of the first heading,
    /// which may be the title because nothing is above it.
    pub fn of(body: &str, skips_title: bool) -> Self {
        let mut word = "xcoursedirmark".to_owned();
        while body.contains(&word) {
            word.push('x');
        }
        let mut places = Vec::new();
        let (mut depth, mut heading) = (0_usize, None);
        for (event, range) in parse(body) {
            match event {
                Event::Start(tag) => {
                    if depth == 0 && matches!(tag, pulldown_cmark::Tag::Heading { .. }) {
                        heading.get_or_insert(range.end);
                    }
                    depth += 1;
                }
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                places.push(end_of_line(body, range.end));
            }
        }
        places.dedup();
        if let Some(end) = heading.filter(|_| skips_title) {
            places.retain(|at| *at >= end);
        }
        Self { word, places }
    }

    /// The body with a mark at each place.
    pub fn text(&self, body: &str) -> String {
        let mut text = String::with_capacity(body.len() + self.places.len() * (self.word.len() + 8));
        let mut from = 0;
        for (number, at) in self.places.iter().enumerate() {
            text.push_str(&body[from..*at]);
            text.extend(["\n\n", &self.word, &number.to_string(), "z\n\n"]);
            from = *at;
        }
        text + &body[from..]
    }

    /// Reads the HTML of the marked page; `blocks` are those of the page as it is.
    pub fn read(&self, html: &str, blocks: &[String]) -> Rendered {
        let mut places = vec![Place { at: 0, blocks: 0 }];
        let mut found = Vec::new();
        let mut own = Vec::new();
        for block in blocks_of(html) {
            match self.mark_in(&block) {
                Some(number) => {
                    places.push(Place { at: self.places[number], blocks: own.len() });
                    found.push(self.places[number]);
                }
                None => own.push(block),
            }
        }
        let is_in_order = places.windows(2).all(|pair| pair[0].at < pair[1].at || pair[0].at == 0);
        if own == blocks && is_in_order && !own.iter().any(|block| block.contains(&self.word)) {
            return Rendered::Known(places);
        }
        if found.len() < self.places.len() && is_in_order {
            return Rendered::Again(Self { word: self.word.clone(), places: found });
        }
        Rendered::Unknown
    }

    /// The number of the mark that a block is.
    fn mark_in(&self, block: &str) -> Option<usize> {
        let text = block.strip_prefix("<p>")?.strip_suffix("</p>")?;
        let number = text.strip_prefix(&self.word)?.strip_suffix('z')?.parse().ok()?;
        (number < self.places.len()).then_some(number)
    }
}

/// The offset behind the line in which an offset is, unless it begins one.
fn end_of_line(text: &str, at: usize) -> usize {
    if at == 0 || text.as_bytes()[at - 1] == b'\n' {
        return at;
    }
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// The parts of a body that hold some blocks, from the first byte to the last, and all blocks in these parts. Blocks that
/// are none lie between two parts.
pub(crate) fn parts(
    places: &[Place],
    body: usize,
    all_blocks: usize,
    blocks: &Range<usize>,
) -> (Range<usize>, Range<usize>) {
    let ends = |at: usize| places.get(at + 1).copied().unwrap_or(Place { at: body, blocks: all_blocks });
    if blocks.is_empty() {
        // Behind the block before it, or right before the first.
        let exact = |place: &&Place| place.blocks == blocks.start;
        let place =
            if blocks.start == 0 { places.iter().rev().find(exact) } else { places.iter().find(exact) };
        if let Some(place) = place {
            return (place.at..place.at, blocks.clone());
        }
        if blocks.start == all_blocks {
            return (body..body, blocks.clone());
        }
    }
    let last_block = blocks.end.max(blocks.start + 1);
    // The last place with no more blocks above it, and the first with enough.
    let first = places.partition_point(|place| place.blocks <= blocks.start).saturating_sub(1);
    let last = (first..places.len()).find(|at| ends(*at).blocks >= last_block).unwrap_or(places.len() - 1);
    (places[first].at..ends(last).at, places[first].blocks..ends(last).blocks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::read_back;

    fn html(text: &str) -> String {
        read_back(text, Some("Title"), false).html
    }

    #[track_caller]
    fn places(body: &str) -> Option<Vec<(String, usize)>> {
        let blocks = blocks_of(&html(body));
        let mut marked = Marked::of(body, false);
        for _ in 0..3 {
            match marked.read(&html(&marked.text(body)), &blocks) {
                Rendered::Known(places) => {
                    let ends = places.iter().skip(1).map(|place| place.at).chain([body.len()]);
                    let parts = places.iter().zip(ends);
                    return Some(
                        parts
                            .map(|(place, end)| (body[place.at..end].trim().to_owned(), place.blocks))
                            .collect(),
                    );
                }
                Rendered::Again(fewer) => marked = fewer,
                Rendered::Unknown => return None,
            }
        }
        None
    }

    #[track_caller]
    fn check(body: &str, expected: &[(&str, usize)]) {
        let expected: Vec<(String, usize)> =
            expected.iter().map(|(text, blocks)| ((*text).to_owned(), *blocks)).collect();
        assert_eq!(places(body), Some(expected), "{body}");
    }

    #[test]
    fn each_part_is_some_blocks() {
        check("a\n\n- b\n\n- c\n\n# d\n", &[("a", 0), ("- b\n\n- c", 1), ("# d", 2), ("", 3)]);
        check(
            "a\n\n<!-- b -->\n\n[c]: d\n\n```\ne\n\nf\n```",
            &[("a", 0), ("<!-- b -->", 1), ("[c]: d\n\n```\ne\n\nf\n```", 1), ("", 2)],
        );
    }

    #[test]
    fn a_box_of_another_tool_is_one_part() {
        check(":::note\n\na\n\nb\n\n:::\n\nc\n", &[(":::note\n\na\n\nb\n\n:::\n\nc", 0), ("", 2)]);
        let details = "<details>\n\na\n\nb\n\n</details>";
        check(&format!("{details}\n\nc\n"), &[(details, 0), ("c", 1), ("", 2)]);
    }

    #[test]
    fn parts_hold_whole_blocks() {
        let places = [(0, 0), (10, 1), (20, 3), (25, 3)].map(|(at, blocks)| Place { at, blocks });
        let check = |blocks: Range<usize>, expected: (Range<usize>, Range<usize>)| {
            assert_eq!(parts(&places, 40, 4, &blocks), expected, "{blocks:?}");
        };
        check(0..1, (0..10, 0..1));
        check(1..2, (10..20, 1..3));
        check(2..4, (10..40, 1..4));
        check(3..4, (25..40, 3..4));
        check(0..0, (0..0, 0..0));
        check(1..1, (10..10, 1..1));
        check(2..2, (10..20, 1..3));
        check(3..3, (20..20, 3..3));
        check(4..4, (40..40, 4..4));
    }
}
