//! The tags of components, with their attributes as they are written in JSX, Vue and Astro.

use std::ops::Range;

use memchr::memchr;

use crate::dialect::jsx;
use crate::dialect::tag::{MAX_TAG, Role, within};
use crate::html::text::fold;
use crate::html::tokens::{Token, Tokens, decode};

/// HTML elements that hold blocks. In MDX these are Markdown.
const BLOCKS: &[&str] =
    &["div", "section", "article", "center", "aside", "main", "header", "footer", "details"];

/// HTML elements that hold what may stand in a line.
const LEAVES: &[&str] = &[
    "p",
    "li",
    "td",
    "th",
    "dd",
    "dt",
    "summary",
    "figcaption",
    "caption",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
];

/// A tag of a component.
#[derive(Debug)]
pub(super) struct Component<'t> {
    pub range: Range<usize>,
    pub name: &'t str,
    pub role: Role,
    attributes: Vec<(&'t str, Option<String>)>,
}

impl Component<'_> {
    /// The last part of the name in small letters.
    pub fn kind(&self) -> String {
        self.name.rsplit('.').next().unwrap_or(self.name).to_ascii_lowercase()
    }

    /// Whether it is an HTML element.
    pub fn is_html(&self) -> bool {
        self.name.starts_with(|c: char| c.is_ascii_lowercase())
    }

    /// Whether it is an HTML element that holds blocks.
    pub fn is_block(&self) -> bool {
        BLOCKS.contains(&self.name)
    }

    /// The value of the first of these attributes that it has and that is plain text.
    pub fn get(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let found = self.attributes.iter().find(|(key, _)| key.trim_start_matches([':', '@']) == *name);
            found.and_then(|(_, value)| value.as_deref()).filter(|value| !value.trim().is_empty())
        })
    }

    /// The first of these attributes whose value is computed.
    pub fn computed(&self, names: &[&str]) -> Option<&str> {
        let is_computed = |name: &str, value: &Option<String>| value.is_none() && names.contains(&name);
        let found = self.attributes.iter().find(|(name, value)| is_computed(name, value));
        found.map(|(name, _)| *name)
    }

    /// The values of all attributes that are plain text.
    pub fn values(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes
            .iter()
            .filter_map(|(name, value)| Some((*name, value.as_deref().filter(|value| !value.is_empty())?)))
    }
}

/// The tags in a text for which `is_tag` holds; in MDX also those of HTML blocks.
pub(super) fn find(
    text: &str,
    is_mdx: bool,
    mut is_tag: impl FnMut(&Range<usize>) -> bool,
) -> Vec<Component<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = memchr(b'<', &text.as_bytes()[at..]).map(|found| at + found) {
        at = start + 1;
        let Some(tag) = read(text, start, is_mdx) else { continue };
        if is_tag(&tag.range) {
            at = tag.range.end;
            tags.push(tag);
        }
    }
    tags
}

fn read(text: &str, start: usize, is_mdx: bool) -> Option<Component<'_>> {
    let bytes = text.as_bytes();
    let is_end = bytes.get(start + 1) == Some(&b'/');
    let name_start = start + 1 + usize::from(is_end);
    let rest = within(&text[name_start..], MAX_TAG);
    let length =
        rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '_')).unwrap_or(rest.len());
    let name = &rest[..length];
    // `Vec<String>` and `<HTML>` in capitals are no components.
    let is_in_word =
        !is_end && start.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_alphanumeric());
    let is_name = name.starts_with(|c: char| c.is_ascii_uppercase())
        && (is_mdx || name.contains(|c: char| c.is_ascii_lowercase()))
        && !is_in_word;
    let is_block = is_mdx && (BLOCKS.contains(&name) || LEAVES.contains(&name));
    if !is_name && !is_block {
        return None;
    }
    if is_end {
        let length = rest.find('>')?;
        let range = start..name_start + length + 1;
        return rest[name.len()..length].trim().is_empty().then(|| Component {
            range,
            name,
            role: Role::End,
            attributes: Vec::new(),
        });
    }
    let length = jsx::tag_length(&text[start..])?;
    let tag = &text[start..start + length];
    // A paragraph ends in no tag, but in the code that is a value.
    if tag.contains("\n\n") && !tag.contains("={`") {
        return None;
    }
    let role = if tag.ends_with("/>") { Role::Whole } else { Role::Start };
    let inner = tag[1 + name.len()..].trim_end_matches('>').trim_end_matches('/');
    Some(Component { range: start..start + length, name, role, attributes: attributes(inner) })
}

