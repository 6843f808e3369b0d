//! Inline Markdown as HTML, for a place where Markdown is not read: in a block of the author's HTML.

use std::fmt::Write as _;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::commonmark::events::Spanned;
use crate::commonmark::parse::parse;
use crate::commonmark::plain::plain_with_images;
use crate::html::escape::{push_attribute, push_text};

/// Links, images and words of Markdown as HTML; other markup becomes words.
pub(super) fn of(markdown: &str) -> String {
    written(&parse(markdown), push_text, push_text)
}

/// The same for words in which all markup of a paragraph stays. Nothing of the result is Markdown again. Other blocks,
/// and what is no Markdown, give nothing.
pub(super) fn of_words(markdown: &str) -> Option<String> {
    let events = parse(markdown);
    let (Some((Event::Start(Tag::Paragraph), whole)), Some((Event::End(TagEnd::Paragraph), _))) =
        (events.first(), events.last())
    else {
        return None;
    };
    let is_one = whole.len() == markdown.len();
    let is_known = events.iter().all(|(event, _)| match event {
        Event::Text(text) => !text.contains(['<', '{']),
        Event::InlineHtml(html) => !html.starts_with("<!"),
        Event::Start(tag) => matches!(
            tag,
            Tag::Paragraph
                | Tag::Image { .. }
                | Tag::Link { .. }
                | Tag::Strong
                | Tag::Emphasis
                | Tag::Strikethrough
        ),
        Event::End(_) | Event::Code(_) => true,
        _ => false,
    });
    if !is_one || !is_known {
        return None;
    }
    let push_words = if markdown.contains(['\\', '&']) { push_unread } else { push_text };
    Some(written(&events, push_words, |out, code| {
        out.push_str("<code>");
        push_unread(out, code);
        out.push_str("</code>");
    }))
}

/// Writes events; `push_words` and `push_code` write text and code.
fn written(
    events: &[Spanned<'_>],
    push_words: fn(&mut String, &str),
    push_code: fn(&mut String, &str),
) -> String {
    let mut out = String::new();
    let mut at = 0;
    while let Some((event, _)) = events.get(at) {
        at += 1;
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                let length =
                    events[at..].iter().take_while(|(event, _)| *event != Event::End(TagEnd::Image)).count();
                out.push_str("<img");
                push_attribute(&mut out, "src", dest_url);
                push_attribute(&mut out, "alt", &plain_with_images(&events[at..at + length]));
                out.push('>');
                at += length + 1;
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                out.push_str("<a");
                push_attribute(&mut out, "href", dest_url);
                out.push('>');
            }
            Event::End(TagEnd::Link) => out.push_str("</a>"),
            Event::Start(Tag::Strong) => out.push_str("<strong>"),
            Event::End(TagEnd::Strong) => out.push_str("</strong>"),
            Event::Start(Tag::Emphasis) => out.push_str("<em>"),
            Event::End(TagEnd::Emphasis) => out.push_str("</em>"),
            Event::Start(Tag::Strikethrough) => out.push_str("<del>"),
            Event::End(TagEnd::Strikethrough) => out.push_str("</del>"),
            Event::Text(text) => push_words(&mut out, text),
            Event::Code(code) => push_code(&mut out, code),
            Event::InlineHtml(html) | Event::Html(html) => out.push_str(html),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

/// Text of which nothing is Markdown when it is read again.
fn push_unread(out: &mut String, text: &str) {
    for c in text.chars() {
        if matches!(c, '*' | '_' | '`' | '[' | ']' | '~' | '\\') {
            let _ = write!(out, "&#{};", u32::from(c));
        } else {
            push_text(out, c.encode_utf8(&mut [0; 4]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{of, of_words};

    #[test]
    fn an_image_and_a_link_become_tags() {
        assert_eq!(of("![a *b*](<x y.png>)"), "<img src=\"x y.png\" alt=\"a b\">");
        assert_eq!(
            of_words("**a** `*b*` \\* ~~c~~").unwrap(),
            "<strong>a</strong> <code>&#42;b&#42;</code> &#42; <del>c</del>"
        );
        assert!(of_words("- *a*").is_none() && of_words("*a* <b {c}>").is_none());
        assert_eq!(of("**[c](<d>)** e & f"), "<strong><a href=\"d\">c</a></strong> e &amp; f");
    }
}
