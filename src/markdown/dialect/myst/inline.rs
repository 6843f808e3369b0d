//! What stands inside of lines: roles, links to labels and pages; and then the labels themselves.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::dialect::lines::Lines;
use crate::markdown::dialect::rewriter::Rewriter;

use super::labels::Labels;
use super::{links, roles};

/// Rewrites all of it. Roles that are no other tool's are understood on any page.
pub(in super::super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    let is_myst = rewriter.kind.tools.myst;
    if !is_myst && !text.contains("}`") {
        return;
    }
    let lines = Lines::of(text);
    let mut labels = if is_myst { Labels::of(&lines) } else { Labels::default() };
    let events = rewriter.events();
    let mut open = Vec::new();
    for (at, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Code(content) => roles::rewrite(rewriter, &mut labels, content, range),
            Event::Start(Tag::Link { .. }) => open.push(at),
            Event::End(TagEnd::Link) => {
                if let Some(start) = open.pop()
                    && is_myst
                {
                    links::rewrite(rewriter, &mut labels, &events[start..=at]);
                }
            }
            _ => {}
        }
    }
    labels.write(rewriter, &lines);
}
