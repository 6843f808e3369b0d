//! Where the keys of a page are, finished or still being typed: editors complete them.

use std::ops::Range;

use super::fence::{self, Top};
use super::lines::{Lines, is_blank};
use crate::diagnostic::Source;

/// The lines of a page's keys, in bytes of the file, without their fences. `None` for a page that has no keys.
pub(crate) fn extent(source: &Source) -> Option<Range<usize>> {
    match fence::split(source) {
        Top::Block(block) => Some(block.content),
        Top::Unclosed { keys, .. } | Top::Header { keys, .. } | Top::Below { keys, .. } => Some(keys),
        Top::Unreadable { .. } => None,
        Top::Body => begun(source),
    }
}

/// The lines below an opening fence that has no whole key yet: words without a space.
fn begun(source: &Source) -> Option<Range<usize>> {
    let text = &source.text;
    let mut lines = Lines::new(text, source.bom());
    let start = lines.next().filter(|line| matches!(text[line.clone()].trim_end(), "---" | "+++"))?.end;
    let is_word = |line: &Range<usize>| {
        let line = text[line.clone()].trim_end();
        !is_blank(line) && !line.trim_start().contains(char::is_whitespace) && !matches!(line, "---" | "+++")
    };
    Some(start..lines.take_while(is_word).last().map_or(start, |line| line.end))
}

#[cfg(test)]
mod tests {
    use super::extent;
    use crate::diagnostic::Source;
    use crate::model::CoursePath;

    #[test]
    fn keys_are_found_before_they_are_finished() {
        for (text, expected) in [
            ("---\ntitle: x\n---\n# A\n", Some("title: x\n")),
            ("---\ntitle: x\nvis\n---\n", Some("title: x\nvis\n")),
            ("---\nvis", Some("vis")),
            ("---\n", Some("")),
            ("---\nA rule above a text.\n", Some("")),
            ("# A\n", None),
            ("", None),
        ] {
            let source = Source::new(CoursePath::root().child("a.md"), text);
            assert_eq!(extent(&source).map(|keys| &text[keys]), expected, "{text:?}");
        }
    }
}
