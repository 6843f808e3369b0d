//! Lists of an editor.

use super::inline::{Flow, is_empty, trimmed};
use crate::html::to_markdown::tree::{Element, Node};

/// A list with nothing but items in it; `None` if it is empty.
///
/// An item's single paragraph is words, unless an item of the list has more than that: then all of them have paragraphs.
pub(super) fn list(list: Element, formats: &[&'static str], flow: Flow) -> Option<Element> {
    let mut items: Vec<Vec<Node>> = Vec::new();
    for child in list.children {
        match child {
            Node::Element(item) if item.name == "li" => items.push(flow(item.children, formats)),
            // Word and some editors write a list in a list beside the item that it belongs to.
            Node::Element(inner) if matches!(inner.name, "ul" | "ol") => {
                let inner = self::list(inner, formats, flow).map(Node::Element);
                match items.last_mut() {
                    Some(item) => item.extend(inner),
                    None => items.push(inner.into_iter().collect()),
                }
            }
            child if child.is_blank() => {}
            child => items.push(flow(vec![child], formats)),
        }
    }
    items.retain(|item| !item.is_empty());
    items.iter_mut().for_each(join_task);
    let is_simple = items.iter().all(|item| is_simple(item));
    let items: Vec<Node> = items
        .into_iter()
        .map(|item| if is_simple { without_paragraph(item) } else { item })
        .map(|item| Node::Element(Element::new("li", item)))
        .collect();
    let mut simple = Element::new(list.name, items);
    if let Some(start) = list.attributes.into_iter().find(|(name, value)| name == "start" && value != "1") {
        simple.attributes.push(start);
    }
    (!simple.children.is_empty()).then_some(simple)
}

/// Whether an item is a paragraph, a list, or both in this order.
fn is_simple(item: &[Node]) -> bool {
    let is = |node: Option<&Node>, names: &[&str]| {
        node.and_then(Node::element).is_some_and(|element| names.contains(&element.name))
    };
    match item {
        [_] => is(item.first(), &["p", "ul", "ol"]),
        [first, second] => is(Some(first), &["p"]) && is(Some(second), &["ul", "ol"]),
        _ => false,
    }
}

fn without_paragraph(mut item: Vec<Node>) -> Vec<Node> {
    match item.first_mut() {
        Some(Node::Element(first)) if first.name == "p" => {
            let words = std::mem::take(&mut first.children);
            item.splice(..1, words);
        }
        _ => {}
    }
    item
}

/// Puts the box of a task into the paragraph of its words.
fn join_task(item: &mut Vec<Node>) {
    let Some(Node::Element(first)) = item.first_mut().filter(|_| true) else { return };
    let [Node::Element(input)] = first.children.as_slice() else { return };
    if first.name != "p" || input.name != "input" {
        return;
    }
    let input = Node::Element(input.clone());
    let Some(Node::Element(words)) =
        item.get_mut(1).filter(|node| node.element().is_some_and(|it| it.name == "p"))
    else {
        return;
    };
    let text = trimmed(std::mem::take(&mut words.children));
    if !is_empty(&text) {
        words.children = vec![input, Node::Text(" ".to_owned())];
        words.children.extend(text);
        item.remove(0);
    }
}
