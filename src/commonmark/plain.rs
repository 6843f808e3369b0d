//! Markdown to plain text, from events.

use std::borrow::Cow;

use memchr::memchr;
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::html::mark::MARK;
use crate::html::text::{fold, is_word_in_brackets, text_between_tags};
use crate::model::is_folded;

use super::events::Spanned;

/// The text of inline events on one line, without images.
pub(crate) fn plain<'e>(events: &'e [Spanned<'_>]) -> Cow<'e, str> {
    on_one_line(events, false)
}

/// The text of inline events without images, with the white space that the author left in it.
pub(crate) fn unfolded(events: &[Spanned<'_>]) -> String {
    collect(events, false)
}

/// The text of inline events on one line; an image gives its alternative text.
pub(crate) fn plain_with_images(events: &[Spanned<'_>]) -> String {
    on_one_line(events, true).into_owned()
}

/// A heading's text: as [`plain`], without an `[[id]]` at the end.
pub(crate) fn heading(events: &[Spanned<'_>]) -> String {
    let mut text = plain(events).into_owned();
    if let Some((kept, _)) = split_id(&text) {
        text.truncate(kept.len());
    }
    text
}

/// Splits `Text[[id]]` (with or without spaces before the brackets) into text and id.
pub(crate) fn split_id(text: &str) -> Option<(&str, &str)> {
    let rest = text.trim_end().strip_suffix("]]")?;
    let (kept, id) = rest.rsplit_once("[[")?;
    // Many scripts write words with signs that are no letters of their own.
    let is_sign = |c: char| !c.is_ascii() && !c.is_whitespace() && !c.is_control();
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':') || is_sign(c);
    let is_id = !id.is_empty() && id.chars().all(fits);
    is_id.then(|| (kept.trim_end(), id))
}

fn on_one_line<'e>(events: &'e [Spanned<'_>], images: bool) -> Cow<'e, str> {
    match events {
        // Most are.
        [(Event::Text(text) | Event::Code(text), _)] if is_folded(text) => Cow::Borrowed(text),
        _ => Cow::Owned(fold(collect(events, images))),
    }
}

fn collect(events: &[Spanned<'_>], images: bool) -> String {
    // One piece is most of it, or all.
    let mut text = String::with_capacity(64);
    let mut in_image = 0_usize;
    for (event, _) in events {
        match event {
            Event::Start(Tag::Image { .. }) => in_image += 1,
            Event::End(TagEnd::Image) => in_image = in_image.saturating_sub(1),
            _ if in_image > 0 && !images => {}
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::InlineMath(math) => text.extend(["$", math, "$"]),
            Event::DisplayMath(math) => text.extend(["$$", math, "$$"]),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::InlineHtml(tag) if is_word_in_brackets(tag) => text.push_str(tag),
            _ => {}
        }
    }
    // Those of a formula: see `math`.
    if text.contains(MARK) { text.replace(MARK, "") } else { text }
}

/// The words in raw HTML events.
pub(crate) fn of_raw_html(events: &[Spanned<'_>]) -> String {
    let html: String = events
        .iter()
        .filter_map(|(event, _)| if let Event::Html(html) = event { Some(&**html) } else { None })
        .collect();
    text_between_tags(&html)
}

/// Whether there are words: letters or digits outside of templating and bare addresses.
pub(crate) fn has_words(text: &str) -> bool {
    without_templating(text).split_whitespace().any(|word| {
        !word.starts_with("http://") && !word.starts_with("https://") && word.contains(char::is_alphanumeric)
    })
}

/// The text without `{% … %}` and `{{ … }}`.
fn without_templating(text: &str) -> Cow<'_, str> {
    if memchr(b'{', text.as_bytes()).is_none() {
        return text.into();
    }
    let mut kept = String::new();
    let (mut rest, mut at) = (text, 0);
    while let Some(start) = rest[at..].find('{').map(|found| at + found) {
        let closing = match rest.as_bytes().get(start + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => {
                at = start + 1;
                continue;
            }
        };
        let Some(length) = rest[start..].find(closing) else { break };
        kept.push_str(&rest[..start]);
        rest = &rest[start + length + closing.len()..];
        at = 0;
    }
    kept.push_str(rest);
    kept.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commonmark::parse::parse;

    #[track_caller]
    fn check(markdown: &str, expected: &str) {
        assert_eq!(heading(&parse(markdown)), expected);
    }

    #[test]
    fn inline_markdown_is_flattened() {
        check("The `Drop` *Trait* and [a **link**](b.md)", "The Drop Trait and a link");
        check("A* Pathfinding", "A* Pathfinding");
        check("one\ntwo", "one two");
        check("$x^2$ math", "$x^2$ math");
    }

    #[test]
    fn things_in_angle_brackets_that_are_no_html_survive() {
        check("`<svelte:self>`", "<svelte:self>");
        check("`MaybeUninit<T>`", "MaybeUninit<T>");
        check("MaybeUninit<T>", "MaybeUninit<T>");
    }

    #[test]
    fn images_and_html_tags_give_nothing() {
        check("![logo](a.png) Hello<br> <b>you</b>", "Hello you");
        assert_eq!(plain_with_images(&parse("![logo](a.png) Hello")), "logo Hello");
    }

    #[test]
    fn ids_in_double_brackets_are_dropped() {
        check("Introduction[[introduction]]", "Introduction");
        for id in ["パン作り", "हिन्दी-परिचय", "e\u{301}te\u{301}", "می\u{200c}خواهم", "хлеб", "ไทย่"]
        {
            check(&format!("Bread [[{id}]]"), "Bread");
        }
        check("Lists [[1, 2]]", "Lists [[1, 2]]");
        check("Bash [[ -f x ]]", "Bash [[ -f x ]]");
    }

    #[test]
    fn templating_and_addresses_are_no_words() {
        assert!(has_words("a"));
        for text in ["", "{% include nav.html %}", "{{ content }} -", "https://example.com/a"] {
            assert!(!has_words(text), "{text}");
        }
        assert!(has_words("{{ unclosed"));
    }
}
