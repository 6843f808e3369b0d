//! Running text of an editor: styles that mean something become elements, the others go.

use crate::html::to_markdown::known;
use crate::html::to_markdown::tree::{Element, Node, is_block};

/// What makes blocks of nodes inside of formats: that of the whole room, handed to what it uses.
pub(super) type Flow = fn(Vec<Node>, &[&'static str]) -> Vec<Node>;

/// Elements of text that are kept without their attributes, and the name that they get.
const FORMATS: &[(&str, &str)] = &[
    ("strong", "strong"),
    ("b", "strong"),
    ("em", "em"),
    ("i", "em"),
    ("del", "del"),
    ("s", "del"),
    ("strike", "del"),
    ("u", "u"),
    ("ins", "ins"),
    ("code", "code"),
    ("tt", "code"),
    ("kbd", "kbd"),
    ("mark", "mark"),
    ("small", "small"),
    ("sub", "sub"),
    ("sup", "sup"),
];

/// Inline nodes as they are kept, inside of `formats`.
pub(super) fn simplified_inline(nodes: Vec<Node>, formats: &[&'static str]) -> Vec<Node> {
    let mut out = Vec::new();
    let around: Vec<&'static str> = formats.iter().fold(Vec::new(), |mut around, format| {
        if !around.contains(format) {
            around.push(format);
        }
        around
    });
    let inner = within(nodes, &around);
    push_wrapped(&mut out, inner, &around);
    out
}

/// The formats that an element of text means, by its name and its style.
pub(super) fn formats_of(element: &Element) -> Vec<&'static str> {
    let style = element.get("style").unwrap_or_default().to_ascii_lowercase();
    let value = |name: &str| {
        style
            .split(';')
            .filter_map(|part| part.split_once(':'))
            .find(|(it, _)| it.trim() == name)
            .map(|(_, it)| it.trim())
    };
    let weight = value("font-weight");
    let is_light = matches!(weight, Some("normal" | "400" | "lighter" | "300"));
    let is_upright = value("font-style") == Some("normal");
    let own = FORMATS.iter().find(|(name, _)| *name == element.name).map(|(_, format)| *format);
    let mut formats: Vec<&'static str> =
        own.into_iter().filter(|it| !(*it == "strong" && is_light || *it == "em" && is_upright)).collect();
    let mut add = |is_set: bool, format: &'static str| {
        if is_set && !formats.contains(&format) {
            formats.push(format);
        }
    };
    add(matches!(weight, Some("bold" | "bolder" | "600" | "700" | "800" | "900")), "strong");
    add(matches!(value("font-style"), Some("italic" | "oblique")), "em");
    let decoration = value("text-decoration").unwrap_or_default();
    add(decoration.contains("line-through"), "del");
    add(decoration.contains("underline") && element.name != "a", "u");
    add(value("vertical-align") == Some("super"), "sup");
    add(value("vertical-align") == Some("sub"), "sub");
    formats
}

