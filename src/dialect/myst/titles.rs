//! Titles of other pages, for links that have no text of their own.

use crate::commonmark::parse::parse;
use crate::commonmark::plain::plain;
use crate::dialect::rewriter::Rewriter;

/// The title of the page that a link leads to: of its front matter, else its first heading. The path may be without
/// an extension.
pub(super) fn of_page(rewriter: &Rewriter<'_, '_, '_>, target: &str) -> Option<String> {
    let path = target.split('#').next().unwrap_or_default();
    if path.is_empty() || path.contains("://") {
        return None;
    }
    let with_extension = format!("{path}.md");
    let is_page = [".md", ".markdown"].iter().any(|extension| path.ends_with(extension));
    let candidates = if is_page { [path, path] } else { [with_extension.as_str(), path] };
    let text = rewriter.inclusions.page(&candidates)?;
    title(&text)
}

fn title(text: &str) -> Option<String> {
    let front = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---"));
    let given = front.and_then(|(front, _)| front.lines().find_map(|line| line.strip_prefix("title:")));
    if let Some(given) = given {
        return Some(given.trim().trim_matches(['"', '\'']).to_owned()).filter(|title| !title.is_empty());
    }
    let body = front.map_or(text, |(_, body)| body);
    let heading = body.lines().find_map(|line| line.strip_prefix("# "))?;
    Some(plain(&parse(heading.trim())).into_owned()).filter(|title| !title.is_empty())
}

/// A name as words: `my-first_page` is `My first page`.
pub(super) fn readable(name: &str) -> String {
    let last = name.trim_end_matches('/').rsplit('/').next().unwrap_or(name);
    let words = last.trim_end_matches(".md").replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_given_or_the_first_heading() {
        for (text, expected) in [
            ("---\ntitle: \"A\"\n---\n# B", Some("A")),
            ("---\nx: 1\n---\n\n# B *c*\n", Some("B c")),
            ("text", None),
        ] {
            assert_eq!(title(text).as_deref(), expected, "{text}");
        }
    }
}
