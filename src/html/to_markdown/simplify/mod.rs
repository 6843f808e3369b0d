//! HTML that somebody typed into an editor, reduced to what it means.
//!
//! Editors write styles for bold, `<div>` for lines, `<p><br></p>` for space, and non-breaking spaces anywhere. What is
//! kept is what Markdown has a form for, or what shows something else: `docs/reference/html-to-markdown.md` has the
//! list. Blocks are here, text is in [`inline`], lists in [`lists`], tables in [`tables`].

mod inline;
mod lists;
mod tables;

use super::ids::{Ids, is_heading};
use super::known;
use super::tree::{Element, Node, is_block};
use inline::{flat, formats_of, is_empty, simplified_inline};

/// Elements that only group what is in them.
const GROUPS: &[&str] = &[
    "article", "aside", "center", "div", "footer", "header", "main", "nav", "section", "tbody", "tfoot",
    "thead",
];

/// The same text without what only an editor wrote. `ids` are those of the text before it.
pub(super) fn simplified(nodes: Vec<Node>, ids: &mut Ids) -> Vec<Node> {
    let mut nodes = flow(nodes, &[]);
    name_headings(&mut nodes, ids);
    nodes
}

/// Blocks and, where words are between them, paragraphs. `formats` are the elements of text around them.
fn flow(nodes: Vec<Node>, formats: &[&'static str]) -> Vec<Node> {
    let mut blocks = Vec::new();
    let mut run = Vec::new();
    let mut rest = nodes.into_iter().peekable();
    while let Some(node) = rest.next() {
        let Node::Element(element) = node else {
            run.push(node);
            continue;
        };
        if !is_block(element.name) && !element.children.iter().any(Node::has_block) {
            run.push(Node::Element(element));
            continue;
        }
        paragraphs(std::mem::take(&mut run), formats, &mut blocks);
        while element.name == "div" && rest.peek().is_some_and(Node::is_blank) {
            rest.next();
        }
        let below = rest.peek().and_then(Node::element);
        if let Some(player) = known::player(&element, below) {
            blocks.push(Node::Element(element));
            if player.length == 2 {
                blocks.extend(rest.next());
            }
            continue;
        }
        block(element, formats, &mut blocks);
    }
    paragraphs(run, formats, &mut blocks);
    blocks
}

fn block(mut element: Element, formats: &[&'static str], blocks: &mut Vec<Node>) {
    let children = std::mem::take(&mut element.children);
    match element.name {
        "p" if !children.iter().any(Node::has_block) => paragraphs(children, formats, blocks),
        "hr" => blocks.push(Node::Element(Element::new("hr", Vec::new()))),
        "pre" => blocks.push(Node::Element(code(&Element { children, ..element }))),
        "ul" | "ol" => {
            blocks.extend(lists::list(Element { children, ..element }, formats, flow).map(Node::Element));
        }
        "table" => blocks.extend(tables::table(Element { children, ..element }, flow).map(Node::Element)),
        "blockquote" => blocks.extend(quote(Element { children, ..element }).map(Node::Element)),
        "details" | "figure" | "dl" => {
            let open = element.get("open").is_some();
            let mut kept = Element::new(element.name, parts(children));
            if open {
                kept.set("open", "");
            }
            blocks.push(Node::Element(kept));
        }
        _ if is_heading(&element) => {
            let mut children = simplified_inline(children, &[]);
            if let [Node::Element(only)] = children.as_slice()
                && only.name == "strong"
            {
                let inner = only.children.clone();
                children = inner;
            }
            if !is_empty(&children) {
                let id = element.get("id").map(str::to_owned);
                let mut heading = Element::new(element.name, without_breaks(children));
                if let Some(id) = id {
                    heading.set("id", id);
                }
                blocks.push(Node::Element(heading));
            }
        }
        "div" if known::footnote(&Element { children: children.clone(), ..element.clone() }).is_some() => {
            let mut children = children;
            let first = children.remove(0);
            element.children = vec![first];
            element.children.extend(flow(children, &[]));
            blocks.push(Node::Element(element));
        }
        name if GROUPS.contains(&name) || !is_block(name) => {
            let mut formats = formats.to_vec();
            formats.extend(formats_of(&element));
            blocks.extend(flow(children, &formats));
        }
        // A part of a list or a table without it.
        _ => blocks.extend(flow(children, formats)),
    }
}

/// The parts of an element that have names of their own, and the blocks between them.
fn parts(children: Vec<Node>) -> Vec<Node> {
    let mut kept = Vec::new();
    let mut others = Vec::new();
    for child in children {
        match child {
            Node::Element(part) if matches!(part.name, "summary" | "figcaption" | "dt" | "dd") => {
                kept.extend(flow(std::mem::take(&mut others), &[]));
                let has_blocks = part.children.iter().any(Node::has_block);
                let inner = if has_blocks && part.name == "dd" {
                    flow(part.children, &[])
                } else {
                    without_breaks(simplified_inline(flat(part.children), &[]))
                };
                kept.push(Node::Element(Element::new(part.name, inner)));
            }
            child => others.push(child),
        }
    }
    kept.extend(flow(others, &[]));
    kept
}

/// Nodes with spaces instead of breaks.
fn without_breaks(nodes: Vec<Node>) -> Vec<Node> {
    let space = |node: Node| match node {
        Node::Element(element) if element.name == "br" => Node::Text(" ".to_owned()),
        node => node,
    };
    simplified_inline(nodes.into_iter().map(space).collect(), &[])
}

fn quote(mut quote: Element) -> Option<Element> {
    let children = std::mem::take(&mut quote.children);
    let children: Vec<Node> = children.into_iter().filter(|node| !node.is_blank()).collect();
    if let Some(start) = known::name_of_box(&quote).and_then(known::box_start)
        && let Some((title, body)) = title_of_box(&children)
    {
        let mut boxed = start;
        if let Some(Node::Element(first)) = boxed.children.first_mut()
            && let Some(Node::Element(strong)) = first.children.first_mut()
        {
            strong.children = title;
        }
        boxed.children.extend(flow(body.to_vec(), &[]));
        return Some(boxed);
    }
    let body = flow(children, &[]);
    (!body.is_empty()).then(|| Element::new("blockquote", body))
}

/// The title that a box begins with, and what follows it.
fn title_of_box(children: &[Node]) -> Option<(Vec<Node>, &[Node])> {
    let (first, body) = children.split_first()?;
    let [Node::Element(title)] = first.element()?.children.as_slice() else { return None };
    (title.name == "strong").then(|| (inline::within(title.children.clone(), &["strong"]), body))
}

/// Code in its two elements, with the language that one of them names, and a last line end.
fn code(pre: &Element) -> Element {
    let language = std::iter::once(pre).chain(pre.elements()).find_map(|element| {
        let mut classes = element.get("class")?.split_ascii_whitespace();
        classes.find_map(|class| class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-")))
    });
    let mut text = String::new();
    push_code(&mut text, &pre.children);
    let text = text.replace('\u{a0}', " ");
    let mut text = text.trim_end_matches('\n').to_owned();
    if !text.is_empty() {
        text.push('\n');
    }
    let mut code = Element::new("code", vec![Node::Text(text)]);
    if let Some(language) = language.filter(|it| !it.is_empty()) {
        code.set("class", format!("language-{language}"));
    }
    Element::new("pre", vec![Node::Element(code)])
}

fn push_code(text: &mut String, nodes: &[Node]) {
    for node in nodes {
        match node {
            Node::Text(part) => text.push_str(part),
            Node::Element(element) if element.name == "br" => text.push('\n'),
            Node::Element(element) => {
                push_code(text, &element.children);
                if is_block(element.name) && !text.ends_with('\n') {
                    text.push('\n');
                }
            }
        }
    }
}

/// Writes inline nodes as paragraphs. Two breaks end one; players are on their own.
fn paragraphs(run: Vec<Node>, formats: &[&'static str], blocks: &mut Vec<Node>) {
    let is_media =
        |node: &Node| node.element().is_some_and(|it| matches!(it.name, "iframe" | "video" | "audio"));
    let mut paragraph: Vec<Node> = Vec::new();
    let mut breaks = 0;
    let end = |paragraph: &mut Vec<Node>, blocks: &mut Vec<Node>| {
        let nodes = inline::trimmed(std::mem::take(paragraph));
        if !is_empty(&nodes) {
            blocks.push(Node::Element(Element::new("p", nodes)));
        }
    };
    for node in simplified_inline(run, formats) {
        if is_media(&node) {
            end(&mut paragraph, blocks);
            // Words without an element are not made a paragraph when they are a player.
            blocks.push(node);
            continue;
        }
        let is_break = node.element().is_some_and(|it| it.name == "br");
        if is_break {
            breaks += 1;
        } else if !node.is_blank() {
            breaks = 0;
        }
        paragraph.push(node);
        if breaks == 2 {
            end(&mut paragraph, blocks);
            breaks = 0;
        }
    }
    end(&mut paragraph, blocks);
}

/// Gives every heading the id that it gets from its words, if it has none.
fn name_headings(nodes: &mut [Node], ids: &mut Ids) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if is_heading(element) && element.get("id").is_none() {
            let id = ids.of_heading(element);
            if let Some(id) = id {
                element.set("id", id);
            }
        }
        if let Some(id) = element.get("id") {
            ids.take(id);
        }
        name_headings(&mut element.children, ids);
    }
}
