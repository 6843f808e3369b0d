//! Relative addresses in a file that is included from another folder: in MDX, and where `MyST` is told so, they are
//! meant from the file's own folder. Elsewhere a text is included letter by letter, and they are the page's.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{Event, LinkType, Tag};

use crate::commonmark::parse::parse;

/// Writes the addresses of a text as they are meant in a page from which `path` leads to the text's file.
pub(super) fn rebase<'t>(text: &'t str, path: &str) -> Cow<'t, str> {
    let Some((folder, _)) = path.rsplit_once('/').filter(|(folder, _)| is_relative(folder) && *folder != ".")
    else {
        return text.into();
    };
    let places = places(text);
    let mut out = String::with_capacity(text.len() + places.len() * (folder.len() + 1));
    let mut at = 0;
    for place in places {
        out.push_str(&text[at..place]);
        out.push_str(folder);
        out.push('/');
        at = place;
    }
    out.push_str(&text[at..]);
    out.into()
}

fn is_relative(path: &str) -> bool {
    let has_scheme = || path.split('/').next().is_some_and(|first| first.contains(':'));
    !path.is_empty() && !path.starts_with(['/', '#', '@', '~', '{', '?']) && !has_scheme()
}

/// Where relative addresses begin, from front to back.
fn places(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut code: Vec<Range<usize>> = Vec::new();
    for (event, range) in parse(text) {
        match event {
            Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => code.push(range),
            Event::Start(
                Tag::Link { link_type: LinkType::Inline, dest_url, .. }
                | Tag::Image { link_type: LinkType::Inline, dest_url, .. },
            ) if is_relative(&dest_url) => {
                if let Some(at) = text[range.clone()].rfind("](") {
                    let start = range.start + at + 2;
                    places.push(start + usize::from(text[start..].starts_with('<')));
                }
            }
            _ => {}
        }
    }
    // In imports and in the attributes of tags.
    for at in memmem::find_iter(text.as_bytes(), "./") {
        let start = if text[..at].ends_with('.') { at - 1 } else { at };
        let is_quoted = text[..start].ends_with(['"', '\'']);
        let next = code.partition_point(|range| range.end <= start);
        if is_quoted && !code.get(next).is_some_and(|range| range.contains(&start)) {
            places.push(start);
        }
    }
    places.sort_unstable();
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    use super::rebase;

    #[test]
    fn only_relative_addresses_change_and_none_in_code() {
        let text = "import a from './a.png'\n\n![x](img/b.png) [y](<../c d.md#p> \"t\") [z](/e.md) [w](#f) \
                    [v](https://x.y/./z) `![x](b.png)`\n\n<img src=\"../g.png\" alt=\"./\">\n\n```\n'./h'\n```\n";
        let expected = "import a from '../s/./a.png'\n\n![x](../s/img/b.png) [y](<../s/../c d.md#p> \"t\") [z](/e.md) \
                        [w](#f) [v](https://x.y/./z) `![x](b.png)`\n\n<img src=\"../s/../g.png\" alt=\"../s/./\">\n\n\
                        ```\n'./h'\n```\n";
        assert_eq!(rebase(text, "../s/_p.mdx"), expected);
        for path in ["./_p.mdx", "_p.mdx", "/docs/_p.mdx"] {
            assert_eq!(rebase(text, path), text, "{path}");
        }
    }
}
