//! Template tags of Hugo and of Liquid (Jekyll, `GitBook`, Markdoc), and which of them belong together.

use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memchr;

use super::arguments::Arguments;

/// No tag is longer.
pub(super) const MAX_TAG: usize = 2_000;

/// How a tag is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// `{% … %}`.
    Liquid,
    /// `{{< … >}}` and `{{% … %}}`.
    Hugo,
}

/// Which tag of a pair it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The first, or one that has no second.
    Start,
    End,
    /// `{{< x />}}`: the only one.
    Whole,
}

/// A template tag.
#[derive(Debug)]
pub(super) struct Tag<'t> {
    pub range: Range<usize>,
    pub syntax: Syntax,
    pub role: Role,
    /// The name is that of the pair, without the `/` or `end` of its second tag.
    pub arguments: Arguments<'t>,
}

impl<'t> Tag<'t> {
    /// The tag that begins at `start`.
    pub fn at(text: &'t str, start: usize) -> Option<Self> {
        let (syntax, closing) = match &text.as_bytes()[start..] {
            // Hugo shows such a tag as text.
            [b'{', b'{', b'<' | b'%', b'/', b'*', ..] => return None,
            [b'{', b'%', ..] => (Syntax::Liquid, "%}"),
            [b'{', b'{', b'<', ..] => (Syntax::Hugo, ">}}"),
            [b'{', b'{', b'%', ..] => (Syntax::Hugo, "%}}"),
            _ => return None,
        };
        let rest = within(&text[start..], MAX_TAG);
        let opening = if syntax == Syntax::Liquid { 2 } else { 3 };
        let length = rest[opening..].find(closing)? + opening + closing.len();
        let inner = &rest[opening..length - closing.len()];
        // A tag reaches over lines at times, over paragraphs never.
        if inner.contains("\n\n") {
            return None;
        }
        let bare = inner.trim_matches(|c: char| c.is_whitespace() || c == '-');
        let end = bare.strip_prefix('/').or_else(|| {
            let name = bare.strip_prefix("end").filter(|_| syntax == Syntax::Liquid);
            name.filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase() || c == '-'))
        });
        let role = match end {
            Some(_) => Role::End,
            None if bare.ends_with('/') => Role::Whole,
            None => Role::Start,
        };
        let arguments = Arguments::read(end.unwrap_or(inner));
        Some(Self { range: start..start + length, syntax, role, arguments })
    }

    /// The name in small letters.
    pub fn name(&self) -> String {
        self.arguments.name.to_ascii_lowercase()
    }
}

/// The tags in a text for which `is_tag` holds; `{% raw %}` hides what it encloses.
pub(super) fn find(text: &str, mut is_tag: impl FnMut(&Range<usize>) -> bool) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let (mut at, mut has_end_of_raw) = (0, true);
    while let Some(start) = memchr(b'{', &text.as_bytes()[at..]).map(|found| at + found) {
        let Some(tag) = Tag::at(text, start) else {
            at = start + 1;
            continue;
        };
        at = tag.range.end;
        if !is_tag(&tag.range) {
            continue;
        }
        if has_end_of_raw && is_raw(&tag) {
            match text[at..].find("endraw") {
                Some(end) => at += end,
                None => has_end_of_raw = false,
            }
            continue;
        }
        tags.push(tag);
    }
    tags
}

/// Whether a tag is `{% raw %}`.
pub(super) fn is_raw(tag: &Tag<'_>) -> bool {
    tag.syntax == Syntax::Liquid && tag.role == Role::Start && tag.arguments.name == "raw"
}

/// For each tag the number of the tag that ends it. A tag is its name and its role.
pub(super) fn partners<'t>(tags: impl Iterator<Item = (&'t str, Role)> + Clone) -> Vec<Option<usize>> {
    let mut partners = vec![None; tags.clone().count()];
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, (name, role)) in tags.enumerate() {
        let count = named.entry(name).or_default();
        match role {
            Role::Whole => {}
            Role::Start => {
                *count += 1;
                open.push((at, name));
            }
            Role::End if *count == 0 => {}
            Role::End => {
                while let Some((start, opened)) = open.pop() {
                    *named.entry(opened).or_default() -= 1;
                    if opened == name {
                        partners[start] = Some(at);
                        break;
                    }
                }
            }
        }
    }
    partners
}

/// The partners of template tags.
pub(super) fn partners_of(tags: &[Tag<'_>]) -> Vec<Option<usize>> {
    partners(tags.iter().map(|tag| (tag.arguments.name, tag.role)))
}

/// The first `limit` bytes of a text, or a little less.
pub(super) fn within(text: &str, limit: usize) -> &str {
    &text[..text.floor_char_boundary(limit)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_find_their_partners() {
        for (text, expected) in [
            ("{{< a >}} {{< b >}} {{< /a >}}", vec![Some(2), None, None]),
            ("{% a %}{% a %}{% enda %}{% enda %}", vec![Some(3), Some(2), None, None]),
            ("{{< /a >}}{{% a %}}", vec![None, None]),
            ("{{< a />}}{{< /a >}}", vec![None, None]),
            ("{% raw %}{% a %}{% endraw %}", vec![]),
            ("{{</* a */>}}{% callout %}{% /callout %}", vec![Some(1), None]),
        ] {
            assert_eq!(partners_of(&find(text, |_| true)), expected, "{text}");
        }
    }
}