/// The same without the elements of `around`, inside of which they are already.
pub(super) fn within(nodes: Vec<Node>, around: &[&'static str]) -> Vec<Node> {
    let mut out = Vec::new();
    for node in nodes {
        let mut element = match node {
            Node::Text(text) => {
                push_text(&mut out, &text);
                continue;
            }
            Node::Element(element) => element,
        };
        if known::formula(&element).is_some() || known::footnote_mark(&element).is_some() {
            out.push(Node::Element(element));
            continue;
        }
        let children = std::mem::take(&mut element.children);
        match element.name {
            "br" | "wbr" => out.push(Node::Element(Element::new(element.name, Vec::new()))),
            "img" => out.push(Node::Element(image(&element))),
            "iframe" | "video" | "audio" | "input" => {
                out.push(Node::Element(Element { children, ..element }));
            }
            "a" if element.get("href").is_some() => {
                let inner = within(children, around);
                let (before, inner, after) = split_edges(inner);
                out.extend(before);
                if !is_empty(&inner) {
                    let mut link = Element::new("a", inner);
                    for name in ["href", "title"] {
                        element.get(name).into_iter().for_each(|value| link.set(name, value));
                    }
                    out.push(Node::Element(link));
                }
                out.extend(after);
            }
            "abbr" | "bdi" | "bdo" | "cite" | "dfn" | "q" | "samp" | "var" | "ruby" | "rt" | "rp"
            | "time" => {
                let kept = element
                    .attributes
                    .iter()
                    .filter(|(name, _)| matches!(name.as_str(), "title" | "lang" | "dir"));
                let attributes = kept.cloned().collect();
                let inner = within(children, around);
                if !is_empty(&inner) {
                    out.push(Node::Element(Element { attributes, ..Element::new(element.name, inner) }));
                }
            }
            _ => {
                let new: Vec<&'static str> =
                    formats_of(&element).into_iter().filter(|format| !around.contains(format)).collect();
                let all: Vec<&'static str> = around.iter().chain(&new).copied().collect();
                let inner = within(children, &all);
                push_wrapped(&mut out, inner, &new);
            }
        }
    }
    out
}

/// Appends nodes inside of elements. White space at their edges comes outside, and an element that is right behind one
/// of the same name goes on with it.
fn push_wrapped(out: &mut Vec<Node>, inner: Vec<Node>, formats: &[&'static str]) {
    let Some((format, others)) = formats.split_first() else {
        for node in inner {
            match node {
                Node::Text(text) => push_text(out, &text),
                node @ Node::Element(_) => out.push(node),
            }
        }
        return;
    };
    let (before, inner, after) = split_edges(inner);
    let mut wrapped = Vec::new();
    push_wrapped(&mut wrapped, inner, others);
    push_wrapped(out, before, &[]);
    if !is_empty(&wrapped) {
        match out.last_mut() {
            Some(Node::Element(last)) if last.name == *format && last.attributes.is_empty() => {
                push_wrapped(&mut last.children, wrapped, &[]);
            }
            _ => out.push(Node::Element(Element::new(format, wrapped))),
        }
    }
    push_wrapped(out, after, &[]);
}

/// Inline nodes without the blocks around them.
pub(super) fn flat(nodes: Vec<Node>) -> Vec<Node> {
    let mut flat_nodes = Vec::new();
    for node in nodes {
        match node {
            Node::Element(element) if is_block(element.name) => {
                if !is_empty(&flat_nodes) {
                    flat_nodes.push(Node::Element(Element::new("br", Vec::new())));
                }
                flat_nodes.extend(flat(element.children));
            }
            node => flat_nodes.push(node),
        }
    }
    flat_nodes
}

/// Nodes without the white space and breaks at their edges, and these.
fn split_edges(mut nodes: Vec<Node>) -> (Vec<Node>, Vec<Node>, Vec<Node>) {
    let is_edge = |node: &Node| node.is_blank() || node.element().is_some_and(|it| it.name == "br");
    let start = nodes.iter().position(|node| !is_edge(node)).unwrap_or(nodes.len());
    let end = nodes.iter().rposition(|node| !is_edge(node)).map_or(start, |at| at + 1);
    let mut after = nodes.split_off(end);
    let mut inner = nodes.split_off(start);
    let mut before = nodes;
    if let Some(Node::Text(first)) = inner.first_mut() {
        let words = first.trim_start_matches(|c: char| c.is_ascii_whitespace());
        if words.len() < first.len() {
            before.push(Node::Text(" ".to_owned()));
            *first = words.to_owned();
        }
    }
    if let Some(Node::Text(last)) = inner.last_mut() {
        let words = last.trim_end_matches(|c: char| c.is_ascii_whitespace());
        if words.len() < last.len() {
            after.insert(0, Node::Text(" ".to_owned()));
            *last = words.to_owned();
        }
    }
    (before, inner, after)
}

/// Nodes without white space and breaks at their edges.
pub(super) fn trimmed(nodes: Vec<Node>) -> Vec<Node> {
    split_edges(nodes).1
}

/// Whether nobody sees anything in nodes.
pub(super) fn is_empty(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| match node {
        Node::Text(text) => text.chars().all(char::is_whitespace),
        Node::Element(element) => match element.name {
            "br" | "wbr" => true,
            "img" | "iframe" | "video" | "audio" | "input" => false,
            _ => is_empty(&element.children),
        },
    })
}

fn push_text(out: &mut Vec<Node>, text: &str) {
    let text = with_plain_spaces(text);
    match out.last_mut() {
        Some(Node::Text(before)) => before.push_str(&text),
        _ => out.push(Node::Text(text)),
    }
}

/// Editors write non-breaking spaces wherever two spaces are, and between words. One is kept beside a number or a sign,
/// where authors want it.
fn with_plain_spaces(text: &str) -> String {
    if !text.contains('\u{a0}') {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let is_wanted = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied().unwrap_or(' ');
        let after = letters.get(at + 1).copied().unwrap_or(' ');
        let is_number = |c: char| c.is_numeric();
        let is_sign = |c: char| "«»:;!?%€$£§–—/".contains(c);
        !before.is_whitespace()
            && !after.is_whitespace()
            && (is_number(before) || is_number(after) || is_sign(before) || is_sign(after))
    };
    let plain = |(at, &c): (usize, &char)| if c == '\u{a0}' && !is_wanted(at) { ' ' } else { c };
    letters.iter().enumerate().map(plain).collect()
}

/// An image with its size in pixels, if it has one.
fn image(element: &Element) -> Element {
    let mut image = Element::new("img", Vec::new());
    for name in ["src", "alt", "title"] {
        element.get(name).into_iter().for_each(|value| image.set(name, value));
    }
    let style = element.get("style").unwrap_or_default();
    let styled = |name: &str| {
        style
            .split(';')
            .filter_map(|part| part.split_once(':'))
            .find(|(it, _)| it.trim() == name)
            .map(|(_, it)| it.trim())
    };
    for name in ["width", "height"] {
        let value = element.get(name).or_else(|| styled(name)).map(|value| value.trim_end_matches("px"));
        let pixels = value.and_then(|value| value.parse::<u16>().ok()).filter(|&pixels| pixels > 0);
        if let Some(pixels) = pixels {
            image.set(name, pixels.to_string());
        }
    }
    image
}
