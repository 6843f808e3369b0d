//! Web pages: the body, and the title. Navigation, scripts and styles are no text.

use crate::html::to_markdown::blocks;

use super::converted::{Converted, counted, front_matter};

/// Elements that are no text of the page.
const NO_TEXT: &[&str] = &["script", "style", "nav", "noscript", "template", "svg", "head", "iframe"];

/// Turns a web page into Markdown.
pub(super) fn convert(html: &str) -> Converted {
    let title = between(html, "title").map(plain).filter(|title| !title.is_empty());
    let body = between(html, "main").or_else(|| between(html, "body")).unwrap_or(html);
    let has_heading = find_tag(body, "h1", 0).is_some();
    let mut body = body.to_owned();
    let mut scripts = 0;
    for name in NO_TEXT {
        let (rest, removed) = without(&body, name);
        body = rest;
        scripts += usize::from(matches!(*name, "script" | "iframe")) * removed;
    }
    let blocks: Vec<String> = blocks(&body).into_iter().map(|block| block.markdown).collect();
    let mut markdown = match title.filter(|_| !has_heading) {
        Some(title) => front_matter(&title),
        None => String::new(),
    };
    markdown.push_str(&blocks.join("\n\n"));
    markdown.push('\n');
    let lost = counted(scripts, "script or frame", "scripts and frames").into_iter().collect();
    Converted { markdown, lost }
}

/// Where a tag of this name begins, and where it ends.
fn find_tag(html: &str, name: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(found) = memchr::memchr(b'<', bytes.get(at..)?) {
        let start = at + found;
        let after = start + 1 + name.len();
        let is_name =
            bytes.get(start + 1..after).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
        let ends = bytes.get(after).is_some_and(|c| !c.is_ascii_alphanumeric() && *c != b'-');
        if is_name && ends {
            let end = memchr::memchr(b'>', &bytes[after..]).map(|end| after + end + 1)?;
            return Some((start, end));
        }
        at = start + 1;
    }
    None
}

/// What is between the first tag of a name and its end.
fn between<'h>(html: &'h str, name: &str) -> Option<&'h str> {
    let (_, start) = find_tag(html, name, 0)?;
    let end = find_tag(html, &format!("/{name}"), start).map_or(html.len(), |(end, _)| end);
    html.get(start..end)
}

/// The text without elements of a name, and how many these were.
pub(super) fn without(html: &str, name: &str) -> (String, usize) {
    let mut kept = String::with_capacity(html.len());
    let (mut at, mut removed) = (0, 0);
    let closing = format!("/{name}");
    while let Some((start, end)) = find_tag(html, name, at) {
        kept.push_str(&html[at..start]);
        removed += 1;
        // Without an end it is empty; all that follows would be lost.
        let Some((_, closed)) = find_tag(html, &closing, end) else {
            kept.push_str(&html[end..]);
            return (kept, removed);
        };
        at = closed;
    }
    kept.push_str(&html[at..]);
    (kept, removed)
}

/// A title's text: entities and blanks.
fn plain(text: &str) -> String {
    let text = crate::html::tokens::decode(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_and_the_title_are_kept() {
        let page = convert(
            "<!DOCTYPE html><html><head><title>A &amp; B</title><style>x</style></head><body><nav>Menu</nav><p>One <b>two</b>.</p><script>alert(1)</script><ul><li>x</li></ul></body></html>",
        );
        assert_eq!(page.markdown, "---\ntitle: \"A & B\"\n---\n\nOne **two**.\n\n- x\n");
        assert_eq!(page.lost, ["1 script or frame"]);
        let page = convert("<h1>T</h1><p>x</p>");
        assert_eq!(page.markdown, "# T\n\nx\n");
        assert_eq!(convert("<body><script>x").markdown, "x\n");
        assert_eq!(convert("").markdown, "\n");
    }
}
