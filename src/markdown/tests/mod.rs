//! Whole pages: Markdown in, HTML and everything else out.

mod body;
mod checks;
mod corrections;
mod dialects;
mod html;
mod math;
mod media;
mod players;
mod questions;
mod robust;

use std::fmt::Write as _;

use crate::model::CoursePath;

use super::*;

/// Files that a page may include.
struct Files(&'static [(&'static str, &'static str)]);

impl Include for Files {
    fn text(&self, target: &str) -> Result<String, NotIncluded> {
        let found = self.0.iter().find(|(name, _)| *name == target);
        found.map(|(_, text)| (*text).to_owned()).ok_or(NotIncluded::Missing)
    }
}

/// Reads a page and draws it: the HTML with its slots marked, then references and findings.
fn draw(name: &str, text: &str, title: Option<&str>, files: &Files) -> String {
    let source = Source::new(CoursePath::root().child(name), text);
    let mut diagnostics = Vec::new();
    let page = read(&source, 0..text.len(), title, Tools::default(), files, &mut diagnostics);
    let mut out = String::new();
    let mut at = 0;
    for slot in &page.slots {
        let number = slot.reference;
        out.push_str(&page.html[at..slot.html.start]);
        match slot.shape {
            SlotKind::Address => _ = write!(out, "{{{number}}}"),
            SlotKind::Image { address } | SlotKind::LinkStart { address } => {
                out.push_str(&page.html[slot.html.start..address]);
                _ = write!(out, "{{{number}}}");
                out.push_str(&page.html[address..slot.html.end]);
            }
            SlotKind::LinkEnd => _ = write!(out, "{}{{{number}}}", &page.html[slot.html.clone()]),
            SlotKind::Formula => out.push_str(&page.html[slot.html.clone()]),
            SlotKind::Video => _ = write!(out, "{{video {number}}}"),
        }
        at = slot.html.end;
    }
    out.push_str(&page.html[at..]);
    for (number, reference) in page.references.iter().enumerate() {
        if reference.kind == ReferenceKind::Formula {
            continue;
        }
        let Reference { kind, target, text: words, span, .. } = reference;
        _ = writeln!(out, "{number}: {kind:?} {target} {words:?} at {:?}", &text[span.clone()]);
    }
    for finding in &diagnostics {
        let region = finding.place.as_ref().and_then(|place| place.region.as_ref());
        let at = region.map_or("", |region| &text[region.span.clone()]);
        _ = writeln!(out, "{}[{}]: {} at {at:?}", finding.severity, finding.code, finding.message);
    }
    out
}

#[track_caller]
fn check(markdown: &str, expected: &str) {
    assert_eq!(draw("a.md", markdown, None, &Files(&[])), expected);
}

/// Reads a page.
fn page(markdown: &str) -> Markdown {
    let source = Source::new(CoursePath::root().child("a.md"), markdown);
    read(&source, 0..markdown.len(), None, Tools::default(), &Files(&[]), &mut Vec::new())
}
