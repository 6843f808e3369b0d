//! HTML as a tree of bounded depth.
//!
//! The reader takes any text. It keeps what a lesson may have ([`allowed`]), closes what is open, and flattens what is
//! nested too deep, so that whoever walks the tree may call itself. It takes time in proportion to the text.

use std::fmt::Write as _;

use super::attributes;
use crate::html::canonical::{canonical, characters};
use crate::html::escape::{escape, push_text};
use crate::html::mark::MARK;
use crate::html::tokens::{Tag, Token, Tokens};
use crate::html::{allowed, elements};

/// Elements beyond this depth lose their tags: no author nests so deep. The renderer flattens beyond twice this depth.
const MAX_DEPTH: usize = 40;

/// What a formula that was sent as `MathML` holds its TeX in.
const TEX: &str = "application/x-tex";

/// A piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// Characters, references resolved.
    Text(String),
    Element(Element),
}

/// An element with what is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// The tag, in lower case; empty for inline nodes between blocks, which HTML has no element for.
    pub name: &'static str,
    /// Names in lower case and values, each name once.
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
    /// The element's number in its text; equal for an element and a copy of it.
    pub number: usize,
    /// Whether the renderer writes it by itself when it writes what is before it.
    pub is_implied: bool,
}

impl Element {
    /// An element without attributes.
    pub fn new(name: &'static str, children: Vec<Node>) -> Self {
        Self { name, children, ..Self::default() }
    }

    /// An attribute's value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Sets an attribute.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        match self.attributes.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value,
            None => self.attributes.push((name.to_owned(), value)),
        }
    }

    /// Removes an attribute.
    pub fn remove(&mut self, name: &str) {
        self.attributes.retain(|(known, _)| known != name);
    }

    /// Whether it has just these attributes, in any order.
    pub fn has_only(&self, names: &[&str]) -> bool {
        self.attributes.iter().all(|(name, _)| names.contains(&name.as_str()))
    }

    /// The elements in it; text between them, if any, is passed over.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(Node::element)
    }

    /// The words in it.
    pub fn text(&self) -> String {
        let mut text = String::new();
        push_words(&mut text, &self.children);
        text
    }

    /// The HTML of the element, attributes as they are.
    pub fn html(&self) -> String {
        let mut html = String::new();
        push_element(&mut html, self);
        html
    }

    /// The element in its one spelling ([`canonical`]).
    pub fn canonical(&self) -> String {
        canonical(&self.html())
    }
}

impl Node {
    /// The element, if it is one.
    pub fn element(&self) -> Option<&Element> {
        if let Self::Element(element) = self { Some(element) } else { None }
    }

    /// Whether it is white space that only separates.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.bytes().all(|byte| byte.is_ascii_whitespace()))
    }

    /// Whether it is a block, or holds one.
    pub fn has_block(&self) -> bool {
        self.element().is_some_and(|it| is_block(it.name) || it.children.iter().any(Self::has_block))
    }
}

/// Whether a tag is a block, a part of a table or a list.
pub(super) fn is_block(name: &str) -> bool {
    elements::is_block(name)
        || matches!(
            name,
            "" | "caption" | "col" | "colgroup" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr"
        )
}

fn push_node(html: &mut String, node: &Node) {
    match node {
        Node::Text(text) => push_text(html, text),
        Node::Element(element) => push_element(html, element),
    }
}

fn push_element(html: &mut String, element: &Element) {
    if element.name.is_empty() {
        return element.children.iter().for_each(|child| push_node(html, child));
    }
    push_start(html, element);
    element.children.iter().for_each(|child| push_node(html, child));
    if !elements::is_void(element.name) {
        html.extend(["</", element.name, ">"]);
    }
}

/// Writes a start tag.
pub(super) fn push_start(html: &mut String, element: &Element) {
    html.extend(["<", element.name]);
    for (name, value) in &element.attributes {
        // Writing to a string does not fail.
        let _ = write!(html, " {name}=\"{}\"", escape(value));
    }
    html.push('>');
}

fn push_words(text: &mut String, nodes: &[Node]) {
    for node in nodes {
        match node {
            Node::Text(part) => text.push_str(part),
            Node::Element(element) if element.name == "br" => text.push(' '),
            Node::Element(element) => push_words(text, &element.children),
        }
    }
}

/// Reads HTML.
pub(super) fn parse(html: &str) -> Vec<Node> {
    let mut builder = Builder::default();
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => builder.text(text),
            Token::End(name) => builder.end(&name.to_ascii_lowercase()),
            Token::Start(tag) => builder.start(&tag, &mut tokens),
        }
    }
    builder.finish()
}

#[derive(Default)]
struct Builder {
    root: Vec<Node>,
    open: Vec<Element>,
    /// Tags that were left out because they were too deep, and how many of each are open.
    dropped: Vec<(&'static str, usize)>,
}

impl Builder {
    fn siblings(&mut self) -> &mut Vec<Node> {
        self.open.last_mut().map_or(&mut self.root, |element| &mut element.children)
    }

