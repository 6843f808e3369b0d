//! Reads values of YAML files: a key of a map, a text, and what tools write with tags of their own.

use std::borrow::Cow;

use crate::diagnostic::Source;
use crate::front_matter::{Entry, Node, Spanned};

/// The value of a key, letters and case as the tool has them.
pub(crate) fn get<'n>(node: &'n Spanned<Node>, key: &str) -> Option<&'n Spanned<Node>> {
    entries(node).iter().find(|entry| entry.key.value == key).map(|entry| &entry.value)
}

/// The value below several keys.
pub(crate) fn at<'n>(node: &'n Spanned<Node>, keys: &[&str]) -> Option<&'n Spanned<Node>> {
    keys.iter().try_fold(node, |node, key| get(node, key))
}

/// The entries of a map.
pub(crate) fn entries(node: &Spanned<Node>) -> &[Entry] {
    match &node.value {
        Node::Map(entries) => entries,
        _ => &[],
    }
}

/// The items of a list.
pub(crate) fn list(node: &Spanned<Node>) -> &[Spanned<Node>] {
    match &node.value {
        Node::List(items) => items,
        _ => &[],
    }
}

/// The text of a key that is not blank.
pub(crate) fn text(node: &Spanned<Node>, key: &str) -> Option<String> {
    let text = get(node, key)?.value.text()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The text without tags such as `!!python/name:x.y` and `!ENV`, which only their tool understands: blanks stand for them,
/// so that places stay.
pub(super) fn without_tags(source: &Source) -> Cow<'_, Source> {
    if !source.text.contains('!') {
        return Cow::Borrowed(source);
    }
    let mut text = String::with_capacity(source.text.len());
    for line in source.text.split_inclusive('\n') {
        match tag(line) {
            Some(tag) => {
                text.push_str(&line[..tag.start]);
                text.extend(std::iter::repeat_n(' ', tag.len()));
                text.push_str(&line[tag.end..]);
            }
            None => text.push_str(line),
        }
    }
    Cow::Owned(Source::new(source.path.clone(), text))
}

/// Where a line has a tag: behind `- ` or `: `.
fn tag(line: &str) -> Option<std::ops::Range<usize>> {
    let at = line.find(": !").map(|at| at + 2).or_else(|| {
        let start = line.len() - line.trim_start().len();
        line[start..].starts_with("- !").then_some(start + 2)
    })?;
    let before = &line[..at];
    if before.trim_start().starts_with('#') || before.contains(['"', '\'', '#']) {
        return None;
    }
    let tag = &line[at..];
    let is_name = |c: char| c.is_ascii_alphanumeric() || "!:/._-'".contains(c);
    let length = tag.find(|c: char| !is_name(c)).unwrap_or(tag.len());
    let is_whole = tag[length..].starts_with(char::is_whitespace) || tag.len() == length;
    (length > 1 && is_whole && tag.is_char_boundary(length)).then_some(at..at + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CoursePath;

    #[test]
    fn tags_of_a_tool_give_way_to_blanks() {
        let text = "a: !!python/name:x.y\nb: !ENV [X, 1]\n- !x y\nc: \"q: !x y\"\n# d: !x\ne: f!g\nh: ! x\n";
        let source = Source::new(CoursePath::root().child("mkdocs.yml"), text);
        let plain = without_tags(&source);
        assert_eq!(plain.text.len(), text.len());
        assert!(
            plain.text.starts_with(
                "a:                  \nb:      [X, 1]\n-    y\nc: \"q: !x y\"\n# d: !x\ne: f!g\nh: ! x"
            ),
            "{}",
            plain.text
        );
    }
}
