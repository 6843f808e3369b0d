//! The finished text of a lesson: every place that waited for a file gets its address or goes.

use std::ops::Range;

use crate::course::{Body, Change, CoursePath, Instead};
use crate::html::escape::escape;
use crate::scanner::markdown::{Reference, Shape, Slot};

use super::mentions::Mention;

/// What decides the text besides the page's HTML itself.
pub(super) struct Fill<'a> {
    /// The page's references, and the places that wait for them.
    pub references: &'a [Reference],
    pub slots: &'a [Slot],
    /// One for each of the references.
    pub mentions: &'a [Mention],
    /// The local video that stands above the text: it leaves it.
    pub video: Option<&'a CoursePath>,
    /// A part of the HTML that goes: the heading that became the title.
    pub cut: Option<Range<usize>>,
    /// Stands in for a text that is not there.
    pub description: Option<&'a str>,
    /// Titles and addresses of what can only be linked, at the end.
    pub links: &'a [(String, String)],
}

impl Fill<'_> {
    /// Puts the text together: the page's HTML stays where it is.
    pub fn body(&self, html: String) -> Body {
        let mut body = Body::changed(html, self.changes());
        if body.is_blank() {
            body = Body::from_html(self.instead());
        }
        if !self.links.is_empty() {
            body.append(self.list_of_links());
        }
        body
    }

    fn changes(&self) -> Vec<Change> {
        let mut changes = Changes(Vec::with_capacity(self.slots.len() + 1));
        let (before, behind) = match &self.cut {
            // What is cut out takes its slots with it.
            Some(cut) => (
                self.slots.partition_point(|slot| slot.html.start < cut.start),
                self.slots.partition_point(|slot| slot.html.start < cut.end),
            ),
            None => (0, 0),
        };
        self.slots[..before].iter().for_each(|slot| self.slot(&mut changes, slot));
        if let Some(cut) = &self.cut {
            changes.replace(cut.clone(), Instead::Nothing);
        }
        self.slots[behind..].iter().for_each(|slot| self.slot(&mut changes, slot));
        changes.0
    }

    fn slot(&self, changes: &mut Changes, slot: &Slot) {
        let reference = self.references.get(slot.reference);
        let text = reference.map_or("", |reference| reference.text.as_str());
        let mention = self.mentions.get(slot.reference).unwrap_or(&Mention::Gone);
        match (slot.shape, mention) {
            (Shape::Address, _) => self.address(changes, slot.html.start, slot.reference, mention),
            (Shape::Image { .. } | Shape::Video, Mention::Gone) => {
                changes.replace(slot.html.clone(), Instead::Html(escape(text).into_owned()));
            }
            (Shape::LinkStart { .. } | Shape::LinkEnd, Mention::Gone) => {
                changes.replace(slot.html.clone(), Instead::Nothing);
            }
            (Shape::Image { address } | Shape::LinkStart { address }, _) => {
                self.address(changes, address, slot.reference, mention);
                if let (Shape::LinkStart { .. }, Mention::File { path, .. }) = (slot.shape, mention) {
                    changes.put_text(address, place_in_file(self.target(slot.reference), path));
                }
            }
            (Shape::LinkEnd, _) => {}
            (Shape::Video, Mention::File { path, .. }) if self.video == Some(path) => {
                changes.replace(slot.html.clone(), Instead::Nothing);
            }
            (Shape::Video, _) => {
                let end = slot.html.end;
                changes.replace(slot.html.clone(), Instead::Html(VIDEO.to_owned()));
                self.address(changes, end, slot.reference, mention);
                changes.put(end, Instead::Html("\"></video>\n".to_owned()));
            }
        }
    }

    fn address(&self, changes: &mut Changes, at: usize, reference: usize, mention: &Mention) {
        match mention {
            Mention::File { path, .. } => changes.put(at, Instead::AddressOf(path.clone())),
            Mention::AsWritten => changes.put_text(at, self.target(reference)),
            Mention::Gone => {}
        }
    }

    fn target(&self, reference: usize) -> &str {
        self.references.get(reference).map_or("", |reference| reference.target.as_str())
    }

    fn instead(&self) -> String {
        let description = self.description.map(|text| format!("<p>{}</p>\n", escape(text)));
        description.unwrap_or_default()
    }

    fn list_of_links(&self) -> String {
        let item = |(title, address): &(String, String)| {
            format!("<li><a href=\"{}\">{}</a></li>\n", escape(address), escape(title))
        };
        format!("<ul>\n{}</ul>\n", self.links.iter().map(item).collect::<String>())
    }
}

/// How the tag of a video begins, up to its address.
const VIDEO: &str = "<video controls preload=\"metadata\" src=\"";

/// Changes of a page's HTML, from front to back.
struct Changes(Vec<Change>);

impl Changes {
    fn replace(&mut self, range: Range<usize>, instead: Instead) {
        self.0.push(Change { range, instead });
    }

    fn put(&mut self, at: usize, instead: Instead) {
        self.replace(at..at, instead);
    }

    fn put_text(&mut self, at: usize, text: &str) {
        if !text.is_empty() {
            self.put(at, Instead::Html(escape(text).into_owned()));
        }
    }
}

/// The part of a link that names a place in the file: `#page=3` of `slides.pdf#page=3`.
fn place_in_file<'t>(target: &'t str, file: &CoursePath) -> &'t str {
    match target.find('#') {
        Some(at) if !file.name().contains('#') => &target[at..],
        _ => "",
    }
}
