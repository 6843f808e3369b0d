//! What stands inside of lines: roles, links to labels and pages; and then the labels themselves.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::commonmark::events::Spanned;
use crate::dialect::rewriter::Rewriter;

use super::labels::Labels;
use super::{links, roles};

/// Rewrites all of it. Roles that are no other tool's are understood on any page.
pub(in super::super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    let is_myst = rewriter.kind.tools.myst;
    if !is_myst && !text.contains("}`") {
        return;
    }
    let lines = rewriter.lines();
    let mut labels = if is_myst { Labels::of(&lines) } else { Labels::default() };
    let is_wanted = |part: &str| part.contains("}`") || (is_myst && links::may_be_in(part));
    for events in rewriter.events(is_wanted) {
        scan_part(rewriter, &mut labels, &events);
    }
    labels.write(rewriter, &lines);
}

fn scan_part(rewriter: &mut Rewriter<'_, '_, '_>, labels: &mut Labels, events: &[Spanned<'_>]) {
    let is_myst = rewriter.kind.tools.myst;
    let mut open = Vec::new();
    for (at, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Code(content) => roles::rewrite(rewriter, labels, content, range),
            Event::Start(Tag::Link { .. }) => open.push(at),
            Event::End(TagEnd::Link) => {
                if let Some(start) = open.pop()
                    && is_myst
                {
                    links::rewrite(rewriter, labels, &events[start..=at]);
                }
            }
            _ => {}
        }
    }
}
