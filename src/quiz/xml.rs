//! XML of other tools: read as a tree, without what a document type declares.

use std::borrow::Cow;

use roxmltree::{Document, Node, ParsingOptions};

use super::draft::Fault;

/// So many nodes at most, which is far more than a quiz has.
const MAX_NODES: u32 = 1_000_000;

/// Elements deeper than this are in no format.
const MAX_DEPTH: usize = 200;

/// A text without its document type, of the same length.
pub(super) fn without_doctype(text: &str) -> Cow<'_, str> {
    let Some(start) = text.find("<!DOCTYPE") else { return text.into() };
    let Some(length) = text[start..].find('>') else { return text.into() };
    let declared = &text[start..=start + length];
    // One that declares entities is refused by the parser.
    if declared.contains('[') {
        return text.into();
    }
    format!("{}{}{}", &text[..start], " ".repeat(declared.len()), &text[start + length + 1..]).into()
}

/// Parses a text.
pub(super) fn parse(text: &str) -> Result<Document<'_>, Fault> {
    let fault = |at: usize, message: String| Fault { span: at..at, message };
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| {
        let place = error.pos();
        let line = text.split_inclusive('\n').take(place.row.saturating_sub(1) as usize);
        let at = line.map(str::len).sum::<usize>();
        let column = text[at.min(text.len())..].chars().take(place.col.saturating_sub(1) as usize);
        let at = at + column.map(char::len_utf8).sum::<usize>();
        fault(at.min(text.len()), "the file is not valid XML".to_owned())
    })?;
    match too_deep(&document) {
        Some(at) => Err(fault(at, format!("more than {MAX_DEPTH} elements are in one another"))),
        None => Ok(document),
    }
}

/// Where elements are nested deeper than any format nests them: whoever asks for what is above an element takes no
/// longer than that.
fn too_deep(document: &Document<'_>) -> Option<usize> {
    let mut depths = Vec::new();
    for node in document.descendants() {
        // Nodes come in the order of their numbers.
        let above = node.parent().and_then(|parent| depths.get(parent.id().get_usize()).copied());
        let depth = above.map_or(0, |depth: usize| depth + 1);
        if depth > MAX_DEPTH {
            return Some(node.range().start);
        }
        depths.resize(node.id().get_usize() + 1, 0);
        depths[node.id().get_usize()] = depth;
    }
    None
}

/// A name without prefix, case, hyphens and the `qti-` of later versions.
pub(super) fn name(node: Node<'_, '_>) -> String {
    let name = node.tag_name().name();
    name.strip_prefix("qti-").unwrap_or(name).replace('-', "").to_ascii_lowercase()
}

/// The first child of this name.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, wanted: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.is_element() && name(*child) == wanted)
}

/// The children of this name.
pub(super) fn children<'a, 'i>(
    node: Node<'a, 'i>,
    wanted: &'static str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.is_element() && name(*child) == wanted)
}

/// Everything of this name below a node.
pub(super) fn below<'a, 'i>(node: Node<'a, 'i>, wanted: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |child| child.is_element() && name(*child) == wanted)
}

/// The text of a node and all below it.
pub(super) fn text(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

/// An attribute, whatever its case and hyphens.
pub(super) fn attribute<'a>(node: Node<'a, '_>, wanted: &str) -> Option<&'a str> {
    let is_wanted = |name: &str| name.replace('-', "").eq_ignore_ascii_case(wanted);
    node.attributes().find(|attribute| is_wanted(attribute.name())).map(|attribute| attribute.value())
}