    fn text(&mut self, text: &str) {
        let characters = characters(text);
        let text = characters.replace([MARK, '\0'], "").replace("\r\n", "\n");
        if text.is_empty() {
            return;
        }
        match self.siblings().last_mut() {
            Some(Node::Text(before)) => before.push_str(&text),
            _ => self.siblings().push(Node::Text(text)),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, tokens: &mut Tokens<'_>) {
        let name = tag.name.to_ascii_lowercase();
        if name == "math" {
            return self.formula(tag, tokens);
        }
        if elements::WITH_CONTENT.contains(&name.as_str()) {
            if !elements::is_void(name.as_str()) {
                tokens.skip_past_end(&name);
            }
            return;
        }
        let Some(name) = allowed::TAGS.iter().find(|known| **known == name) else { return };
        self.close_for(name);
        let mut element = Element::new(name, Vec::new());
        element.attributes = attributes::of(name, tag);
        if elements::is_void(name) {
            self.siblings().push(Node::Element(element));
        } else if *name == "iframe" {
            tokens.skip_past_end(name);
            self.siblings().push(Node::Element(element));
        } else if self.open.len() < MAX_DEPTH {
            self.open.push(element);
        } else {
            match self.dropped.iter_mut().find(|(known, _)| known == name) {
                Some((_, count)) => *count += 1,
                None => self.dropped.push((name, 1)),
            }
        }
    }

    /// Closes what a start tag ends: a paragraph ends before a block, an item before the next one.
    fn close_for(&mut self, name: &str) {
        let ended: &[&str] = match name {
            "li" => &["li"],
            "dt" | "dd" => &["dt", "dd"],
            "tr" => &["tr", "td", "th"],
            "td" | "th" => &["td", "th"],
            "tbody" | "thead" | "tfoot" => &["thead", "tbody", "tfoot", "tr", "td", "th"],
            _ => &[],
        };
        if elements::is_block(name) {
            self.close_within("p", &["p"]);
        }
        for end in ended {
            self.close_within(end, &["ul", "ol", "dl", "table", "blockquote", "div", "section", "details"]);
        }
        if name == "a" {
            self.close_within("a", &["td", "th", "table"]);
        }
    }

    /// Closes the innermost element of this name, if none of `limits` is inside of it.
    fn close_within(&mut self, name: &str, limits: &[&str]) {
        let found = self.open.iter().rposition(|it| it.name == name || limits.contains(&it.name));
        if let Some(depth) = found.filter(|&at| self.open[at].name == name) {
            self.close_to(depth);
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((_, count)) = self.dropped.iter_mut().find(|(known, count)| *known == name && *count > 0)
        {
            *count -= 1;
            return;
        }
        let is_text = !is_block(name);
        let found = self.open.iter().rposition(|it| it.name == name || (is_text && is_block(it.name)));
        if let Some(depth) = found.filter(|&at| self.open[at].name == name) {
            self.close_to(depth);
        }
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(element) = self.open.pop() else { return };
            self.siblings().push(Node::Element(element));
        }
    }

    /// A formula of `MathML`, as the renderer writes one of TeX. One without its TeX is left out, as in a lesson.
    fn formula(&mut self, tag: &Tag<'_>, tokens: &mut Tokens<'_>) {
        let Some(inner) = tokens.skip_past_end("math") else { return };
        let mut annotation = None;
        let mut inner = Tokens::new(inner);
        while let Some(token) = inner.next() {
            if let Token::Start(found) = token
                && found.get("encoding").is_some_and(|encoding| encoding == TEX)
            {
                annotation = inner.skip_past_end("annotation");
                break;
            }
        }
        let Some(tex) = annotation.map(characters) else { return };
        let is_display = tag.get("display").is_some_and(|display| display == "block");
        let (class, sign) = if is_display { ("math display", "$$") } else { ("math inline", "$") };
        let mut element = Element::new("span", vec![Node::Text(format!("{sign}{tex}{sign}"))]);
        element.set("class", class);
        self.siblings().push(Node::Element(element));
    }

    fn finish(mut self) -> Vec<Node> {
        self.close_to(0);
        self.root
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let html: String = parse(html).into_iter().map(|node| Element::new("", vec![node]).html()).collect();
        assert_eq!(html, expected);
    }

    #[test]
    fn whatever_is_open_is_closed_and_what_runs_goes() {
        check("<p>a<b>b<p>c", "<p>a<b>b</b></p><p>c</p>");
        check(
            "<ul><li>a<ul><li>b<li>c</ul><li>d",
            "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>",
        );
        check("<p onclick=x>a<script>b</script><font>c</font></p></div>", "<p>ac</p>");
        check(
            "<a href='javascript:x'>a</a><a href=\"/b?c&amp;d\">e</a>",
            "<a>a</a><a href=\"/b?c&amp;d\">e</a>",
        );
        check("<i>a</p>b</i>", "<i>ab</i>");
    }

    #[test]
    fn what_is_nested_too_deep_loses_its_tags_and_keeps_its_words() {
        let html = format!("{}a{}b", "<div>".repeat(10_000), "</div>".repeat(10_000));
        let flat = format!("{}a{}b", "<div>".repeat(MAX_DEPTH), "</div>".repeat(MAX_DEPTH));
        check(&html, &flat);
        check(&"<b>".repeat(100_000), &format!("{}{}", "<b>".repeat(MAX_DEPTH), "</b>".repeat(MAX_DEPTH)));
    }

    #[test]
    fn a_formula_is_its_tex() {
        let mathml = crate::html::mathml::from_tex("a<b", true).unwrap_or_default();
        check(&mathml, "<span class=\"math display\">$$a&lt;b$$</span>");
    }
}