/// Reads `a="b" c={'d'} e={f} g`. The value of what is computed is not known.
pub(super) fn attributes(mut rest: &str) -> Vec<(&str, Option<String>)> {
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return attributes;
        }
        let (name, length) = attribute(rest);
        let written = &rest[name.len()..length];
        rest = &rest[length..];
        // `{...props}`, or what is no attribute.
        if !name.is_empty() {
            let value = written.trim_start().strip_prefix('=').map(str::trim_start);
            attributes.push((name, value.map_or(Some(String::new()), |written| value_of(name, written))));
        }
    }
}

/// The name of the attribute that a text begins with, and the length of it with its value. What is no attribute has no
/// name.
pub(super) fn attribute(text: &str) -> (&str, usize) {
    let length =
        text.find(|c: char| c.is_whitespace() || matches!(c, '=' | '{' | '"' | '>')).unwrap_or(text.len());
    let length =
        if text[..length].ends_with('/') && text[length..].starts_with('>') { length - 1 } else { length };
    let Some(first) = text.chars().next().filter(|_| length == 0) else {
        let rest = text[length..].trim_start();
        let Some(value) = rest.strip_prefix('=').map(str::trim_start) else {
            return (&text[..length], length);
        };
        return (&text[..length], text.len() - value.len() + value_length(value));
    };
    ("", jsx::braces(text).filter(|_| first == '{').unwrap_or(first.len_utf8()))
}

/// The length of a value with its quotes or braces.
fn value_length(value: &str) -> usize {
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].find(quote).map_or(value.len(), |end| end + 2),
        Some('{') => jsx::braces(value).unwrap_or(value.len()),
        _ => value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len()),
    }
}

/// What an attribute's value says, if it is no code.
fn value_of(name: &str, written: &str) -> Option<String> {
    match written.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let value = written[1..].strip_suffix(quote).unwrap_or(&written[1..]);
            // Vue computes what is in quotes, too: `:items="['a']"`.
            let is_computed = name.starts_with([':', '@', '#']) || name.starts_with("v-");
            let value = if is_computed { jsx::literal(value).unwrap_or(value) } else { value };
            Some(decode(value).into_owned())
        }
        Some('{') => {
            let inner = written[1..].strip_suffix('}').unwrap_or_default().trim();
            let lines = inner.strip_prefix('`').and_then(|inner| inner.strip_suffix('`'));
            let lines = lines.filter(|lines| !lines.contains("${"));
            let list = Some(inner).filter(|inner| inner.starts_with('['));
            let literal = jsx::literal(inner).or(lines).or(list).map(str::to_owned);
            literal.or_else(|| words_of_jsx(inner))
        }
        _ => Some(written.to_owned()),
    }
}

/// The words of `<b>T</b>`, unless a part of them is computed.
fn words_of_jsx(code: &str) -> Option<String> {
    let is_jsx = code.starts_with('<') && code.ends_with('>');
    let code = code.trim_start_matches("<>").trim_end_matches("</>");
    let is_jsx = is_jsx && !code.contains('{');
    let words = Tokens::new(code).filter_map(|token| match token {
        Token::Text(text) => Some(decode(text).into_owned()),
        _ => None,
    });
    let words = fold(is_jsx.then(|| words.collect::<String>())?);
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_as_frameworks_write_them() {
        let text = "<Ab.B a=\"x > y\" b={'c'} d={e.f} g :h=\"'i'\" {...j} k=1 l={['m']} />";
        let tag = read(text, 0, false).unwrap();
        assert_eq!((tag.kind().as_str(), tag.role, tag.range.len()), ("b", Role::Whole, text.len()));
        let values: Vec<_> = tag.values().collect();
        assert_eq!(values, [("a", "x > y"), ("b", "c"), (":h", "i"), ("k", "1"), ("l", "['m']")]);
        assert!(tag.get(&["d"]).is_none() && tag.get(&["h"]) == Some("i"));
    }

    #[test]
    fn what_is_no_component_is_not_read() {
        for text in ["<div>", "<DIV>", "< A>", "<A", "<A b=\"", "</A b>"] {
            assert!(read(text, 0, false).is_none(), "{text}");
        }
        assert!(read("a<Bc>", 1, false).is_none() && read("<div>", 0, true).is_some());
    }
}
