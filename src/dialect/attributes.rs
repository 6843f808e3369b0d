//! Attributes in braces behind images, links, code, headings and blocks: `{ width="300" }`, `{: .x }`, `{.a #b}`.
//!
//! Several tools have them. The size of an image is kept, as is its alternative text; the rest is for websites. Braces
//! that hold anything else are text.

use std::borrow::Cow;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::commonmark::events::Spanned;
use crate::commonmark::plain::plain_with_images;
use crate::html::admonitions;

use super::image::{Image, size};
use super::lines::Lines;
use super::rewriter::Rewriter;

/// No attributes are longer.
const MAX_LENGTH: usize = 600;

/// What stands in braces.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes<'t> {
    pub classes: Vec<&'t str>,
    pub values: Vec<(&'t str, &'t str)>,
    /// In bytes, with the braces.
    pub length: usize,
}

impl<'t> Attributes<'t> {
    /// Reads what the text begins with: `{…}` with nothing but attributes in it.
    pub fn read(text: &'t str) -> Option<Self> {
        let text = &text[..text.floor_char_boundary(MAX_LENGTH)];
        let inner = text.strip_prefix('{')?;
        let has_colon = inner.starts_with(':');
        let mut rest = inner.strip_prefix(':').unwrap_or(inner);
        let mut read = Self::default();
        let (mut sure, mut words) = (has_colon, 0);
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix('}') {
                read.length = text.len() - after.len();
                return (sure || (words > 0 && words == read.values.len())).then_some(read);
            }
            if let Some(class) = rest.strip_prefix('.') {
                let (name, after) = split_name(class)?;
                read.classes.push(name);
                (sure, rest) = (true, after);
            } else if let Some(id) = rest.strip_prefix('#') {
                (sure, rest) = (true, split_name(id)?.1);
            } else if let Some(after) = rest.strip_prefix("-").filter(|after| after.starts_with([' ', '}'])) {
                // pandoc: a heading without a number.
                rest = after;
            } else {
                let (name, after) = split_name(rest)?;
                let Some(value) = after.strip_prefix('=') else {
                    // Words alone are attributes beside others only.
                    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || after.starts_with(':') {
                        return None;
                    }
                    rest = after;
                    continue;
                };
                let (value, after) = split_value(value)?;
                read.values.push((name, value));
                (rest, words) = (after, words + 1);
            }
        }
    }

    /// The value of one of some keys.
    pub fn get(&self, keys: &[&str]) -> Option<&'t str> {
        self.values.iter().find(|(name, _)| keys.contains(name)).map(|(_, value)| *value)
    }

    fn width(&self) -> Option<String> {
        self.get(&["width"]).and_then(size).or_else(|| self.style("width"))
    }

    fn height(&self) -> Option<String> {
        self.get(&["height"]).and_then(size).or_else(|| self.style("height"))
    }

    /// A size in `style="width: 50%"`.
    fn style(&self, property: &str) -> Option<String> {
        let mut properties = self.get(&["style"])?.split(';').filter_map(|one| one.split_once(':'));
        properties.find(|(name, _)| name.trim() == property).and_then(|(_, value)| size(value))
    }
}

fn split_name(text: &str) -> Option<(&str, &str)> {
    let length = text
        .find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | ':' | '.' | '/' | '@'))
        .unwrap_or(text.len());
    (length > 0).then(|| text.split_at(length))
}

fn split_value(text: &str) -> Option<(&str, &str)> {
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        return text[1..].split_once(quote);
    }
    let length = text.find(|c: char| c.is_whitespace() || c == '}')?;
    (length > 0).then(|| text.split_at(length))
}

/// Removes lines that are nothing but attributes of the block above or below.
pub(super) fn scan_lines(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    for line in lines.beginning_with(b"{") {
        let place = lines.place(line);
        let content = lines.content(line);
        if !lines.is_text(line) || rewriter.is_claimed(place.start) {
            continue;
        }
        let Some(attributes) = Attributes::read(content).filter(|read| read.length == content.len()) else {
            continue;
        };
        // A class that makes a box of a paragraph is not without meaning.
        let is_box = content.starts_with("{:")
            && attributes.classes.iter().any(|class| admonitions::known(class).is_some());
        if !is_box {
            rewriter.remove(place);
        }
    }
}

/// Removes attributes behind what is inside of lines.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>) {
    for events in rewriter.events(|part| part.contains('{')) {
        scan_part(rewriter, &events);
    }
}

fn scan_part(rewriter: &mut Rewriter<'_, '_, '_>, events: &[Spanned<'_>]) {
    let text = rewriter.text.as_str();
    let mut images = Vec::new();
    for (at, (event, range)) in events.iter().enumerate() {
        if matches!(event, Event::Start(Tag::Image { .. })) {
            images.push(at);
        }
        let has_end = matches!(
            event,
            Event::End(
                TagEnd::Link | TagEnd::Image | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough
            ) | Event::Code(_)
        );
        let image = if *event == Event::End(TagEnd::Image) { images.pop() } else { None };
        if !has_end || !text[range.end..].starts_with('{') {
            continue;
        }
        let Some(attributes) = Attributes::read(&text[range.end..]) else { continue };
        let braces = range.end..range.end + attributes.length;
        match image.and_then(|start| resized(&events[start..at], &attributes)) {
            Some(image) => rewriter.replace(range.start..braces.end, image),
            None => {
                rewriter.remove(braces);
            }
        }
    }
}

/// The image whose events these are, without the last, with the size and the text that attributes give it.
fn resized(events: &[Spanned<'_>], attributes: &Attributes<'_>) -> Option<String> {
    let (Event::Start(Tag::Image { dest_url, title, .. }), _) = events.first()? else { return None };
    let (width, height) = (attributes.width(), attributes.height());
    let alt = attributes.get(&["alt", "fig-alt"]);
    if width.is_none() && height.is_none() && alt.is_none() {
        return None;
    }
    let alt = match alt {
        Some(alt) => Cow::Borrowed(alt),
        None => plain_with_images(&events[1..]).into(),
    };
    Some(Image { alt, target: dest_url, title, width, height }.markdown())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_classes_ids_and_values() {
        for (text, length) in [
            ("{.mark} x", Some(7)),
            ("{#id .a key=\"two words\"}", Some(24)),
            ("{.unnumbered -}", Some(15)),
            ("{text}", None),
            ("{ }", None),
            ("{a b}", None),
            ("{.open", None),
        ] {
            assert_eq!(Attributes::read(text).map(|read| read.length), length, "{text}");
        }
    }

    #[test]
    fn attributes_are_read_and_other_braces_are_not() {
        for (text, classes, values) in [
            ("{ .a #b }", vec!["a"], vec![]),
            ("{: .a}", vec!["a"], vec![]),
            ("{:target=\"_blank\"} x", vec![], vec![("target", "_blank")]),
            ("{ width=\"300\" loading=lazy }", vec![], vec![("width", "300"), ("loading", "lazy")]),
            ("{ .md-button .md-button--primary }", vec!["md-button", "md-button--primary"], vec![]),
            ("{.a download}", vec!["a"], vec![]),
        ] {
            let read = Attributes::read(text).unwrap();
            assert_eq!((read.classes, read.values), (classes, values), "{text}");
        }
        for text in
            ["{}", "{a}", "{a, b}", "{.a", "{ x: 1 }", "{a=b c", "{1=}", "{% a %}", "{{ a }}", "{/* a */}"]
        {
            assert_eq!(Attributes::read(text), None, "{text}");
        }
    }
}
