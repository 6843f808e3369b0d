//! What becomes of any HTML in a lesson's text, however its Markdown is written.
//!
//! The renderer gives an image a text, a frame a policy and, below it, a link to the video's own page; it drops fields
//! other than checkboxes, ids that are taken, players without an address. The tree that is written as Markdown has
//! these changes already: it is what a reader of the Markdown gets.

use std::collections::BTreeSet;

use super::known::{self, FOOTNOTE};
use super::tree::{self, Element, Node, is_block};
use crate::html::embeds;
use crate::html::text::fold;

/// The blocks of a text.
pub(super) fn blocks(nodes: Vec<Node>) -> Vec<Element> {
    let mut blocks = grouped(nodes.into_iter().flat_map(node).collect());
    links_below(&mut blocks);
    free_ids(&mut blocks, &mut BTreeSet::new());
    blocks
}

/// Gives every element its number.
pub(super) fn number(blocks: &mut [Element], next: &mut usize) {
    for block in blocks {
        block.number = *next;
        *next += 1;
        for child in &mut block.children {
            if let Node::Element(child) = child {
                number(std::slice::from_mut(child), next);
            }
        }
    }
}

/// The blocks among nodes, and between them elements without a name for what is inline.
pub(super) fn grouped(nodes: Vec<Node>) -> Vec<Element> {
    let mut blocks: Vec<Element> = Vec::new();
    let mut run: Vec<Node> = Vec::new();
    let end = |run: &mut Vec<Node>, blocks: &mut Vec<Element>| {
        if run.iter().all(Node::is_blank) {
            run.clear();
        } else {
            blocks.push(Element::new("", std::mem::take(run)));
        }
    };
    for node in nodes {
        match node {
            Node::Element(element) if is_block(element.name) => {
                end(&mut run, &mut blocks);
                blocks.push(element);
            }
            node => run.push(node),
        }
    }
    end(&mut run, &mut blocks);
    blocks
}

/// What becomes of a node.
fn node(node: Node) -> Vec<Node> {
    let Node::Element(mut element) = node else { return vec![node] };
    let children = std::mem::take(&mut element.children);
    element.children = children.into_iter().flat_map(self::node).collect();
    match element.name {
        "source" => return Vec::new(),
        "input" if !element.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox")) => {
            return Vec::new();
        }
        "input" => {
            let is_checked = element.get("checked").is_some();
            element.attributes.clear();
            element.set("disabled", "");
            element.set("type", "checkbox");
            if is_checked {
                element.set("checked", "");
            }
        }
        "img" if element.get("src").is_none() => {
            return vec![Node::Text(fold(element.get("alt").unwrap_or_default()))];
        }
        "img" => {
            let alt = fold(element.get("alt").unwrap_or_default());
            element.set("alt", alt);
        }
        "iframe" => return frame(element).into_iter().collect(),
        "video" | "audio" => {
            element.children.clear();
            if element.get("src").is_none() {
                return Vec::new();
            }
            if element.get("controls").is_none() {
                element.set("controls", "");
            }
        }
        // A browser shows nothing, and cleaning drops it.
        "p" if element.children.is_empty() && element.attributes.is_empty() => return Vec::new(),
        "pre" => return vec![Node::Element(element)],
        _ => {}
    }
    let is_flow = is_block(element.name) && element.children.iter().any(Node::has_block);
    if is_flow {
        element.children =
            grouped(element.children).into_iter().filter(|it| !is_row_space(it)).map(Node::Element).collect();
    }
    vec![Node::Element(element)]
}

fn is_row_space(element: &Element) -> bool {
    element.name.is_empty() && element.children.iter().all(Node::is_blank)
}

fn frame(mut element: Element) -> Option<Node> {
    let source = element.get("src")?;
    let source = match source.get(..5) {
        Some(start) if start.eq_ignore_ascii_case("http:") => format!("https:{}", &source[5..]),
        _ => source.to_owned(),
    };
    if !source.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("https:")) && !source.starts_with("//")
    {
        return None;
    }
    element.set("src", embeds::from_url(&source).unwrap_or(source));
    if !element.get("referrerpolicy").is_some_and(embeds::is_referrer_policy) {
        element.set("referrerpolicy", embeds::REFERRER_POLICY);
    }
    Some(Node::Element(element))
}

/// Marks the links that the renderer writes below the author's own frames, and adds those that are missing.
fn links_below(blocks: &mut Vec<Element>) {
    let mut at = 0;
    while at < blocks.len() {
        if let Some(length) = known::player(&blocks[at], blocks.get(at + 1)).map(|player| player.length) {
            at += length;
            continue;
        }
        if matches!(blocks[at].name, "blockquote" | "ul" | "ol" | "li") {
            let mut inner: Vec<Element> = Vec::new();
            for child in std::mem::take(&mut blocks[at].children) {
                match child {
                    Node::Element(child) if is_block(child.name) => inner.push(child),
                    node => {
                        blocks[at].children.push(node);
                    }
                }
            }
            if !blocks[at].children.is_empty() {
                // Words only; blocks and words are never beside one another here.
                blocks[at].children.extend(inner.into_iter().map(Node::Element));
                at += 1;
                continue;
            }
            links_below(&mut inner);
            blocks[at].children = inner.into_iter().map(Node::Element).collect();
            at += 1;
            continue;
        }
        let mut links = Vec::new();
        frames(&blocks[at], &mut links);
        at += 1;
        for link in links {
            let expected = tree::parse(&link).into_iter().find_map(|node| node.element().cloned());
            let Some(mut expected) = expected else { continue };
            expected.is_implied = true;
            match blocks.get_mut(at) {
                Some(next) if next.canonical() == expected.canonical() => *next = expected,
                _ => blocks.insert(at, expected),
            }
            at += 1;
        }
    }
}

/// The links that belong below the frames in an element.
fn frames(element: &Element, links: &mut Vec<String>) {
    if element.name == "iframe" {
        let title = fold(element.get("title").unwrap_or_default());
        links.extend(element.get("src").and_then(|source| embeds::link_below(source, &title)));
    }
    let mut children = element.elements().peekable();
    while let Some(child) = children.next() {
        // A player has its link.
        match known::player(child, children.peek().copied()) {
            Some(player) => drop((player.length == 2).then(|| children.next())),
            None => frames(child, links),
        }
    }
}

/// Removes ids that a page cannot have, or has already.
fn free_ids(blocks: &mut [Element], taken: &mut BTreeSet<String>) {
    for block in blocks {
        if let Some(id) = block.get("id") {
            let is_footnote = id.starts_with(FOOTNOTE);
            let is_usable = !id.is_empty() && !id.contains(|c: char| c.is_whitespace() || c.is_control());
            let is_kept = if is_footnote { known::footnote(block).is_some() } else { is_usable };
            if !is_kept || !taken.insert(id.to_owned()) {
                block.remove("id");
            }
        }
        for child in &mut block.children {
            if let Node::Element(child) = child {
                free_ids(std::slice::from_mut(child), taken);
            }
        }
    }
}
