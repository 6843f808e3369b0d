//! The finished text of a lesson: every place that waited for a file gets its address or goes.

use std::ops::Range;

use crate::course::{BodyBuilder, CoursePath};
use crate::scanner::markdown::{Markdown, Shape, Slot};

use super::mentions::Mention;

/// What decides the text besides the page itself.
pub(super) struct Fill<'a> {
    pub markdown: &'a Markdown,
    /// One for each of the page's references.
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
    /// Puts the text together in one pass.
    pub fn body(&self, out: &mut BodyBuilder) {
        let mut at = 0;
        for slot in &self.markdown.slots {
            // What is cut out takes its slots with it.
            if self.is_cut(&slot.html) {
                continue;
            }
            self.copy(out, at..slot.html.start);
            self.slot(out, slot);
            at = slot.html.end;
        }
        self.copy(out, at..self.markdown.html.len());
        if out.is_blank() {
            out.clear();
            self.instead(out);
        }
        self.links(out);
    }

    fn is_cut(&self, html: &Range<usize>) -> bool {
        self.cut.as_ref().is_some_and(|cut| cut.start <= html.start && html.end <= cut.end)
    }

    /// Copies a part of the HTML, without what is cut.
    fn copy(&self, out: &mut BodyBuilder, part: Range<usize>) {
        let html = |range: Range<usize>| self.markdown.html.get(range).unwrap_or_default();
        match &self.cut {
            Some(cut) if cut.start < part.end && part.start < cut.end => {
                out.html(html(part.start..cut.start.max(part.start)));
                out.html(html(cut.end.min(part.end)..part.end));
            }
            _ => out.html(html(part)),
        }
    }

    fn slot(&self, out: &mut BodyBuilder, slot: &Slot) {
        let reference = self.markdown.references.get(slot.reference);
        let text = reference.map_or("", |reference| reference.text.as_str());
        let mention = self.mentions.get(slot.reference).unwrap_or(&Mention::Gone);
        match (slot.shape, mention) {
            (Shape::Address, _) => self.address(out, slot.reference, mention),
            (Shape::Image { .. } | Shape::Video, Mention::Gone) => out.text(text),
            (Shape::LinkStart { .. } | Shape::LinkEnd, Mention::Gone) => {}
            (Shape::Image { address } | Shape::LinkStart { address }, _) => {
                self.copy(out, slot.html.start..address);
                self.address(out, slot.reference, mention);
                if let (Shape::LinkStart { .. }, Mention::File { path, .. }) = (slot.shape, mention) {
                    out.text(place_in_file(self.target(slot.reference), path));
                }
                self.copy(out, address..slot.html.end);
            }
            (Shape::LinkEnd, _) => self.copy(out, slot.html.clone()),
            (Shape::Video, Mention::File { path, .. }) if self.video == Some(path) => {}
            (Shape::Video, _) => {
                out.html("<video controls preload=\"metadata\" src=\"");
                self.address(out, slot.reference, mention);
                out.html("\"></video>\n");
            }
        }
    }

    fn address(&self, out: &mut BodyBuilder, reference: usize, mention: &Mention) {
        match mention {
            Mention::File { path, .. } => out.address_of(path.clone()),
            Mention::AsWritten => out.text(self.target(reference)),
            Mention::Gone => {}
        }
    }

    fn target(&self, reference: usize) -> &str {
        self.markdown.references.get(reference).map_or("", |reference| reference.target.as_str())
    }

    fn instead(&self, out: &mut BodyBuilder) {
        if let Some(description) = self.description {
            out.html("<p>");
            out.text(description);
            out.html("</p>\n");
        }
    }

    fn links(&self, out: &mut BodyBuilder) {
        if self.links.is_empty() {
            return;
        }
        out.html("<ul>\n");
        for (title, address) in self.links {
            out.html("<li><a href=\"");
            out.text(address);
            out.html("\">");
            out.text(title);
            out.html("</a></li>\n");
        }
        out.html("</ul>\n");
    }
}

/// The part of a link that names a place in the file: `#page=3` of `slides.pdf#page=3`.
fn place_in_file<'t>(target: &'t str, file: &CoursePath) -> &'t str {
    match target.find('#') {
        Some(at) if !file.name().contains('#') => &target[at..],
        _ => "",
    }
}
