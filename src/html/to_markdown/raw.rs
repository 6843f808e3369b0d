//! Writes HTML for what Markdown has no form for. The renderer reads it again.

use std::fmt::Write as _;

use super::escape::Choice;
use super::tree::{Element, Node, is_block};
use crate::html::elements;
use crate::html::escape::escape;

/// What makes a block of HTML of a line that begins with words or with formatting.
pub(super) const COMMENT: &str = "<!-- -->";

/// A start tag on one line.
pub(super) fn start(element: &Element, choice: &Choice) -> String {
    let mut tag = format!("<{}", element.name);
    for (name, value) in &element.attributes {
        let is_address = matches!(name.as_str(), "href" | "src" | "poster" | "style");
        let value = if *choice == Choice::HtmlReferences && !is_address {
            references(value)
        } else {
            escape(value).replace('\n', "&#10;").replace('\r', "&#13;").replace('\u{a0}', "&nbsp;")
        };
        // Writing to a string does not fail.
        let _ = write!(tag, " {name}=\"{value}\"");
    }
    tag.push('>');
    tag
}

/// A block without blank lines.
pub(super) fn block(element: &Element, choice: &Choice) -> String {
    let mut writer = Writer { out: String::new(), choice, pre: 0, is_one_line: element.name.is_empty() };
    if element.name.is_empty() {
        writer.nodes(&element.children);
        let text = writer.out.trim();
        return if is_block_by_itself(element) { text.to_owned() } else { format!("{COMMENT}{text}") };
    }
    writer.element(element);
    writer.out.trim_end_matches('\n').to_owned()
}

/// Whether inline nodes are one thing that makes a block even without a comment before it.
fn is_block_by_itself(element: &Element) -> bool {
    let mut nodes = element.children.iter().filter(|node| !node.is_blank());
    let is_media = |node: &Node| {
        node.element().is_some_and(|it| matches!(it.name, "br" | "img" | "video" | "audio" | "iframe"))
    };
    nodes.next().is_some_and(is_media) && nodes.next().is_none()
}

struct Writer<'c> {
    out: String,
    choice: &'c Choice,
    /// How many `<pre>` are open.
    pre: usize,
    is_one_line: bool,
}

impl Writer<'_> {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Text(text) => self.text(text),
                Node::Element(element) => self.element(element),
            }
        }
    }

    fn element(&mut self, element: &Element) {
        let is_block = is_block(element.name) && self.pre == 0;
        if is_block {
            self.new_line();
        }
        if element.name.is_empty() {
            return self.nodes(&element.children);
        }
        self.out.push_str(&start(element, self.choice));
        let is_pre = element.name == "pre";
        self.pre += usize::from(is_pre);
        if is_pre && element.text().starts_with('\n') {
            self.out.push_str("&#10;");
        }
        self.nodes(&element.children);
        self.pre -= usize::from(is_pre);
        if !elements::is_void(element.name) {
            let length = if self.pre == 0 { self.out.trim_end().len() } else { self.out.len() };
            let has_blocks = element.children.iter().any(Node::has_block);
            if is_block && has_blocks && !is_pre {
                self.out.truncate(length);
                self.new_line();
            }
            self.out.extend(["</", element.name, ">"]);
        }
        if is_block {
            self.new_line();
        }
    }

    fn new_line(&mut self) {
        if !self.is_one_line && !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn text(&mut self, text: &str) {
        if self.pre > 0 {
            return self.code(text);
        }
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
            self.word(&rest[..word]);
            let behind = rest[word..].trim_start_matches(|c: char| c.is_ascii_whitespace());
            let space = &rest[word..rest.len() - behind.len()];
            if !space.is_empty() && !self.out.ends_with(['\n', ' ']) {
                self.out.push(if space.contains('\n') && !self.is_one_line { '\n' } else { ' ' });
            }
            rest = behind;
        }
    }

    fn word(&mut self, word: &str) {
        if *self.choice == Choice::HtmlReferences {
            self.out.push_str(&references(word));
        } else {
            let word = word.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            self.out.push_str(&word.replace('\u{a0}', "&nbsp;"));
        }
    }

    /// Text in which white space counts. A blank line would end the block.
    fn code(&mut self, text: &str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let behind = &rest[c.len_utf8()..];
            match c {
                '\n' if self.is_one_line
                    || is_blank_line(behind)
                    || self.out.ends_with('\n')
                    || *self.choice == Choice::HtmlReferences =>
                {
                    self.out.push_str("&#10;");
                }
                '\n' => self.out.push('\n'),
                '\t' => self.out.push_str("&#9;"),
                c => self.word(c.encode_utf8(&mut [0; 4])),
            }
            rest = behind;
        }
    }
}

/// Whether a text begins with the rest of a blank line.
fn is_blank_line(text: &str) -> bool {
    text.is_empty() || text.trim_start_matches([' ', '\t']).starts_with('\n')
}

/// A text with a character reference for every sign.
fn references(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() || c.is_ascii_control() || c == '\u{a0}' {
            let _ = write!(out, "&#{};", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}
