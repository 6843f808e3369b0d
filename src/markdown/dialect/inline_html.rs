//! Inline Markdown as HTML, for a place where Markdown is not read: in a block of the author's HTML.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::html::escape::{push_attribute, push_text};
use crate::markdown::parse::parse;
use crate::markdown::plain::plain_with_images;

/// Links, images and words of Markdown as HTML; other markup becomes words.
pub(super) fn of(markdown: &str) -> String {
    let events = parse(markdown);
    let mut out = String::with_capacity(markdown.len() + 20);
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
            Event::Text(text) | Event::Code(text) => push_text(&mut out, text),
            Event::InlineHtml(html) | Event::Html(html) => out.push_str(html),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn an_image_and_a_link_become_tags() {
        assert_eq!(of("![a *b*](<x y.png>)"), "<img src=\"x y.png\" alt=\"a b\">");
        assert_eq!(of("**[c](<d>)** e & f"), "<strong><a href=\"d\">c</a></strong> e &amp; f");
    }
}
