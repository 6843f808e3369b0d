//! Finds the slots in finished HTML: the places that wait for a file's address.
//!
//! While HTML is written, a [`mark`] takes the place of a local file's address. The mark survives the sanitizing of
//! raw HTML, which may move it. [`extract`] removes the marks and returns their positions.

use std::ops::Range;

use memchr::{memchr, memrchr};

use crate::html::mark::{self, MARK, MARK_BYTE};
use crate::html::tokens::next_tag;

use super::math;
use super::rendered::{Reference, ReferenceKind, Slot, SlotKind};

/// Takes the marks out of a copy of `html`.
pub(super) fn extract(html: &str, references: &[Reference]) -> (String, Vec<Slot>) {
    if memchr(MARK_BYTE, html.as_bytes()).is_none() {
        return (html.to_owned(), Vec::new());
    }
    let mut extraction =
        Extraction { html: String::with_capacity(html.len()), slots: Vec::new(), links: Vec::new() };
    let mut at = 0;
    // Between marks there is nothing to see, except in a link, whose end is wanted.
    while let Some(tag) =
        if extraction.links.is_empty() { next_marked_tag(html, at) } else { next_tag(html, at) }
    {
        extraction.text(&html[at..tag.start]);
        at = extraction.tag(html, tag, references);
    }
    extraction.text(&html[at..]);
    (extraction.html, extraction.slots)
}

struct Extraction {
    html: String,
    slots: Vec<Slot>,
    /// The link that is open, and those in it, with their reference if they have one.
    links: Vec<Option<usize>>,
}

impl Extraction {
    /// Text, or a tag without a mark; a stray mark character is dropped.
    fn text(&mut self, text: &str) {
        match memchr(MARK_BYTE, text.as_bytes()) {
            None => self.html.push_str(text),
            Some(_) => text.split(MARK).for_each(|part| self.html.push_str(part)),
        }
    }

    /// Takes a tag over; gives where to go on.
    fn tag(&mut self, html: &str, range: Range<usize>, references: &[Reference]) -> usize {
        let (tag, start) = (&html[range.clone()], self.html.len());
        if tag == "</a>" {
            self.html.push_str(tag);
            if let Some(reference) = self.links.pop().flatten() {
                self.slot(reference, start, SlotKind::LinkEnd);
            }
            return range.end;
        }
        let is_link = tag.starts_with("<a ") || tag == "<a>";
        let Some((before, reference, after)) =
            mark::split(tag).filter(|(_, number, _)| *number < references.len())
        else {
            self.text(tag);
            if is_link && !self.links.is_empty() {
                self.links.push(None);
            }
            return range.end;
        };
        let kind = references[reference].kind;
        self.text(before);
        let address = self.html.len();
        if kind == ReferenceKind::Formula {
            self.html.push_str(class_of(&references[reference].target));
        }
        self.text(after);
        let mut end = range.end;
        match kind {
            ReferenceKind::Link if is_link => {
                self.links.push(Some(reference));
                self.slot(reference, start, SlotKind::LinkStart { address });
            }
            ReferenceKind::Image if tag.starts_with("<img ") => {
                self.slot(reference, start, SlotKind::Image { address });
            }
            ReferenceKind::Video if tag.starts_with("<video ") => {
                const END: &str = "</video>";
                if html[end..].starts_with(END) {
                    self.html.push_str(END);
                    end += END.len();
                }
                self.slot(reference, start, SlotKind::Video);
            }
            ReferenceKind::Formula => {
                const END: &str = "</span>";
                let length = memchr(b'<', &html.as_bytes()[end..]).unwrap_or_default();
                if html[end + length..].starts_with(END) {
                    self.text(&html[end..end + length]);
                    self.html.push_str(END);
                    end += length + END.len();
                    self.slot(reference, start, SlotKind::Formula);
                }
            }
            _ => self.slots.push(Slot { reference, html: address..address, shape: SlotKind::Address }),
        }
        end
    }

    fn slot(&mut self, reference: usize, start: usize, shape: SlotKind) {
        self.slots.push(Slot { reference, html: start..self.html.len(), shape });
    }
}

/// The class of a formula's element, which is what other tools call it.
fn class_of(formula: &str) -> &'static str {
    if math::tex(formula).1 { "math display" } else { "math inline" }
}

/// The next tag with a mark at or after `from`. The marked attribute is the first, or, of a poster, the
/// second after an address, so no `<` is between the tag's and the mark.
fn next_marked_tag(html: &str, from: usize) -> Option<Range<usize>> {
    let bytes = html.as_bytes();
    let mut searched = from;
    loop {
        let mark = searched + memchr(MARK_BYTE, bytes.get(searched..)?)?;
        let start = memrchr(b'<', &bytes[from..mark]).map(|at| from + at);
        if let Some(tag) = start.and_then(|start| next_tag(html, start)).filter(|tag| tag.contains(&mark)) {
            return Some(tag);
        }
        searched = mark + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::marked_address::ByName;

    fn references(kinds: &[ReferenceKind]) -> Vec<Reference> {
        let reference = |&kind| Reference {
            kind,
            target: String::new(),
            text: String::new(),
            span: 0..0,
            by_name: ByName::No,
        };
        kinds.iter().map(reference).collect()
    }

    #[track_caller]
    fn check(html: &str, kinds: &[ReferenceKind], expected: &str, slots: &[(usize, &str)]) {
        let (html, found) = extract(html, &references(kinds));
        assert_eq!(html, expected);
        let found: Vec<_> = found.iter().map(|slot| (slot.reference, &html[slot.html.clone()])).collect();
        assert_eq!(found, slots);
    }

    #[test]
    fn a_linked_image_has_three_places() {
        check(
            "<a href=\"\u{1}0\u{1}\"><img src=\"\u{1}1\u{1}\" alt=\"a > b\"></a>",
            &[ReferenceKind::Link, ReferenceKind::Image],
            "<a href=\"\"><img src=\"\" alt=\"a > b\"></a>",
            &[(0, "<a href=\"\">"), (1, "<img src=\"\" alt=\"a > b\">"), (0, "</a>")],
        );
    }

    #[test]
    fn links_to_elsewhere_have_no_places() {
        check(
            "<a href=\"https://x\">x</a> <a href=\"\u{1}0\u{1}\">y</a>",
            &[ReferenceKind::Link],
            "<a href=\"https://x\">x</a> <a href=\"\">y</a>",
            &[(0, "<a href=\"\">"), (0, "</a>")],
        );
    }

    #[test]
    fn a_mark_in_text_or_without_a_reference_is_dropped() {
        check(
            "\u{1}0\u{1} <b title=\"\u{1}7\u{1}\">x</b>",
            &[ReferenceKind::Link],
            "0 <b title=\"7\">x</b>",
            &[],
        );
    }

    #[test]
    fn a_video_is_one_place() {
        check(
            "<video src=\"\u{1}0\u{1}\"></video>\n",
            &[ReferenceKind::Video],
            "<video src=\"\"></video>\n",
            &[(0, "<video src=\"\"></video>")],
        );
    }
}
