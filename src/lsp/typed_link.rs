//! The link or picture whose target is being typed, seen in the line up to the cursor.

use std::ops::Range;

/// A target that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypedLink {
    pub kind: TypedKind,
    /// The target up to the cursor, in bytes of the text.
    pub target: Range<usize>,
}

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TypedKind {
    /// `[text](target`, `<a href="target`
    Link,
    /// `![text](target`, `<img src="target`
    Picture,
    /// `[[name`
    ByName,
}

/// The openings of targets in HTML.
const ATTRIBUTES: &[(&str, TypedKind)] = &[
    ("src=\"", TypedKind::Picture),
    ("href=\"", TypedKind::Link),
    ("src='", TypedKind::Picture),
    ("href='", TypedKind::Link),
];

/// Finds the target that ends at `offset`.
pub(super) fn at(text: &str, offset: usize) -> Option<TypedLink> {
    let start = text[..offset].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line = &text[start..offset];
    let found = |at: usize, kind| TypedLink { kind, target: start + at..offset };
    let by_name = line.rfind("[[").map(|at| (at + 2, TypedKind::ByName, "]|"));
    let of_markdown = line.rfind("](").map(|at| {
        let is_picture = line[..at].rfind('[').is_some_and(|open| line[..open].ends_with('!'));
        let kind = if is_picture { TypedKind::Picture } else { TypedKind::Link };
        let is_in_angles = line[at + 2..].starts_with('<');
        (at + 2 + usize::from(is_in_angles), kind, if is_in_angles { ">" } else { ") \t" })
    });
    let of_html = ATTRIBUTES.iter().filter_map(|(open, kind)| {
        let quote = &open[open.len() - 1..];
        Some((line.rfind(open)? + open.len(), *kind, quote))
    });
    let openings = by_name.into_iter().chain(of_markdown).chain(of_html);
    let (at, kind, end) = openings.max_by_key(|(at, ..)| *at)?;
    let is_open = !line[at..].contains(|c: char| end.contains(c));
    is_open.then(|| found(at, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_seen_while_it_is_typed() {
        use TypedKind::{ByName, Link, Picture};
        for (line, expected) in [
            ("see [this](01/a", Some((Link, "01/a"))),
            ("![](", Some((Picture, ""))),
            ("![a [b] c](img/x", Some((Link, "img/x"))),
            ("[x](<a b", Some((Link, "a b"))),
            ("[[Over", Some((ByName, "Over"))),
            ("<img src=\"img/", Some((Picture, "img/"))),
            ("[x](done) and", None),
            ("[[Done]] and", None),
            ("[x](a \"title", None),
            ("words", None),
        ] {
            let text = format!("before\n{line}");
            let found = at(&text, text.len()).map(|link| (link.kind, &text[link.target]));
            assert_eq!(found, expected, "{line}");
        }
    }
}
